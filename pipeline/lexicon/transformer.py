"""The lexicon as a scikit-learn transformer, for pipelines of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Match, Matcher


class LexiconTagger(TransformerMixin, BaseEstimator):
    """A lexicon as a scikit-learn transformer: texts in, counts of matches per theme out.

    Args:
        lexicon: a `pipeline.lexicon.Lexicon`, for instance from `load_lexicon(folder)`.
    """

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon

    def fit(self, X: Iterable[str] | None = None, y: Any = None) -> LexiconTagger:
        """Return the tagger unchanged: there is nothing to learn."""
        return self

    def transform(self, X: Iterable[str]) -> sparse.csr_matrix:
        """Return texts × themes: how often a term of the theme counts in the text.

        Raises:
            ValueError: X is one text, not a series of texts.
            TypeError: something in X is no text.
        """
        texts = _texts(X)
        found = self._matcher.find(texts)
        themes = len(self._matcher.themes) - 1
        keep = found.theme < themes
        ones = np.ones(int(keep.sum()), dtype=np.int64)
        return sparse.csr_matrix((ones, (found.text[keep], found.theme[keep])), shape=(len(texts), themes))

    def spans(self, text: str) -> list[Match]:
        """Return the matches in one text by place: theme, term, start, end, weight."""
        return self._matcher.spans(text)

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Return the ids of the themes, in the order of the columns."""
        return np.array([theme.id for theme in self._matcher.themes[:-1]], dtype=object)

    @property
    def _matcher(self) -> Matcher:
        if self.lexicon is None:
            raise ValueError("LexiconTagger needs a lexicon: LexiconTagger(load_lexicon(folder))")
        return self.lexicon.matcher

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags


def _texts(X: Iterable[str]) -> list[str]:
    if isinstance(X, str):
        raise ValueError("one text was given; give a list of texts")
    texts = list(X)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"{text!r} is no text")
    return texts
