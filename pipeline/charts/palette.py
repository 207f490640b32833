"""One colour per theme, kept in every chart: those that the themes name, and others chosen to go with them.

A colour that is chosen has a contrast of at least 3:1 with white and with the dark page, so that a chart
works on both. It is as far from the colours before it as any (CIE 1976 colour difference), as seen with
full colour vision and without red, green or blue cones. No chart rests on colour alone all the same: every
mark has its label, in grey too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product

import numpy as np

INK = "#1b1b1f"
"""Text and rules; becomes the page's own text colour in the SVG."""
NEUTRAL = "#6f7480"
"""Marks that stand for no theme."""
DARK = "#16181d"
"""The page in its dark scheme."""
CONTRAST = 3.0
STEPS = range(0, 256, 24)
"""The values of red, green and blue that are tried."""
CONES = np.array(
    [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0475], [-0.0118, 0.0429, 0.9689]],
        [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
    ]
)
"""What is left of linear RGB with all cones, and without red, green or blue ones: G. M. Machado, M. M.
Oliveira, L. A. F. Fernandes (2009), A physiologically-based model for simulation of color vision deficiency,
IEEE TVCG 15, 1291–1298."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def colours(named: Mapping[str, str]) -> dict[str, str]:
    """Return a colour for each theme; `named` has those that are given, or an empty string.

    The same themes in the same order always get the same colours.
    """
    taken = [colour for colour in named.values() if colour]
    missing = [theme for theme, colour in named.items() if not colour]
    chosen = dict(zip(missing, further(taken, len(missing)), strict=True))
    return {theme: colour or chosen[theme] for theme, colour in named.items()}


def further(taken: Iterable[str], count: int) -> list[str]:
    """Return so many colours, each as far as can be from those taken and those before it."""
    candidates = usable()
    seen = lab(candidates)
    nearest = np.full(len(candidates), np.inf)
    for colour in (*taken, NEUTRAL):
        nearest = np.minimum(nearest, _distance(seen, lab((colour,))))
    found: list[str] = []
    for _ in range(count):
        best = int(nearest.argmax())
        found.append(candidates[best])
        nearest = np.minimum(nearest, _distance(seen, seen[best : best + 1]))
    return found


@cache
def usable() -> tuple[str, ...]:
    """Return the colours that show on white and on the dark page."""
    every = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(STEPS, repeat=3)]
    return tuple(each for each in every if min(contrast(each, "#ffffff"), contrast(each, DARK)) >= CONTRAST)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    Source: WCAG 2.1, relative luminance and contrast ratio.
    """
    low, high = sorted(float(TO_XYZ[1] @ _linear((each,))[0]) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(of: Iterable[str]) -> np.ndarray:
    """Return colours × kinds of vision × (L, a, b), CIE 1976."""
    seen = np.clip(np.einsum("vij,cj->cvi", CONES, _linear(of)), 0, 1)
    x, y, z = np.moveaxis(np.cbrt(seen @ TO_XYZ.T / WHITE), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _linear(of: Iterable[str]) -> np.ndarray:
    parts = np.array([[int(each[i : i + 2], 16) / 255 for i in (1, 3, 5)] for each in of])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _distance(seen: np.ndarray, one: np.ndarray) -> np.ndarray:
    """Return how far each colour is from the one, in the vision that tells them apart least."""
    return np.linalg.norm(seen - one, axis=-1).min(axis=-1)
