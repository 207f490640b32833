import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.clean import clean_line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("1.\u00a0\u00a0\u00a0 AIMS", "1. AIMS", id="non-breaking spaces"),
        pytest.param("    • a  b\u00a0 ", "    • a b", id="indent kept, trailing space not"),
        pytest.param("donâ€™t go", "don’t go", id="UTF-8 read as Windows-1252"),
        pytest.param("ﬁnd ﬂow", "find flow", id="ligatures"),
        pytest.param("co\u00adproduc\u200btion", "coproduction", id="soft hyphen and zero-width space"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("it`s ´so´", "it’s ’so’", id="accents used as quotes"),
        pytest.param("‘both’ 'kinds'", "‘both’ 'kinds'", id="curly and straight quotes stay"),
        pytest.param("None", "None", id="words that pandas takes for missing"),
    ],
)
def test_clean_line(line, expected):
    assert clean_line(line) == expected


@given(st.text())
def test_a_line_stays_a_line_and_loses_odd_spaces(text):
    cleaned = clean_line(text.replace("\n", " "))
    assert not re.search("[\n\u00a0\u00ad\u200b\ufeff]", cleaned)
    assert cleaned == cleaned.rstrip()


def test_files_and_lines(reader):
    made = reader.clean(a__txt="One\n\n two", b__txt=" \n")
    assert made["lines"].to_dict("list") == {
        "source": ["a.txt", "a.txt"],
        "line": [1, 3],
        "role": ["", ""],
        "level": [0, 0],
        "text": ["One", " two"],
    }
    assert list(made["files"]["problem"]) == [
        "",
        "it holds no text but signs that do not show; save the note in it anew",
    ]
    assert list(made["files"]["characters"]) == [7, 0]
