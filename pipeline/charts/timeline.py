"""Time across a chart: true to scale but for marked breaks, meetings without a known time set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pipeline.charts.breaks import GAP_DAYS, Break, gaps
from pipeline.charts.canvas import SMALL, Canvas, text_width
from pipeline.core.calendar import Span, month_words

LEAST_DAYS = 120
APART = 16.0
"""Points between the end of time and the column of meetings without a date."""
BROKEN = 38.0
"""Points that a break takes."""
INSET = 11.0
"""Points that the shade of a gap keeps from the meetings at its ends."""


@dataclass(frozen=True)
class Timeline:
    """Days laid from `left` to `right`; `undated` is where meetings without a date are drawn, if any."""

    left: float
    right: float
    first: date
    last: date
    spans: tuple[Span, ...]
    undated: tuple[float, ...] = ()
    breaks: tuple[Break, ...] = ()

    @cached_property
    def scale(self) -> float:
        """Return the points that a day takes outside the breaks."""
        days = (self.last - self.first).days - sum(gap.days for gap in self.breaks)
        return (self.right - self.left - BROKEN * len(self.breaks)) / days

    def x(self, day: date) -> float:
        """Return where the day is drawn."""
        x, since = self.left, self.first
        for gap in self.breaks:
            if day <= gap.after:
                break
            x += (gap.after - since).days * self.scale
            if day < gap.before:
                return x + BROKEN * (day - gap.after).days / gap.days
            x, since = x + BROKEN, gap.before
        return x + (day - since).days * self.scale

    def middle(self, span: Span) -> float:
        """Return the middle of a known span, as far as it lies outside the breaks."""
        low, high = span
        assert low and high
        for gap in self.breaks:
            low = gap.before if gap.after < low < gap.before else low
            high = gap.after if gap.after < high < gap.before else high
        return (self.x(low) + self.x(high)) / 2

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
            half = text_width("no date", SMALL) / 2
            centre = min(max(centre, x + 14), canvas.width - half)
            canvas.text(centre, bottom + 9, "no date", size=SMALL, align="center")
        return 24.0

    def _starts(self) -> list[date]:
        """Return the first days of months, quarters or years within the span, as many as have room.

        A stretch between breaks that holds none of them gets the day of its first meeting.
        """
        step = next((step for step in (1, 3, 6) if self.scale * 30.4 * step >= 22), 12)
        every = [
            date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13, step)
        ]
        found: list[date] = []
        for low, high in self._stretches():
            here = [day for day in every if low <= day <= high]
            met = [span.low for span in self.spans if span.low and low <= span.low <= high]
            found += here or ([min(met)] if met and self.breaks else [])
        return found

    def _stretches(self) -> list[tuple[date, date]]:
        """Return the ends of what lies between the breaks."""
        lows = [self.first, *(gap.before for gap in self.breaks)]
        highs = [*(gap.after for gap in self.breaks), self.last]
        return list(zip(lows, highs, strict=True))

    def _name(self, canvas: Canvas, starts: list[date], bottom: float) -> None:
        """Write months under their lines and years under those, where there is room."""
        free = self.left - 20
        for start in starts:
            x, name = self.x(start), month_words(start.month)
            half = text_width(name, SMALL) / 2
            fits = max(free, 0) < x - half and x + half <= self.right + 3
            if any(day.month != 1 for day in starts) and fits:
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
            x = min(max(x, half), canvas.width - half)
            if x - half > free and (here or not starts):
                canvas.text(
                    x, bottom + (18 if months else 9), str(year), size=SMALL, align="center", weight="bold"
                )
                free = x + half + 4

    def _gaps(self, canvas: Canvas, top: float, bottom: float) -> None:
        """Shade the stretches of half a year and more in which no meeting of known date can have been."""
        none = "no dated meeting" if self.undated else "no meeting"
        told = [gap for gap in gaps(self.spans) if gap.days >= GAP_DAYS and not self._broken(gap)]
        for gap in (*self.breaks, *told):
            ends = (self.x(gap.after) + INSET, self.x(gap.before) - INSET)
            self._gap(canvas, gap, none, ends, (top, bottom))

    def _broken(self, gap: Break) -> bool:
        return any(gap.after < other.before and other.after < gap.before for other in self.breaks)

    def _gap(
        self, canvas: Canvas, gap: Break, none: str, ends: tuple[float, float], heights: tuple[float, float]
    ) -> None:
        (left, right), (top, bottom) = ends, heights
        if right - left < 8:
            return
        middle = (left + right) / 2
        canvas.box(left, top, right - left, bottom - top, "#8a8f99", strength=0.13)
        if gap not in self.breaks:
            if right - left > text_width(none, SMALL) + 4:
                canvas.text(middle, top + 7, none, size=SMALL, align="center")
            return
        canvas.broken(middle, bottom)
        if canvas.narrow:  # names stand across; the caption says how long it is
            return
        for words in (f"{gap.words}: {none}", gap.words):
            if text_width(words, SMALL) < bottom - top - 8:
                canvas.text(middle + 3, bottom - 8, words, size=SMALL, turned=True, valign="baseline")
                break


def timeline(
    spans: Sequence[Span], left: float, right: float, step: float = 15.0, breaks: Sequence[Break] = ()
) -> Timeline:
    """Return the timeline of the meetings between two edges, with a column for those without a date.

    `breaks` are those of all charts; those within the time of these meetings are made.
    """
    unknown = sum(not span.known for span in spans)
    undated: tuple[float, ...] = ()
    if unknown:
        step = min(step, (right - left) * 0.3 / unknown)
        start = right - step * (unknown - 0.5)
        undated = tuple(start + step * number for number in range(unknown))
        right = start - step / 2 - APART
    ends = [day for span in spans if span.known for day in span if day]
    first, last = (min(ends), max(ends)) if ends else (date(2020, 1, 1), date(2020, 12, 31))
    within = tuple(gap for gap in breaks if first <= gap.after and gap.before <= last)
    short = max(LEAST_DAYS - (last - first).days + sum(gap.days for gap in within), 0)
    first, last = first - timedelta(days=short // 2 + 1), last + timedelta(days=short - short // 2 + 1)
    known = tuple(span for span in spans if span.known)
    return Timeline(left, right, first, last, known, undated, within)
