"""Rich Text Format."""

import pytest

from pipeline.reading import formats
from tests.reading.formats.make_readings import roles


@pytest.mark.parametrize(
    ("rtf", "lines"),
    [
        pytest.param(r"one\par two", [("", "one"), ("", "two")], id="paragraphs"),
        pytest.param(r"caf\'e9 \u8217?s \emdash", [("", "café ’s —")], id="characters"),
        pytest.param(r"{\uc2\u1076 de}x", [("", "дx")], id="what stands for a character"),
        pytest.param(r"{\fonttbl{\f1\fcharset204 A;}}{\f1\'ec\'fb}", [("", "мы")], id="a font's code page"),
        pytest.param(
            r"\pard\outlinelevel1\b Heading\par\pard\plain x",
            [("heading", "Heading"), ("", "x")],
            id="outline",
        ),
        pytest.param(r"{\b All bold}\par x", [("heading", "All bold"), ("", "x")], id="bold"),
        pytest.param(r"\pard\ls1\ilvl1{\listtext\'b7\tab}item\par", [("", "    • item")], id="a list's mark"),
        pytest.param(
            r"\pard\li720\fi-360 \bullet \tx360\tab deep\par",
            [("", "    • deep")],
            id="a typed mark, indented",
        ),
        pytest.param(r"{\pntext 3.\tab}third\par", [("", "  3. third")], id="a number"),
        pytest.param(
            r"\trowd\trhdr\intbl a\cell b\cell\row\trowd\intbl c\cell d\cell\row\pard x\par",
            [("heading", "a | b"), ("text", "c | d"), ("", "x")],
            id="a table",
        ),
        pytest.param(
            r"text{\footnote a note}\par x", [("", "text"), ("", "a note"), ("", "x")], id="a footnote"
        ),
        pytest.param(
            r"{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}{\pict ffff}{\*\unknown no}",
            [("", "here")],
            id="groups",
        ),
        pytest.param(r"{\shp{\*\shpinst{\sp{\sn a}}{\shptxt box\par}}}", [("", "box")], id="a text box"),
        pytest.param(r"\{a\}\~b\_c \\d", [("", "{a}\u00a0b-c \\d")], id="signs"),
    ],
)
def test_markup(rtf, lines):
    assert roles(rf"{{\rtf1\ansi\ansicpg1252 {rtf}}}", "a.rtf") == lines


@pytest.mark.parametrize(
    ("page", "coded", "text"),
    [
        pytest.param("0626", r"caf\'e9", "café", id="none that there is"),
        pytest.param("10000", r"caf\'8e", "café", id="a Macintosh's"),
        pytest.param("65001", r"caf\'c3\'a9", "café", id="UTF-8"),
        pytest.param("1251", r"\'ec\'fb", "мы", id="Cyrillic"),
    ],
)
def test_the_documents_code_page(page, coded, text):
    assert roles(rf"{{\rtf1\ansi\ansicpg{page} {coded}}}", "a.rtf") == [("", text)]


def test_what_is_left_out_is_counted():
    source = r"{\rtf1{\footer In confidence}{\header Ours}a{\v unseen}{\deleted gone}{\*\annotation why}\par}"
    reading = formats.read(source.encode(), "a.rtf")
    assert [line.text for line in reading.lines] == ["a"]
    said = "comments (3); deleted text (4); hidden text (6); page footers (12); page headers (4)"
    assert reading.left_out == said


def test_the_pages_head_is_kept_where_it_says_the_day():
    source = r"{\rtf1{\header Orchard Circle, 14 May 2021}We met.\par}"
    assert [t for _, t in roles(source, "a.rtf")] == ["Orchard Circle, 14 May 2021", "We met."]


def test_binary_data_is_passed_over():
    assert [t for _, t in roles(r"{\rtf1 a{\pict\bin5 }}{x}}b\par}", "a.rtf")] == ["ab"]
