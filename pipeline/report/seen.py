"""When themes were first and last present in a group, as far as it is known."""

from __future__ import annotations

import pandas as pd

from pipeline.core.calendar import Span, span_of
from pipeline.core.counted import meetings
from pipeline.core.schemas import ALL
from pipeline.core.table import Tables
from pipeline.core.year import ends

Seen = dict[tuple[str, str], tuple[Span, Span]]
"""(cell, theme) → when the first meeting with it was, and when the last."""
NEVER = Span(None, None)


def first_and_last(tables: Tables) -> Seen:
    """Return of every theme that is present in a group the dates of the first and last meeting with it.

    Of ranges the one that begins first is the first, the one that ends last the last; meetings without any
    date are neither, unless there is no other.
    """
    here = tables["note_themes"]
    here = here.loc[here["present"] == "yes", ["note_id", "theme"]]
    notes = meetings(tables["notes"])[["note_id", "cell", "date", "date_low", "date_high"]]
    rows = here.merge(notes, on="note_id")
    rows = pd.concat([rows[rows["cell"] != ""], rows.assign(cell=ALL)])
    low, high = ends(rows)
    rows = rows.assign(low=low, high=high)
    found: Seen = {}
    for (cell, theme), mine in rows.groupby(["cell", "theme"]):
        began = mine[mine["low"] != ""].sort_values(["low", "high", "note_id"])
        ended = mine[mine["high"] != ""].sort_values(["high", "low", "note_id"])
        first = began if len(began) else ended
        last = ended if len(ended) else began
        found[str(cell), str(theme)] = (
            _span(first.iloc[0]) if len(first) else NEVER,
            _span(last.iloc[-1]) if len(last) else NEVER,
        )
    return found


def _span(note: pd.Series) -> Span:
    return span_of(note["date"], note["date_low"], note["date_high"])
