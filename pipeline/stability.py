"""How many topics the notes bear: how much of them comes back when the notes are drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from pipeline import config
from pipeline.topic_model import Model, coherence, fit
from pipeline.vocabulary import Corpus

Words = Sequence[np.ndarray]
"""The words shown for each topic, as columns of the corpus."""
LEAST_DIVERSITY = 0.75
"""Topics that share more of their words than this fall into one another."""
LEAST_COHERENCE = 0.1
SEED = 1
"""Where the draws start from. They decide on the number of topics; the topics themselves know no chance."""
NEAR = 0.1
"""Of numbers of topics whose stability differs by less the larger is taken: it says more."""


@dataclass(frozen=True)
class Trial:
    """What a number of free topics gives: means over its topics."""

    free: int
    model: Model
    stability: float
    coherence: float
    diversity: float


@dataclass(frozen=True)
class Choice:
    """The chosen model and, per topic, its figures and how often each of the words used came back."""

    trials: tuple[Trial, ...]
    model: Model
    stability: np.ndarray
    coherence: np.ndarray
    lift: np.ndarray
    returned: np.ndarray


def bootstraps(notes: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    """Yield as many notes as there are, drawn with replacement, `draws` times."""
    random = np.random.default_rng(seed)
    for _ in range(draws):
        yield random.integers(0, notes, notes)


def subsets(notes: int, draws: int, seed: int, share: float = 0.8) -> Iterator[np.ndarray]:
    """Yield a `share` of the notes, drawn without replacement, `draws` times."""
    random = np.random.default_rng(seed)
    for _ in range(draws):
        yield np.sort(random.choice(notes, round(share * notes), replace=False))


def sampled(words: Corpus, options: config.Topics) -> tuple[Corpus, np.ndarray]:
    """Return the notes that topics are found in (a sample of a large corpus), and their passages' rows."""
    wanted = round(words.notes * options.most_passages / max(len(words.note), 1))
    if wanted >= words.notes:
        return words, np.arange(len(words.note))
    drawn = np.random.default_rng(SEED).choice(words.notes, wanted, replace=False)
    return words.of_notes(np.sort(drawn))


def matches(reference: Words, others: Words) -> tuple[np.ndarray, np.ndarray]:
    """Return, per topic of `reference`, the most similar of `others` and the Jaccard index of their words."""
    table = np.array([[_jaccard(one, two) for two in others] for one in reference])
    best = table.argmax(axis=1)
    return best, table[np.arange(len(reference)), best]


def _jaccard(one: np.ndarray, two: np.ndarray) -> float:
    common = len(set(one.tolist()) & set(two.tolist()))
    return common / max(len(one) + len(two) - common, 1)


def diversity(topics: Words) -> float:
    """Return the share of distinct words among all the words shown, in [0, 1]."""
    words = np.concatenate([*topics, np.zeros(0, int)])
    return len(np.unique(words)) / max(len(words), 1)


def choose(
    corpus: Corpus,
    anchors: np.ndarray,
    framework: np.ndarray,
    options: config.Topics,
    named: Callable[[Model], int],
) -> Choice:
    """Return the model with the most free topics that still hold, with the figures of every number tried.

    Of those the one comes first in which the most topics are `named`: a label that a person gave should not
    go because another number would do as well.

    A number holds if its topics' coherence and diversity reach the marks above and their mean stability is
    near that of the most stable such number; where none does, the most stable number of all is taken.
    """

    def fitted(sample: Corpus, rows: np.ndarray, free: int) -> Model:
        return fit(sample, free, anchors[rows], framework, options)

    trials = tuple(_trial(corpus, free, fitted, options) for free in sorted(set(options.free)))
    sound = [t for t in trials if t.diversity >= LEAST_DIVERSITY and t.coherence >= LEAST_COHERENCE] or trials
    top = max(trial.stability for trial in sound)
    near = top - NEAR if sound is not trials else top
    holding = [trial for trial in sound if trial.stability >= near]
    best = max(holding, key=lambda trial: (named(trial.model), trial.free))
    return _measured(corpus, best, trials, fitted, options)


Fit = Callable[[Corpus, np.ndarray, int], Model]


def _trial(corpus: Corpus, free: int, fitted: Fit, options: config.Topics) -> Trial:
    model = fitted(corpus, np.arange(len(corpus.note)), free)
    draws = bootstraps(corpus.notes, options.draws, SEED)
    again = [matches(model.shown, fitted(*corpus.of_notes(drawn), free).shown)[1] for drawn in draws]
    kept = float(np.mean(again)) if model.shown else 0.0
    return Trial(free, model, kept, float(coherence(model.shown, corpus).mean()), diversity(model.shown))


def _measured(
    corpus: Corpus, best: Trial, trials: tuple[Trial, ...], fitted: Fit, options: config.Topics
) -> Choice:
    """Measure the chosen model on draws that had no part in the choice."""
    model = best.model
    kept, seen, chance = [], [], []
    returned = np.zeros((len(model.shown), corpus.counts.shape[1]))
    for drawn in bootstraps(corpus.notes, options.draws, SEED + 1):
        again = fitted(*corpus.of_notes(drawn), best.free).shown
        match, agreement = matches(model.shown, again)
        kept.append(agreement)
        words = [again[i] for i in match]
        for row, shown in zip(returned, words, strict=True):
            row[shown] += 1 / options.draws
        held_out = together(words, corpus, ~np.isin(corpus.note, drawn))
        seen.append(held_out[0])
        chance.append(held_out[1])
    lift = np.sum(seen, axis=0) / np.maximum(np.sum(chance, axis=0), 1e-9)
    figures = coherence(model.shown, corpus)
    return Choice(trials, model, np.mean(kept, axis=0), figures, lift, returned[:, model.used])


def together(topics: Words, corpus: Corpus, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, per topic, how many pairs of its words stand together in the passages `rows`, and by chance.

    Chance deals each word to the passages in proportion to their length: a long passage holds more pairs of
    anything, which is no sign of a topic.
    """
    present = sp.csr_matrix(corpus.counts[rows] > 0, dtype=np.float64)
    length = np.asarray(present.sum(axis=1)).ravel()
    meeting = (length**2).sum() / max(length.sum() ** 2, 1)
    seen, chance = [], []
    for words in topics:
        columns = present[:, words]
        per_passage = np.asarray(columns.sum(axis=1)).ravel()
        per_word = np.asarray(columns.sum(axis=0)).ravel()
        seen.append((per_passage * (per_passage - 1)).sum())
        chance.append((per_word.sum() ** 2 - (per_word**2).sum()) * meeting)
    return np.array(seen), np.array(chance)
