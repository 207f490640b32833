"""The first chapter: what the draft rests on, what the times were like, the themes in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.calendar import day_words, when
from pipeline.core.changes import NOTHING, TOO_FEW, told
from pipeline.core.counted import meetings
from pipeline.core.schemas import ALL, TOLD, TURNS
from pipeline.core.wording import listed, often, opened, several
from pipeline.core.year import ends
from pipeline.language.wordings import TIMES
from pipeline.roundup.document import Block, Grid, Heading, Point, Text
from pipeline.roundup.material import Material
from pipeline.roundup.pool import Pool

EARLY = 0.6
"""What tells of the times names them in this part of the sentence."""
OF_THE_TIMES = 2
"""So many points on what the times were like."""


def chapter(held: Material, pool: Pool) -> Iterator[Block]:
    """Return the chapter."""
    yield Heading(1, f"The context: {held.period.name}" if held.period.is_year else "The context")
    yield from _rests_on(held)
    yield Text(
        f"[To fill: what {held.period.name} was like for the people and places of the network, "
        "in two or three sentences.]",
        "blank",
    )
    times = list(_times(pool))
    if times:
        yield Text("What the notes say of the times:")
        yield from times
    yield from _figures(held)
    yield from _changes(held)


def _rests_on(held: Material) -> Iterator[Text]:
    sure, perhaps, name = held.sure, held.perhaps, held.period.name
    if len(sure):
        yield Text(f"{_met(held, sure)} {_span(sure)}{_earlier(held)}")
    else:
        yield Text(
            f"No meeting is known to have been in {name}. {_may(held, perhaps)}, by the places of their "
            f"notes among dated ones. This draft rests on {'it' if len(perhaps) == 1 else 'them'}, and none "
            f"of it is certain to be of {name}.{_earlier(held)}"
        )
    if len(sure) and len(perhaps):
        days = "its day is" if len(perhaps) == 1 else "their days are"
        yield Text(
            f"{_may(held, perhaps)}: {days} known only as a range. What is drawn from "
            f"{'it' if len(perhaps) == 1 else 'them'} is marked “may not be of {name}”: please check."
        )
    far = len(held.listed) - len(held.notes)
    if far:
        yield Text(
            f"The list of meetings also has {several(far, 'meeting')} that may have been in {name}, but "
            f"{'its day is' if far == 1 else 'their days are'} known too loosely: nothing is drawn from "
            f"{'it' if far == 1 else 'them'}."
        )


def _met(held: Material, notes: pd.DataFrame) -> str:
    left = f"{several(len(notes), 'meeting')} left a note that is known to be of {held.period.name}"
    single = int((notes["cell"] == "").sum())
    groups = held.groups(notes)
    also = [several(single, "one-off meeting")] if single and groups else []
    who = f", of {listed([*groups, *also])}" if groups else ""
    return f"{left}{who}."


def _span(notes: pd.DataFrame) -> str:
    first, last = (when(note, full=True) for note in notes.iloc[[0, -1]].itertuples())
    return f"It was on {first}." if first == last else f"The first was on {first}, the last on {last}."


def _may(held: Material, notes: pd.DataFrame) -> str:
    more = " more" if len(held.sure) else ""
    counted = f"{len(notes)}{more} {'meeting' if len(notes) == 1 else 'meetings'}"
    return f"{counted} may have been in {held.period.name}"


def _earlier(held: Material) -> str:
    every = meetings(held.tables["notes"])
    high = ends(every)[1]
    before = int(((high != "") & (high < held.period.first.isoformat())).sum())
    if not before:
        return " There are no notes of earlier meetings, so nothing can be said of what is new."
    return f" What is said of all years rests on {several(len(every), 'meeting')}."


def _times(pool: Pool) -> Iterator[Point]:
    """Yield points on what the times were like: they name a crisis, a government, and advise nothing."""
    texts = pool.rows["text"]
    year = re.compile(rf"\b{pool.held.period.last.year}\b")
    places = [
        hit.start() if (hit := TIMES.search(text) or year.search(text)) else len(text) for text in texts
    ]
    early = [place < EARLY * len(text) for place, text in zip(places, texts, strict=True)]
    fits = np.array(early, bool) & ~np.array([pool.advises(row) for row in range(len(texts))], bool)
    for _ in range(OF_THE_TIMES):
        worth = np.where(fits & pool.free, pool.rows["value"], 0.0)
        if not len(worth) or worth.max() <= 0:
            return
        row = int(worth.argmax())
        pool.take(row)
        yield pool.point(row)


def _figures(held: Material) -> Iterator[Block]:
    yield Heading(2, f"The {listed(family.many for family in held.lexicon.families)} in figures")
    yield _presence(held)
    yield _how_right(held)


def _presence(held: Material) -> Grid:
    """In how many meetings of the period, and of all years, each theme is present."""
    rows = held.tables["note_themes"]
    here = rows[rows["present"] == "yes"]
    every = meetings(held.tables["notes"])
    kinds = [held.sure, held.perhaps] if len(held.sure) and len(held.perhaps) else [held.notes]
    heads = (
        [held.period.name, f"perhaps {held.period.name}"]
        if len(kinds) == 2
        else [held.period.name if len(held.sure) else f"perhaps {held.period.name}"]
    )
    said = []
    for theme, label in held.labels.items():
        mine = here.loc[here["theme"] == theme, "note_id"]
        touched = rows.loc[(rows["theme"] == theme) & (rows["tagged"] > 0), "note_id"]
        counts = [_in(part["note_id"], mine, touched) for part in [*kinds, every]]
        cells = sorted({cell for cell in held.notes.loc[held.notes["note_id"].isin(mine), "cell"] if cell})
        said.append((label, *counts, "; ".join(cells) or "–"))
    columns = (opened(held.any_theme), *(opened(head) for head in heads), "All years", opened(held.group[1]))
    widths = (0.34, *(0.13,) * len(heads), 0.13)
    caption = (
        f"In how many meetings each {held.any_theme} is present, and in which {held.group[1]} "
        "(in passing: mentioned, but present in none)"
    )
    return Grid(caption, columns, tuple(said), (*widths, 1 - sum(widths)))


def _in(notes: pd.Series, present: pd.Series, touched: pd.Series) -> str:
    """Return in how many notes a theme is present; of none, whether it is touched on in any."""
    count = int(notes.isin(present).sum())
    if count:
        return f"{count} of {len(notes)}"
    return "in passing" if notes.isin(touched).any() else "not seen"


def _how_right(held: Material) -> Text:
    """How often the tags that the counts rest on are right, by the codes."""
    rows = held.tables["accuracy"]
    rows = rows[rows["passages"] > 0].set_index("theme")
    if rows.empty:
        return Text("How often the program finds a theme rightly is not measured here.")
    right = [
        f"{label} {often(rows.loc[theme, 'precision'], int(rows.loc[theme, 'machine']))}"
        for theme, label in held.labels.items()
        if theme in rows.index
    ]
    coded = several(int(rows["passages"].max()), "passage")
    models = (
        ", by language models where no person did" if (rows["by_person"] < rows["passages"]).any() else ""
    )
    return Text(
        f"How often a passage that the program gives to a theme is rightly given to it, by {coded} of "
        f"all years that were coded{models}: {'; '.join(right)}. The report says how sure that is."
    )


def _changes(held: Material) -> Iterator[Block]:
    """Whether something changed is the verdict of the tables, over all dated meetings."""
    yield Heading(2, "What changed over the years")
    changed = [*_themes(held), *_topics(held)]
    yield from (Text(line, "item") for line in changed)
    if not changed:
        known = held.tables["recurrence"]["p_value"].notna().any()
        yield Text(NOTHING if known else TOO_FEW)
    yield from held.pictures("change")


def _themes(held: Material) -> Iterator[str]:
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


def _topics(held: Material) -> Iterator[str]:
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


def _where(cell: str) -> str:
    return "in the network" if cell == ALL else f"in {cell}"
