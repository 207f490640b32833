"""Time across a chart: true to scale, gaps visible, meetings without a known time set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.charts.canvas import SMALL, Canvas, text_width
from pipeline.core.calendar import Span, month_words

LEAST_DAYS = 120
GAP_DAYS = 183
APART = 16.0
"""Points between the end of time and the column of meetings without a date."""


@dataclass(frozen=True)
class Timeline:
    """Days laid from `left` to `right`; `undated` is where meetings without a date are drawn, if any."""

    left: float
    right: float
    first: date
    last: date
    spans: tuple[Span, ...]
    undated: tuple[float, ...] = ()

    def x(self, day: date) -> float:
        """Return where the day is drawn."""
        return self.left + (day - self.first).days / (self.last - self.first).days * (self.right - self.left)

    def middle(self, span: Span) -> float:
        """Return the middle of a known span."""
        assert span.low and span.high
        return (self.x(span.low) + self.x(span.high)) / 2

    def draw(self, canvas: Canvas, top: float, bottom: float) -> float:
        """Draw years and months below, their lines through the chart; return the height used below."""
        starts = self._starts() if self.spans else []  # no date known: no years to show
        for start in starts:
            x = self.x(start)
            canvas.rule(x, top, x, bottom + 3, 0.3 if start.month == 1 else 0.12)
        canvas.rule(self.left, bottom, self.right, bottom, 0.4)
        if self.spans:
            self._name(canvas, starts, bottom)
        self._gaps(canvas, top, bottom)
        if self.undated:
            x = self.undated[0] - APART * 0.75
            canvas.rule(x, top, x, bottom, 0.4)
            centre = (self.undated[0] + self.undated[-1]) / 2
            canvas.text(max(centre, x + 14), bottom + 9, "no date", size=SMALL, align="center")
        return 24.0

    def _starts(self) -> list[date]:
        """Return the first days of months, quarters or years within the span, as many as have room."""
        months = (self.last - self.first).days / 30.4
        room = (self.right - self.left) / max(months, 1)
        step = next((step for step in (1, 3, 6) if room * step >= 22), 12)
        every = [
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13, step)
        ]
        return [day for day in every if self.first <= day <= self.last]

    def _name(self, canvas: Canvas, starts: list[date], bottom: float) -> None:
        """Write months under their lines and years under those, where there is room."""
        free = self.left - 20
        for start in starts:
            x, name = self.x(start), month_words(start.month)
            half = text_width(name, SMALL) / 2
            if any(day.month != 1 for day in starts) and x - half > free and x + half <= self.right + 3:
                canvas.text(x, bottom + 9, name, size=SMALL, align="center")
                free = x + half + 2
        self._years(canvas, starts, bottom)

    def _years(self, canvas: Canvas, starts: list[date], bottom: float) -> None:
        months = any(day.month != 1 for day in starts)
        free = self.left - 20
        for year in range(self.first.year, self.last.year + 1):
            here = [day for day in starts if day.year == year]
            x = self.x(here[0]) if here else self.left
            half = text_width(str(year), SMALL, "bold") / 2
            if x - half > free and (here or not starts):
                canvas.text(
                    x, bottom + (18 if months else 9), str(year), size=SMALL, align="center", weight="bold"
                )
                free = x + half + 4

    def _gaps(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Shade the stretches of half a year and more in which no meeting of known date can have been."""
        words, latest = "no meeting", None
        if self.undated:
            words = "no dated meeting"
        for low, high in sorted((span.low, span.high) for span in self.spans if span.low and span.high):
            if latest and (low - latest).days >= GAP_DAYS:
                self._gap(canvas, words, (self.x(latest) + 11, self.x(low) - 11), top, bottom)
            latest = max(latest or high, high)

    @staticmethod
    def _gap(canvas: Canvas, words: str, ends: tuple[float, float], top: float, bottom: float) -> None:
        left, right = ends
        if right - left < 8:
            return
        canvas.box(left, top, right - left, bottom - top, "#8a8f99", strength=0.13)
        if right - left > text_width(words, SMALL) + 4:
            canvas.text((left + right) / 2, top + 7, words, size=SMALL, align="center")


def timeline(spans: Sequence[Span], left: float, right: float, step: float = 15.0) -> Timeline:
    """Return the timeline of the meetings between two edges, with a column for those without a date."""
    unknown = sum(not span.known for span in spans)
    undated: tuple[float, ...] = ()
    if unknown:
        step = min(step, (right - left) * 0.3 / unknown)
        start = right - step * (unknown - 0.5)
        undated = tuple(start + step * number for number in range(unknown))
        right = start - step / 2 - APART
    ends = [day for span in spans if span.known for day in span if day]
    first, last = (min(ends), max(ends)) if ends else (date(2020, 1, 1), date(2020, 12, 31))
    short = max(LEAST_DAYS - (last - first).days, 0)
    first, last = first - timedelta(days=short // 2 + 1), last + timedelta(days=short - short // 2 + 1)
    return Timeline(left, right, first, last, tuple(span for span in spans if span.known), undated)
