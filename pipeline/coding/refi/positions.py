"""How a program counts the characters of a text.

The standard says no more than that a selection is defined by its first and last character; its examples count
from 0 and name the place after the last. Programs differ in what is one character: the byte order mark, the
two of a line end in Windows, and characters beyond the first 65,536 (two units of UTF-16). A file is read in
the way in which most of its selections begin where a word does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from pipeline.coding.refi.note_text import MARK, one_end

BEYOND = "\U00010000"
"""The first character that takes two units of UTF-16."""


class Counting(NamedTuple):
    """What the byte order mark, a line end of two characters and a character beyond U+FFFF count."""

    mark: int = 0
    line_end: int = 2
    beyond: int = 1


def plain(raw: str) -> str:
    """Return a text as it is searched: without byte order mark, with `\\n` at the end of each line."""
    return one_end(raw.removeprefix(MARK))


def places(raw: str, counting: Counting) -> list[int]:
    """Return per position, counted in that way in `raw`, the offset in `plain(raw)`, the end included."""
    offsets = [0] * (counting.mark if raw.startswith(MARK) else 0)
    for offset, unit in enumerate(re.findall(r"\r\n|.", raw.removeprefix(MARK), re.DOTALL)):
        width = counting.line_end if unit == "\r\n" else counting.beyond if unit >= BEYOND else 1
        offsets += [offset] * width
    return [*offsets, len(plain(raw))]


def counting_of(texts: Iterable[tuple[str, Sequence[int]]]) -> Counting:
    """Return the way of counting that fits most selections of a project; at a tie the plainest.

    Args:
        texts: each text as it is in its file, and where its selections start.
    """
    texts = [(raw, starts) for raw, starts in texts if starts]
    fits = {counting: sum(_at_words(texts, counting)) for counting in _possible([raw for raw, _ in texts])}
    return max(fits, key=lambda counting: fits[counting])


def _possible(raws: Sequence[str]) -> Iterator[Counting]:
    """Yield the ways that differ for these texts, the plainest first."""
    mark = (0, 1) if any(raw.startswith(MARK) for raw in raws) else (0,)
    line_end = (2, 1) if any("\r\n" in raw for raw in raws) else (2,)
    beyond = (1, 2) if any(max(raw, default="") >= BEYOND for raw in raws) else (1,)
    yield from (Counting(*ways) for ways in product(mark, line_end, beyond))


def _at_words(texts: Sequence[tuple[str, Sequence[int]]], counting: Counting) -> Iterator[bool]:
    for raw, starts in texts:
        text, offsets = plain(raw), places(raw, counting)
        for start in starts:
            if start < len(offsets) - 1:
                offset = offsets[start]
                yield not text[offset].isspace() and not text[max(0, offset - 1) : offset].isalnum()
