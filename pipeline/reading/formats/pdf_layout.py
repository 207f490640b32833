"""Rows of a PDF's pages made into paragraphs: wrapped rows joined, lists, headings and tables told.

A row ends a paragraph where the next row's first word would still have fitted on it: nobody breaks a row
early but on purpose. Larger gaps, changes of style and list marks end paragraphs too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.reading.formats.lines import Paragraph
from pipeline.reading.formats.pdf_hyphens import BROKEN, Wordbook

BULLET = re.compile(r"[•◦▪▫●○■□‣⁃∙·➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc\uf076\ue000-\uf8ff]")
DASH = re.compile(r"[-–—*o§Øüv]")
NUMBER = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.I)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
SENTENCE_END = re.compile(r"[.!?:;]['’”\")]*$")
HEADING_SIZE = 1.1
HEADING_LENGTH = 200
GAP = 1.2
"""A distance of more than this many times the usual one between rows parts paragraphs."""
LONG, COLUMN = 0.35, 0.2
"""Rows of less than this share of the page's width, in a column, were not broken for want of room."""
FEW = 3
"""Broken rows that are too few to tell the distance between rows by."""
CLOSE = 1.45
"""Rows of a heading are nearer to each other than this many times their size."""
MOSTLY = 0.6
"""A row that fills less of its width was not broken for want of room."""
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
class RowBlock:
    """The rows of one paragraph."""

    rows: list[Row]
    mark: str = ""

    @property
    def first(self) -> Row:
        """The first row."""
        return self.rows[0]

    @property
    def last(self) -> Row:
        """The last row."""
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


def blocks_of(rows: Sequence[Row], page: Measure) -> list[RowBlock]:
    """Return the paragraphs' rows, measured by the page or the cell that they are on."""
    blocks: list[RowBlock] = []
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) else None
        mark = _mark(row, following, page, blocks)
        if blocks and not mark and page.goes_on(blocks[-1].rows, row, bool(blocks[-1].mark)):
            blocks[-1].rows.append(row)
        else:
            blocks.append(RowBlock([row], mark))
    return blocks


def _mark(row: Row, following: Row | None, page: Measure, blocks: Sequence[RowBlock]) -> str:
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


def _numbered(mark: str, blocks: Sequence[RowBlock]) -> str:
    """Return a number, letter or Roman number as a number."""
    word = mark.strip("().").lower()
    if word.isdigit():
        return f"{int(word)}."
    after_h = bool(blocks) and blocks[-1].mark == "8." and blocks[-1].first.mark.strip("().").lower() == "h"
    if word in ROMAN and not after_h and not (len(word) == 1 and word in "vx"):
        return f"{ROMAN[word]}."
    return f"{ord(word) - ord('a') + 1}." if len(word) == 1 else "•"


