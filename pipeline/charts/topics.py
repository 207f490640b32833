"""Open topics over time: topics down, periods across, dot area by the topic's share of the passages."""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.canvas import NORMAL, SMALL, WIDTH, Canvas, height_of, text_width, wrap
from pipeline.charts.look import Looks, colour
from pipeline.charts.palette import NEUTRAL
from pipeline.core.calendar import period_words
from pipeline.core.schemas import ALL
from pipeline.core.wording import percent, several

LEFT, RIGHT = 172.0, 396.0
ROW = 25.0
RADIUS = 22.0
"""Of a dot that stands for all passages; one topic seldom takes a fifth."""
MOST = 20


def topics(name: str, topic_rows: pd.DataFrame, series: pd.DataFrame, themes: Looks) -> Canvas:
    """Return the drawing; `series` holds the network's rows of one kind of period."""
    canvas = Canvas(name)
    names = sorted(set(series["period"]))
    step = (RIGHT - LEFT) / len(names)
    counts = series.drop_duplicates("period").set_index("period")["notes"]
    y = _heads(canvas, names, counts, step)
    for row in titles.records(in_order(topic_rows)):
        lines = wrap(str(row["label"]), LEFT - 20, NORMAL)
        height = max(ROW, height_of(lines, NORMAL) + 5)
        canvas.lines(0, y + height / 2, lines)
        mine = series[series["topic"] == row["topic"]].set_index("period")["share"]
        for place, period in enumerate(names):
            if mine[period] > 0:
                canvas.dot(
                    LEFT + (place + 0.5) * step, y + height / 2,
                    max(min(RADIUS * sqrt(mine[period]), 11), 1.2),
                    colour(themes, _nearest(row)), strength=0.85, hollow=row["status"] == "weak",
                    evidence=f"n:{ALL}|{period}|topic:{row['topic']}",
                    says=f"{row['label']}, {period_words(period)}: {percent(mine[period])} of the "
                    f"passages of {several(int(counts[period]), 'meeting')}",
                )  # fmt: skip
        _right(canvas, row, themes, int(counts.sum()), y + height / 2)
        y += height
        canvas.rule(0, y, WIDTH, y, 0.12)
    canvas.finish(_legend(canvas, y + 14))
    return canvas


def in_order(topic_rows: pd.DataFrame) -> pd.DataFrame:
    """Return the topics of the most notes first, at most `MOST`; those that are gone are left out."""
    return (
        topic_rows[topic_rows["notes"] > 0]
        .sort_values(["notes", "topic"], ascending=[False, True], kind="stable")
        .head(MOST)
    )


def _heads(canvas: Canvas, names: list[str], counts: pd.Series, step: float) -> float:
    canvas.text(LEFT - 10, 7, "meetings", size=SMALL, align="right")
    canvas.text(RIGHT + 6, 7, "notes", size=SMALL)
    canvas.text(RIGHT + 36, 7, "most like", size=SMALL)
    free = LEFT - 10
    for place, period in enumerate(names):
        x, words = LEFT + (place + 0.5) * step, period_words(period)
        if step >= 10:
            canvas.text(x, 7, str(counts[period]), size=SMALL, align="center")
        half = text_width(words, SMALL) / 2
        if x - half > free and x + half <= RIGHT + 4:
            canvas.text(x, 19, words, size=SMALL, align="center")
            free = x + half + 6
    canvas.rule(0, 27, WIDTH, 27, 0.4)
    return 28.0


def _right(canvas: Canvas, row: dict[str, Any], themes: Looks, total: int, y: float) -> None:
    canvas.text(RIGHT + 28, y, str(row["notes"]), size=SMALL, align="right")
    near = _nearest(row)
    words = themes[near].label if near in themes else "no theme: new ground"
    canvas.dot(RIGHT + 39, y, 3, colour(themes, near))
    canvas.lines(RIGHT + 46, y, wrap(words, WIDTH - RIGHT - 47, SMALL), size=SMALL)


def _nearest(row: dict[str, Any]) -> str:
    """Return the theme that the topic is most like; empty for one that is unlike every theme."""
    return "" if row["outside"] == "yes" else str(row["nearest_theme"])


def _legend(canvas: Canvas, y: float) -> float:
    canvas.text(0, y, "Share of the passages:", size=SMALL)
    x = 106.0
    for share in (0.02, 0.1, 0.2):
        radius = RADIUS * sqrt(share)
        canvas.dot(x + radius, y, radius, NEUTRAL)
        canvas.text(x + 2 * radius + 4, y, percent(share), size=SMALL)
        x += 2 * radius + 36
    canvas.dot(x + 12, y, 4, NEUTRAL, hollow=True)
    canvas.text(x + 20, y, "weak: too little of it comes back when notes are resampled", size=SMALL)
    return y + 14
