"""Which terms of a lexicon are where in a text: NOT contexts, NEAR rules, and the longest match.

The rules, in this order:
0. An address (of the web, of mail) holds no words.
1. A match inside a NOT context of its theme (or of `[passing]`, for all themes) does not count.
2. A NEAR rule matches where its words come, in any order, within so many words of one another;
   the match runs from the first of them to the end of the last.
3. Where matches of one theme share text the longest counts, of equally long ones the first, and of those
   at one place the one with the higher weight (then the first by the alphabet). Themes do not see each other.
   A NEAR match is worth at least as much as the best of the terms that it displaces.
4. A match inside a name, or in the name of a theme that is only recited, is marked as such (`lexicon.names`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.language.words import WORD
from pipeline.lexicon.addresses import without_addresses
from pipeline.lexicon.automaton import BETWEEN, Automaton, lowered
from pipeline.lexicon.names import NAMED, RECITED, Name, in_name, recited
from pipeline.lexicon.terms import sequences
from pipeline.lexicon.theme import Theme

CHARACTERS_AT_ONCE = 1_000_000
FAR = 1 << 32
"""Keeps groups apart that are laid out on one line of places."""
CONTEXT, NAME = -1, -2
"""Owners that are no entry of a theme: a NOT context, and a name (of `[passing]`: a word for a group)."""


class Match(NamedTuple):
    """A match in a text: `text[start:end]` are the words matched."""

    theme: str
    term: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True)
class Matches:
    """Matches in many texts, as parallel arrays, sorted by text, theme and start."""

    text: np.ndarray
    theme: np.ndarray  # place in `Matcher.themes`
    entry: np.ndarray  # place in the theme's entries
    start: np.ndarray
    end: np.ndarray
    weight: np.ndarray
    mark: np.ndarray  # 0: in use; NAMED: inside a name; RECITED: in the name of a theme that is only named

    def __len__(self) -> int:
        return len(self.text)


class Owner(NamedTuple):
    """What a sequence of words stands for: a term, a slot of a NEAR rule, a NOT context, or a name."""

    theme: int
    entry: int  # below 0: CONTEXT or NAME
    slot: int
    slots: int  # 0: no NEAR rule
    first: int  # the owner that stands for the whole entry
    rank: int  # of entries on the same words the lowest counts
    weight: float


class Matcher:
    """Finds the terms of themes, which are numbered in their order; `[passing]` comes last.

    Inside, a hit is a column (start, end, owner) over many texts put together.
    """

    def __init__(self, themes: Iterable[Theme]) -> None:
        self.themes = tuple(themes)
        needles: list[tuple[Owner, str]] = []
        for number, theme in enumerate(self.themes):
            needles += _needles(number, theme, len(needles))
        columns = np.array([owner for owner, _ in needles]).reshape(-1, len(Owner._fields)).T
        self._weight = columns[-1]
        self._theme, self._entry, self._slot, self._slots, self._first, self._rank = columns[:-1].astype(int)
        self._proper = np.array(
            [owner.entry >= 0 and self.themes[owner.theme].entries[owner.entry].name for owner, _ in needles],
            bool,
        )
        self._automaton = Automaton(
            (sequence, number)
            for number, (owner, term) in enumerate(needles)
            for sequence in sequences(term, self.themes[owner.theme].both_spellings)
        )

    def find(self, texts: Sequence[str]) -> Matches:
        """Return what counts in `texts` by the rules above."""
        found = [self._in_batch(first, batch) for first, batch in _batches(texts)]
        columns = np.concatenate(found, axis=1) if found else np.zeros((7, 0))
        text, theme, entry, start, end, mark = columns[:6].astype(int)
        return Matches(text, theme, entry, start, end, columns[6], mark)

    def spans(self, text: str) -> list[Match]:
        """Return the matches in one text, by place."""
        found = self.find([text])
        columns = (found.theme, found.entry, found.start, found.end, found.weight)
        matches = [
            Match(self.themes[theme].id, self.themes[theme].entries[entry].term, start, end, weight)
            for theme, entry, start, end, weight in zip(*(c.tolist() for c in columns), strict=True)
            if theme < len(self.themes) - 1
        ]
        return sorted(matches, key=lambda match: (match.start, match.end, match.theme))

    def _in_batch(self, number: int, texts: list[str]) -> np.ndarray:
        """Return columns (text, theme, entry, start, end, mark, weight); texts begin at `number`."""
        joined = BETWEEN.join(texts)
        low = without_addresses(lowered(joined))
        begins = np.cumsum([0, *(len(text) + 1 for text in texts)])
        hits = np.stack(self._automaton.find(low))
        names = self._entry[hits[2]] == NAME
        told = self._recited(hits[:, names], low)
        hits = hits[:, ~(names | self._in_context(hits))]
        near = self._slots[hits[2]] > 0
        hits = np.concatenate([hits[:, ~near], self._windows(hits[:, near], begins, low)], axis=1)
        hits, weight = self._longest(hits)
        start, end, owner = hits
        text, theme = np.searchsorted(begins, start, side="right") - 1, self._theme[owner]
        mark = self._marks(hits, joined, low, told)
        here = begins[text]
        counts = [text + number, theme, self._entry[owner], start - here, end - here, mark, weight]
        return np.stack(counts)[:, np.lexsort((start, theme, text))]

    def _in_context(self, hits: np.ndarray) -> np.ndarray:
        """Say which hits lie inside a NOT context of their theme or of `[passing]`, or are one."""
        theme = self._theme[hits[2]]
        context = self._entry[hits[2]] == CONTEXT
        shared = context & (theme == len(self.themes) - 1)
        return _inside(hits, theme, context & ~shared) | _inside(hits, np.zeros_like(theme), shared)

    def _recited(self, hits: np.ndarray, low: str) -> list[tuple[int, int]]:
        """Return the spans of names of themes that are only named, of which `hits` are all."""
        theme = self._theme[hits[2]]
        group = theme == len(self.themes) - 1
        names = [Name(*row) for row in np.stack([hits[0], hits[1], theme])[:, ~group].T.tolist()]
        return recited(names, hits[0][group].tolist(), low)

    def _marks(self, hits: np.ndarray, joined: str, low: str, told: list[tuple[int, int]]) -> np.ndarray:
        """Return what each match is instead of in use; cues of `[passing]` are what they are."""
        start, end, owner = hits
        mark = np.where(_covered(start, end, told), RECITED, 0)
        capitals = [place for place, i in enumerate(start.tolist()) if joined[i] != low[i]]
        for place in capitals:
            of = owner[place]
            used = not mark[place] and not self._proper[of] and self._theme[of] < len(self.themes) - 1
            if used and in_name(joined, int(start[place]), int(end[place])):
                mark[place] = NAMED
        return mark

    def _windows(self, hits: np.ndarray, begins: np.ndarray, low: str) -> np.ndarray:
        """Return the hits of NEAR rules, of which `hits` are the words."""
        text = np.searchsorted(begins, hits[0], side="right")
        key = text * len(self._first) + self._first[hits[2]]
        whole = self._with_all_words(key, hits[2])
        hits, key = hits[:, whole], key[whole]
        order = np.lexsort((hits[1], hits[0], key))
        (start, end, owner), key = hits[:, order], key[order]
        edges = np.flatnonzero(np.diff(key, prepend=-1))
        words = list(zip(start.tolist(), end.tolist(), self._slot[owner].tolist(), strict=True))
        ends = [*edges.tolist()[1:], len(words)][: len(edges)]
        found = []
        for one, next_ in zip(edges.tolist(), ends, strict=True):
            of = int(self._first[owner[one]])
            entry = self.themes[self._theme[of]].entries[self._entry[of]]
            windows = _near(words[one:next_], len(entry.words), entry.within, low)
            found += [(*window, of) for window in windows]
        return np.array(found, int).reshape(-1, 3).T

    def _with_all_words(self, key: np.ndarray, owner: np.ndarray) -> np.ndarray:
        """Return the places of the hits of rules all whose words are in the text; most are of none."""
        order = np.argsort(key, kind="stable")
        edges = np.flatnonzero(np.diff(key[order], prepend=-1))
        met = np.bitwise_or.reduceat(1 << self._slot[owner[order]], edges)
        complete = met == (1 << self._slots[owner[order[edges]]]) - 1
        return order[np.repeat(complete, np.diff(edges, append=len(order)))]

    def _longest(self, hits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the hits that count where several of a theme share text, and what each is worth."""
        theme = self._theme[hits[2]]
        order = np.lexsort((hits[0], theme))
        start, end, owner = hits[:, order]
        far = theme[order] * FAR
        edges = np.flatnonzero((start + far)[1:] >= np.maximum.accumulate(end + far)[:-1]) + 1
        edges = np.append(0, edges)[: len(start)]
        worth = self._weight[owner]
        columns = (start, end, self._rank[owner], worth, self._slots[owner])
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        for one, next_ in _between(edges, len(rows), np.diff(edges, append=len(rows)) > 1):
            worth[one:next_] = _settled(rows[one:next_])
        return np.stack([start, end, owner])[:, worth > 0], worth[worth > 0]


