"""Sentences of a passage.

Punkt is used untrained, with the abbreviations that meeting notes use, so nothing is downloaded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.core.part import part

ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "approx cllr dept dr e.g eg esp est fig govt hon i.e ie incl jr ltd messrs mr mrs ms no nos prof rev "
        "revd sen sr st vol vs viz",
    )
)
Span = tuple[int, int]


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    punkt = part("nltk.tokenize.punkt")
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return punkt.PunktSentenceTokenizer(parameters)


def sentence_spans(text: str) -> list[Span]:
    """Return (start, end) of each sentence; what goes on in small letters was no end."""
    spans: list[Span] = []
    for start, end in _tokenizer().span_tokenize(text):
        if spans and text[start].islower():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
