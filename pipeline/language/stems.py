"""Stems: what the forms of a word are counted by."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import Any

from pipeline.language.words import LONG, words_of


class Stems(dict[str, str]):
    """The stem of each lower-case word, by which its forms are counted; "" for words that say nothing.

    A word is stemmed when it is first asked for. The stems of the last run come back as a table: nltk takes
    longer to import than an analyst should wait for the effect of an edit.
    """

    def __missing__(self, word: str) -> str:
        self[word] = found = "" if word in self._silent else stem(word)
        return found

    @cached_property
    def _silent(self) -> frozenset[str]:
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return frozenset(ENGLISH_STOP_WORDS)

    def of(self, text: str) -> list[str]:
        """Return the stems of the words of a text that mean something, in order."""
        return [stem for word in LONG.findall(text.lower()) if (stem := self[word])]


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer  # takes longer to import than an edit should wait for

    return SnowballStemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word."""
    return str(_stemmer().stem(word))


def stems_of(text: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word) for word in words_of(text)]
