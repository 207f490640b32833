"""Addresses hold no words; all other text stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.addresses import BLANK, without_addresses
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.theme import Entry, Theme


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("see https://example.org/good/control/art.html now", "see  now"),
        ("(www.good-power.example/control) and trust", "( and trust"),
        ("mail power@trust.example.org or trust", "mail  or trust"),
        ("goodpower.com is good", " is good"),
        ("a.b.example.co.uk/power?x=trust#control;good", ""),
        ("<https://example.org/trust>power", "<>power"),
        ("ftp://example.org/power", ""),
        ("mailto:power@example.org good", " good"),
        ("power/https://example.org/x", "power/"),
        pytest.param("good.then control", "good.then control", id="a space left out"),
        pytest.param("e.g. power, i.e. trust/control", "e.g. power, i.e. trust/control", id="short words"),
        pytest.param("time: power at 5:30", "time: power at 5:30", id="colons"),
        pytest.param("@power and a @ b", "@power and a @ b", id="no address behind the sign"),
    ],
)
def test_addresses_are_blanked(text, left):
    found = without_addresses(text)
    assert len(found) == len(text)
    assert found.replace(BLANK, "") == left


def test_no_term_is_found_in_an_address_nor_across_it():
    themes = [
        Theme("t", "T", "behaviour", tuple(Entry((term,)) for term in ("good", "control", "good control"))),
        Theme("passing", "", "", ()),
    ]
    text = "Good HTTPS://example.org/good/control control."
    assert [text[m.start : m.end] for m in Matcher(themes).spans(text)] == ["Good", "control"]


@given(st.text())
def test_spans_stay_spans(text):
    assert len(without_addresses(text)) == len(text)
