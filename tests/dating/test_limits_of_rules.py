"""Where a rule of dating begins to hold and where it ends: listings, names, approvals, properties."""

from datetime import date

import pytest

from pipeline.dating.note import NOTHING, Finding, within
from pipeline.dating.rules import find_all
from tests.dating.test_cases import check, dated
from tests.dating.test_rules import note, said

DAY = date(2021, 5, 3)


def page(reader, *notes):
    """Return {title: (date, low, high)} of notes (title, opening) on one page, in the order of the page."""
    site = "A Better Way A Better Way"
    body = "{0}: those who know of {0} spoke, and {0} it was."
    parts = "\n\n".join(
        "\n\n".join([site, title, text, body.format(title), "Read More"]) for title, text in notes
    )
    rows = reader.dates(page__txt=parts)
    return {r["title"]: (r["date"], r["date_low"], r["date_high"]) for r in rows.to_dict("records")}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(["6 April", None, "20 May"], ("2021-04-06", "2021-05-20"), id="the oldest first"),
        pytest.param(["20 May", None, "6 April"], ("2021-04-06", "2021-05-20"), id="the newest first"),
        pytest.param([None, "20 May", "6 April"], ("2021-05-20", ""), id="before the newest"),
        pytest.param(["20 May", "6 April", None], ("", "2021-04-06"), id="after the oldest"),
        pytest.param([None, "20 May"], ("", ""), id="one day is no order"),
        pytest.param(["20 May", None, "20 May"], ("", ""), id="nor is one day twice"),
        pytest.param(["6 April", "20 May", "6 April", None], ("", ""), id="up and down"),
        pytest.param(
            ["1 April", "2 April", "3 April", "4 April", "5 April", "4 April", None],
            ("2021-04-04", ""),
            id="four of five neighbours are in order",
        ),
        pytest.param(
            ["1 April", "2 April", "3 April", "4 April", "3 April", None],
            ("", ""),
            id="three of four are not enough",
        ),
    ],
)
def test_a_listing_that_keeps_its_order_bounds_notes_without_a_day(reader, days, expected):
    names = ["Roses", "Herbs", "Ferns", "Ivy", "Moss", "Reeds", "Oaks"]
    notes = [(n, f"Held on {d} 2021." if d else "We met.") for n, d in zip(names, days, strict=False)]
    found = page(reader, *notes)
    assert found[names[days.index(None)]] == ("", *expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("2021-05-update.txt", "2021-05-01..2021-05-31", id="of the month"),
        pytest.param("2021-06-update.txt", "2021-06-01..2021-06-30", id="of the next"),
        pytest.param("1949/notes.txt", "", id="a year before 1950"),
        pytest.param("1950/notes.txt", "1950-01-01..1950-12-31", id="1950"),
        pytest.param("2049/notes.txt", "2049-01-01..2049-12-31", id="2049"),
        pytest.param("2050/notes.txt", "", id="a year after 2049"),
        pytest.param("2021/13/notes.txt", "2021-01-01..2021-12-31", id="a thirteenth month"),
        pytest.param("2021/Q5/notes.txt", "2021-01-01..2021-12-31", id="a fifth quarter"),
        pytest.param("2021/wk 60.txt", "2021-01-01..2021-12-31", id="a week that is none"),
        pytest.param("2020-22/notes.txt", "2020-01-01..2020-12-31", id="years that do not follow each other"),
        pytest.param("31042021.txt", "", id="a day that no month has"),
        pytest.param("30042021.txt", "2021-04-30", id="the month's last"),
        pytest.param("2021/12/notes.txt", "2021-12-01..2021-12-31", id="December"),
        pytest.param("2021/Q4/notes.txt", "2021-10-01..2021-12-31", id="the last quarter"),
    ],
)
def test_names_that_are_nearly_a_date(reader, name, expected):
    check(reader, expected, name=name)


@pytest.mark.parametrize(
    ("day", "contradicts"), [("1 May 2021", 0), ("31 May 2021", 0), ("1 June 2021", 1), ("30 April 2021", 1)]
)
def test_a_day_outside_of_the_files_month_contradicts_it(reader, day, contradicts):
    found, evidence = dated(reader, name="2021-05.txt", opening=f"Held on {day}")
    assert found[:4] == "2021"
    assert evidence.count("but the file's name: ‘2021-05’") == contradicts


