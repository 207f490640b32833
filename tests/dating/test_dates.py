from datetime import date

import pytest
from pydantic import ValidationError

from pipeline.core.errors import Fault
from pipeline.dating.announced import ordinal
from pipeline.settings.models import Correction, CorrectionsConfig

BODY = "We talked of the garden and of the paths in it, and of the people who walk there in the evening."


def day(notes, title):
    row = notes[notes["title"] == title].iloc[0]
    return row["date"], row["date_basis"]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Note of a first cell on paths, held online on 16 July 2020", "2020-07-16"),
        ("The topic for this meeting of our Garden Cell on 2nd March 23 was paths.", "2023-03-02"),
        ("On Wednesday 21st June 2023 we held a session of our cell.", "2023-06-21"),
        ("8 July 2020", "2020-07-08"),
        ("Date: 16/07/2020", "2020-07-16"),
        pytest.param(
            "A book of 3 May 2018 says so at length, and many of us have read it since with profit.",
            "",
            id="a book",
        ),
        pytest.param("The next meeting is on 3 May 2021.", "", id="the next meeting"),
        pytest.param(
            "We shall take this to the conference on 30 March 2023, where many people will hear of it.",
            "",
            id="a conference",
        ),
        pytest.param(
            "It should be done by 3 May 2026, said those present, and then be looked at again.",
            "",
            id="a plan",
        ),
        pytest.param("Held on Thursday 9th July.", "", id="no year, and no neighbour to tell it"),
    ],
)
def test_stated(reader, opening, expected):
    notes = reader.dates(a__txt=f"Garden paths\n\n{opening}\n\n{BODY}")
    assert notes["date"].item() == expected
    if expected:
        assert notes["date_basis"].item() == "stated"
        assert "(a.txt:3)" in notes["date_evidence"].item()


def test_a_wrong_weekday_is_said(reader):
    notes = reader.dates(a__txt=f"Garden paths\n\nHeld on Monday 16 July 2020.\n\n{BODY}")
    assert notes["date"].item() == "2020-07-16"
    assert "was a Thursday" in notes["date_evidence"].item()


def listing(*notes):
    site = "A Better Way A Better Way"
    body = "{0}: those who know of {0} spoke, and {0} it was."
    parts = ([site, title, text, body.format(title), "Read More"] for title, text in notes)
    return "\n\n".join("\n\n".join(part) for part in parts)


def test_the_order_of_a_listing_bounds_and_gives_the_year(reader):
    notes = reader.dates(
        page__txt=listing(
            ("Top", "We met."),
            ("Roses", "Held on 20 May 2021."),
            ("Herbs", "We met."),
            ("Ferns", "Held on Tuesday 6th April."),
            ("Ivy", "Held on 3 February 2021."),
        )
    ).set_index("title")
    assert tuple(notes.loc["Top", ["date", "date_low", "date_high", "date_basis"]]) == (
        "",
        "2021-05-20",
        "",
        "listing",
    )
    assert tuple(notes.loc["Herbs", ["date", "date_low", "date_high"]]) == ("", "2021-04-06", "2021-05-20")
    assert day(notes.reset_index(), "Ferns") == ("2021-04-06", "stated")


def test_a_page_without_order_bounds_nothing(reader):
    notes = reader.dates(
        page__txt=listing(
            ("Roses", "Held on 20 May 2021."),
            ("Herbs", "We met."),
            ("Ferns", "Held on 6 April 2021."),
            ("Ivy", "Held on 3 June 2021."),
        )
    )
    assert day(notes, "Herbs") == ("", "none")


FIRST = (
    f"Note from Sharing Power Cell 1\n\nHeld on 2 June 2020.\n\n{BODY}\n\nNEXT MEETINGS\n\n"
    "  • Wednesday 22 July, 2pm\n\n  • Wednesday 16 September, 2pm"
)


def test_announced_by_a_sister_note(reader):
    notes = reader.dates(
        a__txt=FIRST,
        b__txt=f"Note from Sharing Power Cell 2\n\n{BODY} And roses.",
        c__txt=f"Note from Sharing Power Cell 3\n\n{BODY} And herbs, and ferns, and ivy on the wall.",
    )
    assert day(notes, "Note from Sharing Power Cell 2") == ("2020-07-22", "announced")
    assert day(notes, "Note from Sharing Power Cell 3") == ("2020-09-16", "announced")


def test_an_announced_weekday_that_does_not_fit_is_said_and_moves_no_year(reader):
    first = FIRST.replace("Wednesday 22 July", "Monday 22 July")
    notes = reader.dates(a__txt=first, b__txt=f"Note from Sharing Power Cell 2\n\n{BODY} And roses.")
    assert day(notes, "Note from Sharing Power Cell 2") == ("2020-07-22", "announced")
    assert "though 22 July 2020 was a Wednesday" in notes["date_evidence"].iloc[1]


def test_another_cell_announces_nothing(reader):
    notes = reader.dates(a__txt=FIRST, b__txt=f"Note from Joining Forces Cell 2\n\n{BODY} And roses.")
    assert day(notes, "Note from Joining Forces Cell 2") == ("", "none")


def test_a_stated_day_that_differs_from_the_announced_one_is_said(reader):
    notes = reader.dates(
        a__txt=FIRST, b__txt=f"Note from Sharing Power Cell 2\n\nHeld on 23 July 2020.\n\n{BODY}"
    )
    assert day(notes, "Note from Sharing Power Cell 2") == ("2020-07-23", "stated")
    assert "but announced: ‘Wednesday 22 July’" in notes["date_evidence"].iloc[1]


@pytest.mark.parametrize(
    "name", ["2020-07-16 paths.txt", "Cell note 16 July 2020.txt", "notes_16.07.2020.txt"]
)
def test_the_files_name(reader, name):
    notes = reader.dates(**{name.replace(".txt", "__txt"): f"Garden paths\n\n{BODY}"})
    assert day(notes, "Garden paths") == ("2020-07-16", "metadata")


def correction(**values):
    return Correction(
        **{"title": "Garden paths", "reason": "the diary", "expect": "", "date": date(2021, 5, 3)} | values
    )


def test_a_correction_overrides_all(reader):
    rule = correction(expect="2020-07-16")
    notes = reader.dates((rule,), a__txt=f"Garden paths\n\nHeld on 16 July 2020.\n\n{BODY}")
    assert day(notes, "Garden paths") == ("2021-05-03", "correction")
    assert notes["date_evidence"].item().startswith("the diary; found without it: ‘16 July 2020’")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (correction(expect="2020-01-01"), "expects date '2020-01-01', but the program finds ''"),
        (correction(title="Other"), "no note has this title"),
    ],
)
def test_a_correction_that_does_not_apply(reader, rule, says):
    with pytest.raises(Fault, match=says):
        reader.dates((rule,), a__txt=f"Garden paths\n\n{BODY}")


def test_a_correction_of_two_things_is_refused():
    with pytest.raises(ValidationError, match="write one of date, cell, event"):
        CorrectionsConfig(correction=(correction(cell="Garden"),))


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Note from Sharing Power Cell 2", 2),
        ("Note from Sharing Power Cell 102", 102),
        ("Gathering of 2021", 0),
        ("Better leadership (second meeting)", 2),
        ("A third session", 3),
        ("Three ways to listen", 0),
        ("The first hundred days of a garden", 0),
    ],
)
def test_ordinals(title, number):
    assert ordinal(title) == number
