"""Which themes apply to a passage, and why.

The lexicon finds terms with exact spans (`pipeline.match`); their weights, less those of passing cues, are
the first evidence (`pipeline.evidence`), likeness to the passages that the lexicon is sure of the second
(`pipeline.likeness`). A theme applies where their sum reaches its threshold and at least one term stands in
the passage. Headings, logistics and reading lists carry no theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from pipeline.config import Themes
from pipeline.evidence import term_scores
from pipeline.lexicon import Lexicon
from pipeline.likeness import Likeness, likeness
from pipeline.match import Match, Matcher, Matches
from pipeline.schemas import UNCOUNTED_SECTIONS, schema


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
        cached = self.__dict__.get("_matcher_of")
        if cached is None or cached[0] is not self.lexicon:
            cached = self.__dict__["_matcher_of"] = (self.lexicon, Matcher(self.lexicon))
        return cached[1]

    def __getstate__(self) -> dict[str, Any]:
        state = dict(super().__getstate__())
        state.pop("_matcher_of", None)  # it is built again when it is needed
        return state

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


def tag(passages: pd.DataFrame, lexicon: Lexicon, options: Themes) -> dict[str, pd.DataFrame]:
    """Return `tags`, every match of a term that counts, and `passage_themes`, the themes that apply."""
    carries = (passages["kind"] != "heading") & ~passages["section_kind"].isin(UNCOUNTED_SECTIONS)
    body = passages[carries].reset_index(drop=True)
    texts = body["text"].tolist()
    matcher = Matcher(lexicon)
    found = matcher.find(texts)
    decision = Decision(found, matcher, texts, options)
    ids = body["passage_id"].tolist()
    rows = [
        (ids[text], matcher.themes[theme].id, decision.scores[text, theme], decision.basis(text, theme))
        for text, theme in zip(*np.nonzero(decision.applies), strict=True)
    ]
    return {"tags": _tags(body, found, matcher), "passage_themes": schema("passage_themes").frame(rows)}


class Decision:
    """The scores of texts × themes, which of them suffice, and what they rest on."""

    def __init__(self, found: Matches, matcher: Matcher, texts: list[str], options: Themes) -> None:
        self.found, self.matcher = found, matcher
        self.by_terms = term_scores(found, matcher, len(texts), options.passing)
        self.like: Likeness | None = likeness(texts, self.by_terms, options)
        points = self.like.points if self.like else 0.0
        own = [theme.threshold or options.threshold for theme in matcher.themes[:-1]]
        self.thresholds = np.array(own)
        self.scores = np.where(self.by_terms > 0, self.by_terms + points, 0.0).round(6)
        self.applies = self.scores >= self.thresholds
        self._first = np.searchsorted(found.text, np.arange(len(texts) + 1))

    def basis(self, text: int, theme: int) -> str:
        """Return the reasons: terms with weights, passing cues, and the words that tipped the balance."""
        parts = ["; ".join(self._weighed(text, theme, ""))]
        passing = self._weighed(text, len(self.matcher.themes) - 1, "-")
        if passing:
            parts.append("in passing: " + "; ".join(passing))
        if self.like and self.by_terms[text, theme] < self.thresholds[theme]:
            parts.append("tipped by: " + ", ".join(self.like.speaking(text, theme)))
        return " | ".join(parts)

    def _weighed(self, text: int, theme: int, sign: str) -> list[str]:
        """Return `term (weight)` for each distinct term, the weightiest first."""
        here = slice(self._first[text], self._first[text + 1])
        mine = self.found.theme[here] == theme
        entries = self.matcher.themes[theme].entries
        best: dict[str, float] = {}
        for entry, weight in zip(self.found.entry[here][mine], self.found.weight[here][mine], strict=True):
            term = entries[entry].term
            best[term] = max(best.get(term, 0.0), float(weight))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return [f"{term} ({sign}{weight:g})" for term, weight in ranked]


def _tags(passages: pd.DataFrame, found: Matches, matcher: Matcher) -> pd.DataFrame:
    keep = found.theme < len(matcher.themes) - 1
    ids, texts = passages["passage_id"].tolist(), passages["text"].tolist()
    columns = (found.text, found.theme, found.entry, found.start, found.end, found.weight)
    rows = []
    for text, theme, entry, start, end, weight in zip(*(c[keep].tolist() for c in columns), strict=True):
        of = matcher.themes[theme]
        rows.append((ids[text], of.id, start, end, of.entries[entry].term, texts[text][start:end], weight))
    return schema("tags").frame(rows)
