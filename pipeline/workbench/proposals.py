"""Terms for a theme, also for one that has none yet: by likeness to its description, by keyness, by company.

What the theme has already (its terms, its NOT contexts), what holds for all themes (`[passing]`) and the
names of groups are taken out of the texts first, so that nothing is counted that is already known. Each kind
ranks what is left by a figure of its own; passages and notes are those of the term as it would be pasted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.language.association import log_dice, log_likelihood, log_ratio
from pipeline.language.stems import Stems, stem
from pipeline.language.tfidf import inverse_document_frequency, stem_counts, weighted
from pipeline.language.vocabulary import FEWEST, Vocabulary
from pipeline.language.words import LONG
from pipeline.lexicon.theme import Theme
from pipeline.workbench.known import OWN

DESCRIBED, CALLED, SAID = 2.0, 1.0, 1.0
"""What description, label and examples count in a theme's likeness: the first was written to say it all."""
EXAMPLES = 3
DRAWN = 1.0
"""A term's likeness is drawn to that of any passage as if by so many passages more."""
TIMES = 2.0
"""A term's figure is at least so many times the likeness of any passage."""
NEAREST, FEWEST_NEAREST = 0.1, 20
"""So large a part of the passages, so many at least, is taken to be about a theme that has no terms."""
TAGGED = 10
"""With fewer tagged passages a theme is taken for one without terms."""
TELLING = 6.63
"""G² from which a word goes with a theme by more than chance: p < 0.01 for one degree of freedom."""
TWICE = 1.0
"""A key word is at least twice as frequent (log ratio)."""
SPAN = 5
"""A companion is so many words from a term at most."""
STEADY = 10
WORTH = {"likeness": 3.0, "keyness": 1.0, "company": 1.0}
"""Rankings are put together by worth / (10 + rank): likeness finds most (`bench/suggestions.py`)."""
INSIDE = 0.7
"""What has so large a part of its passages in common with a listed phrase says no more than that one."""
Ranking = tuple[np.ndarray, np.ndarray]
"""The terms that a kind proposes, foremost first, and its figure for every term."""


@dataclass(frozen=True)
class Grounds:
    """What the rankings rest on: the terms of the notes that are not known, and how like each passage is."""

    words: Vocabulary
    like: np.ndarray  # cosine per passage
    about: np.ndarray  # which passages are taken to be about the theme
    described: frozenset[str]  # the stems of label, description and examples
    marks: np.ndarray  # tokens that stand for the theme's own terms
    tagged: bool  # the theme's terms say which passages are about it, not their likeness

    @property
    def total(self) -> np.ndarray:
        """In how many passages each term is."""
        return np.diff(self.words.present.indptr)


def by_likeness(on: Grounds) -> Ranking:
    """Rank by the mean cosine of a term's passages to the description, times 1 + the part of it described.

    `described` are its stems that label, description or examples have too. A term in few passages is drawn to
    the mean of all passages, and is left out where its figure is not twice that.
    """
    mean = float(on.like.mean()) if len(on.like) else 0.0
    cosine = (on.words.present.T @ on.like + DRAWN * mean) / (on.total + DRAWN)
    part = np.array([np.mean([stem in on.described for stem in stems]) for stems in on.words.stems])
    figure = cosine * (1 + part)
    return _ranked(on, figure, (figure >= TIMES * mean) & (figure > 0)), figure


def by_keyness(on: Grounds) -> Ranking:
    """Rank by log ratio: how much more frequent a word is in the passages about the theme than in the others.

    Twice as frequent is the least, and G² must tell it from chance: significance sifts, size ranks.
    """
    size, texts = float(on.about.sum()), float(len(on.about))
    inside, total = on.words.present.T @ on.about.astype(float), on.total.astype(float)
    figure = log_ratio(inside, total, size, texts)
    telling = log_likelihood(inside, total, size, texts) >= TELLING
    return _ranked(on, figure, telling & (figure >= TWICE)), figure


def by_company(on: Grounds) -> Ranking:
    """Rank by logDice with the theme's terms: passages where both are, at most five words apart.

    A companion is near a term more often than any word is, in three passages and two notes or more.
    """
    words = on.words
    near = _near(on)
    term = np.repeat(np.arange(len(words)), np.diff(words.first))
    size = np.array([len(stems) for stems in words.stems], dtype=np.int64)[term]
    close = near[words.start] | near[words.start + size - 1]
    places = np.unique(np.stack([term[close], words.written.text[words.start[close]]]), axis=1)
    together = np.bincount(places[0], minlength=len(words)).astype(float)
    with_terms = len(np.unique(words.written.text[on.marks]))
    figure = log_dice(together, on.total.astype(float), float(with_terms))
    chance = near[words.stem >= 0].mean() if (words.stem >= 0).any() else 0.0
    often = np.bincount(term[close], minlength=len(words)) / np.maximum(np.diff(words.first), 1)
    return _ranked(on, figure, (together >= FEWEST) & (often > chance)), figure


def _near(on: Grounds) -> np.ndarray:
    """Tell of each token whether a term of the theme is at most `SPAN` words away in its text."""
    written = on.words.written
    place = np.cumsum((on.words.stem >= 0) | on.marks)
    marks = np.flatnonzero(on.marks)
    near = np.zeros(len(place), bool)
    if not len(marks):
        return near
    after = np.searchsorted(marks, np.arange(len(place)))
    for neighbour in (marks[np.minimum(after, len(marks) - 1)], marks[np.maximum(after - 1, 0)]):
        same = written.text[neighbour] == written.text
        near |= same & (np.abs(place[neighbour] - place) <= SPAN)
    return near & ~on.marks


