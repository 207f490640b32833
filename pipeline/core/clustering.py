"""How alike the passages of one meeting are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

USUAL_CLUSTERING = 0.1
USUAL_WEIGHT = 20
"""What is assumed of the clustering before any meeting is seen, and how many meetings that is worth."""


def clustering(tagged: Numbers, passages: Numbers, groups: NDArray[np.object_] | None = None) -> Numbers:
    """Return per theme how alike the passages of one meeting are: the intra-class correlation, in [0, 1].

    `tagged` is meetings × themes, `passages` is per meeting, all above zero; with `groups` the differences
    between groups of meetings are left out. The analysis-of-variance estimator for proportions,
    (MSB − MSW) / (MSB + (n₀ − 1) MSW); few meetings say little about it, so each theme is drawn to the mean
    of all themes, and that to a usual value, as if by twenty meetings more.

    Source: M. S. Ridout, C. G. B. Demétrio, D. Firth (1999), Estimating intraclass correlation for binary
    data, Biometrics 55, 137–148.
    """
    kind = np.zeros(len(passages), int) if groups is None else np.unique(groups, return_inverse=True)[1]
    one = np.eye(kind.max(initial=0) + 1)[kind]  # meetings × groups
    total, freedom = passages.sum(), len(passages) - int(one.any(axis=0).sum())
    if freedom < 1 or total <= len(passages):
        return np.full(tagged.shape[1], USUAL_CLUSTERING)
    squares = (tagged**2 / passages[:, None]).sum(axis=0)
    of_group = one.T @ passages
    between = (squares - ((one.T @ tagged) ** 2 / of_group[:, None]).sum(axis=0)) / freedom
    within = (tagged.sum(axis=0) - squares) / (total - len(passages))
    typical = (total - ((one.T @ passages**2) / of_group).sum()) / freedom
    above, below = between - within, between + (typical - 1) * within
    usual = USUAL_CLUSTERING
    if below.sum() > 0:
        usual = float(_drawn(above.sum() / below.sum(), USUAL_CLUSTERING, freedom))
    own = np.divide(above, below, out=np.full(len(above), usual), where=below > 0)
    return np.clip(_drawn(own, usual, freedom), 0.0, 1.0)


def _drawn(estimate: Numbers, usual: float, meetings: int) -> Numbers:
    return (meetings * np.clip(estimate, 0, 1) + USUAL_WEIGHT * usual) / (meetings + USUAL_WEIGHT)


def design_effect(sizes: Numbers, rho: Numbers | float) -> Numbers:
    """Return by how much clustering in meetings of such sizes widens what is known: 1 + (Σnᵢ²/n − 1) ρ.

    Source: J. N. K. Rao, A. J. Scott (1992), A simple method for the analysis of clustered binary data,
    Biometrics 48, 577–585.
    """
    total = sizes.sum()
    spread = (sizes**2).sum() / total - 1 if total else 0.0
    return np.asarray(1 + np.maximum(spread, 0) * np.asarray(rho))
