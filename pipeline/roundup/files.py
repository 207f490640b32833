"""The files of a draft: beside a draft that somebody has edited, never over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from pipeline.core.store import File
from pipeline.roundup.document import Block, Draft, Grid, Heading, Picture, Point, Text
from pipeline.roundup.markdown import markdown
from pipeline.roundup.word import word

RECORD, BEGUN = ".roundup-{}.json", ".roundup-{}.begun.json"
"""The record of a period's drafts: per file the checksum that the program gave it, and what it says. It is
written twice, before the files and after them: a draft whose writing was cut short is in one of the two."""

Made = dict[str, Any]


@dataclass(frozen=True)
class Drafts:
    """What is in the reports folder: the checksum of each draft, and the text of each record."""

    sums: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)

    def record(self, name: str) -> dict[str, Made]:
        """Return a record; without one every draft that is there counts as edited."""
        try:
            found = json.loads(self.records[name])
        except (KeyError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def free(self, slug: str, suffix: str) -> tuple[str, str]:
        """Return the first name that nobody has edited, and the edited one before it, if any."""
        records = [self.record(name.format(slug)) for name in (RECORD, BEGUN)]
        edited = ""
        for number in count(1):
            name = f"roundup-{slug}.{suffix}" if number == 1 else f"roundup-{slug}-{number}.{suffix}"
            ours = {record.get(name, {}).get("sha256") for record in records}
            if name not in self.sums or self.sums[name] in ours:
                return name, edited
            edited = name
        raise AssertionError("count never ends")


def files_of(draft: Draft, template: File, drafts: Drafts) -> dict[str, bytes]:
    """Return the draft as {name: content}, in the order to write: a Word and a Markdown file, with records.

    A file that no longer has a checksum of the records was edited: then the new draft goes beside it as
    `roundup-YYYY-2`, opening with what has changed since the edited one was made.

    Raises:
        Fault: the template cannot be used.
    """
    record = drafts.record(RECORD.format(draft.slug))
    written: dict[str, bytes] = {}
    says = list(_says(draft.blocks))
    for suffix in ("docx", "md"):
        name, edited = drafts.free(draft.slug, suffix)
        shown = _with_changes(draft, record.get(edited, {}).get("says"), edited) if edited else draft
        data = word(shown, template) if suffix == "docx" else markdown(shown).encode("utf-8")
        written[name] = data
        record = {**record, name: {"sha256": hashlib.sha256(data).hexdigest(), "says": says}}
    kept = (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
    return {BEGUN.format(draft.slug): kept, **written, RECORD.format(draft.slug): kept}


def _with_changes(draft: Draft, said: Sequence[str] | None, edited: str) -> Draft:
    return replace(draft, blocks=(*_changes(draft, said, edited), *draft.blocks))


def _changes(draft: Draft, said: Sequence[str] | None, edited: str) -> Iterator[Block]:
    yield Heading(1, f"What has changed since {edited} was made")
    if said is None:
        yield Text(
            f"There is no record of how {edited} was made, so what has changed cannot be told.", "remark"
        )
        return
    now = list(_says(draft.blocks))
    new, gone = (
        [line for line in now if line not in set(said)],
        [line for line in said if line not in set(now)],
    )
    yield Text(
        f"{edited} was edited by hand and is left as it is. Since the program made it this has changed:",
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
        elif isinstance(block, Point):
            yield f"{chapter}: {block.text}"
        elif block.style != "remark":
            yield f"{chapter}: {block.whole}"
