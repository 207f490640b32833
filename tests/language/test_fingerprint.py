"""Fingerprints of passages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.fingerprint import PATTERN, fingerprint

PLAIN = "We can't co-produce this alone, said the baker's wife"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(PLAIN.upper(), id="case"),
        pytest.param(f"  {PLAIN.replace(' ', chr(0xA0) + chr(10))} ", id="spaces"),
        pytest.param(PLAIN.replace("'", "’"), id="quotes"),
        pytest.param(PLAIN.replace("-", "–"), id="dashes"),
        pytest.param(f"“{PLAIN}.”", id="punctuation"),
        pytest.param(PLAIN.replace("alone", "al\u00adone"), id="a soft hyphen"),
    ],
)
def test_the_same_words_have_the_same_fingerprint(other):
    assert fingerprint(other) == fingerprint(PLAIN)


def test_other_words_have_another():
    assert fingerprint(PLAIN + " again") != fingerprint(PLAIN) != fingerprint("alone")
    assert fingerprint("– – –") == "", "what has no words has no fingerprint"


@given(st.text())
def test_no_spreadsheet_takes_it_for_a_number(text):
    assert re.fullmatch(PATTERN, fingerprint(text)) or not re.search(r"\w", text)
