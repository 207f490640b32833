"""The chapter of the roundup in people's own words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.core.year import month_of
from pipeline.language.quotations import PRESENT, VOICE, People, Quotation, quotations, set_phrases
from pipeline.language.sentences import sentence_spans
from pipeline.language.standalone import objection
from pipeline.language.words import words_of
from pipeline.roundup.candidates import choose
from pipeline.roundup.document import Block, Point
from pipeline.roundup.marks import opens_with
from pipeline.roundup.material import Material
from pipeline.roundup.salience import Cover, concepts, content, vectors

NAMED = 2.0
"""What a quotation is worth more when the note says whose it is."""
FEWEST, SHORTEST = 3, 7
"""So many different words of a quotation mean something, at least, and so many words it has."""
COLUMNS = ("passage_id", "note_id", "source", "line", "words", "who", "whole")
LONGEST = 45
"""So many words a sentence has at most that is shown for the quotation in it."""


def chapter(held: Material) -> list[Block]:
    """Return the quotations, spread over meetings, those with a name first."""
    found = quoted(held)
    if found.empty or not held.options.quotes:
        return []
    return [_quotation(held, found.iloc[row]) for row in _chosen(held, found)]


def _quotation(held: Material, quote: pd.Series) -> Point:
    words = quote["words"].strip()
    note = held.by_id.loc[quote["note_id"]]
    place = note["cell"] or note["title"]
    source = held.source(quote["note_id"], f"{quote['source']}:{quote['line']}", words)
    if quote["whole"]:  # the sentence says who spoke, and what of
        return Point(quote["whole"], source, "quotation", who=place)
    cut = "" if words[:1].isupper() else "… "
    return Point(f"‘{cut}{words}’", source, "quotation", who=f"{quote['who']}, {place}".removeprefix(", "))


def quoted(held: Material) -> pd.DataFrame:
    """Return every quotation in the year's passages that count, with its speaker."""
    rows, known = [], set_phrases(held.passages["text"])
    for note_id, passages in held.passages.groupby("note_id", sort=True):
        people = People.of(held.texts[str(note_id)])
        rows += [
            (passage, note_id, source, line, quote.words, quote.who, _sentence(text, quote))
            for passage, source, line, text in passages[["passage_id", "source", "line", "text"]].itertuples(
                index=False
            )
            for quote in quotations(text, people)
            if _speaks(quote) and " ".join(words_of(quote.words)) not in known
        ]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    part = ~found["words"].str.match(r"\s*[A-Z‘“]") & (found["who"] == "") & (found["whole"] == "")
    return found[~part].reset_index(drop=True)


def _sentence(text: str, quote: Quotation) -> str:
    """Return the sentence around a quotation that is a part of it and nobody's by name; else nothing.

    The sentence can be understood alone, and it has words of its own.
    """
    if quote.words[:1].isupper() or quote.who not in ("", PRESENT):
        return ""
    for start, end in sentence_spans(text):
        if start <= quote.start and quote.end <= end:
            said = text[start:end]
            own = len(words_of(said)) - len(words_of(quote.words))
            fits = own > 1 and len(words_of(said)) <= LONGEST
            return said if fits and not objection(said) else ""
    return ""


def _speaks(quote: Quotation) -> bool:
    """Tell whether a quotation is somebody's, or has a voice, and says enough."""
    words = words_of(quote.words)
    voice = bool(quote.who) or bool(VOICE.intersection(words))
    enough = len(words) >= SHORTEST and len(set(content(quote.words))) >= FEWEST
    return voice and enough and not quote.words.rstrip().endswith("?")


def _chosen(held: Material, found: pd.DataFrame) -> list[int]:
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
