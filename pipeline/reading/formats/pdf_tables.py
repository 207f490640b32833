"""Tables on a PDF's pages, told by where their rows of letters stand.

A PDF writes a table cell by cell. Where writing goes on further right, at the height at which the cell before
it began, another cell begins; where it comes back to the left and goes on below, the table's row ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.formats.pdf_layout import Row

LEVEL = 0.4
"""Rows at heights that differ by less than this many times the size stand side by side."""
PADDING = 11.0
"""The usual room between the text of a cell and that of the next, in points."""
SLACK = 3.0
"""Points by which what stands under a cell may begin further left."""


@dataclass(frozen=True)
class TableLine:
    """A row of a table: the rows of letters of each of its cells."""

    cells: tuple[tuple[Row, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(" ".join(row.text for row in cell) for cell in self.cells)


def regions(rows: Sequence[Row], columned: frozenset[int]) -> Iterator[list[Row] | list[TableLine]]:
    """Yield the stretches of a text: rows that are in no table, and the rows of each table.

    Pages in `columned` are set in columns, which look like the cells of one large row.
    """
    text: list[Row] = []
    lines: list[TableLine] = []
    at = 0
    while at < len(rows):
        line, end = (None, at) if rows[at].page in columned else _line(rows, at)
        if line is None:
            if lines:
                yield _without_repeated_heads(lines)
                lines = []
            text.append(rows[at])
            at += 1
            continue
        if text:
            yield text
            text = []
        if lines and not _fits_under(lines[-1], line):
            yield _without_repeated_heads(lines)
            lines = []
        lines.append(line)
        at = end
    if lines:
        yield _without_repeated_heads(lines)
    if text:
        yield text


def jumps(rows: Sequence[Row]) -> int:
    """Return how often the writing on a page goes back up, further to the right."""
    return sum(_goes_up(a, b) for a, b in pairwise(rows))


def _goes_up(last: Row, row: Row) -> bool:
    return row.page == last.page and row.y > last.y - LEVEL * row.size and row.x0 > last.x0 + SLACK


def _line(rows: Sequence[Row], start: int) -> tuple[TableLine | None, int]:
    """Return the table's row that begins at a place, if one does, and the place after it."""
    cells: list[tuple[Row, ...]] = []
    at = start
    while at < len(rows):
        end = _end_of_cell(rows, at, last=bool(cells))
        more = end < len(rows) and _begins_beside(rows[at:end], rows[end])
        if not more and not cells:
            return None, start
        cells.append(tuple(rows[at:end]))
        at = end
        if not more:
            break
    return (TableLine(tuple(cells)), at) if len(cells) > 1 else (None, start)


def _end_of_cell(rows: Sequence[Row], start: int, last: bool) -> int:
    """Return the place after the cell that begins at `start`; `last`: it may be the last of its row."""
    first, at = rows[start], start + 1
    while at < len(rows):
        row, before = rows[at], rows[at - 1]
        lower = row.page == first.page and row.y < before.y - LEVEL * row.size
        if not lower:
            return at
        if last and row.x0 < first.x0 - SLACK:  # back under the cells to the left
            return at
        if not last and before.y - row.y > 3 * row.size:
            return at
        at += 1
    return at


def _begins_beside(cell: Sequence[Row], row: Row) -> bool:
    """Whether a row stands to the right of a cell, at the height at which that begins."""
    first = cell[0]
    level = row.page == first.page and abs(row.y - first.y) < LEVEL * max(row.size, first.size)
    return level and row.x0 > max(each.x1 for each in cell)


def _fits_under(above: TableLine, line: TableLine) -> bool:
    """Whether a row can be of the same table as the one before it: its cells begin at places of its cells."""
    if above.cells[0][0].page == line.cells[0][0].page and _distance(above, line) > 6 * line.cells[0][0].size:
        return False
    places = [cell[0].x0 for cell in above.cells]
    fitting = sum(any(abs(cell[0].x0 - x) < 8 for x in places) for cell in line.cells)
    return fitting >= min(2, len(places))


def _distance(above: TableLine, line: TableLine) -> float:
    return min(cell[-1].y for cell in above.cells) - line.cells[0][0].y


def _without_repeated_heads(lines: list[TableLine]) -> list[TableLine]:
    """Return a table's rows without its first where it is set again at the top of a page."""
    head = lines[0]
    again = {
        i
        for i, line in enumerate(lines)
        if i and line.words == head.words and line.cells[0][0].page > lines[i - 1].cells[0][0].page
    }
    return [line for i, line in enumerate(lines) if i not in again]


def right_edges(lines: Sequence[TableLine], page_edge: float) -> list[list[float]]:
    """Return, for every cell of every row, how far to the right its text may go."""
    starts = sorted({cell[0].x0 for line in lines for cell in line.cells})
    found = []
    for line in lines:
        edges = []
        for cell in line.cells:
            widest = max(row.x1 for row in cell)
            following = next((x for x in starts if x > widest), None)
            edges.append(page_edge if following is None else max(widest, following - PADDING))
        found.append(edges)
    return found
