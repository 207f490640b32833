"""The day in the name of a file that holds one note only."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.dating.note import Finding, Known, Note, contradiction
from pipeline.language.dates import mentions


def file_name(note: Note, known: Known) -> Finding | None:
    """Return the day in the name of the note's file; of a file of several notes it can be no one's."""
    name = re.sub(r"_", " ", note.source.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    mention = next((m for m in mentions(name) if m.day and m.year), None)
    if mention is None or known.once(notes_per_file)[note.source] > 1:
        return None
    day = mention.on(mention.year)
    words = f"the file's name: ‘{name[mention.start : mention.end]}’"
    now = known.before[note.note_id].day
    if now is None:
        return Finding(day, day, "metadata", words)
    return None if now == day else contradiction(words)


def notes_per_file(known: Known) -> Counter[str]:
    """Return how many notes each file holds."""
    return Counter(note.source for note in known.notes)
