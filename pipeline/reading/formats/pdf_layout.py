"""Rows of a PDF's pages made into paragraphs: wrapped rows joined, lists, headings and tables told.

A row ends a paragraph where the next row's first word would still have fitted on it: nobody breaks a row
early but on purpose. Larger gaps, changes of style and list marks end paragraphs too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.reading.formats.lines import Paragraph
from pipeline.reading.formats.pdf_hyphens import Wordbook

BULLET = re.compile(r"[•◦▪▫●○■□‣⁃∙·➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc\uf076\ue000-\uf8ff]")
DASH = re.compile(r"[-–—*o§Øüv]")
NUMBER = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.I)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
SENTENCE_END = re.compile(r"[.!?:;]['’”\")]*$")
HEADING_SIZE = 1.1
HEADING_LENGTH = 200
GAP = 1.2
"""A distance of more than this many times the usual one between rows parts paragraphs."""
LONG = 0.35
"""Shorter rows than this share of the page's width were not broken for want of room."""
SPACE, NEARLY = 0.25, 0.5
"""The width of a space, and how much room may be left for a word that does not fit, in sizes."""
SLACK = 0.6
"""Differences of less than this many times the size are none, when indents are compared."""


@dataclass(frozen=True)
class Row:
    """A row of text on a page; lengths in points, `y` of its baseline from the page's foot."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text_x: float  # where its words begin, after a list mark
    mark: str
    first: float  # width of its first word
    width: float  # of its page
    height: float


@dataclass
class _Block:
    """The rows of one paragraph."""

    rows: list[Row]
    mark: str = ""
    cells: list[_Block] = field(default_factory=list)  # of a table's row, this one first

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def last(self) -> Row:
        return self.rows[-1]


def is_mark(word: str, symbol: bool) -> bool:
    """Whether a row's first word can be the mark of a list item; `symbol`: it is set in a font of symbols."""
    typed = BULLET.fullmatch(word) or DASH.fullmatch(word) or NUMBER.fullmatch(word)
    return typed is not None or (symbol and len(word) == 1)


def body_size(rows: Sequence[Row]) -> float:
    """Return the size in which most of the text is set."""
    sizes = Counter[float]()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs(rows: Sequence[Row], notes: Sequence[Row]) -> list[Paragraph]:
    """Return the paragraphs of the text's rows, each footnote after the paragraph that ends its page."""
    words = Wordbook(row.text for row in [*rows, *notes])
    blocks = _cells_joined(_blocks(rows))
    shaped = list(_shaped(blocks, words, body_size(rows)))
    below = defaultdict(list)
    for block in _blocks(notes):
        text = re.sub(r"^(?:\d{1,3}|[*†‡])\s*", "", words.joined([row.text for row in block.rows]))
        below[_place_of_note(blocks, block.first.page)].append(Paragraph(text))
    return [p for i, paragraph in enumerate(shaped) for p in (paragraph, *below[i])]


def _place_of_note(blocks: Sequence[_Block], page: int) -> int:
    before = [i for i, block in enumerate(blocks) if block.first.page <= page]
    return before[-1] if before else 0


def _blocks(rows: Sequence[Row]) -> list[_Block]:
    page = _Measure(rows)
    blocks: list[_Block] = []
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) else None
        mark = _mark(row, following, page, blocks)
        if blocks and not mark and page.goes_on(blocks[-1].rows, row, bool(blocks[-1].mark)):
            blocks[-1].rows.append(row)
        else:
            blocks.append(_Block([row], mark))
    return blocks


def _mark(row: Row, following: Row | None, page: _Measure, blocks: Sequence[_Block]) -> str:
    """Return the mark of a list item, as `•` or `3.`, or nothing: a number may also open a heading.

    A dash or number marks an item where it is indented, where the row under it goes with it, or where it
    follows an item with a mark of its kind.
    """
    if not row.mark:
        return ""
    if not (DASH.fullmatch(row.mark) or NUMBER.fullmatch(row.mark)):
        return "•"
    last = blocks[-1] if blocks else None
    alike = last is not None and bool(last.mark) and _kind(last.first.mark) == _kind(row.mark)
    follows = alike and last is not None and abs(last.first.x0 - row.x0) < 4
    wrapped = last is not None and page.goes_on(last.rows, row, bool(last.mark))
    indented = row.x0 > page.left + SLACK * row.size and not wrapped
    if not (indented or follows or _opens_list(row, following)):
        return ""
    return _numbered(row.mark, blocks) if NUMBER.fullmatch(row.mark) else "•"


