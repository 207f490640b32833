"""Which terms of a lexicon stand where in a text: NOT contexts, NEAR rules, and the longest match.

The rules, in this order:
1. A match inside a NOT context of its theme (or of `[passing]`, for all themes) does not count.
2. A NEAR rule matches where its words stand, in any order, within so many words of one another;
   the match runs from the first of them to the end of the last.
3. Where matches of one theme share text the longest counts, of equally long ones the first, and of those
   at one place the one with the higher weight (then the first by the alphabet). Themes do not see each other.
   A NEAR match is worth at least as much as the best of the terms that it displaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.automaton import BETWEEN, Automaton, lowered
from pipeline.terms import sequences

if TYPE_CHECKING:
    from pipeline.lexicon import Entry, Lexicon, Theme

WORD = re.compile(r"\w+(?:['’-]\w+)*")
CHARACTERS_AT_ONCE = 1_000_000


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

    def __len__(self) -> int:
        return len(self.text)


class Part(NamedTuple):
    """What a sequence of words stands for: a term, a NOT context, or one slot of a NEAR rule."""

    theme: int
    entry: int  # -1: a NOT context
    slot: int


class Matcher:
    """Finds the terms of a lexicon. Themes are numbered in the lexicon's order, `[passing]` comes last."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.themes: tuple[Theme, ...] = (*lexicon.themes.values(), lexicon.passing)
        self.parts = [part for number, theme in enumerate(self.themes) for part, _ in _needles(number, theme)]
        needles = (needle for number, theme in enumerate(self.themes) for needle in _needles(number, theme))
        self._automaton = Automaton(
            (sequence, owner)
            for owner, (part, term) in enumerate(needles)
            for sequence in sequences(term, self.themes[part.theme].both_spellings)
        )

    @cached_property
    def _columns(self) -> np.ndarray:
        """Per owner: theme, entry, slot, and the slots that its NEAR rule needs (0: no rule)."""
        needed = [
            len(entry.words) if (entry := self._entry(part)) is not None and entry.within else 0
            for part in self.parts
        ]
        return np.column_stack([np.array(self.parts, int).reshape(-1, 3), np.array(needed, int)]).T

    def _entry(self, part: Part) -> Entry | None:
        return self.themes[part.theme].entries[part.entry] if part.entry >= 0 else None

    @cached_property
    def _within(self) -> np.ndarray:
        """Themes × entries; the last column, which a NOT context falls on, is 0."""
        within = np.zeros(self._weights.shape, int)
        for number, theme in enumerate(self.themes):
            within[number, : len(theme.entries)] = [entry.within for entry in theme.entries]
        return within

    @cached_property
    def _weights(self) -> np.ndarray:
        """Themes × entries."""
        weights = np.zeros((len(self.themes), max(len(theme.entries) for theme in self.themes) + 1))
        for number, theme in enumerate(self.themes):
            weights[number, : len(theme.entries)] = [entry.weight for entry in theme.entries]
        return weights

    def find(self, texts: Sequence[str]) -> Matches:
        """Return what counts in `texts` by the rules above."""
        found = [part for first, batch in _batches(texts) for part in self._in_batch(first, batch)]
        columns = np.concatenate(found, axis=1) if found else np.zeros((6, 0))
        columns = columns[:, np.lexsort((columns[2], columns[1], columns[0]))]
        text, theme, start, end, entry = columns[:5].astype(int)
        return Matches(text, theme, entry, start, end, columns[5])

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

    def _in_batch(self, first: int, texts: list[str]) -> Iterator[np.ndarray]:
        """Yield what counts as columns (text, theme, start, end, entry, weight), in two lots."""
        low = [lowered(text) for text in texts]
        begins = np.cumsum([0, *(len(text) + 1 for text in low)])
        starts, ends, owners = self._automaton.find(BETWEEN.join(low))
        text = np.searchsorted(begins, starts, side="right") - 1
        theme, entry, slot, needed = self._columns[:, owners]
        hits = np.stack([text, theme, entry, slot, starts - begins[text], ends - begins[text]])
        hits = hits[:, _may_count(hits, needed)]
        hits = hits[:, np.lexsort((hits[5], hits[4], hits[1], hits[0]))]
        disputed = self._disputed(hits)
        text, theme, entry, _, start, end = hits[:, ~disputed]
        yield np.stack([text + first, theme, start, end, entry, self._weights[theme, entry]])
        rows = self._settled(hits[:, disputed].T.tolist(), low)
        yield np.array([(row[0] + first, *row[1:]) for row in rows], float).reshape(-1, 6).T

    def _disputed(self, hits: np.ndarray) -> np.ndarray:
        """Say which hits need a closer look: their theme has NEAR, NOT or overlaps in their text."""
        text, theme, entry, _, start, end = hits
        group = text * len(self.themes) + theme
        far = np.int64(1) << 32  # keeps the groups apart on one line
        reach = np.maximum.accumulate(end + group * far)
        overlaps = np.concatenate([[False], start[1:] + group[1:] * far < reach[:-1]])
        within = self._within[theme, entry] > 0
        shared = text[(theme == len(self.themes) - 1) & (entry < 0)]
        return np.isin(group, group[overlaps | within | (entry < 0)]) | np.isin(text, shared)

    def _settled(
        self, hits: list[list[int]], low: list[str]
    ) -> Iterator[tuple[int, int, int, int, int, float]]:
        """Yield (text, theme, start, end, entry, weight) of what counts of disputed hits."""
        for text, by_text in _runs(hits, 0):
            passing = len(self.themes) - 1
            shared = [(s, e) for _, theme, entry, _, s, e in by_text if theme == passing and entry < 0]
            for theme, by_theme in _runs(by_text, 1):
                for match in self._counting(theme, by_theme, shared, low[text]):
                    yield text, theme, *match

    def _counting(
        self, theme: int, hits: list[list[int]], shared: list[tuple[int, int]], text: str
    ) -> list[tuple[int, int, int, float]]:
        """Return (start, end, entry, weight) of what counts of one theme in one text."""
        contexts = [(start, end) for *_, entry, _, start, end in hits if entry < 0]
        if theme < len(self.themes) - 1:
            contexts += shared
        found = [
            (start, end, entry, slot)
            for *_, entry, slot, start, end in hits
            if entry >= 0 and not any(s <= start and end <= e for s, e in contexts)
        ]
        entries = self.themes[theme].entries
        plain = [(s, e, entry) for s, e, entry, _ in found if not entries[entry].within]
        near: dict[int, list[tuple[int, int, int]]] = {}
        for s, e, entry, slot in found:
            if entries[entry].within:
                near.setdefault(entry, []).append((s, e, slot))
        for entry, words in near.items():
            rule = entries[entry]
            plain += [(s, e, entry) for s, e in _near(words, len(rule.words), rule.within, text)]
        return _longest(plain, entries)