def _ranked(on: Grounds, figure: np.ndarray, eligible: np.ndarray) -> np.ndarray:
    """Return the eligible terms by their figure, of equal ones the longer, then the more frequent."""
    names = np.array([" ".join(stems) for stems in on.words.stems] or [""], dtype=object)[: len(figure)]
    length = np.array([len(stems) for stems in on.words.stems], dtype=np.int64)
    order = np.lexsort((names, -on.total, -length, -figure.round(9)))
    return order[eligible[order]]


KINDS: Mapping[str, Callable[[Grounds], Ranking]] = {
    "likeness": by_likeness,
    "keyness": by_keyness,
    "company": by_company,
}


def rankings(on: Grounds) -> dict[str, Ranking]:
    """Return what each kind proposes; company needs terms that are found."""
    return {kind: rank(on) for kind, rank in KINDS.items() if kind != "company" or on.marks.any()}


def together(ranked: Mapping[str, np.ndarray], size: int) -> np.ndarray:
    """Return what any kind proposes of so many terms, by the sum of worth / (10 + rank) over the kinds.

    Source: G. V. Cormack, C. L. A. Clarke, S. Büttcher (2009), Reciprocal rank fusion outperforms Condorcet
    and individual rank learning methods, SIGIR, 758–759.
    """
    worth = np.zeros(size)
    for kind, order in ranked.items():
        worth[order] += WORTH[kind] / (STEADY + np.arange(1, len(order) + 1))
    order = np.argsort(-worth.round(12), kind="stable")
    return np.asarray(order[worth[order] > 0])


def distinct(words: Vocabulary, ranked: np.ndarray) -> Iterator[int]:
    """Yield the terms that say more than those before them.

    Left out are phrases with a term in them that is listed, and what is mostly in the passages of a listed
    phrase: its words, and other phrases, for a sentence that many notes repeat is full of them.
    """
    listed: set[tuple[str, ...]] = set()
    phrases: list[int] = []
    for term in ranked.tolist():
        stems = words.stems[term]
        parts = {stems[i:j] for i in range(len(stems)) for j in range(i + 1, len(stems) + 1)}
        beside = [each for each in phrases if len(stems) > 1 or stems[0] in words.stems[each]]
        if parts & listed or _inside(words, term, beside):
            continue
        listed.add(stems)
        phrases += [term] if len(stems) > 1 else []
        yield term


def _inside(words: Vocabulary, term: int, phrases: Sequence[int]) -> bool:
    own = words.texts(term)
    return any(np.isin(own, words.texts(phrase)).mean() >= INSIDE for phrase in phrases)


def grounds(
    theme: Theme,
    texts: Sequence[str],
    gapped: Sequence[str],
    notes: np.ndarray,
    carries: np.ndarray,
    stopwords: Sequence[str],
    stems: Stems,
) -> Grounds:
    """Return what the rankings rest on.

    Args:
        theme: whose label, description and first three examples say what is looked for.
        texts: the passages that count.
        gapped: the same, `without_known`.
        notes: the number of each passage's note.
        carries: which passages the theme is tagged in.
        stopwords: words that are proposed in phrases only.
        stems: those of the last run.
    """
    words = Vocabulary.of(gapped, notes, stopwords, stems)
    like = likeness(theme, texts, stems)
    marks = np.array([form == OWN for form in words.written.words] + [False])[words.written.word]
    tagged = bool(carries.sum() >= TAGGED)
    about = carries if tagged else _nearest(like)
    return Grounds(words, like, about, frozenset(_description(theme, stems)), marks, tagged)


def _nearest(like: np.ndarray) -> np.ndarray:
    """Tell which passages are the tenth that is most like the theme, and like it at all."""
    most = min(max(round(NEAREST * len(like)), FEWEST_NEAREST), len(like))
    chosen = np.zeros(len(like), bool)
    chosen[np.argsort(-like.round(9), kind="stable")[:most]] = True
    return chosen & (like > 0)


def likeness(theme: Theme, texts: Sequence[str], stems: Stems) -> np.ndarray:
    """Return the cosine of each text to the theme's description, by TF-IDF of stems."""
    found, names = stem_counts(texts, stems, fewest=2, most=0.3)
    idf = inverse_document_frequency(found)
    place = {name: i for i, name in enumerate(names)}
    wanted = np.zeros(len(names))
    for name, worth in _description(theme, stems).items():
        if name in place:
            wanted[place[name]] = worth * idf[place[name]]
    length = np.linalg.norm(wanted)
    return np.asarray(weighted(found, idf) @ (wanted / length if length else wanted))


def _description(theme: Theme, stems: Stems) -> dict[str, float]:
    """Return the stems of label, description and examples with their worth."""
    worth: Counter[str] = Counter()
    examples = " ".join(theme.yes[:EXAMPLES])
    for text, weight in ((theme.description, DESCRIBED), (theme.label, CALLED), (examples, SAID)):
        for name, often in Counter(_stems(text, stems)).items():
            worth[name] += weight * (1 + float(np.log(often)))  # type: ignore[assignment]
    return dict(worth)


def _stems(text: str, stems: Stems) -> Iterator[str]:
    """Yield the stems of a text that say something, without loading what `Stems.of` loads for new words."""
    for word in LONG.findall(text.lower()):
        if found := stems[word] if word in stems else stem(word):
            yield found
