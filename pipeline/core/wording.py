"""How counts, lists of names and differences are said, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable


def said(names: Iterable[str]) -> str:
    """Return the names as in a, b and c."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def times(count: int, one: str, many: str = "") -> str:
    """Return as in 1 meeting, 3 meetings."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def points(share: float) -> str:
    """Return a difference of shares in words, as in 3 points."""
    number = round(100 * share)
    return f"{number} point{'' if number == 1 else 's'}"


def slug(text: str) -> str:
    """Return the text as a part of an id: letters, digits and `-._:` only."""
    return re.sub(r"[^\w.:-]+", "-", text.replace("|", ".")).strip("-")
