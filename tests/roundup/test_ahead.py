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
    held = SimpleNamespace(notes=notes, said=said, source=lambda *place: place)
    assert [each.text for each in of_group(held, "Kites")] == ["How can makers find paper that lasts?"]
    held.said = said.iloc[:1]
    assert of_group(held, "Kites") == []
