"""What sets cells apart: a row per clear difference, the cell's share beside that of all other meetings."""

from __future__ import annotations

from math import copysign
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.canvas import LINE, NORMAL, SMALL, WIDTH, Canvas, height_of, text_width, wrap
from pipeline.charts.look import Looks, colour
from pipeline.charts.palette import NEUTRAL
from pipeline.core.schemas import ALL
from pipeline.core.wording import percent, points, several

CELLS, LEFT, RIGHT = 130.0, 290.0, 476.0
"""Where the column of cells ends, and the axis lies."""
ROW = 24.0
MOST = 24
"""Rows drawn at most, the firmest."""
CEILINGS = (0.2, 0.4, 0.6, 0.8, 1.0)


def apart(name: str, rows: pd.DataFrame, series: pd.DataFrame, themes: Looks, group: str) -> Canvas:
    """Return the drawing; `rows` are the clear ones of `comparisons`, `series` holds the period `(all)`.

    `group` is what a cell is called.
    """
    canvas = Canvas(name)
    ends = series.set_index(["cell", "theme"])[["low", "high"]]
    shares = [
        *rows["rest_share"],
        *(ends.loc[(g, t), "high"] for g, t in rows[["group", "theme"]].to_numpy()),
    ]
    ceiling = next(top for top in CEILINGS if max(shares) <= top)
    top, y, last = 20.0, 20.0, ""
    for row in titles.records(rows):
        first = row["group"] != last
        height = _names(canvas, row, themes[row["theme"]].label, y, first)
        canvas.rule(0 if first else CELLS, y, WIDTH, y, 0.12)
        _share(canvas, row, ends.loc[(row["group"], row["theme"])], themes, ceiling, y + height / 2)
        y, last = y + height, row["group"]
    _axis(canvas, ceiling, top, y)
    canvas.finish(_legend(canvas, y + 14, group))
    return canvas


def _names(canvas: Canvas, row: dict[str, Any], theme: str, y: float, first: bool) -> float:
    """Write cell, its number of meetings and theme; return the height of the row."""
    cell = wrap(row["group"], CELLS - 10, NORMAL, "bold") if first else []
    label = wrap(theme, LEFT - CELLS - 12, NORMAL)
    below = SMALL * LINE if first else 0.0
    height = max(ROW, height_of(cell, NORMAL) + below + 6, height_of(label, NORMAL) + 6)
    canvas.lines(CELLS, y + height / 2, label)
    if first:
        canvas.lines(0, y + (height - below) / 2, cell, weight="bold")
        under = y + (height + height_of(cell, NORMAL)) / 2
        canvas.text(0, under, several(row["notes"], "meeting"), size=SMALL)
    return height


def _x(share: float, ceiling: float) -> float:
    return LEFT + (RIGHT - LEFT) * share / ceiling


def _share(
    canvas: Canvas, row: dict[str, Any], ends: pd.Series, themes: Looks, ceiling: float,
    y: float,
) -> None:  # fmt: skip
    """Draw the interval as a band, the share in it, the share of the others, and what lies between."""
    low, high, here, rest = (
        _x(s, ceiling) for s in (ends["low"], ends["high"], row["share"], row["rest_share"])
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
    way = "more" if row["difference"] > 0 else "less"
    words = f"{points(abs(row['difference']))} {way}"
    canvas.text(WIDTH, y, words, size=SMALL, align="right")


def _axis(canvas: Canvas, ceiling: float, top: float, bottom: float) -> None:
    for share in (0.0, ceiling / 2, ceiling):
        x = _x(share, ceiling)
        canvas.rule(x, top, x, bottom, 0.4 if share == 0 else 0.12)
        canvas.text(x, 10, percent(share), size=SMALL, align="center")
    canvas.text(0, 10, "Share of the passages", size=SMALL)
    canvas.rule(0, bottom, WIDTH, bottom, 0.12)


def _legend(canvas: Canvas, y: float, group: str) -> float:
    canvas.box(0, y - 5, 24, 10, NEUTRAL, strength=0.25)
    canvas.dot(12, y, 4.5, NEUTRAL)
    words = f"in the {group}, with its 95 % interval"
    canvas.text(30, y, words, size=SMALL)
    x = 30 + text_width(words, SMALL) + 24
    canvas.dot(x, y, 4, NEUTRAL, hollow=True)
    canvas.text(x + 9, y, "in all other meetings", size=SMALL)
    return y + 12
