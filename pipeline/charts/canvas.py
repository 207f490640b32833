"""A drawing surface measured in points: what is on it, before a library draws it (`figure`).

Every chart is laid out by hand on one surface, x to the right and y downwards, so that texts are measured
before they are placed and none is cut or overlaps. What is on a surface are plain values: a chart whose
values are those of the last run need not be drawn again, and others are drawn in another process.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from pipeline.charts.palette import INK

WIDTH = 560.0
"""Points. Drawn for a page of 1,000 pixels and for a Word page of 16 cm alike."""
SMALL, NORMAL = 8.0, 9.0
LINE = 1.25
"""Distance of lines of text, in font sizes."""


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of one line in points."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


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
    """A surface of `WIDTH` points and as much height as `finish` is told.

    `shapes` are what is on it, in order: the name of one of `figure.Figure`'s methods, and its arguments.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.height = 72.0
        self.shapes: list[tuple[str, dict[str, Any]]] = []

    def checksum(self) -> str:
        """Return the checksum of all that is on it."""
        every = json.dumps([self.name, self.height, self.shapes], ensure_ascii=False, default=float)
        return sha256(every.encode()).hexdigest()

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
        self._add("line", xs=[x, x2], ys=[y, y2], colour=INK, strength=strength, width=width, cap="butt")

    def path(self, xs: list[float], ys: list[float], colour: str, width: float = 1.2) -> None:
        """Draw a line through the points."""
        self._add("line", xs=list(xs), ys=list(ys), colour=colour, strength=None, width=width, cap="round")

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

    def _add(self, shape: str, **values: Any) -> None:
        self.shapes.append((shape, values))