class Measure:
    """The measures of a document's pages: left and right edge of the text, distance between rows.

    Of a table's cell, the right edge, the distance and the size of the document's text are known.
    """

    def __init__(
        self, rows: Sequence[Row], edge: float = 0.0, leading: float = 0.0, body: float = 0.0
    ) -> None:
        self.in_cell = edge > 0
        self.gutters = {} if edge else _gutters(rows)
        self.body = body or body_size(rows)
        lefts = Counter(round(row.x0 / 2) * 2 for row in rows)
        often = [x for x, count in lefts.items() if count > 1] or list(lefts)
        self.left = float(min(often, default=0))
        pairs = [(a, b) for a, b in pairwise(rows) if self._follows(a, b) and a.y - b.y < 2.5 * a.size]
        self.right = {
            column: edge
            or _right_edge(
                [(a, b) for a, b in pairs if self.column(a) == column], COLUMN if column[1] else LONG
            )
            or self._usual_edge(column)
            for column in {self.column(row) for row in rows}
        }
        if leading:
            self.leading = leading
            return
        certain = [(a, b) for a, b in pairs if b.text[:1].islower() and not b.mark and abs(a.x0 - b.x0) < 2]
        told = certain or [(a, b) for a, b in pairs if self._is_full(a, b) and not b.mark]
        full = [(a.y - b.y) / a.size for a, b in told]
        if not certain and len(full) < FEW:  # the nearest rows of the page are a paragraph's
            full = sorted((a.y - b.y) / a.size for a, b in pairs if a.y - b.y > 0.95 * a.size)[:1]
        self.leading = median(full) if full else 1.25

    def column(self, row: Row) -> tuple[int, int]:
        """Return the width of the row's page and the column it is in: 0 for the whole page, 1 or 2."""
        gutter = self.gutters.get(row.page)
        return round(row.width), 0 if gutter is None else 1 + int(row.x0 >= gutter)

    def _usual_edge(self, column: tuple[int, int]) -> float:
        """Return the right edge of a column on which too few rows tell it."""
        return min(self.gutters.values()) if column[1] == 1 else column[0] - self.left

    def goes_on(self, held: Sequence[Row], row: Row, item: bool) -> bool:
        """Whether a row goes on with the paragraph of the rows held."""
        last = held[-1]
        if not self._alike(last, row):
            return False
        if self._is_heading(last, row):
            return True
        if not (self._is_full(last, row) or self._is_cut(last, row)):
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
        if not item and self._is_centred(held[-1], row):
            return True
        slack = SLACK * row.size
        if item or len(held) > 1:
            return abs(row.x0 - (held[0].text_x if item else held[-1].x0)) < max(slack, 8 if item else slack)
        return row.x0 < held[0].x0 + slack or bool(held[0].mark)

    def _is_heading(self, last: Row, row: Row) -> bool:
        """Whether two rows are one heading: set larger than the text, and close to each other."""
        large = min(last.size, row.size) > HEADING_SIZE * self.body
        return large and self._follows(last, row) and last.y - row.y < CLOSE * row.size

    def _is_cut(self, last: Row, row: Row) -> bool:
        """Whether the last row breaks off in a sentence, though there was a little room left."""
        right = self.right.get(self.column(last), last.width)
        wide = last.x1 - last.x0 > MOSTLY * (right - last.x0)
        return wide and row.text[:1].islower() and not SENTENCE_END.search(last.text)

    def _is_centred(self, last: Row, row: Row) -> bool:
        """Whether two rows have one middle and begin at different places."""
        same = abs(last.x0 + last.x1 - row.x0 - row.x1) < SLACK * row.size
        return same and abs(last.x0 - row.x0) > 1

    def _alike(self, last: Row, row: Row) -> bool:
        same_size = abs(last.size - row.size) < 0.07 * last.size
        if row.text.isupper() and not last.text.isupper():
            return False
        return same_size and (last.bold == row.bold or row.text[:1].islower())

    def _is_full(self, last: Row, row: Row) -> bool:
        """Whether the row's first word would not have fitted on the last row any more."""
        if BROKEN.search(last.text) and row.text[:1].islower():
            return True
        right = self.right.get(self.column(last), last.width)
        # what may as well be two paragraphs needs a row that is full beyond doubt
        apart = self.in_cell and row.text[:1].isupper()
        room = (SPACE if apart else SPACE + NEARLY) * row.size + row.first
        if last.x1 + room > right:
            return True
        # a row that is centred, or set to the right, was broken where the whole width was used up
        return self._is_centred(last, row) and last.x1 - last.x0 + room > right - self.left

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


def _right_edge(pairs: Iterable[tuple[Row, Row]], share: float) -> float:
    """Return the text's right edge: the place at which the most rows were broken for want of room.

    A row broken for want of room ends before the edge and would pass it with the next row's first word; the
    edge lies in the most of these stretches. A row that juts out is in no other's. Rows of less than `share`
    of the page's width do not count. 0.0 if too few tell.
    """
    long = [(a, b) for a, b in pairs if a.x1 - a.x0 > share * a.width]
    stretches = [(a.x1, a.x1 + b.first + SPACE * a.size) for a, b in long]
    lows, highs = (sorted(ends) for ends in zip(*stretches, strict=True)) if stretches else ([], [])
    votes = {x: bisect_right(lows, x) - bisect_right(highs, x) for x in lows}
    edge = max(votes, key=lambda x: (votes[x], x), default=0.0)
    return edge if votes.get(edge, 0) > 1 else 0.0


@dataclass(frozen=True)
class Looks:
    """How a document sets its text: the text's size, those of its headings, whether most is bold."""

    sizes: tuple[int, ...]
    mostly_bold: bool

    @classmethod
    def of(cls, blocks: Sequence[RowBlock], body: float) -> Looks:
        """Return how blocks are set, the text's size given."""
        large = {round(b.first.size) for b in blocks if b.first.size > HEADING_SIZE * body}
        bold = sum(b.first.bold for b in blocks) > 0.5 * len(blocks)
        return cls(tuple(sorted(large, reverse=True)), bold)


def shaped(blocks: Sequence[RowBlock], words: Wordbook, looks: Looks, depths: Depths) -> Iterator[Paragraph]:
    """Yield the blocks as paragraphs, headings told by size or weight, items by depth."""
    for block in blocks:
        text = words.joined([row.text for row in block.rows])
        strong = all(row.bold for row in block.rows) and not looks.mostly_bold
        large = round(block.first.size) in looks.sizes and len(text) <= HEADING_LENGTH
        if block.mark and not large:
            bare = text.removeprefix(block.first.mark).strip()
            yield Paragraph(bare, depth=depths.of(block.first), mark=block.mark)
        else:
            depths.passed(block.first)
            level = looks.sizes.index(round(block.first.size)) + 1 if large else 0
            yield Paragraph(text, level, strong=strong)


class Depths:
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
