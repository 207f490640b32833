"""The chapter of the roundup on what recurs across groups, what is new in the year, and what fades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.core.schemas import ALL
from pipeline.core.wording import listed, several
from pipeline.roundup.document import Block, Heading, Text

if TYPE_CHECKING:
    from pipeline.roundup.year import Year


KEY = ["cell", "what"]
FEWEST_TO_COMPARE = 2
"""A single meeting of a group says nothing about what fades."""
FEW = 4
"""Of fewer meetings, then or now, the draft says that it is an impression."""
NOTHING_BEFORE = "There are no dated notes from before {}, so nothing can be called {}."


def chapter(held: Year) -> Iterator[Block]:
    """Return the chapter: in every sentence its n, and how sure it is."""
    rows = presence(held)
    now = rows[(rows["period"] == str(held.year)) & (rows["notes"] > 0)]
    before = rows[(rows["period"] < str(held.year)) & (rows["notes"] > 0)]
    yield Heading(1, "Recurring, new and fading")
    yield Heading(2, f"Recurring across {held.group.many}")
    yield from _recurring(held, now[~now["topic"]])
    yield Heading(2, f"New in {held.year}")
    yield from _listed(
        _new(now, before),
        f"No {held.any_theme_or_topic} is present for the first time.",
        NOTHING_BEFORE.format(held.year, "new") if before.empty else "",
    )
    yield from _over_all_years(held, "rise", "Growing over all dated meetings")
    yield Heading(2, "Fading")
    yield from _listed(
        _fading(now, before),
        "Nothing that was in half the meetings before is in fewer than half now.",
        NOTHING_BEFORE.format(held.year, "fading") if before.empty else "",
    )
    yield from _over_all_years(held, "fall", "Fading over all dated meetings")
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


def _new(now: pd.DataFrame, before: pd.DataFrame) -> Iterator[str]:
    past = before.groupby(KEY, as_index=False)[["notes", "present"]].sum()
    both = now.merge(past, on=KEY, suffixes=("", "_past"))
    for row in _in_order(both[(both["present"] > 0) & (both["present_past"] == 0)]):
        told = f"{_present(row)}, in none of the {row.notes_past:,} before"
        yield f"{told}{_thin(min(row.notes, row.notes_past))}."


def _fading(now: pd.DataFrame, before: pd.DataFrame) -> Iterator[str]:
    last = before.sort_values("period", kind="stable").groupby(KEY, as_index=False).tail(1)
    both = now.merge(last, on=KEY, suffixes=("", "_past"))
    enough = both[["notes", "notes_past"]].min(axis=1) >= FEWEST_TO_COMPARE
    often = both["present_past"] * 2 >= both["notes_past"]
    for row in _in_order(both[enough & often & (both["present"] * 2 < both["notes"])]):
        told = f"{_present(row)}, after {row.present_past} of {row.notes_past} in {row.period_past}"
        yield f"{told}{_thin(min(row.notes, row.notes_past))}."


def _in_order(rows: pd.DataFrame) -> Iterator[Any]:
    """Yield the network's rows first, then those of the groups."""
    network = rows["cell"] == ALL
    yield from rows[network].itertuples()
    yield from rows[~network].sort_values(KEY, kind="stable").itertuples()


def _present(row: Any) -> str:
    where = "in the network" if row.cell == ALL else f"in {row.cell}"
    what = row.what[0].upper() + row.what[1:]
    return f"{what}, {where}: in {row.present} of {several(int(row.notes), 'meeting')}"


def _thin(meetings: int) -> str:
    return " (few meetings: an impression, not a finding)" if meetings < FEW else ""


def _listed(found: Iterator[str], nothing: str, no_past: str) -> Iterator[Block]:
    lines = [] if no_past else list(found)
    yield from (Text(line, "item") for line in lines)
    if not lines:
        yield Text(no_past or nothing)


def _over_all_years(held: Year, direction: str, title: str) -> Iterator[Block]:
    """Yield the changes over time that the test of change found, with its certainty."""
    rows = held.tables["recurrence"]
    for level, sure in (("clear", "clear"), ("possible", "possible, not certain")):
        for row in rows[rows["change"] == f"{level} {direction}"].itertuples():
            where = (
                "in the network"
                if row.cell == ALL
                else f"in {row.cell}"
                if row.cell
                else "in one-off meetings"
            )
            share = f"{row.difference:+.0%}".replace("%", " %")
            yield Text(
                f"{title}: {held.labels[row.theme]}, {where} ({sure}; {share} of the passages over "
                f"{several(int(row.placed), 'meeting')}, q = {row.q_value:.3f}).",
                "item",
            )
