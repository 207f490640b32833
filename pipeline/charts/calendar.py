"""The calendar: cells down, a square per meeting in true time, ranges as bars, undated ones set apart.

Where there are too many meetings for a square each, a box with its number represents a period.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
from pipeline.charts.palette import NEUTRAL
from pipeline.charts.timeline import Timeline, timeline
from pipeline.core.calendar import Span, period_words, said, span_of
from pipeline.core.schemas import ALL
from pipeline.core.wording import several

EDGES = {WIDTH: (150.0, 500.0), NARROW: (6.0, 234.0)}
"""Where time begins and ends, by the width of the drawing."""
ROW = 22.0
SIDE, LEAST = 7.0, {WIDTH: 3.5, NARROW: 2.0}
"""Side of a square, and the least to which it shrinks where meetings of a cell are close."""
ONE_OFF = "One-off events"
MOST = 400
"""Beyond so many meetings a box represents a period."""


def calendar(name: str, notes: pd.DataFrame, breaks: Sequence[Break] = (), width: float = WIDTH) -> Canvas:
    """Return the drawing of all meetings (no publications in `notes`)."""
    canvas = Canvas(name, width)
    spans = {
        note: span_of(*dates)
        for note, *dates in notes[["note_id", "date", "date_low", "date_high"]].itertuples(index=False)
    }
    groups = [(str(cell) or ONE_OFF, rows) for cell, rows in notes.groupby("cell")]
    groups.sort(key=lambda group: (group[0] == ONE_OFF, group[0]))
    most = max((sum(not spans[n].known for n in rows["note_id"]) for _, rows in groups), default=0)
    known = [span for span in spans.values() if span.known]
    dates = [*known, *[Span(None, None)] * most]
    time = timeline(dates, *EDGES[width], step=SIDE + 4, breaks=breaks)
    rows_of = [[time.middle(spans[n]) for n in rows["note_id"] if spans[n].known] for _, rows in groups]
    side = _side([*rows_of, list(time.undated)], LEAST[width])
    y = 8.0
    for cell, rows in groups:
        middle, y = _named(canvas, cell, len(rows), y)
        _row(canvas, cell, rows, spans, time, middle, side)
    y += time.draw(canvas, 8.0, y)
    canvas.finish(_legend(canvas, y + 12))
    return canvas


def _named(canvas: Canvas, cell: str, meetings: int, y: float) -> tuple[float, float]:
    """Write the cell and how often it met, beside its row or above it; return its middle and its end."""
    count = several(meetings, "meeting")
    if canvas.narrow:
        lines = wrap(cell, canvas.width - text_width(count, SMALL) - 8, NORMAL)
        top = y + 4 + height_of(lines, NORMAL)
        canvas.lines(0, y + 4 + height_of(lines, NORMAL) / 2, lines)
        canvas.text(canvas.width, y + 4 + NORMAL * LINE / 2, count, size=SMALL, align="right")
        middle, end = top + ROW / 2 - 1, top + ROW
    else:
        lines = wrap(cell, EDGES[canvas.width][0] - 14, NORMAL)
        end = y + max(ROW, height_of(lines, NORMAL) + 6)
        middle = (y + end) / 2
        canvas.lines(0, middle, lines)
        canvas.text(canvas.width, middle, count, size=SMALL, align="right")
    canvas.rule(0, end, canvas.width, end, 0.12)
    return middle, end


def calendar_of_periods(
    name: str, series: pd.DataFrame, breaks: Sequence[Break] = (), width: float = WIDTH
) -> Canvas:
    """Return the drawing of the meetings by period: `series` holds one theme's rows of one kind of period."""
    canvas = Canvas(name, width)
    names = folded(series["period"], breaks)
    left, right = EDGES[width]
    step, y = (right - left) / len(names), 20.0
    free = left - 20
    for place, period in enumerate(names):
        x = left + (place + 0.5) * step
        if not period:
            canvas.broken(x, 8)
            continue
        words = period_words(period)
        if x - text_width(words, SMALL) / 2 > free and x + text_width(words, SMALL) / 2 < right + 6:
            canvas.text(x, 8, words, size=SMALL, align="center")
            free = x + text_width(words, SMALL) / 2 + 6
    most = int(series.loc[series["cell"] != ALL, "notes"].max()) if (series["cell"] != ALL).any() else 0
    for cell in [*sorted(set(series["cell"]) - {ALL}), ALL]:
        rows = titles.records(series[series["cell"] == cell])
        total = sum(row["notes"] for row in rows)
        middle, y = _named(canvas, "Whole network" if cell == ALL else cell, total, y)
        for row in rows:
            if row["notes"]:
                corner = (left + names.index(row["period"]) * step, middle)
                _period(canvas, corner, step, row, most)
    canvas.finish(y + 6)
    return canvas


def _period(canvas: Canvas, corner: tuple[float, float], step: float, row: dict[str, Any], most: int) -> None:
    """Draw a box, the deeper the more meetings, with their number where it fits."""
    x, y = corner
    count = row["notes"]
    strength = 0.1 + 0.4 * min(count / max(most, 1), 1.0)
    says = f"{period_words(row['period'])}: {several(count, 'meeting')}"
    evidence = f"n:{row['cell']}|{row['period']}|{ALL}"
    canvas.box(x + 0.5, y - 8, step - 1, 16, NEUTRAL, strength=strength, evidence=evidence, says=says)
    if text_width(str(count), SMALL) <= step - 2:
        canvas.text(x + step / 2, y, str(count), size=SMALL, align="center")


def _side(rows: list[list[float]], least: float) -> float:
    """Return the side of the squares: small enough to keep apart in each row, if that can be."""
    gaps = [b - a for xs in rows for a, b in pairwise(sorted(xs)) if b > a]
    return min(max(min(gaps, default=SIDE) - 0.5, least), SIDE)


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
    def meeting(x: float, y: float, hollow: bool = False) -> None:
        canvas.box(x, y - SIDE / 2, SIDE, SIDE, NEUTRAL, strength=1.0 if hollow else 0.8, hollow=hollow)

    def ranged(x: float, y: float) -> None:
        canvas.box(x, y - 1.5, 24, 3, NEUTRAL, strength=0.4)
        meeting(x + 12 - SIDE / 2, y, hollow=True)

    keys = (
        Key(meeting, 12, "a meeting"),
        Key(ranged, 28, "date known to a range: somewhere on the bar"),
        Key(lambda x, y: meeting(x, y, hollow=True), 12, "no date, or one end of a range only"),
    )
    return canvas.keys(y, keys)
