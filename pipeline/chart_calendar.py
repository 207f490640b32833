"""The calendar: cells down, a square per meeting in true time, ranges as bars, undated ones set apart."""

from __future__ import annotations

import pandas as pd

from pipeline import findings
from pipeline.canvas import NORMAL, SMALL, WIDTH, Canvas, height_of, wrap
from pipeline.palette import NEUTRAL
from pipeline.schemas import ALL
from pipeline.timeline import Span, Timeline, said, span_of, timeline

LEFT, RIGHT = 150.0, 500.0
ROW = 22.0
SIDE = 7.0
SHADE = "#2f6fd0"
ONE_OFF = "One-off events"


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
    y = 8.0
    for cell, rows in groups:
        lines = wrap(cell, LEFT - 14, NORMAL)
        height = max(ROW, height_of(lines, NORMAL) + 6)
        canvas.lines(0, y + height / 2, lines)
        _row(canvas, cell, rows, spans, time, y + height / 2)
        canvas.text(WIDTH, y + height / 2, findings.counted_meetings(len(rows)), size=SMALL, align="right")
        canvas.rule(0, y + height, WIDTH, y + height, 0.12)
        y += height
    y += time.draw(canvas, 8.0, y)
    canvas.finish(_legend(canvas, y + 12))
    return canvas


def _row(
    canvas: Canvas, cell: str, rows: pd.DataFrame, spans: dict[str, Span], time: Timeline, y: float
) -> None:
    free = iter(time.undated)
    evidence = ALL if cell == ONE_OFF else cell
    for note, title in zip(rows["note_id"], rows["title"], strict=True):
        span = spans[note]
        x = time.middle(span) if span.known else next(free)
        if span.low and span.high and not span.exact:
            left, right = time.x(span.low), time.x(span.high)
            canvas.box(left, y - 1.5, max(right - left, 1), 3, SHADE, strength=0.4)
        canvas.box(
            x - SIDE / 2, y - SIDE / 2, SIDE, SIDE, SHADE if span.known else NEUTRAL, strength=0.8,
            hollow=not span.exact, evidence=f"n:{evidence}|{note}|{ALL}", says=f"{said(span)}: {title}",
        )  # fmt: skip


def _legend(canvas: Canvas, y: float) -> float:
    canvas.box(0, y - SIDE / 2, SIDE, SIDE, SHADE, strength=0.8)
    canvas.text(12, y, "a meeting", size=SMALL)
    canvas.box(70, y - 1.5, 24, 3, SHADE, strength=0.4)
    canvas.box(82 - SIDE / 2, y - SIDE / 2, SIDE, SIDE, SHADE, hollow=True)
    canvas.text(98, y, "date known to a range: somewhere on the bar", size=SMALL)
    canvas.box(300, y - SIDE / 2, SIDE, SIDE, NEUTRAL, hollow=True)
    canvas.text(312, y, "no date, or one end of a range only", size=SMALL)
    return y + 12
