"""Words and phrases of the notes that go with a theme and are not in its lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline.language.association import log_likelihood
from pipeline.language.corpus import Corpus, Stream, corpus
from pipeline.language.pairs import Pairs
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import covers, sequences
from pipeline.lexicon.theme import Theme
from pipeline.workbench.in_context import contexts

MOST = 8
CONTEXTS = 3
FEWEST = 4
FEWEST_NOTES = 2
"""A term in fewer passages or notes fits those alone."""
TELLING = 6.63
"""G² from which a word goes with a theme by more than chance: p < 0.01 for one degree of freedom."""
ODDS = 3.0
"""A passage with a suggested term has so many times the odds of any passage to carry the theme."""


class Suggestion(NamedTuple):
    """A word or phrase that goes with a theme, and is not in its lexicon."""

    theme: str
    term: str
    passages: int
    with_theme: int
    notes: int
    keyness: float
    contexts: tuple[str, ...]


def suggestions(
    lexicon: Lexicon, body: pd.DataFrame, themes: pd.DataFrame, stopwords: Sequence[str]
) -> Iterator[Suggestion]:
    """Yield per theme the words and pairs of words that go with it most; names and `stopwords` are left out.

    Args:
        lexicon: what need not be suggested.
        body: the passages that count.
        themes: the table `passage_themes`.
        stopwords: words that say nothing by themselves.
    """
    texts = body["text"].to_numpy(object)
    found, stream = corpus(texts, body["note_id"].tolist(), stopwords)
    present, names = phrases(found, stream)
    total = np.diff(present.indptr)
    notes = np.diff(found.per_note(present.tocsr()).tocsc().indptr)
    for theme in lexicon.themes.values():
        carries = body["passage_id"].isin(themes.loc[themes["theme"] == theme.id, "passage_id"]).to_numpy()
        inside, key = keyness(present, carries)
        likely = inside * (1 - carries.mean()) >= ODDS * carries.mean() * (total - inside)
        goes_with = (key >= TELLING) & likely & (notes >= FEWEST_NOTES)
        ranked = np.lexsort((names, -key))
        for place in islice(_new(names, ranked[goes_with[ranked]], theme), MOST):
            rows = present.indices[present.indptr[place] : present.indptr[place + 1]]
            shown = contexts(names[place], texts[np.sort(rows[carries[rows]])])
            figures = (int(total[place]), int(inside[place]), int(notes[place]), float(key[place]))
            yield Suggestion(theme.id, str(names[place]), *figures, tuple(islice(shown, CONTEXTS)))


def phrases(found: Corpus, stream: Stream) -> tuple[sparse.csc_matrix, np.ndarray]:
    """Return passages × (words, then pairs of neighbours): ones; and what the columns are called."""
    beside = Pairs.of(found, stream)
    pairs, pair = np.unique(beside.pair, return_inverse=True)
    shape = (len(found.note), len(pairs))
    of_pairs = sparse.csc_matrix((np.ones(len(pair)), (beside.passage, pair)), shape=shape)
    present = sparse.hstack([found.counts, of_pairs], format="csc")
    present.data[:] = 1
    names = [*found.words, *map(beside.name, pairs)]
    often = np.flatnonzero(np.diff(present.indptr) >= FEWEST)
    return present[:, often], np.array(names, dtype=object)[often]


def keyness(present: sparse.csc_matrix, carries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return per word how many carrying passages have it, and the log-likelihood G² of that, signed."""
    inside = present.T @ carries.astype(float)
    total = present.T @ np.ones(len(carries))
    return inside, log_likelihood(inside, total, float(carries.sum()), float(len(carries)))


def _new(names: np.ndarray, ranked: np.ndarray, theme: Theme) -> Iterator[int]:
    """Yield the places of names that share no word with the lexicon, or with a name before them."""
    slots = (slot for entry in theme.entries for slot in entry.words)
    known = {step for slot in slots for way in sequences(slot, theme.both_spellings) for step in way}
    for place in ranked:
        words = re.split(r"[\s-]", names[place])
        if not any(covers(step, word) for word in words for step in known):
            known.update(words)
            yield place
