"""The rows of the page's parts: per cell, per theme, per topic, per year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from pipeline.core import counted
from pipeline.core.calendar import when
from pipeline.core.figures import cell_slugs
from pipeline.core.schemas import ALL
from pipeline.core.table import Tables
from pipeline.core.wording import slug
from pipeline.core.year import year_of
from pipeline.lexicon.lexicon import Lexicon
from pipeline.report.theme_from_topic import as_theme

Rows = list[dict[str, Any]]

STATED = ("stated", "correction")
"""Bases of a date that is no guess."""
TERMS = 12
"""Terms shown of a theme or topic."""
TOGETHER, OFTENER, BESIDE = 5, 1.2, 4
"""Themes that travel with a topic: passages with both, how many times more often than by chance, at most."""


def meetings(notes: pd.DataFrame) -> pd.DataFrame:
    """Return the notes of meetings, newest first, those without any date last."""
    held = counted.meetings(notes)
    day = held["date"].where(held["date"] != "", held["date_high"])
    day = day.where(day != "", held["date_low"])
    return held.assign(day=day).sort_values(["day", "note_id"], ascending=[False, True], ignore_index=True)


def meeting_rows(held: pd.DataFrame, tables: Tables) -> Rows:
    """Return what a list of meetings shows: `held` as of `meetings`."""
    passages = tables["note_themes"].groupby("note_id")["passages"].first()
    return [
        {
            "id": n.note_id,
            "title": n.title,
            "cell": n.cell or n.event,
            "when": when(n),
            "day": n.day,
            "guessed": n.date_basis not in STATED,
            "basis": n.date_basis,
            "place": f"{n.source}:{n.line}",
            "copies": n.copies,
            "passages": int(passages.get(str(n.note_id), 0)),
        }
        for n in held.itertuples()
    ]


def span(held: pd.DataFrame) -> dict[str, Any]:
    """Return the first and last month with a dated meeting, and how many lie between and have one."""
    known = held[held["date"] != ""]
    if known.empty:
        return {"first": "", "last": "", "months": 0, "with_meeting": 0}
    months = pd.PeriodIndex(known["date"].str[:7], freq="M")
    first, last = months.min(), months.max()
    return {
        "first": first.strftime("%B %Y"),
        "last": last.strftime("%B %Y"),
        "months": (last - first).n + 1,
        "with_meeting": int(months.nunique()),
    }


def cells(tables: Tables, held: pd.DataFrame, listed: int, themes: Sequence[str]) -> Rows:
    """Return per cell its themes and its meetings, of these at most `listed`."""
    found: Rows = []
    for cell, name in cell_slugs(set(held["cell"]) - {""}).items():
        mine = held[held["cell"] == cell]
        found.append(
            {
                "name": cell,
                "slug": name,
                "themes": theme_rows(tables, cell, themes),
                "meetings": meeting_rows(mine.head(listed), tables),
                "count": len(mine),
            }
        )
    return found


def themes(tables: Tables, lexicon: Lexicon) -> Rows:
    """Return per theme its figures in every group and year, and the words that led to it."""
    words = _words(tables)
    families = {family.id: family.one for family in lexicon.families}
    return [
        {
            "id": theme,
            "label": lexicon.themes[theme].label,
            "family": families[lexicon.themes[theme].family],
            "terms": bool(lexicon.themes[theme].entries),
            "words": words.get(theme, []),
            "cells": _joined(tables, tables["recurrence"]["theme"] == theme, "cell", _groups(tables)),
            "years": _theme_years(tables, theme),
        }
        for theme in lexicon.themes
    ]


def _groups(tables: Tables) -> list[str]:
    return sorted(tables["recurrence"]["cell"].unique())


def _words(tables: Tables) -> dict[str, list[tuple[str, int]]]:
    """Return per theme the words matched in most of its passages that count, and in how many."""
    kept = counted.counted(tables["passages"], tables["notes"])["passage_id"]
    tags = tables["tags"][tables["tags"]["passage_id"].isin(kept)]
    tags = tags.merge(tables["passage_themes"][["passage_id", "theme"]], on=["passage_id", "theme"])
    tags = tags.assign(words=tags["matched"].str.lower()).drop_duplicates(["passage_id", "theme", "words"])
    rows = tags.groupby(["theme", "words"]).size().rename("passages").reset_index()
    rows = rows.sort_values(["passages", "words"], ascending=[False, True])
    return {
        str(theme): list(zip(mine["words"].head(TERMS), mine["passages"].head(TERMS).tolist(), strict=True))
        for theme, mine in rows.groupby("theme")
    }


def theme_rows(tables: Tables, cell: str, themes: Sequence[str]) -> Rows:
    """Return the themes of a group with how often, how much and how changed, in codebook order."""
    return _joined(tables, tables["recurrence"]["cell"] == cell, "theme", themes)


def _joined(tables: Tables, chosen: pd.Series, key: str, order: Iterable[str]) -> Rows:
    whole = tables["series"][tables["series"]["period"] == ALL]
    whole = whole[["cell", "theme", "passages", "tagged", "share", "low", "high"]]
    rows = tables["recurrence"][chosen].merge(whole, on=["cell", "theme"], how="left")
    known = set(rows[key])
    return _plain(rows.set_index(key, drop=False).loc[[name for name in order if name in known]])


def _theme_years(tables: Tables, theme: str) -> Rows:
    series = tables["series"]
    rows = series[(series["cell"] == ALL) & (series["theme"] == theme)]
    return _plain(_years_only(rows))


def _years_only(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["period"].str.fullmatch(r"\d{4}")].sort_values("period")


def years(tables: Tables, held: pd.DataFrame, listed: int, themes: Sequence[str]) -> Rows:
    """Return per year with a meeting, the latest first, its themes, cells and meetings."""
    network = _years_only(tables["series"][tables["series"]["cell"] == ALL])
    years_held = year_of(held)
    found = []
    for year in sorted(set(network.loc[network["notes"] > 0, "period"]), reverse=True):
        inside = held[years_held == year]
        mine = network[network["period"] == year].set_index("theme", drop=False)
        found.append(
            {
                "year": year,
                "themes": _plain(mine.loc[[theme for theme in themes if theme in mine.index]]),
                "meetings": meeting_rows(inside.head(listed), tables),
                "count": len(inside),
                "undated": int(mine["undated"].max()),
                "cells": sorted(set(inside["cell"]) - {""}),
            }
        )
    return found


def topics(tables: Tables, themes: Sequence[str]) -> Rows:
    """Return the topics with their terms, typical passages, groups and years, most widespread first."""
    ranked = tables["topic_terms"].sort_values(["topic", "rank"])
    terms = {str(topic): mine["term"].tolist() for topic, mine in ranked.groupby("topic")}
    series = tables["topic_series"]
    typical = _typical(tables)
    shared = tables["topic_themes"].set_index(["topic", "theme"])["passages"].to_dict()
    beside = tables["topic_themes"].query("passages >= @TOGETHER and lift >= @OFTENER")
    beside = beside.sort_values(["passages", "theme"], ascending=[False, True])
    suggested = tables["topic_suggestions"]
    found = []
    order = tables["topics"].sort_values(["notes", "topic"], ascending=[False, True])
    for row in order.to_dict("records"):
        mine = series[series["topic"] == row["topic"]]
        found.append(
            {
                **{str(key): value for key, value in row.items()},
                "slug": slug(row["topic"]),
                "shared": shared.get((row["topic"], row["repeats"]), 0),
                "terms": terms.get(row["topic"], [])[:TERMS],
                "typical": typical.get(row["topic"], []),
                "themes": beside[beside["topic"] == row["topic"]].head(BESIDE).to_dict("records"),
                "lines": as_theme(row, suggested[suggested["topic"] == row["topic"]], themes)
                if row["outside"] == "yes"
                else "",
                "groups": _plain(mine[mine["period"] == ALL].sort_values("cell")),
                "years": _plain(_years_only(mine[mine["cell"] == ALL])),
            }
        )
    return found


def since_kept(tables: Tables) -> dict[str, list[str]]:
    """Return the labels of the topics that are new, split or gone since topics were kept; {} if none were."""
    rows = tables["topics"]
    if not rows["state"].isin(("named", "kept", "split", "gone")).any():
        return {}
    return {state: sorted(rows.loc[rows["state"] == state, "label"]) for state in ("new", "split", "gone")}


def _typical(tables: Tables) -> dict[str, Rows]:
    """Return per topic its typical passages, each with its meeting."""
    rows = tables["topic_passages"]
    rows = rows[rows["typical"] > 0].merge(tables["passages"], on="passage_id")
    notes = tables["notes"].drop(columns=["source", "line"])
    rows = rows.merge(notes, on="note_id").sort_values(["topic", "typical"])
    found: dict[str, Rows] = {}
    for row in rows.itertuples():
        words = {"text": row.text, "id": row.note_id, "title": row.title, "place": f"{row.source}:{row.line}"}
        date = {"when": when(row), "guessed": row.date_basis not in STATED, "basis": row.date_basis}
        found.setdefault(str(row.topic), []).append({**words, **date})
    return found


def _plain(rows: pd.DataFrame) -> Rows:
    """Return the rows as dicts, None where a number is missing."""
    return [
        {str(k): None if isinstance(v, float) and v != v else v for k, v in row.items()}
        for row in rows.to_dict("records")
    ]
