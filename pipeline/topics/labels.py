"""Labels of topics: those that are kept in the config, and machine-made ones of a phrase or of words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from pipeline.language.corpus import Corpus, Stream
from pipeline.language.pairs import Pairs
from pipeline.settings.models import TopicLabel

FEWEST_NOTES = 3
DISTINCT = 1.5
"""A phrase must have this many times the topic's mean share of all passages."""
STEM = 5


@dataclass(frozen=True)
class LabelMatch:
    """The kept label that a topic has terms of; `split` if another topic has more of them."""

    label: TopicLabel
    split: bool

    @property
    def state(self) -> str:
        """Return the topic's state: named by a person, kept as the program named it, or split off."""
        return "split" if self.split else "kept" if self.label.machine else "named"


def matched(
    labels: Sequence[TopicLabel], terms: dict[int, tuple[str, ...]], same: float
) -> dict[int, LabelMatch]:
    """Return the match of each topic that has at least a `same` share of a label's terms.

    The best fit is given first, each label to one topic and each topic to one label. Only then is a further
    topic that a label fits `split` off; it goes by its own label.
    """
    fits = sorted(
        (-len({t.lower() for t in label.terms} & set(own)) / len(set(label.terms)), n, i)
        for n, label in enumerate(labels)
        for i, own in terms.items()
    )
    fits = [each for each in fits if -each[0] >= same]
    found: dict[int, LabelMatch] = {}
    given: set[int] = set()
    for _, n, i in fits:
        if n not in given and i not in found:
            found[i] = LabelMatch(labels[n], split=False)
            given.add(n)
    for _, n, i in fits:
        found.setdefault(i, LabelMatch(labels[n], split=True))
    return found


class Phrases:
    """The pairs of neighbouring words of a corpus, furniture and names left out, with their passages."""

    def __init__(self, words: Corpus, stream: Stream) -> None:
        self.words = words
        self._all = Pairs.of(words, stream)
        seen = np.unique(np.stack([self._all.pair, self._all.passage]), axis=1)
        notes = np.unique(np.stack([seen[0], words.note[seen[1]]]), axis=1)[0]
        pairs, spread = np.unique(notes, return_counts=True)
        kept = np.isin(seen[0], pairs[spread >= FEWEST_NOTES])
        self.pair, self.passage = seen[0][kept], seen[1][kept]

    def label(self, shares: np.ndarray, foremost: Sequence[str], taken: Collection[str]) -> str:
        """Return a label that is not `taken`: the topic's most distinctive phrase, else two words.

        `shares` is the topic's share of each passage. One phrase says more than several words, and is more
        likely to be the same when the next note has come.
        """
        pairs = (f"{one}, {two}" for one, two in combinations(foremost, 2) if not _alike(one, two))
        phrases = [phrase for phrase, _ in self.of(shares, foremost)]
        parts = (part[:1].upper() + part[1:] for part in (*phrases, *pairs))
        return next(part for part in parts if part not in taken)

    def of(self, shares: np.ndarray, words: Sequence[str]) -> list[tuple[str, np.ndarray]]:
        """Return the phrases of these words that are the topic's own and their passages, weightiest first."""
        mine = self._all.both_in(self.pair, np.isin(self.words.words.astype(str), list(words)))
        pair, passage = self.pair[mine], self.passage[mine]
        rated = pd.Series(shares[passage]).groupby(pair).agg(["sum", "mean"])
        rated = rated[rated["mean"] >= DISTINCT * shares.mean()]
        order = rated["sum"].round(6).sort_values(ascending=False, kind="stable").index
        return [(self._all.name(each), passage[pair == each]) for each in order]


def _alike(one: str, two: str) -> bool:
    """Return whether two words open alike: near enough to tell forms of a word (charity, charities)."""
    return one[:STEM] == two[:STEM]
