"""The roundup of a year as a draft for convenors: chosen from the notes, never written by the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.counted import counted
from pipeline.core.figures import Chart
from pipeline.core.schemas import ALL
from pipeline.core.wording import opened, percent, several
from pipeline.lexicon.lexicon import Lexicon
from pipeline.roundup import ahead_chapter, quotations_chapter, recurring_chapter
from pipeline.roundup.document import Block, Draft, Grid, Heading, Point, Text
from pipeline.roundup.selection import Chosen, Selection, unknown
from pipeline.roundup.year import Year, of_year
from pipeline.settings.models import NetworkConfig, QuotesConfig, Roundup

NO_GROUP = "one-off meetings"


def draft_of(
    tables: dict[str, pd.DataFrame],
    charts: Sequence[Chart],
    network: NetworkConfig,
    lexicon: Lexicon,
    year: int,
    quotes: QuotesConfig,
    options: Roundup,
    sample: bool,
) -> Draft:
    """Return the draft of the year; of the `charts` it takes those of the whole network."""
    notes, unsure = of_year(tables["notes"], year)
    mine = tables["passages"][tables["passages"]["note_id"].isin(notes["note_id"])]
    labels = {theme: entry.label for theme, entry in lexicon.themes.items()}
    body = counted(mine, notes)
    held = Year(year, tables, labels, lexicon, network.group, notes, unsure, body, options, quotes, charts)
    texts = mine.groupby("note_id")["text"].agg("\n".join).to_dict()
    selection = Selection(notes, held.passages, texts, tables["tags"], options, quotes)
    blocks = [*_preface(held), *_numbers(held)]
    if len(notes):
        blocks += [
            *_learnt(held, selection),
            *recurring_chapter.chapter(held),
            *quotations_chapter.chapter(held, selection),
        ]
        blocks += ahead_chapter.chapter(held)
    blocks += [*_meetings(held), *_unknown_marks(held)]
    return Draft(year, network.roundup.replace("{year}", str(year)), _subtitle(held), sample, tuple(blocks))


def _subtitle(held: Year) -> str:
    meetings = several(len(held.notes), "meeting")
    return f"Draft of a roundup for discussion, from the notes of {meetings} held in {held.year}"


def _preface(held: Year) -> Iterator[Block]:
    yield Text(
        "This is a draft. The program has chosen the sentences below from the meeting notes and has changed "
        "no word of them; the choice, the headings and the counts are its own. Each point names its note, "
        "the date, and its file and line. To hold on to a point, or to be rid of it, put its "
        "opening words into config/quotes.toml. This file can be edited freely: the next draft will be "
        "written beside it.",
        "remark",
    )


def _numbers(held: Year) -> Iterator[Block]:
    yield Heading(1, f"{held.year} in numbers")
    if not len(held.notes):
        yield Text(f"There are no notes of meetings that are known to have been in {held.year}.")
        return
    cells = [cell for cell in held.notes["cell"].unique() if cell]
    single = int((held.notes["cell"] == "").sum())
    words = int(held.notes["words"].sum())
    groups = f"{several(len(cells), held.group.one, held.group.many)} met" + (
        f"; {several(single, 'one-off meeting')} took place" if single else ""
    )
    yield Text(f"{several(len(held.notes), 'meeting')} left a note. {groups}.", "item")
    first, last = (when(note, full=True) for note in held.notes.iloc[[0, -1]].itertuples())
    yield Text(f"The first meeting: {first}; the last: {last}.", "item")
    yield Text(f"The notes run to {words:,} words in {len(held.passages):,} passages that count.", "item")
    tagged = held.tables["passage_themes"]["passage_id"]
    share = held.passages["passage_id"].isin(tagged).mean() if len(held.passages) else 0.0
    yield Text(f"{percent(share)} of the passages carry at least one {held.any_theme}.", "item")
    if len(held.unsure):
        yield Text(
            f"{several(len(held.unsure), 'further meeting')} may have been in {held.year}; the date is known "
            "only to a range, so nothing here rests on them. They are at the end of the list of meetings.",
            "remark",
        )
    yield _presence(held)
    yield from held.pictures("numbers")


def _presence(held: Year) -> Grid:
    """In how many meetings of the year, and of each group, each theme is present."""
    themes = held.tables["note_themes"]
    here = themes[themes["present"] == "yes"].merge(held.notes[["note_id", "cell"]], on="note_id")
    met = held.notes["cell"].value_counts()
    rows = []
    for theme, label in held.labels.items():
        cells = here.loc[here["theme"] == theme, "cell"].value_counts()
        order = sorted(cells.index, key=lambda cell: (cell == "", -cells[cell] / met[cell], cell))
        groups = "; ".join(f"{cell or NO_GROUP} {cells[cell]} of {met[cell]}" for cell in order)
        rows.append((label, f"{cells.sum()} of {len(held.notes)}", groups or "none"))
    caption = f"In how many meetings of {held.year} each {held.every_theme} is present"
    return Grid(
        caption,
        (opened(held.any_theme), "Meetings", f"By {held.group.one}"),
        tuple(rows),
        (0.36, 0.14, 0.5),
    )


def _learnt(held: Year, selection: Selection) -> Iterator[Block]:
    yield Heading(1, "What we have learnt")
    chosen = _by_theme(held, selection)
    spoken_of = set(_themes_of(held)["theme"])
    for family in held.lexicon.families:
        yield Heading(2, f"By {family.one}")
        for theme in held.lexicon.of_family(family.id):
            yield Heading(3, held.labels[theme])
            yield Text(_presence_of(held, theme), "remark")
            yield from (_point(held, selection, one) for one in chosen[theme])
            if not chosen[theme] and theme in spoken_of:
                yield Text("No sentence in the notes of the year carries it and can stand alone.", "remark")
    yield from _topics(held, selection)
    kept = selection.left_over()
    if kept:
        yield Heading(2, "Kept by hand")
        yield from (_point(held, selection, one) for one in kept)


def _by_theme(held: Year, selection: Selection) -> dict[str, list[Chosen]]:
    """Return the points per theme. The theme with the fewest passages goes first."""
    mine = _themes_of(held)
    counts = mine["theme"].value_counts()
    order = sorted(held.labels, key=lambda theme: (int(counts.get(theme, 0)), theme))
    return {
        theme: selection.for_theme(theme, mine.loc[mine["theme"] == theme, "passage_id"], held.options.points)
        for theme in order
    }


def _themes_of(held: Year) -> pd.DataFrame:
    """Return the themes of the year's passages."""
    themes = held.tables["passage_themes"]
    return themes[themes["passage_id"].isin(held.passages["passage_id"])]


