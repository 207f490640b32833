"""Pairs of neighbouring words: the shortest phrases, which often say more than a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.language.corpus import Corpus, Stream


def pairs(words: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield each word with the one after it."""
    return pairwise(words)


@dataclass(frozen=True)
class Pairs:
    """All pairs in a corpus, in order: `pair` is a number per two words, `passage` where they are.

    A pair is of two different words beside each other in one passage, with nothing left out between them.
    One number per pair sorts much faster than two columns.
    """

    pair: np.ndarray
    passage: np.ndarray
    words: np.ndarray

    @classmethod
    def of(cls, corpus: Corpus, stream: Stream) -> Pairs:
        """Gather the pairs of a corpus from its stream of words."""
        first, second = stream.word[:-1], stream.word[1:]
        beside = (first >= 0) & (second >= 0) & (first != second)
        beside &= stream.passage[:-1] == stream.passage[1:]
        pair = first[beside].astype(np.int64) * len(corpus.words) + second[beside]
        return cls(pair, stream.passage[:-1][beside], corpus.words)

    def name(self, pair: int) -> str:
        """Return the two words."""
        first, second = divmod(int(pair), len(self.words))
        return f"{self.words[first]} {self.words[second]}"

    def both_in(self, pair: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Tell of which pairs both words are `chosen`, a flag per word."""
        return chosen[pair // len(self.words)] & chosen[pair % len(self.words)]
