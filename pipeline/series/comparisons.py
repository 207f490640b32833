"""Cells compared, years compared, themes that travel together, and whether the notes themselves changed.

All four rest on meetings, as the trends do, and each controls the false-discovery rate over all its rows.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from pipeline.core.schemas import ALL, COMPARED, schema
from pipeline.core.year import lying_in
from pipeline.language.words import RUN
from pipeline.series import statistics
from pipeline.series.meetings import Meetings, Numbers, per_note
from pipeline.settings.models import Series

FEWEST_PAIRED = 10
"""Meetings below which nothing is said about themes that travel together."""
WARNED = 0.05
"""False-discovery rate over a cell's measures up to which a change in its notes is told. Cells do not weigh
on each other here: a warning too many costs less than one too few."""


def comparisons(meetings: Meetings, options: Series) -> pd.DataFrame:
    """Return each cell against all other meetings, and each year against all other years."""
    spoken = meetings.passages > 0
    cells = meetings.notes["cell"].to_numpy(object)
    years = lying_in(meetings.notes["low"], meetings.notes["high"], "year").to_numpy(object)
    among = (("cell", cells, spoken), ("year", years, spoken & (years != "")))
    rows = [
        _compared(meetings, kind, group, held, names == group)
        for kind, names, held in among
        for group in sorted(set(names[held]) - {""})
    ]
    if not rows:
        return schema("comparisons").empty()
    data = pd.concat(rows, ignore_index=True)
    data["q_value"] = statistics.false_discovery(data["p_value"].to_numpy(float))
    carried = (data["low"] > 0) | (data["high"] < 0)
    words = _words(data["q_value"], data["difference"], carried, options, ("clearly more", "clearly less"))
    return schema("comparisons").frame(
        data.assign(verdict=np.where(words == "", "no clear difference", words))
    )


def _compared(
    meetings: Meetings, kind: str, group: str, held: NDArray[np.bool_], mine: NDArray[np.bool_]
) -> pd.DataFrame:
    """Return the group's rows; `held` are the meetings compared, `mine` those of the group among them."""
    rho = meetings.rho(ALL)
    one, other = (_pooled(meetings, held & side, rho) for side in (mine, ~mine))
    low, high = statistics.difference_interval(one, other)
    passages = meetings.passages[held]
    score = statistics.scores(meetings.tagged[held], passages, statistics.weights(passages, rho))
    numbers = int((held & mine).sum()), int((held & ~mine).sum())
    p = np.full(len(meetings.themes), np.nan)
    if min(numbers) >= COMPARED:
        p = statistics.association(mine[held].astype(float), score)
    return pd.DataFrame(
        {
            "kind": kind, "group": group, "theme": meetings.themes, "notes": numbers[0], "rest": numbers[1],
            "share": one[0], "rest_share": other[0], "difference": one[0] - other[0], "low": low,
            "high": high, "log_ratio": _log_ratio(meetings, held & mine, held & ~mine), "p_value": p,
        }
    )  # fmt: skip


