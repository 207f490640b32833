"""Making a sample: a folder of invented notes, and beside it the truth about them as tables."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.sample.files import SampleFile, files_of
from pipeline.sample.plan import PlantedMeeting, planted
from pipeline.sample.terms import planted_terms
from pipeline.sample.words import InventedWords
from pipeline.sample.writing import Writer, WrittenNote
from pipeline.settings.load import Config

NOTES, TRUTH = "notes", "truth"
"""The folders of the notes and of the truth."""
SUBJECTS, SUBJECT_WORDS = 8, 12
ANNOUNCING = 0.3
"""Share of the notes that name the day of the next meeting although it says so itself."""
TABLES = {
    "notes": ("source", "line", "title", "cell", "event", "date", "basis", "copies", "themes", "subjects"),
    "passages": ("source", "line", "themes"),
    "changes": ("cell", "theme", "meetings", "change"),
}
"""The tables of the truth: their columns. In `basis`, unknown: only the year can be told of the day."""


def make(folder: Path, notes: int, seed: int, config: Config, tick: Callable[[], object] = int) -> int:
    """Write so many notes to `folder`/notes and what was planted in them to `folder`/truth; return the files.

    The same number, seed and config give the same bytes. `tick` is called for every note.
    """
    meetings, writer = _prepared(notes, seed, config)
    (folder / TRUTH).mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_files:
        tables = {name: _table(folder / TRUTH / f"{name}.csv", open_files) for name in TABLES}
        for name, columns in TABLES.items():
            tables[name].writerow(columns)
        tables["changes"].writerows(_changes(meetings))
        site = config.network.site.name or config.network.name
        files = files_of(_written(meetings, writer, seed, tick), site, np.random.default_rng([seed, 3]))
        return _write(folder, files, tables)


def texts(notes: int, seed: int, config: Config) -> list[str]:
    """Return the passages of so many notes, as `make` writes them."""
    meetings, writer = _prepared(notes, seed, config)
    return [line.text for note in _written(meetings, writer, seed, int) for line in note.lines]


def _prepared(notes: int, seed: int, config: Config) -> tuple[list[PlantedMeeting], Writer]:
    """Return the meetings, and what writes them."""
    chance = np.random.default_rng([seed, 0])
    words = InventedWords(config.lexicon, seed)
    terms = planted_terms(config.lexicon, config.pipeline.themes)
    themes = [theme for theme, (strong, _) in terms.items() if strong]
    subjects = [words.rare(chance, SUBJECT_WORDS) for _ in range(SUBJECTS)]
    meetings = planted(notes, config.cells, themes, SUBJECTS, chance)
    return meetings, Writer(words, terms, subjects, config.network.group.one)


def _table(path: Path, open_files: ExitStack) -> Any:
    stream = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
    return csv.writer(stream, lineterminator="\n")


def _written(
    meetings: list[PlantedMeeting], writer: Writer, seed: int, tick: Callable[[], object]
) -> Iterator[WrittenNote]:
    """Yield the notes in order; each has chance of its own, so that the first are the same in any number."""
    by_nth = {(m.group.name, m.nth): m for m in meetings if m.group}
    for meeting in meetings:
        chance = np.random.default_rng([seed, 2, meeting.number])
        following = by_nth.get((meeting.group.name, meeting.nth + 1)) if meeting.group else None
        told = following and (
            following.basis == "announced" or (following.basis == "stated" and chance.random() < ANNOUNCING)
        )
        yield writer.write(meeting, following.day if following and told else None, chance)
        tick()


def _write(folder: Path, files: Iterator[tuple[SampleFile, bool]], tables: Mapping[str, Any]) -> int:
    """Write the files; a copy's place waits in memory until all are written, for it belongs to its note."""
    count, copies, rows = 0, {}, []
    for file, is_copy in files:
        path = folder / NOTES / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8", newline="\n")
        count += 1
        for note, line, themed in file.notes:
            if is_copy:
                copies[note.meeting.number] = f"{file.path}:{line}"
                continue
            rows.append((note.meeting, _row(note, file.path, line)))
            tables["passages"].writerows((file.path, at, ";".join(themes)) for at, themes in themed)
    for meeting, row in rows:
        tables["notes"].writerow([*row[:7], copies.get(meeting.number, ""), *row[7:]])
    return count


def _row(note: WrittenNote, source: str, line: int) -> list[Any]:
    meeting = note.meeting
    cell = meeting.group.name if meeting.group else ""
    themes = ";".join(sorted(meeting.themes))
    return [
        source,
        line,
        note.title,
        cell,
        note.event,
        meeting.day,
        meeting.basis,
        themes,
        ";".join(map(str, meeting.subjects)),
    ]


def _changes(meetings: list[PlantedMeeting]) -> Iterator[tuple[str, str, int, str]]:
    """Yield how each theme of each group changes; "steady" where it keeps to its share."""
    groups = {m.group.name: m.group for m in meetings if m.group}
    counts: dict[str, int] = {}
    for m in meetings:
        if m.group:
            counts[m.group.name] = counts.get(m.group.name, 0) + 1
    for name in sorted(groups):
        for theme in sorted(groups[name].rates):
            yield name, theme, counts[name], groups[name].changes.get(theme, "steady")
