"""How strongly the matched terms speak for each theme in each passage."""

from __future__ import annotations

import numpy as np

from pipeline.lexicon.match import Matcher, Matches
from pipeline.lexicon.theme import STRONG


def term_scores(found: Matches, matcher: Matcher, texts: int, passing: float) -> np.ndarray:
    """Return texts × themes: the weights of the matched terms, less `passing` times those of passing cues.

    A term counts once however often it is in the passage, with the most that one of its matches is worth.
    """
    best = _once_a_text(found, matcher)
    scores = np.zeros((texts, len(matcher.themes)))
    np.add.at(scores, (found.text[best], found.theme[best]), found.weight[best])
    return np.where(scores[:, :-1] > 0, scores[:, :-1] - passing * scores[:, -1:], 0.0)


def strong_terms(found: Matches, matcher: Matcher, texts: int) -> np.ndarray:
    """Return texts × themes: how many different terms of full weight stand there."""
    best = _once_a_text(found, matcher)
    best = best[found.weight[best] >= STRONG]
    counts = np.zeros((texts, len(matcher.themes)), int)
    np.add.at(counts, (found.text[best], found.theme[best]), 1)
    return counts[:, :-1]


def _once_a_text(found: Matches, matcher: Matcher) -> np.ndarray:
    """Return the places of the matches that count: of each term in a text the one that is worth most."""
    entries = max(len(theme.entries) for theme in matcher.themes) + 1
    key = (found.text * len(matcher.themes) + found.theme) * entries + found.entry
    order = np.lexsort((-found.weight, key))
    _, first = np.unique(key[order], return_index=True)
    return order[first]
