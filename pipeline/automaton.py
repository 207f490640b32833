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
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from pipeline.terms import APOSTROPHES, HYPHENS, Sequence, covers

NEXT_WORD = re.compile(rf"(?:(?:\s+|[{HYPHENS}])|([{APOSTROPHES}]))(\w+)")
BETWEEN = "\0"
"""Stands between two texts: neither a letter nor a space, so that no sequence runs across."""

Open = frozenset[tuple[int, int]]
"""Sequences begun: number of the needle and how many of its words have been met."""
Step = tuple[int, "State | None"]


class State(dict[str, Step]):
    """What can follow: per word met so far, what it closes (a place in `closings`) and the state after it."""

    def __init__(self, machine: Automaton, begun: Open) -> None:
        super().__init__()
        self.machine = machine
        self.begun = begun

    def __missing__(self, word: str) -> Step:
        step = self[word] = self.machine.step(self.begun, word)
        return step


class Beginnings(dict[str, int]):
    """A number for each word met at a beginning; `closing` and `state` tell per number what it leads to."""

    def __init__(self, machine: Automaton) -> None:
        super().__init__()
        self.machine = machine
        self.closing: list[int] = []
        self.state: list[State | None] = []

    def __missing__(self, word: str) -> int:
        closing, state = self.machine.step(self.machine.beginning_with(word), word)
        self.closing.append(closing)
        self.state.append(state)
        number = self[word] = len(self.closing) - 1
        return number


class Automaton:
    """Finds many sequences at once. `needles` are (sequence, owner) pairs; an owner is any whole number."""

    def __init__(self, needles: Iterable[tuple[Sequence, int]]) -> None:
        self.needles = sorted(set(needles))
        self.closings: list[tuple[int, ...]] = [()]  # the sets of owners that one word can close
        self._closing_at: dict[tuple[int, ...], int] = {(): 0}
        self._states: dict[Open, State] = {}
        self._whole: dict[str, list[int]] = {}
        self._wild: dict[str, list[int]] = {}
        for number, (sequence, _) in enumerate(self.needles):
            stem, star, _rest = sequence[0].partition("*")
            (self._wild if star else self._whole).setdefault(stem, []).append(number)
        self._beginnings = Beginnings(self)

    @cached_property
    def first_word(self) -> re.Pattern[str]:
        """The expression for a word that may begin a sequence, and the character before it."""
        if "" in self._wild:  # a wildcard at a word's beginning: every word may be one
            words = r"\w+"
        else:
            leaves = {stem: self._leaf(stem) for stem in self._whole} | dict.fromkeys(self._wild, r"\w*")
            words = _trie_expression(leaves) if leaves else "(?!)"
        return re.compile(rf"\W(?<!\w[{HYPHENS}])({words})")

    def _leaf(self, word: str) -> str:
        """Return what must follow a first word; where it never stands alone, a glance at the word after it.

        Words like "the" begin phrases of which hardly any comes true: the glance spares them the automaton.
        """
        after = {self.needles[number][0][1:2] for number in self._whole[word]}
        seconds = {pattern for step in after for pattern in step}
        if () in after or any(pattern[0] in "'*" for pattern in seconds):
            return r"(?!\w)"
        stems = {pattern: r"(?!\w)" for pattern in seconds if "*" not in pattern}
        stems |= {pattern.partition("*")[0]: r"\w*" for pattern in seconds if "*" in pattern}
        return rf"(?!\w)(?=(?:\s+|[{HYPHENS}]){_trie_expression(stems)})"

    def step(self, begun: Iterable[tuple[int, int]], word: str) -> Step:
        """Return which owners `word` closes (a place in `closings`) and the state after it."""
        closed, opened = set(), set()
        for number, place in begun:
            sequence, owner = self.needles[number]
            if covers(sequence[place], word):
                if place + 1 == len(sequence):
                    closed.add(owner)
                else:
                    opened.add((number, place + 1))
        return self._closing(tuple(sorted(closed))), self._state(frozenset(opened))

    def beginning_with(self, word: str) -> list[tuple[int, int]]:
        """Return the sequences whose first word `word` may be."""
        numbers = list(self._whole.get(word, ()))
        for length in range(len(word) + 1):
            numbers += self._wild.get(word[:length], ())
        return [(number, 0) for number in numbers]

    def _closing(self, owners: tuple[int, ...]) -> int:
        if owners not in self._closing_at:
            self._closing_at[owners] = len(self.closings)
            self.closings.append(owners)
        return self._closing_at[owners]

    def _state(self, begun: Open) -> State | None:
        if not begun:
            return None
        if begun not in self._states:
            self._states[begun] = State(self, begun)
        return self._states[begun]

    def find(self, text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return starts, ends and owners of all sequences in `text`, which is `lowered`."""
        words, after = [], []
        for match in self.first_word.finditer(BETWEEN + text):
            words.append(match[1])
            after.append(match.end())
        ends = np.array(after, int) - 1
        starts = ends - np.array([len(word) for word in words], int)
        numbers = np.array([self._beginnings[word] for word in words], int)
        closings = np.array([*self._beginnings.closing, 0])[numbers]
        goes_on = np.array([*(state is not None for state in self._beginnings.state), False])
        alone = closings > 0
        open_at = goes_on[numbers]
        places = zip(starts[open_at].tolist(), ends[open_at].tolist(), numbers[open_at].tolist(), strict=True)
        followed = self._followed(text, places)
        longer = np.array(followed, int).reshape(-1, 3).T
        return self._by_owner(*np.concatenate([np.stack([starts, ends, closings])[:, alone], longer], axis=1))

    def _followed(self, text: str, places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Return (start, end, closing) of what goes on from places (start, end, number of the word)."""
        rows = []
        next_word, states = NEXT_WORD.match, self._beginnings.state
        for start, end, number in places:
            state = states[number]
            while state is not None and (following := next_word(text, end)):
                apostrophe, word = following.groups()
                closing, state = state["'" + word if apostrophe else word]
                end = following.end()
                if closing:
                    rows.append((start, end, closing))
        return rows

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


def _trie_expression(leaves: Mapping[str, str]) -> str:
    """Return one expression for all words, each followed by its own leaf; `\\w*` marks a stem."""
    trie: dict[str, dict] = {}
    for word, leaf in sorted(leaves.items()):
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[leaf] = {}
    return _branches(trie)


def _branches(node: dict[str, dict]) -> str:
    if r"\w*" in node:  # a stem stands for all longer words with it
        return r"\w*"
    ways = [key if len(key) > 1 else re.escape(key) + _branches(below) for key, below in node.items()]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
