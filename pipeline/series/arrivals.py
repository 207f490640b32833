"""Arrivals: themes and topics first seen in a group's latest year, or last seen in an earlier one.

How surprising that is says Fisher's exact test of where its meetings are, one-sided: of all ways to place
the m meetings with the theme among all N, the share that puts them all among the n of the one side,
C(n, m) / C(N, m). That is as well how likely the last of them comes so early by chance, so that the year in
which a theme was last seen may be read off the notes. Source: R. A. Fisher (1935), The Logic of Inductive
Inference, J. R. Stat. Soc. 98, 39–82.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import pandas as pd

from pipeline.core.schemas import ALL, schema

LEAST = 2
"""One meeting with a theme, or one without it, says nothing."""


def arrivals(series: pd.DataFrame, topic_series: pd.DataFrame) -> pd.DataFrame:
    """Return a row per group and theme or topic that is in one part of the group's time only."""
    among = (("theme", series, "notes_with_theme"), ("topic", topic_series, "notes_with_topic"))
    rows = [
        (
            *(each.cell, kind, each.name, "yes" if each.arrived else "no"),
            *(each.seen, each.here, each.there, each.latest, each.last, each.chance),
        )
        for kind, table, count in among
        for each in found(table, kind, count)
    ]
    return schema("arrivals").frame(rows)


@dataclass(frozen=True)
class Arrival:
    """A theme or topic (`name`) of a group that is in one part of the time only.

    `arrived`: all `seen` meetings with it are among the `here` meetings of `latest`, and none among the
    `there` before; else all are among the `here` up to the year `last`, and none among the `there` after it.
    """

    cell: str
    name: str
    arrived: bool
    seen: int
    here: int
    there: int
    latest: str
    last: str

    @property
    def chance(self) -> float:
        """Return how likely chance alone puts all the meetings on this side."""
        return comb(self.here, self.seen) / comb(self.here + self.there, self.seen)


def found(series: pd.DataFrame, key: str, count: str) -> list[Arrival]:
    """Return what arrived and what stayed away in `series` or `topic_series`.

    `key` names the column of the theme or topic, `count` that of the meetings with it.

    A theme that is present in a meeting without a known year has none: that meeting may have been earlier.
    """
    whole = series[series["period"] == ALL].set_index(["cell", key])[count]
    yearly = series[series["period"].str.fullmatch(r"\d{4}") & (series["notes"] > 0)].sort_values("period")
    turns: list[Arrival] = []
    for (cell, name), years in yearly.groupby(["cell", key]):
        seen = years[years[count] > 0]
        if len(years) > 1 and seen[count].sum() == whole[cell, name] >= LEAST:
            turns += _arrival(str(cell), str(name), years, seen, count)
    return [turn for turn in turns if turn.there >= LEAST]


def _arrival(cell: str, name: str, years: pd.DataFrame, seen: pd.DataFrame, count: str) -> Iterator[Arrival]:
    latest, last = years["period"].iloc[-1], seen["period"].iloc[-1]
    meetings = int(seen[count].sum())
    if len(seen) == 1 and last == latest:
        after = int(years["notes"].iloc[-1])
        yield Arrival(cell, name, True, meetings, after, int(years["notes"].sum()) - after, latest, last)
    elif last != latest:
        until = years["period"] <= last
        here, there = (int(years.loc[side, "notes"].sum()) for side in (until, ~until))
        yield Arrival(cell, name, False, meetings, here, there, latest, last)
