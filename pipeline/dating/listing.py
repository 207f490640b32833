"""The order of a page: on one that keeps its notes in order, a note is between its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from pipeline.core.counted import PUBLICATION
from pipeline.dating.note import Finding, Known, Note

KEPT = 0.8
"""A page is in order when so large a share of its neighbours are."""


def listing(note: Note, known: Known) -> Finding | None:
    """Return the range that the page's order leaves to a note without a day."""
    return known.once(bounds).get(note.note_id)


def bounds(known: Known) -> dict[str, Finding]:
    """Return for each note without a day the range between its neighbours on a page that is in order."""
    found: dict[str, Finding] = {}
    pages: dict[str, list[Note]] = {}
    for note in known.notes:
        if note.event != PUBLICATION:
            pages.setdefault(note.source, []).append(note)
    for page in pages.values():
        step = _order([known.before[note.note_id].day for note in page])
        if step:
            found |= _on_page(page if step > 0 else page[::-1], known.before)
    return found


def _order(days: Sequence[date | None]) -> int:
    """Return -1 for newest first, 1 for oldest first, 0 when a page keeps no order (or cannot show it)."""
    pairs = list(pairwise(day for day in days if day is not None))
    down, up = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
    if not pairs or max(down, up) < KEPT * (down + up) or down == up:
        return 0
    return -1 if down > up else 1


def _on_page(page: Sequence[Note], found: Mapping[str, Finding]) -> dict[str, Finding]:
    """Return the ranges of a page's notes without a day; the oldest note comes first."""
    dated = [note for note in page if found[note.note_id].day]
    ranges, passed = {}, 0
    for note in page:
        if found[note.note_id].day:
            passed += 1
            continue
        below = dated[passed - 1] if passed else None
        above = dated[passed] if passed < len(dated) else None
        if below or above:
            ranges[note.note_id] = _between(below, above, found)
    return ranges


def _between(below: Note | None, above: Note | None, found: Mapping[str, Finding]) -> Finding:
    low, high = (found[note.note_id].day if note else None for note in (below, above))
    neighbours = (("after", below, low), ("before", above, high))
    sides = [f"{side} ‘{n.title}’ of {day} ({n.place})" for side, n, day in neighbours if n]
    return Finding(low, high, "listing", "the page's order: " + " and ".join(sides))
