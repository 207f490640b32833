"""The meetings of a year, and how names and numbers are said."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def latest_year(notes: pd.DataFrame) -> int | None:
    """Return the year of the last meeting whose year is known; None if none is."""
    years = [int(year) for year in _years(notes[notes["event"] != "publication"]) if year]
    return max(years, default=None)


def of_year(notes: pd.DataFrame, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the meetings of the year, and those that may have been in it; both by date, then title."""
    held = notes[notes["event"] != "publication"]
    low, high = _ends(held)
    inside = _years(held) == str(year)
    reach = (low.str[:4].where(low != "", "0000") <= str(year)) & (
        high.str[:4].where(high != "", "9999") >= str(year)
    )
    known = (low != "") | (high != "")
    held = held.assign(_low=low.where(low != "", high), _high=high)
    return _in_order(held[inside]), _in_order(held[known & reach & ~inside])


def _in_order(notes: pd.DataFrame) -> pd.DataFrame:
    by = ["_low", "_high", "title", "note_id"]
    return notes.sort_values(by, ignore_index=True).drop(columns=by[:2])


def month_of(notes: pd.DataFrame) -> pd.Series:
    """Return the month (2020-07) that each note's whole range lies in, or an empty string."""
    low, high = _ends(notes)
    return low.str[:7].where(low.str[:7] == high.str[:7], "")


def _years(notes: pd.DataFrame) -> pd.Series:
    low, high = _ends(notes)
    return low.str[:4].where(low.str[:4] == high.str[:4], "")


def _ends(notes: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    low = notes["date_low"].where(notes["date_low"] != "", notes["date"])
    high = notes["date_high"].where(notes["date_high"] != "", notes["date"])
    return low, high


def said(names: Iterable[str]) -> str:
    """Return the names as in a, b and c."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def times(count: int, one: str, many: str = "") -> str:
    """Return as in 1 meeting, 3 meetings."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
