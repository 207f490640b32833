"""A canvas as an SVG for the inside of an HTML page, written shape by shape.

- transparent, its ink is `currentColor`, so that it follows the page's light or dark scheme;
- text stays text in DejaVu Sans, Verdana or the reader's sans-serif, of which DejaVu, that the layout is
  measured in, is the widest;
- no style sheet, no clip paths, no ids but those of marks, each opening with the chart's name;
- a mark (dot, square, bar) is one element with `class="mark"`,
  `data-evidence="n:<cell>|<period or note_id>|<theme>"` (with `|rest`: all but the cell) and a `<title>`
  with its number in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from pipeline.charts.canvas import Canvas, baseline
from pipeline.charts.palette import INK
from pipeline.core.wording import slug

FAMILY = "'DejaVu Sans', Verdana, sans-serif"
ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
HOLLOW = 1.1
"""Width of a ring's line, in points."""


def svg(canvas: Canvas, alt: str) -> str:
    """Return the canvas as an SVG with the text `alt` for those who do not see it."""
    size = f"{_short(canvas.width)} {_short(canvas.height)}"
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_short(canvas.width)}pt" '
        f'height="{_short(canvas.height)}pt" viewBox="0 0 {size}" role="group" '
        f'aria-label="{escape(alt)}" stroke-linejoin="round" style="font-family: {FAMILY}">'
    )
    names = Names(canvas.name)
    shapes = [WRITERS[shape](names, **values) for shape, values in canvas.in_order()]
    return "\n".join([root, *shapes, "</svg>"]) + "\n"


class Names:
    """The ids of a chart's marks."""

    def __init__(self, chart: str) -> None:
        self.chart = chart
        self.given: set[str] = set()

    def of(self, evidence: str) -> str:
        """Return an id for a mark that leads to this evidence; two names may have one slug."""
        name = f"{self.chart}.{slug(evidence)}"
        while name in self.given:
            name += "-"
        self.given.add(name)
        return name


def _text(
    names: Names, x: float, y: float, text: str, size: float, align: str, valign: str, weight: str,
    colour: str, turned: bool,
) -> str:  # fmt: skip
    down = baseline(size, weight, valign)
    x, y = (x + down, y) if turned else (x, y + down)
    place = f'x="{_short(x)}" y="{_short(y)}"'
    if turned:
        place += f' transform="rotate(-90 {_short(x)} {_short(y)})"'
    bold = "" if weight == "normal" else f' font-weight="{weight}"'
    style = f'font-size="{_short(size)}"{bold}{ANCHORS[align]} fill="{_ink(colour)}"'
    return f"<text {place} {style}>{escape(text, quote=False)}</text>"


def _line(
    names: Names, xs: list[float], ys: list[float], colour: str, width: float, strength: float | None,
    cap: str | None,
) -> str:  # fmt: skip
    style = f'fill="none" stroke="{_ink(colour)}" stroke-width="{_short(width)}"'
    shown = "" if strength is None else f' stroke-opacity="{_short(strength)}"'
    ends = "" if cap == "butt" else f' stroke-linecap="{cap or "square"}"'
    return f'<polyline points="{_points(zip(xs, ys, strict=True))}" {style}{shown}{ends}/>'


def _area(names: Names, points: list[list[float]], colour: str, strength: float) -> str:
    return f'<polygon points="{_points(points)}" fill="{_ink(colour)}" fill-opacity="{_short(strength)}"/>'


def _box(
    names: Names, x: float, y: float, width: float, height: float, colour: str, strength: float,
    hollow: bool, evidence: str, says: str,
) -> str:  # fmt: skip
    shape = f'rect x="{_short(x)}" y="{_short(y)}" width="{_short(width)}" height="{_short(height)}"'
    return _mark(names, shape, _look(colour, strength, hollow), evidence, says)


def _dot(
    names: Names, x: float, y: float, radius: float, colour: str, strength: float, hollow: bool,
    evidence: str, says: str,
) -> str:  # fmt: skip
    shape = f'circle cx="{_short(x)}" cy="{_short(y)}" r="{_short(radius)}"'
    return _mark(names, shape, _look(colour, strength, hollow), evidence, says)


WRITERS: dict[str, Any] = {"text": _text, "line": _line, "area": _area, "box": _box, "dot": _dot}


def _mark(names: Names, shape: str, look: str, evidence: str, says: str) -> str:
    """Return a shape as it is, or with its evidence and words as one element."""
    if not evidence:
        return f'<{shape} style="{look}"/>'
    return (
        f'<{shape} id="{names.of(evidence)}" class="mark" data-evidence="{escape(evidence)}" '
        f'style="{look}"><title>{escape(says)}</title></{shape.split()[0]}>'
    )


def _look(colour: str, strength: float, hollow: bool) -> str:
    opacity = "" if strength == 1 else f"; opacity: {_short(strength)}"
    if hollow:
        return f"fill: none; stroke: {_ink(colour)}; stroke-width: {HOLLOW}{opacity}"
    return f"fill: {_ink(colour)}{opacity}"


def _points(points: Iterable[Iterable[float]]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _ink(colour: str) -> str:
    return "currentColor" if colour == INK else colour


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
