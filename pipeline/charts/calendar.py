"""The calendar: cells down, a square per meeting in true time, ranges as bars, undated ones set apart.

Where there are too many meetings for a square each, a box with its number represents a period.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.canvas import NORMAL, SMALL, WIDTH, Canvas, height_of, text_width, wrap
from pipeline.charts.palette import NEUTRAL
from pipeline.charts.timeline import Timeline, timeline
from pipeline.core.calendar import Span, period_words, said, span_of
from pipeline.core.schemas import ALL
from pipeline.core.wording import several

LEFT, RIGHT = 150.0, 500.0
ROW = 22.0
SIDE, NARROW = 7.0, 3.5
"""Side of a square, and the least to which it shrinks where meetings of a cell are close."""
ONE_OFF = "One-off events"
MOST = 400
"""Beyond so many meetings a box represents a period."""


def calendar(name: str, notes: pd.DataFrame) -> Canvas:
    """Return the drawing of all meetings (no publications in `notes`)."""
    canvas = Canvas(name)
    spans = {
        note: span_of(*dates)
        for note, *dates in notes[["note_id", "date", "date_low", "date_high"]].itertuples(index=False)
    }
    groups = [(str(cell) or ONE_OFF, rows) for cell, rows in notes.groupby("cell")]
    groups.sort(key=lambda group: (group[0] == ONE_OFF, group[0]))
    most = max((sum(not spans[n].known for n in rows["note_id"]) for _, rows in groups), default=0)
    known = [span for span in spans.values() if span.known]
    time = timeline([*known, *[Span(None, None)] * most], LEFT, RIGHT, step=SIDE + 4)
    side = _side([[time.middle(spans[n]) for n in rows["note_id"] if spans[n].known] for _, rows in groups])
    y = 8.0
    for cell, rows in groups:
        lines = wrap(cell, LEFT - 14, NORMAL)
        height = max(ROW, height_of(lines, NORMAL) + 6)
        canvas.lines(0, y + height / 2, lines)
        _row(canvas, cell, rows, spans, time, y + height / 2, side)
        canvas.text(WIDTH, y + height / 2, several(len(rows), "meeting"), size=SMALL, align="right")
        canvas.rule(0, y + height, WIDTH, y + height, 0.12)
        y += height
    y += time.draw(canvas, 8.0, y)
    canvas.finish(_legend(canvas, y + 12))
    return canvas


def calendar_of_periods(name: str, series: pd.DataFrame) -> Canvas:
    """Return the drawing of the meetings by period: `series` holds one theme's rows of one kind of period."""
    canvas = Canvas(name)
    names = sorted(set(series["period"]))
    step, y = (RIGHT - LEFT) / len(names), 20.0
    free = LEFT - 20
    for place, period in enumerate(names):
        x, words = LEFT + (place + 0.5) * step, period_words(period)
        if x - text_width(words, SMALL) / 2 > free and x + text_width(words, SMALL) / 2 < RIGHT + 10:
            canvas.text(x, 8, words, size=SMALL, align="center")
            free = x + text_width(words, SMALL) / 2 + 6
    most = int(series.loc[series["cell"] != ALL, "notes"].max()) if (series["cell"] != ALL).any() else 0
    for cell in [*sorted(set(series["cell"]) - {ALL}), ALL]:
        rows = titles.records(series[series["cell"] == cell].sort_values("period"))
        lines = wrap("Whole network" if cell == ALL else cell, LEFT - 14, NORMAL)
        height = max(ROW, height_of(lines, NORMAL) + 6)
        canvas.lines(0, y + height / 2, lines)
        for place, row in enumerate(rows):
            _period(canvas, (LEFT + place * step, y + height / 2), step, row, most)
        total = sum(row["notes"] for row in rows)
        canvas.text(WIDTH, y + height / 2, several(total, "meeting"), size=SMALL, align="right")
        canvas.rule(0, y + height, WIDTH, y + height, 0.12)
        y += height
    canvas.finish(y + 6)
    return canvas


def _period(canvas: Canvas, corner: tuple[float, float], step: float, row: dict[str, Any], most: int) -> None:
    """Draw a box, the deeper the more meetings, with their number where it fits."""
    x, y = corner
    count = row["notes"]
    if not count:
        return
    strength = 0.1 + 0.4 * min(count / max(most, 1), 1.0)
    says = f"{period_words(row['period'])}: {several(count, 'meeting')}"
    evidence = f"n:{row['cell']}|{row['period']}|{ALL}"
    canvas.box(x + 0.5, y - 8, step - 1, 16, NEUTRAL, strength=strength, evidence=evidence, says=says)
    if text_width(str(count), SMALL) <= step - 2:
        canvas.text(x + step / 2, y, str(count), size=SMALL, align="center")


def _side(rows: list[list[float]]) -> float:
    """Return the side of the squares: small enough to keep apart in each row, if that can be."""
    gaps = [b - a for xs in rows for a, b in pairwise(sorted(xs)) if b > a]
    return min(max(min(gaps, default=SIDE) - 0.5, NARROW), SIDE)


def _row(
    canvas: Canvas, cell: str, rows: pd.DataFrame, spans: dict[str, Span], time: Timeline, y: float,
    side: float,
) -> None:  # fmt: skip
    free = iter(time.undated)
    evidence = ALL if cell == ONE_OFF else cell
    for note, title in zip(rows["note_id"], rows["title"], strict=True):
        span = spans[note]
        x = time.middle(span) if span.known else next(free)
        if span.low and span.high and not span.exact:
            left, right = time.x(span.low), time.x(span.high)
            canvas.box(left, y - 1.5, max(right - left, 1), 3, NEUTRAL, strength=0.4)
        canvas.box(
            x - side / 2, y - side / 2, side, side, NEUTRAL, strength=0.8,
            hollow=not span.exact, evidence=f"n:{evidence}|{note}|{ALL}", says=f"{said(span)}: {title}",
        )  # fmt: skip


def _legend(canvas: Canvas, y: float) -> float:
    canvas.box(0, y - SIDE / 2, SIDE, SIDE, NEUTRAL, strength=0.8)
    canvas.text(12, y, "a meeting", size=SMALL)
    canvas.box(70, y - 1.5, 24, 3, NEUTRAL, strength=0.4)
    canvas.box(82 - SIDE / 2, y - SIDE / 2, SIDE, SIDE, NEUTRAL, hollow=True)
    canvas.text(98, y, "date known to a range: somewhere on the bar", size=SMALL)
    canvas.box(300, y - SIDE / 2, SIDE, SIDE, NEUTRAL, hollow=True)
    canvas.text(312, y, "no date, or one end of a range only", size=SMALL)
    return y + 12
