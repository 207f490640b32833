"""`config/codes.csv`: what people, or models, read in passages, kept by the fingerprint of their words.

A row is what somebody said of a passage on one occasion. `passage` is the fingerprint, `who` the person's
name, `kind` whether that is a person, whose word overrides the tags, or models, whose readings measure and
override nothing; `how` how the passage came before them, `chance` the probability with which a random one was
drawn, `when` the day, if known. Then a column a theme: 1 it applies, 0 it does not, empty: not asked.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.core.errors import Fault, nearest
from pipeline.core.formulas import harmless_text, text_as_written
from pipeline.core.schemas import BLIND, KINDS_OF_READERS, THEME_ID, WAYS_OF_CODING
from pipeline.core.wording import UNPRINTED
from pipeline.language.fingerprint import PATTERN

FILE = "codes.csv"
HEAD = ("passage", "who", "kind", "how", "chance", "when")
RANDOM = BLIND[0]
SHOWN = 12
"""Faults that are told of one file: a file of another form has one in every row."""


class Code(NamedTuple):
    """What somebody said of a passage on one occasion; `says` has the themes that they were asked for."""

    passage: str
    who: str
    kind: str
    how: str
    chance: float | None
    when: str
    says: Mapping[str, bool]

    @property
    def key(self) -> tuple[str, str, str]:
        """What there is one of: a passage, who read it, how it came before them."""
        return self.passage, self.who, self.how


@dataclass(frozen=True)
class Codes:
    """The codes that travel with a framework, sorted by their keys."""

    rows: tuple[Code, ...] = ()
    path: str = field(default="", compare=False)

    @property
    def themes(self) -> set[str]:
        """The themes that any of them is of."""
        return {theme for row in self.rows for theme in row.says}


def read_stored(path: Path) -> Codes:
    """Return the codes of the file; one that is not there holds none.

    Raises:
        Fault: with a message per row that is no code.
    """
    lines = _lines(path)
    names = lines.pop(next(iter(lines), 0), [])
    faults = [f"{path}:1: {what}" for what in _of_header(names)] if names else []
    if faults:
        raise Fault.of(faults)
    rows: dict[int, Code] = {}
    for line, cells in lines.items():
        row = dict(zip(names, cells, strict=False))
        wrong = [f"{path}:{line}: {what}" for what in _of_row(names, cells, row)]
        faults += wrong
        if not wrong:
            rows[line] = _code(row)
    faults += [f"{path}:{line}: {what}" for line, what in _against_others(rows)]
    if faults:
        more = [f"{path}: {len(faults) - SHOWN} more like these"] if len(faults) > SHOWN else []
        raise Fault.of([*faults[:SHOWN], *more])
    return Codes(tuple(sorted(rows.values(), key=lambda row: row.key)), str(path))


def _lines(path: Path) -> dict[int, list[str]]:
    """Return the cells of each row that is not empty, by its line; none if there is no file."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: not UTF-8 text (byte {error.start}); save it as CSV in UTF-8") from error
    header = content.split("\n", 1)[0]
    table = csv.reader(io.StringIO(content), delimiter=max(",;\t", key=header.count))
    try:
        rows = {int(table.line_num): [cell.strip() for cell in cells] for cells in iter(table)}
    except csv.Error as error:
        raise Fault(f"{path}:{table.line_num}: cannot be read as CSV: {error}; save it as CSV") from error
    return {line: cells for line, cells in rows.items() if any(cells)}


def as_csv(rows: Iterable[Code], order: Sequence[str]) -> str:
    """Return the codes as the text of the file; themes in the framework's order, others last."""
    rows = sorted(rows, key=lambda row: row.key)
    named = {theme for row in rows for theme in row.says}
    themes = [*(theme for theme in order if theme in named), *sorted(named - set(order))]
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow([*HEAD, *themes])
    for row in rows:
        chance = "" if row.chance is None else f"{row.chance:.6g}"
        said = ("" if theme not in row.says else str(int(row.says[theme])) for theme in themes)
        table.writerow([row.passage, harmless_text(row.who), row.kind, row.how, chance, row.when, *said])
    return stream.getvalue()


