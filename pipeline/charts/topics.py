"""Open topics over time: topics down, periods across, dot area by the topic's share of the passages.

Topics that repeat a theme stand below the others, in grey: what they say is said by the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.breaks import Break, folded
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
from pipeline.core.calendar import period_words
from pipeline.core.schemas import ALL
from pipeline.core.wording import percent, several

EDGES = {WIDTH: (172.0, 396.0), NARROW: (4.0, 236.0)}
"""Where time begins and ends, by the width of the drawing."""
ROW = 25.0
RADIUS = 22.0
"""Of a dot that stands for all passages; one topic seldom takes a fifth."""
MOST = 20


def topics(
    name: str,
    topic_rows: pd.DataFrame,
    series: pd.DataFrame,
    themes: Looks,
    breaks: Sequence[Break] = (),
    width: float = WIDTH,
) -> Canvas:
    """Return the drawing; `series` holds the network's rows of one kind of period."""
    canvas = Canvas(name, width)
    names = folded(series["period"], breaks)
    counts = series.drop_duplicates("period").set_index("period")["notes"]
    y = _heads(canvas, names, counts)
    above = False
    for row in titles.records(in_order(topic_rows)):
        if row["repeats"] and not above:
            canvas.text(0, y + 8, "Repeat a theme", size=SMALL, weight="bold")
            above, y = True, y + 16
        middle, y = (_above if canvas.narrow else _beside)(canvas, row, themes, y)
        mine = series[series["topic"] == row["topic"]].set_index("period")["share"]
        _row(canvas, row, themes, {n: (mine[n], int(counts[n])) for n in names if n}, names, middle)
    canvas.finish(_legend(canvas, y + 14))
    return canvas


def in_order(topic_rows: pd.DataFrame) -> pd.DataFrame:
    """Return the topics of the most notes first, at most `MOST`, those that repeat a theme after the others.

    Those that are gone are left out.
    """
    return (
        topic_rows[topic_rows["notes"] > 0]
        .assign(again=topic_rows["repeats"] != "")
        .sort_values(["again", "notes", "topic"], ascending=[True, False, True], kind="stable")
        .head(MOST)
        .drop(columns="again")
    )


def _x(canvas: Canvas, place: int, names: Sequence[str]) -> float:
    left, right = EDGES[canvas.width]
    return left + (place + 0.5) * (right - left) / len(names)


def _heads(canvas: Canvas, names: Sequence[str], counts: pd.Series) -> float:
    """Write the periods with their meetings; return where the rows begin."""
    left, right = EDGES[canvas.width]
    top = 0.0
    if canvas.narrow:
        canvas.text(0, 7, "meetings:", size=SMALL)
        top = 12.0
    else:
        canvas.text(left - 10, 7, "meetings", size=SMALL, align="right")
        canvas.text(right + 6, 7, "notes", size=SMALL)
        canvas.text(right + 36, 7, "most like", size=SMALL)
    free = max(left - 10, 0.0)
    for place, period in enumerate(names):
        x = _x(canvas, place, names)
        if not period:
            canvas.broken(x, top + 13)
            continue
        words = period_words(period)
        if (right - left) / len(names) >= 10:
            canvas.text(x, top + 7, str(counts[period]), size=SMALL, align="center")
        half = text_width(words, SMALL) / 2
        if x - half >= free and x + half <= right + 4:
            canvas.text(x, top + 19, words, size=SMALL, align="center")
            free = x + half + 6
    canvas.rule(0, top + 27, canvas.width, top + 27, 0.4)
    return top + 28.0


def _beside(canvas: Canvas, row: dict[str, Any], themes: Looks, y: float) -> tuple[float, float]:
    """Write the label left of the row, notes and nearest theme right; return its middle and its end."""
    left, right = EDGES[canvas.width]
    lines = wrap(str(row["label"]), left - 20, NORMAL)
    near, words = _like(row, themes)
    said = wrap(words, canvas.width - right - 47, SMALL)
    height = max(ROW, height_of(lines, NORMAL) + 5, height_of(said, SMALL) + 5)
    middle, end = y + height / 2, y + height
    canvas.lines(0, middle, lines)
    canvas.text(right + 28, middle, str(row["notes"]), size=SMALL, align="right")
    canvas.dot(right + 39, middle, 3, colour(themes, near))
    canvas.lines(right + 46, middle, said, size=SMALL)
    canvas.rule(0, end, canvas.width, end, 0.12)
    return middle, end


def _above(canvas: Canvas, row: dict[str, Any], themes: Looks, y: float) -> tuple[float, float]:
    """Write all that above the row."""
    lines = wrap(str(row["label"]), canvas.width, NORMAL)
    canvas.lines(0, y + 4 + height_of(lines, NORMAL) / 2, lines)
    y += 4 + height_of(lines, NORMAL)
    _, words = _like(row, themes)
    said = wrap(f"{several(row['notes'], 'note')}, most like: {words}", canvas.width, SMALL)
    canvas.lines(0, y + height_of(said, SMALL) / 2, said, size=SMALL)
    y += height_of(said, SMALL)
    middle, end = y + SMALL * LINE + 2, y + ROW
    canvas.rule(0, end, canvas.width, end, 0.12)
    return middle, end


def _like(row: dict[str, Any], themes: Looks) -> tuple[str, str]:
    """Return the theme that the topic is most like, empty if it is unlike every theme, and its label."""
    near = "" if row["outside"] == "yes" else str(row["nearest_theme"])
    return near, themes[near].label if near in themes else "no theme: new ground"


def _row(
    canvas: Canvas, row: dict[str, Any], themes: Looks, found: dict[str, tuple[float, int]],
    names: Sequence[str], y: float,
) -> None:  # fmt: skip
    """Draw the dots; `found` has a period's share and number of meetings."""
    shade = NEUTRAL if row["repeats"] else colour(themes, _like(row, themes)[0])
    for place, period in enumerate(names):
        share, meetings = found.get(period, (0.0, 0))
        if share > 0:
            canvas.dot(
                _x(canvas, place, names), y, max(min(RADIUS * sqrt(share), 11), 1.2),
                shade, strength=0.85, hollow=row["status"] == "weak",
                evidence=f"n:{ALL}|{period}|topic:{row['topic']}",
                says=f"{row['label']}, {period_words(period)}: {percent(share)} of the "
                f"passages of {several(meetings, 'meeting')}",
            )  # fmt: skip


def _legend(canvas: Canvas, y: float) -> float:
    canvas.text(0, y, "Share of the passages:", size=SMALL)
    x = 106.0
    for share in (0.02, 0.1, 0.2):
        radius = RADIUS * sqrt(share)
        canvas.dot(x + radius, y, radius, NEUTRAL)
        canvas.text(x + 2 * radius + 4, y, percent(share), size=SMALL)
        x += 2 * radius + (30 if canvas.narrow else 36)
    weak = "shaky: little of it comes back when some notes are left out"
    return canvas.keys(y + 20, [Key(lambda x, y: canvas.dot(x + 4, y, 4, NEUTRAL, hollow=True), 12, weak)])
