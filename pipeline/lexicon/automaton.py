"""The engine: every place in a text of one of many word sequences, with exact spans.

A sieve picks the words that may begin a sequence; an automaton over words, built as it meets them, follows
the sequences from there, all places of a text at a time. What it has learnt about a word it keeps, so that a
word costs one look-up however many terms begin with it. All sequences are found, those inside others too:
which of them count is decided by `pipeline.match`.

A sequence begins and ends with a whole word. A hyphen before a word binds it to the left (`convenor` is not
found in co-convenor), a hyphen after it does not (`power` is found in power-sharing).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from pipeline.lexicon.prefilter import APOSTROPHE, HYPHEN, OTHER, Words, sieve, words_in
from pipeline.lexicon.terms import Sequence, covers

BETWEEN = "\0"
"""Separates two texts: neither a letter nor a space, so that no sequence runs across."""
GROWS = "\u0130"
"""The one letter that becomes two in lower case; it stays as it is."""

Open = frozenset[tuple[int, int]]
"""Sequences begun: number of the needle and how many of its words have been met."""
BEGINNING: Open = frozenset()
"""State 0, before the first word; where nothing goes on, too."""


class State(dict[str, int]):
    """What can follow on the sequences begun: the number of the step that each word met so far leads to."""

    def __init__(self, machine: Automaton, begun: Open) -> None:
        super().__init__()
        self.machine = machine
        self.begun = begun

    def __missing__(self, word: str) -> int:
        step = self[word] = self.machine.step(self.begun, word)
        return step


class Automaton:
    """Finds many sequences at once. `needles` are (sequence, owner) pairs; an owner is any whole number."""

    def __init__(self, needles: Iterable[tuple[Sequence, int]]) -> None:
        self.needles = sorted(set(needles))
        self._whole: dict[str, list[int]] = {}
        self._wild: dict[str, list[int]] = {}
        for number, (sequence, _) in enumerate(self.needles):
            stem, star, _rest = sequence[0].partition("*")
            (self._wild if star else self._whole).setdefault(stem, []).append(number)
        self._states = [State(self, BEGINNING)]
        self._number_of = {BEGINNING: 0}
        self._leads_to = array("q")  # per step the state after it; 0: nothing goes on
        self._owners, self._closed = array("q"), array("q")  # of all steps in a row, and how many each closes
        steps = [sequence for sequence, _ in self.needles]
        self._alone = sieve(first for first, *rest in steps if not rest)
        self._opening = sieve(first for first, *rest in steps if rest)
        self._later = sieve(step.removeprefix("'") for _, *rest in steps for step in rest)

    def step(self, begun: Open, word: str) -> int:
        """Return the number of a new step: what `word` closes of the sequences begun, and what goes on."""
        closed, opened = set(), set()
        for number, place in begun or self._beginning_with(word):
            sequence, owner = self.needles[number]
            if covers(sequence[place], word):
                if place + 1 == len(sequence):
                    closed.add(owner)
                else:
                    opened.add((number, place + 1))
        self._owners.extend(sorted(closed))
        self._closed.append(len(closed))
        self._leads_to.append(self._state(frozenset(opened)))
        return len(self._leads_to) - 1

    def _beginning_with(self, word: str) -> list[tuple[int, int]]:
        """Return the sequences whose first word `word` may be."""
        numbers = list(self._whole.get(word, ()))
        for length in range(len(word) + 1):
            numbers += self._wild.get(word[:length], ())
        return [(number, 0) for number in numbers]

    def _state(self, begun: Open) -> int:
        if begun not in self._number_of:
            self._number_of[begun] = len(self._states)
            self._states.append(State(self, begun))
        return self._number_of[begun]

    def find(self, text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return starts, ends and owners of all sequences in `text`, which is `lowered`."""
        words = words_in(text)
        goes_on = np.append(self._later[words.openings[1:]] & (words.joints[1:] != OTHER), False)
        begins = self._alone[words.openings] | (self._opening[words.openings] & goes_on)
        first = np.flatnonzero(begins & (words.joints != HYPHEN))
        found = [np.zeros((3, 0), int)]
        at, state = first, np.zeros(len(first), int)
        while len(at):
            step = self._steps(text, words, at, state)
            found.append(np.stack([first, at, step]))
            state = np.array(self._leads_to)[step]
            on = (state > 0) & goes_on[at]
            first, at, state = first[on], at[on] + 1, state[on]
        first, last, step = np.concatenate(found, axis=1)
        starts, ends = words.starts[first], words.ends[last]
        return self._by_owner(starts, ends, step)

    def _steps(self, text: str, words: Words, at: np.ndarray, state: np.ndarray) -> np.ndarray:
        """Return the step that each word in the places `at` leads to from each state."""
        met = [
            text[start:end]
            for start, end in zip(words.starts[at].tolist(), words.ends[at].tolist(), strict=True)
        ]
        for place in np.flatnonzero((words.joints[at] == APOSTROPHE) & (state > 0)).tolist():
            met[place] = f"'{met[place]}"
        states = self._states
        return np.array([states[s][word] for s, word in zip(state.tolist(), met, strict=True)], int)

    def _by_owner(
        self, starts: np.ndarray, ends: np.ndarray, steps: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give each owner that a step closes a row of its own."""
        sizes = np.array(self._closed)
        repeats = sizes[steps]
        first = np.repeat((np.cumsum(sizes) - sizes)[steps], repeats)
        within = np.arange(len(first)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        return np.repeat(starts, repeats), np.repeat(ends, repeats), np.array(self._owners)[first + within]


def lowered(text: str) -> str:
    """Return `text` in lower case, as long as before: spans in it are spans in `text`."""
    return GROWS.join(part.lower() for part in text.split(GROWS))
