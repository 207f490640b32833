"""The heat map: cells down, themes across, in each square in how many meetings and what share."""

from __future__ import annotations

from math import ceil
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.canvas import (
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
from pipeline.charts.look import Looks
from pipeline.charts.palette import INK, NEUTRAL
from pipeline.core.schemas import ALL
from pipeline.core.wording import percent, several

LEFT = {WIDTH: 116.0, NARROW: 78.0}
ROW = 30.0
MOST = {WIDTH: 14, NARROW: 4}
WIDEST = 60.0
"""Themes side by side; more are drawn in parts, one under the other. Few get squares no wider than this."""
THIN = 3
"""Cells with fewer meetings get outlined squares only."""
HUE = "#0f6b78"
"""One hue for all themes: how deep it is says how much, and the columns say of what."""
DEEPEST = 0.5
"""Opacity of a share of one half or more: any deeper, and the text on it would not be read."""


def heat(name: str, cells: list[str], series: pd.DataFrame, themes: Looks, width: float = WIDTH) -> Canvas:
    """Return the drawing; `series` holds the rows of period `(all)`, `cells` their order."""
    canvas = Canvas(name, width)
    y = 0.0
    for part in _parts(themes, MOST[width]):
        y = _part(canvas, y, cells, series, part)
    canvas.finish(_legend(canvas, y))
    return canvas


def _parts(themes: Looks, most: int) -> list[Looks]:
    """Return the themes in parts of like size, each with room for its squares side by side."""
    parts = ceil(len(themes) / most)
    size = ceil(len(themes) / parts)
    rows = list(themes.items())
    return [dict(rows[start : start + size]) for start in range(0, len(rows), size)]


def _part(canvas: Canvas, top: float, cells: list[str], series: pd.DataFrame, themes: Looks) -> float:
    """Draw the squares of some of the themes from `top` on; return where the next part begins."""
    left = LEFT[canvas.width]
    step = min((canvas.width - left) / len(themes), WIDEST)
    y = _heads(canvas, top, themes, step)
    for cell in cells:
        rows = {row["theme"]: row for row in titles.records(series[series["cell"] == cell])}
        words = "Whole network" if cell == ALL else cell
        weight = "bold" if cell == ALL else "normal"
        lines = wrap(words, left - 8, NORMAL, weight)
        count = several(rows[next(iter(themes))]["notes"], "meeting")
        height = max(ROW, height_of(lines, NORMAL) + SMALL * 1.25 + 6)
        canvas.lines(0, y + height / 2 - SMALL * 0.625, lines, weight=weight)
        canvas.text(0, y + height / 2 + height_of(lines, NORMAL) / 2, count, size=SMALL)
        for place, (theme, look) in enumerate(themes.items()):
            box = (left + place * step + 1, y + 1, step - 2, height - 2)
            _square(canvas, box, cell, theme, f"{words}, {look.label}", rows[theme])
        y += height
    return y + 12


def _heads(canvas: Canvas, top: float, themes: Looks, step: float) -> float:
    """Write the themes' names upwards over their columns; return where the squares begin."""
    most = int((step - 2) // (SMALL * 1.25))
    room = next((room for room in range(70, 400, 5) if _fit(themes, room, most)), 400)
    for place, look in enumerate(themes.values()):
        lines = wrap(look.label, room, SMALL)
        middle = LEFT[canvas.width] + (place + 0.5) * step
        for number, line in enumerate(lines):
            x = middle + (number - (len(lines) - 1) / 2) * SMALL * 1.25
            foot = top + room + 8
            canvas.text(x + SMALL * 0.35, foot, line, size=SMALL, turned=True, valign="baseline")
    return top + room + 12.0


def _fit(themes: Looks, room: float, most: int) -> bool:
    return all(len(wrap(look.label, room, SMALL)) <= most for look in themes.values())


def _square(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    cell: str,
    theme: str,
    words: str,
    row: dict[str, Any],
) -> None:
    x, y, width, height = box
    spoken = row["passages"] > 0
    share = float(row["share"]) if spoken else 0.0
    thin = row["notes"] < THIN
    strength = DEEPEST * min(share / 0.5, 1.0)
    says = f"{words}: {row['notes_with_theme']} of {several(row['notes'], 'meeting')}"
    if spoken:
        says += f", {percent(share)} of {row['passages']} passages"
    shade = HUE if share > 0 else NEUTRAL
    canvas.box(
        x, y, width, height, shade, strength=max(strength, 0.05) if not thin else max(2 * strength, 0.25),
        hollow=thin, evidence=f"n:{cell}|{ALL}|{theme}", says=says,
    )  # fmt: skip
    shown = percent(share, short=True).replace(" ", "") if share else ""  # the square is narrow
    if not row["notes_with_theme"]:
        canvas.text(x + width / 2, y + height / 2, shown, size=SMALL, align="center", colour=INK)
        return
    weight = "bold" if row["notes_with_theme"] >= 3 else "normal"
    count = f"{row['notes_with_theme']}/{row['notes']}"
    if text_width(count, SMALL, "bold") > width - 2:  # the row’s name says of how many
        count = str(row["notes_with_theme"])
    canvas.text(
        x + width / 2, y + height / 2 - 5, count, size=SMALL,
        align="center", weight=weight, colour=INK,
    )  # fmt: skip
    canvas.text(x + width / 2, y + height / 2 + 5.5, shown, size=SMALL, align="center", colour=INK)


def _legend(canvas: Canvas, y: float) -> float:
    def square(x: float, y: float, hollow: bool = False) -> None:
        shade, strength = (NEUTRAL, 1.0) if hollow else (HUE, DEEPEST)
        canvas.box(x, y - 6, 22, 12, shade, strength=strength, hollow=hollow)

    keys = (
        Key(square, 28, "3/4: present in 3 of 4 meetings; below, its share of all passages"),
        Key(
            lambda x, y: None,
            0,
            "a share alone: mentioned in passing, present in no meeting; empty: not mentioned",
        ),
        Key(lambda x, y: square(x, y, hollow=True), 28, "fewer than three meetings: thin evidence"),
    )
    return canvas.keys(y, keys)
