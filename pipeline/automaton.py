"""The engine: every place in a text where one of many word sequences stands, with exact spans.

One expression in the shape of a trie finds the words that can begin a sequence; an automaton over words,
built as it meets them, follows the sequences from there. What it has learnt about a word it keeps, so that
a word costs one look-up however many terms begin with it. All sequences are found, those inside others too:
which of them count is decided by `pipeline.match`.

A sequence begins and ends with a whole word. A hyphen before a word binds it to the left (`convenor` is not
found in co-convenor), a hyphen after it does not (`power` is found in power-sharing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from pipeline.terms import APOSTROPHES, HYPHENS, Sequence, covers

NEXT_WORD = re.compile(rf"(?:(?:\s+|[{HYPHENS}])|([{APOSTROPHES}]))(\w+)")
BETWEEN = "\0"
"""Stands between two texts: neither a letter nor a space, so that no sequence runs across."""

Step = tuple[int, "State | None"]


class State(dict[str, Step]):
    """What can follow: the sequences still open, and per word met so far what it closes and leaves open."""

    def __init__(self, machine: Automaton, still_open: frozenset[tuple[int, int]]) -> None:
        super().__init__()
        self.machine = machine
        self.still_open = still_open

    def __missing__(self, word: str) -> Step:
        step = self[word] = self.machine.step(self.still_open, word)
        return step


class Automaton:
    """Finds many sequences at once. `needles` are (sequence, owner) pairs; an owner is any whole number."""

    def __init__(self, needles: Iterable[tuple[Sequence, int]]) -> None:
        self.needles = sorted(set(needles))
        self.closings: list[tuple[int, ...]] = [()]  # the sets of owners that one word can close
        self._closing_at: dict[tuple[int, ...], int] = {(): 0}
        self._states: dict[frozenset[tuple[int, int]], State] = {}
        self._whole: dict[str, list[int]] = {}
        self._wild: dict[str, list[int]] = {}
        for number, (sequence, _) in enumerate(self.needles):
            stem, star, _rest = sequence[0].partition("*")
            (self._wild if star else self._whole).setdefault(stem, []).append(number)

    @cached_property
    def first_word(self) -> re.Pattern[str]:
        """The expression for a word that may begin a sequence, and the character before it."""
        whole = {stem for stem in self._whole if not self._has_wild_beginning(stem)}
        words = _trie_expression(whole, {stem for stem in self._wild if stem}) if self.needles else "(?!)"
        if "" in self._wild:  # a wildcard at a word's beginning: every word may be one
            words = r"\w+"
        return re.compile(rf"\W(?<!\w[{HYPHENS}])({words})")

    def _has_wild_beginning(self, word: str) -> bool:
        return any(word[:length] in self._wild for length in range(1, len(word) + 1))

    @cached_property
    def start(self) -> State:
        """The state before the first word."""
        return State(self, frozenset())

    def step(self, still_open: frozenset[tuple[int, int]], word: str) -> Step:
        """Return which owners `word` closes (a place in `closings`) and the state after it."""
        closed, opened = set(), set()
        for number, place in still_open or self._beginning_with(word):
            sequence, owner = self.needles[number]
            if covers(sequence[place], word):
                if place + 1 == len(sequence):
                    closed.add(owner)
                else:
                    opened.add((number, place + 1))
        return self._closing(tuple(sorted(closed))), self._state(frozenset(opened))

    def _beginning_with(self, word: str) -> list[tuple[int, int]]:
        numbers = list(self._whole.get(word, ()))
        for length in range(len(word) + 1):
            numbers += self._wild.get(word[:length], ())
        return [(number, 0) for number in numbers]

    def _closing(self, owners: tuple[int, ...]) -> int:
        if owners not in self._closing_at:
            self._closing_at[owners] = len(self.closings)
            self.closings.append(owners)
        return self._closing_at[owners]

    def _state(self, still_open: frozenset[tuple[int, int]]) -> State | None:
        if not still_open:
            return None
        if still_open not in self._states:
            self._states[still_open] = State(self, still_open)
        return self._states[still_open]

    def find(self, text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return starts, ends and owners of all sequences in `text`, which is `lowered`, by start."""
        starts: list[int] = []
        ends: list[int] = []
        closings: list[int] = []
        start_state, next_word = self.start, NEXT_WORD.match
        for found in self.first_word.finditer(BETWEEN + text):
            start, end = found.span(1)
            closing, state = start_state[found[1]]
            if closing:
                starts.append(start - 1)
                ends.append(end - 1)
                closings.append(closing)
            while state is not None and (following := next_word(text, end - 1)):
                apostrophe, word = following.groups()
                closing, state = state["'" + word if apostrophe else word]
                end = following.end() + 1
                if closing:
                    starts.append(start - 1)
                    ends.append(end - 1)
                    closings.append(closing)
        return self._by_owner(np.array(starts, int), np.array(ends, int), np.array(closings, int))

    def _by_owner(
        self, starts: np.ndarray, ends: np.ndarray, closings: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give each owner of a closing a row of its own."""
        sizes = np.array([len(owners) for owners in self.closings])
        flat = np.array([owner for owners in self.closings for owner in owners], int)
        repeats = sizes[closings]
        first = np.repeat((np.cumsum(sizes) - sizes)[closings], repeats)
        within = np.arange(len(first)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        return np.repeat(starts, repeats), np.repeat(ends, repeats), flat[first + within]


def lowered(text: str) -> str:
    """Return `text` in lower case, as long as before: spans in it are spans in `text`."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _trie_expression(words: set[str], stems: set[str]) -> str:
    """Return one expression for all `words` and for every word that begins with one of `stems`."""
    trie: dict[str, dict] = {}
    for word in sorted(words | stems):
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[r"\w*" if word in stems else r"(?!\w)"] = {}
    return _branches(trie)


def _branches(node: dict[str, dict]) -> str:
    if r"\w*" in node:
        return r"\w*"
    ways = [key if len(key) > 1 else re.escape(key) + _branches(below) for key, below in node.items()]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
