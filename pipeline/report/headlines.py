"""The sentences of the first screen: what recurs, what is new, what is fading, each with n and certainty.

How often a theme recurs, and whether its share rose or fell, say the verdicts of the table `recurrence`; what
was first seen in the latest year, or last seen before it, says the table `arrivals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.core.interval import wilson
from pipeline.core.schemas import ALL
from pipeline.core.table import Tables
from pipeline.core.wording import several

RARE, TOLD = 0.05, 0.25
"""A turn as sharp as this by chance in at most so many cases is called possible; told at all."""
FEW = "few meetings"


@dataclass(frozen=True)
class Headline:
    """A sentence about a theme or topic in one group: `name` `words` (`count` of `meetings`), how certain."""

    name: str
    words: str
    count: int
    meetings: int
    certainty: str
    firm: bool
    filters: dict[str, str]
    weak: str = ""
    machine: bool = False


@dataclass(frozen=True)
class Headlines:
    """What is to be said of one group: the network or a cell."""

    cell: str
    meetings: int
    few: bool
    recurs: tuple[Headline, ...]
    new: tuple[Headline, ...]
    fading: tuple[Headline, ...]
    no_change: str
    by_chance: int


def headlines(
    tables: Tables, labels: dict[str, str], weak: Mapping[str, str], called: str
) -> list[Headlines]:
    """Return the headlines of the network, then of each cell.

    `weak` marks themes to read with care; `called` is what several cells are called.
    """
    told = list(_turns(tables, labels, weak))
    groups = tables["recurrence"].groupby("cell", sort=True)
    spread = _spread(tables["recurrence"], called)
    return [
        _of(str(cell), rows, [pair for pair in told if pair[0].cell == cell], spread, labels, weak)
        for cell, rows in groups
    ]


def _of(
    cell: str,
    rows: pd.DataFrame,
    turned: list[tuple[Any, Headline]],
    spread: dict[str, str],
    labels: dict[str, str],
    weak: Mapping[str, str],
) -> Headlines:
    few = bool((rows["change"] == "too few meetings to say").all())
    ranked = rows.sort_values(["notes_with_theme", "theme"], ascending=[False, True])
    tellers = [
        _Teller(cell, row, labels[str(row.theme)], few, weak.get(str(row.theme), ""))
        for row in ranked.itertuples()
    ]
    changed = {
        way: [t.changed(way) for t in tellers if t.row.change.endswith(way)] for way in ("rise", "fall")
    }
    named = {finding.name for findings in changed.values() for finding in findings}
    sharp = [(turn.arrived == "yes", finding) for turn, finding in turned if turn.chance <= TOLD]
    others = [(arrived, finding) for arrived, finding in sharp if finding.name not in named]
    recurring = (t for t in tellers if t.row.verdict in ("in every meeting", "recurs"))
    return Headlines(
        cell,
        int(rows["notes"].iloc[0]),
        few,
        recurs=tuple(t.recurs(spread if cell == ALL else {}) for t in recurring),
        new=(*changed["rise"], *(finding for arrived, finding in others if arrived)),
        fading=(*changed["fall"], *(finding for arrived, finding in others if not arrived)),
        no_change=_no_change(rows, few),
        by_chance=len(turned) - len(sharp),
    )


class _Teller:
    """Says how one theme recurs, or changed, in one group."""

    def __init__(self, cell: str, row: Any, label: str, few: bool, weak: str) -> None:
        self.cell, self.row, self.label, self.few, self.weak = cell, row, label, few, weak

    def recurs(self, spread: dict[str, str]) -> Headline:
        row = self.row
        low, high = wilson(row.notes_with_theme / row.notes, row.notes)
        firm = low >= 0.5 and not self.few
        certainty = FEW if self.few else f"95 % interval {100 * low:.0f} to {100 * high:.0f} %"
        words = "comes up in every meeting" if row.verdict == "in every meeting" else "recurs"
        return self._finding(words + spread.get(row.theme, ""), certainty, firm)

    def changed(self, way: str) -> Headline:
        row = self.row
        sure = row.change.split()[0]
        words = f"{way}s by {abs(row.difference) * 100:.0f} points of its share"
        return self._finding(words, f"{sure}: q = {row.q_value:.2g}", sure == "clear")

    def _finding(self, words: str, certainty: str, firm: bool) -> Headline:
        row = self.row
        asked = filters(self.cell, theme=row.theme)
        return Headline(self.label, words, row.notes_with_theme, row.notes, certainty, firm, asked, self.weak)


def _turns(tables: Tables, labels: dict[str, str], weak: Mapping[str, str]) -> Iterator[tuple[Any, Headline]]:
    """Yield the rows of `arrivals` that are told of, each with its sentence; weak topics are not."""
    stable = tables["topics"][tables["topics"]["status"] == "stable"].set_index("topic")
    for turn in tables["arrivals"].itertuples():
        if turn.kind == "theme":
            yield turn, _turned(turn, labels[turn.name], weak.get(turn.name, ""))
        elif turn.name in stable.index:
            label, state = stable.loc[turn.name, ["label", "state"]]
            yield turn, _turned(turn, label, machine=state != "named")


def _turned(turn: Any, label: str, weak: str = "", machine: bool = False) -> Headline:
    """Return the sentence for a turn; one that chance brings about in more than `RARE` cases says so."""
    there = several(turn.there, "meeting")
    arrived = turn.arrived == "yes"
    if arrived:
        words = f"is new in {turn.latest}, after {there} without it"
    else:
        words = f"was last seen in {turn.last}, and not in the {there} since"
    p = f"= {turn.chance:.2g}" if turn.chance else "< 0.000001"
    certainty = f"{'possible' if turn.chance <= RARE else 'may be chance'}: p {p}"
    asked = filters(turn.cell, **{turn.kind: turn.name}, period=turn.latest if arrived else "")
    return Headline(label, words, turn.seen, turn.here, certainty, False, asked, weak, machine)


def _spread(recurrence: pd.DataFrame, called: str) -> dict[str, str]:
    """Return per theme in how many of the cells it has been present, in words."""
    cells = recurrence[recurrence["cell"] != ALL]
    here = cells.assign(here=cells["notes_with_theme"] > 0).groupby("theme")["here"].agg(["sum", "size"])
    return {str(theme): f", in {some} of {every} {called}" for theme, some, every in here.itertuples()}


def _no_change(rows: pd.DataFrame, few: bool) -> str:
    """Return what is said on change as a whole: whether any is clear, and what could have been seen."""
    if few:
        return "too few meetings to say"
    clear = int(rows["change"].str.startswith("clear").sum())
    said = several(clear, "clear change") if clear else "no clear change"
    least, most = 100 * rows["detectable"].min(), 100 * rows["detectable"].max()
    return (
        f"{said}; with {int(rows['placed'].iloc[0])} dated meetings only one of more than "
        f"{least:.0f} to {most:.0f} points of a theme’s share, all at once, would show"
    )


def filters(cell: str, **others: str) -> dict[str, str]:
    """Return what the evidence panel is asked for; the whole network and empty values are left out."""
    asked = {"cell": "" if cell == ALL else cell, **others}
    return {key: value for key, value in asked.items() if value}
