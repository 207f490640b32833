"""The range that a note's surroundings leave it: periods it names, its path, earlier minutes, the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.core.calendar import period_span
from pipeline.dating.listing import bounds
from pipeline.dating.note import NOTHING, Finding, Known, Note, quoted, within
from pipeline.dating.opening import MEETS, OTHER_DAY, opening
from pipeline.dating.order import dates_in
from pipeline.dating.path import MONTH_YEAR, YEAR_MONTH, path_period
from pipeline.dating.roles import APPROVED, MEETING, NEXT, PREVIOUS, role
from pipeline.language.date_forms import LABEL
from pipeline.language.dates import Mention

FARTHEST = timedelta(days=300)
"""Two meetings of a series are not farther apart than this; a day and month then have one year."""
DAY = timedelta(days=1)
NOT_OF_IT = re.compile(
    r"\b(?:since|until|till|by|from|before|after|for|plans?|planning|towards?|report|review|vision|strategy|budget|book"
    r"|published)\W+(?:\w+\W+)?$",
    re.I,
)
"""Before a month in a title: the meeting was about it."""
TITLED_YEAR = re.compile(
    rf"\b(?:{MEETING}|minutes|notes?|agm|egm|conference|assembly|summit|residential|away[- ]?day),?\s+\(?"
    r"(?P<year>(?:19[5-9]|20[0-4])\d)\)?\W*$",
    re.I,
)
"""A title that ends with the year of what it is: "Annual gathering 2021"."""
COMMON = re.compile(
    r"\b(?:the|this|and|during|our|early|mid|late|end|beginning|start|one|evening|sometime|about)\b", re.I
)
ALONE = 8
"""Words of a passage under "Date of next meeting" that is the date of it."""


def stated_period(note: Note, known: Known) -> Finding | None:
    """Return the month, quarter, season or week that the note says it was held in."""
    if known.before[note.note_id].day is not None:
        return None
    titled = TITLED_YEAR.search(note.title) or YEAR_MONTH.search(note.title) or MONTH_YEAR.search(note.title)
    if titled and not any(m.day for m in dates_in(note, note.title, known)):
        month = titled.groupdict().get("month")
        low, high = period_span(f"{titled['year']}-{int(month):02d}" if month else titled["year"])
        return Finding(low, high, "stated", f"‘{titled.group()}’ ({note.place})")
    for line, text, mention in _own_periods(note, known):
        span = _span(mention, known.once(paths).get(note.note_id))
        if span:
            return Finding(*span, "stated", quoted(note, line, text, mention))
    return None


def dealt_with(note: Note, known: Known) -> Finding | None:
    """Return the range between the meeting whose minutes a note approves and the one it calls the next.

    By the day on which it was approved, signed or published itself, it had been held.
    """
    if known.before[note.note_id].day is not None:
        return None
    days = list(_roles(note, known))
    before, after = [(d, w) for d, r, w in days if r == PREVIOUS], [(d, w) for d, r, w in days if r == NEXT]
    last, coming = max(before, default=None), min(after, default=None)
    held_by = min(((d, w) for d, r, w in days if r == APPROVED), default=None)
    high = min((d for d in (coming and coming[0] - DAY, held_by and held_by[0]) if d), default=None)
    low = last[0] + DAY if last else None
    if (low is None and high is None) or (low and high and low > high):
        return None
    sides = (
        last and f"after the meeting of {last[1]}",
        coming and f"before the next, {coming[1]}",
        held_by and f"no later than {held_by[1]}",
    )
    return Finding(low, high, "stated", "the days in it: " + ", ".join(side for side in sides if side))


def limits(known: Known) -> dict[str, Finding]:
    """Return for each note without a day the range that everything known of it leaves."""
    found = {}
    for note in known.notes:
        if known.before[note.note_id].day is None:
            bound = NOTHING
            near = _closed(dealt_with(note, known))
            for rule in (
                stated_period(note, known),
                path_period(note, known),
                near,
                known.once(bounds).get(note.note_id),
            ):
                bound = bound.then(rule) if rule else bound
            if bound != NOTHING:
                found[note.note_id] = bound
    return found


def paths(known: Known) -> dict[str, Finding]:
    """Return for each note without a day what its path says."""
    undated = [note for note in known.notes if known.before[note.note_id].day is None]
    found = {note.note_id: path_period(note, known) for note in undated}
    return {note_id: finding for note_id, finding in found.items() if finding is not None}


def years_known(known: Known) -> list[int]:
    """Return the years in which a note is known to be, in order."""
    return sorted({found.day.year for found in known.before.values() if found.day})


def years_near(bound: Finding | None, years: Sequence[int]) -> Sequence[int]:
    """Return the years that a day can be of: around those of other notes, or within the bounds."""
    ends = [end.year for end in (bound.low, bound.high) if end] if bound else []
    every = [*years, *ends]
    return range(min(every) - 1, max(every) + 2) if every else ()


def _closed(bound: Finding | None) -> Finding | None:
    """Return a range between meetings with its open end closed: the next or last one is not far."""
    if bound is None or (bound.low and bound.high):
        return bound
    if bound.low:
        return replace(bound, high=bound.low + FARTHEST)
    return replace(bound, low=bound.high - FARTHEST) if bound.high else None


def _own_periods(note: Note, known: Known) -> Iterator[tuple[int, str, Mention]]:
    for i, (line, text, following) in enumerate(opening(note)):
        for mention in dates_in(note, text, known):
            if mention.exact:
                continue
            before = text[: mention.start]
            if i == 0:
                of_it = not NOT_OF_IT.search(before)
            else:
                rest = COMMON.sub("", before + text[mention.end :])
                said = LABEL.match(text) or not re.search(r"\w{3,}", rest) or MEETS.search(before[-40:])
                of_it = bool(said) and not (
                    role(text, mention, i <= 1, following) or OTHER_DAY.search(before[-60:])
                )
            if of_it:
                yield line, text, mention


def _span(mention: Mention, path: Finding | None) -> tuple[date, date] | None:
    """Return the first and last day of a period; one without a year is of the year that the path names."""
    if mention.year:
        return mention.span(mention.year)
    years = years_near(path, ())
    spans = [
        span for year in years if (span := mention.span(year)) and any(within(day, path) for day in span)
    ]
    return spans[0] if len(spans) == 1 else None


def _roles(note: Note, known: Known) -> Iterator[tuple[date, str, str]]:
    """Yield (day, role, quoted words) of the days of other meetings, and of approvals, that a note names."""
    following = [text for _, _, text in note.texts[1:]] + [""]
    for i, ((line, kind, text), then) in enumerate(zip(note.texts, following, strict=False)):
        for mention in dates_in(note, text, known):
            day = mention.on(mention.year) if mention.exact and mention.year else None
            what = role(text, mention, opens=i == 0, following=then)
            if kind == "next" and not what and len(text.split()) <= ALONE:
                what = NEXT
            if day and what in (PREVIOUS, NEXT, APPROVED):
                yield day, what, quoted(note, line, text, mention)
