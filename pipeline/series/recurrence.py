"""What recurs for each cell, and what changed: two fixed ladders of words, and the tests beneath them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.core.schemas import schema
from pipeline.series import statistics
from pipeline.series.meetings import Meetings, Numbers
from pipeline.settings.models import Series

AGAINST = {"new": ("fading",), "lapsed": ("rising",), "returned": ("rising", "fading")}
"""What a turn cannot be told beside: each theme of a cell has one verdict."""


def recurrence(meetings: Meetings, turned: pd.DataFrame, options: Series) -> pd.DataFrame:
    """Return a row per cell and theme: how it recurs, and how it changed; `turned` is the table `turns`."""
    trends = [Trend.of(meetings, cell) for cell in meetings.cells]
    tested = testable(trends, options)
    data = pd.concat([_seen(meetings, cell, options) for cell in meetings.cells], ignore_index=True)
    data["p_value"] = np.concatenate([t.p_value(yes) for t, yes in zip(trends, tested, strict=True)])
    data["difference"] = np.concatenate([trend.difference(options) for trend in trends])
    data["q_value"] = statistics.false_discovery(data["p_value"].to_numpy(float))
    data["change"] = change(data, turned, options)
    lone = options.level / max(int(data["p_value"].notna().sum()), 1)
    data["detectable"] = np.concatenate([trend.detectable(lone, options) for trend in trends])
    return schema("recurrence").frame(data)


def testable(trends: list[Trend], options: Series) -> NDArray[np.bool_]:
    """Tell per cell and theme whether the meetings are enough to say anything about change.

    They are when the largest change that a theme of its mean share can make, from nothing to twice the mean,
    would most likely show even at the strictest step of the false-discovery rule: of k that are tested, at
    level / k. As many as can be are tested. That looks at how much there is of a theme and never at when, so
    it is no test in disguise; and what could not show does not weigh on the rest.
    """
    needed = np.stack([trend.strictest(options) for trend in trends])
    ranks = pd.Series(needed.ravel()).rank(method="max").to_numpy()
    tested = ranks * needed.ravel() <= options.level
    return np.asarray(tested.reshape(needed.shape))


def _seen(meetings: Meetings, cell: str, options: Series) -> pd.DataFrame:
    rows, (order, _) = meetings.of(cell), meetings.in_order(cell)
    notes, present = meetings.notes.iloc[rows], meetings.present[rows]
    count = present.sum(axis=0)
    return pd.DataFrame(
        {
            "cell": cell,
            "theme": meetings.themes,
            "notes": len(rows),
            "placed": len(order),
            "notes_with_theme": count,
            "first": [min((day for day in notes["low"][here] if day), default="") for here in present.T],
            "last": [max((day for day in notes["high"][here] if day), default="") for here in present.T],
            "longest_run": [statistics.longest_run(here) for here in meetings.present[order].T],
            "verdict": [
                verdict(int(n), len(rows), options.often, bool(t))
                for n, t in zip(count, meetings.tagged[rows].sum(axis=0), strict=True)
            ],
            "longest_gap": [statistics.longest_gap(here) for here in meetings.present[order].T],
        }
    )


def verdict(present: int, meetings: int, often: float, tagged: bool = False) -> str:
    """Return how a theme recurs that is present in so many of so many meetings.

    `tagged` tells whether any passage carries it.
    """
    if present == 0:
        return "in passing" if tagged else "not seen"
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
        rows, days = meetings.in_order(cell)
        spoken = meetings.passages[rows] > 0
        known, ranks = rows[spoken], pd.Series(days[spoken]).rank().to_numpy()
        passages = meetings.passages[known]
        time = (ranks - 1) / max(len(known) - 1, 1)
        return cls(time, meetings.tagged[known], passages, statistics.weights(passages, meetings.rho(cell)))

    def enough(self, options: Series) -> bool:
        """Tell whether there are meetings enough, and not all on one day."""
        return len(self.time) >= options.fewest and bool(np.ptp(self.time))

    @cached_property
    def shapes(self) -> Numbers:
        """Return the two ways of changing that are looked for: evenly, and between the halves of the time."""
        return np.stack([self.time, (self.time >= 0.5).astype(float)])

    @cached_property
    def score(self) -> Numbers:
        """Return how far each meeting is above the mean share, meetings × themes."""
        return statistics.scores(self.tagged, self.passages, self.weight)

    @cached_property
    def errors(self) -> list[Numbers]:
        """Return per shape and theme the standard error of a change of that shape."""
        return [statistics.error(shape, self.tagged, self.passages, self.weight) for shape in self.shapes]

    def strictest(self, options: Series) -> Numbers:
        """Return per theme the strictest level at which its largest change would show, evenly or at once."""
        if not self.enough(options):
            return np.full(self.tagged.shape[1], np.inf)
        mean = (self.weight * self.tagged / self.passages[:, None]).sum(axis=0) / self.weight.sum(axis=0)
        most = np.minimum(2 * mean, 2 * (1 - mean))
        return len(self.shapes) * statistics.strictest(most, self.errors[0], len(self.time) - 2)

    def p_value(self, tested: NDArray[np.bool_]) -> Numbers:
        """Return the p-value of each theme that is tested, NaN for the others."""
        p = np.full(self.tagged.shape[1], np.nan)
        if tested.any():
            p[tested] = statistics.association(self.shapes, self.score[:, tested])
        return p

    def difference(self, options: Series) -> Numbers:
        """Return per theme the fitted change in share, by the shape that fits it better."""
        if not self.enough(options):
            return np.full(self.tagged.shape[1], np.nan)
        share = self.tagged / self.passages[:, None]
        changes = np.stack([statistics.slope(shape, share, self.weight) for shape in self.shapes])
        away = self.shapes - self.shapes.mean(axis=1, keepdims=True)
        fit = np.abs(away @ self.score) / np.sqrt((away**2).sum(axis=1))[:, None]
        return np.clip(np.where(fit[1] > fit[0], changes[1], changes[0]), -1, 1)

    def detectable(self, level: float, options: Series) -> Numbers:
        """Return per theme the smallest change, at once and halfway, found four times in five at `level`."""
        if not self.enough(options):
            return np.full(self.tagged.shape[1], np.nan)
        return statistics.detectable(self.errors[1], len(self.time) - 2, level / len(self.shapes))


def change(data: pd.DataFrame, turned: pd.DataFrame, options: Series) -> NDArray[np.object_]:
    """Return the one verdict on each theme's change.

    A share rose or fell if the q-value says so and the difference is not small. A turn that is told comes
    before that, if it does not point the other way: what lapsed did not rise.
    """
    spoken = (data["difference"].abs() >= options.smallest) & (data["q_value"] <= options.level)
    way = np.where(data["difference"] > 0, "rising", "fading")
    few = np.where(data["p_value"].isna(), "too few meetings to say", "no clear change")
    said = np.where(spoken, way, few).astype(object)
    told = turned[(turned["kind"] == "theme") & (turned["told"] == "yes")].sort_values(
        "p_value", kind="stable"
    )
    place = {pair: row for row, pair in enumerate(zip(data["cell"], data["theme"], strict=True))}
    for turn in told[::-1].itertuples():  # the firmest last, which stays
        row = place[turn.cell, turn.name]
        if said[row] not in AGAINST[turn.turn]:
            said[row] = turn.turn
    return said
