"""What is kept of a page that is cut: each note's passages as plain rows, and what tells it from others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.schemas import FORMALITIES
from pipeline.language.words import runs_of
from pipeline.notes.duplicates import runs_in
from pipeline.notes.sections import Part, Sections, bare, heading_text
from pipeline.notes.split import FoundNote, cut
from pipeline.settings.models import SectionsConfig

OPENS = 8
"""Passages that may say which group met."""
MARKED = 60
"""Words that the mark in a note's id is made of."""


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note as cut. `passages` are rows of line, kind, section, section kind and text.

    `runs`: what tells it from other notes, as of `runs_in`; `mark`: a checksum of its opening; `unknown`: the
    headings that no rule names, each with the kind of part that it was taken to open; `opening`: what it says
    first besides who was there and what comes next.
    """

    source: str
    line: int
    title: str
    categories: str
    words: int
    characters: int
    runs: np.ndarray
    mark: str
    unknown: dict[str, str]
    opening: list[str]
    passages: list[tuple[int, str, str, str, str]]

    @property
    def text(self) -> str:
        """All its words, title first."""
        return "\n".join([self.title, *(row[-1] for row in self.passages)])


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page's notes, and how many characters of its lines are in none of them."""

    source: str
    notes: list[KeptNote]
    set_aside: int


@dataclass(frozen=True)
class Cutter:
    """Cuts pages by the rules of `sections.toml`; `site` is the site's name, or empty."""

    config: SectionsConfig
    site: str

    @cached_property
    def rules(self) -> Sections:
        """The rules, compiled once in each process."""
        return Sections(self.config)

    def __reduce__(self) -> Any:
        return Cutter, (self.config, self.site)

    def pages(self, lines: pd.DataFrame) -> Iterator[KeptPage]:
        """Yield what is kept of the pages that the lines (of the table) make, by their sources."""
        for source, page in lines.groupby("source", sort=True):
            found = cut(str(source), page, self.config, self.rules, self.site)
            yield KeptPage(found.source, [_kept(note) for note in found.notes], found.set_aside)


def _kept(note: FoundNote) -> KeptNote:
    opening = [part.block.text for part in note.parts if _says_more(part)][:OPENS]
    text = note.text
    runs = runs_of(text)
    rows = [(p.block.line, p.kind, p.section, p.section_kind, p.block.text) for p in note.parts]
    mark = sha256(" ".join(runs[:MARKED]).encode()).hexdigest()[:6]
    unknown = {bare(heading_text(part.block)): part.section_kind for part in note.parts if part.unknown}
    return KeptNote(
        *(note.source, note.line, note.title, note.categories, note.words, note.characters),
        *(runs_in(runs), mark, unknown, opening, rows),
    )


def _says_more(part: Part) -> bool:
    """Whether a part says more than what comes next and who is there."""
    return part.kind != "heading" and part.section_kind != FORMALITIES
