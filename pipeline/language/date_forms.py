"""The forms in which people write dates, as patterns: days, weeks, months, quarters and seasons."""

from __future__ import annotations

import re

_month = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])\.?"
)
# a raised "th" comes as it is, apart, behind a bar, in carets, or in letters that are raised themselves
_th = r"(?:\s?(?:[|^]|<sup>)?\s?(?:st|nd|rd|th)\b(?:\^|</sup>)?|\s?[ˢⁿʳᵗᵀᴺᴿ][ᵗᵈʰᵀᴰᴴ]|[ºª°])"
_day = rf"(?P<day>[0-3]?\d){_th}?"
_units = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_teens = "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
_quote = "[’'‘´`]"
# two figures are a year only where they cannot be a time ("8 July 3.00pm", "8 July 3-4pm")
_year = (
    rf"(?P<year>(?:19|20)\d{{2}}|{_quote}?\d{{2}}"
    r"(?![\d:]|\.\d|\s?(?:am|pm|st|nd|rd|th)\b|\s*[-–]\s*\d))"
)
_weekday_name = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_weekday = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?"
_short_year = rf"(?P<year>(?:19|20)\d{{2}}|{_quote}?\d{{2}})"
_long_year = r"(?P<year>(?:19|20)\d{2})"

# "1/2 June" and "1-2 June" are two days, "2020-1-2 June" is none
_begins = r"(?<![\w.])(?:(?<![/-])|(?<=\d\.[/-])|(?<=\b\d[/-])|(?<=\b\d\d[/-])|(?<=[^\W\d_]{2}[/-]))"

