"""Words in their context."""

from __future__ import annotations

import re

import pandas as pd

from pipeline.core.errors import Fault
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import fault_in
from pipeline.lexicon.theme import Entry, Theme

SPACE = re.compile(r"\s+")
WIDTH = 60
CONTEXT = 45


def kwic(term: str, passages: pd.DataFrame, width: int = WIDTH) -> list[str]:
    """Return each place of a term (any term of the lexicon language) in its context, aligned at the term.

    Raises:
        Fault: the term is not well written.
    """
    if fault := fault_in(term):
        raise Fault(f"--kwic '{term}' {fault}")
    texts = passages["text"].tolist()
    found = Lexicon({"term": Theme("term", "", "", (Entry((term,)),))}).matcher.find(texts)
    ids = passages["passage_id"].tolist()
    lines = []
    for number, start, end in zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True):
        text = texts[number]
        before = SPACE.sub(" ", text[max(start - width, 0) : start]).lstrip()
        after = SPACE.sub(" ", text[end : end + width]).rstrip()
        lines.append(f"{before:>{width}}[{SPACE.sub(' ', text[start:end])}]{after}  ({ids[number]})")
    return lines


def in_context(text: str, start: int, end: int, width: int = CONTEXT) -> str:
    """Return text[start:end] in brackets, with the whole words within `width` characters on either side."""
    first, last = max(start - width, 0), min(end + width, len(text))
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before[before.find(" ") + 1 :]
    if last < len(text):
        after = after[: after.rfind(" ") + 1].rstrip() + "…"
    return SPACE.sub(" ", f"{before}[{text[start:end]}]{after}").strip()
