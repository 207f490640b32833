"""How many topics the notes bear: how much of them comes back when the notes are drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.sparse as sp
from threadpoolctl import ThreadpoolController

from pipeline.core.side_by_side import side_by_side
from pipeline.language.corpus import Corpus
from pipeline.settings import models
from pipeline.topics.model import TopicModel, coherence, fits

Words = Sequence[np.ndarray]
"""The words shown for each topic, as columns of the corpus."""
LEAST_DIVERSITY = 0.75
"""Topics that share more of their words than this fall into one another."""
LEAST_COHERENCE = 0.0
"""Mean over the topics below which their number is not sound: words meet less often than by chance."""
INCOHERENT = -0.1
"""Of one topic, below which it is none. In short notes a few pairs that never meet pull a good one down."""
SURE = 1.5
"""Standard errors by which words must meet more often than by chance; below that it may all be noise."""
SEED = 1
"""Where the draws start from. They decide on the number of topics; the topics themselves know no chance."""
DISSOLVED = 0.5
"""Jaccard index up to which a topic has dissolved, half of what it was being gone (Hennig 2007, 3.2)."""
FIRST = 10
"""Draws after which numbers of topics that are surely behind, or not sound, are drawn no further."""
FAR = 3.0
"""Standard errors of the paired difference by which a number must be behind for that to be sure."""
FEWEST_SHARED = 200
"""Passages below which the draws are done before processes for them have begun."""
NEAR = 0.5
"""Numbers of topics whose `hold` is nearer, which is one topic's most, may give way to labels."""


@dataclass(frozen=True)
class Trial:
    """What a number of free topics gives: means over its topics.

    `hold` is the sum of what the topics' stability exceeds `DISSOLVED` by, or lacks; `coherent` is a count,
    `draws` how many draws these rest on.
    """

    free: int
    model: TopicModel
    hold: float
    coherent: int
    stability: float
    coherence: float
    diversity: float
    draws: int

    @property
    def sound(self) -> bool:
        """Return whether the topics keep company within and differ from one another."""
        return self.diversity >= LEAST_DIVERSITY and self.coherence >= LEAST_COHERENCE


@dataclass(frozen=True)
class Choice:
    """The chosen model and, per topic, its figures and how often each of the words used came back.

    `met` is how many pairs of the topic's words meet in passages held out, `chance` how many would
    by chance; both are scaled to all passages.
    """

    trials: tuple[Trial, ...]
    model: TopicModel
    stability: np.ndarray
    coherence: np.ndarray
    met: np.ndarray
    chance: np.ndarray
    returned: np.ndarray

    @property
    def lift(self) -> np.ndarray:
        """Return how many times more often than by chance the topics' words meet."""
        return self.met / np.maximum(self.chance, 1e-9)

    def is_noise(self, places: Sequence[int]) -> bool:
        """Return whether these topics' words meet hardly more often than by chance.

        Of one topic alone the lift is too uncertain to tell. The standard error is that of a count (Poisson).
        """
        met, chance = self.met[places].sum(), self.chance[places].sum()
        return bool(met - chance < SURE * np.sqrt(met))


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()  # looks through every library that is loaded, which takes a while


def one_thread() -> AbstractContextManager[object]:
    """Let numbers be added up by one thread: the order of additions, and the last digit, hang on them."""
    return _threads().limit(limits=1)


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


def sampled(words: Corpus, options: models.Topics) -> tuple[Corpus, np.ndarray]:
    """Return the notes that topics are found in (a sample of a large corpus), and their passages' rows."""
    wanted = round(words.notes * options.most_passages / max(len(words.note), 1))
    if wanted >= words.notes:
        return words, np.arange(len(words.note))
    drawn = np.random.default_rng(SEED).choice(words.notes, wanted, replace=False)
    return words.of_notes(np.sort(drawn))


def matches(reference: Words, others: Words) -> tuple[np.ndarray, np.ndarray]:
    """Return, per topic of `reference`, the most similar of `others` and the Jaccard index of their words."""
    if not len(others):
        return np.zeros(len(reference), int), np.zeros(len(reference))
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
    options: models.Topics,
    named: Callable[[TopicModel], int],
    jobs: int = 1,
) -> Choice:
    """Return the model of the number of topics that holds best, with the figures of all numbers tried.

    `named` tells how many topics of a model bear a label that a person gave. The draws are worked out by up
    to `jobs` processes.
    """

    given = Given(corpus, anchors, framework, options)
    trials = _trials(given, named, jobs)
    best = best_of(trials, lambda trial: named(trial.model))
    return _measured(given, best, trials, jobs)


def best_of(trials: Sequence[Trial], named: Callable[[Trial], int]) -> Trial:
    """Return the trial to take.

    Of those with sound coherence and diversity it is the one with the largest `hold`: a further topic is
    worth having as long as more than half of it comes back, at no cost to the others. Where none is sound
    (few or short notes) it is the one with the most coherent topics. The fewest of equals wins. Before that
    counts how many topics are `named`, as long as it costs less than `NEAR`: a label should not go because
    another number would do as well.
    """
    sound = [trial for trial in trials if trial.sound]

    def worth(trial: Trial) -> float:
        return trial.hold if sound else trial.coherent

    best = max(map(worth, sound or trials))
    near = [trial for trial in sound or trials if worth(trial) > best - NEAR]
    return max(near, key=lambda trial: (named(trial), worth(trial), -trial.free))


