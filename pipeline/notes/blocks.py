"""Blocks: what the lines of a file are made of: marks of lists and numbers told from their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import pandas as pd

from pipeline.language.dates import mentions

BULLET = re.compile(r"[•◦▪▫●○■□‣⁃∙·➢➤✓✔»]\s*|[*+–—-]\s+(?=\S)|o\s+(?=[A-Z‘“])")
NUMBER = re.compile(
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)", re.I
)
DOTTED = re.compile(r"\d{1,2}\.\s+[^\W\d_]{3,}\.?\s+\d{4}")
REFERENCE = re.compile(
    r"(?:[A-Z]{1,4}/?\d{2,4}/\d{1,4}|\d{2,4}/\d{3}|\d{3}/\d{2,4})[a-z]?[.:)]?\s+(?:\|\s+)?(?=[^\s|])"
)
"""An item of minutes, numbered through the year: 22/045, P22/31, 045/2022; but not 24/7, 16/07 or 2022/23.
In minutes that are a table it has the row's first cell."""
ROW = " | "
"""What parts the cells of a table's row, which is one line."""
LETTER = re.compile(r"[A-Z]\.")
ROMAN = re.compile(r"[IVX]{2,4}\.")
SURNAME = re.compile(r"(?:[A-Z]\. ?){0,2}[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:\s*[(,;–-].{0,60})?")
"""What follows a first initial that is no letter of a list."""
RULE = re.compile(r"[\W_]{3,}|[-–—_*~=•. ]+")
LOOKED_AT = 2000
"""Characters of a line that patterns look at. What people write in one paragraph is rarely longer."""
SENTENCE_END = re.compile(r"[.!?:;…]['’”\")]*$")


@dataclass(frozen=True)
class Block:
    """A paragraph, list item or heading: its line, what the format says of it, its mark and its words."""

    line: int
    role: str
    indent: int
    mark: str
    text: str
    level: int = 0  # of a heading, 1 for the foremost; 0 for what is none, or is only bold
    size: int = 0  # characters of the lines that it is made of

    @cached_property
    def words(self) -> int:
        """The number of words."""
        return len(self.text.split())

    @cached_property
    def is_rule(self) -> bool:
        """Whether it is a rule of dashes or the like: no letter or digit, and no text."""
        return RULE.fullmatch(self.mark + self.text) is not None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.mark)

    @cached_property
    def opening(self) -> str:
        """What patterns look at: a line of any length takes them no longer than this."""
        return self.text[:LOOKED_AT]

    @cached_property
    def is_numbered(self) -> bool:
        """Whether it has a number, or the reference of an item of minutes."""
        return self.mark[:1].isdigit() or self.has_reference

    @property
    def has_reference(self) -> bool:
        """Whether its number is the reference of an item of minutes."""
        return "/" in self.mark

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return ROW in self.text


def blocks(lines: pd.DataFrame) -> list[Block]:
    """Return the blocks of one source's `lines` (columns line, role, level, text), in order.

    Text that was wrapped at a fixed width (old mail, some exports) is put together again.
    """
    rows = list(zip(lines["line"], lines["role"], lines["level"], lines["text"], strict=True))
    found = list(_unwrapped(rows)) if _is_wrapped(rows) else [block(*row) for row in rows]
    return _with_initials(found)


def _with_initials(found: list[Block]) -> list[Block]:
    """Return the blocks, "M. Kite" with its "M.": if L. or N. marks another, it is a list."""
    marks = {b.mark for b in found if LETTER.fullmatch(b.mark)}
    roman = {letter for b in found if ROMAN.fullmatch(b.mark) for letter in "IVX"}

    def is_initial(b: Block) -> bool:
        beside = {f"{chr(ord(b.mark[0]) + step)}." for step in (-1, 1)} if b.mark in marks else set()
        named = bool(beside) and SURNAME.fullmatch(b.text) is not None
        return named and not (beside & marks) and b.mark[0] not in roman

    return [replace(b, mark="", text=f"{b.mark} {b.text}") if is_initial(b) else b for b in found]


def block(line: int, role: str, level: int, text: str) -> Block:
    """Return the block that one line makes."""
    words = text.strip()
    indent = len(text) - len(text.lstrip())
    if RULE.fullmatch(words):
        return Block(line, role, indent, "", words, 0, len(text))
    mark = REFERENCE.match(words) if role in ("", "heading", "text") else None
    plain = role in ("", "heading") and ROW not in words  # "E. Example | Clerk" has no list's letter
    if mark is None and plain and not _is_day(words):
        mark = BULLET.match(words) or NUMBER.match(words)
    if mark is None:
        return Block(line, role, indent, "", words, level, len(text))
    return Block(line, role, indent, mark.group().strip(" |"), words[mark.end() :], level, len(text))


def _is_day(words: str) -> bool:
    """Whether a line is a day alone, as in "14. Mai 2021", and not a numbered item."""
    if not DOTTED.fullmatch(words):
        return False
    return any(m.exact and m.end == len(words) for m in mentions(words))


def _is_wrapped(rows: list[tuple[int, str, int, str]]) -> bool:
    """Tell text wrapped at a fixed width: many full lines of one length, none much longer."""
    lengths = sorted(len(text) for *_, text in rows)
    if len(lengths) < 6 or lengths[-1] > 100:
        return False
    width = lengths[-1]
    full = sum(0.8 * width <= n for n in lengths)
    follow = sum(b[0] == a[0] + 1 for a, b in pairwise(rows))
    return width >= 50 and full >= 0.4 * len(lengths) and follow >= 0.4 * len(lengths)


def _unwrapped(rows: Iterable[tuple[int, str, int, str]]) -> Iterator[Block]:
    """Join each line to the one before where that one was full and this one goes on."""
    rows = list(rows)
    width = max(len(text) for *_, text in rows)
    held: Block | None = None
    last_line, last_length = -1, 0
    for line, role, level, text in rows:
        new = block(line, role, level, text)
        goes_on = line == last_line + 1 and last_length >= 0.7 * width and not new.is_item and not new.role
        if held is not None and goes_on and not held.is_rule and not new.is_rule:
            held = replace(held, text=f"{held.text} {new.text}", size=held.size + new.size)
        else:
            if held is not None:
                yield held
            held = new
        last_line, last_length = line, len(text)
    if held is not None:
        yield held
