"""A drawing surface measured in points, and the chart that it becomes.

Every chart is laid out by hand on one surface, x to the right and y downwards, so that texts are measured
before they are placed and none is cut or overlaps. The SVG is meant for the inside of an HTML page:

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
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from pipeline.charts.palette import INK
from pipeline.core.wording import slug

WIDTH, NARROW = 560.0, 240.0
"""Points. Drawn for a page of 1,000 pixels and a Word page of 16 cm alike, and once more for a telephone,
where a small text is 11 pixels high."""
SMALL, NORMAL = 8.0, 9.0
FAMILY = "'DejaVu Sans', Verdana, sans-serif"
DOTS_PER_INCH = 200
LINE = 1.25
"""Distance of lines of text, in font sizes."""


@dataclass(frozen=True)
class Mark:
    """A dot, square or bar that leads to passages: what it stands for, what it says, its SVG element."""

    evidence: str
    says: str
    element: str


class Key(NamedTuple):
    """An entry of a legend: what draws the sample at a place, the room that takes, and the words."""

    sample: Callable[[float, float], None]
    width: float
    words: str


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
    """A surface of so many points across and as much height as `finish` is told."""

    def __init__(self, name: str, width: float = WIDTH) -> None:
        self.name, self.width = name, width
        self.figure = Figure(figsize=(width / 72, 1), dpi=72)  # one unit of the axes is one point
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width)
        self.marks: dict[str, Mark] = {}

    @property
    def narrow(self) -> bool:
        """Tell whether it is for a narrow screen: names stand above what they name, not beside."""
        return self.width < WIDTH

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
    ) -> Text:
        """Write one line of text with (x, y) at its `align`, `valign` point; `turned` reads upwards."""
        return self.axes.text(
            x, y, text, fontsize=size, ha=align, va=valign, color=colour, weight=weight,
            family="DejaVu Sans", parse_math=False, rotation=90 if turned else 0,
            rotation_mode="anchor", clip_on=False,
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
        self.axes.plot(
            [x, x2], [y, y2], color=INK, alpha=strength, lw=width, clip_on=False, solid_capstyle="butt"
        )

    def path(self, xs: list[float], ys: list[float], colour: str, width: float = 1.2) -> None:
        """Draw a line through the points."""
        self.axes.plot(xs, ys, color=colour, lw=width, clip_on=False, solid_capstyle="round")

    def broken(self, x: float, y: float) -> None:
        """Mark at (x, y) that the axis leaves something out: two slanted strokes."""
        for left in (x - 3.0, x + 0.5):
            self.axes.plot(
                [left, left + 2.5], [y + 3.5, y - 3.5], color=INK, alpha=0.7, lw=0.9, clip_on=False
            )

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
        self.axes.add_patch(Polygon(points, closed=True, fc=colour, ec="none", alpha=strength, clip_on=False))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *,
        strength: float = 1.0, hollow: bool = False, evidence: str = "", says: str = "",
    ) -> None:  # fmt: skip
        """Draw a rectangle from its upper left corner."""
        patch = Rectangle((x, y), width, height, clip_on=False, **_look(colour, strength, hollow))
        shape = f'rect x="{_short(x)}" y="{_short(y)}" width="{_short(width)}" height="{_short(height)}"'
        self._add(patch, evidence, says, shape)

    def dot(
        self, x: float, y: float, radius: float, colour: str, *,
        strength: float = 1.0, hollow: bool = False, evidence: str = "", says: str = "",
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

    def finish(self, height: float) -> None:
        """Set the height, in points."""
        self.figure.set_size_inches(self.width / 72, height / 72)
        self.axes.set_ylim(height, 0)

    def png(self) -> bytes:
        """Return the drawing as PNG."""
        stream = io.BytesIO()
        self.figure.savefig(
            stream, format="png", dpi=DOTS_PER_INCH, facecolor="white", metadata={"Software": None}
        )
        return stream.getvalue()

    def svg(self, alt: str) -> str:
        """Return the drawing as SVG for a page; `alt` is what it shows, in words."""
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
