"""Marks that people set on the page: a tag right or wrong, a passage kept for the roundup or left out of it.

The page saves them as one file, which counts from the next run on if it lies in `data/marks/`. A row is a
mark: `passage` the fingerprint, `theme` the theme that is right or wrong there (empty for a passage kept or
left out), `mark`, `who`, `when` (day and time); `note` and `place` say in words where the passage stood.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.core.errors import Fault, nearest
from pipeline.core.formulas import HARMLESS
from pipeline.core.schemas import KINDS_OF_READERS, POINT_MARKS, WAYS_OF_CODING, schema
from pipeline.core.store import File
from pipeline.language.fingerprint import PATTERN
from pipeline.settings.codes import Code

HEAD = ("passage", "theme", "mark", "who", "when", "note", "place")
SAYS = {"right": True, "wrong": False}
SHOWN = 12
"""Faults that are told of one file."""
GONE, NO_THEME = "no passage of these notes has its words", "there is no such theme"


class PageMark(NamedTuple):
    """One mark; `file` and `line` say where it is written."""

    passage: str
    theme: str
    mark: str
    who: str
    when: str
    note: str
    place: str
    file: str
    line: int


def marks_in(files: Iterable[File]) -> list[PageMark]:
    """Return the marks of the files: of one person's on one passage and theme the last, by time.

    Raises:
        Fault: with a message per row that is no mark.
    """
    faults: list[str] = []
    marks: list[PageMark] = []
    for file in files:
        wrong = list(_faults(file))
        faults += wrong[:SHOWN]
        if len(wrong) > SHOWN:
            faults.append(f"{file.path}: {len(wrong) - SHOWN} more like these")
        if not wrong:
            marks += _marks(file)
    if faults:
        raise Fault.of(faults)
    marks.sort(key=lambda mark: (mark.when, mark.file, mark.line))
    return list({(mark.passage, mark.theme, mark.who): mark for mark in marks}.values())


def as_codes(marks: Iterable[PageMark], themes: Sequence[str]) -> list[Code]:
    """Return what the marks say of themes, a code for each person and passage."""
    kind, how = KINDS_OF_READERS[0], WAYS_OF_CODING[-1]
    says: dict[tuple[str, str], dict[str, bool]] = {}
    days: dict[tuple[str, str], str] = {}
    for mark in marks:
        if mark.theme in themes:
            key = mark.passage, mark.who
            says.setdefault(key, {})[mark.theme] = SAYS[mark.mark]
            days[key] = max(days.get(key, ""), mark.when[:10])
    return [Code(key[0], key[1], kind, how, None, days[key], said) for key, said in sorted(says.items())]


def laid_out(
    marks: Sequence[PageMark], places: Mapping[str, Sequence[str]], themes: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """Return `passage_marks`, passages to keep or leave out, and `lost_marks`, marks that lie on nothing.

    `places` are the passages of each fingerprint. Where people do not agree whether a passage is kept, the
    last of them decides.
    """
    points = sorted((mark for mark in marks if not mark.theme), key=lambda mark: (mark.when, mark.who))
    decided = {passage: mark for mark in points for passage in places.get(mark.passage, ())}
    lost = [
        (m.file, m.line, m.who, m.mark, m.theme, m.note, m.place, why)
        for m in marks
        if (why := _lost(m, places, themes))
    ]
    return {
        "passage_marks": schema("passage_marks").frame(
            [(passage, mark.mark, mark.who, mark.when[:10]) for passage, mark in decided.items()]
        ),
        "lost_marks": schema("lost_marks").frame(lost),
    }


def _lost(mark: PageMark, places: Mapping[str, Sequence[str]], themes: Sequence[str]) -> str:
    if mark.passage not in places:
        return GONE
    return NO_THEME if mark.theme and mark.theme not in themes else ""


def _rows(file: File) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row that is not empty.

    Raises:
        Fault: it is no CSV in UTF-8.
    """
    try:
        content = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(
            f"{file.path}: not UTF-8 text (byte {error.start}); save the marks anew from the page"
        ) from error
    header = content.split("\n", 1)[0]
    table = csv.reader(io.StringIO(content), delimiter=max(",;\t", key=header.count))
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield table.line_num, [_as_written(cell.strip()) for cell in cells]
    except csv.Error as error:
        where = f"{file.path}:{table.line_num}"
        raise Fault(f"{where}: cannot be read as CSV: {error}; delete the line") from error


def _as_written(cell: str) -> str:
    return cell[1:] if re.match(HARMLESS, cell) else cell


def _marks(file: File) -> Iterator[PageMark]:
    rows = _rows(file)
    _, names = next(rows)
    for line, cells in rows:
        row = dict(zip(names, cells, strict=False))
        passage, theme, mark, who, when, note, place = (row.get(name, "") for name in HEAD)
        yield PageMark(passage, theme, mark, who, when, note, place, Path(file.path).name, line)


def _faults(file: File) -> Iterator[str]:
    try:
        rows = list(_rows(file))
    except Fault as fault:
        yield from fault.messages
        return
    names = rows[0][1] if rows else []
    missing = [name for name in HEAD[:5] if name not in names]
    if missing:
        have = ", ".join(names[:8]) or "nothing"
        yield (
            f"{file.path}:1: no column {missing[0]}, only {have}; save the marks anew from the page, or take "
            "the file out of the folder"
        )
        return
    for line, cells in rows[1:]:
        yield from (f"{file.path}:{line}: {what}" for what in _wrong(names, cells))


def _wrong(names: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a row, and what to do."""
    if len(cells) != len(names):
        yield f"has {len(cells)} cells, and the header {len(names)}; delete the line, or mend it"
        return
    row = dict(zip(names, cells, strict=True))
    if not re.fullmatch(PATTERN, row["passage"]):
        yield f"passage: '{row['passage']}' is no fingerprint of a passage; delete the line"
    known = tuple(SAYS) if row["theme"] else POINT_MARKS
    if row["mark"] not in known:
        meant = nearest(row["mark"], known)
        of = f"of the theme '{row['theme']}'" if row["theme"] else "of a passage"
        yield f"mark: '{row['mark']}' {of}{meant}; write {' or '.join(known)}, or delete the line"
    if not row["who"]:
        yield "who: is empty; write who set the mark"
    if not _is_time(row["when"]):
        yield f"when: '{row['when']}' is no day or time; write 2024-03-31 or 2024-03-31T10:30:00"


def _is_time(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return re.match(r"\d{4}-\d{2}-\d{2}", text) is not None
