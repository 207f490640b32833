"""What every reader makes of a file: paragraphs, and from them lines in the shape of the pasted web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

STRONG_LENGTH = 80
"""A line all in bold is a heading up to this many characters; a longer one is a stressed sentence."""
LEADS = 3
"""A sole first-level heading is the note's title if at most this many paragraphs come before it."""
TYPED_BULLET = re.compile(r"[•◦▪●○■‣⁃·\uf0b7\uf0a7]\s+(?=\S)")
ITEM_NUMBER = re.compile(r"\(?(?=\S*\d)[A-Z]{0,4}[\d./]{1,12}[a-z]?[.):]?")
"""3, 4.1, (2), 22/045, P22/31: what numbers an item of minutes that are laid out as a table."""
PLAIN = re.compile(r"[!-~](?:[!-~]| (?=[!-~]))*")
"""A text in which nothing has to be tidied: one line of single spaces and letters without accents."""
SPACE = re.compile(r"[ \t\r\n\f\v]+")
SENTENCE_END = (".", "!", "?", ",", ";")
CELL_WORDS = 20
"""A table with a cell of more words than this holds texts; then each cell is read by itself."""
HEAD_WORDS = 6
"""A cell of so many words may be the head of a column or of a row."""


class Unreadable(Exception):
    """A file cannot be read; the message is a plain sentence that goes on "the file …"."""


class Scanned(Unreadable):
    """A file holds pictures of pages, no text."""


@dataclass(frozen=True)
class Line:
    """A line of a file: its number from 1, what the format says of it, its text with its indent."""

    number: int
    role: str  # "", title, heading, text, categories, date
    text: str
    level: int = 0  # of a heading, 1 for the foremost; 0 for what is none, or is all in bold


@dataclass(frozen=True)
class Content:
    """What a reader finds in a file; `left_out` is what it passes over: {what: characters}."""

    lines: tuple[Line, ...]
    date: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)


class LeftOut(Counter[str]):
    """Counts the characters, spaces not counted, of what a reader passes over, by what it is."""

    def add(self, what: str, text: str) -> None:
        """Count a text that is passed over."""
        size = inked(text)
        if size:
            self[what] += size


def inked(text: str) -> int:
    """Return the number of characters in a text, spaces not counted."""
    return len("".join(text.split()))


@dataclass(frozen=True)
class Paragraph:
    r"""A paragraph, heading or list item as a format has it; a line break in its text is `\n`."""

    text: str
    level: int = 0  # of a heading, 1 for the foremost; 0 for what is none
    depth: int = 0  # of a list item, 1 for the outermost list; 0 for what is none
    mark: str = "•"  # of a list item: a bullet or "3."
    role: str = ""  # where the format names it beyond doubt: title, heading, text, categories, date
    strong: bool = False  # all in bold
    number: int = 0  # line in the file, for formats that have lines


def lines(paragraphs: Iterable[Paragraph]) -> tuple[Line, ...]:
    """Return the paragraphs as lines: items marked and indented by depth, roles told, numbers rising."""
    tidy = [part for paragraph in paragraphs for part in _tidied(paragraph)]
    titles = _titles(tidy)
    result: list[Line] = []
    for i, paragraph in enumerate(tidy):
        number = max(paragraph.number, result[-1].number + 1 if result else 1)
        role = "title" if i in titles else _role(paragraph)
        result.append(Line(number, role, _text(paragraph, role), paragraph.level))
    return tuple(result)


@dataclass(frozen=True)
class TableRow:
    """A table's row: the paragraphs of each of its cells, and whether the format calls it a header."""

    cells: tuple[tuple[Paragraph, ...], ...]
    header: bool = False


def table(rows: Iterable[TableRow]) -> list[Paragraph]:
    """Return a table's paragraphs: a line a row where its cells hold words or figures, else cell by cell.

    Tables are also used to lay out a page; then a cell holds a whole text. A header row is one line and a
    heading, and so is the label in front of texts.
    """
    rows = [row for row in map(_tidy_row, rows) if row.cells]
    texts = any(_is_prose(cell) for row in rows for cell in row.cells)
    wide = [row for row in rows if len(row.cells) > 1]
    found: list[Paragraph] = []
    for i, row in enumerate(rows):
        if len(row.cells) > 1 and _is_header(row, rows[i + 1 :], first=i == 0):
            found.append(_joined(row, "heading"))
        elif not texts and len(row.cells) > 1 and not any(map(_is_text, row.cells)):
            found.append(_joined(row, "text"))
        else:
            found += _cell_by_cell(row, labelled=len(wide) > 1)
    return found


def _tidy_row(row: TableRow) -> TableRow:
    cells = (tuple(part for paragraph in cell for part in _tidied(paragraph)) for cell in row.cells)
    return TableRow(tuple(cell for cell in cells if cell), row.header)


def _is_text(cell: Sequence[Paragraph]) -> bool:
    """Whether a cell holds more than a word, a name or a figure."""
    return len(cell) > 1 or bool(cell[0].depth or cell[0].level or len(cell[0].text.split()) > CELL_WORDS)


