"""Past years: a meeting is no earlier than the years that its note tells of as gone by, or as that one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.dating.note import Finding, Known, Note
from pipeline.language.sentences import sentence_spans

YEAR = re.compile(
    r"\b(?:during|in|of|since) (?:early |late |spring |summer |autumn |winter )?(?P<year>(?:19|20)\d\d)\b"
)
PAST = re.compile(
    r"\b(?:was|were|had|did|been|began|brought|came|gave|held|led|made|met|saw|took|went|[a-z]{2,}ed"
    r"|following|since)\b"
)
TO_COME = re.compile(
    r"\b(?:aims?|by|forthcoming|hop(?:e[ds]?|ing)|intend\w*|next|plan\w*|propos\w+|shall|should|target\w*|until"
    r"|upcoming|will|would)\b",
    re.IGNORECASE,
)
"""With one of these a sentence may tell of a year that was still to come."""


def past_years(note: Note, known: Known) -> Finding | None:
    """Return the year from which a meeting can have been that is known to have been by some day."""
    bound = known.before[note.note_id]
    if bound.low is not None or bound.high is None:
        return None
    named = max(_named(note, bound.high), default=None)
    if named is None:
        return None
    year, words, line = named
    return Finding(
        date(year, 1, 1), None, bound.basis, f"what was in ‘{words}’ is past ({note.source}:{-line})"
    )


def _named(note: Note, high: date) -> Iterator[tuple[int, str, int]]:
    """Yield (year, words, line counted down) of each year that is told of as past."""
    for line, _, text in note.texts:
        for start, end in sentence_spans(text):
            said = text[start:end]
            for found in YEAR.finditer(said):
                if int(found["year"]) <= high.year and PAST.search(said) and not TO_COME.search(said):
                    yield int(found["year"]), found[0], -line
