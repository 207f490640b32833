"""Stems: what the forms of a word are counted by."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

WORD = re.compile(r"[^\W\d_]{3,}")


class Stems(dict[str, str]):
    """The stem of each lower-case word, by which its forms are counted; "" for words that say nothing.

    A word is stemmed when it is first asked for. The stems of the last run come back as a table: nltk takes
    longer to import than an analyst should wait for the effect of an edit.
    """

    def __missing__(self, word: str) -> str:
        self[word] = found = "" if word in self._silent else str(self._stemmer.stem(word))
        return found

    @cached_property
    def _silent(self) -> frozenset[str]:
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return frozenset(ENGLISH_STOP_WORDS)

    @cached_property
    def _stemmer(self) -> Any:
        from nltk.stem.snowball import SnowballStemmer

        return SnowballStemmer("english")

    def of(self, text: str) -> list[str]:
        """Return the stems of the words of a text that mean something, in order."""
        return [stem for word in WORD.findall(text.lower()) if (stem := self[word])]
