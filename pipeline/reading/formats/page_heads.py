"""What stands at the head of every page: kept once where it says the day of the meeting, else left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.language.dates import mentions
from pipeline.reading.formats.lines import LeftOut, Paragraph

PRINTED = re.compile(
    r"\b(?:print\w*|draft|versions?|updated|revised|amended|saved|copyright|page \d+|exported|next|due)\b"
    r"|©|\d\d:\d\d",
    re.I,
)
"""Words beside a day that is not that of a meeting."""
WORDS = 30
"""A longer head is a letterhead or a legal notice."""


def with_heads(heads: Iterable[str], body: Sequence[Paragraph], left_out: LeftOut) -> list[Paragraph]:
    """Return a document's paragraphs, after the first of the pages' heads that says its day, if one does."""
    heads = [head for head in heads if head.strip()]
    if not heads:
        return list(body)
    own = {" ".join(paragraph.text.split()).lower() for paragraph in body}
    kept: list[Paragraph] = []
    for head in dict.fromkeys(" ".join(head.split()) for head in heads):
        if not kept and says_day(head) and head.lower() not in own:
            kept = [Paragraph(head)]
        else:
            left_out.add("page headers", head)
    return [*kept, *body]


def says_day(head: str) -> bool:
    """Whether the head of a page says on which day the meeting was."""
    if PRINTED.search(head) or len(head.split()) > WORDS:
        return False
    return any(mention.day for mention in mentions(head))
