"""What the page carries to open its numbers: notes, passages, tags, as compact lists.

Ids are replaced by places in lists and texts stand once. A corpus that would make the page too large is cut
to the best evidence: for every number (theme, cell and year; topic and year) the passages that speak most
strongly, then the next of each, until the page is full.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from pipeline.schemas import SECTION_KINDS, THEMES
from pipeline.tables import counted
from pipeline.timeline import said, span_of

Tables = dict[str, pd.DataFrame]

OVERHEAD = 60
"""Bytes that a passage takes beside its text: places, section, themes and spans, on average."""
PRESENT_FROM = 1.0
"""A topic is present in a note from this sum of its shares on: as much as one passage of it."""


def page_data(tables: Tables, labels: dict[str, str], budget: float) -> dict[str, Any]:
    """Return what the page's script needs; `budget` is the size in bytes that it may take, roughly."""
    notes = tables["notes"].reset_index(drop=True)
    body = tables["passages"][tables["passages"]["kind"] != "heading"]
    carried = _carried(body, tables, notes, budget - _size_of_notes(notes))
    cells = sorted(set(notes["cell"]) - {""})
    sections = sorted(set(carried["section"]))
    return {
        "themes": [[theme, labels[theme]] for theme in THEMES],
        "topics": _topics(tables, notes),
        "cells": cells,
        "kinds": list(SECTION_KINDS),
        "sources": sorted(set(notes["source"])),
        "sections": sections,
        "notes": _notes(notes, tables["note_themes"], cells),
        "passages": _passages(carried, tables, notes, sections),
        "topic_passages": _topic_passages(carried, tables),
        "carried": len(carried),
        "all": len(body),
        "totals": _totals(tables["series"]) if len(carried) < len(body) else {},
    }


def _totals(series: pd.DataFrame) -> dict[str, dict[str, list[int]]]:
    """Return per cell and period how many passages carry each theme: a cut page cannot count them."""
    held = series[series["notes"] > 0].sort_values(["cell", "period"])
    found: dict[str, dict[str, list[int]]] = {}
    for (cell, period), rows in held.groupby(["cell", "period"]):
        counts = dict(zip(rows["theme"], rows["tagged"].tolist(), strict=True))
        found.setdefault(str(cell), {})[str(period)] = [counts.get(theme, 0) for theme in THEMES]
    return found


def as_script(data: dict[str, Any]) -> str:
    """Return the data as JSON that can stand in a script element: no `<` that could close it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def when(note: Any) -> str:
    """Return in words when a note's meeting was: `note` has date, date_low and date_high."""
    return said(span_of(note.date, note.date_low, note.date_high))


def _size_of_notes(notes: pd.DataFrame) -> int:
    texts = notes[["note_id", "title", "source"]].to_numpy(object)
    return sum(len(text.encode()) for row in texts for text in row) + 100 * len(notes)


def _carried(body: pd.DataFrame, tables: Tables, notes: pd.DataFrame, budget: float) -> pd.DataFrame:
    """Return the passages that the page carries, in order of their ids."""
    size = body["text"].str.len() + OVERHEAD
    if size.sum() <= budget:
        return body.sort_values("passage_id", ignore_index=True)
    order = body[["passage_id"]].assign(size=size, rank=_ranks(body, tables, notes))
    order = order.sort_values(["rank", "passage_id"], kind="stable")
    kept = order.loc[order["size"].cumsum() <= budget, "passage_id"]
    return body[body["passage_id"].isin(kept)].sort_values("passage_id", ignore_index=True)


def _ranks(body: pd.DataFrame, tables: Tables, notes: pd.DataFrame) -> pd.Series:
    """Return per passage its best place among the evidence of any number; infinity if it is of none."""
    low, high = notes["date_low"].str[:4], notes["date_high"].str[:4]
    place = pd.DataFrame(
        {"note_id": notes["note_id"], "cell": notes["cell"], "year": low.where(low == high, "")}
    )
    owners = body[["passage_id", "note_id"]].merge(place, on="note_id")
    best = pd.Series(np.inf, index=body["passage_id"])
    for table, key, strength in (("passage_themes", "theme", "score"), ("topic_passages", "topic", "weight")):
        rows = tables[table].merge(owners, on="passage_id")
        rows = rows.sort_values([strength, "passage_id"], ascending=[False, True], kind="stable")
        rank = rows.groupby([key, "cell", "year"], sort=False).cumcount()
        first = rank.groupby(rows["passage_id"]).min().astype(float)
        best = best.where(best <= first.reindex(best.index).fillna(np.inf), first.reindex(best.index))
    return best.set_axis(body.index)


