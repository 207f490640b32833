"""What counts: which passages every share and chart is taken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.core.schemas import UNCOUNTED_SECTIONS

if TYPE_CHECKING:
    import pandas as pd


def counted(passages: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Return the passages that count: of meetings, without headings, logistics and reading lists."""
    meetings = notes.loc[notes["event"] != "publication", "note_id"]
    keep = (
        passages["note_id"].isin(meetings)
        & (passages["kind"] != "heading")
        & ~passages["section_kind"].isin(UNCOUNTED_SECTIONS)
    )
    return passages[keep]
