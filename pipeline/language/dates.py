"""Dates as people write them, in Britain above all: finding them in text, with the exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from pipeline.core.calendar import MONTHS
from pipeline.language.date_forms import (
    BETWEEN,
    DAYS_IN_FIGURES,
    EARLIER_DAYS,
    FORMS,
    IN_FIGURES,
    JOINED,
    LABEL,
    LONG_YEAR,
    MONTH_NAMED,
    MOVED_FROM,
    NAMED,
    NAMED_BEFORE,
    NAMED_MONTH,
    NAMED_YEAR,
    NTHS,
    NUMERIC,
    ORDINALS,
    QUARTER,
    SEASON,
    SEASON_MONTHS,
    SEASONS,
    SPACED,
    WEEK,
    WEEK_OF_YEAR,
    WORDED,
)
from pipeline.language.months import month_names

DIGIT = re.compile(r"\d")
SIGNS = {signs for _, signs in FORMS}
ASKED_AGAIN = 300
"""Characters of a text whose dates are kept in mind."""
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAY_FIRST, MONTH_FIRST, EITHER = "day first", "month first", "either"
"""Which of two figures is the day: told by a figure over 12, or not told."""
CENTURY = 69
"""Years in two figures from this one on are of the last century, as POSIX has it."""

FARTHEST = timedelta(days=31)
"""The longest meeting, or range of days, that is read as one."""


@dataclass(frozen=True)
class Mention:
    """A date in a text: `text[start:end]`, with what it says; 0 or None where it is silent.

    Without a day it is a period of `months` from `month` on. With one it can be up to `before` days earlier
    or `after` days later: a week. `order` says which of two figures is the day.
    """

    start: int
    end: int
    day: int
    month: int
    year: int
    weekday: int | None
    months: int = 1
    before: int = 0
    after: int = 0
    order: str = ""

    @property
    def exact(self) -> bool:
        """Whether it names one day, though perhaps no year."""
        return bool(self.day) and not (self.before or self.after)

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

    def span(self, year: int) -> tuple[date, date] | None:
        """Return the first and last day that it can be in `year`; of a period, in which it begins."""
        if self.day:
            day = self.on(year)
            around = timedelta(days=self.before), timedelta(days=self.after)
            return None if day is None else (day - around[0], day + around[1])
        after = self.month + self.months - 1
        end = date(year + after // 12, after % 12 + 1, 1)
        return date(year, self.month, 1), end - timedelta(days=1)

    def swapped(self) -> Mention:
        """Return it with day and month exchanged, where its figures can be read both ways."""
        return replace(self, day=self.month, month=self.day) if self.order == EITHER else self


def mentions(text: str) -> Iterator[Mention]:
    """Yield the dates in `text`, from left to right, as `_mentions` finds them.

    Titles, names of files and openings are asked about by several rules.
    """
    return iter(_known_mentions(text) if len(text) <= ASKED_AGAIN else _mentions(text))


@lru_cache(maxsize=50_000)
def _known_mentions(text: str) -> tuple[Mention, ...]:
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    """Yield the dates in `text`, from left to right; a period (a month, quarter, season) has day 0.

    Day comes before month in figures (16/07/2020), as in Britain, unless only the other reading is a day
    (07/16/2020). Of days joined to one ("1–2 June", "30 June to 1 July") the first is yielded, over the words
    of all; of days that are only listed ("3 and 17 May") each is. A week ("week commencing 4 July") is one
    mention.
    """
    if not DIGIT.search(text) and not _in_words(text):
        return
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for match, mention in _read(text):
        if any(match[0] < end and start < match[1] for start, end in taken):
            continue
        taken.append(match)  # a day that no year has is not read again as a month
        if mention is not None:
            found.append(mention)
    found.sort(key=lambda m: m.start)
    yield from (_as_week(text, m) for m in _joined(text, list(_with_earlier_days(text, found))))


def _in_words(text: str) -> bool:
    """Whether a text without figures has a day in words: "the fourth of July"."""
    low = text.lower()
    named = "of " in low and any(f"of {month}" in low for month in MONTH_NAMED)
    return named and WORDED.search(text) is not None


def _read(text: str) -> Iterator[tuple[tuple[int, int], Mention | None]]:
    """Yield the places of what looks like a date, and the date if it is one; likelier forms come first."""
    low = text.lower()
    there = {signs: not signs or any(sign in low for sign in signs) for signs in SIGNS}
    for form, signs in FORMS:
        if there[signs]:
            for match in form.finditer(text):
                yield match.span(), _mention(match)
    yield from (((m.start, m.end), m) for m in _in_other_languages(text))
    label = LABEL.match(text)
    labelled = label and IN_FIGURES.match(text, label.end())
    if labelled:
        yield labelled.span(), _mention(labelled)


def _mention(match: re.Match[str]) -> Mention | None:
    said = match.groupdict()
    if match.re in (QUARTER, SEASON):
        return _period(match)
    if match.re is WEEK_OF_YEAR:
        return _numbered_week(match)
    if match.re is DAYS_IN_FIGURES:
        return _days_in_figures(match)
    month_word = said.get("month") or said.get("month2") or said["month3"]
    day_word = said.get("day") or said.get("day2") or said.get("day3")
    year = year_of(said.get("year"))
    long_year = len(said.get("year") or "") == 4
    if month_word in ("may", "march") and not (year and (day_word or long_year)):
        return None  # in lower case they are verbs more often than months
    weekday = _index(WEEKDAYS, said["weekday"]) if said.get("weekday") else None
    day = int(day_word) if day_word else ORDINALS.get(re.sub(r"\W", "", said.get("ordinal") or "").lower(), 0)
    if match.re in (NUMERIC, SPACED, IN_FIGURES):
        return _in_figures(match, day, int(month_word), year, weekday)
    month = int(month_word) if month_word.isdigit() else _index(MONTHS, month_word) + 1
    if said.get("until"):
        months = (_index(MONTHS, said["until"]) + 1 - month) % 12
        year -= month + months > 12  # "November to January 2022"
        return Mention(match.start(), match.end(), 0, month, year, None, months + 1)
    return _possible(Mention(match.start(), match.end(), day, month, year, weekday))


def _in_figures(
    match: re.Match[str], first: int, second: int, year: int, weekday: int | None
) -> Mention | None:
    """Return a date in figures alone, with the order that they tell."""
    readings = {
        order: _possible(Mention(match.start(), match.end(), day, month, year, weekday))
        for order, day, month in ((DAY_FIRST, first, second), (MONTH_FIRST, second, first))
    }
    # 3.15.21 is a section's number more often than a day
    if match["sep"] == "." and year and len(match["year"]) < 4:
        readings[MONTH_FIRST] = None
    held = {order: m for order, m in readings.items() if m is not None}
    by_weekday = {order: m for order, m in held.items() if weekday is not None and m.fits(year)}
    held = by_weekday or held
    if not held:
        return None
    order, mention = next(iter(held.items()))
    undecided = len(held) == 2 and first != second
    return replace(mention, order=EITHER if undecided else order if first != second else "")


def _days_in_figures(match: re.Match[str]) -> Mention | None:
    """Return the first of two days in figures, over the words of both; the nearer reading of the two."""
    year = year_of(match["year"])
    first, last = int(match["day"]), int(match["last"])
    second = int(match["month"] or match["month2"])
    held: list[tuple[int, str, date]] = []
    for order, (day, month), (to_day, to_month) in (
        (DAY_FIRST, (first, second), (last, int(match["month2"]))),
        (MONTH_FIRST, (second, first), (int(match["month2"]), last)),
    ):
        if order == MONTH_FIRST and not match["month"]:
            continue
        ends = Mention(0, 0, to_day, to_month, year, None).on(year) if 1 <= to_month <= 12 else None
        begins = (
            Mention(0, 0, day, month, 0, None).on(year - (month > to_month)) if 1 <= month <= 12 else None
        )
        apart = (ends - begins).days if ends and begins else 0
        if begins and 0 < apart <= (FARTHEST.days if match["range"] else 1):
            held.append((apart, order, begins))
    if not held:
        return None
    _, order, begins = min(held)
    weekday = _index(WEEKDAYS, match["weekday"]) if match["weekday"] else None
    return Mention(match.start(), match.end(), begins.day, begins.month, begins.year, weekday, order=order)


def _numbered_week(match: re.Match[str]) -> Mention | None:
    """Return the week of ISO 8601 with that number: from its Monday on."""
    try:
        monday = date.fromisocalendar(
            int(match["year"] or match["year2"]), int(match["week"] or match["week2"]), 1
        )
    except ValueError:
        return None
    return Mention(match.start(), match.end(), monday.day, monday.month, monday.year, None, after=6)


def _possible(mention: Mention) -> Mention | None:
    """Return the mention if there is such a day: 2020 has a 29 February."""
    sound = 1 <= mention.month <= 12 and (mention.day == 0 or mention.on(mention.year or 2020) is not None)
    return mention if sound else None


def _period(match: re.Match[str]) -> Mention:
    """Return a quarter, half or season; "winter 2021" leaves open which two years the winter is of."""
    said = match.groupdict()
    year = year_of(said.get("year") or said.get("year2"))
    if match.re is SEASON:
        month = next(first for first, words in SEASONS.items() if words.fullmatch(said["season"]))
        months = SEASON_MONTHS
        if month == 12 and not said["next"]:
            year, months = year - 1, months + 12
    elif said["nth"]:
        months = 6 if said["part"].lower() == "half" else 3
        month = (NTHS[said["nth"].lower()] - 1) * months + 1
    else:
        months = 3
        month = int(said.get("quarter") or said["quarter2"]) * 3 - 2
    return Mention(match.start(), match.end(), 0, min(month, 12), year, None, months)


def _in_other_languages(text: str) -> Iterator[Mention]:
    """Yield the dates with months named in another language of Europe; short names only with a year."""
    for match in NAMED.finditer(text):
        name, month = _month_named(match["name"])
        if not month:
            continue
        end = match.start("name") + len(name)
        year = NAMED_YEAR.match(text, end)
        if year or not month_names()[name.lower()][1]:
            close = year.end() if year else end
            found = Mention(
                match.start(), close, int(match["day"]), month, year_of(year and year["year"]), None
            )
            yield from filter(None, [_possible(found)])
    for form in (NAMED_BEFORE, NAMED_MONTH) if LONG_YEAR.search(text) else ():
        for match in form.finditer(text):
            name, month = _month_named(match["name"])
            if month and name == match["name"] and not month_names()[name.lower()][1]:
                day = int(match["day"]) if form is NAMED_BEFORE else 0
                found = Mention(match.start(), match.end(), day, month, int(match["year"]), None)
                yield from filter(None, [_possible(found)])


def _month_named(words: str) -> tuple[str, int]:
    """Return the part of one or two words that names a month, and the month; 0 if none does."""
    for name in (words, words.split()[0]):
        if name.lower() in month_names():
            return name, month_names()[name.lower()][0]
    return words, 0


def _with_earlier_days(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, those with days of the same month before them joined to these: "1 and 2 June"."""
    reached = 0
    for mention in found:
        match = mention.exact and EARLIER_DAYS.search(text[reached : mention.start])
        first = int(match["first"]) if match else 0
        if match and 0 < first < mention.day:
            start = reached + match.start("first")
            moved = MOVED_FROM.search(text[:start])
            days = [first, *map(int, re.findall(r"\d+", match["more"])), mention.day]
            if not moved and (match["range"] or all(b - a == 1 for a, b in pairwise(days))):
                yield replace(mention, start=start, day=first, weekday=None)
            else:
                each = replace(mention, start=start, end=start + len(match["first"]), weekday=None)
                yield from (replace(each, day=day) for day in days[:-1])
                yield mention
        else:
            yield mention
        reached = mention.end


