"""Where drafts are put: beside a draft that somebody has edited, never over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.core.store import checksum, replacing
from pipeline.roundup.document import Block, Draft, Grid, Heading, Picture, Point, Text
from pipeline.roundup.markdown import markdown
from pipeline.roundup.word import word

Record = dict[str, Any]


def write_roundup(reports: Path, draft: Draft, template: Path) -> list[Path]:
    """Write the draft as Word and Markdown files and return their paths, Word first.

    A record beside them keeps a checksum of each file as written. A file that no longer has it was edited:
    then the new draft goes beside it as `roundup-YYYY-2`, opening with what has changed since the edited one
    was made.

    Raises:
        Fault: the template cannot be used.
    """
    record_path = reports / f".roundup-{draft.year}.json"
    record = _read(record_path)
    written = []
    for kind, suffix in (("word", "docx"), ("markdown", "md")):
        path, edited = _free(reports, f"roundup-{draft.year}", suffix, record)
        shown = _with_changes(draft, record.get(edited.name, {}).get("says"), edited) if edited else draft
        data = word(shown, template) if kind == "word" else markdown(shown).encode("utf-8")
        with replacing(path) as temporary:
            temporary.write_bytes(data)
        record[path.name] = {"sha256": hashlib.sha256(data).hexdigest(), "says": list(_says(draft.blocks))}
        written.append(path)
    _figures(reports, draft)
    with replacing(record_path) as temporary:
        temporary.write_text(json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return written


def _read(path: Path) -> Record:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # without a record every draft that is there counts as edited
    return found if isinstance(found, dict) else {}


def _free(reports: Path, stem: str, suffix: str, record: Record) -> tuple[Path, Path | None]:
    """Return the first path that nobody has edited, and the edited one before it, if any."""
    edited: Path | None = None
    for number in count(1):
        path = reports / (f"{stem}.{suffix}" if number == 1 else f"{stem}-{number}.{suffix}")
        if not path.exists() or checksum(path) == record.get(path.name, {}).get("sha256"):
            return path, edited
        edited = path
    raise AssertionError("count never ends")


def _with_changes(draft: Draft, said: Sequence[str] | None, edited: Path) -> Draft:
    return replace(draft, blocks=(*_changes(draft, said, edited), *draft.blocks))


def _changes(draft: Draft, said: Sequence[str] | None, edited: Path) -> Iterator[Block]:
    yield Heading(1, f"What has changed since {edited.name} was made")
    if said is None:
        yield Text(
            f"There is no record of how {edited.name} was made, so what has changed cannot be told.", "remark"
        )
        return
    now = list(_says(draft.blocks))
    new, gone = (
        [line for line in now if line not in set(said)],
        [line for line in said if line not in set(now)],
    )
    yield Text(
        f"{edited.name} was edited by hand and is left as it is. Since the program made it this has changed:",
        "remark",
    )
    for title, lines in (("New", new), ("No longer there", gone)):
        yield from (Text(f"{title}: {line}", "item") for line in lines)
    if not new and not gone:
        yield Text("Nothing has changed in the notes or the choice.")


def _says(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what the draft says, a line per point, sentence and row of a table, with its chapter."""
    chapter = ""
    for block in blocks:
        if isinstance(block, Heading):
            chapter = block.text
        elif isinstance(block, Grid):
            yield from (f"{block.caption}: {' – '.join(cell for cell in row if cell)}" for row in block.rows)
        elif isinstance(block, Picture):
            yield f"{chapter}: figure: {block.caption}"
        elif isinstance(block, Point) or block.style != "remark":
            yield f"{chapter}: {block.text}"


def _figures(reports: Path, draft: Draft) -> None:
    """Write the pictures that the Markdown names, if they do not stand there already."""
    for block in draft.blocks:
        if isinstance(block, Picture):
            path = reports / "figures" / f"{block.name}.png"
            if not path.exists() or path.read_bytes() != block.png:
                with replacing(path) as temporary:
                    temporary.write_bytes(block.png)
