"""The period that a note's whole range lies in."""

import pytest

from pipeline.core.year import month_of, year_of
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
