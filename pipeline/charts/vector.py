"""A canvas as SVG, meant for the inside of an HTML page.

- transparent, its ink is `currentColor`, so that it follows the page's light or dark scheme;
- text stays text in DejaVu Sans, Verdana or the reader's sans-serif, of which DejaVu, that the layout is
  measured in, is the widest;
- no style sheet, no clip paths, no ids but those of marks, each opening with the chart's name;
- a mark (dot, square, bar) is one element with `class="mark"`,
  `data-evidence="n:<cell>|<period or note_id>|<theme>"` (with `|rest`: all but the cell) and a `<title>`
  with its number in words.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from pipeline.charts.canvas import Canvas, baseline
from pipeline.charts.palette import INK
from pipeline.core.wording import slug

FAMILY = "'DejaVu Sans', Verdana, sans-serif"
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
HOLLOW = 1.1
"""Points: how wide the edge of a ring or an open box is."""


def svg(canvas: Canvas, alt: str) -> str:
    """Return the drawing as an SVG fit for a page: see the module's first lines."""
    width, height = _short(canvas.width), _short(canvas.height)
    root = Element(
        "svg", {
            "xmlns": "http://www.w3.org/2000/svg", "role": "group", "aria-label": alt,
            "width": f"{width}pt", "height": f"{height}pt", "viewBox": f"0 0 {width} {height}",
            "stroke-linejoin": "round", "style": f"font-family: {FAMILY}",
        },
    )  # fmt: skip
    taken: set[str] = set()
    for kind, values in canvas.in_order():
        element = SubElement(root, *SHAPES[kind](values))
        element.tail = "\n"
        if kind == "text":
            element.text = values["text"]
        elif values.get("evidence"):
            _mark(element, canvas.name, values, taken)
    root.text = root.tail = "\n"
    return tostring(root, encoding="unicode")


def _mark(element: Element, chart: str, values: dict[str, Any], taken: set[str]) -> None:
    """Let the element lead to its passages, and say its number."""
    name = f"{chart}.{slug(values['evidence'])}"
    while name in taken:  # two names may have one slug
        name += "-"
    taken.add(name)
    element.attrib |= {"id": name, "class": "mark", "data-evidence": values["evidence"]}
    SubElement(element, "title").text = values["says"]


def _text(of: dict[str, Any]) -> tuple[str, dict[str, str]]:
    down = baseline(of["size"], of["valign"])
    x, y = of["x"] + down * of["turned"], of["y"] + down * (not of["turned"])
    where = {"x": _short(x), "y": _short(y)}
    if of["turned"]:
        where["transform"] = f"rotate(-90 {where['x']} {where['y']})"
    style = {"font-size": f"{_short(of['size'])}px", "text-anchor": ANCHORS[of["align"]]}
    style["fill"] = _ink(of["colour"])
    if of["weight"] != "normal":
        style["font-weight"] = of["weight"]
    return "text", {**where, "style": _style(style)}


def _line(of: dict[str, Any]) -> tuple[str, dict[str, str]]:
    style = {"fill": "none", "stroke": _ink(of["colour"]), "stroke-width": _short(of["width"])}
    style["stroke-linecap"] = of["cap"] or "square"
    if of["strength"] is not None:
        style["stroke-opacity"] = _short(of["strength"])
    return "polyline", {"points": _points(zip(of["xs"], of["ys"], strict=True)), "style": _style(style)}


def _area(of: dict[str, Any]) -> tuple[str, dict[str, str]]:
    return "polygon", {"points": _points(of["points"]), "style": _look(of)}


def _box(of: dict[str, Any]) -> tuple[str, dict[str, str]]:
    return "rect", {**{name: _short(of[name]) for name in ("x", "y", "width", "height")}, "style": _look(of)}


def _dot(of: dict[str, Any]) -> tuple[str, dict[str, str]]:
    place = {"cx": _short(of["x"]), "cy": _short(of["y"]), "r": _short(of["radius"])}
    return "circle", {**place, "style": _look(of)}


SHAPES = {"text": _text, "line": _line, "area": _area, "box": _box, "dot": _dot}
"""What makes an element's name and attributes of each kind of shape."""


def _look(of: dict[str, Any]) -> str:
    colour = _ink(of["colour"])
    if of.get("hollow"):
        style = {"fill": "none", "stroke": colour, "stroke-width": _short(HOLLOW)}
    else:
        style = {"fill": colour}
    return _style({**style, "opacity": _short(of["strength"])} if of["strength"] < 1 else style)


def _ink(colour: str) -> str:
    return "currentColor" if colour == INK else colour


def _style(style: dict[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in style.items())


def _points(points: Any) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in points)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
