from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.dates import DAY_FIRST, EITHER, MONTH_FIRST, mentions
from pipeline.language.months import LANGUAGES, month_names


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
        ("on 14 May ‘21.", [("14 May ‘21", 14, 5, 2021, None)]),
        ("14-May-2021", [("14-May-2021", 14, 5, 2021, None)]),
        ("14May2021", [("14May2021", 14, 5, 2021, None)]),
        ("4 may 2021", [("4 may 2021", 4, 5, 2021, None)]),
        ("5ᵗʰ December 2013", [("5ᵗʰ December 2013", 5, 12, 2013, None)]),
        ("5 | th DECEMBER", [("5 | th DECEMBER", 5, 12, 0, None)]),
        ("twenty-first of May", [("twenty-first of May", 21, 5, 0, None)]),
        ("3rd day of May 2021", [("3rd day of May 2021", 3, 5, 2021, None)]),
        ("2009 03 09", [("2009 03 09", 9, 3, 2009, None)]),
        ("2009/3/9", [("2009/3/9", 9, 3, 2009, None)]),
        ("04/19/2021", [("04/19/2021", 19, 4, 2021, None)]),
        ("5.3.98", [("5.3.98", 5, 3, 1998, None)]),
        ("1, 2 and 3 June", [("1, 2 and 3 June", 1, 6, 0, None)]),
        ("on 3 and 17 May", [("3", 3, 5, 0, None), ("17 May", 17, 5, 0, None)]),
        ("30 June to 1 July 2022", [("30 June to 1 July 2022", 30, 6, 2022, None)]),
        ("Garden Cell 4 – 5 June 2021", [("5 June 2021", 5, 6, 2021, None)]),
        ("w/c 10 May", [("w/c 10 May", 10, 5, 0, None)]),
        ("4. Juli 2021", [("4. Juli 2021", 4, 7, 2021, None)]),
        ("1er août 2021", [("1er août 2021", 1, 8, 2021, None)]),
        ("14 o Orffennaf 2021", [("14 o Orffennaf 2021", 14, 7, 2021, None)]),
        ("2021. május 14.", [("2021. május 14", 14, 5, 2021, None)]),
        ("mayo de 2021", [("mayo de 2021", 0, 5, 2021, None)]),
        ("am 30.06.-01.07.2022", [("30.06.-01.07.2022", 30, 6, 2022, None)]),
        ("30.6. – 1.7.2022", [("30.6. – 1.7.2022", 30, 6, 2022, None)]),
        ("30.12. bis 2.1.22", [("30.12. bis 2.1.22", 30, 12, 2021, None)]),
        ("1-2/6/2022", [("1-2/6/2022", 1, 6, 2022, None)]),
        ("1./2.6.2022", [("1./2.6.2022", 1, 6, 2022, None)]),
        ("30/6-1/7/2022", [("30/6-1/7/2022", 30, 6, 2022, None)]),
        ("30/6 to 1/7/2022", [("30/6 to 1/7/2022", 30, 6, 2022, None)]),
        ("6/30-7/1/2022", [("6/30-7/1/2022", 30, 6, 2022, None)]),
        ("1/6-3/6/2022", [("1/6-3/6/2022", 1, 6, 2022, None)]),
        ("Mar-21", [("Mar-21", 0, 3, 2021, None)]),
        ("Mar '21", [("Mar '21", 0, 3, 2021, None)]),
        ("Mar ’21", [("Mar ’21", 0, 3, 2021, None)]),
        pytest.param("Mar-21-2022", [("Mar-21-2022", 21, 3, 2022, None)], id="a day between"),
        pytest.param("in weeks 3-4 of 2022, 5-6 people", [], id="ranges of numbers"),
        pytest.param("week 60, 2021", [], id="no such week"),
        pytest.param("on the estate 2021 was hard", [], id="an estate is no summer"),
        pytest.param("9 out of 10, and 4 set off", [], id="short names in other languages need a year"),
        pytest.param("version 1.13.20", [], id="numbers of versions"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 2021", "2021-05-01 2021-05-31"),
        ("March–April 2021", "2021-03-01 2021-04-30"),
        ("Q2 2021", "2021-04-01 2021-06-30"),
        ("2021-Q4", "2021-10-01 2021-12-31"),
        ("the second half of 2021", "2021-07-01 2021-12-31"),
        ("spring 2021", "2021-03-01 2021-06-30"),
        ("winter 2021/22", "2021-12-01 2022-03-31"),
        ("winter 2021", "2020-12-01 2022-03-31"),
        ("week commencing 28 February 2022", "2022-02-28 2022-03-06"),
        ("week ending 6 March 2022", "2022-02-28 2022-03-06"),
        ("6 March 2022", "2022-03-06 2022-03-06"),
        ("Week 19, 2021", "2021-05-10 2021-05-16"),
        ("week 19 of 2021", "2021-05-10 2021-05-16"),
        ("week no. 1 2020", "2019-12-30 2020-01-05"),
        ("KW 19/2021", "2021-05-10 2021-05-16"),
        ("2021-W19", "2021-05-10 2021-05-16"),
        ("semaine 19 de 2021", "2021-05-10 2021-05-16"),
        ("im Frühjahr 2021", "2021-03-01 2021-06-30"),
        ("Sommer 2021", "2021-06-01 2021-09-30"),
        ("au printemps 2021", "2021-03-01 2021-06-30"),
        ("été 2021", "2021-06-01 2021-09-30"),
        ("otoño de 2021", "2021-09-01 2021-12-31"),
        ("primavera del 2021", "2021-03-01 2021-06-30"),
        ("nell’estate 2021", "2021-06-01 2021-09-30"),
        ("najaar van 2021", "2021-09-01 2021-12-31"),
        ("gwanwyn 2021", "2021-03-01 2021-06-30"),
        ("yr hydref 2021", "2021-09-01 2021-12-31"),
        ("Hydref 2021", "2021-10-01 2021-10-31"),
        ("verão de 2021", "2021-06-01 2021-09-30"),
        ("Winter 2021/22", "2021-12-01 2022-03-31"),
        ("hiver 2021-22", "2021-12-01 2022-03-31"),
    ],
)
def test_spans(text, expected):
    [mention] = mentions(text)
    assert " ".join(map(str, mention.span(mention.year))) == expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("19/04/2021", DAY_FIRST),
        ("04/19/2021", MONTH_FIRST),
        ("03/04/2021", EITHER),
        ("04/04/2021", ""),
        pytest.param("Saturday 03/04/2021", DAY_FIRST, id="told by the weekday"),
        pytest.param("Thursday 03/04/2021", MONTH_FIRST, id="told by the weekday, the other way"),
        pytest.param("4 March 2021", "", id="in words"),
    ],
)
def test_the_order_of_figures(text, order):
    [mention] = mentions(text)
    assert mention.order == order
    assert (mention.swapped() == mention) is (order != EITHER)


def test_every_language_has_its_twelve_months_but_for_names_that_two_use_differently():
    assert set(LANGUAGES) >= {"de", "fr", "es", "it", "nl", "pt", "cy", "ga", "gd"}
    names = month_names()
    assert {month for month, _ in names.values()} == set(range(1, 13))
    assert names["mai"] == (5, False)
    assert "listopad" not in names  # October in Croatian, November in Polish


@given(st.text())
def test_spans_reproduce_the_text(text):
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
