"""The days that other notes of a series announce: for which meeting, in which year, and who is right."""

import pytest

CELL = "Note from a Kites Cell"
OTHER = {1: "string and knots", 2: "wind over the hill", 3: "paper, glue and tails", 4: "who flies at night"}


def found(reader, *notes, sources="abcd"):
    """Return {number: (day, evidence)} of notes (number, text) of one series, in files by their place."""
    texts = {
        f"{source}.txt": f"{CELL} {number}\n\n{text}\n\n" + f"They spoke of {OTHER[number]}. " * 9
        for source, (number, text) in zip(sources, notes, strict=False)
    }
    rows = reader.dates(**texts)
    return {
        int(title[-1]): (date, evidence)
        for title, date, evidence in zip(rows["title"], rows["date"], rows["date_evidence"], strict=True)
    }


@pytest.mark.parametrize("sources", ["abc", "cba", "bca"])
def test_of_two_announcements_of_one_meeting_the_later_one_knows_better(reader, sources):
    day, evidence = found(
        reader,
        (1, "Held on 2 June 2020.\n\nThe third meeting will be on 16 September 2020."),
        (2, "Held on 22 July 2020.\n\nThe third meeting will be on 23 September 2020."),
        (3, ""),
        sources=sources,
    )[3]
    assert day == "2020-09-23"
    assert "‘23 September 2020’" in evidence.split("; but")[0]
    assert "but announced: ‘16 September 2020’" in evidence


def test_announcements_that_differ_and_name_no_number_settle_nothing(reader):
    # of a note without a number it cannot be told which of two meetings was meant
    notes = {
        "a.txt": "Garden group\n\nHeld on 2 June 2020.\n\nNext meeting: 16 July 2020\n\n"
        + "Elm stands. " * 9,
        "b.txt": "Garden group\n\nHeld on 9 June 2020.\n\nNext meeting: 23 July 2020\n\n" + "Oak grows. " * 9,
        "c.txt": "Garden group\n\nWe met in the hall.\n\n" + "Ash trees fall. " * 9,
    }
    rows = reader.dates(**notes).set_index("source")
    assert rows["date"]["c.txt"] == ""


def test_one_announcement_is_enough_where_no_number_is_said(reader):
    notes = {
        "a.txt": "Garden group\n\nHeld on 2 June 2020.\n\nNext meeting: 16 July 2020\n\n"
        + "Elm stands. " * 9,
        "b.txt": "Garden group\n\nWe met in the hall.\n\n" + "Oak grows. " * 9,
    }
    rows = reader.dates(**notes).set_index("source")
    assert (rows["date"]["b.txt"], rows["date_basis"]["b.txt"]) == ("2020-07-16", "announced")


def test_a_day_that_another_meeting_of_the_series_had_is_not_given_twice(reader):
    notes = {
        "a.txt": "Garden group\n\nHeld on 2 June 2020.\n\nNext meeting: 16 July 2020\n\n"
        + "Elm stands. " * 9,
        "b.txt": "Garden group\n\nHeld on 16 July 2020.\n\n" + "Oak grows. " * 9,
        "c.txt": "Garden group\n\nWe met in the hall.\n\n" + "Ash trees fall. " * 9,
    }
    assert reader.dates(**notes).set_index("source")["date"]["c.txt"] == ""


@pytest.mark.parametrize(
    ("held", "said", "expected"),
    [
        pytest.param("10 December 2020", "13 January", "2021-01-13", id="after New Year"),
        pytest.param("10 December 2020", "11 December", "2020-12-11", id="the next day"),
        pytest.param("10 December 2020", "10 December", "", id="the same day"),
        pytest.param("10 December 2020", "9 December", "", id="nearly a year ahead"),
        pytest.param("10 January 2021", "6 November", "2021-11-06", id="300 days ahead"),
        pytest.param("10 January 2021", "7 November", "", id="301 days ahead"),
        pytest.param("10 December 2020", "13 January 2022", "2022-01-13", id="a year that is said"),
        pytest.param("10 December 2023", "29 February", "2024-02-29", id="in a leap year"),
        pytest.param("10 December 2021", "29 February", "", id="in none"),
    ],
)
def test_an_announced_day_without_a_year_is_the_next_one_that_is_near(reader, held, said, expected):
    notes = found(reader, (1, f"Held on {held}.\n\nNext meeting: {said}"), (2, ""))
    assert notes[2][0] == expected


def test_the_days_announced_are_counted_on_from_the_notes_own_number(reader):
    notes = found(
        reader,
        (1, "Held on 2 June 2020.\n\nDates of future meetings: 16 September 2020, 22 July 2020"),
        (2, ""),
        (3, ""),
        (4, ""),
    )
    assert [notes[n][0] for n in (2, 3, 4)] == ["2020-07-22", "2020-09-16", ""]


def test_what_is_announced_for_the_next_meeting_is_for_the_next_one(reader):
    notes = found(
        reader, (2, "Held on 2 June 2020.\n\nThe next meeting is on 22 July 2020."), (3, ""), (4, "")
    )
    assert [notes[n][0] for n in (3, 4)] == ["2020-07-22", ""]


def test_a_day_for_another_meeting_is_no_contradiction(reader):
    notes = found(
        reader,
        (1, "Held on 2 June 2020.\n\nThe third meeting will be on 16 September 2020."),
        (2, "Held on 22 July 2020."),
    )
    assert "but" not in notes[2][1]


def test_where_two_days_are_announced_one_that_came_true_is_no_contradiction(reader):
    notes = found(
        reader,
        (1, "Held on 2 June 2020.\n\nThe third meeting will be on 16 September 2020."),
        (2, "Held on 22 July 2020.\n\nThe third meeting will be on 23 September 2020."),
        (3, "Held on 23 September 2020."),
    )
    assert notes[3][0] == "2020-09-23"
    assert "but" not in notes[3][1]


def test_a_publication_is_not_announced(reader):
    rows = reader.dates(
        **{
            "a.txt": f"{CELL} 1\n\nHeld on 2 June 2020.\n\nNext meeting: 22 July 2020\n\n" + "Elm. " * 30,
            "b.txt": f"{CELL} 2\n\nYou can download the full document here.\n\n" + "Oak grows. " * 30,
        }
    ).set_index("source")
    assert rows["event"]["b.txt"] == "publication"
    assert rows["date"]["b.txt"] == ""


def test_an_announcement_outside_of_what_the_page_leaves_is_not_taken(reader):
    # on a page that is in order the second meeting was between the two that have days
    site = "A Better Way A Better Way"
    parts = [
        ("Note from a Kites Cell 3", "Held on 20 May 2021."),
        ("Note from a Kites Cell 2", "We met in the barn."),
        ("Note from a Kites Cell 1", "Held on 6 April 2021.\n\nThe second meeting will be on 1 June 2021."),
    ]
    page = "\n\n".join(
        f"{site}\n\n{title}\n\n{text}\n\n{title} spoke. Read on.\n\nRead More" for title, text in parts
    )
    rows = reader.dates(page__txt=page).set_index("title")
    row = rows.loc["Note from a Kites Cell 2"]
    assert (row["date"], row["date_low"], row["date_high"]) == ("", "2021-04-06", "2021-05-20")
