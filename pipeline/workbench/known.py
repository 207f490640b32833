"""Texts without what is known already, as long as before: spans in them are spans in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import PASSING, Entry, Theme
from pipeline.settings.models import CellsConfig, GroupWords

OWN, OTHER = "\1", "\2"
"""What begins the gap where a term of the theme was, and where anything else was that is no candidate."""


def without_known(texts: Sequence[str], theme: Theme, passing: Theme, groups: re.Pattern[str]) -> list[str]:
    """Return the texts with gaps for names of groups, NOT contexts, `[passing]` and the theme's own terms."""
    texts = [groups.sub(lambda name: _gap(name[0], OTHER), text) for text in texts]
    contexts = (*theme.nots, *passing.nots, *(entry.term for entry in passing.entries if not entry.within))
    other = Theme("other", "", PASSING, tuple(map(_entry, dict.fromkeys(contexts))))
    texts = _gaps(texts, replace(other, both_spellings=theme.both_spellings), OTHER)
    own = replace(theme, entries=tuple(entry for entry in theme.entries if not entry.within), nots=())
    return _gaps(texts, own, OWN)


def names_of(cells: CellsConfig, group: GroupWords) -> re.Pattern[str]:
    """Return the pattern of the groups' names: with their capitals, or before the word for a group."""
    names = sorted({name for cell in cells.cell for name in (cell.name, *cell.aliases)}, key=_longest_first)
    if not names:
        return re.compile(r"(?!)")
    either = "|".join(map(re.escape, names))
    word = "|".join(map(re.escape, (group.one, group.many)))
    return re.compile(rf"\b(?:{either})\b|\b(?i:(?:{either})\s+(?:{word}))\b")


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _entry(term: str) -> Entry:
    return Entry((term,))


def _gaps(texts: list[str], theme: Theme, mark: str) -> list[str]:
    found = Lexicon({theme.id: theme}).matcher.find(texts)
    spans: dict[int, list[tuple[int, int]]] = {}
    for text, start, end in zip(*(c.tolist() for c in (found.text, found.start, found.end)), strict=True):
        spans.setdefault(text, []).append((start, end))
    return [_with_gaps(text, spans.get(number, ()), mark) for number, text in enumerate(texts)]


def _with_gaps(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], _gap(text[start:end], mark)]
        last = end
    return "".join([*parts, text[last:]])


def _gap(words: str, mark: str) -> str:
    return mark.ljust(len(words))
