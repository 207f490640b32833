"""What an unknown heading opens, by its words and by what stands under it; silent where that is not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.notes.blocks import Block
from pipeline.settings.models import SectionsConfig, alternatives, phrase_pattern

LOOKED_AT = 8
"""Passages under a heading that are looked at."""
SURE = 1.0
"""What a kind must reach: its word in a heading that speaks of nothing else, or as much from under it."""
PART_OF_A_SUBJECT = 0.4
"""What its word counts for in a heading that has other words too ("Learning from the mill")."""
ALL_UNDER = 0.75
"""What it counts for that all passages under a heading open as those of a kind do."""
AT_THE_END = 0.5
"""What it counts for that a heading stands where a note's last parts do, if a passage under it agrees."""
ENDINGS = ("next", "reading")
"""The parts that notes end with."""
BACKWARDS = 0.5
"""What is left of it if such a part comes before the one that the heading stands in."""
ORDER = ("formalities", "summary", "context", "presentation", "discussion", "reflection", "next", "reading")
"""How the parts of a note follow each other; a summary may stand at the end, too."""
AHEAD = 0.3
"""How far a kind must be before the next, if the heading names neither first."""
NAME = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+")
"""A word with a capital in the middle of a heading: whoever "What Ann told us" is about."""
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True)
class _Sign:
    kind: str
    words: re.Pattern[str]
    under: re.Pattern[str]


class Signs:
    """The `[[signs]]` and `plain` words of `sections.toml`, compiled once."""

    def __init__(self, config: SectionsConfig) -> None:
        self.signs = [
            _Sign(sign.kind, _any_of(sign.words), re.compile(sign.opening(config.words)))
            for sign in config.signs
        ]
        self.plain = _any_of(config.plain)

    def kind(self, heading: str, under: Sequence[Block], now: str, late: bool = False) -> str:
        """Return the kind of part that a heading opens over the passages `under` it, or an empty string.

        The part that it stands in is of the kind `now`; a heading that is `late` stands where notes end.

        A heading that speaks of the meeting alone ("What we are taking home") is taken at its word. One that
        has a subject too is believed only if what stands under it agrees.
        """
        said = self._said(heading)
        opened = self._opened(under[:LOOKED_AT])
        scores = {
            kind: (
                said.get(kind, 0.0)
                + ALL_UNDER * opened.get(kind, 0.0)
                + AT_THE_END * (late and kind in ENDINGS and opened.get(kind, 0.0) > 0)
            )
            * (BACKWARDS if _is_before(kind, now) else 1.0)
            for kind in dict.fromkeys([*said, *opened])
        }
        ranked = sorted(scores, key=lambda kind: -scores[kind])[:2]
        if not ranked or scores[ranked[0]] < SURE:
            return ""
        if len(ranked) == 2 and scores[ranked[0]] - scores[ranked[1]] < AHEAD:
            first = next(iter(said), "")
            return first if first in ranked else ""
        return ranked[0]

    def _said(self, heading: str) -> dict[str, float]:
        """Return what the words of a heading count for each kind, in the order of the words."""
        found = sorted(
            (match.start(), match.end(), sign.kind)
            for sign in self.signs
            for match in sign.words.finditer(heading)
        )
        spans = [(start, end) for start, end, _ in found]
        spans += [match.span() for match in self.plain.finditer(heading)]
        if not heading.isupper():
            spans += [match.span() for match in NAME.finditer(heading)]
        words = list(WORD.finditer(heading))
        told = sum(any(start <= w.start() and w.end() <= end for start, end in spans) for w in words)
        alone = told == len(words)
        return {kind: SURE if alone else PART_OF_A_SUBJECT for *_, kind in found}

    def _opened(self, under: Sequence[Block]) -> dict[str, float]:
        """Return the share of passages that open as those of each kind do."""
        return {
            sign.kind: sum(sign.under.search(block.opening) is not None for block in under) / len(under)
            for sign in self.signs
            if under
        }


def _is_before(kind: str, now: str) -> bool:
    """Whether parts of one kind come before those of another."""
    return kind != "summary" and now in ORDER and ORDER.index(kind) < ORDER.index(now)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words."""
    return re.compile(rf"(?<!\w)(?:{alternatives(map(phrase_pattern, phrases))})(?!\w)", re.I)
