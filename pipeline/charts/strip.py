"""The strip chart: themes down, meetings across in true time, dot area by share of the meeting's passages.

Where there are too many meetings, or they are too close for a dot each, a dot represents the meetings of a
month, quarter or year; those known only to a longer range keep a dot of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.breaks import Break
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
from pipeline.charts.look import Looks
from pipeline.charts.palette import NEUTRAL
from pipeline.charts.timeline import Timeline, timeline
from pipeline.core.calendar import Span, period_span, period_words, said, span_of
from pipeline.core.schemas import TOLD
from pipeline.core.wording import opened, percent, several

EDGES = {WIDTH: (172.0, 430.0), NARROW: (10.0, 230.0)}
"""Where time begins and ends, by the width of the drawing."""
LARGE, SMALLEST = 11.0, 6.0
"""Radius of a dot that stands for all passages; the smaller the closer the dots are."""
ROW = 23.0
THIN = 10
"""Meetings with fewer passages are drawn paler."""
MOST, COVERED, LOOSE = 60, 0.1, 12
"""Beyond so many meetings, or where so great a share of the dots would lie on the centre of others, a dot
stands for a period; no more than so many meetings that lie in none are drawn beside."""


Within = Callable[[Sequence[Span]], Timeline]
"""Makes the timeline of meetings within the edges of the drawing."""


@dataclass(frozen=True)
class Place:
    """A column of the strip: a meeting, or a period with all its meetings."""

    key: str  # note_id or period
    words: str
    title: str
    span: Span
    x: float
    passages: int
    meetings: int
    period: bool


@dataclass(frozen=True)
class Layout:
    """Columns in time, and what is found in them: (column's key, theme) → row with tagged, share, present."""

    time: Timeline
    columns: list[Place]
    found: dict[tuple[str, str], dict[str, Any]]

    @property
    def unit(self) -> str:
        """Return what a dot stands for."""
        period = next((column.key for column in self.columns if column.period), "")
        return {0: "meeting", 4: "year"}.get(len(period), "quarter" if "Q" in period else "month")

    @property
    def meetings(self) -> int:
        """Return how many meetings are drawn."""
        return sum(column.meetings for column in self.columns)

    @cached_property
    def radius(self) -> float:
        """Return the radius of a dot that stands for all passages: dots of usual size just touch."""
        xs = sorted(column.x for column in self.columns)
        apart = median(b - a for a, b in pairwise(xs)) if len(xs) > 1 else LARGE
        usual = median([found["share"] for found in self.found.values()] or [1.0])
        return min(max(apart / 2 / sqrt(usual), SMALLEST), LARGE)

    def dots(self, theme: str) -> list[tuple[Place, dict[str, Any], float]]:
        """Return the theme's dots with their radius, the largest first, so that none hides another."""
        held = [(c, self.found[c.key, theme]) for c in self.columns if (c.key, theme) in self.found]
        sized = [(c, found, max(self.radius * sqrt(found["share"]), 1.4)) for c, found in held]
        return sorted(sized, key=lambda dot: -dot[2])

    def covered(self, themes: Looks) -> float:
        """Return the share of dots whose centre lies in a larger one: they can hardly be told apart."""
        rows = [self.dots(theme) for theme in themes]
        hidden = sum(
            any(abs(c.x - other.x) < larger for other, _, larger in row[:place])
            for row in rows
            for place, (c, _, _) in enumerate(row)
        )
        return hidden / max(sum(map(len, rows)), 1)


def strip(
    name: str,
    cell: str,
    laid: Layout,
    meetings: int,
    recurrence: pd.DataFrame,
    themes: Looks,
    width: float = WIDTH,
) -> Canvas:
    """Return the drawing for one cell, or for `(all)`, which has met so often.

    `recurrence` holds the cell's rows; `themes` how each theme is shown.
    """
    canvas = Canvas(name, width)
    top = y = _heads(canvas, laid, meetings)
    for theme, (label, family, shade) in themes.items():
        y = _family(canvas, family, themes, theme, y)
        found = recurrence[recurrence["theme"] == theme].iloc[0]
        middle, y = (_above if canvas.narrow else _beside)(canvas, label, found, y)
        _row(canvas, cell, theme, label, shade, middle, laid)
    y += laid.time.draw(canvas, top, y)
    canvas.finish(_legend(canvas, y + 13, laid))
    return canvas


def _beside(canvas: Canvas, label: str, found: pd.Series, y: float) -> tuple[float, float]:
    """Write the theme left of its row and how it recurs right of it; return its middle and its end."""
    left, right = EDGES[canvas.width]
    lines = wrap(label, left - 26, NORMAL)
    height = max(ROW, height_of(lines, NORMAL) + 4)
    middle, end = y + height / 2, y + height
    canvas.lines(0, middle, lines)
    canvas.rule(left - 14, end, canvas.width, end, 0.12)
    count, words, weight = _verdict(found)
    edge = right + 14 + max(32.0, text_width(f"{found['notes']} of {found['notes']}", SMALL, "bold"))
    canvas.text(edge, middle, count, size=SMALL, align="right", weight=weight)
    canvas.lines(edge + 6, middle, wrap(words, canvas.width - edge - 7, SMALL), size=SMALL)
    return middle, end


def _above(canvas: Canvas, label: str, found: pd.Series, y: float) -> tuple[float, float]:
    """Write the theme and how it recurs above its row; return the row's middle and its end."""
    lines = wrap(label, canvas.width, NORMAL)
    canvas.lines(0, y + 4 + height_of(lines, NORMAL) / 2, lines)
    y += 4 + height_of(lines, NORMAL)
    count, words, weight = _verdict(found)
    canvas.text(0, y + SMALL * LINE / 2, f"{count} {words}".strip(), size=SMALL, weight=weight)
    middle, end = y + SMALL * LINE + LARGE + 1, y + SMALL * LINE + 2 * LARGE + 3
    canvas.rule(0, end, canvas.width, end, 0.12)
    return middle, end


def lay_out(
    notes: pd.DataFrame,
    note_themes: pd.DataFrame,
    series: pd.DataFrame,
    themes: Looks,
    breaks: Sequence[Break] = (),
    width: float = WIDTH,
) -> Layout:
    """Return a column per meeting, or per period where that would be too many or too close.

    The tables hold one cell's rows alone, or the network's; `series` those of one kind of period; `breaks`
    are what the time axis leaves out in every chart.
    """
    within = partial(timeline, left=EDGES[width][0], right=EDGES[width][1], breaks=breaks)
    held = series[series["notes"] > 0]
    if len(notes) <= MOST:
        single = _by_meeting(notes, note_themes, within)
        if held.empty or single.covered(themes) <= COVERED:
            return single
    return (
        _by_period(notes, note_themes, held, within) if len(held) else _by_meeting(notes, note_themes, within)
    )


def _spans(notes: pd.DataFrame) -> dict[str, Span]:
    columns = notes[["note_id", "date", "date_low", "date_high"]].itertuples(index=False)
    return {note: span_of(*dates) for note, *dates in columns}


def _by_meeting(notes: pd.DataFrame, note_themes: pd.DataFrame, within: Within) -> Layout:
    spans = _spans(notes)
    time = within(list(spans.values()))
    return Layout(time, _notes(notes, spans, note_themes, time), _found_by_note(note_themes))


def _notes(
    notes: pd.DataFrame, spans: dict[str, Span], note_themes: pd.DataFrame, time: Timeline
) -> list[Place]:
    """Return a column per note of `spans`."""
    free = iter(time.undated)
    passages = note_themes.groupby("note_id")["passages"].first()
    titles = notes.set_index("note_id")["title"]
    return [
        Place(
            note, said(s), titles[note], s, time.middle(s) if s.known else next(free),
            int(passages[note]), 1, period=False,
        )
        for note, s in spans.items()
    ]  # fmt: skip


def _by_period(
    notes: pd.DataFrame, note_themes: pd.DataFrame, series: pd.DataFrame, within: Within
) -> Layout:
    held = series.drop_duplicates("period")
    spans = {period: period_span(period) for period in held["period"]}
    loose = {note: span for note, span in _spans(notes).items() if not _within(span, spans)}
    loose = loose if len(loose) <= LOOSE else {}
    time = within([*spans.values(), *loose.values()])
    columns = [
        Place(
            row["period"], period_words(row["period"]), several(row["notes"], "meeting"),
            spans[row["period"]], time.middle(spans[row["period"]]), row["passages"], row["notes"],
            period=True,
        )
        for row in titles.records(held)
    ]  # fmt: skip
    found = {**_found_by_period(series), **_found_by_note(note_themes)}
    return Layout(time, [*columns, *_notes(notes, loose, note_themes, time)], found)


def _within(span: Span, periods: dict[str, Span]) -> bool:
    """Tell whether a meeting's whole range lies in one of the periods."""
    low, high = span
    if not low or not high:
        return False
    return any(p.low <= low and high <= p.high for p in periods.values() if p.low and p.high)


def _found_by_note(note_themes: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    rows = note_themes[note_themes["tagged"] > 0]
    return {(row["note_id"], row["theme"]): row for row in titles.records(rows)}


def _found_by_period(series: pd.DataFrame) -> dict[tuple[str, str], dict[str, Any]]:
    rows = series[series["tagged"] > 0]
    present = (rows["notes_with_theme"] > 0).map({True: "yes", False: "no"})
    return {(row["period"], row["theme"]): row for row in titles.records(rows.assign(present=present))}


def _heads(canvas: Canvas, laid: Layout, meetings: int) -> float:
    """Draw a tick per column and its number of passages or meetings, turned where that makes room."""
    xs = sorted(column.x for column in laid.columns)
    apart = min((b - a for a, b in pairwise(xs)), default=canvas.width)
    single = laid.unit == "meeting"
    numbers = [str(column.passages if single else column.meetings) for column in laid.columns]
    widest = max(text_width(number, SMALL) for number in numbers)
    turned, crowded = apart < widest + 2, apart < SMALL * LINE
    words = "passages" if single else "meetings"
    if crowded:
        words = f"a stroke is a {laid.unit}"
    foot = widest + 8 if turned and not crowded else 15.0
    title = several(meetings, "meeting")
    if canvas.narrow:
        canvas.text(0, 8, title, weight="bold")
        canvas.text(canvas.width, 8, f"numbers: {words}" if not crowded else words, size=SMALL, align="right")
        return _ticks(canvas, laid, numbers, 18.0, 18.0 + foot, turned, crowded) + 2
    left = EDGES[canvas.width][0]
    full = text_width(title, NORMAL, "bold") + text_width(words, SMALL) > left - 22
    canvas.text(0, 8, title, weight="bold")
    canvas.text(left - 16, 19 if full else 8, words, size=SMALL, align="right")
    return max(_ticks(canvas, laid, numbers, 0.0, foot, turned, crowded), 26.0 if full else 0.0)


def _ticks(
    canvas: Canvas, laid: Layout, numbers: list[str], top: float, foot: float, turned: bool, crowded: bool
) -> float:
    """Draw the ticks with their numbers from `top` on; return where the rows begin."""
    for column, number in zip(laid.columns, numbers, strict=True):
        if not crowded:
            where = {"turned": True, "valign": "center"} if turned else {"align": "center"}
            canvas.text(column.x, foot - 4 if turned else top + 8, number, size=SMALL, **where)
        canvas.rule(column.x, foot, column.x, foot + 5, 0.7, 0.9)
    return foot + 7


def _family(canvas: Canvas, family: str, themes: Looks, theme: str, y: float) -> float:
    """Write what the family is called above its first theme."""
    if next(t for t, look in themes.items() if look.family == family) != theme:
        return y
    canvas.text(0, y + 8, opened(family), size=SMALL, weight="bold")
    return y + 16


def _row(canvas: Canvas, cell: str, theme: str, label: str, shade: str, y: float, laid: Layout) -> None:
    """Draw the bars of ranges, then the dots."""
    dots = laid.dots(theme)
    for column, _, _ in dots:
        low, high = column.span
        if low and high and low < high and not column.period:
            left, right = laid.time.x(low), laid.time.x(high)
            canvas.box(left, y - 1.2, right - left, 2.4, shade, strength=0.4)
    for column, found, radius in dots:
        canvas.dot(
            column.x, y, radius, shade,
            strength=_strength(column, found), hollow=found["present"] == "no",
            evidence=f"n:{cell}|{column.key}|{theme}",
            says=f"{label}, {column.words}: {found['tagged']} of {column.passages} passages "
            f"({percent(found['share'])}). {column.title}",
        )  # fmt: skip


def _strength(column: Place, found: dict[str, Any]) -> float:
    """Return how firm a dot is drawn: rings are thin as they are, and need all their colour to be seen."""
    firm = 1.0 if found["present"] == "no" else 0.8
    return firm if column.passages >= THIN else firm - 0.35


def _verdict(found: pd.Series) -> tuple[str, str, str]:
    """Return in how many meetings the theme is present, how it recurs, and the weight of the count."""
    words = str(found["verdict"])
    if found["change"] in TOLD:
        words = f"{words}, {found['change']}"
    if not found["notes_with_theme"]:
        return "", words, "normal"
    often = found["verdict"] in ("in every meeting", "recurs") and found["notes"] >= 3
    return f"{found['notes_with_theme']} of {found['notes']}", words, "bold" if often else "normal"


def _legend(canvas: Canvas, y: float, laid: Layout) -> float:
    """Explain dots, rings, pale dots and bars, as far as they occur; return where the chart ends."""
    canvas.text(0, y, f"Share of the {laid.unit}’s passages:", size=SMALL)
    y = y + 16 if canvas.narrow else y
    x = 0.0 if canvas.narrow else 150.0
    for share in (0.1, 0.3, 0.6):
        size = laid.radius * sqrt(share)
        canvas.dot(x + size, y, size, NEUTRAL, strength=0.8)
        canvas.text(x + 2 * size + 4, y, percent(share), size=SMALL)
        x += 2 * size + 34
    return canvas.keys(y + 18, _keys(canvas, laid))


def _keys(canvas: Canvas, laid: Layout) -> Iterator[Key]:
    yield Key(
        lambda x, y: canvas.dot(x + 4, y, 4, NEUTRAL, hollow=True), 12, "too few to count: may be chance"
    )
    if laid.unit != "meeting" and not all(column.period for column in laid.columns):
        yield Key(lambda x, y: None, 0, f"Meetings that lie in no one {laid.unit} have a dot each.")
    if any(column.passages < THIN for column in laid.columns):
        yield Key(
            lambda x, y: canvas.dot(x + 4, y, 4, NEUTRAL, strength=0.45), 12, f"fewer than {THIN} passages"
        )
    if any(c.span.known and not c.span.exact and not c.period for c in laid.columns):
        yield Key(
            lambda x, y: canvas.box(x, y - 1.2, 22, 2.4, NEUTRAL, strength=0.5), 28,
            "date known to a range only",
        )  # fmt: skip
