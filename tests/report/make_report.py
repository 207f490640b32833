"""Small invented tables with what a page must bear: markup, formulas, emoji, open dates, copies."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pandas as pd

from pipeline.charts.stage import drawn
from pipeline.core.figures import Chart
from pipeline.core.schemas import TABLES, schema
from pipeline.lexicon.lexicon import Lexicon
from pipeline.report.stage import report
from pipeline.series.stage import series
from pipeline.settings.models import Report, Series
from tests import make_charts
from tests.framework import NETWORK, THEMES, labelled

MARKUP = "</script><script>alert('x')</script> & <b>bold</b> ‘trust’"
FORMULA = '=HYPERLINK("http://example.invalid","trust me")'
EMOJI = "🙂🙂 We built trust over tea."
LABELS = {theme: f"Label of {theme}" for theme in THEMES} | {"local": "Cell B"}  # a theme named like a cell

# note_id, title, cell, event, date, low, high, basis, evidence, copies
NOTES = [
    ("a-1", "First <i>night</i> of A", "Cell A & Co", "cell", "2021-02-03", "", "", "stated", "‘3 Feb’", ""),
    ("a-2", "Second of A", "Cell A & Co", "cell", "2021-06-09", "", "", "stated", "‘9/6’", "c.txt:1;d.txt:5"),
    ("a-3", "Third of A", "Cell A & Co", "cell", "2022-03-01", "", "", "announced", "‘1 March’", ""),
    ("a-4", "Fourth of A", "Cell A & Co", "cell", "", "2022-05-01", "2022-07-30", "listing", "the order", ""),
    ("b-1", 'First "of" B', "Cell B", "cell", "2021-04-04", "", "", "stated", "‘4/4/21’; but ‘5 April’", ""),
    ("b-2", "Second of B", "Cell B", "cell", "2022-04-04", "", "", "metadata", "the file's name", ""),
    ("b-3", "=Third of B", "Cell B", "cell", "", "", "2022-12-31", "listing", "the page's order", ""),
    ("o-1", "A one-off evening", "", "roundtable", "", "", "", "none", "", ""),
    ("p-1", "At the year's end", "", "publication", "", "", "", "none", "", ""),
]
EMPTY = ("overruled", "code_conflicts", "accuracy", "lost_marks", "passage_marks")
TEXTS = [
    MARKUP,
    "Trust comes first, and trust again.",
    EMOJI,
    FORMULA,
    "Nobody said much.",
    "None",
    "Power to the street.",
]


def tables() -> dict[str, pd.DataFrame]:
    """Return all tables that the report reads."""
    made: dict[str, pd.DataFrame] = {}
    notes = []
    for i, (note, title, cell, event, day, low, high, basis, why, copies) in enumerate(NOTES):
        dates = (day, low or day, high or day, basis, why)
        notes.append((note, title, cell, event, "A;B", *dates, f"{note[0]}.txt", 10 * i + 1, copies, 50))
    made["notes"] = schema("notes").frame(notes)
    made["passages"] = schema("passages").frame([row for note in NOTES for row in _passages(note[0])])
    made["tags"] = schema("tags").frame(list(_tags(made["passages"])))
    made["passage_themes"] = schema("passage_themes").frame(
        [
            (p, t, float(len(g)), "trust (1)", "firm" if len(g) > 1 else "tentative", "terms")
            for (p, t), g in made["tags"].groupby(["passage_id", "theme"])
        ]
    )
    documents = [
        ("a.txt", 4),
        ("b.txt", 3),
        ("c.txt", 1),
        ("d.txt", 1),
        ("o.txt", 1),
        ("p.txt", 1),
        ("z.bin", 0),
    ]
    made |= {name: schema(name).empty() for name in EMPTY}
    made["headings"] = schema("headings").frame(
        [("the <old> mill", 4, "discussion"), ("mill lane", 2, "context"), ("once only", 1, "other")]
    )
    made["documents"] = schema("documents").frame(
        [
            (
                s,
                "text",
                "0" * 64,
                900,
                800 * bool(n),
                900 - 800 * bool(n),
                "",
                n,
                "" if n else "no text <in> it",
            )
            for s, n in documents
        ]
    )
    made["files"] = schema("files").empty()
    known = {"label": "trust, tea, street", "stability": 0.7, "nearest_theme": "relationships", "notes": 8}
    made["topics"] = schema("topics").frame([row("topics", topic="trust", state="new", **known)])
    words = enumerate(("trust", "tea", "street"), 1)
    made["topic_terms"] = schema("topic_terms").frame(
        [row("topic_terms", topic="trust", term=term, rank=rank, weight=1 / rank) for rank, term in words]
    )
    shares = made["passages"][made["passages"]["text"].isin([MARKUP, EMOJI])]["passage_id"]
    made["topic_passages"] = schema("topic_passages").frame(
        [
            row("topic_passages", passage_id=p, topic="trust", weight=0.6, typical=int(p == "a-1.004"))
            for p in shares
        ]
    )
    both = made["topic_passages"].merge(
        made["passage_themes"].query("theme == 'relationships'"), on="passage_id"
    )
    both = both[~both["passage_id"].str.startswith("p-")]  # a publication counts nowhere
    beside = {"theme": "relationships", "passages": len(both), "lift": 1.7}
    made["topic_themes"] = schema("topic_themes").frame([row("topic_themes", topic="trust", **beside)])
    made["topic_suggestions"] = schema("topic_suggestions").frame(
        [row("topic_suggestions", topic="trust", term="trust over tea", strength="strong", passages=9)]
    )
    tried = [row("topic_choices", topics=n, chosen="yes" if n == 5 else "no") for n in (5, 6)]
    made["topic_choices"] = schema("topic_choices").frame(tried)
    inputs = {
        name: made[name] for name in ("notes", "passages", "passage_themes", "topics", "topic_passages")
    }
    return {**made, **series(**inputs, options=Series(), themes=THEMES)}


def row(table: str, **values: Any) -> dict[str, Any]:
    """Return a row of the table: the values given, and the least that a column allows for the others."""
    least = {c.name: (c.among[0] if c.among else c.type()) for c in schema(table).columns}
    least |= {"theme": THEMES[0]} if "theme" in least else {}
    return {**least, **values}


def _passages(note: str) -> list[tuple[Any, ...]]:
    kinds = ["heading", *["paragraph"] * (len(TEXTS) - 1), "bullet"]
    held = [f"Heading of {note}", *TEXTS]
    parts = ["discussion"] * len(held)
    parts[-1] = "next"  # does not count
    source = f"{note[0]}.txt"
    return [
        (f"{note}.{i:03}", note, source, i + 1, i, kind, held[0] if i > 1 else "", part, text)
        for i, (kind, part, text) in enumerate(zip(kinds, parts, held, strict=False), 1)
    ]


def _tags(passages: pd.DataFrame) -> Any:
    """Yield a tag for each `trust` (relationships) and `power`, but no trust in cell B before 2022."""
    for row in passages[passages["kind"] != "heading"].itertuples():
        for word, theme in (("trust", "relationships"), ("power", "power")):
            at = row.text.lower().find(word)
            while at >= 0 and (theme == "power" or row.note_id != "b-1"):
                yield row.passage_id, theme, at, at + len(word), word, row.text[at : at + len(word)], 1.0
                at = row.text.lower().find(word, at + 1)


@cache
def charts() -> tuple[Chart, ...]:
    """Return the charts of the tables, drawn once: they take much longer than the page."""
    return drawn(tables(), lexicon(), NETWORK.group)


def lexicon() -> Lexicon:
    """Return a lexicon with a label per theme."""
    return labelled(LABELS)


def provenance(**changes: Any) -> dict[str, Any]:
    """Return where a report comes from."""
    known = {
        "sample": False,
        "version": "9.9",
        "program": "0" * 64,
        "raw": "notes",
        "inputs": {"a.txt": "0" * 64},
        "config": {"config/cells.toml": "1" * 64},
        "libraries": {"pandas": "3"},
        "unknown_cells": ["Cell B"],
    }
    return {**known, **changes}


def made(
    options: Report | None = None,
    verdicts: dict[str, str] | None = None,
    accuracy: pd.DataFrame | None = None,
    templates: dict[str, str] | None = None,
    **changes: Any,
) -> dict[str, str | bytes]:
    """Return the report on the tables; `verdicts` are those on the themes, where their accuracy is known.

    `accuracy` is that table as it is.
    """
    given = tables() | {"accuracy": measured(verdicts or {}) if accuracy is None else accuracy}
    return report(
        given, charts(), lexicon(), NETWORK, options or Report(), provenance(**changes), templates or {}
    )


def once() -> dict[str, str | bytes]:
    """Return the report on two groups that met once each."""
    held = make_charts.tables(1, 2)
    held |= {t.name: schema(t.name).empty() for t in TABLES if t.name not in held}
    return report(held, (), lexicon(), NETWORK, Report(), provenance(), {})


def measured(verdicts: dict[str, str]) -> pd.DataFrame:
    """Return the accuracy of themes on which there are verdicts."""
    rows = [
        row("accuracy", theme=theme, verdict=verdict, passages=90, f1=0.5)
        for theme, verdict in verdicts.items()
    ]
    return schema("accuracy").frame(rows)


def data_of(page: str) -> Any:
    """Return what the page carries for its script."""
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])
