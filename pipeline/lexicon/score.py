"""How strongly the matched terms speak for each theme in each passage.

What a term is worth depends on where it stands: inside a name less, in the name of a theme that is only
recited less or nothing. And what a passage must have besides its sum: for some families one term that is
strong, and for all one sentence that carries most of it, for two asides in two sentences are no point made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.lexicon.match import Matcher, Matches
from pipeline.lexicon.names import NAMED, RECITED
from pipeline.lexicon.rules import Rules

STRONG_FROM = 0.8
"""A term that counts so much where it stands is a strong one: nearly alone enough."""


def in_use(found: Matches, rules: Rules) -> Matches:
    """Return the matches with what they are worth where they stand, without those that are worth nothing."""
    worth = np.select([found.mark == NAMED, found.mark == RECITED], [rules.names, rules.recited], 1.0)
    keep = worth > 0
    columns = {name: column[keep] for name, column in vars(found).items()}
    return replace(found, **columns | {"weight": (found.weight * worth)[keep]})


def term_scores(found: Matches, matcher: Matcher, texts: int, passing: float) -> np.ndarray:
    """Return texts × themes: the weights of the matched terms, less `passing` times those of passing cues.

    A term counts once however often it is in the passage, with the most that one of its matches is worth.
    """
    best = _once_a_text(found, matcher)
    scores = np.zeros((texts, len(matcher.themes)))
    np.add.at(scores, (found.text[best], found.theme[best]), found.weight[best])
    return np.where(scores[:, :-1] > 0, scores[:, :-1] - passing * scores[:, -1:], 0.0)


def thresholds(matcher: Matcher, rules: Rules) -> np.ndarray:
    """Return the score from which each theme applies."""
    return np.array([theme.threshold or rules.threshold for theme in matcher.themes[:-1]])


def applies(
    scores: np.ndarray, found: Matches, matcher: Matcher, texts: Sequence[str], rules: Rules
) -> np.ndarray:
    """Return texts × themes: whether the theme applies, by its score and by the terms that it rests on."""
    enough = thresholds(matcher, rules)
    ok = scores >= enough
    top = np.zeros((len(texts), len(matcher.themes)))
    np.maximum.at(top, (found.text, found.theme), found.weight)
    strong = np.array([theme.strong for theme in matcher.themes[:-1]])
    ok &= top[:, :-1] >= strong
    scattered = ok & (top[:, :-1] < rules.sentence * enough)
    ok[scattered] = _best_sentences(np.argwhere(scattered), found, texts) >= (
        rules.sentence * np.broadcast_to(enough, ok.shape)[scattered]
    )
    return ok


def _best_sentences(places: np.ndarray, found: Matches, texts: Sequence[str]) -> np.ndarray:
    """Return for each (text, theme) what the terms in its best sentence add up to."""
    from pipeline.language.sentences import sentence_spans  # takes longer to import than most edits to tag

    first = np.searchsorted(found.text, np.arange(len(texts) + 1))
    best = np.zeros(len(places))
    for place, (text, theme) in enumerate(places.tolist()):
        here = np.arange(first[text], first[text + 1])
        here = here[found.theme[here] == theme]
        begins = [start for start, _ in sentence_spans(texts[text])]
        sums: dict[int, dict[int, float]] = {}
        for one in here.tolist():
            terms = sums.setdefault(bisect_right(begins, int(found.start[one])), {})
            entry = int(found.entry[one])
            terms[entry] = max(terms.get(entry, 0.0), float(found.weight[one]))
        best[place] = max((sum(terms.values()) for terms in sums.values()), default=0.0)
    return best.round(6)


def strong_terms(found: Matches, matcher: Matcher, texts: int) -> np.ndarray:
    """Return texts × themes: how many different terms that are strong stand there."""
    best = _once_a_text(found, matcher)
    best = best[found.weight[best] >= STRONG_FROM]
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
