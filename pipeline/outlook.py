"""The chapters of the roundup on change and on what lies ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.annual import said, times
from pipeline.draft import Block, Heading, Point, Text
from pipeline.schemas import ALL
from pipeline.sentences import words_of

if TYPE_CHECKING:
    from pipeline.roundup import Year

LOGISTICS = re.compile(
    r"""(?ix)
    \b\d{1,2}(?:st|nd|rd|th)?\ (?:of\ )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b | \b\d{1,2}[.:]\d\d\b
    | \b(?:blogs?|video|invite[ds]?|circulate[ds]?|slides?|date|dates|zoom|register|sign\ up|join\ the\ group|be\ in\ touch|newsletter)\b
    | \b(?:agreed|thanked|thanks)\b | \bmeet\ again\b | :\s*$
    """
)
"""Dates, invitations and thanks: they are no topics."""
LEANING = re.compile(r"^(?:And|But|Or|So)\b|\b(?:above|below|[Tt]his|[Tt]hese|[Tt]hose|them)\b")


FEWEST_TO_COMPARE = 2
"""A single meeting of a group says nothing about what fades."""


def change(held: Year) -> Iterator[Block]:
    """Return what recurs across groups, what is new in the year, and what fades, each with its n."""
    yield Heading(1, "Recurring, new and fading")
    series = held.tables["series"]
    years = series[series["period"].str.fullmatch(r"\d{4}")]
    yield Heading(2, "Recurring across groups")
    yield from _recurring(held, years[years["period"] == str(held.year)])
    yield Heading(2, f"New in {held.year}")
    yield from _new(held, years)
    yield Heading(2, "Fading")
    yield from _fading(held, years)


def _recurring(held: Year, rows: pd.DataFrame) -> Iterator[Block]:
    network = rows[rows["cell"] == ALL].sort_values(["notes_with_theme", "theme"], ascending=[False, True])
    cells = rows[(rows["cell"] != ALL) & (rows["cell"] != "") & (rows["notes"] > 0)]
    for row in network[network["notes_with_theme"] >= 2].itertuples():
        mine = cells[cells["theme"] == row.theme]
        often = mine[mine["notes_with_theme"] * 2 >= mine["notes"]]
        if len(often) >= 2:
            yield Text(
                f"{held.labels[row.theme]}: in {row.notes_with_theme} of {times(int(row.notes), 'meeting')}; in at least half the "
                f"meetings of {len(often)} of {times(len(mine), 'group')} ({said(often['cell'])}).",
                "item",
            )


def _new(held: Year, years: pd.DataFrame) -> Iterator[Block]:
    before = years[(years["period"] < str(held.year)) & (years["notes"] > 0)]
    if before[before["cell"] == ALL].empty:
        yield Text(f"There are no dated notes from before {held.year}, so nothing can be called new.")
        return
    now = years[(years["period"] == str(held.year)) & (years["notes_with_theme"] > 0)]
    past = before.groupby(["cell", "theme"])[["notes", "notes_with_theme"]].sum()
    found = False
    for row in now.itertuples():
        if (row.cell, row.theme) not in past.index or past.loc[(row.cell, row.theme), "notes_with_theme"]:
            continue
        found = True
        earlier = int(past.loc[(row.cell, row.theme), "notes"])
        yield Text(
            f"{held.labels[row.theme]}, {_where(row.cell)}: in {row.notes_with_theme} of {times(int(row.notes), 'meeting')}, "
            f"in none of the {earlier:,} before{_thin(earlier + int(row.notes))}.",
            "item",
        )
    if not found:
        yield Text("No behaviour or principle is present for the first time.")


def _fading(held: Year, years: pd.DataFrame) -> Iterator[Block]:
    before = years[(years["period"] < str(held.year)) & (years["notes"] > 0)]
    last = before.sort_values("period").groupby(["cell", "theme"]).tail(1).set_index(["cell", "theme"])
    now = years[(years["period"] == str(held.year)) & (years["notes"] > 0)]
    found = False
    for row in now.itertuples():
        if (row.cell, row.theme) not in last.index:
            continue
        was = last.loc[(row.cell, row.theme)]
        if min(row.notes, was["notes"]) < FEWEST_TO_COMPARE:
            continue
        if was["notes_with_theme"] * 2 < was["notes"] or row.notes_with_theme * 2 >= row.notes:
            continue
        found = True
        yield Text(
            f"{held.labels[row.theme]}, {_where(row.cell)}: in {row.notes_with_theme} of {times(int(row.notes), 'meeting')}, after "
            f"{int(was['notes_with_theme'])} of {int(was['notes'])} in {was['period']}{_thin(int(row.notes) + int(was['notes']))}.",
            "item",
        )
    if not found:
        reason = "No behaviour or principle was in half the meetings before and is in fewer now."
        yield Text(
            reason if len(last) else f"There are no dated notes from before {held.year} to compare with."
        )


def _where(cell: str) -> str:
    return "in the network" if cell == ALL else f"in {cell}" if cell else "in one-off meetings"


def _thin(meetings: int) -> str:
    return " (few meetings: an impression, not a finding)" if meetings < 6 else ""


def _is_topic(text: str) -> bool:
    return not LOGISTICS.search(text) and not LEANING.search(text) and len(words_of(text)) >= 4


def ahead(held: Year) -> Iterator[Block]:
    """Return the topics that the notes name for further meetings, per group, logistics left out."""
    yield Heading(1, "Looking ahead")
    rows = held.tables["passages"]
    mine = rows[
        rows["note_id"].isin(held.notes["note_id"])
        & (rows["section_kind"] == "next")
        & (rows["kind"] != "heading")
    ]
    mine = mine[mine["text"].map(_is_topic).astype(bool)].drop_duplicates("text")
    mine = mine.merge(held.notes[["note_id", "cell"]].assign(order=range(len(held.notes))), on="note_id")
    mine = mine.sort_values(["order", "position"], ascending=[False, True], kind="stable")
    if mine.empty:
        yield Text("The notes of the year name no topics for further meetings.")
        return
    yield Text("Topics and questions that meetings set themselves, the latest first.")
    for cell in sorted(mine["cell"].unique(), key=lambda name: (name == "", name)):
        yield Heading(2, cell or "Other meetings")
        for row in mine[mine["cell"] == cell].head(held.options.ahead).itertuples():
            yield Point(row.text, held.origin(row.note_id, row.source, row.line), "ahead")
