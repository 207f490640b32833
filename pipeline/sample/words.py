"""Invented words by Zipf's law: a few common English ones, and as many others as there is text for."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import covers, sequences

COMMON = (
    "the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "it", "with", "as", "on", "be", "at",
    "by", "this", "had", "not", "are", "but", "from", "or", "have", "an", "they", "which", "one", "were",
    "there", "been", "has", "when", "who", "more", "if", "out", "so", "up", "said", "what", "its", "about",
    "than", "into", "them", "can", "only", "other", "time", "some", "could", "these", "two", "may", "then",
    "do", "first", "any", "now", "such", "like", "over", "even", "most", "after", "also", "many", "must",
    "before", "through", "where", "much", "way", "down", "should", "because", "long", "each", "just", "those",
)  # fmt: skip
ONSETS = ("b", "br", "c", "cl", "d", "dr", "f", "g", "gl", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s",
          "sk", "t", "tr", "v", "w")  # fmt: skip
CORES = ("a", "ai", "e", "ea", "i", "o", "oo", "u", "ou", "y")
CLOSES = ("", "", "n", "l", "r", "st", "m", "ck")
SYLLABLES = tuple(onset + core + close for core in CORES for close in CLOSES[1:] for onset in ONSETS)
STEEP, FLAT = 1.45, 10.0
"""Exponent and offset of the law of Zipf and Mandelbrot: a million words then hold some forty thousand."""
LARGEST = 400_000
"""Words that there are at most."""


class InventedWords:
    """Words by rank, the commonest first, none of which a lexicon looks for."""

    def __init__(self, lexicon: Lexicon, seed: int) -> None:
        self._listed = Listed(lexicon)
        common = [word for word in COMMON if word not in self._listed]
        chance = np.random.default_rng([seed, 1])
        words = dict.fromkeys([*common, *self._invented(chance)])
        self.words = np.array(list(words), dtype=object)
        weight = 1 / (np.arange(len(self.words)) + FLAT) ** STEEP
        self._sums = np.cumsum(weight / weight.sum())

    def _invented(self, chance: np.random.Generator) -> Iterable[str]:
        """Yield words, those of fewer syllables first: the commoner a word, the shorter it is."""
        left = LARGEST
        for length, most in ((1, 300), (2, 60_000), (3, LARGEST)):
            count = min(most, left)
            picked = chance.integers(0, len(SYLLABLES), (count, length))
            made = ("".join(SYLLABLES[i] for i in row) for row in picked.tolist())
            yield from (word for word in made if len(word) > 3 and word not in self._listed)
            left -= count

    def draw(self, chance: np.random.Generator, count: int) -> list[str]:
        """Return so many words by their frequency."""
        ranks = np.searchsorted(self._sums, chance.random(count))
        return list(self.words[np.minimum(ranks, len(self.words) - 1)])

    def rare(self, chance: np.random.Generator, count: int) -> list[str]:
        """Return so many words that are neither common nor unheard of, each once."""
        ranks = chance.choice(np.arange(1_000, 40_000), count, replace=False)
        return [str(word) for word in self.words[ranks]]


class Listed:
    """The words that a lexicon looks for, alone or as part of a phrase."""

    def __init__(self, lexicon: Lexicon) -> None:
        patterns = {
            step.removeprefix("'")
            for theme in (*lexicon.themes.values(), lexicon.passing)
            for words in (*(words for entry in theme.entries for words in entry.words), *theme.nots)
            for sequence in sequences(words, theme.both_spellings)
            for step in sequence
            if step not in COMMON
        }
        self._plain = {pattern for pattern in patterns if "*" not in pattern}
        wild = [pattern for pattern in patterns if "*" in pattern]
        self._stems = {pattern[:-1] for pattern in wild if pattern.index("*") == len(pattern) - 1}
        self._odd = [pattern for pattern in wild if pattern[:-1] not in self._stems]

    def __contains__(self, word: str) -> bool:
        begins = any(word[:length] in self._stems for length in range(1, len(word) + 1))
        return word in self._plain or begins or any(covers(pattern, word) for pattern in self._odd)
