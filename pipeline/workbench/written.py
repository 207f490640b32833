"""A term of the notes as it would stand in a lexicon: its forms as a wildcard or as alternatives."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pipeline.language.vocabulary import Form, Vocabulary

SHORTEST_STEM = 5
"""A wildcard after fewer letters is too wide for notes to come: `shar*` finds sharp and shark."""


def as_term(words: Vocabulary, term: int) -> str:
    """Return a term as it would be pasted: it finds all forms of its stems in the notes, and no other words.

    A compound that is written with a hyphen anywhere has one, which finds it with a space and closed too.
    """
    forms = words.forms(term)
    if any(any(joined) for _, joined in forms):
        return _with_hyphens(forms)
    slots: list[Counter[str]] = [Counter() for _ in words.stems[term]]
    for (form, _), often in forms.items():
        for slot, word in zip(slots, form, strict=True):
            slot[word] += often
    stems = words.stems[term]
    return " ".join(_slot(words, slot, stem) for slot, stem in zip(slots, stems, strict=True))


def _with_hyphens(forms: Counter[Form]) -> str:
    """Return the ways to write a compound with a hyphen: alternatives of whole words, else the commonest."""
    joints = {joint for _, joint in forms if any(joint)}
    joint = min(joints)
    ways: Counter[str] = Counter()
    for (form, _), often in forms.items():
        rest = zip(joint, form[1:], strict=True)
        ways[form[0] + "".join(f"-{word}" if hyphen else f" {word}" for hyphen, word in rest)] += often
    ranked = sorted(ways, key=lambda way: (-ways[way], way))
    return "|".join(ranked) if all(joint) else ranked[0]


def _slot(words: Vocabulary, forms: Counter[str], stem: str) -> str:
    ranked = sorted(forms, key=lambda word: (-forms[word], word))
    opening = _opening(ranked)
    if opening not in forms and opening.startswith(stem):
        opening = stem  # `borrow*` for borrowed and borrower
    if len(ranked) > 1 and len(opening) >= SHORTEST_STEM and _alone(words, opening, stem):
        return f"{opening}*"
    return "|".join(ranked)


def _opening(forms: Sequence[str]) -> str:
    """Return the letters that all forms begin with."""
    letters = takewhile(lambda column: len(set(column)) == 1, zip(*forms, strict=False))
    return "".join(column[0] for column in letters)


def _alone(words: Vocabulary, opening: str, stem: str) -> bool:
    """Tell whether all words of the notes that begin so have the stem."""
    known = words.stems_by_word
    first = bisect_left(known, (opening, ""))
    return all(its == stem for _, its in takewhile(lambda pair: pair[0].startswith(opening), known[first:]))
