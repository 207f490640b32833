"""What the sample gives, as small texts that a person can read: a change of behaviour shows as a diff.

`make golden` (or `python -m tests.golden`) writes `tests/golden/` anew. Nothing of the texts is asserted
elsewhere: whether a change is for the better is for the review to say.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.cli.main import main
from pipeline.core import store
from pipeline.core.calendar import when
from pipeline.core.schemas import ALL, TABLES
from pipeline.report.headlines import headlines, news
from pipeline.report.seen import first_and_last
from tests.framework import THEMES

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "golden"


def texts(folder: Path) -> dict[str, str]:
    """Return {file name: text} for a run over the sample in `folder` (processed and reports)."""
    tables = {table.name: store.read(folder / "processed", table.name) for table in TABLES}
    made = {
        "documents.txt": documents(tables),
        "dates.txt": dates(tables),
        "sections.txt": sections(tables),
        "themes.txt": themes(tables),
        "topics.txt": topics(tables),
        "verdicts.txt": verdicts(tables),
        "headlines.txt": said(tables),
        "roundup.txt": draft(folder / "reports"),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()}


def documents(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for row in tables["documents"].itertuples():
        yield f"{row.source}: {row.format}, {row.notes} notes{f', {row.problem}' if row.problem else ''}"


def in_time(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["notes"].sort_values(["date_low", "date_high", "title"], kind="stable")


def dates(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for note in in_time(tables).itertuples():
        yield f"{note.title}\n  {note.cell or '–'}, {note.event}; {when(note)} ({note.date_basis})"
        yield f"  {note.date_evidence}"


def sections(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for note in in_time(tables).itertuples():
        mine = tables["passages"][tables["passages"]["note_id"] == note.note_id]
        yield note.title
        body = mine[mine["kind"] != "heading"]
        for (section, kind), part in body.groupby(["section", "section_kind"], sort=False):
            yield f"  {kind}: {section or '–'}: {len(part)}"


def themes(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for note in in_time(tables).itertuples():
        mine = tables["note_themes"].query("note_id == @note.note_id and tagged > 0")
        order = sorted(mine.itertuples(), key=lambda row: (-row.tagged, THEMES.index(row.theme)))
        found = (f"{row.theme} {row.tagged}{'*' if row.present == 'yes' else ''}" for row in order)
        yield f"{note.title} ({mine['passages'].max() if len(mine) else 0})\n  {', '.join(found) or '–'}"


def topics(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    terms = tables["topic_terms"].query("rank <= 10").sort_values(["topic", "rank"])
    for row in tables["topics"].itertuples():
        yield f"{row.topic}: {row.label}; {row.status}, {row.notes} notes, nearest {row.nearest_theme or '–'}"
        yield f"  {', '.join(terms.loc[terms['topic'] == row.topic, 'term'])}"


def verdicts(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    for cell, rows in tables["recurrence"].groupby("cell"):
        yield f"{cell} ({rows['notes'].iloc[0]} meetings)"
        for row in sorted(rows.itertuples(), key=lambda row: THEMES.index(row.theme)):
            yield f"  {row.theme}: {row.verdict}, {row.notes_with_theme}; {row.change}"


def said(tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    labels = {theme: theme for theme in THEMES}
    seen = first_and_last(tables)
    told = news(tables, labels, seen, [])
    assert told
    foremost = ", ".join(f"{f.name} {f.count}" for f in told.foremost)
    yield f"{told.year}: {told.meetings} meetings; most often {foremost}"
    yield from (f"  in passing: {f.name}, {f.passages}" for f in told.passing)
    yield from (f"  last present: {f.name}, {f.last}" for f in told.absent)
    for group in headlines(tables, labels, seen):
        yield f"{'The network' if group.cell == ALL else group.cell}: {group.meetings} meetings"
        yield f"  {group.no_change}"
        for f in group.recurs:
            cells = f"{len(f.cells)} of {f.of_cells}"
            yield f"  {f.name}: {f.count} of {f.meetings}, {cells}, {f.since} to {f.last}"
        for c in group.changed:
            yield f"  {c.verdict}: {c.name}, {c.words} ({c.count} of {c.meetings}; {c.figures})"


def draft(reports: Path) -> Iterator[str]:
    """Yield the headings of the draft with the number of points or rows under each."""
    [path] = reports.glob("roundup-????.md")
    heading, count = "", 0
    for line in [*path.read_text("utf-8").splitlines(), "# "]:
        if line.startswith("#"):
            if heading:
                yield f"{heading}: {count}" if count else heading
            heading, count = line, 0
        count += line.startswith(("- ", "| "))


def write() -> None:
    """Run the sample and write the texts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [f"--{part}={folder / part}" for part in ("processed", "reports")]
        if main(["run", f"--raw={ROOT / 'data' / 'sample'}", f"--config={ROOT / 'config'}", *made]):
            sys.exit(2)
        FOLDER.mkdir(exist_ok=True)
        for file, text in texts(folder).items():
            (FOLDER / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
