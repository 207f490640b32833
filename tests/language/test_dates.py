from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.dates import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("held on 30th May 2023 in", [("30th May 2023", 30, 5, 2023, None)]),
        ("on 2nd March 23 was", [("2nd March 23", 2, 3, 2023, None)]),
        ("16/07/2020", [("16/07/2020", 16, 7, 2020, None)]),
        ("1.2.21", [("1.2.21", 1, 2, 2021, None)]),
        ("Thursday 9th July 3.00-4.30pm", [("Thursday 9th July", 9, 7, 0, 3)]),
        ("Thursday October 22, from 3pm", [("Thursday October 22", 22, 10, 0, 3)]),
        ("28 October, 3-4.30 pm", [("28 October", 28, 10, 0, None)]),
        ("Wed, 21 July 2-3pm", [("Wed, 21 July", 21, 7, 0, 2)]),
        ("2020-07-16 a note.docx", [("2020-07-16", 16, 7, 2020, None)]),
        ("20200716", [("20200716", 16, 7, 2020, None)]),
        ("in May 2020", [("May 2020", 0, 5, 2020, None)]),
        ("the 3rd of May, '21", [("3rd of May, '21", 3, 5, 2021, None)]),
        pytest.param("we may 5 times march 3 miles", [], id="verbs are no months"),
        pytest.param("30 February 2020 and 45/07/2020", [], id="no such day"),
        pytest.param("section 3.2.1 of 1.2", [], id="numbers of sections"),
        pytest.param("a 3.5-4.5 ratio in 2020", [], id="figures"),
    ],
)
def test_mentions(text, expected):
    found = [(text[m.start : m.end], m.day, m.month, m.year, m.weekday) for m in mentions(text)]
    assert found == expected


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 1, 1)))
def test_every_day_is_read_back(day):
    for text in (
        f"{day:%-d %B %Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%A %-d %b %Y}",
        f"{day:%B %-d, %Y}",
        day.isoformat(),
    ):
        [mention] = mentions(text)
        assert mention.on(mention.year) == day
        assert mention.fits(day.year)


@given(st.text())
def test_spans_reproduce_the_text(text):
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
