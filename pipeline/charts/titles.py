"""What a chart shows, in words: titles state the finding, captions its base, alt texts repeat the finding."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.charts.look import Looks
from pipeline.core.calendar import Span, day_words, span_of
from pipeline.core.schemas import ALL, TOLD
from pipeline.core.wording import listed, opened, percent, several
from pipeline.settings.models import GroupWords

NAMED = 3
"""At most so many themes are named before the rest is counted."""
FEW = 3


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the table's rows as dicts."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def whose(cell: str) -> str:
    """Return the cell's name, or what stands for all of them."""
    return "the network" if cell == ALL else cell


def recurring(rows: pd.DataFrame, themes: Looks, cell: str) -> str:
    """Return what comes up most in the cell, as a title: `rows` are its rows of `recurrence`."""
    meetings, group = int(rows["notes"].iloc[0]), opened(whose(cell))
    seen = _foremost_first(rows)
    if seen.empty:
        return f"{group}: no theme is present in {several(meetings, 'meeting')}"
    most = int(seen["notes_with_theme"].iloc[0])
    names = listed(
        [f"‘{themes[theme].label}’" for theme in seen.loc[seen["notes_with_theme"] == most, "theme"]], NAMED
    )
    if meetings == 1:
        return f"{group}, one meeting only: {names}"
    if meetings == 2:
        return f"{group}, two meetings only: {names} in {'both' if most == 2 else 'one'}"
    often = f"all {meetings:,}" if most == meetings else f"{most:,} of {meetings:,}"
    return f"{group}: {names} in {often} meetings"


def recurrences(rows: pd.DataFrame, themes: Looks) -> str:
    """Return every theme that is present with its count, then those in passing and those not seen."""
    counts = [
        f"‘{themes[row['theme']].label}’ {row['notes_with_theme']} of {row['notes']} ({row['verdict']})"
        for row in records(_foremost_first(rows))
    ]
    words = [f"Meetings with each theme: {'; '.join(counts)}."] if counts else []
    for verdict in ("in passing", "not seen"):
        named = [f"‘{themes[theme].label}’" for theme in rows.loc[rows["verdict"] == verdict, "theme"]]
        words += [f"{opened(verdict)}: {listed(named)}."] if named else []
    return " ".join(words)


def _foremost_first(rows: pd.DataFrame) -> pd.DataFrame:
    seen = rows[rows["notes_with_theme"] > 0]
    return seen.sort_values(["notes_with_theme", "theme"], ascending=[False, True], kind="stable")


def changes(rows: pd.DataFrame, themes: Looks) -> str:
    """Return the verdicts on change in a sentence, or that there is none."""
    told = [
        f"{verdict}: ‘{themes[row['theme']].label}’"
        for verdict in TOLD
        for row in records(rows)
        if row["change"] == verdict
    ]
    if told:
        return f"{opened(listed(told))}."
    few = int((rows["change"] == "too few meetings to say").sum())
    if few == len(rows):
        return "Too few meetings to say whether anything changed."
    return f"No clear change{f'; too few meetings to say for {few} of {len(rows)} themes' if few else ''}."


def base(notes: pd.DataFrame, passages: int, cell: str) -> str:
    """Return what the chart rests on: meetings, span, passages and how many are without a date."""
    spans = _spans(notes)
    days = [day for span in spans if span.known for day in span if day]
    when = ""
    if days:
        first, last = day_words(min(days)), day_words(max(days))
        when = f", {first}" if first == last else f", {first} to {last}"
    undated = sum(not span.known for span in spans)
    rest = f"; {undated} without a date" if undated else ""
    return f"Base: {several(len(spans), 'meeting')} of {whose(cell)}{when}{rest}; {passages:,} passages."


def _spans(notes: pd.DataFrame) -> list[Span]:
    return [span_of(*row) for row in notes[["date", "date_low", "date_high"]].itertuples(index=False)]