def _pooled(meetings: Meetings, held: NDArray[np.bool_], rho: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return share, low and high over the meetings held."""
    passages, tagged = meetings.passages[held], meetings.tagged[held].sum(axis=0)
    total = np.full(len(meetings.themes), passages.sum())
    low, high = statistics.interval(tagged, total, np.full(len(meetings.themes), (passages**2).sum()), rho)
    with np.errstate(invalid="ignore"):
        return tagged / total, low, high


def _log_ratio(meetings: Meetings, mine: NDArray[np.bool_], rest: NDArray[np.bool_]) -> Numbers:
    """Return the log ratio with half a passage added to each side, so that nothing is not infinitely less.

    Source: A. Hardie (2014), Log Ratio: an informal introduction, Lancaster University.
    """
    if not (mine.any() and rest.any()):
        return np.full(len(meetings.themes), np.nan)
    shares = [
        (meetings.tagged[side].sum(axis=0) + 0.5) / (meetings.passages[side].sum() + 1)
        for side in (mine, rest)
    ]
    return np.log2(shares[0] / shares[1])


def _words(
    q: pd.Series, size: pd.Series, carried: pd.Series, options: Series, ways: tuple[str, str]
) -> NDArray[np.object_]:
    """Return the way where the q-value is clear, what is said of too few, and nothing otherwise.

    `carried` tells where nothing else speaks against it: the interval, too, must leave out no difference.
    """
    sure = np.where(size > 0, *ways)
    clear = carried & (q <= options.level) & (size.abs() >= options.smallest)
    return np.where(q.isna(), "too few meetings to say", np.where(clear, sure, "").astype(object))


def companions(meetings: Meetings, options: Series) -> pd.DataFrame:
    """Return the pairs of themes with the correlation of their shares over the meetings."""
    spoken = meetings.passages > 0
    shares = meetings.tagged[spoken] / meetings.passages[spoken, None]
    present, rows = meetings.present[spoken], []
    p = np.full((len(meetings.themes), len(meetings.themes)), np.nan)
    if len(shares) >= FEWEST_PAIRED:
        p = np.stack([statistics.association(one, shares) for one in shares.T])
    for one, other in combinations(range(len(meetings.themes)), 2):
        both = int((present[:, one] & present[:, other]).sum())
        linked = _paired(shares[:, one], shares[:, other])
        rows.append((meetings.themes[one], meetings.themes[other], len(shares), both, *linked, p[one, other]))
    names = ["theme", "other", "notes", "both", "correlation", "low", "high", "p_value"]
    data = pd.DataFrame(rows, columns=names)
    data["q_value"] = statistics.false_discovery(data["p_value"].to_numpy(float))
    apart = data["correlation"] < 0
    carried = np.where(apart, data["high"] < 0, (data["low"] > 0) & (data["both"] >= COMPARED))
    ways = ("travel together", "keep apart")
    words = _words(data["q_value"], data["correlation"], pd.Series(carried), options, ways)
    return schema("companions").frame(data.assign(verdict=np.where(words == "", "no clear link", words)))


def _paired(one: Numbers, other: Numbers) -> tuple[float, float, float]:
    """Return correlation, low and high; NaN where there are too few meetings or nothing varies.

    The interval is Fisher's: tanh(artanh r ± 1.96 / √(m − 3)).
    Source: R. A. Fisher (1921), On the probable error of a coefficient of correlation, Metron 1, 3–32.
    """
    if len(one) < FEWEST_PAIRED or not np.ptp(one) or not np.ptp(other):
        return np.nan, np.nan, np.nan
    r = float(np.clip(np.corrcoef(one, other)[0, 1], -1, 1))
    reach = ndtri(0.975) / np.sqrt(len(one) - 3)
    with np.errstate(divide="ignore"):
        ends = np.tanh(np.arctanh(r) + np.array([-reach, reach]))
    return r, float(ends[0]), float(ends[1])


def note_changes(meetings: Meetings, passages: pd.DataFrame, options: Series) -> pd.DataFrame:
    """Return per cell whether its notes changed in length, bullets, headings or summaries.

    `passages` is the whole table: headings and what does not count are part of how a note is written.
    """
    measures = measured(meetings, passages)
    rows = []
    for cell in meetings.cells:
        rows_in_order, days = meetings.in_order(cell)
        spoken = meetings.passages[rows_in_order] > 0
        order, time = rows_in_order[spoken], pd.Series(days[spoken]).rank().to_numpy()
        drifts = [_drift(time, values[order], name, options) for name, values in measures.items()]
        sure = statistics.false_discovery(np.array([p for *_, p in drifts])) <= WARNED
        for name, drift, warned in zip(measures, drifts, sure, strict=True):
            rows.append((cell, name, len(order), *drift, "yes" if warned else "no"))
    return schema("note_changes").frame(rows)


def measured(meetings: Meetings, passages: pd.DataFrame) -> dict[str, Numbers]:
    """Return per measure its value for each meeting: words in all, and shares of the passages."""
    body = passages[passages["kind"] != "heading"]
    total = np.maximum(per_note(meetings.notes, body["note_id"].value_counts()), 1)
    words = body["text"].str.count(RUN.pattern).groupby(body["note_id"]).sum()
    kinds = {
        "bullets": body["kind"] == "bullet",
        "headings": passages["kind"] == "heading",
        "summary": body["section_kind"] == "summary",
    }
    shares = {
        name: per_note(meetings.notes, passages["note_id"][chosen[chosen].index].value_counts()) / total
        for name, chosen in kinds.items()
    }
    return {"words": per_note(meetings.notes, words), **shares}


def _drift(time: Numbers, values: Numbers, name: str, options: Series) -> tuple[float, float, float]:
    """Return the means of the earlier and the later half, and the p-value; NaN for too few meetings."""
    if len(values) < options.fewest:
        return np.nan, np.nan, np.nan
    half = len(values) // 2
    scaled = np.log1p(values) if name == "words" else values
    p = float(statistics.association(time, scaled[:, None])[0])
    return float(values[:half].mean()), float(values[half:].mean()), p
