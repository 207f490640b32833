"""The sentences of the first screen: what recurs, what is new, what is fading, each with n and certainty.

Three verdicts come from the table `recurrence` (how often, and whether the share rose or fell). A fourth is
made here: a theme first seen in a group's latest year, or last seen before it. How surprising that is says
Fisher's exact test of where its meetings stand, one-sided: of all ways to place the m meetings with the theme
among all N, the share that puts them all among the n of the one side, C(n, m) / C(N, m).
Source: R. A. Fisher (1935), The Logic of Inductive Inference, J. R. Stat. Soc. 98, 39–82.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt
from typing import Any

import pandas as pd

from pipeline.page_data import topic_notes
from pipeline.schemas import ALL

Tables = dict[str, pd.DataFrame]

RARE, TOLD = 0.05, 0.25
"""A turn as sharp as this by chance in at most so many cases is called possible; told at all."""
Z = 1.959964
FEW = "few meetings"


@dataclass(frozen=True)
class Finding:
    """A sentence about a theme or topic in one group: `name` `words` (`count` of `meetings`), how certain."""

    name: str
    words: str
    count: int
    meetings: int
    certainty: str
    firm: bool
    filters: dict[str, str]
    weak: bool = False
    machine: bool = False


@dataclass(frozen=True)
class Headlines:
    """What is to be said of one group: the network or a cell."""

    cell: str
    meetings: int
    few: bool
    recurs: tuple[Finding, ...]
    new: tuple[Finding, ...]
    fading: tuple[Finding, ...]
    no_change: str
    by_chance: int


def headlines(tables: Tables, labels: dict[str, str], weak: frozenset[str]) -> list[Headlines]:
    """Return the headlines of the network, then of each cell."""
    history = _history(tables)
    groups = tables["recurrence"].groupby("cell", sort=True)
    return [_of(str(cell), rows, history, tables, labels, weak) for cell, rows in groups]


def _history(tables: Tables) -> pd.DataFrame:
    """Return a row per meeting whose year is known: note_id, cell, year."""
    notes = tables["notes"]
    low = notes["date_low"].where(notes["date_low"] != "", notes["date"]).str[:4]
    high = notes["date_high"].where(notes["date_high"] != "", notes["date"]).str[:4]
    known = (notes["event"] != "publication") & (low == high) & (low != "")
    return notes.loc[known, ["note_id", "cell"]].assign(year=low[known])


def _of(
    cell: str,
    rows: pd.DataFrame,
    history: pd.DataFrame,
    tables: Tables,
    labels: dict[str, str],
    weak: frozenset[str],
) -> Headlines:
    few = bool((rows["change"] == "too few meetings to say").all())
    told = [_Teller(cell, row, labels[str(row.theme)], few, row.theme in weak) for row in rows.itertuples()]
    told.sort(key=lambda t: (-t.row.notes_with_theme, t.row.theme))
    new = [t.changed("rise") for t in told if t.row.change.endswith("rise")]
    fading = [t.changed("fall") for t in told if t.row.change.endswith("fall")]
    spread = _spread(tables["recurrence"]) if cell == ALL else {}
    named = {finding.name for finding in new + fading}
    turns = [turn for turn in _turns(cell, history, tables, labels, weak) if turn.finding.name not in named]
    new += [turn.finding for turn in turns if turn.arrived and turn.chance <= TOLD]
    fading += [turn.finding for turn in turns if not turn.arrived and turn.chance <= TOLD]
    return Headlines(
        cell,
        int(rows["notes"].iloc[0]),
        few,
        tuple(t.recurs(spread) for t in told if t.row.verdict in ("in every meeting", "recurs")),
        tuple(new),
        tuple(fading),
        _no_change(rows, few),
        sum(turn.chance > TOLD for turn in turns),
    )


class _Teller:
    """Says how one theme recurs, or changed, in one group."""

    def __init__(self, cell: str, row: Any, label: str, few: bool, weak: bool) -> None:
        self.cell, self.row, self.label, self.few, self.weak = cell, row, label, few, weak

    def recurs(self, spread: dict[str, str]) -> Finding:
        row = self.row
        low, high = wilson(row.notes_with_theme, row.notes)
        firm = low >= 0.5 and not self.few
        certainty = FEW if self.few else f"95 % interval {100 * low:.0f} to {100 * high:.0f} %"
        words = "comes up in every meeting" if row.verdict == "in every meeting" else "recurs"
        return self._finding(words + spread.get(row.theme, ""), certainty, firm)

    def changed(self, way: str) -> Finding:
        row = self.row
        sure = row.change.split()[0]
        words = (
            f"{'rises' if way == 'rise' else 'falls'} by {abs(row.difference) * 100:.0f} points of its share"
        )
        return self._finding(words, f"{sure}: q = {row.q_value:.2g}", sure == "clear")

    def _finding(self, words: str, certainty: str, firm: bool) -> Finding:
        row = self.row
        return Finding(
            self.label, words, row.notes_with_theme, row.notes, certainty, firm,
            filters(self.cell, theme=row.theme), weak=self.weak,
        )  # fmt: skip


def _spread(recurrence: pd.DataFrame) -> dict[str, str]:
    """Return per theme in how many of the cells it has been present."""
    cells = recurrence[recurrence["cell"] != ALL]
    here = cells.assign(here=cells["notes_with_theme"] > 0).groupby("theme")["here"].agg(["sum", "size"])
    return {str(theme): f", in {some} of {every} cells" for theme, some, every in here.itertuples()}


@dataclass(frozen=True)
class _Turn:
    finding: Finding
    arrived: bool
    chance: float


def _turns(
    cell: str, history: pd.DataFrame, tables: Tables, labels: dict[str, str], weak: frozenset[str]
) -> list[_Turn]:
    """Return what was first seen in the group's latest year, and what was last seen before it."""
    mine = history if cell == ALL else history[history["cell"] == cell]
    if mine["year"].nunique() < 2:
        return []
    names = dict(zip(tables["topics"]["topic"], tables["topics"]["label"], strict=True))
    present = tables["note_themes"].query("present == 'yes'")[["note_id", "theme"]]
    group = tables["notes"] if cell == ALL else tables["notes"][tables["notes"]["cell"] == cell]
    undated = set(group["note_id"]) - set(mine["note_id"])
    found = []
    for key, pairs, known in (("theme", present, labels), ("topic", topic_notes(tables), names)):
        unsure = set(pairs.loc[pairs["note_id"].isin(undated), key])
        where = pairs[~pairs[key].isin(unsure)].merge(mine, on="note_id")
        for name, years in where.groupby(key)["year"]:
            turn = _turn(cell, key, str(name), known, years, mine["year"], str(name) in weak)
            found += [turn] if turn else []
    return found


