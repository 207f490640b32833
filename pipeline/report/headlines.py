"""What the first screen says: the latest year's news, what keeps coming back, and what changed.

What changed is the verdict of the tables `recurrence` and `turns`, in words; nothing is judged here. What is
merely seen (when a theme was first and last present) is said as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipeline.core.calendar import about, month_words
from pipeline.core.changes import NOTHING, TOO_FEW, told
from pipeline.core.schemas import ALL, TOLD, TURNS
from pipeline.core.table import Tables
from pipeline.core.wording import several
from pipeline.report.seen import Seen

FOREMOST = 3
"""Themes of the latest year that are named."""


@dataclass(frozen=True)
class Recurring:
    """A theme that keeps coming back in a group: in how many meetings, which cells, since when."""

    theme: str
    name: str
    count: int
    meetings: int
    cells: tuple[str, ...]
    of_cells: int
    since: str
    last: str
    filters: dict[str, str]
    passages: int = 0


@dataclass(frozen=True)
class Changed:
    """A theme or topic that changed in a group: the verdict, what it rests on in words, and in figures."""

    name: str
    verdict: str
    words: str
    figures: str
    count: int
    meetings: int
    filters: dict[str, str]
    theme: str = ""
    machine: bool = False


@dataclass(frozen=True)
class Headlines:
    """What is to be said of one group: the network or a cell."""

    cell: str
    meetings: int
    recurs: tuple[Recurring, ...]
    changed: tuple[Changed, ...]
    no_change: str


@dataclass(frozen=True)
class News:
    """The latest year: its meetings, the themes in most of them, those only mentioned, those not heard."""

    year: str
    meetings: int
    cells: tuple[str, ...]
    foremost: tuple[Recurring, ...]
    passing: tuple[Recurring, ...]
    absent: tuple[Recurring, ...]


def headlines(tables: Tables, labels: Mapping[str, str], seen: Seen) -> list[Headlines]:
    """Return the headlines of the network, then of each cell; `seen` is what `first_and_last` found."""
    themes, topics = (told(tables["turns"], kind) for kind in ("theme", "topic"))
    return [
        Headlines(
            str(cell),
            int(rows["notes"].iloc[0]),
            tuple(_recurring(tables["recurrence"], rows, labels, seen)),
            (
                *_themes(rows, labels, themes[themes["cell"] == cell]),
                *_topics(tables["topics"], str(cell), topics[topics["cell"] == cell]),
            ),
            _no_change(rows),
        )
        for cell, rows in tables["recurrence"].groupby("cell", sort=True)
    ]


def news(tables: Tables, labels: Mapping[str, str], seen: Seen, held: Sequence[str]) -> News | None:
    """Return the news of the latest year that has a meeting; None if no meeting has a year.

    `held` names the cells that met in it.
    """
    series = tables["series"]
    yearly = series[
        (series["cell"] == ALL) & series["period"].str.fullmatch(r"\d{4}") & (series["notes"] > 0)
    ]
    if yearly.empty:
        return None
    year = yearly["period"].max()
    rows = yearly[yearly["period"] == year].sort_values(
        ["notes_with_theme", "theme"], ascending=[False, True]
    )
    themes = [
        Recurring(
            row.theme, labels[row.theme], row.notes_with_theme, row.notes, (), 0, "",
            about(seen[ALL, row.theme][1]) if (ALL, row.theme) in seen else "",
            filters(ALL, theme=row.theme, period=year if row.tagged else ""), row.tagged,
        )
        for row in rows.itertuples()
    ]  # fmt: skip
    here = [theme for theme in themes if theme.count]
    return News(
        year,
        int(rows["notes"].iloc[0]),
        tuple(held),
        _foremost(here),
        tuple(sorted((t for t in themes if not t.count and t.passages), key=lambda t: -t.passages)),
        tuple(theme for theme in themes if not theme.passages and (ALL, theme.theme) in seen),
    )


def _foremost(here: Sequence[Recurring]) -> tuple[Recurring, ...]:
    """Return the themes of the most meetings, the first few; none that as many others equal."""
    if len(here) <= FOREMOST:
        return tuple(here)
    return tuple(theme for theme in here[:FOREMOST] if theme.count > here[FOREMOST].count)


def _recurring(
    recurrence: pd.DataFrame, rows: pd.DataFrame, labels: Mapping[str, str], seen: Seen
) -> Iterator[Recurring]:
    often = rows[rows["verdict"].isin(("in every meeting", "recurs"))]
    cells = recurrence[recurrence["cell"] != ALL]
    for row in often.sort_values(["notes_with_theme", "theme"], ascending=[False, True]).itertuples():
        mine = cells[(cells["theme"] == row.theme) & (cells["notes_with_theme"] > 0)]
        first, last = seen[row.cell, row.theme]
        yield Recurring(
            row.theme, labels[row.theme], row.notes_with_theme, row.notes,
            tuple(mine["cell"]), int(cells["cell"].nunique()), about(first), about(last),
            filters(row.cell, theme=row.theme),
        )  # fmt: skip


def _themes(rows: pd.DataFrame, labels: Mapping[str, str], turns: pd.DataFrame) -> Iterator[Changed]:
    turned = {(turn.name, turn.turn): turn for turn in turns.itertuples(index=False)}
    changed = rows[rows["change"].isin(TOLD)]
    order = changed.assign(place=changed["change"].map(TOLD.index)).sort_values(["place", "theme"])
    for row in order.itertuples():
        asked, label = filters(row.cell, theme=row.theme), labels[row.theme]
        if row.change in TURNS:
            turn = turned[row.theme, row.change]
            yield Changed(label, row.change, _turn(turn), _p(turn), turn.seen, turn.notes, asked, row.theme)
        else:
            way = "grew" if row.difference > 0 else "fell"
            words = f"its share of the passages {way} by {abs(row.difference) * 100:.0f} points"
            counts = (row.notes_with_theme, row.notes)
            yield Changed(label, row.change, words, f"q = {row.q_value:.2g}", *counts, asked, row.theme)


def _topics(topics: pd.DataFrame, cell: str, turns: pd.DataFrame) -> Iterator[Changed]:
    """Yield the topics that turned, by the firmest turn; one that resamples do not bear out is no news."""
    turned = {turn.name: turn for turn in turns.drop_duplicates("name").itertuples(index=False)}
    for topic in topics[topics["status"] == "stable"].itertuples():
        turn = turned.get(topic.topic)
        if turn is not None:
            yield Changed(
                topic.label, turn.turn, _turn(turn), _p(turn), turn.seen, turn.notes,
                filters(cell, topic=topic.topic), machine=topic.state != "named",
            )  # fmt: skip


def _turn(turn: Any) -> str:
    """Return what a turn rests on."""
    without = several(turn.gap, "meeting")
    if turn.turn == "new":
        return f"first present in {_month(turn.since)}, after {without} without it"
    if turn.turn == "lapsed":
        return f"last present in {_month(turn.last)}, and not in the {without} since"
    return f"present again in {_month(turn.since)}, after {without} without it"


def _month(day: str) -> str:
    known = date.fromisoformat(day)
    return f"{month_words(known.month, full=True)} {known.year}"


def _p(turn: Any) -> str:
    return f"p = {turn.p_value:.2g}" if turn.p_value >= 1e-6 else "p < 0.000001"


def _no_change(rows: pd.DataFrame) -> str:
    """Return what can be said where no change is told: how large one would have had to be."""
    if rows["detectable"].isna().all():
        return TOO_FEW
    least, most = 100 * rows["detectable"].min(), 100 * rows["detectable"].max()
    reach = f"{least:.0f}" if round(least) == round(most) else f"{least:.0f} to {most:.0f}"
    return (
        f"{NOTHING} With {int(rows['placed'].iloc[0])} dated meetings only a large change would show: "
        f"a theme’s share would have to move by {reach} percentage points."
    )


def filters(cell: str, **others: str) -> dict[str, str]:
    """Return what the evidence panel is asked for; the whole network and empty values are left out."""
    asked = {"cell": "" if cell == ALL else cell, **others}
    return {key: value for key, value in asked.items() if value}