def _notes(notes: pd.DataFrame, note_themes: pd.DataFrame, cells: list[str]) -> list[list[Any]]:
    """Return the notes, each as the list that the page's script names the places of."""
    at = {cell: number for number, cell in enumerate(cells)}
    sources = {source: number for number, source in enumerate(sorted(set(notes["source"])))}
    bit = note_themes["theme"].map({theme: 1 << number for number, theme in enumerate(THEMES)})
    present = bit.where(note_themes["present"] == "yes", 0).groupby(note_themes["note_id"]).sum()
    low = notes["date_low"].where(notes["date_low"] != "", notes["date"])
    high = notes["date_high"].where(notes["date_high"] != "", notes["date"])
    columns = [
        notes["note_id"],
        notes["title"],
        notes["cell"].map(at).fillna(-1).astype(int),
        notes["event"],
        low,
        high,
        pd.Series([when(note) for note in notes.itertuples()], dtype=str),
        notes["date_basis"],
        notes["source"].map(sources),
        notes["line"],
        notes["note_id"].map(present).fillna(0).astype(int),
    ]
    return _rows(columns)


def _rows(columns: list[Any]) -> list[list[Any]]:
    """Return the columns, lists or series, as rows of plain values."""
    plain = (column.tolist() if isinstance(column, pd.Series) else column for column in columns)
    return [list(row) for row in zip(*plain, strict=True)]


def _passages(
    carried: pd.DataFrame, tables: Tables, notes: pd.DataFrame, sections: list[str]
) -> list[list[Any]]:
    """Return per passage: note, line, section, kind, counts (1 or 0), text, themes, spans."""
    numbers = {kind: number for number, kind in enumerate(SECTION_KINDS)}
    places = {section: number for number, section in enumerate(sections)}
    note_at = {note: number for number, note in enumerate(notes["note_id"])}
    counts = carried["passage_id"].isin(counted(carried, notes)["passage_id"]).astype(int)
    themes = _flat(tables["passage_themes"].assign(score=lambda t: t["score"].round(2)), carried, ["score"])
    spans = _flat(tables["tags"], carried, ["start", "end"])
    columns = [
        carried["note_id"].map(note_at),
        carried["line"],
        carried["section"].map(places),
        carried["section_kind"].map(numbers),
        counts,
        carried["text"],
        [themes.get(passage, []) for passage in carried["passage_id"]],
        [spans.get(passage, []) for passage in carried["passage_id"]],
    ]
    return _rows(columns)


def _flat(table: pd.DataFrame, carried: pd.DataFrame, columns: list[str]) -> dict[str, list[Any]]:
    """Return per passage the theme's number and the columns' values, row after row in one list."""
    rows = table[table["passage_id"].isin(carried["passage_id"])]
    numbers = rows["theme"].map({theme: number for number, theme in enumerate(THEMES)})
    found: dict[str, list[Any]] = {}
    values = [rows[column].tolist() for column in columns]
    for passage, *row in zip(rows["passage_id"], numbers.tolist(), *values, strict=True):
        found.setdefault(passage, []).extend(row)
    return found


def _topics(tables: Tables, notes: pd.DataFrame) -> list[list[Any]]:
    """Return per topic: id, label, terms, the notes in which it is present."""
    terms = tables["topic_terms"].sort_values(["topic", "rank"])
    held = topic_notes(tables)
    places = pd.Series(range(len(notes)), index=notes["note_id"])
    return [
        [
            topic.topic, topic.label, terms.loc[terms["topic"] == topic.topic, "term"].head(10).tolist(),
            sorted(places[held.loc[held["topic"] == topic.topic, "note_id"]].tolist()),
        ]
        for topic in tables["topics"].itertuples()
    ]  # fmt: skip


def topic_notes(tables: Tables) -> pd.DataFrame:
    """Return the pairs note_id, topic where the topic is present in the note."""
    kept = counted(tables["passages"], tables["notes"])[["passage_id", "note_id"]]
    shares = tables["topic_passages"].merge(kept, on="passage_id")
    sums = shares.groupby(["note_id", "topic"], as_index=False)["weight"].sum()
    return sums[sums["weight"].round(6) >= PRESENT_FROM][["note_id", "topic"]]


def _topic_passages(carried: pd.DataFrame, tables: Tables) -> list[list[Any]]:
    """Return per topic the passage's place and the topic's share of it, by turns, the largest share first."""
    places = pd.Series(range(len(carried)), index=carried["passage_id"])
    rows = tables["topic_passages"]
    rows = rows[rows["passage_id"].isin(places.index)].assign(
        place=lambda t: t["passage_id"].map(places), weight=lambda t: t["weight"].round(2)
    )
    rows = rows.sort_values(["weight", "passage_id"], ascending=[False, True], kind="stable")
    found = []
    for topic in tables["topics"]["topic"]:
        mine = rows[rows["topic"] == topic]
        pairs = zip(mine["place"].tolist(), mine["weight"].tolist(), strict=True)
        found.append([value for pair in pairs for value in pair])
    return found
