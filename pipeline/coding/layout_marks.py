"""Marks: how well headings and parts are told, against notes that a person has marked up by line.

A file of marks holds no words of the notes, only lines: rows `note` say from where to where a note was
marked, `heading` which of its lines are headings, `passages` which kind of part lines are in. Lines of a
marked note that no row names are no headings, and are not scored for their part.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.core.errors import Fault
from pipeline.core.schemas import SECTION_KINDS

COLUMNS = ("source", "first_line", "last_line", "what", "section_kind")
WHATS = ("note", "heading", "passages")


@dataclass(frozen=True)
class LayoutScore:
    """Counts of what was told right: headings (right, found, marked) and passages (right, marked)."""

    notes: int
    headings_right: int
    headings_found: int
    headings_marked: int
    kinds_right: int
    kinds_marked: int
    wrong: tuple[str, ...]

    def as_text(self) -> str:
        """Return the scores as plain lines, and where the parts were told wrong."""
        precision = self.headings_right / max(1, self.headings_found)
        recall = self.headings_right / max(1, self.headings_marked)
        kinds = self.kinds_right / max(1, self.kinds_marked)
        lines = [
            f"{self.notes} marked notes: headings precision {precision:.2f} ({self.headings_right} of "
            f"{self.headings_found} found), recall {recall:.2f} (of {self.headings_marked} marked)",
            f"section kinds right for {kinds:.1%} of {self.kinds_marked} marked passages",
            *(f"  {line}" for line in self.wrong),
        ]
        return "\n".join(lines)


def read_marks(path: Path) -> pd.DataFrame:
    """Return the marks of a file.

    Raises:
        Fault: it is not there, or has other columns or words.
    """
    try:
        marks = pd.read_csv(path, keep_default_na=False, dtype={"source": str, "section_kind": str})
    except (OSError, ValueError) as error:
        raise Fault(f"{path}: cannot be read as a table of marks: {error}") from error
    if tuple(marks.columns) != COLUMNS:
        raise Fault(f"{path}: its columns must be {', '.join(COLUMNS)}")
    odd = marks[~marks["what"].isin(WHATS) | ~marks["section_kind"].isin(("", *SECTION_KINDS))]
    if len(odd):
        raise Fault(f"{path}: row {odd.index[0] + 2}: unknown what or section kind")
    return marks


def score(marks: pd.DataFrame, passages: pd.DataFrame) -> LayoutScore:
    """Compare the passages of marked notes with the marks.

    Raises:
        Fault: no marked note is among the passages.
    """
    lines = passages[["source", "line", "kind", "section_kind"]]
    inside = _lines(marks[marks["what"] == "note"])
    found = lines.merge(inside[["source", "line"]], on=["source", "line"])
    if found.empty:
        raise Fault("the marks: none of their notes is among those that were read")
    headings = set(_places(_lines(marks[marks["what"] == "heading"])))
    told = set(_places(found[found["kind"] == "heading"]))
    parts = _lines(marks[marks["what"] == "passages"]).merge(
        found[found["kind"] != "heading"], on=["source", "line"], suffixes=("", "_found")
    )
    wrong = parts[parts["section_kind"] != parts["section_kind_found"]]
    return LayoutScore(
        notes=int((marks["what"] == "note").sum()),
        headings_right=len(headings & told),
        headings_found=len(told),
        headings_marked=len(headings),
        kinds_right=len(parts) - len(wrong),
        kinds_marked=len(parts),
        wrong=(*_headings_wrong(headings, told), *_kinds_wrong(wrong)),
    )


def _lines(marks: pd.DataFrame) -> pd.DataFrame:
    """Return a row per line of each mark."""
    ranges = [range(a, b + 1) for a, b in zip(marks["first_line"], marks["last_line"], strict=True)]
    return marks.assign(line=ranges).explode("line").astype({"line": int})


def _places(rows: pd.DataFrame) -> list[tuple[str, int]]:
    return list(zip(rows["source"], rows["line"], strict=True))


def _headings_wrong(headings: set[tuple[str, int]], told: set[tuple[str, int]]) -> list[str]:
    missed = [
        f"{source}:{line} is a heading, taken for a passage" for source, line in sorted(headings - told)
    ]
    return missed + [f"{source}:{line} is no heading" for source, line in sorted(told - headings)]


def _kinds_wrong(wrong: pd.DataFrame) -> list[str]:
    columns = wrong[["source", "line", "section_kind", "section_kind_found"]]
    return [f"{s}:{line} is {marked}, taken for {found}" for s, line, marked, found in columns.to_numpy()]
