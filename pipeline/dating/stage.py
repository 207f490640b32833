"""Stage 3, dates: when each meeting was, with the words that it rests on. The rules are in `rules`."""

from __future__ import annotations

import pandas as pd

from pipeline.core.schemas import schema
from pipeline.dating.corrections import corrected
from pipeline.dating.note import Finding, Note
from pipeline.dating.rules import find_all
from pipeline.settings.models import CorrectionsConfig


def dates(
    files: pd.DataFrame,
    lines: pd.DataFrame,
    meetings: pd.DataFrame,
    passages: pd.DataFrame,
    corrections: CorrectionsConfig,
) -> dict[str, pd.DataFrame]:
    """Return the table `notes`: the meetings with their dates.

    Raises:
        Fault: a correction names no note, or no longer applies.
    """
    notes = _notes(meetings, passages)
    own = dict(zip(files["source"], files["date"], strict=True))
    found = find_all(notes, own=own, published=_published(lines))
    notes, found = corrected(notes, found, corrections)
    rows = pd.DataFrame([_row(note, found[note.note_id]) for note in notes], columns=COLUMNS, dtype=str)
    return {
        "notes": schema("notes").frame(meetings.drop(columns=["cell", "event"]).merge(rows, on="note_id"))
    }


def _notes(meetings: pd.DataFrame, passages: pd.DataFrame) -> list[Note]:
    """Return the notes in the order of their pages."""
    texts: dict[str, list[tuple[int, str, str]]] = {note_id: [] for note_id in meetings["note_id"]}
    columns = passages[["note_id", "line", "section_kind", "text"]]
    for note_id, line, kind, text in columns.itertuples(index=False):
        texts[note_id].append((line, kind, text))
    rows = meetings.sort_values(["source", "line"]).to_dict("records")
    names = ("note_id", "title", "cell", "event", "source", "line")
    return [Note(**{name: row[name] for name in names}, texts=tuple(texts[row["note_id"]])) for row in rows]


def _published(lines: pd.DataFrame) -> dict[str, list[tuple[int, str]]]:
    """Return per file the lines that give the day on which an item was published, in order."""
    found: dict[str, list[tuple[int, str]]] = {}
    dated = lines.loc[lines["role"] == "date", ["source", "line", "text"]]
    for source, line, text in dated.itertuples(index=False):
        found.setdefault(source, []).append((line, text))
    return found


COLUMNS = ["note_id", "cell", "event", "date", "date_low", "date_high", "date_basis", "date_evidence"]


def _row(note: Note, found: Finding) -> tuple[str, ...]:
    days = (str(day or "") for day in (found.day, found.low, found.high))
    evidence = "; ".join(filter(None, [found.evidence, *found.remarks]))
    return note.note_id, note.cell, note.event, *days, found.basis, evidence
