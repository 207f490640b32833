"""Dealt with: what the days of other meetings in a note, and of its own approval, leave for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.core.schemas import FORMALITIES
from pipeline.dating.listing import bounds
from pipeline.dating.note import NOTHING, Finding, Known, Note, quoted
from pipeline.dating.opening import HEAD
from pipeline.dating.order import dates_in
from pipeline.dating.period import paths, stated_period
from pipeline.dating.roles import APPROVED, NEXT, PREVIOUS, role
from pipeline.language.dates import Mention

DAY = timedelta(days=1)
ALONE = 8
"""Words of a passage under "Date of next meeting" that is the date of it."""
APART = timedelta(days=200)
"""Two meetings of a series of which one has no year are not farther apart than this."""
YEARLY = re.compile(r"\b(?:agm|annual|yearly|last\s+year\w*)\b", re.I)
"""Of a meeting that is a year apart from the one before."""
Other = tuple[date, str, str]
"""The day of another meeting, or of the approval; which of these (a role); the words that say it."""


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


def _roles(note: Note, known: Known) -> Iterator[Other]:
    """Yield the days of other meetings, and of approvals, in a note; a year may follow from others."""
    named = list(_named(note, known))
    dated = [(day, what, words) for m, what, words in named if m.year and (day := m.on(m.year))]
    yield from dated
    yearless = [each for each in named if not each[0].year]
    around = _around(note, known, dated) if yearless else NOTHING
    for mention, what, words in yearless:
        day = _in_one_year(mention, what, around)
        if day:
            yield day, what, f"{words} of {day.year}, by {around.evidence}"
            around = around.then(_beside(day, what, words))


def _named(note: Note, known: Known) -> Iterator[tuple[Mention, str, str]]:
    """Yield (date, role, quoted words); without a year none of an approval, or of a yearly meeting."""
    following = [text for _, _, text in note.texts[1:]] + [""]
    for i, ((line, kind, text), then) in enumerate(zip(note.texts, following, strict=False)):
        formal = kind == FORMALITIES and i >= HEAD
        for mention in dates_in(note, text, known):
            what = role(text, mention, opens=i == 0, following=then, formal=formal)
            if kind == "next" and not what and len(text.split()) <= ALONE:
                what = NEXT
            roles = (PREVIOUS, NEXT, APPROVED) if mention.year else (PREVIOUS, NEXT)
            if mention.exact and what in roles and (mention.year or not YEARLY.search(text)):
                yield mention, what, quoted(note, line, text, mention)


def _around(note: Note, known: Known, dated: Sequence[Other]) -> Finding:
    """Return what is known of when a meeting was, without the days that have no year."""
    bound = NOTHING
    for rule in (
        stated_period(note, known),
        known.once(paths).get(note.note_id),
        known.once(bounds).get(note.note_id),
        *(_beside(*each) for each in dated),
    ):
        bound = bound.then(rule) if rule else bound
    return bound


def _beside(day: date, what: str, words: str) -> Finding:
    """Return when a meeting can have been that named the day of another, or of its approval."""
    if what == PREVIOUS:
        return Finding(day + DAY, day + APART, "stated", words)
    return Finding(day - APART, day if what == APPROVED else day - DAY, "stated", words)


def _in_one_year(mention: Mention, what: str, around: Finding) -> date | None:
    """Return the day of an earlier meeting, or of the next, in the only year that fits; else None."""
    if around.low is None or around.high is None:
        return None
    low, high = (around.low - APART, around.high) if what == PREVIOUS else (around.low, around.high + APART)
    days = [mention.on(year) for year in range(low.year, high.year + 1) if mention.fits(year)]
    fitting = [day for day in days if day and low <= day <= high]
    return fitting[0] if len(fitting) == 1 else None
