"""What a PDF's pages have around their text: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.reading.formats.pdf_layout import Row, body_size

PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.I)
EDGE = 0.12
"""The share of a page's height, at top and bottom, in which running heads are."""
OFTEN = 0.4
"""The share of the pages from which on a row at the same height is a running head."""
SMALL = 0.88
"""Rows of less than this share of the text's size, at a page's foot, are footnotes."""
NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡])\s*")


def without_furniture(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the text's rows and the footnotes' rows."""
    heads = _running_heads(rows)
    kept = [r for i, r in enumerate(rows) if i not in heads]
    notes = _footnotes(kept)
    return [r for i, r in enumerate(kept) if i not in notes], [r for i, r in enumerate(kept) if i in notes]


def _running_heads(rows: Sequence[Row]) -> set[int]:
    """Return the places of page numbers, and of what is at the same height on many pages.

    On a single page, small print at the top is taken for a running head.
    """
    pages, size = len({row.page for row in rows}), body_size(rows)
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    found = set()
    for i, row in enumerate(rows):
        if not _at_edge(row):
            continue
        places[_place(row)].add(row.page)
        alone = pages == 1 and row.y > 0.5 * row.height and row.size < SMALL * size
        if alone or PAGE_NUMBER.fullmatch(row.text):
            found.add(i)
    often = {place for place, on in places.items() if len(on) >= max(2, OFTEN * pages)}
    return found | {i for i, row in enumerate(rows) if _at_edge(row) and _place(row) in often}


def _at_edge(row: Row) -> bool:
    return not EDGE * row.height < row.y < (1 - EDGE) * row.height


def _place(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "#", row.text), round(row.y / 4)


def _footnotes(rows: Sequence[Row]) -> set[int]:
    """Return the places of the small rows at the foot of each page, from the first that has a mark."""
    size = body_size(rows)
    last = {row.page: i for i, row in enumerate(rows)}
    found = set[int]()
    for end in last.values():
        start = end + 1
        while start and rows[start - 1].page == rows[end].page and rows[start - 1].size < SMALL * size:
            start -= 1
        while start <= end and not (
            NOTE_MARK.match(rows[start].text) and rows[start].y < 0.5 * rows[start].height
        ):
            start += 1
        found.update(range(start, end + 1))
    return found
