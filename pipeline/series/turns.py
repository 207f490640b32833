"""Turns: themes and topics that are new, that lapsed or that came back, where chance would hardly do so.

What is seen of a theme is in which of a group's N placed meetings it is present, in n of them. If all orders
of the meetings are alike, a stretch of g meetings without it comes by chance

- before the first with it (new), or after the last (lapsed), in C(N − g, n) of the C(N, n) orders;
- between two with it (came back), in Σⱼ (−1)ʲ⁺¹ C(n − 1, j) C(N − j g, n) of them, j from 1: inclusion and
  exclusion over the n − 1 stretches between. Source: W. Feller (1968), An Introduction to Probability Theory
  and Its Applications I, chapters II and IV.

Everything that could be called a turn anywhere in the report is one family of tests, and the probability that
chance brings about any of them is kept below the level. Tests that could not succeed in any order weigh on
none. Source: R. E. Tarone (1990), A modified Bonferroni method for discrete data, Biometrics 46, 515–522.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import comb

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.core.schemas import schema
from pipeline.series.meetings import Meetings
from pipeline.settings.models import Series

LEAST = 2
"""One meeting with a theme, or one without it, says nothing."""


@dataclass(frozen=True)
class Turn:
    """What may be a turn: of the `meetings` of a cell in order, `seen` have it, and `gap` in a row have not.

    `last` and `since` are the days (from Meetings.in_order) of the meetings with it before and after the gap.
    """

    cell: str
    kind: str
    name: str
    turn: str
    seen: int
    meetings: int
    gap: int
    last: str
    since: str

    @property
    def p_value(self) -> float:
        """Return how likely chance alone leaves so long a gap at this place."""
        return _ways(self.turn, self.seen, self.meetings, self.gap) / comb(self.meetings, self.seen)

    @property
    def smallest(self) -> float:
        """Return the p-value of the longest gap that there can be."""
        longest = self.meetings - self.seen
        return _ways(self.turn, self.seen, self.meetings, longest) / comb(self.meetings, self.seen)


def _ways(turn: str, seen: int, meetings: int, gap: int) -> int:
    """Return in how many orders a gap is at least so long."""
    if turn != "returned":
        return comb(meetings - gap, seen)
    between = range(1, seen)
    return sum((-1) ** (j + 1) * comb(seen - 1, j) * comb(max(meetings - j * gap, 0), seen) for j in between)


def turns(
    meetings: Meetings, present: Mapping[str, tuple[tuple[str, ...], NDArray[np.bool_]]], options: Series
) -> pd.DataFrame:
    """Return a row per group, theme or topic, and gap that may be a turn, with whether it is told.

    `present` has for each kind ("theme", "topic") its names and a column for each, a row per meeting.
    """
    found = [
        turn
        for cell in meetings.cells
        for kind, (names, columns) in present.items()
        for turn in _of_cell(meetings, cell, kind, names, columns)
    ]
    level = step([turn.smallest for turn in found], options.turn)
    rows = [
        (
            *(turn.cell, turn.kind, turn.name, turn.turn, turn.seen, turn.meetings, turn.gap),
            *(turn.last, turn.since, turn.p_value, "yes" if turn.p_value <= level else "no"),
        )
        for turn in found
    ]
    return schema("turns").frame(rows)


def step(smallest: list[float], level: float) -> float:
    """Return what a p-value may be at most, where tests with these smallest p-values are made together."""
    counted = np.sort(np.array(smallest, float))
    for tests in range(1, len(counted) + 1):
        if np.searchsorted(counted, level / tests, side="right") <= tests:
            return level / tests
    return level


def _of_cell(
    meetings: Meetings, cell: str, kind: str, names: tuple[str, ...], columns: NDArray[np.bool_]
) -> Iterator[Turn]:
    order, _ = meetings.in_order(cell)
    elsewhere = np.setdiff1d(meetings.of(cell), order)
    for name, column in zip(names, columns.T, strict=True):
        # a meeting without a place in the order may have been in any gap
        if not column[elsewhere].any():
            yield from _of_theme(meetings, order, column[order], (cell, kind, name))


def _of_theme(
    meetings: Meetings, order: NDArray[np.intp], here: NDArray[np.bool_], what: tuple[str, str, str]
) -> Iterator[Turn]:
    places, low, high = np.flatnonzero(here), meetings.notes["low"], meetings.notes["high"]
    if len(places) < LEAST:
        return
    between = np.diff(places) - 1
    widest = int(between.argmax())
    gaps = (
        ("new", int(places[0]), None, places[0]),
        ("returned", int(between[widest]), places[widest], places[widest + 1]),
        ("lapsed", len(here) - 1 - int(places[-1]), places[-1], None),
    )
    for turn, gap, before, after in gaps:
        if gap >= LEAST:
            last = "" if before is None else str(high.iloc[order[before]])
            since = "" if after is None else str(low.iloc[order[after]])
            yield Turn(*what, turn, len(places), len(here), gap, last, since)
