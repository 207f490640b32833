"""Parts of speech: which words of a sentence are nouns, names and verbs, and in what tense.

The tagger is HanTa with the English model that comes with it, trained on the British National Corpus: its
tags are those of CLAWS5 (NN1, VVD, AJ0). Source: C. Wartena (2019), A Probabilistic Morphology Model for
German Lemmatization, Proceedings of KONVENS, 40–49. Nothing is downloaded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

PIECE = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|(?:(?!n['’]t\b)\w)+(?:-\w+)*|[^\w\s]", re.IGNORECASE)
"""A word, a mark, or what is joined to a word by an apostrophe (`is|n't`, `we|'re`)."""
PAST = ("VVD", "VBD", "VHD", "VDD")
PRESENT = ("VVB", "VVZ", "VBB", "VBZ", "VHB", "VHZ", "VDB", "VDZ", "VM0")
FINITE = (*PAST, *PRESENT)
NOUNS = ("NN0", "NN1", "NN2")
DEMONSTRATIVES = ("this", "that", "these", "those")
MARKS = ("PUN", "PUQ", "PUL", "PUR")


class Word(NamedTuple):
    """A word or mark of a text: `text[start:end]`, its lemma in small letters, its part of speech."""

    form: str
    lemma: str
    tag: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.form.lower()

    @property
    def is_noun(self) -> bool:
        """Tell whether it is a common noun."""
        return self.tag in NOUNS


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger  # reads its model: only what makes a draft needs it

    tagger = HanoverTagger("morphmodel_en.pgz")
    # most of its work is on words by themselves, and words recur
    for method in ("_tag_word", "analyze_viterbi"):
        setattr(tagger, method, lru_cache(maxsize=50_000)(getattr(tagger, method)))
    return tagger


@lru_cache(maxsize=20_000)
def tagged(sentence: str) -> tuple[Word, ...]:
    """Return the words and marks of a sentence with their parts of speech."""
    found = list(PIECE.finditer(sentence))
    if not found:
        return ()
    told = _tagger().tag_sent([match[0].replace("’", "'") for match in found])
    return tuple(
        Word(match[0], str(lemma).lower(), str(tag), match.start(), match.end())
        for match, (_, lemma, tag) in zip(found, told, strict=True)
    )


def is_imperative(sentence: str) -> bool:
    """Tell whether a sentence opens with the plain form of a verb: `Invest in …`, `Don't wait …`."""
    words = [word for word in tagged(sentence) if word.tag not in MARKS][:4]
    if len(words) < 3:
        return False
    first = words[1:] if words[0].tag.startswith("AV") else words
    if first[0].low == "need":
        return False  # a noun as often as not, and no bidding
    if first[0].low in ("let", "do", "don") or (
        first[0].tag in ("VVB", "VVI") and first[0].lemma == first[0].low
    ):
        return first[1].tag not in ("VVD", "VVZ", "VM0", "VBZ", "VBD", "VHZ", "VHD")
    return False


def noun_phrases(sentence: str) -> list[tuple[Word, ...]]:
    """Return runs of adjectives and nouns that end in a noun, longest first seen: `lived experience`."""
    found: list[tuple[Word, ...]] = []
    run: list[Word] = []
    for word in (*tagged(sentence), None):
        if word is not None and (word.is_noun or word.tag in ("AJ0", "NP0") or word.tag.startswith("NN")):
            run.append(word)
            continue
        while run and not run[-1].is_noun:
            run.pop()
        if run:
            found.append(tuple(run))
        run = []
    return found
