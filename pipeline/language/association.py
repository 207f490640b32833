"""How strongly words go with some texts, or with other words: the measures of corpus linguistics."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def log_likelihood(inside: Numbers, total: Numbers, size: float, texts: float) -> Numbers:
    """Return G² per word, below zero where the word is rarer inside than outside.

    2 Σ O ln(O/E) over the four cells of inside or outside, with the word or without; `inside` of the `size`
    texts inside, and `total` of all `texts`, have the word.

    Source: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
    Computational Linguistics 19, 61–74.
    """
    observed = np.stack([inside, total - inside, size - inside, texts - size - total + inside])
    rows, columns = np.stack([total, texts - total]), (size, texts - size)
    expected = np.stack([row * column for row in rows for column in columns]) / texts
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(observed > 0, observed * np.log(observed / expected), 0.0)
    return np.asarray(2 * parts.sum(axis=0) * np.sign(inside - expected[0]))


def log_ratio(inside: Numbers, total: Numbers, size: float, texts: float) -> Numbers:
    """Return the binary logarithm of how many times as frequent each word is inside as outside.

    1 is twice as frequent, 2 four times; a word that is never outside is taken to be there half a time.

    Source: A. Hardie (2014), Log Ratio: an informal introduction, ESRC Centre for Corpus Approaches to
    Social Science, Lancaster.
    """
    outside = np.maximum(total - inside, 0.5)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log2(inside / size) - np.log2(outside / max(texts - size, 1.0)))


def log_dice(together: Numbers, one: Numbers, other: float) -> Numbers:
    """Return 14 + log₂(2 f(x, y) / (f(x) + f(y))): at most 14, one less where half as often; −∞ for never.

    Source: P. Rychlý (2008), A lexicographer-friendly association score, Proceedings of RASLAN, 6–9.
    """
    with np.errstate(divide="ignore"):
        return np.asarray(14 + np.log2(2 * together / np.maximum(one + other, 1.0)))
