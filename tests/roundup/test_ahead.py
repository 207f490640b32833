"""What is to come: which sentences say so, and on which days. All sentences are invented."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pipeline.language.dates import mentions
from pipeline.language.wordings import AHEAD, SUBJECT
from pipeline.roundup.ahead import _after, of_group


@pytest.mark.parametrize(
    "text, met, day",
    [
        pytest.param("on 3 May", date(2020, 3, 4), date(2020, 5, 3), id="later in the year"),
        pytest.param("on 3 January", date(2020, 11, 4), date(2021, 1, 3), id="in the next year"),
        pytest.param("on 1 March", date(2020, 3, 4), None, id="just before"),
        pytest.param("on 4 March", date(2020, 3, 4), None, id="the day itself"),
        pytest.param("on 3 May 2019", date(2020, 3, 4), None, id="a year that is past"),
        pytest.param("on 3 May 2023", date(2020, 3, 4), None, id="years ahead"),
        pytest.param("on Thursday 15 July", date(2020, 6, 10), date(2020, 7, 15), id="a weekday in error"),
    ],
)
def test_days_to_come(text, met, day):
    [said] = mentions(text)
    assert _after(said, met) == day


@pytest.mark.parametrize(
    "text",
    [
        "The board will mend the gate.",
        "We agreed to fly in winter, too.",
        "The group should continue to meet every month.",
        "Next time the makers bring glue.",
        "The plan will be reviewed in May.",
    ],
)
def test_what_is_to_come(text):
    assert AHEAD.search(text)


@pytest.mark.parametrize(
    "text", ["We will need better string.", "Glue needs to be developed.", "Kites were to be mended."]
)
def test_what_is_not(text):
    assert not AHEAD.search(text)


@pytest.mark.parametrize(
    "text, what",
    [
        (
            "The topic for this meeting of our Kite Cell on the 5th June was to consider; why kites fall",
            "why kites fall",
        ),
        ("The question was ‘what is string?’", "‘what is string?’"),
        ("We met to explore how paper dries", "how paper dries"),
        ("The topic was introduced by Nora Sample", ""),
    ],
)
def test_what_a_meeting_was_about(text, what):
    found = SUBJECT.search(text)
    assert (next(filter(None, found.groups())) if found else "") == what


def test_what_an_earlier_note_set_ahead_is_no_longer_to_come():
    notes = pd.DataFrame(
        {
            "note_id": ["first", "last"],
            "cell": "Kites",
            "date_low": ["2020-03-04", "2020-05-06"],
            "date_high": ["2020-03-04", "2020-05-06"],
        }
    )
    said = pd.DataFrame(
        {
            "note_id": notes["note_id"],
            "kind": "bullet",
            "section_kind": "next",
            "text": ["How can kites be flown in the rain?", "How can makers find paper that lasts?"],
            "source": "a.txt",
            "line": ["1", "2"],
        }
    )
    options = SimpleNamespace(alike=0.3)
    held = SimpleNamespace(notes=notes, said=said, options=options, source=lambda *place: place)
    assert [each.text for each in of_group(held, "Kites")] == ["How can makers find paper that lasts?"]
    held.said = said.iloc[:1]
    assert of_group(held, "Kites") == []


def held_with(*rows):
    """Return a group's one note with these passages for its next steps: (kind, text)."""
    day = "2020-03-04"
    notes = pd.DataFrame({"note_id": ["n"], "cell": "Kites", "date_low": day, "date_high": day})
    said = pd.DataFrame(
        [("n", kind, "next", text, "a.txt", str(line)) for line, (kind, text) in enumerate(rows, 1)],
        columns=["note_id", "kind", "section_kind", "text", "source", "line"],
    )
    options = SimpleNamespace(alike=0.3)
    return SimpleNamespace(notes=notes, said=said, options=options, source=lambda *place: place)


def test_short_items_of_a_list_are_one_step():
    held = held_with(
        ("paragraph", "We agreed to go on. Themes could include:"),
        ("bullet", "Paper that lasts"),
        ("bullet", "Strings of the hill"),
    )
    [step] = of_group(held, "Kites")
    assert step.text == "Themes could include: Paper that lasts; Strings of the hill."


def test_long_items_keep_the_words_that_open_their_list():
    held = held_with(
        ("paragraph", "The makers named topics. These included:"),
        ("bullet", "How a kite can be mended in the rain without losing its colours."),
        ("bullet", "Where the makers of the valley could find a loft to dry their paper."),
    )
    assert [each.lead for each in of_group(held, "Kites")] == ["The makers named topics. These included:"] * 2


def test_a_step_that_says_the_same_is_told_once():
    held = held_with(
        ("paragraph", "At the next session the makers will look at paper standards for kites."),
        ("paragraph", "The topic for the next session would be paper standards for kites."),
    )
    assert len(of_group(held, "Kites")) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nora concluded by saying that we will fly kites in the spring.", id="who said it"),
        pytest.param("The makers should meet at monthly intervals, for four months.", id="housekeeping"),
    ],
)
def test_no_steps(text):
    assert of_group(held_with(("paragraph", text)), "Kites") == []
