"""Which meetings are of a period, and how they are named."""

from types import SimpleNamespace

import pytest

from pipeline.core.period import Period
from pipeline.core.schemas import schema
from pipeline.roundup.material import Material, few, latest_year, of_period
from tests.conftest import build
from tests.roundup.make_draft import material, tables


def standing(period: Period, *spans: tuple[str, str]) -> list[str]:
    rows = [
        {"note_id": f"n{n}", "title": f"t{n}", "event": "cell", "date_low": low, "date_high": high}
        for n, (low, high) in enumerate(spans)
    ]
    found = of_period(build("notes", *rows), period).set_index("note_id")["standing"]
    return [found.get(f"n{n}", "") for n in range(len(spans))]


def test_a_meeting_is_of_the_year_when_its_whole_range_lies_in_it():
    found = of_period(tables()["notes"], Period.year(2020)).set_index("note_id")["standing"]
    assert found.to_dict() == {"one": "sure", "two": "sure", "three": "sure", "maybe": "perhaps"}
    assert latest_year(tables()["notes"]) == 2020
    assert latest_year(schema("notes").empty()) is None


@pytest.mark.parametrize(
    "spans, told",
    [
        pytest.param(
            [("2020-01-02", "2020-01-02"), ("", "2020-03-01")], ["sure", "perhaps"], id="an end in it"
        ),
        pytest.param(
            [("2020-01-02", "2020-01-02"), ("", "2022-03-01")], ["sure", "far"], id="an end elsewhere"
        ),
        pytest.param([("2019-01-02", "2019-01-02"), ("", "2022-03-01")], ["", "perhaps"], id="ranges only"),
        pytest.param(
            [("2021-01-02", "2021-01-02"), ("", "2022-03-01")], ["", ""], id="no open end reaches on"
        ),
        pytest.param([("", "")], [""], id="no date"),
    ],
)
def test_ranges(spans, told):
    assert standing(Period.year(2020), *spans) == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Kites", "Kites, 4 March 2020"),
        ("Minutes of the Kite Committee, 4th March 2020", "Minutes of the Kite Committee, 4th March 2020"),
        ("After the meeting of 3 March 2020", "After the meeting of 3 March 2020, 4 March 2020"),
    ],
)
def test_a_meetings_day_is_told_once(title, told):
    day = "2020-03-04"
    note = build("notes", {"note_id": "one", "title": title, "date": day, "date_low": day, "date_high": day})
    held = SimpleNamespace(by_id=note.assign(standing="sure").set_index("note_id"))
    assert Material.told(held, "one") == told


def test_a_link_leads_to_the_passage_on_the_page():
    source = material().source(
        "one", "a.txt:3", "Kite makers should “listen”, and wait for the wind to turn again."
    )
    assert source.link == (
        "index.html#note=one&q=%22Kite%20makers%20should%20%E2%80%9Clisten%E2%80%9D%2C%20and%20wait%20for%20the%20wind%22"
    )


def test_opening_words():
    assert few("one two three", 3) == "one two three"
    assert few("one two, three four", 2) == "one two …"
