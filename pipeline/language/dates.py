"""Dates as people write them in Britain: finding them in text, with the exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.core.calendar import MONTHS

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_month = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_day = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
# two figures are a year only where they cannot be a time ("8 July 3.00pm", "8 July 3-4pm")
_year = r"(?P<year>(?:19|20)\d{2}|[’']?\d{2}(?![\d:.]|\s?(?:am|pm|st|nd|rd|th)\b|\s*[-–]\s*\d))"
_weekday = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?\s+(?:the\s+)?"
_short_year = r"(?P<year>(?:19|20)?\d{2})"

DAY_MONTH = re.compile(
    rf"(?<![\w/.-])(?:{_weekday})?{_day}\s+(?:of\s+)?{_month}(?:,?\s+{_year})?(?!\w)", re.I
)
MONTH_DAY = re.compile(
    rf"(?<!\w)(?:{_weekday})?{_month}\s+(?:the\s+)?{_day}(?![\d.:]|\s?[ap]m)(?:,?\s+{_year})?(?!\w)", re.I
)
NUMERIC = re.compile(
    rf"(?<![\w/.-])(?P<day>[0-3]?\d)(?P<sep>[/.-])(?P<month>[01]?\d)(?P=sep){_short_year}(?![\w/-]|\.\d)"
)
ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[-/._]?)(?P<month>[01]\d)(?P=sep)(?P<day>[0-3]\d)(?!\d)"
)
MONTH_YEAR = re.compile(rf"(?<![\w/.-]){_month}\s+(?P<year>(?:19|20)\d{{2}})(?!\d)", re.I)

FORMS = (ISO, DAY_MONTH, MONTH_DAY, NUMERIC, MONTH_YEAR)
"""In this order: an earlier form's words are not read again by a later one."""


@dataclass(frozen=True)
class Mention:
    """A date in a text: `text[start:end]`, with what it says; 0 or None where it is silent."""

    start: int
    end: int
    day: int
    month: int
    year: int
    weekday: int | None

    def on(self, year: int) -> date | None:
        """Return the day in `year`, or None if there is none (30 February)."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def fits(self, year: int) -> bool:
        """Whether the weekday, if one is named, is that of the day in `year`."""
        day = self.on(year)
        return day is not None and (self.weekday is None or day.weekday() == self.weekday)


def mentions(text: str) -> Iterator[Mention]:
    """Yield the dates in `text`, from left to right; a month without a day has day 0.

    Day comes before month in figures (16/07/2020), as in Britain; two-digit years are of this century.
    """
    if not any(c.isdigit() for c in text):
        return
    taken: list[tuple[int, int]] = []
    found = []
    for form in FORMS:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())  # a day that no year has is not read again as a month
            mention = _mention(match)
            if mention is not None:
                found.append(mention)
    yield from sorted(found, key=lambda m: m.start)


def _mention(match: re.Match[str]) -> Mention | None:
    said = match.groupdict()
    if said["month"] in ("may", "march"):  # in lower case they are verbs more often than months
        return None
    month = int(said["month"]) if said["month"].isdigit() else _index(MONTHS, said["month"]) + 1
    day = int(said["day"]) if said.get("day") else 0
    year = _year_of(said.get("year"))
    weekday = _index(WEEKDAYS, said["weekday"]) if said.get("weekday") else None
    mention = Mention(match.start(), match.end(), day, month, year, weekday)
    # 2020 has a 29 February: a day that no year has is no date
    possible = 1 <= month <= 12 and (day == 0 or mention.on(year or 2020) is not None)
    return mention if possible else None


def _year_of(words: str | None) -> int:
    if not words:
        return 0
    year = int(words.strip("’'"))
    return year + 2000 if year < 100 else year


def _index(names: Sequence[str], word: str) -> int:
    return next(i for i, name in enumerate(names) if name.lower().startswith(word.lower()[:3]))
