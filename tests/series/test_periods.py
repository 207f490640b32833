"""Periods, and how time is cut into them."""

import pandas as pd
import pytest

from pipeline.series import periods
from pipeline.settings.models import Series


@pytest.mark.parametrize(
    ("first", "last", "unit", "names"),
    [
        ("2020-11", "2021-02", "month", ["2020-11", "2020-12", "2021-01", "2021-02"]),
        ("2020-Q3", "2021-Q1", "quarter", ["2020-Q3", "2020-Q4", "2021-Q1"]),
        ("2019", "2021", "year", ["2019", "2020", "2021"]),
    ],
)
def test_periods_between(first, last, unit, names):
    assert periods.between(first, last, unit) == names


@pytest.mark.parametrize(
    ("last", "set_to", "cut"),
    [
        ("2020-06-01", "auto", ("month", "year")), ("2021-06-30", "auto", ("month", "year")),
        ("2021-07-01", "auto", ("quarter", "year")), ("2025-01-01", "auto", ("year",)),
        ("2025-01-01", "month", ("month", "year")),
    ],
)  # fmt: skip
def test_how_time_is_cut_follows_the_span(last, set_to, cut):
    places = pd.DataFrame({"low": ["2020-01-01", last], "high": ["2020-01-01", last], "placed": [True, True]})
    assert periods.units(places, Series(period=set_to)) == cut
