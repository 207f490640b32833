"""Words in their context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
    spans = zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    return [concordance(texts[number], start, end, ids[number], width) for number, start, end in spans]


def concordance(text: str, start: int, end: int, where: str, width: int = WIDTH) -> str:
    """Return text[start:end] in brackets, aligned, with so many characters on either side, and `where`."""
    before = SPACE.sub(" ", text[max(start - width, 0) : start]).lstrip()
    after = SPACE.sub(" ", text[end : end + width]).rstrip()
    return f"{before:>{width}}[{SPACE.sub(' ', text[start:end])}]{after}  ({where})"


def in_context(text: str, start: int, end: int, width: int = CONTEXT) -> str:
    """Return text[start:end] in brackets, with the whole words within `width` characters on either side."""
    first, last = max(start - width, 0), min(end + width, len(text))
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before[before.find(" ") + 1 :]
    if last < len(text):
        after = after[: after.rfind(" ") + 1].rstrip() + "…"
    return SPACE.sub(" ", f"{before}[{text[start:end]}]{after}").strip()


def contexts(name: str, texts: Iterable[str]) -> Iterator[str]:
    """Yield the first place of a word or pair of words in each text, in its context."""
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, name.split())) + r"(?!\w)", re.IGNORECASE)
    for text in texts:
        found = pattern.search(text.replace("’", "'"))
        if found:
            yield in_context(text, *found.span())
