"""A canvas drawn by matplotlib, and the chart that it becomes.

The SVG is meant for the inside of an HTML page:

- transparent, its ink is `currentColor`, so that it follows the page's light or dark scheme;
- text stays text (`svg.fonttype: none`) in DejaVu Sans, Verdana or the reader's sans-serif, of which
  DejaVu, that the layout is measured in, is the widest;
- no style sheet, no clip paths, no ids but those of marks, each opening with the chart's name;
- a mark (dot, square, bar) is one element with `class="mark"`,
  `data-evidence="n:<cell>|<period or note_id>|<theme>"` (with `|rest`: all but the cell) and a `<title>`
  with its number in words.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle
from PIL import Image

from pipeline.charts.canvas import Canvas
from pipeline.charts.palette import INK
from pipeline.core.wording import slug

FAMILY = "'DejaVu Sans', Verdana, sans-serif"
DOTS_PER_INCH = 200
COMPRESSION = 3
"""Of 1 to 9. The usual 6 takes half as long again for files that are a twentieth smaller."""


class Mark(NamedTuple):
    """A dot, square or bar that leads to passages: what it stands for, what it says, its SVG element."""

    evidence: str
    says: str
    element: str


class Drawn:
    """A canvas as a figure of matplotlib: a method for each kind of shape."""

    def __init__(self, canvas: Canvas) -> None:
        self.name, width = canvas.name, canvas.width
        self.figure = Figure(figsize=(width / 72, 1), dpi=72)  # one unit of the axes is one point
        self.surface = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.marks: dict[str, Mark] = {}
        for shape, values in canvas.shapes:
            getattr(self, shape)(**values)
        self.figure.set_size_inches(width / 72, canvas.height / 72)
        self.axes.set_ylim(canvas.height, 0)

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
        self.axes.plot(xs, ys, color=colour, alpha=strength, lw=width, clip_on=False, solid_capstyle=cap)

    def area(self, points: list[list[float]], colour: str, strength: float) -> None:
        """Fill the polygon."""
        self.axes.add_patch(Polygon(points, closed=True, fc=colour, ec="none", alpha=strength, clip_on=False))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str,
        strength: float, hollow: bool, evidence: str, says: str,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its upper left corner."""
        patch = Rectangle((x, y), width, height, clip_on=False, **_look(colour, strength, hollow))
        shape = f'rect x="{_short(x)}" y="{_short(y)}" width="{_short(width)}" height="{_short(height)}"'
        self._add(patch, evidence, says, shape)

    def dot(
        self, x: float, y: float, radius: float, colour: str,
        strength: float, hollow: bool, evidence: str, says: str,
    ) -> None:  # fmt: skip
        """Draw a dot, or a ring if it is `hollow`."""
        patch = Circle((x, y), radius, clip_on=False, **_look(colour, strength, hollow))
        self._add(patch, evidence, says, f'circle cx="{_short(x)}" cy="{_short(y)}" r="{_short(radius)}"')

    def _add(self, patch: Any, evidence: str, says: str, shape: str) -> None:
        if evidence:
            name = f"{self.name}.{slug(evidence)}"
            while name in self.marks:  # two names may have one slug
                name += "-"
            self.marks[name] = Mark(evidence, says, shape)
            patch.set_gid(name)
        self.axes.add_artist(patch)  # add_patch would reckon limits that are set by hand

    def png(self) -> bytes:
        """Return the figure as a picture on white, without the opacity that all of it has."""
        self.figure.set_dpi(DOTS_PER_INCH)
        self.figure.set_facecolor("white")
        self.surface.draw()
        stream = io.BytesIO()
        picture = Image.fromarray(np.asarray(self.surface.buffer_rgba())).convert("RGB")
        picture.save(stream, "png", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=COMPRESSION)
        return stream.getvalue()

    def svg(self, alt: str) -> str:
        """Return the figure as an SVG fit for a page: see the module's first lines."""
        stream = io.StringIO()
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        with matplotlib.rc_context({"svg.hashsalt": self.name, "svg.fonttype": "none"}):
            self.figure.savefig(stream, format="svg", transparent=True, metadata=nothing)
        return inline(stream.getvalue(), self.marks, alt)


def _look(colour: str, strength: float, hollow: bool) -> dict[str, Any]:
    if hollow:
        return {"fc": "none", "ec": colour, "alpha": strength, "lw": 1.1}
    return {"fc": colour, "ec": "none", "alpha": strength}


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


MARK = re.compile(r'<g id="(?P<name>[^"]+)">\s*<path d="[^"]*" style="(?P<style>[^"]*)"/>\s*</g>')


def inline(svg: str, marks: dict[str, Mark], alt: str) -> str:
    """Return matplotlib's SVG made fit for a page: see the module's first lines."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<style.*?</style>|<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*</defs>", "", svg)
    svg = MARK.sub(lambda found: _marked(found, marks), svg)
    svg = re.sub(r'<g id="[^"]+">', "<g>", svg)
    svg = re.sub(r"font: (?:(\w+) )?([\d.]+)px [^;\"]*", _font, svg.replace(INK, "currentColor"))
    root = (
        f'<svg role="group" aria-label="{escape(alt)}" stroke-linejoin="round" style="font-family: {FAMILY}"'
    )
    return re.sub(r"\n\s*", "\n", svg.replace("<svg", root, 1)).strip() + "\n"


def _marked(found: re.Match[str], marks: dict[str, Mark]) -> str:
    """Return a mark as one element with its evidence and words; any other group as it is."""
    mark = marks.get(found["name"])
    if not mark:
        return found[0]
    evidence, says = escape(mark.evidence), escape(mark.says)
    return (
        f'<{mark.element} id="{found["name"]}" class="mark" data-evidence="{evidence}" '
        f'style="{found["style"]}"><title>{says}</title></{mark.element.split()[0]}>'
    )


def _font(found: re.Match[str]) -> str:
    weight = f"; font-weight: {found[1]}" if found[1] else ""
    return f"font-size: {found[2]}px{weight}"
