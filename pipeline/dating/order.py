"""Day or month first: how a collection writes dates in figures, told by the days over 12 in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.dating.note import Known, Note
from pipeline.language.dates import DAY_FIRST, EITHER, MONTH_FIRST, Mention, mentions

FIGURES = re.compile(r"\d\s?[/.-]\s?\d")
Example = tuple[str, str]
"""An order, and the words that show it, with their place."""


def dates_in(note: Note, text: str, known: Known) -> Iterator[Mention]:
    """Yield the dates in a text of a note, those in figures read as its file, folder or collection does."""
    for mention in mentions(text):
        yield settled(mention, note, known)


def settled(mention: Mention, note: Note, known: Known) -> Mention:
    """Return the mention in the order that its surroundings show; `EITHER` is left where they show none."""
    if mention.order != EITHER:
        return mention
    shown = _shown_for(note, known)
    if shown is None:
        return mention
    return replace(mention.swapped() if shown[0] == MONTH_FIRST else mention, order=shown[0])


def reading(mention: Mention, note: Note, known: Known) -> tuple[str, tuple[str, ...]]:
    """Return why a date in figures is read as it is, and what else it can mean."""
    if mention.order == EITHER:
        other = mention.swapped()
        day = other.on(other.year) if other.year else None
        words = f"{day:%d %B %Y}".lstrip("0") if day else f"the month {other.month}"
        return "", (f"but can be read as {words}",)
    told = mention.order and mention.day <= 12 and mention.weekday is None
    shown = _shown_for(note, known) if told else None
    return (f", {shown[0]} as in {shown[1]}" if shown else ""), ()


def other_reading(mention: Mention) -> date | None:
    """Return the day that a date in figures is when read the other way, if it can be."""
    other = mention.swapped()
    return other.on(other.year) if other.year and other is not mention else None


def _shown_for(note: Note, known: Known) -> Example | None:
    """Return the order shown by the note's file, else its folder, else all notes; None if examples differ."""
    by_place = known.once(examples)
    for place in (note.source, note.source.rpartition("/")[0] + "/", ""):
        shown = by_place.get(place)
        if shown:
            return shown[0] if len({order for order, _ in shown}) == 1 else None
    return None


def examples(known: Known) -> dict[str, list[Example]]:
    """Return the first example of each order per file, per folder (ends with /) and of all (empty)."""
    found: dict[str, list[Example]] = {}
    for note in known.notes:
        name = note.source.rsplit("/", 1)[-1]
        texts = [(0, name), (note.line, note.title), *((line, text) for line, _, text in note.texts)]
        for line, text in texts:
            if not FIGURES.search(text):
                continue
            for mention in mentions(text):
                if mention.order in (DAY_FIRST, MONTH_FIRST):
                    place = f"{note.source}:{line}" if line else note.source
                    words = f"‘{text[mention.start : mention.end]}’ ({place})"
                    for held in (note.source, note.source.rpartition("/")[0] + "/", ""):
                        shown = found.setdefault(held, [])
                        if mention.order not in {order for order, _ in shown}:
                            shown.append((mention.order, words))
    return found
