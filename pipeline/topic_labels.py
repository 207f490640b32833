"""Labels of topics: those that people gave, and machine-made ones of phrases and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.config import TopicLabel
from pipeline.vocabulary import Corpus, Stream

PARTS = 2
"""Phrases or words in a label."""
FEWEST_NOTES = 3
DISTINCT = 1.5
"""A phrase must have this many times the topic's mean share of all passages."""
STEM = 5


def matched(
    labels: Sequence[TopicLabel], terms: dict[int, tuple[str, ...]], same: float
) -> dict[int, tuple[str, str]]:
    """Return the label and state of each topic that has at least a `same` share of a label's terms.

    The best fit is given first, each label to one topic; a further topic that it fits as well is `split`
    off and goes by its own label.
    """
    fits = sorted(
        (-len({t.lower() for t in label.terms} & set(own)) / len(set(label.terms)), n, i)
        for n, label in enumerate(labels)
        for i, own in terms.items()
    )
    named: dict[int, tuple[str, str]] = {}
    given: set[int] = set()
    for fit, n, i in fits:
        if -fit < same or i in named:
            continue
        named[i] = ("", "split") if n in given else (labels[n].label, "named")
        given.add(n)
    return named


def slug(text: str) -> str:
    """Return the text as an id: small letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "topic"


class Phrases:
    """The pairs of neighbouring words of a corpus, furniture and names left out, with their passages."""

    def __init__(self, words: Corpus, stream: Stream) -> None:
        self.words = words
        first, second = stream.word[:-1], stream.word[1:]
        beside = (first >= 0) & (second >= 0) & (first != second)
        beside &= stream.passage[:-1] == stream.passage[1:]
        passage = stream.passage[:-1][beside]
        # one number per pair and passage: sorting numbers is much faster than grouping two columns
        pair = first[beside].astype(np.int64) * len(words.words) + second[beside]
        seen = np.unique(np.stack([pair, passage]), axis=1)
        notes = np.unique(np.stack([seen[0], words.note[seen[1]]]), axis=1)[0]
        pairs, spread = np.unique(notes, return_counts=True)
        kept = np.isin(seen[0], pairs[spread >= FEWEST_NOTES])
        self.pair, self.passage = seen[0][kept], seen[1][kept]

    def label(self, shares: np.ndarray, foremost: Sequence[str]) -> str:
        """Return a label: the topic's most distinctive phrases of its foremost words, then further words.

        `shares` is the topic's share of each passage.
        """
        parts: list[str] = []
        used: set[str] = set()
        for phrase in self._ranked(shares, foremost):
            if not used & _stems(phrase) and not parts:
                parts.append(phrase)
                used |= _stems(phrase)
        for word in foremost:
            if not used & _stems(word) and len(parts) < PARTS:
                parts.append(word)
                used |= _stems(word)
        return ", ".join(parts)

    def _ranked(self, shares: np.ndarray, foremost: Sequence[str]) -> list[str]:
        """Return the phrases that are made of the topic's words and are its own, the weightiest first."""
        word, size = self.words.words, len(self.words.words)
        own = np.isin(word.astype(str), list(foremost))
        mine = own[self.pair // size] & own[self.pair % size]
        rated = pd.Series(shares[self.passage[mine]]).groupby(self.pair[mine]).agg(["sum", "mean"])
        rated = rated[rated["mean"] >= DISTINCT * shares.mean()]
        order = rated["sum"].round(6).sort_values(ascending=False, kind="stable").index
        return [f"{word[pair // size]} {word[pair % size]}" for pair in order]


def _stems(phrase: str) -> set[str]:
    """Return the beginnings of the words: near enough to tell forms of a word (charity, charities)."""
    return {word[:STEM] for word in phrase.split()}
