"""Tables of notes whose passages carry as much of a theme as a test asks for."""

from pipeline.core.schemas import schema
from tests.conftest import build
from tests.framework import THEMES


def notes_of(*notes, topics=()):
    """Return the stage's tables for notes given as dicts: cell, event, date, low, high, theme → passages."""
    note_rows, passages, themed, weights = [], [], [], []
    for number, note in enumerate(notes):
        key, low, high = f"n{number}", note.get("low", ""), note.get("high", "")
        day = note.get("date", "")
        note_rows.append(
            (key, f"Note {number}", note.get("cell", ""), note.get("event", "cell"), "", day, low or day,
             high or day, "stated", "", "a.txt", number + 1, "", 100)
        )  # fmt: skip
        for place in range(note.get("passages", 10)):
            passage = f"{key}.{place:03d}"
            kind, section = note.get("kind", "bullet"), note.get("section", "other")
            passages.append((passage, key, "a.txt", 1, place + 1, kind, "", section, "Words."))
            themed += [(passage, t, 1.0, "x", "firm", "terms") for t in THEMES if place < note.get(t, 0)]
            weights += [
                {"passage_id": passage, "topic": topic, "weight": w}
                for topic, w in note.get("topics", {}).items()
            ]
    return {
        "notes": schema("notes").frame(note_rows),
        "passages": schema("passages").frame(passages),
        "passage_themes": schema("passage_themes").frame(themed),
        "topics": build("topics", *({"topic": t, "label": t} for t in topics)),
        "topic_passages": build("topic_passages", *weights),
    }
