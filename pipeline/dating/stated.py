"""Stated: the day that a note itself says it was held on, told from all other days that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.dating.listing import bounds
from pipeline.dating.note import Finding, Known, Note, quoted, within
from pipeline.language.dates import Mention, mentions

OPENING = 8
"""Passages from the note's start in which it says when it was held."""
OTHER_MEETINGS = ("next", "formalities")
"""Parts whose days are those of the meeting to come, and of the one whose minutes are approved."""

_meeting = r"(meeting|cell|session|roundtable|event|discussion|group|workshop|webinar|call|seminar)"
MEETS = re.compile(
    rf"\b(held|met|meeting of|note of|notes? from|took place|cell on|gathered|convened|dated?|when|"
    rf"(this|the|our|a|an|\w+) (\w+ )?{_meeting})\b",
    re.I,
)
WE_MET = re.compile(rf",? (our|the|a|this|we)\b.{{0,60}}\b({_meeting}|met|gathered|came together)\b", re.I)
OTHER_DAY = re.compile(
    r"\b(next|forthcoming|upcoming|will (be|meet|take)|would|conference|published|launch\w*|since|until|by|"
    r"report|book|blog|article|expected|deadline|campaign|previous\w*|last|earlier|due|annual|election|act|born|"
    r"founded)\b",
    re.I,
)
NEAR = 60
"""Characters before a date in which a word says what happened on it."""


def stated(note: Note, known: Known) -> Finding | None:
    """Return the day that the note itself says it was held on, year and all."""
    for line, text, mention in _own_mentions(note):
        day = mention.on(mention.year) if mention.year else None
        if day:
            odd = () if mention.fits(day.year) else (f"but {day:%d %B %Y} was a {day:%A}",)
            return Finding(day, day, "stated", quoted(note, line, text, mention), odd)
    return None


def stated_without_year(note: Note, known: Known) -> Finding | None:
    """Return the day that the note says, in the one year that its weekday and its neighbours leave."""
    if known.before[note.note_id].day is not None:
        return None
    bound, years = known.once(bounds).get(note.note_id), known.once(years_known)
    for line, text, mention in _own_mentions(note):
        near = range(min(years) - 1, max(years) + 2) if years else ()
        days = [day for year in near if (day := mention.on(year)) and within(day, bound)]
        fitting = [day for day in days if mention.fits(day.year)]
        inside = [day for day in fitting if day.year in years] or fitting
        closed = bound is not None and bound.low is not None and bound.high is not None
        if len(inside) == 1 and (closed or mention.weekday is not None):
            [day] = inside
            why = "the page's order" if closed else "the weekday"
            words = quoted(note, line, text, mention)
            return Finding(day, day, "stated", f"{words}; the year {day.year} follows from {why}")
    return None


def years_known(known: Known) -> list[int]:
    """Return the years in which a note is known to be, in order."""
    return sorted({found.day.year for found in known.before.values() if found.day})


def _own_mentions(note: Note) -> Iterator[tuple[int, str, Mention]]:
    """Yield (line, text, mention) for each day in the note's opening that may be its own."""
    passages = [(line, text) for line, kind, text in note.texts[:OPENING] if kind not in OTHER_MEETINGS]
    for i, (line, text) in enumerate([(note.line, note.title), *passages]):
        for mention in mentions(text):
            if mention.day and (i == 0 or _is_meeting_day(text, mention, at_start=i <= 2)):
                yield line, text, mention


def _is_meeting_day(text: str, mention: Mention, at_start: bool) -> bool:
    """Whether the words about a date in its sentence say that the meeting was then, and nothing else was."""
    ends = [m.end() for m in re.finditer(r"[.!?:;]\s+(?=[A-Z‘“])", text[: mention.start])]
    before = text[max(ends, default=0) : mention.start]
    if OTHER_DAY.search(before[-NEAR:]):
        return False
    alone = not re.search(r"\w{3,}", text[: mention.start] + text[mention.end :].split(",")[0])
    short = len(text.split()) <= 20 and not OTHER_DAY.search(text)
    opens = at_start and len(before.split()) <= 2 and WE_MET.match(text[mention.end :])
    return bool(alone or short or opens or MEETS.search(before))
