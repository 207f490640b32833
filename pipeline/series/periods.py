"""Months, quarters and years: which of them a meeting lies in, and which it may have lain in.

A meeting counts in a period only when its whole range of dates lies in it. Nothing is placed by guess.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.core.year import ends
from pipeline.settings.models import Series

LONGEST_BY_MONTH, LONGEST_BY_QUARTER = 18, 60  # months of span


def place(notes: pd.DataFrame, widest: int) -> pd.DataFrame:
    """Return per note `low`, `high` (ISO, empty = open), `day` and `placed`.

    `day` is the middle of the range as a day number, NaN where an end is open; `placed` tells whether the
    range is at most `widest` days, so that the note has a place in the order of meetings whatever the others.
    """
    low, high = ends(notes)
    first, last = (_day_numbers(column) for column in (low, high))
    day = _day_numbers(notes["date"]).fillna((first + last) / 2).where(first.notna() & last.notna())
    return pd.DataFrame(
        {"low": low, "high": high, "day": day, "placed": day.notna() & (last - first <= widest)}
    )


def _day_numbers(dates: pd.Series) -> pd.Series:
    parsed = pd.to_datetime(dates.where(dates != "", None), format="%Y-%m-%d")
    return (parsed - pd.Timestamp(0)).dt.days.astype(float)


def reach(places: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return first and last day numbers of the ranges, infinite where an end is open."""
    first, last = (_day_numbers(places[end]) for end in ("low", "high"))
    return first.fillna(-np.inf).to_numpy(), last.fillna(np.inf).to_numpy()


def units(places: pd.DataFrame, options: Series) -> tuple[str, ...]:
    """Return how time is cut, the finest first; years always are among it."""
    unit: str = options.period
    if unit == "auto":
        months = _months(places)
        unit = (
            "month" if months <= LONGEST_BY_MONTH else "quarter" if months <= LONGEST_BY_QUARTER else "year"
        )
    return (unit,) if unit == "year" else (unit, "year")


def _months(places: pd.DataFrame) -> int:
    known = places[places["placed"]]
    if known.empty:
        return 0
    first, last = known["low"].min(), known["high"].max()
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def between(first: str, last: str, unit: str) -> list[str]:
    """Return every period of the unit from the one to the other, both labels as of `year.label`."""
    step = {"year": "Y", "quarter": "Q", "month": "M"}[unit]
    every = pd.period_range(
        pd.Period(first.replace("-Q", "Q"), step), pd.Period(last.replace("-Q", "Q"), step)
    )
    form = {"year": "%Y", "quarter": "%Y-Q%q", "month": "%Y-%m"}[unit]
    return list(every.strftime(form))
