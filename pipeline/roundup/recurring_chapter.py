"""The chapter of the roundup on what recurs across groups, and on what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.core.calendar import day_words
from pipeline.core.changes import NOTHING, TOO_FEW, told
from pipeline.core.schemas import ALL, TOLD, TURNS
from pipeline.core.wording import listed, opened, several
from pipeline.roundup.document import Block, Heading, Text

if TYPE_CHECKING:
    from pipeline.roundup.year import Year


KEY = ["cell", "what"]


def chapter(held: Year) -> Iterator[Block]:
    """Return the chapter: what recurs in the year, what changed over all dated meetings, what is absent.

    Whether something changed is the verdict of the tables; what is merely seen is said with its dates.
    """
    rows = presence(held)
    now = rows[(rows["period"] == str(held.year)) & (rows["notes"] > 0)]
    before = rows[(rows["period"] < str(held.year)) & (rows["notes"] > 0)]
    yield Heading(1, "Recurring and changing")
    yield Heading(2, f"Recurring across {held.group.many}")
    yield from _recurring(held, now[~now["topic"]])
    yield Heading(2, "What changed over all dated meetings")
    changed = [*_themes(held), *_topics(held)]
    yield from (Text(line, "item") for line in changed)
    if not changed:
        yield Text(NOTHING if (held.tables["recurrence"]["p_value"].notna()).any() else TOO_FEW)
    absent = list(_absent(now, before))
    if absent:
        yield Heading(2, f"In no meeting of {held.year}")
        yield from (Text(line, "item") for line in absent)
    yield from held.pictures("change")


def presence(held: Year) -> pd.DataFrame:
    """Return in how many meetings of each cell and year each theme is present, and each topic in the network.

    Columns: cell, period, what (its label), topic (whether it is one), notes, present.
    """
    themes = held.tables["series"].assign(topic=False).rename(columns={"notes_with_theme": "present"})
    themes["what"] = themes["theme"].map(held.labels)
    topics = held.tables["topic_series"].assign(topic=True).rename(columns={"notes_with_topic": "present"})
    labels = held.tables["topics"].set_index("topic")["label"]
    topics["what"] = "the topic ‘" + held.tables["topic_series"]["topic"].map(labels).astype(str) + "’"
    topics = topics[topics["cell"] == ALL]
    columns = [*KEY, "period", "topic", "notes", "present"]
    both = pd.concat([themes[columns], topics[columns]], ignore_index=True)
    return both[both["period"].str.fullmatch(r"\d{4}") & (both["cell"] != "")]


def _recurring(held: Year, now: pd.DataFrame) -> Iterator[Block]:
    network = now[(now["cell"] == ALL) & (now["present"] > 1)]
    cells, found = now[now["cell"] != ALL], False
    for row in network.sort_values(["present", "what"], ascending=[False, True]).itertuples():
        mine = cells[cells["what"] == row.what]
        often = mine.loc[mine["present"] * 2 >= mine["notes"], "cell"]
        if len(often) > 1:
            found = True
            yield Text(
                f"{row.what}: in {row.present} of {several(int(row.notes), 'meeting')}; in at least half the "
                f"meetings of {len(often)} of {several(len(mine), held.group.one, held.group.many)} "
                f"({listed(often)}).",
                "item",
            )
    if not found:
        yield Text(f"No {held.any_theme} is in half the meetings of more than one {held.group.one}.")


def _themes(held: Year) -> Iterator[str]:
    """Yield the themes that changed, with the verdict first."""
    rows, turned = held.tables["recurrence"], told(held.tables["turns"], "theme")
    for verdict in TOLD:
        for row in rows[rows["change"] == verdict].itertuples():
            said = f"{opened(verdict)}: {held.labels[row.theme]}, {_where(row.cell)}"
            if verdict in TURNS:
                mine = turned[(turned["name"] == row.theme) & (turned["cell"] == row.cell)]
                yield f"{said}: {_turn(mine[mine['turn'] == verdict].iloc[0])}."
            else:
                share = f"{row.difference:+.0%}".replace("%", " %").replace("-", "−")
                yield f"{said}: {share} of the passages over {several(int(row.placed), 'dated meeting')}."


def _topics(held: Year) -> Iterator[str]:
    """Yield the topics that turned in the network; those that resamples do not bear out are no news."""
    labels = held.tables["topics"].query("status == 'stable'").set_index("topic")["label"]
    turns = told(held.tables["turns"], "topic")
    for turn in turns[turns["cell"] == ALL].drop_duplicates("name").itertuples():
        if turn.name in labels.index:
            yield f"{opened(turn.turn)}: the topic ‘{labels[turn.name]}’: {_turn(turn)}."


def _turn(turn: Any) -> str:
    """Return what a turn rests on."""
    without = several(int(turn.gap), "meeting")
    if turn.turn == "lapsed":
        return f"last present on {_day(turn.last)}, and not in the {without} since"
    return f"present on {_day(turn.since)} after {without} without it"


def _day(day: str) -> str:
    return day_words(date.fromisoformat(day), full=True)


def _absent(now: pd.DataFrame, before: pd.DataFrame) -> Iterator[str]:
    """Yield the network's themes that no meeting of the year has, with the last year that has one."""
    none = now[(now["cell"] == ALL) & (now["present"] == 0) & ~now["topic"]]
    past = before[(before["cell"] == ALL) & (before["present"] > 0)].sort_values("period", kind="stable")
    for row in (
        none.sort_values("what")
        .merge(past, on="what", suffixes=("", "_past"))
        .drop_duplicates("what", keep="last")
        .itertuples()
    ):
        met = several(int(row.notes_past), "meeting")
        yield f"{row.what}: last present in {row.period_past}, in {row.present_past} of {met}."


def _where(cell: str) -> str:
    return "in the network" if cell == ALL else f"in {cell}"
