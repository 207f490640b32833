"""A canvas as a picture on white, for Word: drawn by matplotlib's renderer, without its figures and axes."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

from pipeline.charts.canvas import Canvas, baseline, font_of, text_width
from pipeline.charts.vector import HOLLOW

DOTS_PER_INCH = 200
SCALE = DOTS_PER_INCH / 72
COMPRESSION = 3
"""Of 1 to 9. The usual 6 takes half as long again for files that are a twentieth smaller."""
BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of a text stands before the place that it is put at."""


def png(canvas: Canvas) -> bytes:
    """Return the canvas as a PNG, 200 dots an inch."""
    paper = Paper(canvas)
    for shape, values in canvas.in_order():
        getattr(paper, shape)(**values)
    stream = io.BytesIO()
    drawn = Image.fromarray(np.asarray(paper.renderer.buffer_rgba())).convert("RGB")
    drawn.save(stream, "png", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=COMPRESSION)
    return stream.getvalue()


class Paper:
    """A white surface with a method for each kind of shape; places are in points, y downwards."""

    def __init__(self, canvas: Canvas) -> None:
        width, height = int(canvas.width * SCALE), int(canvas.height * SCALE)
        self.renderer = RendererAgg(width, height, DOTS_PER_INCH)
        self.places = Affine2D().scale(SCALE, -SCALE).translate(0, height)
        paper = Path([(0, 0), (width, 0), (width, height), (0, height), (0, 0)], closed=True)
        self.renderer.draw_path(self._pen("white", 0), paper, Affine2D(), (1.0, 1.0, 1.0))

    def text(
        self, x: float, y: float, text: str, size: float, align: str, valign: str, weight: str,
        colour: str, turned: bool,
    ) -> None:  # fmt: skip
        """Write one line of text."""
        down, back = baseline(size, valign), text_width(text, size, weight) * BEFORE[align]
        x, y = (x + down, y + back) if turned else (x - back, y + down)
        angle = 90 if turned else 0
        font = font_of(size, weight)
        self.renderer.draw_text(self._pen(colour, 0), round(x * SCALE), round(y * SCALE), text, font, angle)

    def line(
        self, xs: list[float], ys: list[float], colour: str, width: float, strength: float | None,
        cap: str | None,
    ) -> None:  # fmt: skip
        """Draw a line through the points."""
        pen = self._pen(colour, width, strength)
        pen.set_capstyle(cap or "projecting")
        self.renderer.draw_path(pen, Path(np.column_stack([xs, ys])), self.places)

    def area(self, points: list[list[float]], colour: str, strength: float) -> None:
        """Fill the polygon."""
        closed = Path([*points, points[0]], closed=True)
        self.renderer.draw_path(self._pen(colour, 0, strength), closed, self.places, to_rgb(colour))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, strength: float, hollow: bool,
        evidence: str, says: str,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its upper left corner."""
        self._patch(
            Path.unit_rectangle(), Affine2D().scale(width, height).translate(x, y), colour, strength, hollow
        )

    def dot(
        self, x: float, y: float, radius: float, colour: str, strength: float, hollow: bool, evidence: str,
        says: str,
    ) -> None:  # fmt: skip
        """Draw a dot, or a ring if it is `hollow`."""
        self._patch(Path.unit_circle(), Affine2D().scale(radius).translate(x, y), colour, strength, hollow)

    def _patch(self, path: Path, place: Affine2D, colour: str, strength: float, hollow: bool) -> None:
        pen = self._pen(colour, HOLLOW if hollow else 0, strength)
        self.renderer.draw_path(pen, path, place + self.places, None if hollow else to_rgb(colour))

    def _pen(self, colour: str, width: float, strength: float | None = None) -> Any:
        pen = self.renderer.new_gc()
        if strength is not None:
            pen.set_alpha(strength)
        pen.set_foreground(colour)
        pen.set_linewidth(width)  # in points
        pen.set_joinstyle("round" if width else "miter")
        return pen
