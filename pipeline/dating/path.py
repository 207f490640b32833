"""What the names of a note's file and folders say: a day, or the month, quarter or year that it lies in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.core.calendar import MONTHS, period_span
from pipeline.dating.note import Finding, Known, Note, contradiction, within
from pipeline.dating.order import reading, settled
from pipeline.language.dates import Mention, mentions, year_of

FILE, FOLDER = "the file's name", "the folder's name"
FIRST_YEAR, LAST_YEAR = 1950, 2049
"""Four figures outside of these are no year of a meeting."""
_year = r"(?P<year>(?:19[5-9]|20[0-4])\d)"
_a_year = r"(?:19[5-9]|20[0-4])\d"
_alone, _ends = r"(?<![^\W_])", r"(?![^\W_])"
YEAR_MONTH = re.compile(rf"{_alone}{_year}[-_. ]?(?P<month>0[1-9]|1[0-2])(?![-_. ]?\d){_ends}")
MONTH_YEAR = re.compile(rf"(?<!\d[-_. /]){_alone}(?P<month>0?[1-9]|1[0-2])[-_. /]{_year}{_ends}")
YEARS = re.compile(rf"{_alone}{_year}\s?[-–_/ ]\s?(?P<next>(?:20)?\d\d){_ends}")
YEAR = re.compile(rf"{_alone}{_year}{_ends}")
QUARTER = re.compile(rf"{_alone}q(?P<quarter>[1-4]){_ends}", re.I)
WEEK = re.compile(rf"{_alone}(?:week|wk)\s*(?:(?:no\.?|number)\s*)?(?P<week>[0-5]?\d){_ends}", re.I)
_short = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("sep(", "sept?(")
MONTH = re.compile(rf"{_alone}(?P<month>{_short}|sept)\b", re.I)
NUMBERED = re.compile(r"(?P<month>0[1-9]|1[0-2])(?!\d).*")
"""A folder inside a year's: "04", "04 April"."""
EIGHT = re.compile(r"(?<!\d)(\d\d)(\d\d)((?:19|20)\d\d)(?!\d)")
SIX = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)")
MONTH_SHORT_YEAR = re.compile(
    rf"-?{_alone}(?<!\d[-. ])(?P<month>{_short})-(?P<year>\d\d)(?![-.]?\d){_ends}-?", re.I
)
"""Mar-21: the month, unless the folder is of another year; then the day."""
ONE_DAY = timedelta(days=1)
KEPT = "\0"
"""Stands for a hyphen that stays, while others become spaces; no name of a file has it."""
_aims = r"(?:visions?|strateg(?:y|ies)|plans?|targets?|goals?|ambitions?|road-?maps?|net[- ]?zero)"
_to = r"(?:\W+(?:to|for|towards?|until|by|of|the|up))*\W+"
AIM = re.compile(
    rf"\b{_aims}{_to}{_a_year}{_ends}|\b(?:towards?|until|by|to){_to}{_a_year}{_ends}"
    rf"|{_alone}{_a_year}\W+{_aims}\b(?!{_to}{_a_year}|\W+(?:meeting|day|session|group|workshop|minutes|notes|review|away))",
    re.I,
)
"""A year that is aimed at, "Vision 2030", and not the meeting's."""
RUN_ON = re.compile(r"(?<=\d)(?=(?!(?:st|nd|rd|th)\b)[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\d)")
"""Where a name has no space between words and figures: 14May21, Minutes180224."""


class Hint(NamedTuple):
    """What a name says: the first and last day, and the words."""

    low: date
    high: date
    words: str


