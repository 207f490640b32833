"""What a file or an export says of itself: a note was held by the day it was published, or its file made."""

from __future__ import annotations

import re
from datetime import date

from pipeline.dating.note import Finding, Known, Note

NEAR = 3
"""Lines from a note's title within which the day of its publication is."""


WRITTEN = (".md", ".markdown", ".org", ".rst", ".txt")
"""Files at whose top a person writes a day; a website prints the day on which it published."""


def properties(note: Note, known: Known) -> Finding | None:
    """Bound a note without a day by the day it was published or its file was made."""
    now = known.before[note.note_id]
    if now.day is not None:
        return None
    items = known.published.get(note.source, ())
    item = next((said for line, said in items if abs(line - note.line) <= NEAR), None)
    said = known.own.get(note.source, "") if item is None else item
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
        return None
    day = date.fromisoformat(said)
    if note.source.lower().endswith(WRITTEN) and _in_month(day, now):
        return Finding(day, day, "metadata", f"the settings at its top: {day}, in {now.evidence}")
    words = f"{'the file’s own date is' if item is None else 'published'} {day}".replace("’", "'")
    return Finding(None, day, "metadata", words)


def _in_month(day: date, found: Finding) -> bool:
    """Whether the day is in the one month that is known of the note."""
    low, high = found.low, found.high
    if low is None or high is None or (high - low).days > 31:
        return False
    return low <= day <= high