def _opens_list(row: Row, following: Row | None) -> bool:
    """Whether the row under a mark hangs by it, or begins with a mark of its kind."""
    if following is None or following.page != row.page or not 0 < row.y - following.y < 2.5 * row.size:
        return False
    hangs = abs(following.x0 - row.text_x) < 2 and row.text_x > row.x0 + 4
    return hangs or (_kind(following.mark) == _kind(row.mark) and abs(following.x0 - row.x0) < 2)


def _kind(mark: str) -> re.Pattern[str] | None:
    return next((kind for kind in (DASH, NUMBER, BULLET) if kind.fullmatch(mark)), None)


def _numbered(mark: str, blocks: Sequence[_Block]) -> str:
    """Return a number, letter or Roman number as a number."""
    word = mark.strip("().").lower()
    if word.isdigit():
        return f"{int(word)}."
    after_h = bool(blocks) and blocks[-1].mark == "8." and blocks[-1].first.mark.strip("().").lower() == "h"
    if word in ROMAN and not after_h and not (len(word) == 1 and word in "vx"):
        return f"{ROMAN[word]}."
    return f"{ord(word) - ord('a') + 1}." if len(word) == 1 else "•"


class _Measure:
    """The measures of a document's pages: left and right edge of the text, distance between rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.gutters = _gutters(rows)
        lefts = Counter(round(row.x0 / 2) * 2 for row in rows)
        often = [x for x, count in lefts.items() if count > 1] or list(lefts)
        self.left = float(min(often, default=0))
        pairs = [(a, b) for a, b in pairwise(rows) if self._follows(a, b) and a.y - b.y < 2.5 * a.size]
        self.right = {
            column: _right_edge([(a, b) for a, b in pairs if self.column(a) == column])
            or column[0] - self.left
            for column in {self.column(row) for row in rows}
        }
        full = [(a.y - b.y) / a.size for a, b in pairs if self._is_full(a, b) and not b.mark]
        self.leading = median(full) if full else 1.25

    def column(self, row: Row) -> tuple[int, int]:
        """Return the width of the row's page and which of its columns it is in."""
        gutter = self.gutters.get(row.page, row.width)
        return round(row.width), int(row.x0 >= gutter)

    def goes_on(self, held: Sequence[Row], row: Row, item: bool) -> bool:
        """Whether a row goes on with the paragraph of the rows held."""
        last = held[-1]
        if not self._alike(last, row) or not self._is_full(last, row):
            return False
        lower = row.text[:1].islower()
        if not self._follows(last, row):
            whole = SENTENCE_END.search(last.text) and not lower  # most pages end with a paragraph
            in_line = self.column(last) != self.column(row) or self._in_line(held, row, item)
            return _moves_on(last, row) and in_line and not whole
        if last.y - row.y > GAP * self.leading * row.size:
            return (
                lower and last.y - row.y < 2 * self.leading * row.size and not SENTENCE_END.search(last.text)
            )
        return self._in_line(held, row, item)

    def _in_line(self, held: Sequence[Row], row: Row, item: bool) -> bool:
        """Whether a row is indented as the paragraph's rows are; its first may be further in or out."""
        slack = SLACK * row.size
        if item or len(held) > 1:
            return abs(row.x0 - (held[0].text_x if item else held[-1].x0)) < max(slack, 8 if item else slack)
        return row.x0 < held[0].x0 + slack or bool(held[0].mark)

    def _alike(self, last: Row, row: Row) -> bool:
        same_size = abs(last.size - row.size) < 0.07 * last.size
        return same_size and (last.bold == row.bold or row.text[:1].islower())

    def _is_full(self, last: Row, row: Row) -> bool:
        """Whether the row's first word would not have fitted on the last row any more."""
        right = self.right.get(self.column(last), last.width)
        return last.x1 + (SPACE + NEARLY) * row.size + row.first > right

    def _follows(self, last: Row, row: Row) -> bool:
        below = row.page == last.page and 0.3 * row.size < last.y - row.y
        return below and self.column(last) == self.column(row)


def _moves_on(last: Row, row: Row) -> bool:
    """Whether a row is on the next page or at the top of the next column."""
    return row.page == last.page + 1 or (row.page == last.page and row.y > last.y and row.x0 > last.x0 + 50)


