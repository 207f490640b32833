"""The topic model: non-negative factorisation of passages × words, some of its topics anchored by themes.

An anchored topic loads on the passages that its themes apply to, and only its words are learned: the
framework's own words gather there and leave the free topics to what else is being said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from pipeline.language.corpus import Corpus
from pipeline.language.tfidf import inverse_document_frequency, weighted
from pipeline.settings import models

SHOWN = 10
"""Words that represent a topic, in every figure."""
ITERATIONS = 30
TINY = 1e-12


@dataclass(frozen=True)
class TopicModel:
    """Topics × words: `weights` of unit length over `used` (columns of the corpus), `shown` per topic.

    The first `anchored` topics belong to themes. `idf` and `even` weigh the columns of `used`.
    """

    used: np.ndarray
    idf: np.ndarray
    even: np.ndarray
    weights: np.ndarray
    shown: tuple[np.ndarray, ...]
    anchored: int

    def listed(self, corpus: Corpus, topic: int, most: int) -> tuple[str, ...]:
        """Return the words shown for a topic, foremost first, then further ones by weight."""
        order = np.argsort(-self.weights[topic], kind="stable")
        further = [int(self.used[w]) for w in order if self.weights[topic, w] > 0]
        words = dict.fromkeys([*self.shown[topic].tolist(), *further])
        return tuple(str(corpus.words[w]) for w in words)[:most]

    def shares(self, corpus: Corpus) -> np.ndarray:
        """Return passages × topics: the part of the passage that each topic explains; rows sum to 1 at most.

        With A the passage, h the topic and w its least-squares load the part is w (A·h) / (A·A).
        """
        data = weigh(corpus.counts[:, self.used], self.idf, self.even)
        length = np.asarray(data.multiply(data).sum(axis=1)).ravel()
        explained = _loads(data, self.weights) * (data @ self.weights.T)
        return (explained / np.maximum(length, TINY)[:, None]).clip(0, 1)


def fits(
    corpus: Corpus,
    numbers: Iterable[int],
    anchors: np.ndarray,
    framework: np.ndarray,
    options: models.Topics,
) -> dict[int, TopicModel]:
    """Return a model for each number of free topics, beside one topic for each column of `anchors`.

    `anchors` is passages × anchors, each 0 or 1. `framework` marks the words of the corpus that the lexicons
    name: at most half of those shown are such.
    """
    # a word in two of twelve notes tells as much as one in four of twenty-four
    fewest = min(options.note_frequency, max(2, round(0.18 * corpus.notes)))
    used = np.flatnonzero(corpus.note_frequency() >= fewest)
    used = used[np.argsort(-corpus.note_frequency()[used], kind="stable")[: options.most_words]]
    used.sort()
    counts = corpus.counts[:, used]
    idf = inverse_document_frequency(counts) ** options.idf
    even = spread(corpus, used) ** options.evenness
    data = weigh(counts, idf, even)
    most = max(min(data.shape) - 1, 0)
    wanted = {number: min(number, most) for number in numbers}
    start = _start(data, max(wanted.values()))  # the foremost vectors are the same for every number
    models = {}
    for number, free in wanted.items():
        weights = factorize(data, anchors, start[0][:, :free], start[1][:free])
        words = shown(weights, counts, framework[used], options)
        models[number] = TopicModel(
            used, idf, even, weights, tuple(used[topic] for topic in words), anchors.shape[1]
        )
    return models


def fit(
    corpus: Corpus, free: int, anchors: np.ndarray, framework: np.ndarray, options: models.Topics
) -> TopicModel:
    """Return the model of one number of free topics."""
    return fits(corpus, (free,), anchors, framework, options)[free]


def spread(corpus: Corpus, used: np.ndarray) -> np.ndarray:
    """Return over how many notes each word is spread: the exponential of the entropy of its passages.

    A word that one note repeats counts as little more than one note; this is what keeps a single meeting
    from making a topic (the effective number of species: Hill 1973, order 1).
    """
    present = corpus.per_note(corpus.counts[:, used] > 0)
    total = np.asarray(present.sum(axis=0)).ravel()
    logs = present.copy()
    logs.data = present.data * np.log(present.data)
    return np.exp(np.log(np.maximum(total, 1)) - np.asarray(logs.sum(axis=0)).ravel() / np.maximum(total, 1))


def weigh(counts: sp.csr_matrix, idf: np.ndarray, even: np.ndarray) -> sp.csr_matrix:
    """Return TF-IDF, each passage scaled to length 1, and then × even."""
    data = weighted(sp.csr_matrix(counts, dtype=np.float64), idf)
    data.data *= even[data.indices]
    return data


def factorize(data: sp.csr_matrix, anchors: np.ndarray, loads: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return topics × words, of unit length: the anchored topics first, then the free ones.

    Hierarchical alternating least squares (Cichocki & Phan 2009, algorithm 2); the free topics start from
    `loads` (passages × free) and `weights` (free × words). The anchors' loads stay as they are:
    topic-supervised factorisation (MacMillan & Wilson 2017) in its strictest form.
    """
    fixed = anchors.shape[1]
    loads = np.hstack([anchors, loads])
    weights = np.vstack([np.zeros((fixed, data.shape[1])), weights])
    across = sp.csr_matrix(data.T)
    for _ in range(ITERATIONS):
        _update(weights, (across @ loads).T, loads.T @ loads)
        length = np.maximum(np.linalg.norm(weights[fixed:], axis=1), TINY)
        weights[fixed:] /= length[:, None]
        loads[:, fixed:] *= length
        _update(loads.T, (data @ weights.T).T, weights @ weights.T, fixed)
    length = np.sqrt(np.einsum("ij,ij->i", weights, weights))[:, None]
    return weights / np.where(length > TINY, length, 1.0)