DAY_MONTH = re.compile(
    rf"{_begins}(?:{_weekday})?{_day}(?:\s*\|\s*|\s+|[-./]\s?)(?:day\s+)?(?:of\s+)?{_month}"
    rf"(?:(?:,?\s+|\s?[-./,|]\s?|(?={_quote})){_year})?(?!\w)",
    re.I,
)
CLOSED_UP = re.compile(rf"(?<![\w/.-])(?P<day>[0-3]?\d){_month}{_long_year}(?!\w)", re.I)
_ordinal = rf"(?P<ordinal>(?:twenty[- ]?(?:{_units})|thirty[- ]?first|{_units}|{_teens}|twentieth|thirtieth))"
WORDED = re.compile(
    rf"\b(?:{_weekday})?{_ordinal}\s+(?:day\s+)?of\s+{_month}(?:,?\s+{_year})?(?!\w)",
    re.I,
)
WORDED_ALSO = re.compile(rf"\b{_ordinal}\s+{_month},?\s+{_long_year}(?!\w)", re.I)
MONTH_WORDED = re.compile(rf"(?<!\w){_month}\s+(?:the\s+)?{_ordinal},?\s+{_long_year}(?!\w)", re.I)
MONTH_DAY = re.compile(
    rf"(?<!\w)(?:{_weekday})?{_month}(?:\s+(?:the\s+)?|-(?=\d{{1,2}}-\d{{4}}\b)){_day}(?![\d.:]\d|\s?[ap]m)"
    rf"(?:(?:,?\s+|-(?=\d{{4}})){_year})?(?!\w)",
    re.I,
)
MONTH_DAYS = re.compile(
    rf"(?<!\w)(?:{_weekday})?{_month}\s+{_day}\s?(?:[-–—&]|to|and)\s?"
    rf"(?P<last>[0-3]?\d){_th}?(?![\d.:]\d|\s?[ap]m)"
    rf",?\s+{_long_year}(?!\w)",
    re.I,
)
NUMERIC = re.compile(
    rf"(?<![\w/.])(?:(?<!-)|(?<=[/.]\d{{4}}-))(?:{_weekday})?"
    rf"(?P<day>[0-3]?\d)(?P<sep>[/.-])(?P<month>[0-3]?\d)(?P=sep){_short_year}"
    r"(?![\w/]|-(?!\d\d?[/.]\d)|\.\d)",
    re.I,
)
SPACED = re.compile(
    rf"(?<![\w/.-])(?:{_weekday})?(?P<day>[0-3]?\d)\s?(?P<sep>[/.-])\s?(?P<month>[0-3]?\d)\s?(?P=sep)\s?{_long_year}"
    r"(?![\w/-]|\.\d)",
    re.I,
)
_between = r"\s?(?:(?P<range>[-–—]|to|until|till|bis|au|al|tot|t/m)|(?P<list>/|and|&|\+|und|et|y|e|en))\s?"
DAYS_IN_FIGURES = re.compile(
    rf"(?<![\w/.-])(?:{_weekday})?(?P<day>[0-3]?\d)(?:(?P<sep>[./])(?:(?P<month>[0-3]?\d)\.?)?)?{_between}"
    rf"(?:{_weekday.replace('<weekday>', '<weekday2>')})?"
    rf"(?P<last>[0-3]?\d)(?P<sep2>[./])(?P<month2>[0-3]?\d)(?P=sep2)\s?{_short_year}(?![\w/-]|\.\d)",
    re.I,
)
"""Two days in figures with one year: 30.06.-01.07.2022, 1-2/6/2022."""
YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:(?P<sep>[-/._]?)(?P<month>[01]\d)(?P=sep)(?P<day>[0-3]\d)"
    r"|(?P<sep2>[-/._])(?P<month2>[01]?\d)(?P=sep2)(?P<day2>[0-3]?\d)(?![/-]\d)"
    r"|\s(?P<month3>[01]\d)\s(?P<day3>[0-3]\d))(?!\d)"
)
YEAR_MONTH_DAY = re.compile(rf"(?<![\w/.-]){_long_year}[\s,.-]+{_month}[\s-]+{_day}(?!\w)", re.I)
MONTH_YEAR = re.compile(
    rf"(?<![\w/.-]){_month}(?:,?\s+|\s?[-/,]\s?|(?={_quote}))(?:of\s+)?(?P<year>(?:19|20)\d{{2}}|{_quote}\d{{2}})(?!\d)",
    re.I,
)
MONTH_SHORT_YEAR = re.compile(rf"(?<![\w/.-]){_month}-(?P<year>\d\d)(?![\w/-]|[.:]\d)", re.I)
"""Mar-21, as spreadsheets write a month."""
WEEK_OF_YEAR = re.compile(
    r"\b(?:(?:calendar\s+)?week|wk|kw|kalenderwoche|semaine|semana|settimana|wythnos|vecka|uge|uke)\s*(?:(?:no\.?|number|n[º°])\s*)?"
    r"(?P<week>\d\d?)\s*(?:[,/(-]\s*|of\s+|in\s+|de\s+|del\s+|van\s+|von\s+)?(?P<year>(?:19|20)\d{2})(?!\w)"
    r"|(?<![\w/.-])(?P<year2>(?:19|20)\d{2})[- ]?W(?P<week2>\d\d)\b",
    re.I,
)
"""A week by its number, as ISO 8601 counts them: "Week 19, 2021", 2021-W19."""
_until = _month.replace("<month>", "<until>")
MONTHS_YEAR = re.compile(rf"(?<![\w/.-]){_month}\s?(?:[-–/&]|to|and)\s?{_until}\s+{_long_year}(?!\d)", re.I)
QUARTER = re.compile(
    r"\b(?:q(?P<quarter>[1-4])|(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?P<part>quarter|half))"
    rf"\s*(?:of\s+|[/,-]\s*)?(?P<year>(?:19|20)\d{{2}}|{_quote}?\d{{2}}(?![\d:]|\.\d))(?!\w)"
    r"|(?<![\w/.-])(?P<year2>(?:19|20)\d{2})[\s/-]*q(?P<quarter2>[1-4])\b",
    re.I,
)
_season_words = {
    3: "spring|fr(?:ü|ue|u)h(?:jahr|ling)|printemps|primavera|lente|voorjaar|g?wanwyn|forår|vår",
    6: "summer|sommer|été|verano|(?:nell|dell|d|l)[’']estate|zomer|haf|verão|sommar",
    9: "autumn|fall|herbst|automne|otoño|autunno|herfst|najaar|yr hydref|outono|efterår|høst|höst",
    12: "winter|hiver|invierno|inverno|g?aeaf|vinter",
}
"""By the first month. "Hydref" alone is the Welsh October, "estate" alone the English one."""
SEASON = re.compile(
    rf"\b(?P<season>{'|'.join(_season_words.values())}),?\s+(?:(?:of|de|del|do|da|van|des|von)\s+)?"
    r"(?P<year>(?:19|20)\d{2})"
    r"(?P<next>\s?[/–-]\s?(?:20)?\d{2})?(?!\w)",
    re.I,
)
IN_FIGURES = re.compile(r"(?P<day>[0-3]?\d)(?P<sep>/)(?P<month>[0-3]?\d)(?![\w/.-]|\s?[ap]m)", re.I)
"""A day without a year, read so only after "Date:": elsewhere it is a fraction."""
NAMED = re.compile(
    rf"{_begins}(?P<day>[0-3]?\d)(?!\s?[ap]m\b)"
    r"(?:[.ºª°]|:?[^\W\d_]{1,3}(?=[\s.]))?\s*"
    r"(?:(?:de|del|di|o|a|den)\s+|d['’])?(?P<name>[^\W\d_]{3,}(?:\s[^\W\d_]+)?)",
    re.I,
)
NAMED_MONTH = re.compile(r"(?<!\w)(?P<name>[^\W\d_]{3,})\.?,?\s+(?:de[l]?\s+)?(?P<year>(?:19|20)\d{2})(?!\w)")
NAMED_YEAR = re.compile(rf"\.?,?\s+(?:de[l]?\s+)?(?P<year>(?:19|20)\d{{2}}|{_quote}\d{{2}})(?!\w)", re.I)
NAMED_BEFORE = re.compile(
    r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})[.,]?\s+(?P<name>[^\W\d_]{3,})\s+(?P<day>[0-3]?\d)(?!\w)"
)

