"""A drawing surface measured in points: what is on it, before it is an SVG (`vector`) or a `picture`.

Every chart is laid out by hand on one surface, x to the right and y downwards, so that texts are measured
before they are placed and none is cut or overlaps. What is on a surface are plain values: a chart whose
values are those of the last run need not be drawn again, and others are drawn in another process.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from pipeline.charts.palette import INK

WIDTH, NARROW = 560.0, 240.0
"""Points. Drawn for a page of 1,000 pixels and a Word page of 16 cm alike, and once more for a telephone,
where a small text is 11 pixels high."""
SMALL, NORMAL = 8.0, 9.0
LINE = 1.25
"""Distance of lines of text, in font sizes."""
LAYERS = {"area": 0, "box": 0, "dot": 0, "line": 1, "text": 2}
"""What lies on what: lines over filled shapes, text over all."""


class Key(NamedTuple):
    """An entry of a legend: what draws the sample at a place, the room that takes, and the words."""

    sample: Callable[[float, float], None]
    width: float
    words: str


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of one line in points."""
    return _extent(text, size, weight)[0]


@lru_cache(maxsize=20_000)
def _extent(text: str, size: float, weight: str) -> tuple[float, float, float]:
    """Return width, height and depth below the baseline of one line, in points."""
    return text_to_path.get_text_width_height_descent(text, font_of(size, weight), ismath=False)


@lru_cache(maxsize=64)
def font_of(size: float, weight: str) -> FontProperties:
    """Return the font that texts are measured and drawn in."""
    return FontProperties(family="DejaVu Sans", size=size, weight=weight)


def line_box(size: float) -> tuple[float, float]:
    """Return how far a line of text reaches above and below its baseline, in points."""
    _, height, below = _extent("lp", size, "normal")
    return height - below, below


def baseline(size: float, valign: str) -> float:
    """Return how far below the place that a text is put at its baseline lies, in points."""
    above, below = line_box(size)
    return {"baseline": 0.0, "center": (above - below) / 2}[valign]


def wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Return the text in lines no wider than `width`; a word wider than that is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size, weight) <= width:
            lines[-1] = longer
            continue
        pieces = _broken(word, width, size, weight)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _broken(word: str, width: float, size: float, weight: str) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def height_of(lines: list[str], size: float) -> float:
    """Return the height that the lines take."""
    return len(lines) * size * LINE


class Canvas:
    """A surface of so many points across and as much height as `finish` is told.

    `shapes` are what is on it, in order: its kind (a method of `picture.Paper`) and what that takes.
    """

    def __init__(self, name: str, width: float = WIDTH) -> None:
        self.name, self.width = name, width
        self.height = 72.0
        self.shapes: list[tuple[str, dict[str, Any]]] = []

    @property
    def narrow(self) -> bool:
        """Tell whether it is for a narrow screen: names stand above what they name, not beside."""
        return self.width < WIDTH

    def in_order(self) -> list[tuple[str, dict[str, Any]]]:
        """Return what is on it from back to front: filled shapes, lines, texts, each as they came."""
        return sorted(self.shapes, key=lambda shape: LAYERS[shape[0]])

    def checksum(self) -> str:
        """Return the checksum of all that is on it."""
        every = [self.name, self.width, self.height, self.shapes]
        return sha256(json.dumps(every, ensure_ascii=False, default=float).encode()).hexdigest()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = NORMAL,
        align: str = "left",
        valign: str = "center",
        weight: str = "normal",
        colour: str = INK,
        turned: bool = False,
    ) -> None:
        """Write one line of text with (x, y) at its `align`, `valign` point; `turned` reads upwards."""
        self._add(
            "text", x=x, y=y, text=text, size=size, align=align, valign=valign, weight=weight,
            colour=colour, turned=turned,
        )  # fmt: skip

    def lines(self, x: float, middle: float, lines: list[str], *, size: float = NORMAL, **how: Any) -> None:
        """Write lines of text, the block's middle at height `middle`."""
        top = middle - height_of(lines, size) / 2
        for number, line in enumerate(lines):
            self.text(x, top + (number + 0.5) * size * LINE, line, size=size, **how)

    def rule(
        self, x: float, y: float, x2: float, y2: float, strength: float = 0.25, width: float = 0.6
    ) -> None:
        """Draw a line in ink."""
        self._line([x, x2], [y, y2], INK, width, strength, "butt")

    def path(self, xs: list[float], ys: list[float], colour: str, width: float = 1.2) -> None:
        """Draw a line through the points."""
        self._line(list(xs), list(ys), colour, width, None, "round")

    def broken(self, x: float, y: float) -> None:
        """Mark at (x, y) that the axis leaves something out: two slanted strokes."""
        for left in (x - 3.0, x + 0.5):
            self._line([left, left + 2.5], [y + 3.5, y - 3.5], INK, 0.9, 0.7, None)

    def keys(self, y: float, keys: Iterable[Key]) -> float:
        """Draw a legend, samples with their words side by side as far as they fit; return where it ends."""
        x = deepest = 0.0
        for key in keys:
            lines = wrap(key.words, max(self.width - key.width, 20), SMALL)
            room = key.width + max(text_width(line, SMALL) for line in lines)
            if x and x + room > self.width:
                x, y = 0.0, deepest + 6
            key.sample(x, y)
            for number, line in enumerate(lines):
                self.text(x + key.width, y + number * SMALL * LINE, line, size=SMALL)
            deepest = max(deepest, y + len(lines) * SMALL * LINE)
            x += room + 20
        return max(deepest, y) + 2

    def area(self, points: list[tuple[float, float]], colour: str, strength: float) -> None:
        """Fill the polygon."""
        self._add("area", points=[list(point) for point in points], colour=colour, strength=strength)

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *,
        strength: float = 1.0, hollow: bool = False, evidence: str = "", says: str = "",
    ) -> None:  # fmt: skip
        """Draw a rectangle from its upper left corner."""
        self._add(
            "box", x=x, y=y, width=width, height=height, colour=colour,
            strength=strength, hollow=hollow, evidence=evidence, says=says,
        )  # fmt: skip

    def dot(
        self, x: float, y: float, radius: float, colour: str, *,
        strength: float = 1.0, hollow: bool = False, evidence: str = "", says: str = "",
    ) -> None:  # fmt: skip
        """Draw a dot, or a ring if it is `hollow`."""
        self._add(
            "dot", x=x, y=y, radius=radius, colour=colour,
            strength=strength, hollow=hollow, evidence=evidence, says=says,
        )  # fmt: skip

    def finish(self, height: float) -> None:
        """Set the height, in points."""
        self.height = height

    def _line(
        self, xs: list[float], ys: list[float], colour: str, width: float,
        strength: float | None, cap: str | None,
    ) -> None:  # fmt: skip
        self._add("line", xs=xs, ys=ys, colour=colour, width=width, strength=strength, cap=cap)

    def _add(self, shape: str, **values: Any) -> None:
        self.shapes.append((shape, values))
