"""The formulas behind the series: intervals, presence, tests of change, false-discovery control.

All of them take the meeting as the unit: passages of one meeting hang together, and a test that takes them
as independent raises a false alarm in about one comparison out of seven. `docs/method.md` has a worked
example of each. Arrays run over meetings (m) and themes (t); nothing here knows of tables.
"""

from __future__ import annotations

from functools import cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from pipeline.core.interval import wilson

Numbers = NDArray[np.float64]

ENUMERATED = 8
"""Up to this many meetings every order of them is tried (8! = 40,320)."""
DRAWN, ORDERS = 100, 20_000
"""Up to this many meetings so many orders are drawn; beyond, their distribution is known well enough."""
POWER = 0.8


def interval(
    tagged: Numbers, passages: Numbers, squares: Numbers, rho: Numbers, level: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return the two ends of the share's interval; NaN where there are no passages.

    The Wilson interval at the effective number of passages: n / deff, deff = 1 + (Σnᵢ²/n − 1) ρ with nᵢ
    the passages of each meeting, `squares` = Σnᵢ². A single meeting of any length is worth at most 1/ρ
    passages. Unlike a bootstrap over meetings it is defined, and wide, for one or two of them.

    Source: J. N. K. Rao, A. J. Scott (1992), A simple method for
    the analysis of clustered binary data, Biometrics 48, 577–585.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = tagged / passages
        effective = passages / (1 + (squares / passages - 1) * rho)
    low, high = wilson(share, effective, level)
    return np.clip(np.minimum(low, share), 0, 1), np.clip(np.maximum(high, share), 0, 1)


def difference_interval(
    one: tuple[Numbers, Numbers, Numbers], other: tuple[Numbers, Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Return the ends of the interval of p₁ − p₂, each share given as (p, low, high).

    d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²).
    Source: R. G. Newcombe (1998), Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, 873–890, method 10.
    """
    (p, low, high), (q, under, over) = one, other
    return p - q - np.hypot(p - low, over - q), p - q + np.hypot(high - p, q - under)


def needed(passages: Numbers, chance: float, level: float = 0.05) -> Numbers:
    """Return how many tagged passages make a theme present in a note of so many passages, at least 1.

    The least k for which so many would come by mistake in at most `level` of such notes, when each passage
    is tagged by mistake with probability `chance`: P(Binomial(n, chance) ≥ k) ≤ level.
    """
    size = np.asarray(passages).astype(int)
    most = np.ceil(special.bdtrik(1 - level, np.maximum(size, 1), chance))
    enough = special.bdtr(np.maximum(most - 1, 0), size, chance) >= 1 - level  # the inverse is not exact
    return np.maximum(np.where(enough, most - 1, most) + 1, 1)


def weights(passages: Numbers, rho: Numbers) -> Numbers:
    """Return what each meeting is worth per theme: nᵢ / (1 + (nᵢ − 1) ρ), meetings × themes.

    Source: D. A. Williams (1982), Extra-binomial variation in logistic linear models, Applied Statistics
    31, 144–148.
    """
    return passages[:, None] / (1 + np.maximum(passages[:, None] - 1, 0) * rho)


def scores(tagged: Numbers, passages: Numbers, weight: Numbers) -> Numbers:
    """Return wᵢ (pᵢ − p̄) per meeting and theme: how far each is above the mean share; they add up to 0."""
    share = tagged / passages[:, None]
    return weight * (share - (weight * share).sum(axis=0) / weight.sum(axis=0))


def association(shapes: Numbers, score: Numbers) -> Numbers:
    """Return per theme the p-value of its strongest correlation with any of the shapes, if order is chance.

    `shapes` is shapes × meetings: time, or which half of it, or 1 for the meetings of one group; `score` is
    meetings × themes. All orders of the meetings are tried up to eight of them, 20,000 drawn ones (the same
    every time) up to a hundred, so that neither skewed shares nor likeness of the shapes mislead; the p-value
    is exact in either case. Beyond, each Σ xᵢ aᵢ gets a Pearson curve of type III with the mean, variance and
    skewness that it has over all orders, and the smallest p-value is taken times the number of shapes. NaN
    where no shape or no score varies, and for fewer than three meetings.

    Sources: E. J. G. Pitman (1937), Significance tests which may be applied to samples from any populations
    II, Supplement to JRSS 4, 225–232; B. Phipson, G. K. Smyth (2010), Permutation p-values should never be
    zero, Stat. Appl. Genet. Mol. Biol. 9, 39; P. W. Mielke, K. J. Berry (2007), Permutation Methods, ch. 2.
    """
    meetings = score.shape[0]
    shapes = np.atleast_2d(shapes)
    shapes = _unit(shapes[np.ptp(shapes, axis=1) > 0].T).T
    vary = np.flatnonzero(np.ptp(score, axis=0) > 1e-12)
    p = np.full(score.shape[1], np.nan)
    if meetings < 3 or not len(shapes) or not len(vary):
        return p
    score = _unit(score[:, vary])
    p[vary] = _by_curve(shapes, score) if meetings > DRAWN else _by_orders(shapes, score)
    return p


def _unit(columns: Numbers) -> Numbers:
    """Return the columns with mean 0 and length 1: their products are correlations."""
    away = columns - columns.mean(axis=0)
    return away / np.sqrt((away**2).sum(axis=0))


def _by_orders(shapes: Numbers, score: Numbers) -> Numbers:
    observed = np.abs(shapes @ score).max(axis=0)
    orders = _orders(len(score))
    found = np.zeros((len(orders), score.shape[1]))
    for shape in shapes:
        np.maximum(found, np.abs(shape[orders] @ score), out=found)
    as_extreme = (found >= observed - 1e-9).sum(axis=0)
    if len(score) <= ENUMERATED:
        return np.asarray(as_extreme / len(orders))
    return np.asarray((as_extreme + 1) / (len(orders) + 1))


@cache
def _orders(meetings: int) -> NDArray[np.uint8]:
    if meetings <= ENUMERATED:
        return np.array(list(permutations(range(meetings))), dtype=np.uint8)
    every = np.tile(np.arange(meetings, dtype=np.uint8), (ORDERS, 1))
    return np.random.default_rng(meetings).permuted(every, axis=1)


def _by_curve(shapes: Numbers, score: Numbers) -> Numbers:
    """Return p by the three moments of Σ xᵢ aᵢ over all orders; its third is m Σx³ Σa³ / (m − 1)(m − 2)."""
    meetings = len(score)
    cubes = np.outer((shapes**3).sum(axis=1), (score**3).sum(axis=0))
    skew = cubes * meetings * np.sqrt(meetings - 1) / (meetings - 2)
    far = np.abs(shapes @ score) * np.sqrt(meetings - 1)
    from scipy import stats  # it takes longer to import than all else of this stage to run

    p = stats.pearson3.sf(far, skew) + stats.pearson3.cdf(-far, skew)
    return np.asarray(np.minimum(p.min(axis=0) * len(shapes), 1.0))


def slope(x: Numbers, share: Numbers, weight: Numbers) -> Numbers:
    """Return per theme the weighted least-squares slope of the shares on x."""
    away = x[:, None] - (weight * x[:, None]).sum(axis=0) / weight.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (weight * away * share).sum(axis=0) / (weight * away**2).sum(axis=0)


def error(x: Numbers, tagged: Numbers, passages: Numbers, weight: Numbers) -> Numbers:
    """Return per theme the standard error of the slope on x if the share does not change.

    √(p(1−p) / Σ wᵢ(xᵢ−x̄)²), with p drawn towards one half by two passages each way, so that a theme never
    seen does not look as if the least change in it would have shown.
    """
    total = weight.sum(axis=0)
    share = ((weight * tagged / passages[:, None]).sum(axis=0) + 2) / (total + 4)
    away = x[:, None] - (weight * x[:, None]).sum(axis=0) / total
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(share * (1 - share) / (weight * away**2).sum(axis=0))


def detectable(known: Numbers, free: int, level: float) -> Numbers:
    """Return the smallest change, at most 1, that a two-sided test at `level` finds four times in five.

    (t₁₋α⁄₂ + t₀.₈) × its standard error `known`, with `free` degrees of freedom.
    """
    return np.minimum((special.stdtrit(free, 1 - level / 2) + special.stdtrit(free, POWER)) * known, 1.0)


def strictest(change: Numbers, known: Numbers, free: int) -> Numbers:
    """Return the strictest level at which a test finds `change` four times in five: `detectable` solved."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.minimum(2 * special.stdtr(free, special.stdtrit(free, POWER) - change / known), 1.0)


def false_discovery(p: Numbers) -> Numbers:
    """Return the q-values of the p-values: NaN stays NaN and is not counted.

    Source: Y. Benjamini, Y. Hochberg (1995), Controlling the false discovery rate, JRSS B 57, 289–300.
    """
    q, tested = np.full(len(p), np.nan), ~np.isnan(p)
    if tested.any():
        order = np.argsort(p[tested])
        ranked = p[tested][order] * (len(order) / np.arange(1, len(order) + 1))
        adjusted = np.minimum.accumulate(ranked[::-1])[::-1].clip(0, 1)
        q[np.flatnonzero(tested)[order]] = adjusted
    return q


def longest_run(present: NDArray[np.bool_]) -> int:
    """Return the most True values in a row."""
    longest = run = 0
    for here in present:
        run = run + 1 if here else 0
        longest = max(longest, run)
    return longest


def longest_gap(present: NDArray[np.bool_]) -> int:
    """Return the most False values in a row between two that are True."""
    return int(max(np.diff(np.flatnonzero(present)), default=1)) - 1