MONTH_NAMED = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PART_NAMED = ("q1", "q2", "q3", "q4", "quarter", "half")
SEASON_NAMED = (
    "spring", "summer", "autumn", "fall", "winter", "hjahr", "hling", "printemps", "primavera", "lente",
    "vår", "voorjaar", "wanwyn", "forår", "sommer", "été", "verano", "estate", "zomer", "haf", "verão",
    "sommar", "herbst", "automne", "otoño", "autunno", "herfst", "najaar", "hydref", "outono", "efterår",
    "høst", "höst", "hiver", "invierno", "inverno", "aeaf", "vinter",
)  # fmt: skip
WEEK_NAMED = ("w", "semana", "semaine", "settimana", "vecka", "uge", "uke")
FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (WEEK_OF_YEAR, WEEK_NAMED),
    (YEAR_FIRST, ()),
    (DAYS_IN_FIGURES, ()),
    *(
        (form, MONTH_NAMED)
        for form in (YEAR_MONTH_DAY, DAY_MONTH, CLOSED_UP, WORDED, WORDED_ALSO, MONTH_WORDED)
    ),
    *((form, MONTH_NAMED) for form in (MONTH_DAYS, MONTH_DAY)),
    *((form, ()) for form in (NUMERIC, SPACED)),
    *((form, MONTH_NAMED) for form in (MONTHS_YEAR, MONTH_YEAR, MONTH_SHORT_YEAR)),
    (QUARTER, PART_NAMED),
    (SEASON, SEASON_NAMED),
)
"""In this order: an earlier form's words are not read again by a later one. With each letters
of which some must be in a text in lower case, () for none: to look for these is quick."""
LONG_YEAR = re.compile(r"(?:19|20)\d\d")

SEASONS = {month: re.compile(words, re.I) for month, words in _season_words.items()}
SEASON_MONTHS = 4
"""A season as the widest use of the word has it: spring is March to June."""
NTHS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
ORDINALS = {
    **{word: n for n, word in enumerate((*_units.split("|"), *_teens.split("|")), start=1)},
    **{f"twenty{word}": 20 + n for n, word in enumerate(_units.split("|"), start=1)},
    "twentieth": 20, "thirtieth": 30, "thirtyfirst": 31,
}  # fmt: skip

_to = r"[-–—/]|to|until|till|through|au|bis|al|tot|t/m"
_and = r"and|&|\+|und|et|y|e|en|och|og"
JOINED = re.compile(rf"\s*(?:(?P<range>{_to})|(?P<list>{_and}|,))\s*(?:on\s+)?(?:the\s+)?", re.I)
EARLIER_DAYS = re.compile(
    rf"(?:^|(?P<lead>\b(?:on|held|from|the|dates?|when|between|of|du|vom|am|del|dal|van|le|el|{_weekday_name})"
    rf"|[,:;(|‘“]))\s*(?P<first>(?<![\w/.:-])[0-3]?\d)(?:{_th}|\.|er)?(?P<more>(?:\s*,\s*[0-3]?\d{_th}?)*)"
    rf"\s*(?:(?P<range>{_to})|(?P<list>{_and}))\s*(?:the\s+)?$",
    re.I,
)
"""Days of the same month right before a date: "1st, 2nd and " of 3 June; never the 4 of "Cell 4 – 5 June"."""
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
WAS_MOVED = (
    r"(?:postponed|moved|re-?scheduled|re-?arranged|deferred|delayed|put\s+(?:back|off)|brought\s+forward"
    r"|changed|adjourned|reconvened|carried\s+over|transferred|switched|shifted)"
)
"""What is said of a meeting that was given another day."""
MOVED_FROM = re.compile(rf"\b{WAS_MOVED}\s+from\s+(?:the\s+)?$", re.I)
"""Before a day that was given up for the one that follows "to"."""
WEEK = re.compile(
    r"\b(?:(?:week|wk|semaine|woche)[\s-]*"
    r"(?P<how>commencing|comm?|beginning|starting|of|ending|from|du|vom|ab)"
    r"|w\s?/\s?(?P<short>c|b|e)|w(?P<bare>c|b))"
    r"\b[:.]?\s*(?:on\s+)?(?:the\s+)?$",
    re.I,
)
LABEL = re.compile(
    r"^\W*(?:(?:meeting\s+)?dates?(?:\s*(?:and|&|/)\s*(?:time|place|venue))?(?:\s+of\s+(?:the\s+|this\s+)?meeting)?"
    r"|when|held(?:\s+on)?|day)\s*[:|–-]\s*",
    re.I,
)
"""What a line opens with that gives a meeting's day: "Date:", "When:"."""