def _between(edges: np.ndarray, size: int, chosen: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield where each of the chosen runs that begin at `edges` begins and ends."""
    return zip(edges[chosen].tolist(), np.append(edges[1:], size)[chosen].tolist(), strict=True)


def _inside(hits: np.ndarray, group: np.ndarray, context: np.ndarray) -> np.ndarray:
    """Say which hits lie inside a context of the same group, of the hits that are contexts."""
    start, end = hits[0] + group * FAR, hits[1] + group * FAR
    order = np.argsort(start[context], kind="stable")
    reach = np.maximum.accumulate(end[context][order])
    before = np.searchsorted(start[context][order], start, side="right") - 1
    return np.append(reach, 0)[before] >= end


def _covered(start: np.ndarray, end: np.ndarray, spans: list[tuple[int, int]]) -> np.ndarray:
    """Say which stretches lie inside one of the spans."""
    if not spans:
        return np.zeros(len(start), bool)
    first, last = np.array(sorted(spans)).T
    before = np.searchsorted(first, start, side="right") - 1
    return (before >= 0) & (np.maximum.accumulate(last)[before] >= end)


def _needles(number: int, theme: Theme, first: int) -> Iterator[tuple[Owner, str]]:
    """Yield what a theme looks for; `first` is the number of its first owner."""
    ranked = sorted(theme.entries, key=lambda entry: (-entry.weight, entry.term))
    rank = {entry: place for place, entry in enumerate(ranked)}
    for place, entry in enumerate(theme.entries):
        slots = len(entry.words) if entry.within else 0
        for slot, words in enumerate(entry.words):
            yield Owner(number, place, slot, slots, first, rank[entry], entry.weight), words
        first += len(entry.words)
    for words in theme.nots:
        yield Owner(number, CONTEXT, 0, 0, -1, 0, 0.0), words
    for words in theme.names:
        yield Owner(number, NAME, 0, 0, -1, 0, 0.0), words


def _batches(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield texts in lots of about a million characters, each with the number of its first."""
    first, lot, size = 0, [], 0
    for text in texts:
        lot.append(text)
        size += len(text)
        if size > CHARACTERS_AT_ONCE:
            yield first, lot
            first, lot, size = first + len(lot), [], 0
    if lot:
        yield first, lot


def _near(words: list[tuple[int, int, int]], slots: int, within: int, text: str) -> list[tuple[int, int]]:
    """Return the shortest stretches in which one word of every slot comes within `within` words."""
    windows = set()
    for first, (start, end, slot) in enumerate(words):
        missing, last, reach = set(range(slots)) - {slot}, end, end
        for s, e, other in words[first + 1 :]:
            if other in missing and s >= reach:
                missing.discard(other)
                last, reach = s, e
            if not missing:
                break
        if not missing and _words_apart(text, end, last) <= within:
            windows.add((start, reach))
    return [w for w in windows if not any(o != w and w[0] <= o[0] and o[1] <= w[1] for o in windows)]


def _words_apart(text: str, end: int, start: int) -> int:
    """Return how many words the one that begins at `start` is after the one that ends at `end`."""
    return len(WORD.findall(text, end, start)) + 1


def _settled(rows: list[tuple[int, int, int, float, int]]) -> list[float]:
    """Return what each of some matches that share text is worth, 0 if a longer one takes its place.

    A match is (start, end, rank, weight, whether it is of a NEAR rule).
    """
    worth = [0.0] * len(rows)
    kept: list[tuple[int, int]] = []
    for _, start, _, place in sorted((row[0] - row[1], row[0], row[2], i) for i, row in enumerate(rows)):
        _, end, _, weight, near = rows[place]
        if all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
            worth[place] = max(w for s, e, _, w, _ in rows if s < end and start < e) if near else weight
    return worth
