"""The chapter of the roundup on what lies ahead: what the notes name for further meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.language.dates import mentions
from pipeline.language.phrases import either
from pipeline.language.words import words_of
from pipeline.roundup.document import Block, Heading, Point, Text

if TYPE_CHECKING:
    from pipeline.roundup.year import Year


LOGISTICS = re.compile(
    r"\b\d{1,2}[.:]\d\d\b|:\s*$|\b"
    + either("""
    agreed | be in touch | blogs? | circulated? | dates? | invited? | invites | join the group
    meet again | newsletter | register | sign up | slides? | thanked | thanks | video | zoom
    """)
    + r"\b",
    re.IGNORECASE,
)
"""Times, invitations and thanks: they are no topics; nor is what names a day."""
LEANING = re.compile(r"^(?:And|But|Or|So)\b|\b(?:above|below|[Tt]his|[Tt]hese|[Tt]hose|them)\b")


def _is_topic(text: str) -> bool:
    logistics = LOGISTICS.search(text) or any(mentions(text))
    return not logistics and not LEANING.search(text) and len(words_of(text)) >= 4


def chapter(held: Year) -> Iterator[Block]:
    """Return the topics that the notes name for further meetings, per group, logistics left out."""
    yield Heading(1, "Looking ahead")
    rows = held.tables["passages"]
    mine = rows[
        rows["note_id"].isin(held.notes["note_id"])
        & (rows["section_kind"] == "next")
        & (rows["kind"] != "heading")
    ]
    mine = mine[mine["text"].map(_is_topic).astype(bool)].drop_duplicates("text")
    mine = mine.merge(held.notes[["note_id", "cell"]].assign(order=range(len(held.notes))), on="note_id")
    mine = mine.sort_values(["order", "position"], ascending=[False, True], kind="stable")
    if mine.empty:
        yield Text("The notes of the year name no topics for further meetings.")
        return
    yield Text("Topics and questions that meetings set themselves, the latest first.")
    for cell in sorted(mine["cell"].unique(), key=lambda name: (name == "", name)):
        yield Heading(2, cell or "Other meetings")
        for row in mine[mine["cell"] == cell].head(held.options.ahead).itertuples():
            yield Point(row.text, held.origin(row.note_id, row.source, row.line), "ahead")