def foremost(rows: pd.DataFrame, themes: Looks, group: GroupWords) -> str:
    """Return which theme leads in which cells: `rows` are the cells' rows of period `(all)`.

    Cells of fewer than three meetings are left out where there are others.
    """
    firm = rows[rows["notes"] >= FEW]
    rows = firm if len(firm) else rows
    spoken = rows[rows["notes_with_theme"] > 0].sort_values(
        ["cell", "share", "theme"], ascending=[True, False, True], kind="stable"
    )
    if spoken.empty:
        return f"No theme is present in any {group.one}"
    first = spoken.drop_duplicates("cell")
    if len(first) == 1:
        return f"{first['cell'].iloc[0]} talks most about ‘{themes[first['theme'].iloc[0]].label}’"
    cells: dict[str, list[str]] = {}
    for row in records(first):
        cells.setdefault(row["theme"], []).append(row["cell"])
    theme, named = max(cells.items(), key=lambda item: len(item[1]))
    only = " with three meetings or more" if len(firm) else ""
    if len(named) == 1:
        return f"Each of the {len(first)} {group.many}{only} talks most about a theme of its own"
    return f"‘{themes[theme].label}’ leads in {len(named)} of the {len(first)} {group.many}{only}"


def largest(whole: pd.DataFrame, themes: Looks) -> str:
    """Return the largest shares of the network's passages in a sentence; `whole` holds period `(all)`."""
    mine = whole[whole["cell"] == ALL]
    top = mine.sort_values(["share", "theme"], ascending=[False, True], kind="stable").head(NAMED)
    named = [f"‘{themes[row['theme']].label}’ {percent(row['share'])}" for row in records(top)]
    return f"Largest shares of all passages: {listed(named, NAMED)}."


def apart(clear: pd.DataFrame, themes: Looks, group: GroupWords) -> str:
    """Return which cell is most clearly apart: `clear` are the clear rows of `comparisons` of cells."""
    first = clear.sort_values(["p_value", "difference"], ascending=[True, False], kind="stable").iloc[0]
    cells = clear["group"].nunique()
    others = f"{cells} {group.many} are" if cells > 1 else f"One {group.one} is"
    return f"{others} clearly apart from the rest: {_contrast(first, themes)}"


def contrasts(rows: pd.DataFrame, themes: Looks) -> str:
    """Return every difference in a sentence."""
    return f"{'; '.join(_contrast(row, themes) for _, row in rows.iterrows())}."


def _contrast(row: pd.Series, themes: Looks) -> str:
    return (
        f"{row['group']} talks {row['verdict'].split()[1]} about ‘{themes[row['theme']].label}’, "
        f"{percent(row['share'])} against {percent(row['rest_share'])}"
    )


def topics(rows: pd.DataFrame, meetings: int) -> str:
    """Return the most widespread topics that repeat no theme, with their numbers of notes.

    `rows` are in order.
    """
    own = rows[rows["repeats"] == ""]
    if own.empty:
        return f"Every topic found in {several(meetings, 'meeting')} repeats a theme"
    named = [f"{row['label']} ({row['notes']})" for row in records(own.head(NAMED))]
    again = len(rows) - len(own)
    rest = f"; {again} more {'repeats' if again == 1 else 'repeat'} a theme" if again else ""
    return f"Most widespread in {several(meetings, 'meeting')}: {'; '.join(named)}{rest}"


def numbers_of_topics(choices: pd.DataFrame) -> str:
    """Return which number of topics was taken, and what the number furthest from it would give."""
    taken = choices[choices["chosen"] == "yes"].iloc[0]
    if taken["sound"] == "no":
        return (
            f"No number of topics is sound; of {taken['topics']} the most have words that belong together: "
            f"{taken['coherent']}"
        )
    far = choices.loc[(choices["topics"] - taken["topics"]).abs().idxmax()]
    rest = f"; with {far['topics']} it is {percent(far['stability'])}" if len(choices) > 1 else ""
    return f"{taken['topics']} topics hold best: {percent(taken['stability'])} of their words come back{rest}"


def meetings(notes: pd.DataFrame, group: GroupWords) -> str:
    """Return how many meetings of how many cells there are, and how many are not dated to the day."""
    cells, one_off = len(set(notes["cell"]) - {""}), int((notes["cell"] == "").sum())
    exact = sum(span.exact for span in _spans(notes))
    parts = [f"{len(notes) - one_off} of {several(cells, group.one, group.many)}"] if cells else []
    if one_off:
        parts.append(f"{one_off} one-off")
    vague = f"; {len(notes) - exact} not dated to the day" if exact < len(notes) else ""
    return f"{several(len(notes), 'meeting')}: {', '.join(parts)}{vague}"
