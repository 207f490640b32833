"""Words in their context."""

from __future__ import annotations

import re

import pandas as pd

from pipeline.errors import Fault
from pipeline.lexicon import Entry, Lexicon, Theme
from pipeline.terms import fault_in

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
    """Return text[start:end] in brackets with `width` characters on either side, on one line."""
    first, last = max(start - width, 0), min(end + width, len(text))
    shown = " ".join(f"{text[first:start]}[{text[start:end]}]{text[end:last]}".split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
