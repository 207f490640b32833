"""What a sentence is worth: how much it speaks for its note, and how much of what recurs it says.

Two parts. The *prior* tells from the sentence and its place how likely a note-taker would take it into a
summary. The *cover* tells how much it says of what others say too: its concepts (words and pairs of words)
count by how often they come back, and less once they have been said. Concept coverage: Gillick and Favre,
"A scalable global model for summarization", 2009; the greedy choice by gain over a power of the length:
Lin and Bilmes, "Multi-document summarization via budgeted maximization of submodular functions", 2010.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import scipy.sparse as sp

from pipeline.language.pairs import pairs
from pipeline.language.phrases import words_in
from pipeline.language.stems import ENGLISH_STOP_WORDS, stem, stems_of
from pipeline.language.tfidf import counts, weighted
from pipeline.language.words import WORD, words_of

STOPS = frozenset(stem(word) for word in ENGLISH_STOP_WORDS)
TELLING = words_in("asked described explained gave had he her his introduced said she spoke told was were")
"""Words of an account of who said or did what; a summary seldom has them."""
WEIGHTS = {
    "central": 0.40,
    "length": -0.075,
    "headings": 0.23,
    "names": -0.50,
    "telling": -0.80,
    "bullet": 0.09,
    "title": 0.22,
}
"""Ridge regression, within notes, of the share of a sentence's words and pairs of words (twice) that come
back in the note-taker's summary; `bench/points.py` measures it with each note left out in turn."""
STEEPNESS = 0.75  # what one standard deviation of the prior is worth: exp(0.75), about twice
SAID = 0.5  # what a concept is worth each time it has been said
RECURRENCE = 1.5  # a concept is worth the number of sentences that hold it, to this power
LENGTH = 0.4  # gains are divided by the number of words to this power


def content(text: str) -> list[str]:
    """Return the stems of the words that say what a sentence is about."""
    return [word for word in stems_of(text) if _says_something(word)]


def _says_something(word: str) -> bool:
    return word not in STOPS and len(word) > 2 and not word.isdigit()


def vectors(texts: Sequence[str], known: Sequence[str] = ()) -> tuple[sp.csr_matrix, sp.csr_matrix]:
    """Return `texts` and `known` as TF-IDF rows of unit length in one vocabulary, weighed over both."""
    rows = weighted(counts([*texts, *known], content, fewest=1)[0])
    return rows[: len(texts)], rows[len(texts) :]


def prior(rows: pd.DataFrame, titles: dict[str, str]) -> np.ndarray:
    """Return how likely a note-taker would take each row into a summary, as a factor around 1.

    `rows` has note_id, text, kind and section; `titles` the title of each note. The factor is
    exp(STEEPNESS · z), z the weighted sum of the features in standard deviations of its note.
    """
    features = _features(rows, titles)
    score = pd.Series(sum(features[name] * weight for name, weight in WEIGHTS.items()), index=rows.index)
    by_note = score.groupby(rows["note_id"])
    spread = by_note.transform("std", ddof=0)
    z = (score - by_note.transform("mean")) / spread.where(spread > 1e-9, 1.0)
    return np.exp(STEEPNESS * z.to_numpy())


def _features(rows: pd.DataFrame, titles: dict[str, str]) -> dict[str, np.ndarray]:
    texts = rows["text"].tolist()
    words, stems = [words_of(text) for text in texts], [set(content(text)) for text in texts]
    heads = rows.groupby("note_id")["section"].agg(lambda names: set(content(" ".join(names.unique()))))
    title = {note: set(content(title)) for note, title in titles.items()}
    tfidf, _ = vectors(texts)
    return {
        "central": centrality(tfidf, rows["note_id"].to_numpy()),
        "length": np.log1p([len(each) for each in words]),
        "headings": _overlap(stems, [heads[note] for note in rows["note_id"]]),
        "names": np.array([_share([w[0].isupper() for w in WORD.findall(text)[1:]]) for text in texts]),
        "telling": np.array([_share([word in TELLING for word in each]) for each in words]),
        "bullet": (rows["kind"] == "bullet").to_numpy(float),
        "title": _overlap(stems, [title.get(note, set()) for note in rows["note_id"]]),
    }


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / max(len(flags), 1)


def _overlap(mine: Sequence[set[str]], others: Sequence[set[str]]) -> np.ndarray:
    return np.array([len(one & other) / max(len(one), 1) for one, other in zip(mine, others, strict=True)])


def centrality(rows: sp.csr_matrix, groups: Sequence[str] | np.ndarray) -> np.ndarray:
    """Return each row's dot product with the sum of its group's rows, as a share of the group's highest."""
    codes, names = pd.factorize(np.asarray(groups, dtype=object))
    member = sp.csr_matrix((np.ones(len(codes)), (codes, np.arange(len(codes)))), (len(names), len(codes)))
    near = np.asarray(rows.multiply((member @ rows).tocsr()[codes]).sum(axis=1)).ravel()
    highest = np.zeros(len(names))
    np.maximum.at(highest, codes, near)
    return near / np.maximum(highest[codes], 1e-12)


def concepts(texts: Sequence[str]) -> sp.csr_matrix:
    """Return which words and pairs of words each text holds, as ones: texts × concepts."""
    holds = counts(texts, _words_and_pairs, fewest=1)[0]
    holds.data[:] = 1
    return holds


def _words_and_pairs(text: str) -> list[str]:
    stems = stems_of(text)
    told = [f"{a} {b}" for a, b in pairs(stems) if not {a, b} <= STOPS]
    return [s for s in stems if _says_something(s)] + told


class Cover:
    """What candidates still have to say: `holds` is candidates × concepts, `worth` a number per concept."""

    def __init__(self, holds: sp.csr_matrix, worth: np.ndarray, lengths: np.ndarray) -> None:
        self.holds = holds
        self._worth = worth.astype(float).copy()
        self._length = np.maximum(lengths, 1) ** LENGTH

    def gains(self) -> np.ndarray:
        """Return what each candidate would add, for its length."""
        return (self.holds @ self._worth) / self._length

    def say(self, row: int) -> None:
        """Count what the candidate says as said once more."""
        said = self.holds.indices[self.holds.indptr[row] : self.holds.indptr[row + 1]]
        self._worth[said] *= SAID


def worth(frequency: np.ndarray) -> np.ndarray:
    """Return what concepts are worth that come up so often; once is nothing."""
    return np.where(frequency >= 2, frequency, 0.0) ** RECURRENCE


def digest(rows: pd.DataFrame, titles: dict[str, str], words: int) -> list[int]:
    """Return the places of the rows, of one note, that say most of it in at most so many words."""
    factor, holds = prior(rows, titles), concepts(rows["text"].tolist())
    lengths = np.array([len(words_of(text)) for text in rows["text"]])
    cover = Cover(holds, worth(holds.T @ factor), lengths)
    free, left = np.ones(len(rows), bool), words
    taken: list[int] = []
    while True:
        gains = np.where(free & (lengths <= left), cover.gains() * factor, 0)
        if not len(gains) or gains.max() <= 0:
            return taken
        row = int(gains.argmax())
        taken.append(row)
        cover.say(row)
        free[row], left = False, left - int(lengths[row])
