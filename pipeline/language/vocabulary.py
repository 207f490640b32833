"""Words and phrases of texts by their stems: which texts hold which, and how they are written there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from pipeline.language.corpus import SHORTEST, Tokens, lowered, names, tokenize
from pipeline.language.stems import Stems, stem

LONGEST = 4
"""Words in a phrase, at most."""
FEWEST, FEWEST_NOTES = 3, 2
LARGEST_PART = 2 / 3
"""A term in fewer texts or notes, or with a larger part of its texts in one note, is that note's own."""
Form = tuple[tuple[str, ...], tuple[bool, ...]]
"""A phrase as it is written: its words, and whether each after the first is joined by a hyphen."""


@dataclass(frozen=True)
class Written:
    """All words of the texts in order, those of compounds with a hyphen one by one.

    Per token: `word` (a place in `words`), `text`, whether a hyphen joins it to the one before, and whether
    it may have a neighbour in a phrase after it (`it's` and `people's` may not).
    """

    words: list[str]
    word: np.ndarray
    text: np.ndarray
    joined: np.ndarray
    goes_on: np.ndarray
    name: np.ndarray  # per word

    @classmethod
    def of(cls, texts: Iterable[str]) -> Written:
        """Read the texts."""
        tokens, joined = _apart(tokenize(texts))
        words, word_of = lowered(tokens.form)
        whole = np.array(["'" not in form for form in tokens.form] + [True], bool)
        word = word_of[tokens.ids]
        return cls(words, word, tokens.passage, joined, whole[tokens.ids], names(tokens, word_of, len(words)))


def _apart(tokens: Tokens) -> tuple[Tokens, np.ndarray]:
    """Return the tokens with compounds taken apart, and which follow a hyphen."""
    number: dict[str, int] = {}
    split = [[number.setdefault(part, len(number)) for part in form.split("-")] for form in tokens.form]
    sizes = np.array([len(parts) for parts in split] + [0])
    first = np.cumsum(sizes) - sizes
    flat = np.array([part for parts in split for part in parts], dtype=np.int64)
    repeats = sizes[tokens.ids]
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    ids = flat[np.repeat(first[tokens.ids], repeats) + within] if len(flat) else np.empty(0, np.int64)
    return Tokens(ids, np.repeat(tokens.passage, repeats), list(number)), within > 0


@dataclass(frozen=True)
class Vocabulary:
    """The words and phrases that are no one note's own.

    `present` is texts × terms, ones; `stems` what each term is counted by. `start` has the token at which
    each place of a term begins, the terms' places one after another from `first` on.
    """

    present: sparse.csc_matrix
    stems: list[tuple[str, ...]]
    start: np.ndarray
    first: np.ndarray
    written: Written
    stem: np.ndarray  # per token; -1: no word
    stem_of: list[str]

    @classmethod
    def of(
        cls, texts: Sequence[str], notes: np.ndarray, stopwords: Iterable[str], known: Stems
    ) -> Vocabulary:
        """Gather the terms of the texts: words that are no stopwords or names, and phrases.

        A phrase is of two to four words side by side, with no mark or name between, at least one of them no
        stopword; it neither begins nor ends with a function word, unless a hyphen holds that one.

        Args:
            texts: what is read.
            notes: the number of each text's note.
            stopwords: words that say nothing by themselves.
            known: stems of words; function words have none.
        """
        written = Written.of(texts)
        named = {"": -1}
        of_word = np.array([named.setdefault(s, len(named) - 1) for s in map(_stemmed(known), written.words)])
        stop = set(stopwords)
        silent = np.array([len(w) < SHORTEST or w in stop for w in written.words], bool) | written.name
        function = np.array([len(w) < SHORTEST or known.get(w) == "" for w in written.words], bool)
        stream = np.where(written.name[written.word], -1, of_word[written.word])
        gathered = _Gathered(written, stream, silent, function, notes)
        present, stems, start, first = gathered.all(list(named)[1:])
        return cls(present, stems, start, first, written, stream, list(named)[1:])

    def __len__(self) -> int:
        return len(self.stems)

    def places(self, term: int) -> np.ndarray:
        """Return the tokens at which a term begins."""
        return self.start[self.first[term] : self.first[term + 1]]

    def texts(self, term: int) -> np.ndarray:
        """Return the texts that hold a term."""
        return self.present.indices[self.present.indptr[term] : self.present.indptr[term + 1]]

    def forms(self, term: int) -> Counter[Form]:
        """Return the ways in which a term is written, with counts."""
        size, written = len(self.stems[term]), self.written
        at = self.places(term)[:, None] + np.arange(size)
        return Counter(
            (tuple(written.words[w] for w in words), tuple(joined[1:]))
            for words, joined in zip(written.word[at].tolist(), written.joined[at].tolist(), strict=True)
        )

    def commonest(self, term: int) -> tuple[str, ...]:
        """Return the words of the way in which a term is written most."""
        (words, _), _ = min(self.forms(term).items(), key=lambda item: (-item[1], item[0]))
        return words

    @cached_property
    def stems_by_word(self) -> list[tuple[str, str]]:
        """Every word of the texts with its stem, sorted; "" for what is none."""
        of = dict(zip(self.written.word.tolist(), self.stem.tolist(), strict=True))
        return sorted((self.written.words[word], self.stem_of[s] if s >= 0 else "") for word, s in of.items())