def test_minutes_after_the_next_meeting_bound_nothing(reader):
    opening = "The minutes of the meeting held on 12 May 2021 were agreed."
    check(reader, "", opening=opening, tail="Next meeting: 12 May 2021")
    check(reader, "2021-05-13", opening=opening, tail="Next meeting: 14 May 2021")


def test_of_several_days_the_nearest_bound(reader):
    opening = (
        "The minutes of the meeting held on 3 March 2021 were agreed.\n\n"
        "The minutes of the meeting held on 10 March 2021 were agreed."
    )
    tail = "Next meeting: 12 May 2021\n\nThe next meeting after it: 2 June 2021"
    check(reader, "2021-03-11..2021-05-11", opening=opening, tail=tail)


@pytest.mark.parametrize(
    ("day", "bound", "expected"),
    [
        (DAY, None, True),
        (DAY, NOTHING, True),
        (DAY, Finding(DAY, DAY), True),
        (DAY, Finding(None, DAY), True),
        (DAY, Finding(DAY, None), True),
        (DAY, Finding(date(2021, 5, 4), None), False),
        (DAY, Finding(None, date(2021, 5, 2)), False),
        (DAY, Finding(date(2021, 5, 1), date(2021, 5, 4)), True),
    ],
)
def test_a_day_is_within_a_range_its_ends_included(day, bound, expected):
    assert within(day, bound) is expected


@pytest.mark.parametrize(
    ("line", "published"),
    [
        pytest.param(13, "2020-12-24", id="three lines off"),
        pytest.param(14, "None", id="four lines off"),
        pytest.param(7, "2020-12-24", id="three before"),
        pytest.param(6, "None", id="four before"),
    ],
)
def test_a_day_of_publication_belongs_to_the_note_near_it(line, published):
    found = find_all([note()], published={"a.txt": [(line, "2020-12-24")]})["n1"]
    assert (str(found.low), str(found.high)) == ("None", published)


@pytest.mark.parametrize("own", ["", "2021", "2021-1-2", "yesterday", "2021-01-02T10:00"])
def test_what_is_no_day_in_a_files_properties_bounds_nothing(own):
    assert find_all([note()], own={"a.txt": own})["n1"].basis == "none"


def test_two_ranges_are_narrowed_to_what_they_share():
    first = Finding(date(2021, 1, 1), date(2021, 6, 30), "metadata", "the folder")
    second = Finding(date(2021, 3, 1), date(2021, 9, 30), "stated", "its words")
    assert first.then(second) == Finding(
        date(2021, 3, 1), date(2021, 6, 30), "metadata", "the folder; its words"
    )
    inner = Finding(date(2021, 2, 1), date(2021, 2, 28), "stated", "its words")
    assert first.then(inner) == inner
    assert inner.then(first) == inner
    edge = Finding(date(2021, 6, 30), date(2021, 7, 30), "stated", "its words")
    assert first.then(edge).day == date(2021, 6, 30)
    apart = Finding(date(2021, 7, 1), None, "stated", "its words")
    assert first.then(apart) == Finding(first.low, first.high, "metadata", "the folder", ("but its words",))


def test_said_words_are_told_with_their_place():
    found = find_all([note(texts=said("Held on 16 July 2020."))])["n1"]
    assert found.evidence == "‘16 July 2020’ (a.txt:20)"
    by_name = find_all([note(source="2021/April/a.txt")])["n1"]
    assert by_name.evidence == "the folder's name: ‘April’, the folder's name: ‘2021’"
    by_month = find_all([note(source="x/2021-04 b.txt")])["n1"]
    assert by_month.evidence == "the file's name: ‘2021-04’"
    alone = find_all([note(source="2021/April/Wednesday 14th.txt")])["n1"]
    assert alone.evidence.startswith(
        "the file's name: ‘Wednesday 14th’; the month follows from the folder's name: "
    )
