"""The content of a draft, free of any file format: what the Word and Markdown writers set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; `style` tells ordinary text from remarks of the program."""

    text: str
    style: Literal["body", "remark", "item"] = "body"


@dataclass(frozen=True)
class Point:
    """A point or quotation as it is in the notes, and where: `origin` names title, date and place."""

    text: str
    origin: str
    kind: Literal["point", "quotation", "ahead"] = "point"


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


@dataclass(frozen=True)
class Draft:
    """The draft of one year: title, subtitle, blocks in order; `sample` if it is made of sample notes."""

    year: int
    title: str
    subtitle: str
    sample: bool
    blocks: tuple[Block, ...]

    @property
    def mark(self) -> str:
        """What the head of every page says."""
        sample = " – SAMPLE NOTES" if self.sample else ""
        return f"DRAFT – chosen by the program from the notes of {self.year}, to be edited{sample}"
