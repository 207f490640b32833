"""Words in their context."""

from __future__ import annotations

import pandas as pd

from pipeline.errors import Fault
from pipeline.lexicon import Entry, Lexicon, Theme
from pipeline.terms import fault_in

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
    lines = []
    for text, start, end in zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True):
        before = " ".join(texts[text][max(start - width, 0) : start].split())
        after = " ".join(texts[text][end : end + width].split())
        lines.append(
            f"{before:>{width}} [{texts[text][start:end]}] {after}  ({passages['passage_id'].iat[text]})"
        )
    return lines


def in_context(text: str, start: int, end: int, width: int = CONTEXT) -> str:
    """Return text[start:end] in brackets with `width` characters on either side, on one line."""
    first, last = max(start - width, 0), min(end + width, len(text))
    shown = " ".join(f"{text[first:start]}[{text[start:end]}]{text[end:last]}".split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
