"""How alike notes are read in every format: the notes of a folder, written by the tests' tools, read back.

    python -m bench.formats --raw DIR

Each note of the text files under DIR is written to a web page, a Word, OpenDocument, PDF, Markdown and export
file of its own and read through clean, split and dates. Printed: notes, titles and days that are as from
text, and the share of passages that are the same in words, kind and kind of part.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from pipeline.cli.main import main as command
from pipeline.core import store
from pipeline.core.counted import meetings
from tests.make_formats import WRITERS, Note, note_of
from tests.reading.test_whole_formats import read


def notes_in(raw: Path, processed: Path) -> list[Note]:
    """Return the meeting notes under `raw` as titles and lines."""
    config = [f"--raw={raw}", f"--processed={processed}", "--config=config"]
    for stage in ("clean", "split", "dates"):
        if command([stage, *config]):
            raise SystemExit(2)
    lines = store.read(processed, "lines")
    notes = meetings(store.read(processed, "notes"))
    last = store.read(processed, "passages").groupby("note_id")["line"].max()
    made = []
    for note_id, source, first, title in notes[["note_id", "source", "line", "title"]].to_numpy():
        inside = (lines["source"] == source) & lines["line"].between(first + 1, last[note_id])
        made.append(note_of(title, lines.loc[inside, "text"]))
    return made


def main() -> None:
    """Print a line per format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raw", type=Path, default=Path("data/sample"))
    with tempfile.TemporaryDirectory() as folder:
        notes = notes_in(parser.parse_args().raw, Path(folder))
    dated, passages, themes = read("txt", notes)
    for form in WRITERS:
        its_dates, its_passages, its_themes = read(form, notes)
        same = its_dates["date"].reindex(dated.index).eq(dated["date"]).sum()
        print(
            f"{form:<16} {len(its_dates)} notes, {same} with the same title, opening and day; "
            f"passages {(its_passages & passages).total() / passages.total():.4f}, "
            f"themes {(its_themes & themes).total() / themes.total():.4f}"
        )


if __name__ == "__main__":
    main()
