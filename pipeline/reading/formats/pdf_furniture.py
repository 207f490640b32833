"""What a PDF's pages have around their text: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.formats.lines import LeftOut
from pipeline.reading.formats.page_heads import says_day
from pipeline.reading.formats.pdf_layout import Row, body_size

PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.I)
PAGE_OF, HEAD_WORDS = re.compile(r"\bpage \d{1,4}(?: of \d{1,4})?\s*$", re.I), 12
FRONT_PAGES = 12
EDGE = 0.12
"""The share of a page's height, at top and bottom, in which running heads are."""
OFTEN = 0.4
"""The share of the pages from which on a row at the same height is a running head."""
SMALL = 0.88
"""Rows of less than this share of the text's size, at a page's foot, are footnotes."""
APART = 1.9
"""Distance to the text, in sizes, from which on a row stands alone."""
MOST, FEWEST = 0.6, 3
"""The share and the least number of pages on which rows stand alone at one height: then they are heads."""
NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡])\s*")


@dataclass(frozen=True)
class Pages:
    """A document's rows: those of the text, those of footnotes, and the head that says the meeting's day."""

    text: list[Row]
    notes: list[Row]
    head: str


def without_furniture(rows: Sequence[Row], left_out: LeftOut) -> Pages:
    """Return the text's rows and the footnotes' rows, with what stands around them on every page told."""
    heads = _running_heads(rows) | _apart_from_text(rows)
    said = ""
    for i in sorted(heads):
        text = rows[i].text
        if not said and says_day(text):
            said = text
        else:
            left_out.add("running heads and page numbers", text)
    kept = [r for i, r in enumerate(rows) if i not in heads]
    notes = _footnotes(kept)
    text_rows = [r for i, r in enumerate(kept) if i not in notes]
    said = "" if any(said == row.text for row in text_rows) else said
    return Pages(text_rows, [r for i, r in enumerate(kept) if i in notes], said)


def _apart_from_text(rows: Sequence[Row]) -> set[int]:
    """Return the places of rows that stand alone at the same height on most pages, whatever they say.

    A running head may name the part that its page is in. It is further from the text than the text's rows are
    from each other, which the first row of a page's text is not.
    """
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        by_page[row.page].append(i)
    found = set[int]()
    for top in (True, False):
        outermost = [_outermost(rows, places, top) for places in by_page.values()]
        apart = [(i, round(rows[i[0]].y / 3)) for i in outermost if i and _at_edge(rows[i[0]])]
        heights = Counter(height for _, height in apart)
        for places, height in apart:
            near = sum(heights[height + shift] for shift in (-1, 0, 1))
            if near >= max(FEWEST, MOST * len(by_page)):
                found.update(places)
    return found


def _outermost(rows: Sequence[Row], places: Sequence[int], top: bool) -> list[int]:
    """Return the rows at one height at a page's top or foot, if the next row is well apart from them."""
    ordered = sorted(places, key=lambda i: rows[i].y, reverse=top)
    first = rows[ordered[0]]
    line = [i for i in ordered if abs(rows[i].y - first.y) < 2]
    rest = ordered[len(line) :]
    distance = abs(rows[rest[0]].y - first.y) if rest else 0.0
    return line if distance > APART * max(first.size, rows[rest[0]].size if rest else 0) else []


def _running_heads(rows: Sequence[Row]) -> set[int]:
    """Return the places of page numbers, and of what is at the same height on many pages.

    On a single page, small print at the top is taken for a running head.
    """
    pages, size = len({row.page for row in rows}), body_size(rows)
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    found = set()
    beside = Counter((row.page, round(row.y)) for row in rows)
    for i, row in enumerate(rows):
        if not _at_edge(row):
            continue
        places[_place(row)].add(row.page)
        alone = pages == 1 and row.y > 0.5 * row.height and row.size < SMALL * size
        # a figure beside other words is in a table
        alone = alone or (PAGE_OF.search(row.text) is not None and len(row.text.split()) <= HEAD_WORDS)
        if alone or (beside[row.page, round(row.y)] == 1 and _is_page_number(row, pages)):
            found.add(i)
    often = {place for place, on in places.items() if len(on) >= max(2, OFTEN * pages)}
    return found | {i for i, row in enumerate(rows) if _at_edge(row) and _place(row) in often}


def _is_page_number(row: Row, pages: int) -> bool:
    """Whether a row is a page's number: no larger than there are pages, a few before them not counted."""
    if not PAGE_NUMBER.fullmatch(row.text):
        return False
    return int(re.findall(r"\d+", row.text)[0]) <= pages + FRONT_PAGES


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
