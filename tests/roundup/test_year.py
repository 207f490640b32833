"""Which meetings are of a year, and how they are named."""

from types import SimpleNamespace

import pytest
from pipeline.roundup.year import Year, latest_year, of_year

from pipeline.core.schemas import schema
from tests.conftest import build
from tests.roundup.make_draft import tables


def test_a_meeting_is_of_the_year_when_its_whole_range_lies_in_it():
    inside, unsure = of_year(tables()["notes"], 2020)
    assert inside["note_id"].tolist() == ["one", "two", "three"]
    assert unsure["note_id"].tolist() == ["maybe"]
    assert latest_year(tables()["notes"]) == 2020
    assert latest_year(schema("notes").empty()) is None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Kites", "Kites, 4 March 2020 (a.txt:7)"),
        (
            "Minutes of the Kite Committee, 4th March 2020",
            "Minutes of the Kite Committee, 4th March 2020 (a.txt:7)",
        ),
        ("After the meeting of 3 March 2020", "After the meeting of 3 March 2020, 4 March 2020 (a.txt:7)"),
    ],
)
def test_a_meetings_day_is_told_once(title, told):
    day = "2020-03-04"
    note = build("notes", {"note_id": "one", "title": title, "date": day, "date_low": day, "date_high": day})
    assert Year.origin(SimpleNamespace(by_id=note.set_index("note_id")), "one", "a.txt", 7) == told
