"""The strip chart: themes down, meetings across in true time, dot area by share of the meeting's passages.

Where a cell has met too often for a dot per meeting, a dot stands for a month, quarter or year.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Any

import pandas as pd

from pipeline import findings
from pipeline.canvas import LINE, NORMAL, SMALL, WIDTH, Canvas, height_of, text_width, wrap
from pipeline.palette import NEUTRAL, colour
from pipeline.timeline import Span, Timeline, period_span, period_words, said, span_of, timeline

LEFT, RIGHT = 172.0, 430.0
LARGE, CROWDED = 11.0, 8.0
"""Radius of a dot that stands for all passages; the smaller where meetings stand close."""
ROW = 23.0
THIN = 10
"""Meetings with fewer passages are drawn paler."""
MOST = 60
"""Beyond so many meetings a dot stands for a period."""
Themes = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Column:
    """A column of the strip: a meeting, or a period with all its meetings."""

    key: str  # note_id or period
    words: str
    title: str
    span: Span
    x: float
    passages: int
    meetings: int


def strip(
    name: str, cell: str, notes: pd.DataFrame, note_themes: pd.DataFrame, series: pd.DataFrame,
    recurrence: pd.DataFrame, themes: Themes,
) -> Canvas:  # fmt: skip
    """Return the drawing for one cell, or for `(all)`.

    The tables hold the cell's rows alone, `series` those of one kind of period; `themes` is id →
    (label, kind).
    """
    canvas = Canvas(name)
    single = len(notes) <= MOST or not (series["notes"] > 0).any()
    time, columns = _meetings(notes, note_themes) if single else _periods(series)
    found = _by_meeting(note_themes) if single else _by_period(series)
    xs = sorted(column.x for column in columns)
    apart = median(b - a for a, b in pairwise(xs)) if len(xs) > 1 else LARGE
    radius = LARGE if apart >= 0.8 * LARGE else CROWDED
    top = y = _heads(canvas, columns, len(notes), single)
    for theme, (label, kind) in themes.items():
        y = _kind(canvas, kind, themes, theme, y)
        lines = wrap(label, LEFT - 26, NORMAL)
        height = max(ROW, height_of(lines, NORMAL) + 4)
        canvas.lines(0, y + height / 2, lines)
        canvas.rule(LEFT - 14, y + height, WIDTH, y + height, 0.12)
        dots = [(column, found[column.key, theme]) for column in columns if (column.key, theme) in found]
        _row(canvas, cell, theme, label, y + height / 2, radius, time, single, dots)
        _verdict(canvas, recurrence[recurrence["theme"] == theme].iloc[0], y + height / 2)
        y += height
    y += time.draw(canvas, top, y)
    canvas.finish(_legend(canvas, y + 13, radius, columns, single))
    return canvas


def _meetings(notes: pd.DataFrame, note_themes: pd.DataFrame) -> tuple[Timeline, list[Column]]:
    spans = [span_of(*row) for row in notes[["date", "date_low", "date_high"]].itertuples(index=False)]
    time = timeline(spans, LEFT, RIGHT)
    free = iter(time.undated)
    passages = note_themes.groupby("note_id")["passages"].first()
    columns = [
        Column(note, said(s), title, s, time.middle(s) if s.known else next(free), int(passages[note]), 1)
        for note, title, s in zip(notes["note_id"], notes["title"], spans, strict=True)
    ]
    return time, columns


def _periods(series: pd.DataFrame) -> tuple[Timeline, list[Column]]:
    held = series[series["notes"] > 0].drop_duplicates("period")
    spans = {period: period_span(period) for period in held["period"]}
    time = timeline(list(spans.values()), LEFT, RIGHT)
    columns = [
        Column(
            row["period"], period_words(row["period"]), findings.counted_meetings(row["notes"]),
            spans[row["period"]],
            time.middle(spans[row["period"]]), row["passages"], row["notes"],
        )
        for row in findings.records(held)
    ]  # fmt: skip
    return time, columns


def _by_meeting(note_themes: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    rows = note_themes[note_themes["tagged"] > 0]
    return {(row["note_id"], row["theme"]): row for row in findings.records(rows)}


def _by_period(series: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    rows = series[series["tagged"] > 0]
    present = (rows["notes_with_theme"] > 0).map({True: "yes", False: "no"})
    return {(row["period"], row["theme"]): row for row in findings.records(rows.assign(present=present))}


def _heads(canvas: Canvas, columns: list[Column], meetings: int, single: bool) -> float:
    """Draw a tick per column and its number of passages or meetings, turned where that makes room."""
    xs = sorted(column.x for column in columns)
    apart = min((b - a for a, b in pairwise(xs)), default=WIDTH)
    numbers = [str(column.passages if single else column.meetings) for column in columns]
    widest = max(text_width(number, SMALL) for number in numbers)
    turned, crowded = apart < widest + 3, apart < SMALL * LINE
    words = "passages" if single else "meetings"
    if crowded:
        words = "a stroke is a meeting" if single else "a stroke is a period"
    foot = widest + 8 if turned and not crowded else 15.0
    title = findings.counted_meetings(meetings)
    full = text_width(title, NORMAL, "bold") + text_width(words, SMALL) > LEFT - 22
    canvas.text(0, 8, title, weight="bold")
    canvas.text(LEFT - 16, 19 if full else 8, words, size=SMALL, align="right")
    for column, number in zip(columns, numbers, strict=True):
        if not crowded:
            where = {"turned": True, "valign": "center"} if turned else {"align": "center"}
            canvas.text(column.x, foot - 4 if turned else 8, number, size=SMALL, **where)
        canvas.rule(column.x, foot, column.x, foot + 5, 0.7, 0.9)
    return max(foot + 7, 26.0 if full else 0.0)


def _kind(canvas: Canvas, kind: str, themes: Themes, theme: str, y: float) -> float:
    """Write the kind of theme above its first."""
    if next(t for t, (_, k) in themes.items() if k == kind) != theme:
        return y
    canvas.text(0, y + 8, f"{kind.capitalize()}s", size=SMALL, weight="bold")
    return y + 16


def _row(
    canvas: Canvas, cell: str, theme: str, label: str, y: float, radius: float, time: Timeline,
    single: bool, dots: list[tuple[Column, dict[str, Any]]],
) -> None:  # fmt: skip
    """Draw the bars of ranges, then the dots, the largest first so that none hides another."""
    for column, _ in dots:
        low, high = column.span
        if low and high and low < high and single:
            canvas.box(time.x(low), y - 1.2, time.x(high) - time.x(low), 2.4, colour(theme), strength=0.4)
    for column, found in sorted(dots, key=lambda dot: -dot[1]["share"]):
        canvas.dot(
            column.x, y, max(radius * sqrt(found["share"]), 1.4), colour(theme),
            strength=_strength(column, found), hollow=found["present"] == "no",
            evidence=f"n:{cell}|{column.key}|{theme}",
            says=f"{label}, {column.words}: {found['tagged']} of {column.passages} passages "
            f"({findings.percent(found['share'])}). {column.title}",
        )  # fmt: skip


def _strength(column: Column, found: dict[str, Any]) -> float:
    """Return how firm a dot is drawn: rings are thin as they are, and need all their colour to be seen."""
    firm = 1.0 if found["present"] == "no" else 0.8
    return firm if column.passages >= THIN else firm - 0.35


def _verdict(canvas: Canvas, found: pd.Series, y: float) -> None:
    words = str(found["verdict"])
    if found["change"].startswith(("clear", "possible")):
        words = f"{words}, {found['change']}"
    often = found["verdict"] in ("in every meeting", "recurs") and found["notes"] >= 3
    count = f"{found['notes_with_theme']} of {found['notes']}"
    weight = "bold" if often else "normal"
    end = RIGHT + 14 + max(32.0, text_width(f"{found['notes']} of {found['notes']}", SMALL, "bold"))
    canvas.text(end, y, count, size=SMALL, align="right", weight=weight)
    canvas.lines(end + 6, y, wrap(words, WIDTH - end - 7, SMALL), size=SMALL)


def _legend(canvas: Canvas, y: float, radius: float, columns: list[Column], single: bool) -> float:
    """Explain dots, rings, pale dots and bars, as far as they occur; return where the chart ends."""
    canvas.text(0, y, f"Share of the {'meeting' if single else 'period'}’s passages:", size=SMALL)
    x = 150.0
    for share in (0.1, 0.3, 0.6):
        size = radius * sqrt(share)
        canvas.dot(x + size, y, size, NEUTRAL, strength=0.8)
        canvas.text(x + 2 * size + 4, y, findings.percent(share), size=SMALL)
        x += 2 * size + 34
    canvas.dot(x + 8, y, 4, NEUTRAL, hollow=True)
    canvas.text(x + 16, y, "too few to count: may be chance", size=SMALL)
    below = 0.0
    if any(column.passages < THIN for column in columns):
        canvas.dot(154, y + 18, 4, NEUTRAL, strength=0.45)
        canvas.text(162, y + 18, f"fewer than {THIN} passages", size=SMALL)
        below = 18.0
    if single and any(column.span.known and not column.span.exact for column in columns):
        canvas.box(300, y + 16.8, 22, 2.4, NEUTRAL, strength=0.5)
        canvas.text(328, y + 18, "date known to a range only", size=SMALL)
        below = 18.0
    return y + 14 + below