def _may_count(hits: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Say which hits may count: all but the words of NEAR rules that miss a slot in their text."""
    text, theme, entry, slot, *_ = hits
    near = np.flatnonzero(needed)
    rule = (text[near] * (theme.max(initial=0) + 1) + theme[near]) * (entry.max(initial=0) + 1) + entry[near]
    most = needed.max(initial=0) + 1
    slots, first = np.unique(rule * most + slot[near], return_index=True)
    rules, place, met = np.unique(slots // most, return_index=True, return_counts=True)
    complete = rules[met == needed[near][first][place]]
    keep = needed == 0
    keep[near[np.isin(rule, complete)]] = True
    return keep


def _needles(number: int, theme: Theme) -> Iterator[tuple[Part, str]]:
    for place, entry in enumerate(theme.entries):
        for slot, words in enumerate(entry.words):
            yield Part(number, place, slot), words
    for words in theme.nots:
        yield Part(number, -1, 0), words


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


def _runs(rows: list[list[int]], column: int) -> Iterator[tuple[int, list[list[int]]]]:
    """Yield the rows that agree in `column`, which they are sorted by."""
    begin = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place][column] != rows[begin][column]:
            yield rows[begin][column], rows[begin:place]
            begin = place


def _near(words: list[tuple[int, int, int]], slots: int, within: int, text: str) -> list[tuple[int, int]]:
    """Return the shortest stretches in which one word of every slot stands within `within` words."""
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
    """Return how many words after the one that ends at `end` the one that begins at `start` stands."""
    return len(WORD.findall(text, end, start)) + 1


def _longest(
    found: list[tuple[int, int, int]], entries: Sequence[Entry]
) -> list[tuple[int, int, int, float]]:
    """Return the matches that count where several share text, with what they are worth."""

    def rank(match: tuple[int, int, int]) -> tuple[int, int, float, str]:
        start, end, entry = match
        return start - end, start, -entries[entry].weight, entries[entry].term

    kept: list[tuple[int, int, int, float]] = []
    for start, end, entry in sorted(found, key=rank):
        if all(end <= s or e <= start for s, e, *_ in kept):
            weight = entries[entry].weight
            if entries[entry].within:
                weight = max(entries[e].weight for s, t, e in found if s < end and start < t)
            kept.append((start, end, entry, weight))
    return kept
