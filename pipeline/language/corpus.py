"""The words that topics are made of: which passages hold which, without furniture and names."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from pipeline.language.words import TOKEN

SENTENCE_ENDS = '.!?:;•…"“”‘'
SHORTEST = 3
"""Shorter words (go, us, uk) are furniture more often than not."""


@dataclass(frozen=True)
class Corpus:
    """Passages as counts of words, and the note of each passage.

    `counts` is passages × words, `words` sorted, `note` the note's number (0 …) per passage.
    """

    counts: sp.csr_matrix
    words: np.ndarray
    note: np.ndarray

    def of_notes(self, drawn: np.ndarray) -> tuple[Corpus, np.ndarray]:
        """Return the passages of the notes in `drawn`, and their rows; a note drawn twice counts as two."""
        order = np.argsort(self.note, kind="stable")
        ends = np.searchsorted(self.note[order], np.arange(self.notes + 1))
        parts = [order[ends[n] : ends[n + 1]] for n in drawn]
        rows = np.concatenate(parts)
        note = np.repeat(np.arange(len(drawn)), [len(part) for part in parts])
        return Corpus(self.counts[rows], self.words, note), rows

    @property
    def notes(self) -> int:
        """Return how many notes there are."""
        return int(self.note.max()) + 1 if len(self.note) else 0

    def per_note(self, data: sp.csr_matrix) -> sp.csr_matrix:
        """Return the sums of the passages' rows of `data`, per note."""
        places = (self.note, np.arange(len(self.note)))
        member = sp.csr_matrix((np.ones(len(self.note)), places), shape=(self.notes, len(self.note)))
        return sp.csr_matrix(member @ data)

    def note_frequency(self) -> np.ndarray:
        """Return in how many notes each word is found."""
        return np.diff(self.per_note(self.counts).tocsc().indptr)


@dataclass(frozen=True)
class Tokens:
    """All passages as one stream: `form[ids[i]]` is the i-th token, `passage[i]` where it is."""

    ids: np.ndarray
    passage: np.ndarray
    form: list[str]


@dataclass(frozen=True)
class Stream:
    """All tokens in order: the `word` of each (a column of the corpus; -1 = left out) and its `passage`."""

    word: np.ndarray
    passage: np.ndarray


def corpus(texts: Iterable[str], notes: Sequence[str], stopwords: Iterable[str]) -> tuple[Corpus, Stream]:
    """Return the passages as counts of words, and as a stream of words.

    `notes` names the note of each text. Furniture (`stopwords`), names, and words of one or two letters are
    left out.
    """
    tokens = tokenize(texts)
    words, word_of = lowered(tokens.form)
    stream = word_of[tokens.ids]
    stop = set(stopwords)
    stream[in_phrases(stream, words, [s for s in stop if " " in s])] = -1
    left_out = np.array([w in stop or len(w) < SHORTEST or not w[0].isalpha() for w in words], bool)
    left_out |= names(tokens, word_of, len(words))
    used = np.flatnonzero(~left_out)
    used = used[np.argsort(np.array(words, dtype=object)[used], kind="stable")]
    number = np.full(len(words) + 1, -1)
    number[used] = np.arange(len(used))
    stream = number[stream]  # -1 stays -1: it picks the spare last place
    rows = stream >= 0
    _, note = np.unique(np.asarray(notes, dtype=object), return_inverse=True)
    counts = sp.csr_matrix(
        (np.ones(rows.sum()), (tokens.passage[rows], stream[rows])), shape=(len(note), len(used))
    )
    named = np.array([words[i] for i in used], dtype=object)
    return Corpus(counts, named, note), Stream(stream, tokens.passage)


def tokenize(texts: Iterable[str]) -> Tokens:
    """Return words, numbers and marks of all texts as one stream."""
    seen: defaultdict[str, int] = defaultdict()
    seen.default_factory = seen.__len__
    ids, lengths = array("i"), array("i")
    for text in texts:
        found = TOKEN.findall(text.replace("’", "'"))
        ids.extend(map(seen.__getitem__, found))
        lengths.append(len(found))
    count = np.frombuffer(lengths, dtype=np.int32) if lengths else np.empty(0, np.int32)
    stream = np.frombuffer(ids, dtype=np.int32) if ids else np.empty(0, np.int32)
    return Tokens(stream, np.repeat(np.arange(len(count)), count), list(seen))


def lowered(forms: Sequence[str]) -> tuple[list[str], np.ndarray]:
    """Return the distinct words in lower case, without possessive ’s, and the word of each form."""
    seen: dict[str, int] = {}
    word_of = [seen.setdefault(form.lower().removesuffix("'s"), len(seen)) for form in forms]
    return list(seen), np.array(word_of, dtype=np.int64)


def in_phrases(stream: np.ndarray, words: Sequence[str], phrases: Iterable[str]) -> np.ndarray:
    """Return which tokens are inside one of the phrases."""
    inside = np.zeros(len(stream), bool)
    index = {word: i for i, word in enumerate(words)}
    for phrase in phrases:
        parts = [index.get(word, -2) for word in phrase.split()]
        size = len(stream) - len(parts) + 1
        hits = np.flatnonzero(np.logical_and.reduce([stream[i : i + size] == p for i, p in enumerate(parts)]))
        for i in range(len(parts)):
            inside[hits + i] = True
    return inside


def names(tokens: Tokens, word_of: np.ndarray, size: int) -> np.ndarray:
    """Return which words are names of people or organisations, told by their capitals.

    A name is hardly ever written small, and in three of ten places comes next to another word with a
    capital (first and last name, an organisation's parts). Covid and NHS are on their own, so they stay.
    """
    capital = np.array([f[:1].isupper() and not f.isupper() for f in tokens.form] + [False], bool)
    small = np.array([f[:1].islower() for f in tokens.form], bool)
    ends = np.array([f in SENTENCE_ENDS for f in tokens.form], bool)
    ids = tokens.ids
    if not len(ids):
        return np.zeros(size, bool)
    word = word_of[ids]
    written_small = np.bincount(word[small[ids]], minlength=size)
    starts = np.r_[True, ends[ids[:-1]] | (tokens.passage[1:] != tokens.passage[:-1])]
    # any word has a capital at the start of a sentence: there it counts for words that are never small
    is_capital = capital[ids] & ~(starts & (written_small[word] > 0))
    joined = np.r_[False, is_capital[1:] & is_capital[:-1] & ~starts[1:]]
    paired = joined | np.r_[joined[1:], False]

    def tally(mask: np.ndarray) -> np.ndarray:
        return np.bincount(word[mask], minlength=size)

    mid = tally(is_capital & ~starts)
    return (mid > 2 * written_small) & (tally(paired) >= 0.3 * tally(is_capital))
