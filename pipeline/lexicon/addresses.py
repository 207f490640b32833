"""Addresses of the web and of mail in a text: their letters are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = "\0"
"""Stands for a character of an address: no letter, no space, so that no term begins in it or runs across."""
_domains = "com|org|net|info|edu|gov|int|eu|uk|scot|wales|cymru|ie|de|fr|nl|coop|ngo"
"""Not those that a sentence may begin with where the space before it is left out ("trust.me")."""
REST = re.compile(r"[^\s<>\"“”\0]*")
SCHEME, MAILBOX = re.compile(r"[a-z][a-z0-9+.-]*\Z"), re.compile(r"(?:mailto:)?[\w.+-]+\Z")
HOST = re.compile(r"[a-z0-9][\w-]*\.[a-z0-9]")
DOMAIN = re.compile(rf"\.(?:(?<=\bwww\.)|(?:{_domains})(?![\w-]|\.\w))")
NAME = re.compile(r"(?<![\w@.-])[a-z0-9][\w.-]*\Z")
LONGEST = 80
"""Characters of an address before its sign."""


def without_addresses(text: str) -> str:
    """Return a lower-case text as long as before, with `BLANK` in place of every character of an address."""
    parts, reached = [], 0
    for start, end in sorted(_addresses(text)):
        if end > reached:
            parts += [text[reached:start], BLANK * (end - max(start, reached))]
            reached = end
    return "".join([*parts, text[reached:]]) if parts else text


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses begin and end; one may be found by several of its signs.

    Signs are looked up at the speed of C, by one character each; only around one is more looked at.
    """
    for place in _places(text, ":"):
        if text.startswith("://", place):
            yield from _around(text, place, SCHEME)
    for place in _places(text, "@"):
        if HOST.match(text, place + 1):
            yield from _around(text, place, MAILBOX)
    for found in DOMAIN.finditer(text):
        yield from _around(text, found.start(), NAME)


def _places(text: str, sign: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _around(text: str, place: int, opening: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the address around a sign, if it opens as addresses of its kind do."""
    before = text[max(place - LONGEST, 0) : place]
    begins, rest = opening.search(before), REST.match(text, place)
    if begins and rest:
        yield place - len(before) + begins.start(), rest.end()
