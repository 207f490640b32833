"""Days, ranges of days and periods: how they are said, the same on the page, in charts and in the draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Span(NamedTuple):
    """When a meeting was: its first and last possible day; None = not known."""

    low: date | None
    high: date | None

    @property
    def known(self) -> bool:
        """Tell whether both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def exact(self) -> bool:
        """Tell whether it is one day."""
        return self.known and self.low == self.high


def span_of(day: str, low: str, high: str) -> Span:
    """Return the span of a note's three date columns."""
    return Span(*(date.fromisoformat(end) if end else None for end in (low or day, high or day)))


def said(span: Span, full: bool = False) -> str:
    """Return the span in words with what is not sure about it; `full` spells the months out."""
    low, high = (day_words(end, full) if end else "" for end in span)
    if low and high:
        return low if span.exact else f"between {low} and {high}"
    if low:
        return f"{low} or later"
    return f"{high} or earlier" if high else "date not known"


def about(span: Span) -> str:
    """Return the span in short, to the month or year: May 2023, ≈ 2020, 2020 to 2022, or nothing."""
    low, high = span
    if low and high:
        if (low.year, low.month) == (high.year, high.month):
            return f"{month_words(low.month)} {low.year}"
        return f"≈ {low.year}" if low.year == high.year else f"{low.year} to {high.year}"
    if low:
        return f"{low.year} or later"
    return f"{high.year} or earlier" if high else ""


def when(note: Any, full: bool = False) -> str:
    """Return in words when a meeting was: `note` has date, date_low and date_high."""
    return said(span_of(note.date, note.date_low, note.date_high), full)


def day_words(day: date, full: bool = False) -> str:
    """Return the day as in 2 Jun 2020, or 2 June 2020."""
    return f"{day.day} {month_words(day.month, full)} {day.year}"


def month_words(month: int, full: bool = False) -> str:
    """Return the name of a month, 1 to 12, as in Jun or June."""
    return MONTHS[month - 1] if full else MONTHS[month - 1][:3]


def period_words(period: str) -> str:
    """Return the period as in Q3 2020 or Jul 2020."""
    year, _, part = period.partition("-")
    if not part:
        return year
    return f"{part} {year}" if part.startswith("Q") else f"{month_words(int(part))} {year}"


def period_span(period: str) -> Span:
    """Return the first and last day of a year, quarter or month."""
    year, _, part = period.partition("-")
    if not part:
        first, last = 1, 12
    elif part.startswith("Q"):
        first, last = 3 * int(part[1]) - 2, 3 * int(part[1])
    else:
        first = last = int(part)
    after = date(int(year) + last // 12, last % 12 + 1, 1)
    return Span(date(int(year), first, 1), after - timedelta(days=1))
