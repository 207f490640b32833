"""The name of a lesson, made of its own words: plain, grammatical, with one capital at its beginning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.core.wording import opened
from pipeline.language.grammar import Word, tagged
from pipeline.language.stems import stem
from pipeline.language.wordings import HEDGES, LIGHT_VERBS

BETWEEN = ("AT0", "DPS", "AJ0", "AJC", "AJS", "DT0", "ORD", "CRD", "AV0", "NN0", "NN1", "NN2", "POS")
"""What may stand between a verb and its object."""
VERBS = ("VVI", "VVB", "VVG", "VVZ", "VVD")
USUAL = 4
"""So often a verb is used of a thing in all years to name a lesson whose points have the verb, too."""
WIDE = 0.4
"""A phrase names a lesson where so large a share of its meetings have it."""


def name_of(
    word: str,
    points: Sequence[tuple[Word, ...]],
    notes: Sequence[str],
    taken: Collection[str],
    hollow: Collection[str],
    uses: Sequence[str] = (),
) -> str:
    """Return the name of a lesson about the stem `word`, whose points are given with their notes.

    A phrase that many of the meetings have; else a verb with the word as its object in two of them; else the
    word with the noun that most of them have beside it; else the word alone. None that is `taken`.
    """
    size = len(set(notes))
    phrases = _spread(_phrases(word, points, hollow), notes)
    verbs = _spread(_verbs(word, points), notes)
    spoken = {stem(each.lemma) for words in points for each in words if each.tag.startswith("V")}
    usual = Counter(verb for _, verb in _verbs(word, [tagged(text) for text in uses])).most_common()
    usual = [(verb, count) for verb, count in usual if count >= USUAL and stem(verb) in spoken]
    beside = _spread(_beside(word, points, hollow), notes)
    noun = _form(word, points)
    tries = [
        *(phrase for phrase, count in phrases if count >= max(2, WIDE * size)),
        *(f"{gerund(verb)} {noun}" for verb, count in verbs if count >= 2),
        *(f"{gerund(verb)} {noun}" for verb, count in sorted(usual, key=lambda each: (-each[1], each[0]))),
        *(phrase for phrase, count in phrases if count >= 2),
        *(f"{noun} and {other}" for other, count in beside if count >= 2),
        noun,
        *(f"{noun} and {other}" for other, _ in beside),
    ]
    used = {stem(each.lower()) for name in taken for each in name.split()}
    fresh = [each for each in tries if opened(each) not in taken]
    unlike = [
        each for each in fresh if not any(stem(part) in used for part in each.split() if stem(part) != word)
    ]
    return opened(next(iter([*unlike, *fresh, noun])))


def _spread(found: Iterator[tuple[int, str]], notes: Sequence[str]) -> list[tuple[str, int]]:
    """Return each text with the number of meetings that have it, the most widespread first."""
    counts = Counter(text for text, _ in {(text, notes[place]) for place, text in found})
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def _phrases(
    word: str, points: Sequence[tuple[Word, ...]], hollow: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Yield pairs of a noun or adjective and a noun that hold the word, as they are written."""
    for place, words in enumerate(points):
        for at, (before, after) in enumerate(pairwise(words)):
            if not (after.is_noun and (before.is_noun or before.tag == "AJ0")):
                continue
            own, other = (after, before) if stem(after.lemma) == word else (before, after)
            name = at > 0 and before.form[:1].isupper()  # the first word has its capital from its place
            idle = other.lemma in hollow or before.low in HEDGES
            if stem(own.lemma) == word and not idle and not name:
                yield place, f"{before.low} {after.low}"


def _verbs(word: str, points: Sequence[tuple[Word, ...]]) -> Iterator[tuple[int, str]]:
    """Yield the verbs whose object the word is."""
    for place, words in enumerate(points):
        for at, each in enumerate(words):
            if not each.is_noun or stem(each.lemma) != word:
                continue
            before = at - 1
            while before >= 0 and words[before].tag in BETWEEN:
                before -= 1
            if before >= 0 and words[before].tag in VERBS and words[before].lemma not in LIGHT_VERBS:
                yield place, words[before].lemma


def _beside(
    word: str, points: Sequence[tuple[Word, ...]], hollow: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Yield the other nouns of the points, in the form that is most common."""
    forms = Counter((stem(each.lemma), each.low) for words in points for each in words if each.is_noun)
    for place, words in enumerate(points):
        for each in words:
            own = stem(each.lemma)
            named = not own.startswith(word) and own not in hollow and each.lemma not in hollow
            if each.is_noun and named and len(own) > 3 and not each.low.endswith("ing"):
                yield place, max((count, form) for (root, form), count in forms.items() if root == own)[1]


def _form(word: str, points: Sequence[tuple[Word, ...]]) -> str:
    """Return the noun in the form that it is written in most; the plural of what can be counted."""
    every = [
        (before, each, after)
        for words in points
        for before, each, after in zip((None, *words), words, (*words[1:], None), strict=False)
        if each.is_noun and stem(each.lemma) == word
    ]
    free = [each for each in every if not (each[2] and each[2].is_noun)]  # else it is part of a longer noun
    held = [(before, each) for before, each, _ in free or every]
    forms = Counter(each.low for _, each in held)
    plurals = [each.low for _, each in held if each.tag == "NN2"]
    counted = sum(
        before is not None and before.low in ("a", "an", "one", "each", "every") for before, _ in held
    )
    if plurals and (counted or len(plurals) * 2 >= len(held)):
        return Counter(plurals).most_common(1)[0][0]
    if counted > 1 and forms:
        return plural(min(forms, key=lambda form: (-forms[form], form)))
    return min(forms, key=lambda form: (-forms[form], form)) if forms else word


def plural(noun: str) -> str:
    """Return the plural of a regular noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def gerund(verb: str) -> str:
    """Return the form in -ing: share, sharing; let, letting; tie, tying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"
