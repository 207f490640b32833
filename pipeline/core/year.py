"""When a note's meeting was, as columns: the ends of its range, and the year, quarter or month it lies in.

A meeting lies in a period only when its whole range of days does. Nothing is placed by guess. Days are ISO
strings; an open end is the empty string, and so is the period of a range that lies in none.
"""

from __future__ import annotations

import pandas as pd


def ends(notes: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last day that each note's meeting can have been."""
    low = notes["date_low"].where(notes["date_low"] != "", notes["date"])
    high = notes["date_high"].where(notes["date_high"] != "", notes["date"])
    return low, high


def label(days: pd.Series, unit: str) -> pd.Series:
    """Return the `unit` (month, quarter, year) of each day; empty stays empty."""
    if unit == "year":
        return days.str[:4]
    if unit == "month":
        return days.str[:7]
    month = pd.to_numeric(days.str[5:7]).fillna(1).astype(int)
    quarter = days.str[:4] + "-Q" + ((month - 1) // 3 + 1).astype(str)
    return quarter.where(days != "", "")


def lying_in(low: pd.Series, high: pd.Series, unit: str) -> pd.Series:
    """Return the period that each whole range lies in; empty if it reaches beyond one."""
    first, last = label(low, unit), label(high, unit)
    return first.where(first == last, "")


def year_of(notes: pd.DataFrame) -> pd.Series:
    """Return the year (2020) that each note's whole range lies in."""
    return lying_in(*ends(notes), "year")


def month_of(notes: pd.DataFrame) -> pd.Series:
    """Return the month (2020-07) that each note's whole range lies in."""
    return lying_in(*ends(notes), "month")
