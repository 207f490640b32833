"""The words of a text as arrays, and a sieve for them: which may be wanted, told by their first letters.

Every character is of one of 32 kinds; the kinds of a word's first four characters make its opening, a number
below 32⁴. To look up openings in a table settles most words of a text without touching them one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

from pipeline.lexicon.terms import APOSTROPHES, HYPHENS

KINDS = 32
OTHER, SPACE, HYPHEN, APOSTROPHE, LETTER = range(5)
"""Kinds of characters; LETTER and those above it make words: a to z have a kind each."""
LENGTH = 4
PLANE = 0x10000


class Words(NamedTuple):
    """The words of a text in order; `text[starts[i]:ends[i]]` is the i-th.

    `joints[i]` is what comes between it and the word before: SPACE (one or several), HYPHEN, APOSTROPHE,
    or OTHER, which no phrase runs across.
    """

    starts: np.ndarray
    ends: np.ndarray
    openings: np.ndarray
    joints: np.ndarray


def words_in(text: str) -> Words:
    """Return the words (runs of `\\w`) of a lower-case text."""
    kinds = _kinds(f"\0{text}" + "\0" * LENGTH)  # one ahead of the text: kinds[i] is of text[i - 1]
    inside = kinds >= LETTER
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    openings = np.zeros(len(starts), np.int32)
    for place in range(1, LENGTH + 1):
        openings = openings * KINDS + kinds[starts + place]
    joints = kinds[starts]
    wide = np.flatnonzero(starts[1:] - ends[:-1] > 1) + 1
    spaced = (joints[wide] == SPACE) & (kinds[ends[wide - 1] + 1] == SPACE)
    joints[:1] = joints[wide] = OTHER
    for i in wide[spaced].tolist():
        if text[ends[i - 1] : starts[i]].isspace():
            joints[i] = SPACE
    return Words(starts, ends, openings, joints)


def sieve(patterns: Iterable[str]) -> np.ndarray:
    """Return per opening whether a word with it may match one of the word patterns."""
    stems = sorted({(pattern.partition("*")[0][:LENGTH], "*" in pattern[:LENGTH]) for pattern in patterns})
    openings = _kinds("".join(stem.ljust(LENGTH, "\0") for stem, _ in stems)).reshape(-1, LENGTH)
    table = np.zeros((KINDS,) * LENGTH, bool)
    whole = np.array([len(stem) == LENGTH for stem, _ in stems], bool)
    table[tuple(openings[whole].T)] = True
    for (stem, goes_on), opening in zip(stems, openings.tolist(), strict=True):
        if len(stem) < LENGTH:  # the word goes on as it likes, or ends here, whatever comes after it
            end = () if goes_on else (slice(LETTER),)
            table[(*opening[: len(stem)], *end)] = True
    return table.ravel()


def _kinds(text: str) -> np.ndarray:
    """Return the kind of each character."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) > 2 * len(text):  # characters of two units each: others of their kind take their place
        text = re.sub(f"[^\0-{chr(PLANE - 1)}]", lambda found: "ª" if found[0].isalnum() else "\0", text)
        units = text.encode("utf-16-le", "surrogatepass")
    return _kind_of()[np.frombuffer(units, np.uint16)]


@cache
def _kind_of() -> np.ndarray:
    """Return the kind of every character below `PLANE`."""
    every = "".join(map(chr, range(PLANE)))
    kinds = np.full(PLANE, OTHER, np.uint8)
    of_kind = {SPACE: r"\s", HYPHEN: f"[{HYPHENS}]", APOSTROPHE: f"[{APOSTROPHES}]", LETTER: r"\w"}
    for kind, pattern in of_kind.items():
        for found in re.finditer(f"{pattern}+", every):
            kinds[found.start() : found.end()] = kind
    kinds[ord("a") : ord("z") + 1] = np.arange(LETTER + 1, LETTER + 27)
    return kinds
