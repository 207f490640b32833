"""Where words are but a name: of a body, a book or a post, or of themes that are told off in a row.

Every rule looks at one text alone, so that what a passage carries depends on nothing beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.language.words import WORD
from pipeline.lexicon.terms import APOSTROPHES

NAMED, RECITED = 1, 2
"""What a match may be instead of in use: inside a name, or in the name of a theme that is only recited."""
BESIDE = 60
"""Characters around a match that are looked at: a name's next word is not farther."""
APART = 6
"""Names of themes with so many words or fewer between them stand in a row."""
ROW = 3
"""So many different themes make a row that is recited: two may be set against each other."""
SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
"""Words that are small in names, too."""
PART = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}-][^\W_]+)*")
OPENING = " \t\"'([‘“*_"
NEXT = re.compile(rf"(?:[{APOSTROPHES}]s)?(?:\s+(?:of|for|the|and|in))*\s+(?=[^\W\d_])(\w+)|\s*&\s*(\w+)")
ENDS = ".!?:;•–—|…\n\0"
NEAR_BY = re.compile(r"['’\"”)]*\s+(?:[^\W\d_]+\s+)?\Z")


class Name(NamedTuple):
    """A theme's name in a text."""

    start: int
    end: int
    theme: int


def in_name(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is, or is part of, a name.

    All its words have a capital but the small ones, and not for standing at the head of a sentence: there the
    word after must have a capital, too. Abbreviations in capitals are words like others.
    """
    words = [word for word in PART.findall(text, start, end) if word.lower() not in SMALL]
    if not words or not all(word[0].isupper() for word in words):
        return False
    if all(word[:-1].isupper() if len(word) > 1 else word.isupper() for word in words):
        return False
    before = text[max(0, start - BESIDE) : start]
    bare = before.rstrip(OPENING)
    if bare and bare[-1] not in ENDS and before[-1:] not in "‘“":
        return True
    follows = NEXT.match(text, end, end + BESIDE)
    return bool(follows and (follows[1] or follows[2])[0].isupper())


def recited(names: Iterable[Name], groups: Iterable[int], text: str) -> list[tuple[int, int]]:
    """Return the spans of names of themes that only name them: in a row of several, or as a group's name.

    Args:
        names: where themes are called by their names.
        groups: where a word for a group or a meeting begins.
        text: the text, or several that no name runs across.
    """
    ordered = sorted(names)
    spans: list[tuple[int, int]] = []
    row: list[Name] = []
    for name in ordered:
        if row and not _in_a_row(row[-1], name, text):
            spans += _of_row(row)
            row = []
        row.append(name)
    spans += _of_row(row)
    begins = sorted(groups)
    spans += [name[:2] for name in ordered if _of_a_group(name, begins, text)]
    return spans


def _in_a_row(one: Name, other: Name, text: str) -> bool:
    between = text[one.end : other.start]
    return "\0" not in between and len(WORD.findall(between)) <= APART


def _of_row(row: list[Name]) -> list[tuple[int, int]]:
    return [name[:2] for name in row] if len({name.theme for name in row}) >= ROW else []


def _of_a_group(name: Name, begins: list[int], text: str) -> bool:
    """Tell whether a word for a group comes after the name, at most one word between."""
    at = bisect_left(begins, name.end)
    return at < len(begins) and bool(NEAR_BY.match(text[name.end : min(begins[at], name.end + BESIDE)]))
