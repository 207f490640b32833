"""The last chapter: every meeting that was or may have been in the period."""

from __future__ import annotations

from typing import Any

from pipeline.core.calendar import when
from pipeline.core.wording import opened
from pipeline.roundup.document import Block, Grid
from pipeline.roundup.material import FAR, PERHAPS, Material


def chapter(held: Material) -> list[Block]:
    """Return the table of meetings, by date."""
    rows = tuple(_listed(held, note) for note in held.listed.itertuples())
    if not rows:
        return []
    caption = f"Meetings of {held.period.name} with a note (* the day is not stated in the note itself)"
    columns = ("Date", "Meeting", opened(held.group[0]), "Remark")
    return [Grid(caption, columns, rows, (0.2, 0.42, 0.2, 0.18))]


def _listed(held: Material, note: Any) -> tuple[str, str, str, str]:
    stated = note.date and note.date_basis in ("stated", "correction")
    remarks = {
        PERHAPS: f"may have been in {held.period.name}; drawn on",
        FAR: f"may have been in {held.period.name}; not drawn on",
    }
    day = f"{when(note, full=True)}{'' if stated else '*'}"
    return day, note.title, note.cell or note.event, remarks.get(note.standing, "")
