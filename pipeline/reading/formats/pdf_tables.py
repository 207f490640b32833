"""Tables on a PDF's pages, told by where their rows of letters stand.

A PDF writes a table cell by cell. Where writing goes on further right, at the height at which the cell before
it began, another cell begins; where it comes back to the left and goes on below, the table's row ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reading.formats.pdf_layout import Row

LEVEL = 0.4
"""Rows at heights that differ by less than this many times the size stand side by side."""
PADDING = 11.0
"""The usual room between the text of a cell and that of the next, in points."""
HIGHEST = 15
"""How far above the text of a cell, in sizes, that of the next may begin."""
OFTEN = 0.2
"""A place where cells of this share of the rows begin is that of a column."""
INDENT = 30.0
"""Points by which a list's item may be indented in its cell."""
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
    held: list[Row] | list[TableLine] = []
    at = 0
    while at < len(rows):
        line, end = (None, at) if rows[at].page in columned else _line(rows, at)
        last = held[-1] if held else None
        further = _goes_on(last, rows, at) if isinstance(last, TableLine) and line is None else at
        if isinstance(last, TableLine) and further > at:
            held[-1] = _extended(last, rows[at:further])  # type: ignore[call-overload]
            at = further
            continue
        if last is not None and not _same_region(last, line):
            yield _finished(held)
            held = []
        held.append(line or rows[at])  # type: ignore[arg-type]
        at = end if line else at + 1
    if held:
        yield _finished(held)


def _same_region(last: Row | TableLine, line: TableLine | None) -> bool:
    """Whether text follows text, or a row of a table one that it fits under."""
    if isinstance(last, TableLine):
        return line is not None and _fits_under(last, line)
    return line is None


def _finished(held: list[Row] | list[TableLine]) -> list[Row] | list[TableLine]:
    return _without_repeated_heads([e for e in held if isinstance(e, TableLine)]) or held


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
        more = end < len(rows) and _begins_beside(rows[at:end], rows[end], within=bool(cells))
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


def _begins_beside(cell: Sequence[Row], row: Row, within: bool) -> bool:
    """Whether a row stands to the right of a cell and begins another; `within`: a table's row is at hand.

    Cells begin at one height, or the text of the first is set in the middle of the height of the others.
    """
    first, last = cell[0], cell[-1]
    if row.page != first.page or row.x0 <= max(each.x1 for each in cell):
        return False
    if within:
        return row.y > last.y - LEVEL * row.size
    level = [abs(row.y - each.y) < LEVEL * max(row.size, each.size) for each in cell]
    return level[0] or (not any(level) and first.y < row.y < first.y + HIGHEST * row.size)


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
    if not lines:
        return []
    head = lines[0]
    again = {
        i
        for i, line in enumerate(lines)
        if i and line.words == head.words and line.cells[0][0].page > lines[i - 1].cells[0][0].page
    }
    return [line for i, line in enumerate(lines) if i not in again]


def right_edges(lines: Sequence[TableLine], page_edge: float) -> list[list[float]]:
    """Return, for every cell of every row, how far to the right its text may go."""
    counts = Counter(round(cell[0].x0) for line in lines for cell in line.cells)
    starts = sorted(x for x, count in counts.items() if count >= max(1, OFTEN * len(lines)))
    return [[_edge(lines, cell, starts, page_edge) for cell in line.cells] for line in lines]


def _edge(lines: Sequence[TableLine], cell: Sequence[Row], starts: Sequence[int], page_edge: float) -> float:
    """Return a cell's right edge: by where the next column begins, of the last by its broken rows."""
    widest = max(row.x1 for row in cell)
    following = next((x for x in starts if x > widest), None)
    if following is not None and len(lines) > 1:  # what is one row is as likely to be columns
        return max(widest, following - PADDING)
    column = [each for line in lines for each in line.cells if abs(each[0].x0 - cell[0].x0) < SLACK]
    broken = any(b.text[:1].islower() for each in column for b in each[1:])
    return max(row.x1 for each in column for row in each) + PADDING / 2 if broken else page_edge


def _goes_on(line: TableLine, rows: Sequence[Row], at: int) -> int:
    """Return the place after the rows at a page's top that go on with a cell of the row before; else `at`.

    Of the first cell that cannot be told: a paragraph under the table begins there, too.
    """
    last, row = line.cells[-1][-1], rows[at]
    if row.page != last.page + 1 or rows[at - 1].page == row.page:
        return at
    if not any(abs(row.x0 - x) < INDENT for cell in line.cells[1:] for x in (cell[0].x0, cell[0].text_x)):
        return at
    least = min(cell[0].x0 for cell in line.cells[1:]) - SLACK
    end = at + 1
    while (
        end < len(rows)
        and rows[end].page == row.page
        and rows[end].x0 > least
        and rows[end].y < rows[end - 1].y
    ):
        end += 1
    return end


def _extended(line: TableLine, more: Sequence[Row]) -> TableLine:
    """Return a row of a table with what stands of one of its cells on the next page."""
    nearest = max(
        (i for i, cell in enumerate(line.cells) if i and cell[0].x0 < more[0].x0 + SLACK),
        default=len(line.cells) - 1,
    )
    cells = [(*cell, *more) if i == nearest else cell for i, cell in enumerate(line.cells)]
    return TableLine(tuple(cells))
