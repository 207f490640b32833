"""TF-IDF evidence: how like a passage is to the passages that the lexicon is sure of.

For each theme the passages with strong evidence are averaged (a centroid as in Rocchio 1971), and every
passage is compared with that average and with the average of all. It settles what the terms leave open, no
more; a theme with few sure passages has no likeness at all: small collections rest on the terms alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from pipeline.language.stems import Stems
from pipeline.language.tfidf import stem_counts, weighted
from pipeline.settings.models import Themes

FARTHEST = 2.0
"""Likeness is cut off at so many standard deviations: one odd passage must not outvote its terms."""


@dataclass(frozen=True)
class Likeness:
    """Points by passage × theme, and what they come from: passages × stems, themes × stems."""

    points: np.ndarray
    words: sparse.csr_matrix
    directions: np.ndarray
    stems: np.ndarray

    def speaking(self, passage: int, theme: int, most: int = 3) -> list[str]:
        """Return the stems of the passage that moved its likeness to the theme most, foremost first."""
        row = self.words[passage]
        parts = row.data * self.directions[theme, row.indices] * np.sign(self.points[passage, theme])
        best = sorted(zip(-parts, self.stems[row.indices], strict=True))[:most]
        return [str(stem) for part, stem in best if part < 0]


def likeness(texts: list[str], scores: np.ndarray, options: Themes, stems: Stems) -> Likeness | None:
    """Return how like each text is to each theme's sure passages, in points of score; None if none is sure.

    Args:
        texts: the passages.
        scores: texts × themes, what the terms say.
        options: `sure`, `fewest_sure` and `likeness` are used.
        stems: those known; it learns the others.
    """
    if not options.likeness:
        return None
    present, names = stem_counts(texts, stems, fewest=3, most=0.3)  # first: `stems` are to know all words
    sure = np.where(scores >= options.sure, np.minimum(scores, 2.0), 0.0)
    known = (sure > 0).sum(axis=0) >= options.fewest_sure
    if not known.any():
        return None
    words = weighted(present)
    everything = np.asarray(words.mean(axis=0)).ravel()
    squares = np.asarray(words.multiply(words).sum(axis=1)).ravel()
    points = np.zeros(scores.shape)
    directions = np.zeros((scores.shape[1], words.shape[1]))
    for theme in np.flatnonzero(known):
        weight = sure[:, theme]
        summed = words.T @ weight
        # a sure passage must not be compared with itself
        near = (words @ summed - weight * squares) / (weight.sum() - weight)
        above = near - words @ everything
        deviations = (above - np.median(above)) / (above.std() or 1.0)
        points[:, theme] = options.likeness * np.clip(deviations, -FARTHEST, FARTHEST)
        directions[theme] = summed / weight.sum() - everything
    return Likeness(points, words, directions, names)