def _gutters(rows: Sequence[Row]) -> dict[int, float]:
    """Return, for pages set in two columns, where the second begins."""
    pages = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    return {page: gutter for page, on in pages.items() if (gutter := _gutter(on))}


def _gutter(rows: Sequence[Row]) -> float:
    middle = rows[0].width / 2
    right = [r for r in rows if r.x0 > 0.9 * middle]
    left = [r for r in rows if r.x1 < 1.1 * middle and r.x0 <= 0.9 * middle]
    long = [r for r in (*left, *right) if r.x1 - r.x0 > 0.25 * rows[0].width]
    enough = min(len(left), len(right)) >= 0.25 * len(rows) and len(long) >= 0.4 * len(rows)
    return min(r.x0 for r in right) - 1 if enough and len(rows) >= 8 else 0.0


def _right_edge(pairs: Iterable[tuple[Row, Row]]) -> float:
    """Return the text's right edge: the place at which the most rows were broken for want of room.

    A row broken for want of room ends before the edge and would pass it with the next row's first word; the
    edge lies in the most of these stretches. A row that juts out is in no other's. 0.0 if too few tell.
    """
    long = [(a, b) for a, b in pairs if a.x1 - a.x0 > LONG * a.width]
    stretches = [(a.x1, a.x1 + b.first + SPACE * a.size) for a, b in long]
    votes = Counter({x: sum(low <= x < high for low, high in stretches) for x, _ in stretches})
    edge = max(votes, key=lambda x: (votes[x], x), default=0.0)
    return edge if votes[edge] > 1 else 0.0


def _cells_joined(blocks: Iterable[_Block]) -> list[_Block]:
    """Join blocks that begin at the same height, side by side: the cells of a table's row."""
    result: list[_Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if last is not None and not block.mark and _beside((last.cells or [last])[-1], block):
            last.cells = [*(last.cells or [_Block(last.rows, last.mark)]), block]
        else:
            result.append(block)
    return result


def _beside(left: _Block, right: _Block) -> bool:
    a, b = left.first, right.first
    return a.page == b.page and abs(a.y - b.y) < 0.4 * a.size and b.x0 > max(row.x1 for row in left.rows)


def _shaped(blocks: Sequence[_Block], words: Wordbook, body: float) -> Iterator[Paragraph]:
    """Yield the blocks as paragraphs, headings told by size or weight, items by depth."""
    mostly_bold = sum(b.first.bold for b in blocks) > 0.5 * len(blocks)
    sizes = sorted({round(b.first.size) for b in blocks if b.first.size > HEADING_SIZE * body}, reverse=True)
    depths = _Depths()
    for block in blocks:
        if block.cells:
            bold = all(row.bold for cell in block.cells for row in cell.rows) and not mostly_bold
            texts = (words.joined([row.text for row in cell.rows]) for cell in block.cells)
            yield Paragraph(" | ".join(texts), role="heading" if bold else "text")
            continue
        text = words.joined([row.text for row in block.rows])
        strong = all(row.bold for row in block.rows) and not mostly_bold
        large = round(block.first.size) in sizes and len(text) <= HEADING_LENGTH
        if block.mark and not large:
            bare = text.removeprefix(block.first.mark).strip()
            yield Paragraph(bare, depth=depths.of(block.first), mark=block.mark)
        else:
            depths.passed(block.first)
            yield Paragraph(text, sizes.index(round(block.first.size)) + 1 if large else 0, strong=strong)


class _Depths:
    """How deep list items are nested, by where their words begin."""

    def __init__(self) -> None:
        self.open: list[float] = []  # where the words begin at each depth of the list at hand
        self.before: list[float] = []  # the same of the list before it

    def of(self, row: Row) -> int:
        """Return an item's depth, from 1."""
        slack = 0.5 * row.size
        if not self.open:  # a list that goes on after a paragraph goes on at its depth
            at = [i for i, x in enumerate(self.before) if abs(x - row.text_x) < slack]
            self.open = self.before[: at[0]] if at else []
        while self.open and self.open[-1] > row.text_x - slack:
            self.open.pop()
        self.open.append(row.text_x)
        return len(self.open)

    def passed(self, row: Row) -> None:
        """Take a paragraph between items: it ends the list unless it is indented as its items are."""
        if self.open and row.x0 < self.open[0] - 0.3 * row.size:
            self.before, self.open = self.open, []
