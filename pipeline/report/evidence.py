"""What opens the page's numbers: notes, passages, tags, as compact lists.

Ids are replaced by places in lists. Of a collection of a usual size the page holds all of it. Of a larger one
the passages lie in files beside the page, each a script that the page asks for when a number needs it (a page
opened from a disk may load scripts, and nothing else): all passages by notes, and once more those of each
theme, by years, and of each topic. So a number is opened by reading little, and a search by reading all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.counted import counted
from pipeline.core.schemas import BY, GRADES, SECTION_KINDS
from pipeline.core.table import Tables
from pipeline.core.year import ends, year_of
from pipeline.language.fingerprint import fingerprint

OVERHEAD = 80
"""Bytes that a passage takes beside its text: places, section, themes and spans, on average."""
FILE = 500_000
"""Characters of a file of passages by notes."""
FOLDER = "evidence"
"""Where these files are, beside the page."""
Lists = list[list[Any]]


def page_data(tables: Tables, labels: dict[str, str], budget: float) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the page's script needs, and {path: content} of the files beside the page.

    There are none where all passages take at most `budget` bytes in the page itself.
    """
    notes = tables["notes"].reset_index(drop=True)
    body = tables["passages"][tables["passages"]["kind"] != "heading"]
    body = body.sort_values("passage_id", ignore_index=True)
    cells = sorted(set(notes["cell"]) - {""})
    data: dict[str, Any] = {
        "themes": [[theme, label] for theme, label in labels.items()],
        "topics": _topics(tables),
        "cells": cells,
        "kinds": list(SECTION_KINDS),
        "sources": sorted(set(notes["source"])),
        "notes": _notes(notes, tables["note_themes"], cells, list(labels)),
        "all": len(body),
        "present": _totals(tables["topic_series"], "topic", tables["topics"]["topic"], "notes_with_topic"),
    }
    passages, weights = _passages(body, tables, notes, list(labels)), _topic_passages(body, tables)
    if (body["text"].str.len() + OVERHEAD).sum() <= budget:
        sections = sorted(set(body["section"]))
        places = {section: number for number, section in enumerate(sections)}
        inside = [[*row[:2], places[row[2]], *row[3:]] for row in passages]
        return {**data, "sections": sections, "passages": inside, "topic_passages": weights}, {}
    beside = Beside(passages, weights, year_of(notes).tolist(), data["themes"])
    return {**data, "files": beside.listed(), "topic_passages": [[] for _ in weights]}, dict(beside.files())


class Beside:
    """The passages as files beside the page; each row is led by the passage's number."""

    def __init__(self, passages: Lists, weights: Lists, years: list[str], themes: Lists) -> None:
        self.rows = [as_json([number, *row]) for number, row in enumerate(passages)]
        self.weights = weights
        self.note = [row[0] for row in passages]
        self.per = max(1, round(len(years) * FILE / max(sum(map(len, self.rows)), 1)))
        self.of_themes: dict[str, dict[str, list[int]]] = {theme: {} for theme, _ in themes}
        for number, row in enumerate(passages):
            for theme in row[6][::3]:
                self.of_themes[themes[theme][0]].setdefault(years[row[0]], []).append(number)

    def listed(self) -> dict[str, Any]:
        """Return what the page is told of the files: how many notes are in one, the years of each theme."""
        return {
            "notes": self.per,
            "themes": {theme: sorted(years) for theme, years in self.of_themes.items()},
        }

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the content of each file."""
        by_notes: dict[int, list[int]] = {}
        for number, note in enumerate(self.note):
            by_notes.setdefault(note // self.per, []).append(number)
        for part in range(max(by_notes, default=-1) + 1):
            yield self._file(f"notes-{part}", by_notes.get(part, []))
        for theme, years in self.of_themes.items():
            for year, numbers in years.items():
                yield self._file(f"theme-{theme}-{year or 'open'}", numbers)
        for topic, weights in enumerate(self.weights):
            yield self._file(f"topic-{topic}", sorted(weights[::2]), f",{topic},{as_json(weights)}")

    def _file(self, name: str, numbers: Iterable[int], more: str = "") -> tuple[str, str]:
        rows = ",\n".join(self.rows[number] for number in numbers)
        return f"{FOLDER}/{name}.js", f"passages([{rows}]{more});\n"


def _totals(series: pd.DataFrame, key: str, order: Iterable[str], count: str) -> dict[str, Any]:
    """Return per cell and period the counts in the order given; when a topic is present, `series` decides."""
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
    return as_json(data).replace("<", "\\u003c")


def as_json(data: Any) -> str:
    """Return the data as JSON without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


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


def _passages(body: pd.DataFrame, tables: Tables, notes: pd.DataFrame, themes: list[str]) -> Lists:
    """Return per passage: note, line, section, kind, counts (1 or 0), text, graded themes, spans, key."""
    numbers = {kind: number for number, kind in enumerate(SECTION_KINDS)}
    note_at = {note: number for number, note in enumerate(notes["note_id"])}
    counts = body["passage_id"].isin(counted(body, notes)["passage_id"]).astype(int)
    tagged = tables["passage_themes"]
    tagged = tagged.assign(score=tagged["score"].round(2), grade=_grades(tagged))
    scores = _flat(tagged, body, ["score", "grade"], themes)
    spans = _flat(tables["tags"], body, ["start", "end"], themes)
    columns = [
        body["note_id"].map(note_at),
        body["line"],
        body["section"],
        body["section_kind"].map(numbers),
        counts,
        body["text"],
        [scores.get(passage, []) for passage in body["passage_id"]],
        [spans.get(passage, []) for passage in body["passage_id"]],
        [fingerprint(text) for text in body["text"]],
    ]
    return _rows(columns)


def _grades(tagged: pd.DataFrame) -> pd.Series:
    """Return what each tag rests on: 0 tentative, 1 firm, 2 a person's word."""
    firm = (tagged["grade"] == GRADES[0]).astype(int)
    return firm.where(tagged["by"] != BY[1], 2)


def _flat(
    table: pd.DataFrame, body: pd.DataFrame, columns: list[str], themes: list[str]
) -> dict[str, list[Any]]:
    """Return per passage the theme's number and the columns' values, row after row in one list."""
    rows = table[table["passage_id"].isin(body["passage_id"])]
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


def _topic_passages(body: pd.DataFrame, tables: Tables) -> list[list[Any]]:
    """Return per topic the passage's place and the topic's share of it, by turns, the largest share first."""
    places = pd.Series(range(len(body)), index=body["passage_id"])
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
