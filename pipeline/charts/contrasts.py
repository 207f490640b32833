"""What sets cells apart: a row per clear difference, the cell's share beside that of all other meetings."""

from __future__ import annotations

from math import copysign
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.canvas import (
    LINE,
    NARROW,
    NORMAL,
    SMALL,
    WIDTH,
    Canvas,
    Key,
    height_of,
    text_width,
    wrap,
)
from pipeline.charts.look import Looks, colour
from pipeline.charts.palette import NEUTRAL
from pipeline.core.schemas import ALL
from pipeline.core.wording import percent, points, several

CELLS = 130.0
"""Where the column of cells ends."""
EDGES = {WIDTH: (290.0, 476.0), NARROW: (8.0, 232.0)}
"""Where the axis begins and ends, by the width of the drawing."""
ROW = 24.0
MOST = 24
"""Rows drawn at most, the firmest."""
CEILINGS = (0.2, 0.4, 0.6, 0.8, 1.0)


def apart(
    name: str,
    rows: pd.DataFrame,
    series: pd.DataFrame,
    themes: Looks,
    group: str,
    width: float = WIDTH,
) -> Canvas:
    """Return the drawing; `rows` are the clear ones of `comparisons`, `series` holds the period `(all)`.

    `group` is what a cell is called.
    """
    canvas = Canvas(name, width)
    ends = series.set_index(["cell", "theme"])[["low", "high"]]
    shares = [
        *rows["rest_share"],
        *(ends.loc[(g, t), "high"] for g, t in rows[["group", "theme"]].to_numpy()),
    ]
    ceiling = next(top for top in CEILINGS if max(shares) <= top)
    top = y = 32.0 if canvas.narrow else 20.0
    last = ""
    for row in titles.records(rows):
        first = row["group"] != last
        canvas.rule(0 if first or canvas.narrow else CELLS, y, width, y, 0.12)
        middle, y = (_above if canvas.narrow else _names)(canvas, row, themes[row["theme"]].label, y, first)
        _share(canvas, row, ends.loc[(row["group"], row["theme"])], themes, ceiling, middle)
        last = row["group"]
    _axis(canvas, ceiling, top, y)
    canvas.finish(_legend(canvas, y + 14, group))
    return canvas


def _above(canvas: Canvas, row: dict[str, Any], theme: str, y: float, first: bool) -> tuple[float, float]:
    """Write cell, theme and difference above the row; return its middle and its end."""
    words = f"{row['group']}, {several(row['notes'], 'meeting')}"
    cell = wrap(words, canvas.width, NORMAL, "bold") if first else []
    label = wrap(f"{theme}: {_difference(row)}", canvas.width, NORMAL)
    y += 4
    canvas.lines(0, y + height_of(cell, NORMAL) / 2, cell, weight="bold")
    y += height_of(cell, NORMAL)
    canvas.lines(0, y + height_of(label, NORMAL) / 2, label)
    y += height_of(label, NORMAL)
    return y + ROW / 2 - 2, y + ROW


def _names(canvas: Canvas, row: dict[str, Any], theme: str, y: float, first: bool) -> tuple[float, float]:
    """Write cell, its number of meetings, theme and difference; return the row's middle and its end."""
    left = EDGES[canvas.width][0]
    cell = wrap(row["group"], CELLS - 10, NORMAL, "bold") if first else []
    label = wrap(theme, left - CELLS - 12, NORMAL)
    below = SMALL * LINE if first else 0.0
    height = max(ROW, height_of(cell, NORMAL) + below + 6, height_of(label, NORMAL) + 6)
    canvas.lines(CELLS, y + height / 2, label)
    if first:
        canvas.lines(0, y + (height - below) / 2, cell, weight="bold")
        under = y + (height + height_of(cell, NORMAL)) / 2
        canvas.text(0, under, several(row["notes"], "meeting"), size=SMALL)
    canvas.text(canvas.width, y + height / 2, _difference(row), size=SMALL, align="right")
    return y + height / 2, y + height


def _difference(row: dict[str, Any]) -> str:
    return f"{points(abs(row['difference']))} {'more' if row['difference'] > 0 else 'less'}"


def _x(canvas: Canvas, share: float, ceiling: float) -> float:
    left, right = EDGES[canvas.width]
    return left + (right - left) * share / ceiling


def _share(
    canvas: Canvas, row: dict[str, Any], ends: pd.Series, themes: Looks, ceiling: float,
    y: float,
) -> None:  # fmt: skip
    """Draw the interval as a band, the share in it, the share of the others, and what lies between."""
    low, high, here, rest = (
        _x(canvas, s, ceiling) for s in (ends["low"], ends["high"], row["share"], row["rest_share"])
    )
    label = themes[row["theme"]].label
    canvas.box(low, y - 5, high - low, 10, colour(themes, row["theme"]), strength=0.25)
    ends_of_line = sorted((here + copysign(4.5, rest - here), rest + copysign(4, here - rest)))
    canvas.rule(ends_of_line[0], y, ends_of_line[1], y, 0.5)
    canvas.dot(
        rest, y, 4, NEUTRAL, hollow=True, evidence=f"n:{row['group']}|{ALL}|{row['theme']}|rest",
        says=f"{label}, all other {row['rest']} meetings: {percent(row['rest_share'])}",
    )  # fmt: skip
    canvas.dot(
        here, y, 4.5, colour(themes, row["theme"]), evidence=f"n:{row['group']}|{ALL}|{row['theme']}",
        says=f"{label}, {several(row['notes'], 'meeting')} of {row['group']}: "
        f"{percent(row['share'])}",
    )  # fmt: skip


def _axis(canvas: Canvas, ceiling: float, top: float, bottom: float) -> None:
    for share in (0.0, ceiling / 2, ceiling):
        x = _x(canvas, share, ceiling)
        half = text_width(percent(share), SMALL) / 2
        canvas.rule(x, top, x, bottom, 0.4 if share == 0 else 0.12)
        centre = min(max(x, half), canvas.width - half)
        canvas.text(centre, top - 10, percent(share), size=SMALL, align="center")
    canvas.text(0, 10, "Share of the passages", size=SMALL)
    canvas.rule(0, bottom, canvas.width, bottom, 0.12)


def _legend(canvas: Canvas, y: float, group: str) -> float:
    def here(x: float, y: float) -> None:
        canvas.box(x, y - 5, 24, 10, NEUTRAL, strength=0.25)
        canvas.dot(x + 12, y, 4.5, NEUTRAL)

    keys = (
        Key(here, 30, f"in the {group}, with its 95 % interval"),
        Key(lambda x, y: canvas.dot(x + 4, y, 4, NEUTRAL, hollow=True), 14, "in all other meetings"),
    )
    return canvas.keys(y, keys)
