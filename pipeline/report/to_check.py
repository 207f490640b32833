"""What a person should check: dates that are not stated, cells that are not known, files not read."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.counted import meetings
from pipeline.core.table import Tables
from pipeline.core.toml import toml

TWO_WAYS = re.compile(r"(?:^|[;,] )but can be read as [^;]*")
CONTRADICTED = re.compile(r"(^|[;,] )(but|though) ")
RECURS, FEW = 2, 8
"""An unknown heading is asked about when so many notes have it, and so many are asked about at once."""
REASON = "what you know it from"


@dataclass(frozen=True)
class Doubt:
    """A date to check: the note, what is assumed and why, and the lines that settle it."""

    note_id: str
    title: str
    cell: str
    place: str
    when: str
    basis: str
    evidence: str
    why: str
    low: str
    high: str
    lines: str


def doubtful_dates(notes: pd.DataFrame) -> list[Doubt]:
    """Return every meeting whose date is not plainly stated, the most doubtful first."""
    ranked = sorted(
        ((_rank(note), note) for note in meetings(notes).itertuples() if _doubtful(note)),
        key=lambda pair: (pair[0], pair[1].note_id),
    )
    return [_doubt(note) for _, note in ranked]


def _doubtful(note: Any) -> bool:
    if note.date and note.date_basis == "stated":
        return ";" in note.date_evidence or bool(CONTRADICTED.search(note.date_evidence))
    return bool(note.date_basis != "correction")


def _rank(note: Any) -> tuple[int, int]:
    """Return how doubtful, 0 the most: nothing known, an open range, a contradiction, a range, a guess."""
    if not note.date_low and not note.date_high and not note.date:
        return 0, 0
    if not note.date and not (note.date_low and note.date_high):
        return 1, 0
    if CONTRADICTED.search(TWO_WAYS.sub("", note.date_evidence)):
        return 2, 0
    if TWO_WAYS.search(note.date_evidence):
        return 3, 0
    if not note.date:
        return 4, -_days(note)
    return {"listing": 5, "metadata": 6, "announced": 7}.get(note.date_basis, 8), 0


def _days(note: Any) -> int:
    low, high = (datetime.date.fromisoformat(end) for end in (note.date_low, note.date_high))
    return (high - low).days + 1


WHY = {
    0: "no date is known",
    1: "only one end of a range is known",
    2: "the sources contradict one another",
    3: "its figures can be read two ways",
    5: "taken from the order of the page",
    6: "taken from the file’s name or properties",
    7: "announced by another note, not stated in this one",
    8: "the year is inferred",
}


def _doubt(note: Any) -> Doubt:
    rank, _ = _rank(note)
    return Doubt(
        note.note_id, note.title, note.cell, f"{note.source}:{note.line}", when(note), note.date_basis,
        note.date_evidence, WHY.get(rank) or f"only a range of {_days(note):,} days is known",
        note.date_low, note.date_high, correction(note),
    )  # fmt: skip


def correction(note: Any) -> str:
    """Return the lines for corrections.toml that settle the date; `YYYY-MM-DD` where no day is known."""
    return "\n".join(
        [
            "[[correction]]",
            f"title = {toml(note.title)}",
            f"source = {toml(note.source)}",
            f"date = {note.date or 'YYYY-MM-DD'}",
            f"reason = {toml(REASON)}",
            f"expect = {toml(note.date)}",
        ]
    )


def conflicts(tables: Tables) -> list[dict[str, Any]]:
    """Return the tags on which people do not agree, each with its note and place."""
    passages = tables["passages"][["passage_id", "note_id", "source", "line"]]
    rows = tables["code_conflicts"].merge(passages, on="passage_id")
    rows = rows.merge(tables["notes"][["note_id", "title"]], on="note_id")
    rows["place"] = rows["source"] + ":" + rows["line"].astype(str)
    return rows.to_dict("records")


def unknown_headings(headings: pd.DataFrame) -> list[tuple[str, int, str, str]]:
    """Return (heading, notes, kind taken, lines for sections.toml), the most frequent heading first."""
    recurring = headings[headings["notes"] >= RECURS].sort_values(
        ["notes", "heading"], ascending=[False, True]
    )
    rows = recurring.head(FEW)[["heading", "notes", "kind"]].itertuples(index=False)
    return [(heading, int(notes), kind, heading_lines(heading, kind)) for heading, notes, kind in rows]


def heading_lines(heading: str, kind: str) -> str:
    """Return the lines for sections.toml that make a heading open a part of a kind."""
    plain = re.fullmatch(r"[\w’' -]+", heading)
    rule = f"phrases = [{toml(heading)}]" if plain else f"patterns = [{toml(re.escape(heading))}]"
    return f"[[headings]]\nkind = {toml(kind)}\n{rule}"
