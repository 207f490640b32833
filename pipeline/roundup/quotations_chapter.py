"""The chapter of the roundup in people's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipeline.core.year import month_of
from pipeline.language.quotations import People, quotations
from pipeline.language.words import words_of
from pipeline.roundup.candidates import choose
from pipeline.roundup.document import Block, Heading, Point, Text
from pipeline.roundup.salience import Cover, concepts, vectors
from pipeline.roundup.selection import Selection, opens_with

if TYPE_CHECKING:
    from pipeline.roundup.year import Year


NAMED = 2.0
"""What a quotation is worth more when the note says whose it is."""
COLUMNS = ("passage_id", "note_id", "source", "line", "words", "who")


def chapter(held: Year, selection: Selection) -> Iterator[Block]:
    """Return the quotations, spread over meetings, those with a name first."""
    found = quoted(held, selection)
    yield Heading(1, "In people’s own words")
    if found.empty or not held.options.quotes:
        yield Text("The notes of the year quote nobody at length.", "remark")
        return
    for row in _chosen(held, found):
        quote = found.iloc[row]
        who = f"{quote['who']}; " if quote["who"] else ""
        yield Point(
            f"‘{quote['words']}’",
            f"{who}{held.origin(quote['note_id'], quote['source'], quote['line'])}",
            "quotation",
        )


def quoted(held: Year, selection: Selection) -> pd.DataFrame:
    """Return every quotation in the year's passages that count, with its speaker."""
    rows = []
    for note_id, passages in held.passages.groupby("note_id", sort=True):
        people = People.of(selection.texts[str(note_id)])
        rows += [
            (passage, note_id, source, line, quote.words, quote.who)
            for passage, source, line, text in passages[["passage_id", "source", "line", "text"]].itertuples(
                index=False
            )
            for quote in quotations(text, people)
        ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _chosen(held: Year, found: pd.DataFrame) -> list[int]:
    keep, never = (opens_with(found["words"], side) for side in (held.marks.keep, held.marks.never))
    places = found.merge(
        held.notes[["note_id", "cell"]].assign(month=month_of(held.notes)), on="note_id", how="left"
    )
    values = np.where(found["who"] != "", NAMED, 1.0)
    values[never | keep] = 0
    kept = [int(row) for row in np.flatnonzero(keep & ~never)]
    rows, holds = vectors(found["words"].tolist())[0], concepts(found["words"].tolist())
    lengths = found["words"].map(lambda words: len(words_of(words))).to_numpy()
    cover = Cover(holds, np.asarray(holds.sum(axis=0)).ravel(), lengths)
    return kept + choose(
        cover, values, places, rows, held.options.quotes - len(kept), held.options.alike, kept
    )
