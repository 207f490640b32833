"""OpenDocument's numbering: what a list or an outline shows in front of its items, and their counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


@dataclass(frozen=True)
class ListLevel:
    """What a list shows at one depth: a bullet, a number (of so many levels), or nothing."""

    form: str  # "•", "1" for all that counts, "" for nothing
    start: int = 1
    shown: int = 1  # levels of the number that are shown: 2 for "3.2"


def list_levels(style: Element) -> dict[int, ListLevel]:
    """Return the levels of a list style or of the outline, by depth from 1."""
    levels = {}
    for level in style:
        depth = str(level.get(f"{TEXT}level", ""))
        if depth.isdigit():
            bullet = level.tag in (f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image")
            form = "•" if bullet else ("1" if level.get(f"{STYLE}num-format") else "")
            levels[int(depth)] = ListLevel(
                form, _number(level, "start-value"), _number(level, "display-levels")
            )
    return levels


@dataclass
class Count:
    """How far a list has been counted, by depth."""

    at: dict[int, int] = field(default_factory=dict)

    def restart(self, depth: int, last: int | None = None) -> None:
        """Begin anew at `depth`, after the number `last` if that is given."""
        self.at = {deep: count for deep, count in self.at.items() if deep < depth}
        if last is not None:
            self.at[depth] = last

    def mark(self, depth: int, level: ListLevel) -> str:
        """Count the next item at `depth` and return its mark: `•`, `3.`, `3.2` or nothing."""
        if level.form != "1":
            return level.form
        count = self.at.get(depth, level.start - 1) + 1
        self.restart(depth, count)
        if level.shown < 2:
            return f"{count}."
        return ".".join(
            str(self.at.get(deep, 1)) for deep in range(max(depth - level.shown, 0) + 1, depth + 1)
        )


def _number(element: Element, attribute: str) -> int:
    digits = str(element.get(f"{TEXT}{attribute}", ""))
    return int(digits) if digits.isdigit() and len(digits) < 6 else 1