def _presence_of(held: Year, theme: str) -> str:
    rows = held.tables["note_themes"]
    mine = rows[(rows["theme"] == theme) & rows["note_id"].isin(held.notes["note_id"])]
    present = int((mine["present"] == "yes").sum())
    if present:
        return f"Present in {present} of {several(len(held.notes), 'meeting')}."
    if mine["tagged"].any():
        return "Touched on: in no meeting by more passages than chance alone would tag."
    return "Found in no meeting of the year."


def _point(held: Year, selection: Selection, one: Chosen) -> Point:
    row = selection.pool.iloc[one.row]
    origin = held.origin(row["note_id"], row["source"], row["line"])
    kept = "; kept by hand" if one.kept else ""
    others = f"; much the same was said in {several(len(one.others), 'other meeting')}" if one.others else ""
    return Point(row["text"], f"{origin}{others}{kept}")


def _topics(held: Year, selection: Selection) -> Iterator[Block]:
    shares = held.tables["topic_passages"]
    mine = shares[shares["passage_id"].isin(held.passages["passage_id"])]
    if mine.empty or not held.options.topics:
        return
    yield Heading(2, "By open topic")
    yield Text(
        f"The program found the topics in the words of the notes, without the {held.all_themes}.",
        "remark",
    )
    yield from held.pictures("topics")
    labels = held.tables["topics"].set_index("topic")["label"]
    series = held.tables["topic_series"]
    strongest = series[
        (series["cell"] == ALL) & (series["period"] == str(held.year)) & (series["notes_with_topic"] > 0)
    ]
    strongest = strongest.sort_values(["notes_with_topic", "share", "topic"], ascending=[False, False, True])
    for row in strongest.head(held.options.topics).itertuples():
        yield Heading(3, str(labels[row.topic]))
        yield Text(f"Present in {row.notes_with_topic} of {several(int(row.notes), 'meeting')}.", "remark")
        weights = mine[mine["topic"] == row.topic].set_index("passage_id")["weight"]
        yield from (
            _point(held, selection, one) for one in selection.for_topic(weights, held.options.topic_points)
        )


def _meetings(held: Year) -> Iterator[Block]:
    yield Heading(1, "List of meetings")
    rows = [(*_listed(note), "") for note in held.notes.itertuples()]
    rows += [(*_listed(note), f"may have been in {held.year}") for note in held.unsure.itertuples()]
    if rows:
        caption = f"Meetings of {held.year} with a note (* the date is not in the note itself)"
        columns = ("Date", "Meeting", opened(held.group.one), "Remark")
        yield Grid(caption, columns, tuple(rows), (0.22, 0.4, 0.22, 0.16))


def _listed(note: Any) -> tuple[str, str, str]:
    sure = note.date and note.date_basis in ("stated", "correction")
    mark = "" if sure else "*"
    return (
        f"{when(note, full=True)}{mark}",
        note.title,
        note.cell or note.event,
    )


def _unknown_marks(held: Year) -> Iterator[Block]:
    for mark in unknown(held.marks, held.tables["passages"]):
        yield Text(
            f"config/quotes.toml: no passage of any note has the words ‘{mark}’; mend the mark.", "remark"
        )