def _start(data: sp.csr_matrix, topics: int) -> tuple[np.ndarray, np.ndarray]:
    """Return non-negative loads and weights: the stronger side of each of the foremost singular vectors.

    So there is no chance in the start (Boutsidis & Gallopoulos 2008).
    """
    if not topics:
        return np.zeros((data.shape[0], 0)), np.zeros((0, data.shape[1]))
    left, size, right = svds(data, topics, v0=np.ones(min(data.shape)))
    order = np.argsort(-size, kind="stable")
    loads, weights = left[:, order], right[order]
    plus = np.linalg.norm(loads.clip(0), axis=0) * np.linalg.norm(weights.clip(0), axis=1)
    minus = np.linalg.norm(loads.clip(max=0), axis=0) * np.linalg.norm(weights.clip(max=0), axis=1)
    sign = np.where(plus >= minus, 1.0, -1.0)
    return (loads * sign).clip(0), (weights * sign[:, None]).clip(0)


def _update(rows: np.ndarray, target: np.ndarray, gram: np.ndarray, first: int = 0) -> None:
    """Set each row from the `first` on in turn to its best non-negative value, the others held."""
    scale = np.maximum(gram.diagonal(), TINY).tolist()
    for i in range(first, len(rows)):
        step = gram[i] @ rows
        np.subtract(target[i], step, out=step)
        step /= scale[i]
        step += rows[i]
        np.maximum(step, 0, out=rows[i])


def _loads(data: sp.csr_matrix, weights: np.ndarray) -> np.ndarray:
    """Return passages × topics: the non-negative loads that rebuild `data` best from `weights`."""
    target, gram = (data @ weights.T).T, weights @ weights.T
    loads = target.copy()
    for _ in range(ITERATIONS):
        _update(loads, target, gram)
    return loads.T


def shown(
    weights: np.ndarray, counts: sp.csr_matrix, framework: np.ndarray, options: models.Topics
) -> list[np.ndarray]:
    """Return the words that represent each topic, foremost first, as columns of `weights`.

    Of a topic's candidates the one that fits the others least is left out, again and again, until `SHOWN`
    remain. Fit is the mean NPMI with the others, and a little of the word's own weight: without it rare words
    win, which the next meeting may not bring back. A word is in its two strongest topics at most.
    """
    rank = np.argsort(np.argsort(-weights, axis=0, kind="stable"), axis=0, kind="stable")
    weights = np.where(rank < 2, weights, 0)
    found = [_candidates(row, framework, options.candidates) for row in weights]
    union = np.unique(np.concatenate([*found, np.zeros(0, int)]))
    association = npmi(counts[:, union])
    topics = []
    for row, words in zip(weights, found, strict=True):
        places = np.searchsorted(union, words)
        company = association[places[:, None], places]
        own = options.weight_in_fit * np.log(row[words] / row.max()) if len(words) else np.zeros(0)
        left = np.arange(len(words))
        while len(left) > SHOWN:
            fit = np.add.reduce(company[left[:, None], left], axis=1) / len(left) + own[left]
            left = np.delete(left, fit.argmin())
        topics.append(words[left])
    return topics


def _candidates(row: np.ndarray, framework: np.ndarray, most: int) -> np.ndarray:
    """Return the foremost words of a topic, `SHOWN` / 2 of the framework's own at most."""
    order = np.argsort(-row, kind="stable")
    order = order[row[order] > 0]
    own = order[framework[order]][: SHOWN // 2]
    words = np.concatenate([own, order[~framework[order]][: most - len(own)]])
    return words[np.argsort(-row[words], kind="stable")]


def npmi(counts: sp.csr_matrix) -> np.ndarray:
    """Return words × words: normalised pointwise mutual information over passages; -1 if never together.

    NPMI = log(p_ij / (p_i p_j)) / -log p_ij (Bouma 2009).
    """
    present = sp.csr_matrix(counts > 0, dtype=np.float64)
    joint = (present.T @ present).toarray() / max(present.shape[0], 1)
    single = np.diag(joint)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(joint / np.outer(single, single)) / -np.log(joint)
    return np.where(joint > 0, np.where(joint < 1, value, 1.0), -1.0)


def coherence(topics: Iterable[np.ndarray], corpus: Corpus) -> np.ndarray:
    """Return, per topic, the mean NPMI over passages of all pairs of the words shown."""
    values = [npmi(corpus.counts[:, topic])[np.triu_indices(len(topic), 1)] for topic in topics]
    return np.array([value.mean() if len(value) else 0.0 for value in values])