@dataclass(frozen=True)
class Given:
    """What topics are found in, and what they are to keep to."""

    corpus: Corpus
    anchors: np.ndarray
    framework: np.ndarray
    options: models.Topics

    def fits(self, numbers: Sequence[int], drawn: np.ndarray | None = None) -> dict[int, TopicModel]:
        """Return the models of so many free topics, of all notes or of those drawn."""
        if drawn is None:
            return fits(self.corpus, numbers, self.anchors, self.framework, self.options)
        sample, rows = self.corpus.of_notes(drawn)
        return fits(sample, numbers, self.anchors[rows], self.framework, self.options)

    def shown(self, numbers: Sequence[int], drawn: np.ndarray) -> dict[int, Words]:
        """Return the words shown for each topic of the models of the notes drawn."""
        with one_thread():
            return {free: model.shown for free, model in self.fits(numbers, drawn).items()}

    def again(
        self, numbers: Sequence[int], seed: int, jobs: int, first: int = 0, last: int | None = None
    ) -> list[tuple[np.ndarray, dict[int, Words]]]:
        """Return the draws `first` to `last` of the seed, each with the words shown of its models."""
        draws = list(bootstraps(self.corpus.notes, self.options.draws, seed))[first:last]
        if len(self.corpus.note) < FEWEST_SHARED:
            jobs = 1
        found = side_by_side(_shown, (self, numbers), draws, jobs, "drawing the notes again")
        return list(zip(draws, found, strict=True))


def _shown(shared: tuple[Given, Sequence[int]], drawn: np.ndarray) -> dict[int, Words]:
    given, numbers = shared
    return given.shown(numbers, drawn)


def _trials(given: Given, named: Callable[[TopicModel], int], jobs: int) -> tuple[Trial, ...]:
    """Return the trials; numbers that cannot be taken any more after `FIRST` draws rest on these alone."""
    numbers = sorted(set(given.options.free))
    models = given.fits(numbers)
    kept: dict[int, list[np.ndarray]] = {free: [] for free in numbers}

    def draw(numbers: Sequence[int], first: int, last: int | None) -> tuple[Trial, ...]:
        for _, shown in given.again(numbers, SEED, jobs, first, last):
            for free, again in shown.items():
                kept[free].append(matches(models[free].shown, again)[1])
        return tuple(trial_of(free, models[free], np.array(kept[free]), given.corpus) for free in kept)

    trials = draw(numbers, 0, FIRST)
    sound = [trial.free for trial in trials if trial.sound]
    labels = {free: named(models[free]) for free in sound}
    left = in_question({free: holds(np.array(kept[free])) for free in sound}, labels)
    return draw(left, FIRST, None) if len(left) > 1 and given.options.draws > FIRST else trials


def holds(kept: np.ndarray) -> np.ndarray:
    """Return the `hold` of each draw, from the topics' agreement (draws × topics)."""
    return (kept - DISSOLVED).sum(axis=1)


def in_question(holds: Mapping[int, np.ndarray], named: Mapping[int, int]) -> list[int]:
    """Return the numbers of topics that may still be taken, by their `hold` in each of the same draws.

    A number is out of question where it is behind the foremost by more than `FAR` standard errors, and
    besides by more than `NEAR` if it has more topics `named`, which decide within that.
    """
    if not holds:
        return []
    foremost = max(holds, key=lambda free: (holds[free].mean(), -free))

    def still(free: int) -> bool:
        gap = holds[foremost] - holds[free]
        error = gap.std(ddof=1) / np.sqrt(len(gap)) if len(gap) > 1 else np.inf
        return free == foremost or gap.mean() - FAR * error <= NEAR * (named[free] > named[foremost])

    return [free for free in holds if still(free)]


def trial_of(free: int, model: TopicModel, kept: np.ndarray, corpus: Corpus) -> Trial:
    """Return the figures of a model from its topics' agreement with those of each draw (draws × topics)."""
    hold = float(holds(kept).mean())
    agreed = coherence(model.shown, corpus)
    coherent = int((agreed >= INCOHERENT).sum())
    return Trial(
        free,
        model,
        hold,
        coherent,
        float(kept.mean()),
        float(agreed.mean()),
        diversity(model.shown),
        len(kept),
    )


def _measured(given: Given, best: Trial, trials: tuple[Trial, ...], jobs: int) -> Choice:
    """Measure the chosen model on draws that had no part in the choice."""
    model, corpus = best.model, given.corpus
    kept, seen, chance, passages = [], [], [], 0
    returned = np.zeros((len(model.shown), corpus.counts.shape[1]))
    for drawn, shown in given.again((best.free,), SEED + 1, jobs):
        again = shown[best.free]
        match, agreement = matches(model.shown, again)
        kept.append(agreement)
        words = [again[i] for i in match]
        for row, its in zip(returned, words, strict=True):
            row[its] += 1 / given.options.draws
        held_out = ~np.isin(corpus.note, drawn)
        pairs = together(words, corpus, held_out)
        seen.append(pairs[0])
        chance.append(pairs[1])
        passages += held_out.sum()
    whole = len(corpus.note) / max(passages, 1)
    return Choice(
        trials,
        model,
        np.mean(kept, axis=0),
        coherence(model.shown, corpus),
        np.sum(seen, axis=0) * whole,
        np.sum(chance, axis=0) * whole,
        returned[:, model.used],
    )


def together(topics: Words, corpus: Corpus, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, per topic, how many pairs of its words meet in the passages `rows`, and by chance.

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
        seen.append((per_passage * (per_passage - 1)).sum() / 2)
        chance.append((per_word.sum() ** 2 - (per_word**2).sum()) / 2 * meeting)
    return np.array(seen), np.array(chance)
