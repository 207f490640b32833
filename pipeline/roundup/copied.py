"""Points that a note has from elsewhere: what another note or a publication said first, word for word.

A note may hold the points of the last roundup, or of the meeting before. They count where they were said
first, and a copy is no second meeting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

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
    mine, runs = _runs(texts, known)
    theirs, held = _runs(map(words_of, passages["text"]), known)
    wanted = np.isin(held, runs)
    owners: dict[int, set[str]] = {}
    notes_of = passages["note_id"].to_numpy()
    for run, note in zip(held[wanted].tolist(), notes_of[theirs[wanted]], strict=True):
        owners.setdefault(run, set()).add(note)
    first = _order(notes, passages)
    said: list[list[set[str]]] = [[] for _ in texts]
    for place, run in zip(mine.tolist(), runs.tolist(), strict=True):
        said[place].append(owners.get(run, set()))
    return np.array(
        [_is_copy(each, note, first) for each, note in zip(said, rows["note_id"], strict=True)], bool
    )


def _is_copy(runs: Sequence[set[str]], note: str, first: dict[str, tuple[str, int]]) -> bool:
    """Tell whether one earlier note holds enough of a point's runs, given the notes that hold each."""
    found = Counter(other for owners in runs for other in owners if first[other] < first[note])
    most = max(found.values(), default=0)
    return most >= max(SHARE * len(runs), min(FEWEST, len(runs)), 1)


def _runs(texts: Iterable[list[str]], known: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return of each run of five words that are all known its text's number, and a number for its words."""
    numbers: list[int] = []
    sizes = []
    for words in texts:
        numbers += [known.get(word, 0) for word in words]
        numbers.append(0)  # no run goes on into the next text
        sizes.append(len(words) + 1)
    text = np.repeat(np.arange(len(sizes)), sizes)
    each = np.array(numbers, np.uint64)
    size = max(len(each) - RUN + 1, 0)
    total, whole = np.zeros(size, np.uint64), np.ones(size, bool)
    for shift in range(RUN):
        part = each[shift : shift + size]
        total, whole = total * PRIME + part, whole & (part > 0)
    return text[:size][whole], total[whole]


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
