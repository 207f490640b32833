"""The interval of a share."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np


def wilson(share: Any, size: Any, level: float = 0.95) -> tuple[Any, Any]:
    """Return the two ends of the interval of a share of `size` observations, numbers or arrays, in [0, 1].

    With no observation it is NaN. Unlike the usual p ± z √(p(1−p)/n) it stays inside [0, 1] and does not
    shrink to nothing at 0 and 1.

    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
    JASA 22, 209–212.
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, size = np.asarray(share, float), np.asarray(size, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
        middle = share + z**2 / (2 * size)
        scale = 1 + z**2 / size
        return (middle - spread) / scale, (middle + spread) / scale