class PartOfYear(NamedTuple):
    """A part of a year that a name says without the year: its first and last month, or a week of ISO 8601."""

    words: str
    first: int = 0
    last: int = 0
    week: int = 0

    def span(self, year: int) -> tuple[date, date] | None:
        """Return its first and last day in a year; None if the year has no such week."""
        if not self.week:
            return date(year, self.first, 1), date(year + self.last // 12, self.last % 12 + 1, 1) - ONE_DAY
        try:
            low = date.fromisocalendar(year, self.week, 1)
        except ValueError:
            return None
        return low, low + 6 * ONE_DAY


def path_day(note: Note, known: Known) -> Finding | None:
    """Return the day in the name of the note's file or folder; of a file of several notes it is no one's."""
    if known.once(notes_per_file)[note.source] > 1:
        return None
    said = next(_days(note, known), None)
    if said is None:
        return None
    day, words, remarks = said
    now = known.before[note.note_id].day
    if now is None:
        return Finding(day, day, "metadata", words, remarks)
    return None if now == day else contradiction(words)


def path_period(note: Note, known: Known) -> Finding | None:
    """Return the month, quarter or year in the names of the note's file and folders, the nearest first.

    Where most of the notes that are dated otherwise in the file, or the folder, are of other days, it is the
    day of something else: of an export, of a backup.
    """
    hint = _hint(note)
    if hint is None or _belied(note, hint, known) or _to_come(note, hint, known):
        return None
    now = known.before[note.note_id].day
    if now is None:
        return Finding(hint.low, hint.high, "metadata", hint.words)
    return None if hint.low <= now <= hint.high else contradiction(hint.words)


def notes_per_file(known: Known) -> Counter[str]:
    """Return how many notes each file holds."""
    return Counter(note.source for note in known.notes)


def names(note: Note) -> Iterator[tuple[str, str]]:
    """Yield what each name is, and the name, from the file up to the outermost folder."""
    *folders, name = note.source.split("/")
    years = {int(found["year"]) for found in map(YEAR.search, folders) if found}
    yield FILE, _spaced(name.rsplit(".", 1)[0], years)
    yield from ((FOLDER, _spaced(folder)) for folder in reversed(folders))


def _spaced(name: str, years: Set[int] = frozenset()) -> str:
    """Return a name with spaces where its words and figures run on, and plain marks within dates.

    `years` are those that the folders of a file name.
    """
    words = RUN_ON.sub(" ", name.replace("_", " "))

    def with_month(found: re.Match[str]) -> str:
        of_year = not years or year_of(found["year"]) in years
        return f" {found['month']}{KEPT if of_year else ' '}{found['year']} "

    words = MONTH_SHORT_YEAR.sub(with_month, words)
    words = re.sub(r"(?<=[^\W\d])-(?=\d)|(?<=\d)-(?=[^\W\d])", " ", words).replace(KEPT, "-")
    return re.sub(
        r"(?<![\d. ])(?<![\d.]-)(\d\d?)(?:\.(\d\d?)\.(\d\d(?:\d\d)?)| (\d\d?) ((?:19|20)\d\d))(?!\d)",
        _dashed,
        words,
    )


def _dashed(found: re.Match[str]) -> str:
    return "-".join(part for part in found.groups() if part)


def _days(note: Note, known: Known) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    """Yield (day, words, remarks) of the days in the names, the nearest first."""
    hint = _hint(note)
    for what, name in names(note):
        for mention in mentions(name):
            if mention.exact and mention.year:
                mention = settled(mention, note, known)
                why, doubts = reading(mention, note, known)
                day = mention.on(mention.year)
                if day:
                    yield day, f"{what}: ‘{name[mention.start : mention.end]}’{why}", doubts
            elif mention.exact and hint and hint.low.year == hint.high.year and what == FILE:
                day = mention.on(hint.low.year)
                if day and hint.low <= day <= hint.high:
                    words = (
                        f"{what}: ‘{name[mention.start : mention.end]}’; the year follows from {hint.words}"
                    )
                    yield day, words, ()
        yield from _in_figures(what, name, _hint(note, beyond=what == FILE))


def _in_figures(what: str, name: str, hint: Hint | None) -> Iterator[tuple[date, str, tuple[str, ...]]]:
    """Yield the days that figures in a row can mean, as 04072022 or 021824, the likeliest with the others."""
    for match in (*EIGHT.finditer(name), *SIX.finditer(name)):
        days = dict.fromkeys(_readings(match))
        inside = [day for day in days if hint and hint.low <= day <= hint.high]
        first, *others = inside or days or [None]
        if first is not None:
            doubts = tuple(f"but can be read as {day.day} {day:%B %Y}" for day in others if day)
            yield first, f"{what}: ‘{match.group()}’", doubts


def _readings(match: re.Match[str]) -> Iterator[date]:
    """Yield the days of six or eight figures: at a name's end the day comes first, elsewhere the year."""
    figures = match.groups()
    year_first = match.re is SIX and not match.string[: match.start()].strip()
    for order in ("abc", "cba", "cab") if year_first else ("cba", "cab", "abc"):
        year, month, day = (figures["abc".index(place)] for place in order)
        if match.re is EIGHT and order == "abc":
            continue
        try:
            found = date(year_of(year), int(month), int(day))
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            yield found


def _hint(note: Note, beyond: bool = False) -> Hint | None:
    """Return what the names say together: a month in the file's name, the year in the folder's.

    `beyond` leaves the file's own name out.
    """
    parts = list(names(note))[beyond:]
    part: PartOfYear | None = None
    for i, (what, name) in enumerate(parts):
        if any(m.exact and m.year for m in mentions(name)):
            continue  # a day says more, and has a rule of its own
        hint = _dated(what, name)
        inside = i + 1 < len(parts) and YEAR.fullmatch(parts[i + 1][1].strip())
        if hint is None:
            part = part or _part(what, name, numbered=bool(what == FOLDER and inside))
        elif part is None:
            return hint
        else:
            return _within_year(part, hint) or hint
    return None


def _dated(what: str, name: str) -> Hint | None:
    """Return what one name says, where it names a year."""
    week = next((m for m in mentions(name) if m.year and m.day and not m.exact), None)
    match = None if week else YEAR_MONTH.search(name) or MONTH_YEAR.search(name)
    years = None if AIM.search(name) else YEARS.search(name)
    if years and year_of(years["next"]) == int(years["year"]) + 1:  # 2020-21; 2011-12 may be December
        return _hint_of(what, years.group(), f"{years['year']}", str(int(years["year"]) + 1))
    if match:
        label = f"{match['year']}-{int(match['month']):02d}"
        return _hint_of(what, match.group(), label, label)
    period = next((m for m in mentions(name) if m.year and not m.exact), None)
    if period:
        span = period.span(period.year)
        return Hint(*span, f"{what}: ‘{name[period.start : period.end]}’") if span else None
    aimed = {int(year) for found in AIM.finditer(name) for year in re.findall(r"\d{4}", found.group())}
    year = next((found for found in YEAR.finditer(name) if int(found["year"]) not in aimed), None)
    if year is None:
        return None
    hint = _hint_of(what, year.group(), year.group(), year.group())
    part = _part(what, name, numbered=False)
    inside = part and _within_year(part, hint)
    return inside._replace(words=f"{what}: ‘{name.strip()}’") if inside else hint


def _hint_of(what: str, words: str, first: str, last: str) -> Hint:
    low, high = period_span(first).low, period_span(last).high
    assert low is not None and high is not None
    return Hint(low, high, f"{what}: ‘{words.strip()}’")


def _part(what: str, name: str, numbered: bool) -> PartOfYear | None:
    """Return the part of a year that a name says without a year: a quarter, month or week."""
    quarter = QUARTER.search(name)
    if quarter:
        first = 3 * int(quarter["quarter"]) - 2
        return PartOfYear(f"{what}: ‘{quarter.group()}’", first, first + 2)
    match = MONTH.search(name)
    if match:
        month = next(i for i, full in enumerate(MONTHS, 1) if full[:3].lower() == match["month"][:3].lower())
        return PartOfYear(f"{what}: ‘{match.group()}’", month, month)
    week = WEEK.search(name)
    if week:
        return PartOfYear(f"{what}: ‘{week.group()}’", week=int(week["week"]))
    number = NUMBERED.fullmatch(name) if numbered else None
    return PartOfYear(f"{what}: ‘{name}’", int(number["month"]), int(number["month"])) if number else None


def _within_year(part: PartOfYear, hint: Hint) -> Hint | None:
    """Return the part of the one year of the hint; None if it has several, or the part lies outside."""
    if hint.low.year != hint.high.year:
        return None
    span = part.span(hint.low.year)
    if span is None or span[0] < hint.low - 3 * ONE_DAY or span[1] > hint.high + 3 * ONE_DAY:
        return None  # the first and last week of a year reach over its ends by three days at most
    return Hint(*span, f"{part.words}, {hint.words}")


def _belied(note: Note, hint: Hint, known: Known) -> bool:
    """Whether the days known of the other notes in the file, or in the folder, speak against the name."""
    bound = Finding(hint.low, hint.high)
    place = note.source if hint.words.startswith("the file") else note.source.rpartition("/")[0] + "/"
    days = [day for other, day in known.once(days_by_place).get(place, ()) if other != note.note_id]
    outside = sum(not within(day, bound) for day in days)
    return len(days) > 0 and 2 * outside >= len(days)


def _to_come(note: Note, hint: Hint, known: Known) -> bool:
    """Whether a year in the file's name is after the file's own day, or well after every day in the note."""
    if not hint.words.startswith(FILE) or (hint.high - hint.low).days < 364:
        return False
    made = known.own.get(note.source, "")[:4]
    if made.isdigit() and hint.low.year > int(made):
        return True
    said = {m.year for _, _, text in note.texts for m in mentions(text) if m.exact and m.year}
    now = known.before[note.note_id].day
    said |= {now.year} if now else set()
    return bool(said) and hint.low.year > max(said) + 1


def days_by_place(known: Known) -> dict[str, list[tuple[str, date]]]:
    """Return (note, day) of the notes whose day is known, per file and per folder (ends with /)."""
    found: dict[str, list[tuple[str, date]]] = {}
    for note in known.notes:
        day = known.before[note.note_id].day
        if day:
            for place in (note.source, note.source.rpartition("/")[0] + "/"):
                found.setdefault(place, []).append((note.note_id, day))
    return found


def mention_in_file(note: Note) -> Iterator[Mention]:
    """Yield the dates in the file's name whose reading is not in doubt."""
    name = next(names(note))[1]
    yield from (m for m in mentions(name) if m.exact and m.year)
