"""How counts, lists of names, shares and differences are said, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that cannot be shown: controls, halves of pairs, and what no XML, so no Word file, may hold."""
LONGEST_SLUG = 60
"""Letters of a name that go into a file's: names may be of any length, and files' of 255 bytes at most."""


def several(count: int, one: str, many: str = "") -> str:
    """Return as in 1 meeting, 3 meetings."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Iterable[str], most: int | None = None) -> str:
    """Return the names as in a, b and c; beyond `most` the rest is counted."""
    names = list(names)
    if most is not None and len(names) > most:
        names = [*names[:most], f"{len(names) - most} more"]
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def opened(words: str) -> str:
    """Return the words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def lowered(words: str) -> str:
    """Return the words with a small letter at their beginning."""
    return words[:1].lower() + words[1:]


def an(words: str) -> str:
    """Return the words after the article that their first letter asks for."""
    return f"{'an' if words[:1].lower() in set('aeiou') else 'a'} {words}"


def either(names: Iterable[str]) -> str:
    """Return the names as in a, b or c."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def in_ten(share: float) -> str:
    """Return the share as in 7 in 10; all and none are said only of all and none."""
    tenths = round(10 * share)
    if tenths == 10 and share < 1:
        return "over 9 in 10"
    if tenths == 0 and share > 0:
        return "under 1 in 10"
    return f"{tenths} in 10"


def often(share: float, count: int, few: int = 5) -> str:
    """Return how often something of `count` is so: in ten, or counted if they are few; an en rule of none."""
    if not count or share != share:
        return "–"
    return f"{share * count:g} of {count}" if count < few else in_ten(share)


def percent(share: float | None, short: bool = False) -> str:
    """Return the share as in 24 %; what is not 0 is never shown as 0, what is not known as an en rule."""
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return "<1 %" if short else "under 1 %"
    return f"{share:.0%}".replace("%", " %")


def points(share: float) -> str:
    """Return a difference of shares in words, as in 3 points."""
    return several(round(100 * share), "point")


def signed_points(difference: float | None) -> str:
    """Return a change in share in percentage points with its sign, an en rule where there is none."""
    return "–" if difference is None else f"{100 * difference:+.0f}".replace("-", "−")


def slug(text: str) -> str:
    """Return the text as a part of an id: letters, digits and `-._:` only."""
    return re.sub(r"[^\w.:-]+", "-", text.replace("|", ".")).strip("-")


def slugs(names: Iterable[str], taken: Sequence[str] = ()) -> dict[str, str]:
    """Return each name as a part of a file's name, no two the same, none of `taken`.

    No capitals, which some disks do not tell apart, and no colons, which others do not take.
    """
    found: dict[str, str] = {}
    for name in sorted(set(names)):
        made = slug(name.lower().replace(":", " "))[:LONGEST_SLUG].strip("-.") or "name"
        while made in taken or made in found.values():
            made += "-"
        found[name] = made
    return found
