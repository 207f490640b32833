"""What counts: which notes are of meetings, and which passages every share and chart is taken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.core.schemas import NEAR, UNCOUNTED_SECTIONS

if TYPE_CHECKING:
    import pandas as pd

PUBLICATION = "publication"
"""The event of a note that is no meeting: it is listed, and counted nowhere."""


def is_meeting(notes: pd.DataFrame) -> pd.Series:
    """Tell of each note whether it is of a meeting."""
    return notes["event"] != PUBLICATION


def meetings(notes: pd.DataFrame) -> pd.DataFrame:
    """Return the notes of meetings."""
    return notes[is_meeting(notes)]


def is_logistics(passages: pd.DataFrame) -> pd.Series:
    """Tell of each passage whether it is in a part for logistics, formalities or reading lists."""
    return passages["section_kind"].isin(UNCOUNTED_SECTIONS)


def may_carry_themes(passages: pd.DataFrame) -> pd.Series:
    """Tell of each passage whether it can carry a theme: no heading, nothing in an uncounted part."""
    return (passages["kind"] != "heading") & ~is_logistics(passages)


def counted(passages: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Return the passages that count: of meetings, without headings and uncounted parts."""
    return passages[passages["note_id"].isin(meetings(notes)["note_id"]) & may_carry_themes(passages)]


def applying(found_themes: pd.DataFrame) -> pd.DataFrame:
    """Return the themes that apply by the terms alone: tags before any person's word."""
    return found_themes[found_themes["grade"] != NEAR]
