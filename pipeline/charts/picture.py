"""A canvas as a picture, drawn by matplotlib."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle
from PIL import Image

from pipeline.charts.canvas import Canvas
from pipeline.charts.vector import HOLLOW

DOTS_PER_INCH = 200
COMPRESSION = 3
"""Of 1 to 9. The usual 6 takes half as long again for files that are a twentieth smaller."""


class Drawn:
    """A canvas as a figure of matplotlib: a method for each kind of shape."""

    def __init__(self, canvas: Canvas) -> None:
        size = (canvas.width / 72, canvas.height / 72)  # one unit of the axes is one point
        self.figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor="white")
        self.surface = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, canvas.width)
        self.axes.set_ylim(canvas.height, 0)
        for shape, values in canvas.shapes:
            getattr(self, shape)(**values)

    def text(
        self, x: float, y: float, text: str, size: float, align: str, valign: str, weight: str,
        colour: str, turned: bool,
    ) -> None:  # fmt: skip
        """Write one line of text."""
        self.axes.text(
            x, y, text, fontsize=size, ha=align, va=valign, color=colour, weight=weight,
            family="DejaVu Sans", parse_math=False, rotation=90 if turned else 0,
            rotation_mode="anchor", clip_on=False,
        )  # fmt: skip

    def line(
        self, xs: list[float], ys: list[float], colour: str, width: float,
        strength: float | None, cap: str | None,
    ) -> None:  # fmt: skip
        """Draw a line through the points."""
        self.axes.plot(
            xs, ys, color=colour, alpha=strength, lw=width, clip_on=False, solid_capstyle=cap,
            scalex=False, scaley=False,
        )  # fmt: skip

    def area(self, points: list[list[float]], colour: str, strength: float) -> None:
        """Fill the polygon."""
        self._add(Polygon(points, closed=True, fc=colour, ec="none", alpha=strength, clip_on=False))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str,
        strength: float, hollow: bool, evidence: str, says: str,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its upper left corner."""
        look = _look(colour, strength, hollow)
        self._add(Rectangle((x, y), width, height, clip_on=False, gid=evidence or None, **look))

    def dot(
        self, x: float, y: float, radius: float, colour: str,
        strength: float, hollow: bool, evidence: str, says: str,
    ) -> None:  # fmt: skip
        """Draw a dot, or a ring if it is `hollow`."""
        look = _look(colour, strength, hollow)
        self._add(Circle((x, y), radius, clip_on=False, gid=evidence or None, **look))

    def _add(self, patch: Any) -> None:
        self.axes.add_artist(patch)  # add_patch would reckon limits that are set by hand

    def png(self) -> bytes:
        """Return the picture on white, without the opacity that all of it has."""
        self.surface.draw()
        stream = io.BytesIO()
        picture = Image.fromarray(np.asarray(self.surface.buffer_rgba())).convert("RGB")
        picture.save(stream, "png", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=COMPRESSION)
        return stream.getvalue()


def _look(colour: str, strength: float, hollow: bool) -> dict[str, Any]:
    if hollow:
        return {"fc": "none", "ec": colour, "alpha": strength, "lw": HOLLOW}
    return {"fc": colour, "ec": "none", "alpha": strength}
