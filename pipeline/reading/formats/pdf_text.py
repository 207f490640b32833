"""A PDF's rows made into the paragraphs of its text, its tables and its footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.reading.formats.lines import Paragraph, TableRow, table
from pipeline.reading.formats.pdf_hyphens import Wordbook
from pipeline.reading.formats.pdf_layout import Depths, Looks, Measure, Row, blocks_of, body_size, shaped
from pipeline.reading.formats.pdf_tables import TableLine, jumps, regions, right_edges

NOTE_MARK = re.compile(r"^(?:\d{1,3}|[*†‡])\s*")


def paragraphs(rows: Sequence[Row], notes: Sequence[Row]) -> list[Paragraph]:
    """Return the paragraphs of the text's rows, each footnote after the paragraph that ends its page."""
    document = _Document(rows, notes)
    found = list(document.paragraphs())
    below = defaultdict(list)
    for block in blocks_of(notes, Measure(notes)):
        text = NOTE_MARK.sub("", document.words.joined([row.text for row in block.rows]))
        before = [i for i, (_, page) in enumerate(found) if page <= block.first.page]
        below[before[-1] if before else 0].append(Paragraph(text))
    return [p for i, (paragraph, _) in enumerate(found) for p in (paragraph, *below[i])]


class _Document:
    def __init__(self, rows: Sequence[Row], notes: Sequence[Row]) -> None:
        self.words = Wordbook(row.text for row in [*rows, *notes])
        self.page = Measure(rows)
        self.rows = rows
        by_page = {page: list(on) for page, on in groupby(rows, key=lambda row: row.page)}
        # a page in columns goes up once, a page with a table again and again
        columned = {page for page in self.page.gutters if jumps(by_page.get(page, [])) <= 1}
        for page in set(self.page.gutters) - columned:
            del self.page.gutters[page]
        self.columned = frozenset(columned)

    def paragraphs(self) -> Iterator[tuple[Paragraph, int]]:
        """Yield the paragraphs with the page that each begins on."""
        parts = list(regions(self.rows, self.columned))
        blocks = {i: blocks_of(part, self.page) for i, part in enumerate(parts) if isinstance(part[0], Row)}
        looks = Looks.of([b for found in blocks.values() for b in found], body_size(self.rows))
        depths = Depths()
        for i, part in enumerate(parts):
            if i in blocks:
                for block in blocks[i]:
                    yield from ((p, block.first.page) for p in shaped([block], self.words, looks, depths))
            else:
                lines = [line for line in part if isinstance(line, TableLine)]
                yield from ((p, lines[0].cells[0][0].page) for p in self._table(lines, looks))

    def _table(self, lines: Sequence[TableLine], looks: Looks) -> list[Paragraph]:
        edge = max([*self.page.right.values(), lines[0].cells[0][0].width - self.page.left])
        rows = []
        for line, edges in zip(lines, right_edges(lines, edge), strict=True):
            cells = (self._cell(cell, right, looks) for cell, right in zip(line.cells, edges, strict=True))
            rows.append(TableRow(tuple(cells)))
        found = table(rows)
        if len(rows) > 1:
            return found
        # two pieces of writing side by side are no table: "Date:   16 July"
        return [Paragraph(p.text, p.level, p.depth, p.mark, "", p.strong) for p in found]

    def _cell(self, cell: Sequence[Row], right: float, looks: Looks) -> tuple[Paragraph, ...]:
        measure = Measure(cell, right, self.page.leading, self.page.body)
        return tuple(shaped(blocks_of(cell, measure), self.words, looks, Depths()))
