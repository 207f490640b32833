"""The notes as files, as they come: one a file by year, some as Markdown, some on listing pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from pipeline.sample.writing import NoteLine, WrittenNote

MARKDOWN, LISTED, ONLY_LISTED = 0.1, 0.03, 0.03
"""Shares of the notes that are Markdown files, that a listing page holds as well, and that it holds alone."""
ON_A_PAGE = 10
Theme = tuple[int, tuple[str, ...]]
"""A line of the file, and the themes of the passage on it."""


@dataclass
class SampleFile:
    """A file of notes: its path, its text, and for each note the line of its title and its themed lines."""

    path: str
    text: str
    notes: list[tuple[WrittenNote, int, list[Theme]]] = field(default_factory=list)


def files_of(
    notes: Iterable[WrittenNote], site: str, chance: np.random.Generator
) -> Iterator[tuple[SampleFile, bool]]:
    """Yield every file, and whether what is in it is but a copy of what other files hold.

    A listing page follows the files of its notes; `site` is the name that it prints above each note.
    """
    page: list[WrittenNote] = []
    copied: list[WrittenNote] = []
    for note in notes:
        draw = chance.random()
        listable = note.meeting.basis == "stated"
        if listable and draw < ONLY_LISTED:
            page.append(note)
        else:
            yield _single(note, markdown=bool(chance.random() < MARKDOWN)), False
            if listable and draw < ONLY_LISTED + LISTED:
                copied.append(note)
        for held, copies in ((page, False), (copied, True)):
            if len(held) == ON_A_PAGE:
                yield _page(held, site, copies), copies
                held.clear()
    for held, copies in ((page, False), (copied, True)):
        if held:
            yield _page(held, site, copies), copies


def _single(note: WrittenNote, markdown: bool) -> SampleFile:
    meeting = note.meeting
    slug = re.sub(r"[^a-z0-9]+", "-", note.title.lower()).strip("-")[:40].strip("-")
    slug = re.sub(r"\d+$", lambda found: _in_letters(int(found[0])), slug)
    day = f"{meeting.day}-" if meeting.basis == "file name" else ""
    ending = "md" if markdown else "txt"
    name = f"{meeting.day.year}/{day}{slug}-{_in_letters(meeting.number)}.{ending}"
    lines, themed = _as_markdown(note) if markdown else _as_text(note, note.lines, 1)
    return SampleFile(name, "\n".join(lines) + "\n", [(note, 1, themed)])


def _in_letters(number: int) -> str:
    """Return a number as letters: figures in a file's name would be taken for a day."""
    return "".join("bcdfghjklm"[int(digit)] for digit in str(number))


def _page(notes: list[WrittenNote], site: str, copies: bool) -> SampleFile:
    """Return a listing page, the newest note first; of a copy a bullet is lost."""
    lines: list[str] = []
    held = []
    for note in reversed(notes):
        body = note.lines
        if copies:
            last = max(i for i, line in enumerate(body) if line.kind == "bullet")
            body = [*body[:last], *body[last + 1 :]]
        lines += [f"{site} {site}", ""]
        at = len(lines) + 1
        own, themed = _as_text(note, body, at)
        lines += [*own, "", "Read More", ""]
        held.append((note, at, themed))
    name = f"pages/{'copies' if copies else 'listing'}-{_in_letters(notes[0].meeting.number)}.txt"
    return SampleFile(name, "\n".join(lines), held)


def _as_text(note: WrittenNote, body: Iterable[NoteLine], first: int) -> tuple[list[str], list[Theme]]:
    """Return the lines of a note, the title on line `first`, and which of them are about what."""
    lines, themed = [note.title, ""], []
    for line in body:
        if line.themes:
            themed.append((first + len(lines), line.themes))
        lines += [f"  • {line.text}" if line.kind == "bullet" else line.text, ""]
    return lines[:-1], themed


def _as_markdown(note: WrittenNote) -> tuple[list[str], list[Theme]]:
    lines, themed = [f"# {note.title}", ""], []
    for line in note.lines:
        if line.themes:
            themed.append((1 + len(lines), line.themes))
        mark = "#" * line.level + " " if line.level else "- " if line.kind == "bullet" else ""
        lines += [mark + line.text, ""]
    return lines[:-1], themed
