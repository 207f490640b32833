"""Breaks of the time axis: a long stretch without a meeting is left out, in every chart alike, and marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from pipeline.core.calendar import Span, month_words, period_span
from pipeline.core.wording import listed, several

GAP_DAYS = 183
"""A stretch without a meeting is told in the charts when it lasts half a year or more."""
SHARE, USUAL = 0.2, 3
"""It is left out when it would take more of the time axis, and is so many times as long as usual."""


class Break(NamedTuple):
    """A stretch of time that the axis leaves out: the last day before it with a meeting, the first after."""

    after: date
    before: date

    @property
    def days(self) -> int:
        """Return how long it is."""
        return (self.before - self.after).days

    @property
    def words(self) -> str:
        """Return it as in 27 months."""
        return several(round(self.days / 30.44), "month")


def gaps(spans: Iterable[Span]) -> list[Break]:
    """Return the stretches, of a day or more, in which no meeting of known date can have been."""
    found: list[Break] = []
    latest: date | None = None
    for low, high in sorted((span.low, span.high) for span in spans if span.low and span.high):
        if latest and low > latest:
            found.append(Break(latest, low))
        latest = max(latest or high, high)
    return found


def breaks_of(spans: Sequence[Span]) -> tuple[Break, ...]:
    """Return the stretches to leave out of the time axis, in order of time: the longest is taken first.

    Each takes more than a fifth of the time that is left, lasts half a year or more, and is three times as
    long as the usual distance between two meetings: of meetings once a year none is taken.
    """
    known = gaps(spans)
    ends = [day for span in spans if span.known for day in span if day]
    if len(known) < 2:
        return ()
    left = (max(ends) - min(ends)).days
    usual = median(gap.days for gap in known)
    taken: list[Break] = []
    for gap in sorted(known, key=lambda gap: (-gap.days, gap)):
        if gap.days < max(GAP_DAYS, USUAL * usual) or gap.days <= SHARE * left:
            break
        taken.append(gap)
        left -= gap.days
    return tuple(sorted(taken))


def folded(periods: Iterable[str], breaks: Iterable[Break]) -> list[str]:
    """Return the periods in order, with one empty name for those that a break leaves out."""
    names: list[str] = []
    spans = {period: period_span(period) for period in sorted(set(periods))}
    for period, (low, high) in spans.items():
        out = any(low and high and gap.after < low and high < gap.before for gap in breaks)
        if not out or not names or names[-1]:
            names.append("" if out else period)
    return names


def told(breaks: Sequence[Break]) -> str:
    """Return in a sentence what the time axis leaves out; nothing if nothing."""
    if not breaks:
        return ""
    parts = [
        f"{gap.words} without a dated meeting, {_month(gap.after)} to {_month(gap.before)}" for gap in breaks
    ]
    return f" The time axis leaves out {listed(parts)}."


def _month(day: date) -> str:
    return f"{month_words(day.month)} {day.year}"
