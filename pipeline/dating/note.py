"""Spans: the days on which a meeting can have been, and a meeting on its way through the dating rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Finding:
    """The days on which a meeting can have been, and why; None is open."""

    low: date | None
    high: date | None
    basis: str
    evidence: str

    @property
    def day(self) -> date | None:
        """The day, when only one is possible."""
        return self.low if self.low is not None and self.low == self.high else None


@dataclass
class Dated:
    """A meeting on its way through the cascade."""

    note_id: str
    title: str
    cell: str
    event: str
    source: str
    line: int
    texts: list[tuple[int, str, str]]  # line, section kind, text
    span: Finding = field(default_factory=lambda: Finding(None, None, "none", ""))
    remarks: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where the note stands."""
        return f"{self.source}:{self.line}"


def within(day: date, bound: Finding | None) -> bool:
    """Whether the day lies in the span; no span bounds nothing."""
    return bound is None or (
        (bound.low is None or bound.low <= day) and (bound.high is None or day <= bound.high)
    )
