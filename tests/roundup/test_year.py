"""Which meetings are of a year."""

from pipeline.core.schemas import schema
from pipeline.roundup.year import latest_year, of_year
from tests.roundup.make_draft import tables


def test_a_meeting_is_of_the_year_when_its_whole_range_lies_in_it():
    inside, unsure = of_year(tables()["notes"], 2020)
    assert inside["note_id"].tolist() == ["one", "two", "three"]
    assert unsure["note_id"].tolist() == ["maybe"]
    assert latest_year(tables()["notes"]) == 2020
    assert latest_year(schema("notes").empty()) is None
