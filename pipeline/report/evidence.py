"""What the page carries to open its numbers: notes, passages, tags, as compact lists.

Ids are replaced by places in lists, and each text is there once. A corpus that would make the page too large
is cut to the best evidence: for every number (theme, cell and year; topic and year) the passages that speak
most strongly, then the next of each, until the page is full.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.counted import counted
from pipeline.core.schemas import BY, GRADES, SECTION_KINDS
from pipeline.core.table import Tables
from pipeline.core.year import ends, year_of
from pipeline.language.fingerprint import fingerprint

OVERHEAD = 80
"""Bytes that a passage takes beside its text: places, section, themes and spans, on average."""
TRIES = 4
"""Times that a page which is still too large is cut further."""


def page_data(tables: Tables, labels: dict[str, str], budget: float) -> dict[str, Any]:
    """Return what the page's script needs, in at most `budget` bytes as JSON if the passages allow it."""
    room = budget
    data = _data(tables, labels, room)
    for _ in range(TRIES):
        size = len(as_script(data).encode())
        if size <= budget:
            break
        room *= 0.97 * budget / size
        data = _data(tables, labels, room)
    return data


def _data(tables: Tables, labels: dict[str, str], room: float) -> dict[str, Any]:
    notes = tables["notes"].reset_index(drop=True)
    body = tables["passages"][tables["passages"]["kind"] != "heading"]
    carried = _carried(body, tables, notes, room)
    cells = sorted(set(notes["cell"]) - {""})
    sections = sorted(set(carried["section"]))
    return {
        "themes": [[theme, label] for theme, label in labels.items()],
        "topics": _topics(tables),
        "cells": cells,
        "kinds": list(SECTION_KINDS),
        "sources": sorted(set(notes["source"])),
        "sections": sections,
        "notes": _notes(notes, tables["note_themes"], cells, list(labels)),
        "passages": _passages(carried, tables, notes, sections, list(labels)),
        "topic_passages": _topic_passages(carried, tables),
        "carried": len(carried),
        "all": len(body),
        "totals": _totals(tables["series"], "theme", labels, "tagged") if len(carried) < len(body) else {},
        "present": _totals(tables["topic_series"], "topic", tables["topics"]["topic"], "notes_with_topic"),
    }


def _totals(series: pd.DataFrame, key: str, order: Iterable[str], count: str) -> dict[str, Any]:
    """Return per cell and period the counts in the order given: what the page cannot count by itself.

    A page that is cut has not all passages of a theme; when a topic is present in a note, `series` decides.
    """
    names = list(order)
    if not names:
        return {}
    held = series[series["notes"] > 0]
    wide = held.pivot(index=["cell", "period"], columns=key, values=count).reindex(columns=names)
    rows = wide.fillna(0).astype(int).to_numpy().tolist()
    found: dict[str, Any] = {}
    for (cell, period), counts in zip(wide.index.tolist(), rows, strict=True):
        found.setdefault(cell, {})[period] = counts
    return found