def _joined(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions; of two that one meeting ran from and to, the first over the words of both."""
    i = 0
    while i < len(found):
        mention, i = found[i], i + 1
        if i < len(found):
            mention, whole = _from_to(text, mention, found[i])
            i += whole
        yield mention


def _from_to(text: str, first: Mention, last: Mention) -> tuple[Mention, bool]:
    """Return the first of two dates, with the year of the second, and whether they are one meeting."""
    joint = JOINED.fullmatch(text[first.end : last.start])
    if not joint or not (first.exact and last.exact) or MOVED_FROM.search(text[: first.start]):
        return first, False
    year = first.year or (last.year and last.year - (first.month > last.month))
    days = [m.on(y or 2020) for m, y in ((first, year), (last, last.year or year))]
    if days[0] is None or days[1] is None:
        return first, False
    apart = days[1] - days[0]
    ranged = joint["range"] or BETWEEN.search(text[: first.start])
    if apart == timedelta(days=1) or (ranged and timedelta() < apart <= FARTHEST):
        return replace(first, end=last.end, year=year), True
    return replace(first, year=year), False


def _as_week(text: str, mention: Mention) -> Mention:
    """Return the mention as a week where "week commencing" or the like stands before it."""
    match = WEEK.search(text[: mention.start]) if mention.exact else None
    if match is None:
        return mention
    ending = (match["how"] or match["short"] or match["bare"]).lower() in ("ending", "e")
    return replace(mention, start=match.start(), before=6 * ending, after=6 * (not ending))


def year_of(words: str | None) -> int:
    """Return the year that figures name, in full or in two, with or without an apostrophe; 0 for none."""
    if not words:
        return 0
    year = int(words.strip("’'‘´`"))
    return year if year >= 100 else year + (1900 if year >= CENTURY else 2000)


def _index(names: Sequence[str], word: str) -> int:
    return next(i for i, name in enumerate(names) if name.lower().startswith(word.lower()[:3]))
