"""How well notes are read in every format: invented notes, written by the tests' tools and read back.

    python -m bench.formats                                the table on the terminal
    python -m bench.formats --write docs/reading-scores.md    the same as a page

    python -m bench.formats --raw DIR                      the notes of a folder instead of invented ones

Each row is a format and a shape: a file a note, many notes in one file. Counted: notes found by their titles,
notes found that are none, and of the passages those with the same words.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli.main import main as command
from pipeline.core import store
from pipeline.core.counted import meetings
from pipeline.notes.stage import split
from pipeline.reading import formats
from pipeline.reading.clean import RawFile, cleaned
from pipeline.settings.load import read_model
from pipeline.settings.models import CellsConfig, GroupWords, Merging, SectionsConfig, SiteConfig
from tests import make_pdfs
from tests.make_formats import Note, note_of, plain, write
from tests.make_invented import collection, note

NOTES = 15
MARK = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[•-])\s+")
ONE = "one note a file"
TITLED = "many under one title"
LISTED = "many, one after the other"


@dataclass(frozen=True)
class Score:
    """Of how many notes how many were found, what was found besides, and how many passages came back."""

    found: int
    notes: int
    false: int
    recall: float
    precision: float


Files = Sequence[tuple[str, bytes]]


def shapes(notes: Sequence[Note]) -> dict[tuple[str, str], Callable[[], Files]]:
    """Return {(format, shape): its files}, in the order of the table."""
    many = collection(notes)
    made: dict[tuple[str, str], Callable[[], Files]] = {}

    def add(name: str, shape: str, suffix: str, *contents: Callable[[], bytes]) -> None:
        made[name, shape] = lambda: [(f"{i:02d}.{suffix}", content()) for i, content in enumerate(contents)]

    for name, form in (("Markdown", "md"), ("Word", "docx"), ("OpenDocument", "odt"), ("Rich Text", "rtf")):
        add(name, ONE, form, *(_writer(form, [each]) for each in notes))
        add(name, TITLED, form, _writer(form, [many]))
        add(name, LISTED, form, _writer(form, notes))
    for name, form in (("Squarespace page", "squarespace.html"), ("WordPress page", "wordpress.html")):
        add(name, ONE, "html", *(_writer(form, [each]) for each in notes))
        add(name, LISTED, "html", _writer(form, notes))
    add("page in one file", ONE, "mhtml", *(_writer("mhtml", [each]) for each in notes))
    add("site's export", LISTED, "xml", _writer("xml", notes))
    add("site's export", "broken markup", "xml", lambda: _broken(write("xml", notes)))
    add("mailbox", LISTED, "mbox", _writer("mbox", notes))
    add("PDF", ONE, "pdf", *(_writer("pdf", [each]) for each in notes))
    add("PDF", TITLED, "pdf", _writer("pdf", [many]))
    add("PDF", LISTED, "pdf", _writer("pdf", notes))
    add("PDF", "typed, words broken", "pdf", lambda: make_pdfs.typed(notes))
    add(
        "PDF",
        "typed, running heads",
        "pdf",
        lambda: make_pdfs.typed(notes, "Helvetica", lambda title, _: title),
    )
    add("PDF", "web pages, printed", "pdf", *(_printer(each) for each in notes))
    return made


def _writer(form: str, notes: Sequence[Note]) -> Callable[[], bytes]:
    return lambda: write(form, notes)


def _printer(each: Note) -> Callable[[], bytes]:
    return lambda: make_pdfs.printed_page(each)


def _broken(export: bytes) -> bytes:
    """Return an export whose second item has no end, whose third title has none, and so on."""
    pieces = export.decode().split("</item>")
    pieces[2] = pieces[2].replace("</title>", "")
    pieces[4] = pieces[4].replace("<![CDATA[", "").replace("]]>", "").replace("</p>", "", 1)
    pieces[6] = pieces[6].replace("<wp:status>publish</wp:status>", "<wp:status>publish")
    return "</item>".join([pieces[0] + pieces[1], *pieces[2:]]).encode()


def score(files: Files, notes: Sequence[Note], config: Path = Path("config")) -> Score:
    """Return how much of the notes is found again in the files."""
    raw = [RawFile(name, f"{i:064x}", formats.read(data, name)) for i, (name, data) in enumerate(files)]
    made = cleaned(raw)
    cells = read_model(config / "cells.toml", CellsConfig)
    sections = read_model(config / "sections.toml", SectionsConfig)
    tables = split(made["files"], made["lines"], cells, sections, Merging(), GroupWords(), SiteConfig())
    titles = Counter(tables["meetings"]["title"])
    wanted_titles = Counter(each.title for each in notes)
    passages = Counter(map(_bare, tables["passages"]["text"]))
    wanted = Counter(_bare(text) for each in notes for text in _texts(each))
    same = (passages & wanted).total()
    hits = (titles & wanted_titles).total()
    return Score(
        hits, len(notes), titles.total() - hits, same / wanted.total(), same / max(1, passages.total())
    )


def _texts(each: Note) -> list[str]:
    rows = [" | ".join(row) for part in each.parts for row in part.rows]
    return [*(plain(part.text) for part in each.parts if part.text), *rows]


def _bare(text: str) -> str:
    return MARK.sub("", " ".join(text.replace("\u00ad", "").split()))


def notes_in(raw: Path) -> list[Note]:
    """Return the meeting notes under a folder as titles and lines."""
    with tempfile.TemporaryDirectory() as folder:
        processed = Path(folder)
        for stage in ("clean", "split", "dates"):
            if command([stage, f"--raw={raw}", f"--processed={processed}", "--config=config"]):
                raise SystemExit(2)
        lines = store.read(processed, "lines")
        notes = meetings(store.read(processed, "notes"))
        last = store.read(processed, "passages").groupby("note_id")["line"].max()
    made = []
    for note_id, source, first, title in notes[["note_id", "source", "line", "title"]].to_numpy():
        inside = (lines["source"] == source) & lines["line"].between(first + 1, last[note_id])
        made.append(note_of(title, lines.loc[inside, "text"]))
    return made


def table(notes: Sequence[Note]) -> str:
    """Return the scores of all shapes as a Markdown table."""
    rows = [
        "| format | shape | notes found | false notes | recall of passages | precision |",
        "|---|---|---|---|---|---|",
    ]
    for (name, shape), files in shapes(notes).items():
        s = score(files(), notes)
        rows.append(
            f"| {name} | {shape} | {s.found} of {s.notes} | {s.false} | {s.recall:.3f} | {s.precision:.3f} |"
        )
    return "\n".join(rows)


PAGE = """# Reading scores

How well notes are read in each format: {notes} invented notes, written by the tests' tools and read back.
Made by `python -m bench.formats --write docs/reading-scores.md`.

- **one note a file**: {notes} files. **many under one title**: one file with a title of its own, each note
  under a heading. **many, one after the other**: one file, each note with a title that the format marks.
- **recall**: of the passages written, those that came back as one passage with the same words. **precision**:
  of the passages that came back, those that were written.
- Plain text has no row: it is what the others are measured by. Scans are read only where that is asked for
  (`[input] scans`), and are not measured here: what comes of them depends on the scan.

{table}
"""


def main() -> None:
    """Print the table, or write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", type=Path, help="the page to write")
    parser.add_argument("--raw", type=Path, help="a folder whose notes are taken instead of invented ones")
    asked = parser.parse_args()
    notes = notes_in(asked.raw) if asked.raw else [note(number) for number in range(NOTES)]
    made = table(notes)
    if asked.write:
        asked.write.write_text(PAGE.format(notes=len(notes), table=made), encoding="utf-8")
    else:
        print(made)


if __name__ == "__main__":
    main()
