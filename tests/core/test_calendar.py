"""How days, ranges and periods are said."""

from datetime import date

import pytest

from pipeline.core.calendar import Span, period_span, period_words, said, span_of


@pytest.mark.parametrize(
    ("day", "low", "high", "words"),
    [
        pytest.param("2020-07-16", "", "", "16 Jul 2020", id="a day"),
        pytest.param("2020-07-16", "2020-07-16", "2020-07-16", "16 Jul 2020", id="a day thrice"),
        pytest.param("", "2020-07-01", "2020-08-31", "between 1 Jul 2020 and 31 Aug 2020", id="a range"),
        pytest.param("", "2020-07-01", "", "1 Jul 2020 or later", id="open end"),
        pytest.param("", "", "2020-07-01", "1 Jul 2020 or earlier", id="open start"),
        pytest.param("", "", "", "date not known", id="nothing"),
    ],
)
def test_dates_in_words(day, low, high, words):
    assert said(span_of(day, low, high)) == words


@pytest.mark.parametrize(
    ("period", "words", "first", "last"),
    [
        ("2020", "2020", "2020-01-01", "2020-12-31"),
        ("2020-Q1", "Q1 2020", "2020-01-01", "2020-03-31"),
        ("2020-Q4", "Q4 2020", "2020-10-01", "2020-12-31"),
        ("2020-02", "Feb 2020", "2020-02-01", "2020-02-29"),
        ("2020-12", "Dec 2020", "2020-12-01", "2020-12-31"),
    ],
)
def test_periods_in_words_and_days(period, words, first, last):
    assert period_words(period) == words
    assert period_span(period) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "date, low, high, words",
    [
        pytest.param("2020-07-16", "2020-07-16", "2020-07-16", "16 July 2020", id="day"),
        pytest.param("", "2020-06-02", "2020-06-10", "between 2 June 2020 and 10 June 2020", id="range"),
        pytest.param("", "2020-06-02", "", "2 June 2020 or later", id="open above"),
        pytest.param("", "", "2020-06-10", "10 June 2020 or earlier", id="open below"),
        pytest.param("", "", "", "date not known", id="nothing known"),
    ],
)
def test_when(date, low, high, words):
    assert said(span_of(date, low, high), full=True) == words
