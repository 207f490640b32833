"""What recurs for each cell, and what changed: two fixed ladders of words, and the tests beneath them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from pipeline import statistics
from pipeline.config import Series
from pipeline.meetings import Meetings, Numbers
from pipeline.schemas import THEMES, schema


def recurrence(meetings: Meetings, options: Series) -> pd.DataFrame:
    """Return a row per cell and theme: how it recurs, and how it changed."""
    trends = [Trend.of(meetings, cell) for cell in meetings.cells]
    data = pd.concat([_seen(meetings, cell, options) for cell in meetings.cells], ignore_index=True)
    data["p_value"] = np.concatenate([trend.p_value(options) for trend in trends])
    data["difference"] = np.concatenate([trend.difference(options) for trend in trends])
    data["q_value"] = statistics.false_discovery(data["p_value"].to_numpy(float))
    data["change"] = change(data, options)
    lone = options.level / max(int(data["p_value"].notna().sum()), 1)
    data["detectable"] = np.concatenate([trend.detectable(lone, options) for trend in trends])
    return schema("recurrence").frame(data)


def _seen(meetings: Meetings, cell: str, options: Series) -> pd.DataFrame:
    rows = meetings.of(cell)
    notes, present = meetings.notes.iloc[rows], meetings.present[rows]
    placed = np.flatnonzero(notes["placed"])
    order = placed[np.argsort(notes["day"].to_numpy()[placed], kind="stable")]
    count = present.sum(axis=0)
    return pd.DataFrame(
        {
            "cell": cell,
            "theme": THEMES,
            "notes": len(rows),
            "placed": len(placed),
            "notes_with_theme": count,
            "first": [min((day for day in notes["low"][here] if day), default="") for here in present.T],
            "last": [max((day for day in notes["high"][here] if day), default="") for here in present.T],
            "longest_run": [statistics.longest_run(here) for here in present[order].T],
            "verdict": [verdict(int(n), len(rows), options.often) for n in count],
            "returned": ["yes" if statistics.returned(here) else "no" for here in present[order].T],
        }
    )


def verdict(present: int, meetings: int, often: float) -> str:
    """Return how a theme recurs that is present in so many of so many meetings."""
    if present == 0:
        return "not seen"
    if present == 1:
        return "once"
    if present == meetings:
        return "in every meeting"
    return "recurs" if present >= often * meetings else "comes and goes"


@dataclass(frozen=True)
class Trend:
    """The meetings of a cell whose place in time is known, with their ranks in time from 0 to 1."""

    time: Numbers
    tagged: Numbers
    passages: Numbers
    weight: Numbers

    @classmethod
    def of(cls, meetings: Meetings, cell: str) -> Trend:
        """Return the trend of the cell's meetings; meetings without a passage that counts are left out."""
        rows = meetings.of(cell)
        known = rows[meetings.notes["placed"].to_numpy(bool)[rows] & (meetings.passages[rows] > 0)]
        ranks = rankdata(meetings.notes["day"].to_numpy(float)[known])
        passages = meetings.passages[known]
        time = (ranks - 1) / max(len(known) - 1, 1)
        return cls(time, meetings.tagged[known], passages, statistics.weights(passages, meetings.rho(cell)))

    def tested(self, options: Series) -> NDArray[np.bool_]:
        """Tell per theme whether the meetings are enough to say anything about change.

        They are when the largest change that a theme of its mean share can make, from nothing to twice the
        mean, would most likely have shown. That looks at how much there is and never at when, so it is no
        test in disguise; what is left out does not weigh on the false-discovery control of the rest.
        """
        if len(self.time) < options.fewest or not np.ptp(self.time):
            return np.zeros(len(THEMES), bool)
        mean = (self.weight * self.tagged / self.passages[:, None]).sum(axis=0) / self.weight.sum(axis=0)
        most = np.minimum(2 * mean, 2 * (1 - mean))
        return self._detectable(options.level) <= most

    def p_value(self, options: Series) -> Numbers:
        """Return per theme the p-value of the trend test; NaN where it is not tested."""
        tested = self.tested(options)
        if not tested.any():
            return np.full(len(THEMES), np.nan)
        score = statistics.scores(self.tagged, self.passages, self.weight)
        return np.where(tested, statistics.association(self.time, score), np.nan)

    def difference(self, options: Series) -> Numbers:
        """Return per theme the fitted change in share from the first meeting to the last."""
        if len(self.time) < options.fewest or not np.ptp(self.time):
            return np.full(len(THEMES), np.nan)
        return np.clip(statistics.slope(self.time, self.tagged / self.passages[:, None], self.weight), -1, 1)

    def detectable(self, level: float, options: Series) -> Numbers:
        """Return per theme the smallest change that a test at `level` finds four times in five."""
        if len(self.time) < options.fewest or not np.ptp(self.time):
            return np.full(len(THEMES), np.nan)
        return self._detectable(level)

    def _detectable(self, level: float) -> Numbers:
        return statistics.detectable(self.time, self.tagged, self.passages, self.weight, level)


def change(data: pd.DataFrame, options: Series) -> NDArray[np.object_]:
    """Return how each share changed: clear or possible by the q-value, and only if it is not small."""
    spoken = (data["difference"].abs() >= options.smallest) & (data["q_value"] <= options.possible)
    sure = np.where(data["q_value"] <= options.level, "clear", "possible")
    way = np.where(data["difference"] > 0, "rise", "fall")
    told = [
        f"{how} {where}" if yes else "no clear change"
        for yes, how, where in zip(spoken, sure, way, strict=True)
    ]
    return np.where(data["p_value"].isna(), "too few meetings to say", np.array(told, object))