def _is_prose(cell: Sequence[Paragraph]) -> bool:
    """Whether a cell holds sentences or points, so that its table is one of texts."""
    words = sum(len(paragraph.text.split()) for paragraph in cell)
    items = any(paragraph.depth or paragraph.level for paragraph in cell)
    return items or words > (CELL_WORDS if len(cell) == 1 else HEAD_WORDS)


def _is_label(cell: Sequence[Paragraph]) -> bool:
    short = not _is_text(cell) and len(cell[0].text.split()) <= HEAD_WORDS
    return short and not cell[0].role and not cell[0].text.endswith(SENTENCE_END)


def _is_header(row: TableRow, under: Sequence[TableRow], first: bool) -> bool:
    """Whether a row names its columns: the format says so, or it is the first and alone in bold or short."""
    if any(_is_text(cell) for cell in row.cells):
        return False
    if row.header or not (first and under and all(map(_is_label, row.cells))):
        return row.header
    bold = all(cell[0].strong for cell in row.cells)
    texts = any(_is_prose(cell) for below in under for cell in below.cells)
    return texts or (bold and not all(cell[0].strong for below in under for cell in below.cells))


def _joined(row: TableRow, role: str) -> Paragraph:
    text = " | ".join(cell[0].text for cell in row.cells)
    return replace(row.cells[0][0], text=text, role=role, strong=False)


def _cell_by_cell(row: TableRow, labelled: bool) -> list[Paragraph]:
    """Return the paragraphs of a row's cells; `labelled`: what is short in it is a label, or no heading."""
    found: list[Paragraph] = []
    cells = _numbered(row.cells)
    texts = any(_is_text(cell) or len(cell[0].text.split()) > HEAD_WORDS for cell in cells[1:])
    for i, cell in enumerate(cells):
        short = labelled and len(cell) == 1 and not (cell[0].depth or cell[0].level or cell[0].role)
        label = short and i == 0 and texts and _is_label(cell)
        role = "heading" if label else "text" if short else ""
        found += [replace(paragraph, role=paragraph.role or role) for paragraph in cell]
    return found


def _numbered(cells: tuple[tuple[Paragraph, ...], ...]) -> tuple[tuple[Paragraph, ...], ...]:
    """Return a row's cells, an item's number in the first one put before the text that stands beside it."""
    number, *others = cells
    if len(number) > 1 or not others or not ITEM_NUMBER.fullmatch(number[0].text):
        return cells
    (first, *rest), *further = others
    return ((replace(first, text=f"{number[0].text} {first.text}"), *rest), *further)


def _tidied(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Split at line breaks, collapse spaces, and take a bullet that was typed for one."""
    depth = paragraph.depth
    if PLAIN.fullmatch(paragraph.text):  # most are
        yield paragraph
        return
    for offset, piece in enumerate(paragraph.text.split("\n")):
        text = SPACE.sub(" ", _without_halves(piece)).strip(" ")
        if not text:
            continue
        part = replace(
            paragraph, text=text, depth=depth, number=paragraph.number and paragraph.number + offset
        )
        typed = TYPED_BULLET.match(text)
        if typed and not (paragraph.role or paragraph.level):
            part = replace(part, text=text[typed.end() :], depth=max(depth, 1), mark="•")
        yield part
        depth = 0  # what follows a line break in an item goes on without a mark


def _without_halves(text: str) -> str:
    """Replace halves of surrogate pairs, which no encoding can write."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _titles(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return which paragraphs are titles of notes.

    Where the format names no title, a sole first-level heading near the top is one. Several are titles if
    most have headings of their own beneath them; else they are the parts of one note, titled by the first.
    Nothing may come before several.
    """
    named = {i for i, p in enumerate(paragraphs) if p.role == "title"}
    first = [i for i, p in enumerate(paragraphs) if p.level == 1]
    if named or not first:
        return named
    ends = [*first[1:], len(paragraphs)]
    parted = [any(p.level > 1 for p in paragraphs[a:b]) for a, b in zip(first, ends, strict=True)]
    leads = sum(not p.role for p in paragraphs[: first[0]])
    if len(first) == 1:
        return set(first) if leads == 0 or (parted[0] and leads <= LEADS) else set()
    if leads:
        return set()
    return set(first) if sum(parted) > len(first) / 2 else {first[0]}


def _role(paragraph: Paragraph) -> str:
    if paragraph.role:
        return paragraph.role
    named = paragraph.level and any(c.isalnum() for c in paragraph.text)
    return "heading" if named or _is_strong_line(paragraph) else ""


def _is_strong_line(paragraph: Paragraph) -> bool:
    """Many writers set headings in bold and use no heading style."""
    text = paragraph.text
    short = paragraph.strong and not paragraph.depth and len(text) <= STRONG_LENGTH
    return short and text[0].isalnum() and any(c.isalpha() for c in text) and not text.endswith(SENTENCE_END)


def _text(paragraph: Paragraph, role: str) -> str:
    if paragraph.depth and role != "title":
        return f"{'  ' * paragraph.depth}{paragraph.mark} {paragraph.text}"
    return paragraph.text
