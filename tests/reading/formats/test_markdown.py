"""Markdown."""

import pytest

from pipeline.reading import formats
from pipeline.reading.formats.lines import Line


@pytest.mark.parametrize(
    ("front", "title", "date"),
    [
        pytest.param("title: Tea\ndate: 2020-07-16", "Tea", "2020-07-16", id="plain"),
        pytest.param("title: 'Tea'\ndate: 16 July 2020", "Tea", "2020-07-16", id="in quotes"),
        pytest.param("title: Tea: a study\ndate: 2020-07-16", "Tea: a study", "2020-07-16", id="a colon"),
        pytest.param("title: no\ndate: 2020-07-16", "no", "2020-07-16", id="a word that is false in YAML"),
        pytest.param("Title: [Tea, Cake]\ndate:\n  - 2020-07-16", "Tea, Cake", "2020-07-16", id="lists"),
    ],
)
def test_front_matter_as_people_write_it(front, title, date):
    reading = formats.read(f"---\n{front}\n---\n\nA paragraph.\n".encode(), "a.md")
    assert reading.date == date
    assert [line.text for line in reading.lines if line.role == "title"] == [title]


def test_a_paragraph_between_two_rules_is_no_front_matter():
    reading = formats.read(b"---\nWe met for tea.\n---\n\nAnd cake.\n", "a.md")
    assert "We met for tea." in [line.text for line in reading.lines]


def test_markdown_keeps_the_lines_of_its_source():
    front = "---\ntitle: A day out\ndate: 2020-07-16\ncategories: [Coast, Tea]\n---\n"
    source = f"{front}\nwrapped\n*text* [here](x)\n\n- one\n    - two\n\n  • pasted\n"
    assert formats.read(source.encode(), "a.md").lines == (
        Line(1, "categories", "Coast; Tea"),
        Line(2, "date", "2020-07-16"),
        Line(3, "title", "A day out"),
        Line(7, "", "wrapped text here"),
        Line(10, "", "  • one"),
        Line(11, "", "    • two"),
        Line(13, "", "  • pasted"),
    )
