"""How strongly the matched terms speak for each theme in each passage."""

from __future__ import annotations

import numpy as np

from pipeline.lexicon.match import Matcher, Matches


def term_scores(found: Matches, matcher: Matcher, texts: int, passing: float) -> np.ndarray:
    """Return texts × themes: the weights of the matched terms, less `passing` times those of passing cues.

    A term counts once however often it is in the passage, with the most that one of its matches is worth.
    """
    size = len(matcher.themes)
    entries = max(len(theme.entries) for theme in matcher.themes) + 1
    key = (found.text * size + found.theme) * entries + found.entry
    order = np.lexsort((-found.weight, key))
    _, first = np.unique(key[order], return_index=True)
    best = order[first]
    scores = np.zeros((texts, size))
    np.add.at(scores, (found.text[best], found.theme[best]), found.weight[best])
    return np.where(scores[:, :-1] > 0, scores[:, :-1] - passing * scores[:, -1:], 0.0)
