"""The values that dating works on: a note, what was found of its day, and what is known of all notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from pipeline.language.dates import Mention

T = TypeVar("T")


@dataclass(frozen=True)
class Note:
    """A note as dating sees it; `texts` are its passages in order as (line, section kind, text)."""

    note_id: str
    title: str
    cell: str
    event: str
    source: str
    line: int
    texts: tuple[tuple[int, str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where the note is."""
        return f"{self.source}:{self.line}"


@dataclass(frozen=True)
class Finding:
    """The days on which a meeting can have been, why, and what speaks against it; None is an open end."""

    low: date | None = None
    high: date | None = None
    basis: str = "none"
    evidence: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day, when only one is possible."""
        return self.low if self.low is not None and self.low == self.high else None

    def then(self, later: Finding) -> Finding:
        """Return what is known when a later rule has found something: its days, and the remarks of both.

        A finding without days is a remark, and leaves the days as they are. Once the day is known no later
        rule replaces it: what one says against it becomes a remark. A later range narrows an earlier one;
        where the two have no day in common the earlier stands, for the nearer evidence comes first.
        """
        if later.basis == "none" or (later.low is None and later.high is None):
            return replace(self, remarks=(*self.remarks, *later.remarks))
        if self.low is None and self.high is None:
            return replace(later, remarks=(*self.remarks, *later.remarks))
        if not self.meets(later):
            against = contradiction(later.evidence).remarks
            return replace(self, remarks=(*self.remarks, *against, *later.remarks))
        if self.day is not None:
            return replace(self, remarks=(*self.remarks, *later.remarks))
        if later.day is not None:
            return replace(later, remarks=(*self.remarks, *later.remarks))
        return self._narrowed(later)

    def meets(self, other: Finding) -> bool:
        """Tell whether the two have a day in common."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return not lows or not highs or max(lows) <= min(highs)

    def _narrowed(self, later: Finding) -> Finding:
        low = max((d for d in (self.low, later.low) if d is not None), default=None)
        high = min((d for d in (self.high, later.high) if d is not None), default=None)
        remarks = (*self.remarks, *later.remarks)
        if (low, high) == (self.low, self.high):
            return replace(self, remarks=remarks)
        if (low, high) == (later.low, later.high):
            return replace(later, remarks=remarks)
        return Finding(low, high, self.basis, f"{self.evidence}; {later.evidence}", remarks)


NOTHING = Finding()


def contradiction(words: str) -> Finding:
    """Return the finding that something speaks against the day that is known already."""
    return Finding(remarks=(f"but {words}",))


@dataclass(frozen=True)
class Known:
    """What is known of all notes while a rule looks at each in turn.

    `before` is what was found before the rule began, `now` also what it has found of the notes up to this
    one. `own` is the ISO date that each file's properties give, `published` the (line, date) that a
    file gives for its items.
    """

    notes: Sequence[Note]
    before: Mapping[str, Finding]
    now: Mapping[str, Finding]
    own: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    _kept: dict[Any, Any] = field(default_factory=dict, compare=False)

    def once(self, of: Callable[[Known], T]) -> T:
        """Return what a function makes of it all, worked out once for the whole rule."""
        if of not in self._kept:
            self._kept[of] = of(self)
        return self._kept[of]


def within(day: date, bound: Finding | None) -> bool:
    """Tell whether the day is in the range; no range bounds nothing."""
    return bound is None or (
        (bound.low is None or bound.low <= day) and (bound.high is None or day <= bound.high)
    )


def quoted(note: Note, line: int, text: str, mention: Mention) -> str:
    """Return the words of a date in a note, with their place."""
    return f"‘{text[mention.start : mention.end]}’ ({note.source}:{line})"