def _turn(
    cell: str, key: str, name: str, labels: dict[str, str], seen: pd.Series, years: pd.Series, weak: bool
) -> _Turn | None:
    """Return the turn of one theme or topic: `seen` has the years of its meetings, `years` those of all."""
    latest = years.max()
    after, before = int((years == latest).sum()), int((years < latest).sum())
    arrived = bool((seen == latest).all())
    if len(seen) < 2 or (not arrived and (seen == latest).any()):
        return None
    if arrived:
        words = f"is new in {latest}, after {_meetings(before)} without it"
        side, period = after, latest
    else:
        words = f"was last seen in {seen.max()}, and not in the {_meetings(after)} of {latest}"
        side, period = before, ""
    chance = comb(side, len(seen)) / comb(after + before, len(seen))
    certainty = f"{'possible' if chance <= RARE else 'may be chance'}: p = {chance:.2g}"
    finding = Finding(
        labels[name], words, len(seen), side, certainty, False,
        filters(cell, **{key: name}, period=period), weak, machine=key == "topic",
    )  # fmt: skip
    return _Turn(finding, arrived, chance)


def _meetings(count: int) -> str:
    return "1 meeting" if count == 1 else f"{count} meetings"


def _no_change(rows: pd.DataFrame, few: bool) -> str:
    """Return what is said on change as a whole: whether any is clear, and what could have been seen."""
    if few:
        return "too few meetings to say"
    clear = int(rows["change"].str.startswith("clear").sum())
    said = f"{clear} clear change{'s' * (clear != 1)}" if clear else "no clear change"
    least, most = 100 * rows["detectable"].min(), 100 * rows["detectable"].max()
    return (
        f"{said}; with {int(rows['placed'].iloc[0])} dated meetings only one of more than "
        f"{least:.0f} to {most:.0f} points of a theme’s share would show"
    )


def wilson(count: int, meetings: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of meetings.

    Source: E. B. Wilson (1927), Probable inference, J. Am. Stat. Assoc. 22, 209–212.
    """
    if not meetings:
        return 0.0, 1.0
    share, square = count / meetings, Z * Z
    middle = (share + square / (2 * meetings)) / (1 + square / meetings)
    half = Z * sqrt(share * (1 - share) / meetings + square / (4 * meetings**2)) / (1 + square / meetings)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def filters(cell: str, **others: str) -> dict[str, str]:
    """Return what the evidence panel is asked for; the whole network and empty values are left out."""
    asked = {"cell": "" if cell == ALL else cell, **others}
    return {key: value for key, value in asked.items() if value}