def _stemmed(known: Stems) -> Callable[[str], str]:
    def of(word: str) -> str:
        if not word[:1].isalpha() or "'" in word:
            return ""
        return known.get(word) or (word if len(word) < SHORTEST or word in known else stem(word))

    return of


class _Gathered:
    """Phrases of growing length: each is one that is frequent enough, and the word after it."""

    def __init__(
        self,
        written: Written,
        stream: np.ndarray,
        silent: np.ndarray,
        function: np.ndarray,
        notes: np.ndarray,
    ) -> None:
        self.written, self.stream, self.notes = written, stream, notes
        self.silent, self.function = silent[written.word], function[written.word]
        self.held = np.append(written.joined[1:], False)  # a hyphen joins it to the next

    def all(
        self, stem_of: list[str]
    ) -> tuple[sparse.csc_matrix, list[tuple[str, ...]], np.ndarray, np.ndarray]:
        """Return texts × terms, the terms' stems, where they begin, and where those places begin."""
        at = np.flatnonzero((self.stream >= 0) & ~self.written.joined & (~self.function | self.held))
        ids, stems = np.zeros(len(at), np.int64), list[tuple[str, ...]]([()])
        parts, found, starts, sizes = [], [], [np.empty(0, np.int64)], [np.zeros(1, np.int64)]
        for length in range(1, LONGEST + 1):
            at, ids, stems = self._longer(at, ids, stems, length, stem_of)
            term = self._terms(at, length)
            present, kept = self._widespread(at[term], ids[term], len(stems))
            parts.append(present)
            found += [stems[i] for i in kept]
            places = term & np.isin(ids, kept)
            order = np.argsort(ids[places], kind="stable")
            starts.append(at[places][order])
            sizes.append(np.bincount(ids[places], minlength=len(stems))[kept])
        present = sparse.hstack(parts, format="csc")
        return present, found, np.concatenate(starts), np.cumsum(np.concatenate(sizes))

    def _longer(
        self, at: np.ndarray, ids: np.ndarray, stems: list[tuple[str, ...]], length: int, stem_of: list[str]
    ) -> tuple[np.ndarray, np.ndarray, list[tuple[str, ...]]]:
        """Return the frequent phrases of one word more: where they begin, their numbers, their stems."""
        last = at + length - 1
        inside = last < len(self.stream)
        at, ids, last = at[inside], ids[inside], last[inside]
        good = self.stream[last] >= 0
        if length > 1:
            good &= (self.written.text[last] == self.written.text[at]) & self.written.goes_on[last - 1]
        at, key = at[good], ids[good] * len(stem_of) + self.stream[last[good]]
        keys, number, often = np.unique(key, return_inverse=True, return_counts=True)
        frequent = np.flatnonzero(often >= FEWEST)
        place = np.full(len(keys), -1)
        place[frequent] = np.arange(len(frequent))
        kept = place[number] >= 0
        pairs = (divmod(int(key), len(stem_of)) for key in keys[frequent])
        return at[kept], place[number[kept]], [(*stems[before], stem_of[s]) for before, s in pairs]

    def _terms(self, at: np.ndarray, length: int) -> np.ndarray:
        """Tell which places are of terms: they end well, and say something."""
        last = at + length - 1
        whole = ~self.held[last]  # `long` of `long-term` is no word of its own
        if length == 1:
            return np.asarray(whole & ~self.silent[at])
        ends = ~self.function[last] | self.written.joined[last]
        says = np.zeros(len(at), bool)
        for step in range(length):
            says |= ~self.silent[at + step] | (self.written.joined[at + step] & (length == 2))
        return np.asarray(whole & ends & says)

    def _widespread(self, at: np.ndarray, ids: np.ndarray, size: int) -> tuple[sparse.csc_matrix, np.ndarray]:
        """Return texts × phrases that are no one note's own, and their numbers."""
        shape = (len(self.notes), size)
        present = sparse.csc_matrix((np.ones(len(at)), (self.written.text[at], ids)), shape=shape)
        present.sum_duplicates()
        present.data[:] = 1
        total = np.diff(present.indptr)
        places = self.notes, np.arange(len(self.notes))
        member = sparse.csr_matrix(
            (np.ones(len(self.notes)), places), shape=(self.notes.max(initial=-1) + 1, len(self.notes))
        )
        per_note = sparse.csc_matrix(member @ present)
        most = per_note.max(axis=0).toarray().ravel() if size and len(self.notes) else np.zeros(size)
        good = (total >= FEWEST) & (np.diff(per_note.indptr) >= FEWEST_NOTES) & (most <= LARGEST_PART * total)
        kept = np.flatnonzero(good)
        return present[:, kept], kept
