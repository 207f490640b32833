"""From bytes to text."""

import pytest

from pipeline.reading import formats
from pipeline.reading.formats.lines import Line
from tests.reading.formats.make_readings import texts

WORDS = "Café – ‘power’ is £5…\r\n\r\n  • naïve “yes”\rlast"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_and_line_ends(encoding):
    lines = formats.read(WORDS.encode(encoding), "note.txt").lines
    assert lines == (
        Line(1, "", "Café – ‘power’ is £5…"),
        Line(3, "", "  • naïve “yes”"),
        Line(4, "", "last"),
    )


def test_utf8_with_a_foreign_byte_stays_utf8():
    assert texts("It’s naïve – isn’t it".encode() + b" \x93quoted\x94", "a.txt") == [
        "It’s naïve – isn’t it “quoted”"
    ]


def test_utf8_cut_off_in_a_character_stays_utf8():
    assert texts("plain words ’".encode()[:-1], "a.txt") == ["plain words "]


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("macintosh", "mac_roman"),
        ("iso-8859-15", "iso8859_15"),
        ("iso-8859-1", "cp1252"),
        ("nonsense", "cp1252"),
        pytest.param("base64", "cp1252", id="no encoding of text"),
        pytest.param("cp037", "cp1252", id="one in which the page is no page"),
        pytest.param("idna", "cp1252", id="one that cannot replace"),
        pytest.param("undefined", "cp1252", id="one that is there to fail"),
    ],
)
def test_a_page_says_its_encoding(said, encoding):
    page = f'<html><head><meta charset="{said}"></head><body><p>Café, €5</p></body></html>'
    assert texts(page.encode(encoding), "a.html") == ["Café, €5"]
