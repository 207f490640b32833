"""The period that a note's whole range lies in."""

import pandas as pd
import pytest

from pipeline.core.year import lying_in, month_of, year_of
from tests.conftest import build


@pytest.mark.parametrize(
    ("day", "low", "high", "year", "month"),
    [
        pytest.param("2020-07-16", "", "", "2020", "2020-07", id="a day"),
        pytest.param("", "2020-03-01", "2020-11-30", "2020", "", id="a range within a year"),
        pytest.param("", "2020-12-31", "2021-01-01", "", "", id="over the end of a year"),
        pytest.param("", "2020-07-01", "", "", "", id="an open end"),
        pytest.param("", "", "", "", "", id="nothing known"),
    ],
)
def test_a_note_lies_where_its_whole_range_does(day, low, high, year, month):
    notes = build("notes", {"note_id": "a", "date": day, "date_low": low, "date_high": high})
    assert (year_of(notes)[0], month_of(notes)[0]) == (year, month)


@pytest.mark.parametrize(
    ("low", "high", "lies"),
    [
        pytest.param("2020-07-16", "2020-07-16", ("2020-07", "2020-Q3", "2020"), id="a day"),
        pytest.param("2020-07-30", "2020-08-02", ("", "2020-Q3", "2020"), id="over the end of a month"),
        pytest.param("2020-09-30", "2020-10-01", ("", "", "2020"), id="over the end of a quarter"),
        pytest.param("2020-12-31", "2021-01-01", ("", "", ""), id="over the end of a year"),
        pytest.param("2020-07-16", "", ("", "", ""), id="open"),
        pytest.param("", "", ("", "", ""), id="not known"),
    ],
)
def test_a_note_lies_only_where_its_whole_range_lies(low, high, lies):
    ends = pd.Series([low], dtype="str"), pd.Series([high], dtype="str")
    assert tuple(lying_in(*ends, unit)[0] for unit in ("month", "quarter", "year")) == lies
