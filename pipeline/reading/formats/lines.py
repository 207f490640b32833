"""What every reader makes of a file: paragraphs, and from them lines in the shape of the pasted web page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

STRONG_LENGTH = 80
"""A line all in bold is a heading up to this many characters; a longer one is a stressed sentence."""
LEADS = 3
"""A sole first-level heading is the note's title if at most this many paragraphs come before it."""
TYPED_BULLET = re.compile(r"[•◦▪●○■‣⁃·\uf0b7\uf0a7]\s+(?=\S)")
SPACE = re.compile(r"[ \t\r\n\f\v]+")
SENTENCE_END = (".", "!", "?", ",", ";")


class Unreadable(Exception):
    """A file cannot be read; the message is a plain sentence that goes on "the file …"."""


@dataclass(frozen=True)
class Line:
    """A line of a file: its number from 1, what the format says of it, its text with its indent."""

    number: int
    role: str  # "", title, heading, categories, date
    text: str


@dataclass(frozen=True)
class Paragraph:
    r"""A paragraph, heading or list item as a format has it; a line break in its text is `\n`."""

    text: str
    level: int = 0  # of a heading, 1 for the foremost; 0 for what is none
    depth: int = 0  # of a list item, 1 for the outermost list; 0 for what is none
    mark: str = "•"  # of a list item: a bullet or "3."
    role: str = ""  # where the format names it beyond doubt: title, categories, date
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
        result.append(Line(number, role, _text(paragraph, role)))
    return tuple(result)


def row(cells: Iterable[Sequence[Paragraph]]) -> list[Paragraph]:
    """Return a table's row: one line if each cell is one plain paragraph, else the cells one by one.

    Tables are also used to lay out a page; then a cell holds a whole text.
    """
    cells = [cell for cell in cells if any(p.text.strip() for p in cell)]
    if len(cells) > 1 and all(len(cell) == 1 and not cell[0].depth for cell in cells):
        return [replace(cells[0][0], text=" | ".join(cell[0].text.strip() for cell in cells), strong=False)]
    return [paragraph for cell in cells for paragraph in cell]


def _tidied(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Split at line breaks, collapse spaces, and take a bullet that was typed for one."""
    depth = paragraph.depth
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
