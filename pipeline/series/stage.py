"""Notes and themes over time: how much of each, in how many meetings, how sure, and what recurs.

The meeting is the unit throughout. The formulas are in `statistics`, the cutting of time in `periods`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.core.counted import counted
from pipeline.core.schemas import ALL, TOPIC_PASSAGES, schema
from pipeline.core.year import label, lying_in
from pipeline.series import periods, statistics
from pipeline.series.comparisons import companions, comparisons, note_changes
from pipeline.series.meetings import Meetings, gather
from pipeline.series.recurrence import recurrence
from pipeline.series.turns import turns
from pipeline.settings.models import Series

Numbers = NDArray[np.float64]


def series(
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    passage_themes: pd.DataFrame,
    topics: pd.DataFrame,
    topic_passages: pd.DataFrame,
    options: Series,
    themes: Sequence[str],
) -> dict[str, pd.DataFrame]:
    """Return the tables `note_themes` to `topic_series` of the schemas, by name.

    `themes` holds their ids in their order.
    """
    kept = counted(passages, notes)[["passage_id", "note_id"]]
    meetings = gather(notes, kept, passage_themes, options, themes)
    ids, held, in_passages = topics_of(meetings, kept, topics, topic_passages)
    present = {
        "theme": (meetings.themes, meetings.present),
        "topic": (ids, in_passages >= TOPIC_PASSAGES),
    }
    turned = turns(meetings, present, options)
    return {
        "note_themes": note_themes(meetings),
        "series": theme_series(meetings, options),
        "recurrence": recurrence(meetings, turned, options),
        "comparisons": comparisons(meetings, options),
        "companions": companions(meetings, options),
        "note_changes": note_changes(meetings, passages, options),
        "turns": turned,
        "topic_series": topic_series(meetings, ids, held, in_passages, options),
    }


def note_themes(meetings: Meetings) -> pd.DataFrame:
    """Return a row per meeting and theme."""
    count, width = meetings.tagged.shape
    return schema("note_themes").frame(
        pd.DataFrame(
            {
                "note_id": np.repeat(meetings.notes["note_id"].to_numpy(object), width),
                "theme": np.tile(np.array(meetings.themes, object), count),
                "passages": np.repeat(meetings.passages, width),
                "tagged": meetings.tagged.ravel(),
                "share": _ratio(meetings.tagged, meetings.passages[:, None]).ravel(),
                "present": np.where(meetings.present, "yes", "no").ravel(),
            }
        )
    )


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)


@dataclass(frozen=True)
class Periods:
    """Every cell and period, and which meetings are in each: `member` lists (row of grid, meeting)."""

    cell: NDArray[np.object_]
    period: NDArray[np.object_]
    undated: Numbers
    rows: NDArray[np.intp]
    meetings: NDArray[np.intp]

    def total(self, values: Numbers) -> Numbers:
        """Return the sums of the meetings' values (meetings × anything) per row of the grid."""
        sums = np.zeros((len(self.cell), *values.shape[1:]))
        np.add.at(sums, self.rows, values[self.meetings])
        return sums


def lay_out(meetings: Meetings, options: Series) -> Periods:
    """Return the grid of cells × periods: from the network's first period to its last, gaps included."""
    cells = meetings.cells
    names: list[tuple[str, str]] = []
    undated, rows, members = [], [], []
    columns = [(ALL, np.ones(len(meetings.notes), bool), np.zeros(len(meetings.notes), bool))]
    for unit in periods.units(meetings.notes, options):
        columns += _columns(meetings.notes, unit)
    for cell in cells:
        of_cell = meetings.of(cell)
        for period, inside, perhaps in columns:
            here = of_cell[inside[of_cell]]
            rows.append(np.full(len(here), len(names)))
            members.append(here)
            undated.append(perhaps[of_cell].sum())
            names.append((cell, period))
    cell_names, period_names = (np.array(column, object) for column in zip(*names, strict=True))
    return Periods(
        cell_names, period_names, np.array(undated, float), np.concatenate(rows), np.concatenate(members)
    )


def _columns(notes: pd.DataFrame, unit: str) -> list[tuple[str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Return per period of the unit which notes lie in it, and which only may."""
    lying = lying_in(notes["low"], notes["high"], unit).to_numpy(object)
    inside = [period for period in lying if period]
    if not inside:
        return []
    low, high = (label(notes[end], unit).to_numpy(object) for end in ("low", "high"))
    columns = []
    for period in periods.between(min(inside), max(inside), unit):
        may = (low <= period) & ((high >= period) | (high == "")) & (lying == "")
        columns.append((period, lying == period, may))
    return columns


def theme_series(meetings: Meetings, options: Series) -> pd.DataFrame:
    """Return a row per cell, period and theme: counts, share and interval."""
    grid = lay_out(meetings, options)
    tagged, passages = grid.total(meetings.tagged), grid.total(meetings.passages)[:, None]
    squares = grid.total(meetings.passages**2)[:, None]
    rho = np.stack([meetings.rho(cell) for cell in grid.cell])
    low, high = statistics.interval(tagged, passages, squares, rho)
    columns = {
        "notes": grid.total(np.ones(len(meetings.notes)))[:, None],
        "undated": grid.undated[:, None],
        "notes_with_theme": grid.total(meetings.present.astype(float)),
        "passages": passages,
        "tagged": tagged,
        "share": _ratio(tagged, passages),
        "low": low,
        "high": high,
    }
    return schema("series").frame(_long(grid, "theme", meetings.themes, columns))


def _long(grid: Periods, key: str, names: tuple[str, ...], columns: dict[str, Numbers]) -> pd.DataFrame:
    shape = (len(grid.cell), len(names))
    return pd.DataFrame(
        {
            "cell": np.repeat(grid.cell, len(names)),
            "period": np.repeat(grid.period, len(names)),
            key: np.tile(np.array(names, object), len(grid.cell)),
            **{name: np.broadcast_to(values, shape).ravel() for name, values in columns.items()},
        }
    )


def topics_of(
    meetings: Meetings, kept: pd.DataFrame, topics: pd.DataFrame, topic_passages: pd.DataFrame
) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Return the topics' ids, and per meeting and topic the sum and the number of its passages' shares."""
    ids = tuple(sorted(topics["topic"]))
    shares = topic_passages.merge(kept, on="passage_id")
    return ids, _of_notes(shares, "sum", meetings, ids), _of_notes(shares, "count", meetings, ids)


def topic_series(
    meetings: Meetings, ids: tuple[str, ...], held: Numbers, passages: Numbers, options: Series
) -> pd.DataFrame:
    """Return a row per cell, period and topic. Presence: `schemas.TOPIC_PASSAGES`."""
    if not ids:
        return schema("topic_series").empty()
    grid = lay_out(meetings, options)
    columns = {
        "notes": grid.total(np.ones(len(meetings.notes)))[:, None],
        "notes_with_topic": grid.total((passages >= TOPIC_PASSAGES).astype(float)),
        "share": np.clip(_ratio(grid.total(held), grid.total(meetings.passages)[:, None]), 0, 1),
    }
    return schema("topic_series").frame(_long(grid, "topic", ids, columns))


def _of_notes(shares: pd.DataFrame, measure: str, meetings: Meetings, names: tuple[str, ...]) -> Numbers:
    """Return notes × topics: the sum of a topic's shares of a note's passages, or the count of them."""
    weights = shares.pivot_table(index="note_id", columns="topic", values="weight", aggfunc=measure)
    weights = weights.reindex(index=meetings.notes["note_id"], columns=list(names))
    return np.asarray(weights.fillna(0), dtype=np.float64)
