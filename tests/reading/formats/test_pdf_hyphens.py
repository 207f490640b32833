"""PDF: words broken at the end of a row."""

import pytest

from pipeline.reading.formats.pdf_hyphens import Wordbook


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["a new collabo\u00ad", "ration of collaboration"], "a new collaboration of collaboration"),
        (["our co\u00ad", "production work"], "our co-production work"),
        (["some well-being and well\u00ad", "being"], "some well-being and well-being"),
        (["face-to\u00ad", "face"], "face-to-face"),
        (["a state–", "citizen bond, and/", "or"], "a state–citizen bond, and/or"),
        (["one –", "two"], "one – two"),
    ],
)
def test_broken_words(rows, text):
    assert Wordbook(rows).joined(rows) == text


def test_hyphenated_text_loses_its_hyphens():
    rows = ["hy\u00ad", "phen ex\u00ad", "ample abc\u00ad", "def"]
    assert Wordbook(rows * 2).joined(rows) == "hyphen ex-ample abcdef"
