"""The range that a note's surroundings leave it: periods it names, its path, earlier minutes, the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pipeline.dating.dealt_with import dealt_with
from pipeline.dating.listing import bounds
from pipeline.dating.note import NOTHING, Finding, Known
from pipeline.dating.path import path_period
from pipeline.dating.period import stated_period

FARTHEST = timedelta(days=300)
"""Two meetings of a series are not farther apart than this; a day and month then have one year."""


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


def years_known(known: Known) -> list[int]:
    """Return the years in which a note is known to be, in order."""
    return sorted({found.day.year for found in known.before.values() if found.day})


def _closed(bound: Finding | None) -> Finding | None:
    """Return a range between meetings with its open end closed: the next or last one is not far."""
    if bound is None or (bound.low and bound.high):
        return bound
    if bound.low:
        return replace(bound, high=bound.low + FARTHEST)
    return replace(bound, low=bound.high - FARTHEST) if bound.high else None
