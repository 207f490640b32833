"""Words broken at row ends, put together again with or without their hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
BROKEN = re.compile(r"([^\W\d_]+(?:[-’'][^\W\d_]+)*)([-\u00ad\u2010])$")
TIGHT = re.compile(r"\w[-\u00ad\u2010–—/]$")
SOFT = "\u00ad"
"""PDFium gives it for every hyphen at a row's end, the word's own too."""
KEPT = frozenset({
    "co", "self", "non", "well", "long", "short", "pre", "post", "cross", "multi", "ex", "semi", "anti",
    "half", "place", "person", "community", "relationship", "top", "bottom", "face", "peer", "user",
})  # fmt: skip
"""First parts after which a hyphen is more often the word's own than the row's."""

LONG = 4
"""Letters of each half of a broken word that may be a compound of two words, in a hyphenated text."""
OFTEN = 0.035
"""Where more rows than this share end in a hyphen, words were hyphenated, not only broken at their own."""


class Wordbook:
    """The words of a text, by which the broken ones among them are judged."""

    def __init__(self, rows: Iterable[str]) -> None:
        rows = list(rows)
        broken_before = [False, *(BROKEN.search(row) is not None for row in rows)]
        whole = (
            WORD.sub("", row, count=1) if cut else row for row, cut in zip(rows, broken_before, strict=False)
        )
        self.known = {word.lower() for row in whole for word in WORD.findall(BROKEN.sub("", row))}
        broken = sum(BROKEN.search(row) is not None for row in rows)
        self.hyphenated = broken > max(2, OFTEN * len(rows))

    def joined(self, rows: Sequence[str]) -> str:
        """Return the rows of a paragraph as one text."""
        text = rows[0]
        for row in rows[1:]:
            text = self._join(text, row)
        return text.replace(SOFT, "-")

    def _join(self, text: str, row: str) -> str:
        broken, second = BROKEN.search(text), WORD.match(row)
        if broken and second and row[0].islower():
            stem = text[: broken.start(2)]
            return f"{stem}-{row}" if self._keeps(broken.group(1), second.group()) else f"{stem}{row}"
        # an address, a range of numbers or a word with a capital, broken behind its own dash
        return f"{text}{row}" if TIGHT.search(text) else f"{text} {row}"

    def _keeps(self, first: str, second: str) -> bool:
        """Whether the hyphen is the word's own: by the text's other words, else by the word's parts."""
        if f"{first}-{second}".lower() in self.known:
            return True
        if f"{first}{second}".lower() in self.known:
            return False
        compound = first.lower() in KEPT or "-" in first
        long = min(len(first), len(second)) >= LONG or not self.hyphenated  # "for" and "ward" are words, too
        both = long and {first.lower(), second.lower()} <= self.known
        return compound or both or not self.hyphenated
