"""The meetings as arrays: what each is worth, in a row per meeting and a column per theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.core.clustering import clustering
from pipeline.core.counted import meetings
from pipeline.core.schemas import ALL
from pipeline.series import periods, statistics
from pipeline.settings.models import Series

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Meetings:
    """`notes` has a row per meeting, in order of note_id; `tagged` and `present` a column per theme."""

    notes: pd.DataFrame  # note_id, cell, low, high, day, placed
    passages: Numbers
    tagged: Numbers
    present: NDArray[np.bool_]
    themes: tuple[str, ...]

    def of(self, cell: str) -> NDArray[np.intp]:
        """Return the rows of the cell's meetings; of all for `(all)`."""
        if cell == ALL:
            return np.arange(len(self.notes))
        return np.flatnonzero(self.notes["cell"] == cell)

    def in_order(self, cell: str) -> tuple[NDArray[np.intp], Numbers]:
        """Return the rows of the cell's meetings whose place among them is known, in order, and their days.

        It is known of a meeting whose range of dates is short, and of one in whose range no other meeting of
        the cell can have been, as far as the others have dates. The days say no more than the order.
        """
        rows = self.of(cell)
        placed = self.notes["placed"].to_numpy(bool)[rows].copy()
        day = self.notes["day"].to_numpy(float)[rows].copy()
        first, last = (ends[rows] for ends in self.reach)
        dated = np.isfinite(first) | np.isfinite(last)
        wide = np.flatnonzero(dated & ~placed)
        meet = dated & (first[wide, None] <= last) & (last[wide, None] >= first)
        placed[wide] = meet.sum(axis=1) == 1  # itself
        day[wide] = np.where(np.isfinite(first[wide]), first[wide], last[wide])
        known = np.flatnonzero(placed)
        order = known[np.argsort(day[known], kind="stable")]
        return rows[order], day[order]

    @cached_property
    def reach(self) -> tuple[Numbers, Numbers]:
        """Return the first and last day that each meeting can have been, infinite where not known."""
        return periods.reach(self.notes)

    @cached_property
    def cells(self) -> list[str]:
        """Return the cells by name, the whole network first."""
        return [ALL, *sorted(set(self.notes["cell"]) - {""})]

    @cached_property
    def clustering(self) -> tuple[Numbers, Numbers]:
        """Return per theme how alike the passages of one meeting are: within its cell, and in the network.

        Cells differ in what they speak of, so the second is the larger. One-off events belong to no cell.
        """
        spoken = self.passages > 0
        tagged, passages = self.tagged[spoken], self.passages[spoken]
        cells = self.notes["cell"].to_numpy(object)[spoken]
        held = cells != ""
        within = clustering(tagged[held], passages[held], cells[held])
        return within, clustering(tagged, passages)

    def rho(self, cell: str) -> Numbers:
        """Return the clustering that holds for the cell's meetings, or for all of them."""
        return self.clustering[cell == ALL]


def gather(
    notes: pd.DataFrame,
    kept: pd.DataFrame,
    passage_themes: pd.DataFrame,
    options: Series,
    themes: Sequence[str],
) -> Meetings:
    """Return the meetings with their passages, tagged passages and present themes counted.

    `kept` holds passage_id and note_id of the passages that count.
    """
    held = meetings(notes).sort_values("note_id", ignore_index=True)
    held = pd.concat([held[["note_id", "cell"]], periods.place(held, options.widest)], axis=1)
    passages = per_note(held, kept["note_id"].value_counts())
    themed = passage_themes[["passage_id", "theme"]].merge(kept, on="passage_id")
    counts = themed.groupby(["note_id", "theme"]).size()
    tagged = np.column_stack(
        [
            per_note(held, counts[counts.index.get_level_values("theme") == t].droplevel("theme"))
            for t in themes
        ]
    )
    present = tagged >= statistics.needed(passages, options.chance)[:, None]
    return Meetings(held, passages, tagged, present, tuple(themes))


def per_note(held: pd.DataFrame, values: pd.Series) -> Numbers:
    """Return the values, indexed by note_id, in the order of the meetings; 0 where there is none."""
    return np.asarray(values.reindex(held["note_id"]).fillna(0), dtype=np.float64)
