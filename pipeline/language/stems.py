"""Stems: what the forms of a word are counted by."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from pipeline.core.part import part
from pipeline.language.words import LONG, words_of

ENGLISH_STOP_WORDS: frozenset[str] = part("sklearn.feature_extraction._stop_words").ENGLISH_STOP_WORDS
"""scikit-learn's list, without the second that scikit-learn takes to import."""


class Stems(dict[str, str]):
    """The stem of each lower-case word, by which its forms are counted; "" for words that say nothing.

    A word is stemmed when it is first asked for. The stems of the last run come back as a table, so that an
    edit of the lexicons has few to find.
    """

    def __missing__(self, word: str) -> str:
        self[word] = found = "" if word in ENGLISH_STOP_WORDS else stem(word)
        return found

    def of(self, text: str) -> list[str]:
        """Return the stems of the words of a text that mean something, in order."""
        return [stem for word in LONG.findall(text.lower()) if (stem := self[word])]


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word."""
    return str(_stemmer().stemWord(word))


def stems_of(text: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word) for word in words_of(text)]