def as_script(data: dict[str, Any]) -> str:
    """Return the data as JSON that is safe in a script element: no `<` that could close it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _carried(body: pd.DataFrame, tables: Tables, notes: pd.DataFrame, room: float) -> pd.DataFrame:
    """Return the passages that the page carries, of about `room` bytes, in order of their ids."""
    size = body["text"].str.len() + OVERHEAD
    if size.sum() <= room:
        return body.sort_values("passage_id", ignore_index=True)
    order = body[["passage_id"]].assign(size=size, rank=_ranks(body, tables, notes))
    order = order.sort_values(["rank", "passage_id"], kind="stable")
    kept = order.loc[order["size"].cumsum() <= room, "passage_id"]
    return body[body["passage_id"].isin(kept)].sort_values("passage_id", ignore_index=True)


def _ranks(body: pd.DataFrame, tables: Tables, notes: pd.DataFrame) -> pd.Series:
    """Return per passage its best place among the evidence of any number; infinity if it is of none."""
    place = pd.DataFrame({"note_id": notes["note_id"], "cell": notes["cell"], "year": year_of(notes)})
    owners = body[["passage_id", "note_id"]].merge(place, on="note_id")
    best = pd.Series(np.inf, index=body["passage_id"])
    for table, key, strength in (("passage_themes", "theme", "score"), ("topic_passages", "topic", "weight")):
        rows = tables[table].merge(owners, on="passage_id")
        rows = rows.sort_values([strength, "passage_id"], ascending=[False, True], kind="stable")
        rank = rows.groupby([key, "cell", "year"], sort=False).cumcount()
        first = rank.groupby(rows["passage_id"]).min().astype(float)
        best = best.where(best <= first.reindex(best.index).fillna(np.inf), first.reindex(best.index))
    return best.set_axis(body.index)


def _notes(
    notes: pd.DataFrame, note_themes: pd.DataFrame, cells: list[str], themes: list[str]
) -> list[list[Any]]:
    """Return the notes, each as the list that the page's script names the places of."""
    at = {cell: number for number, cell in enumerate(cells)}
    sources = {source: number for number, source in enumerate(sorted(set(notes["source"])))}
    bit = note_themes["theme"].map({theme: 1 << number for number, theme in enumerate(themes)})
    present = bit.where(note_themes["present"] == "yes", 0).groupby(note_themes["note_id"]).sum()
    low, high = ends(notes)
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
    carried: pd.DataFrame, tables: Tables, notes: pd.DataFrame, sections: list[str], themes: list[str]
) -> list[list[Any]]:
    """Return per passage: note, line, section, kind, counts (1 or 0), text, graded themes, spans, key."""
    numbers = {kind: number for number, kind in enumerate(SECTION_KINDS)}
    places = {section: number for number, section in enumerate(sections)}
    note_at = {note: number for number, note in enumerate(notes["note_id"])}
    counts = carried["passage_id"].isin(counted(carried, notes)["passage_id"]).astype(int)
    tagged = tables["passage_themes"]
    tagged = tagged.assign(score=tagged["score"].round(2), grade=_grades(tagged))
    scores = _flat(tagged, carried, ["score", "grade"], themes)
    spans = _flat(tables["tags"], carried, ["start", "end"], themes)
    columns = [
        carried["note_id"].map(note_at),
        carried["line"],
        carried["section"].map(places),
        carried["section_kind"].map(numbers),
        counts,
        carried["text"],
        [scores.get(passage, []) for passage in carried["passage_id"]],
        [spans.get(passage, []) for passage in carried["passage_id"]],
        [fingerprint(text) for text in carried["text"]],
    ]
    return _rows(columns)


def _grades(tagged: pd.DataFrame) -> pd.Series:
    """Return what each tag rests on: 0 tentative, 1 firm, 2 a person's word."""
    firm = (tagged["grade"] == GRADES[0]).astype(int)
    return firm.where(tagged["by"] != BY[1], 2)


def _flat(
    table: pd.DataFrame, carried: pd.DataFrame, columns: list[str], themes: list[str]
) -> dict[str, list[Any]]:
    """Return per passage the theme's number and the columns' values, row after row in one list."""
    rows = table[table["passage_id"].isin(carried["passage_id"])]
    numbers = rows["theme"].map({theme: number for number, theme in enumerate(themes)})
    found: dict[str, list[Any]] = {}
    values = [rows[column].tolist() for column in columns]
    for passage, *row in zip(rows["passage_id"], numbers.tolist(), *values, strict=True):
        found.setdefault(passage, []).extend(row)
    return found


def _topics(tables: Tables) -> list[list[Any]]:
    """Return per topic: id, label, terms."""
    terms = tables["topic_terms"].sort_values(["topic", "rank"])
    return [
        [topic.topic, topic.label, terms.loc[terms["topic"] == topic.topic, "term"].head(10).tolist()]
        for topic in tables["topics"].itertuples()
    ]


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
