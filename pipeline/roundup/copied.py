"""Points that a note has from elsewhere: what another note or a publication said first, word for word.

A note may hold the points of the last roundup, or of the meeting before. They count where they were said
first, and a copy is no second meeting.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.core.counted import is_meeting
from pipeline.language.dates import mentions
from pipeline.language.words import words_of

RUN = 5
"""Words in a run; five in a row are seldom shared by chance."""
SHARE, FEWEST = 0.6, 3
"""A point is a copy when one other text holds so large a share of its runs, and so many of them."""
PRIME = np.uint64(1_000_003)
UNKNOWN = "9999"


def copies(rows: pd.DataFrame, passages: pd.DataFrame, notes: pd.DataFrame) -> np.ndarray:
    """Return which `rows` (note_id, text) stand in an earlier note or publication, of all `passages`.

    What has no day that is known comes after what has one; a publication without one comes first.
    """
    texts = [words_of(text) for text in rows["text"]]
    known = {word: place for place, word in enumerate(sorted({w for words in texts for w in words}), 1)}
    said = [_runs(words, known) for words in texts]
    wanted = {run for runs in said for run in runs.tolist()}
    first = _order(notes, passages)
    mine = [first[note] for note in rows["note_id"]]
    shared = np.zeros((len(rows),), float)
    owners = _owners(passages, known, wanted)
    held = rows["note_id"].tolist()
    for place, runs in enumerate(said):
        found: dict[str, int] = {}
        for run in runs.tolist():
            for note in owners.get(run, ()):
                if note != held[place] and first[note] < mine[place]:
                    found[note] = found.get(note, 0) + 1
        most = max(found.values(), default=0)
        shared[place] = most / len(runs) if most >= min(FEWEST, len(runs)) and len(runs) else 0.0
    return shared >= SHARE


def _owners(passages: pd.DataFrame, known: dict[str, int], wanted: set[int]) -> dict[int, set[str]]:
    """Return the notes that hold each of the wanted runs."""
    owners: dict[int, set[str]] = {}
    for note, text in passages[["note_id", "text"]].itertuples(index=False):
        for run in wanted.intersection(_runs(words_of(text), known).tolist()):
            owners.setdefault(run, set()).add(note)
    return owners


def _runs(words: list[str], known: dict[str, int]) -> np.ndarray:
    """Return a number for each run of five words that are all known."""
    numbers = np.array([known.get(word, 0) for word in words], np.uint64)
    size = len(numbers) - RUN + 1
    if size < 1:
        return np.zeros(0, np.uint64)
    total, whole = np.zeros(size, np.uint64), np.ones(size, bool)
    for shift in range(RUN):
        part = numbers[shift : shift + size]
        total, whole = total * PRIME + part, whole & (part > 0)
    return total[whole]


def _order(notes: pd.DataFrame, passages: pd.DataFrame) -> dict[str, tuple[str, int]]:
    """Return what notes are sorted by: the last day that is known of each, then their place."""
    last = notes["date_high"].where(notes["date_high"] != "", notes["date_low"])
    meets = is_meeting(notes)
    texts = passages[passages["note_id"].isin(notes.loc[~meets, "note_id"])]
    days = {note: _latest(mine) for note, mine in texts.groupby("note_id")["text"]}
    return {
        note: (day or (UNKNOWN if met else days.get(note, "")), place)
        for place, (note, day, met) in enumerate(zip(notes["note_id"], last, meets, strict=True))
    }


def _latest(texts: pd.Series) -> str:
    """Return the last day, with its year, that a publication names; empty if it names none."""
    days = [said.on(said.year) for text in texts for said in mentions(text) if said.exact and said.year]
    return max((day.isoformat() for day in days if day), default="")