def unknown_themes(codes: Codes, themes: Sequence[str]) -> Iterator[str]:
    """Yield a warning per theme of the codes that the framework does not have."""
    for theme in sorted(codes.themes - set(themes)):
        meant = nearest(theme, themes)
        yield f"{codes.path}:1: '{theme}' is no theme{meant}; its codes are kept and not used"


def _of_header(names: Sequence[str]) -> Iterator[str]:
    for name in HEAD:
        if name not in names:
            found = nearest(name, names)
            yield f"no column '{name}'{found}; `turning-point codes --add FILE` reads other forms"
            return
    themes = [name for name in names if name not in HEAD]
    yield from (f"'{name}' is no id of a theme" for name in themes if not re.fullmatch(THEME_ID, name))
    twice = sorted({name for name in names if names.count(name) > 1})
    yield from (f"two columns are called '{name}'" for name in twice)
    if not themes:
        yield "no column of a theme; after `when` comes a column for each"


def _of_row(names: Sequence[str], cells: Sequence[str], row: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with a row by itself."""
    if row[names[0]].startswith(("<<<<<<<", "=======", ">>>>>>>")):
        yield "two versions were not merged; keep the rows of both and delete this line"
        return
    if len(cells) < len(names) or any(cells[len(names) :]):
        yield f"has {len(cells)} cells, and the header {len(names)}"
        return
    if not re.fullmatch(PATTERN, row["passage"]):
        yield f"passage: '{row['passage']}' is no fingerprint; bring codes in by `turning-point codes --add`"
    yield from _of_occasion(row)
    odd = {name: row[name] for name in names if name not in HEAD and row[name] not in ("1", "0", "")}
    yield from (f"{name}: '{mark}'; write 1, 0 or nothing" for name, mark in odd.items())


def _of_occasion(row: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with who read it, how and when."""
    if not row["who"]:
        yield "who: is empty; write who read it"
    if UNPRINTED.search(row["who"]):
        yield "who: has a sign that cannot be printed; write the name anew"
    for name, known in (("kind", KINDS_OF_READERS), ("how", WAYS_OF_CODING)):
        if row[name] not in known:
            yield f"{name}: '{row[name]}'{nearest(row[name], known)}; write {' or '.join(known)}"
    if row["how"] == RANDOM and not _is_chance(row["chance"]):
        yield f"chance: '{row['chance']}' is no probability above 0, up to 1, as a random passage has"
    if row["how"] != RANDOM and row["chance"]:
        yield "chance: only what was drawn at random has one; leave it empty"
    if row["when"] and not _is_day(row["when"]):
        yield f"when: '{row['when']}' is no day; write 2024-03-31, or nothing"


def _against_others(rows: Mapping[int, Code]) -> Iterator[tuple[int, str]]:
    """Yield the line, and what is wrong there, of rows that earlier ones contradict."""
    seen: dict[tuple[str, str, str], int] = {}
    kinds: dict[str, tuple[str, int]] = {}
    for line, row in rows.items():
        first = seen.setdefault(row.key, line)
        if first != line:
            yield (
                line,
                f"'{row.who}' coded this passage in line {first} already ({row.how}); keep one",
            )
        kind, place = kinds.setdefault(row.who, (row.kind, line))
        if kind != row.kind:
            yield line, f"kind: '{row.who}' is a {row.kind} here and {kind} in line {place}; make them one"


def _code(row: Mapping[str, str]) -> Code:
    says = {name: mark == "1" for name, mark in row.items() if name not in HEAD and mark}
    chance = probability(row["chance"]) if row["chance"] else None
    return Code(
        row["passage"], text_as_written(row["who"]), row["kind"], row["how"], chance, row["when"], says
    )


def probability(text: str) -> float:
    """Return a number as a spreadsheet writes it: with a point, or a comma.

    Raises:
        ValueError: it is no number.
    """
    return float(text.replace(",", "."))


def _is_chance(text: str) -> bool:
    try:
        return 0 < probability(text) <= 1
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None
