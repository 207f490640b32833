"""The content of a draft, free of any file format: what the Word and Markdown writers set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Source:
    """Where something is in the notes: a footnote.

    `link` leads to the passage on the page, relative to the reports folder; `place` is file and line; `said`
    are the opening words of a further passage that says so, `more` such passages.
    """

    title: str
    link: str
    place: str
    said: str = ""
    more: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Text:
    """A paragraph; `style` tells ordinary text from remarks of the program and from blanks for people to
    fill.

    `parts` after the text are sentences of the notes, each with its source.
    """

    text: str
    style: Literal["body", "remark", "item", "heard", "blank"] = "body"
    parts: tuple[tuple[str, Source | None], ...] = ()

    @property
    def whole(self) -> str:
        """The text with its parts."""
        return " ".join(filter(None, [self.text, *(text for text, _ in self.parts)]))


@dataclass(frozen=True)
class Point:
    """A point, piece of advice or quotation as it is in the notes, and where.

    `label` is what stands before it (a theme), `who` after a quotation.
    """

    text: str
    source: Source
    kind: Literal["point", "advice", "quotation", "ahead"] = "point"
    label: str = ""
    who: str = ""


@dataclass(frozen=True)
class Picture:
    """A chart."""

    name: str
    png: bytes
    caption: str
    alt: str


@dataclass(frozen=True)
class Grid:
    """A table with a header row; `shares` are the columns' parts of its width."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


Block = Heading | Text | Point | Picture | Grid


def chapter(heading: Heading, blocks: Iterable[Block]) -> list[Block]:
    """Return the heading with its blocks; nothing at all where there are none."""
    held = list(blocks)
    return [heading, *held] if held else []


@dataclass(frozen=True)
class Draft:
    """The draft of one period: its name in words and in file names, title, subtitle, blocks in order.

    `sample` if it is made of sample notes.
    """

    period: str
    slug: str
    title: str
    subtitle: str
    sample: bool
    blocks: tuple[Block, ...]

    @property
    def mark(self) -> str:
        """What the head of every page says."""
        sample = " – SAMPLE NOTES" if self.sample else ""
        return f"DRAFT – chosen by the program from the notes of {self.period}, to be edited{sample}"
