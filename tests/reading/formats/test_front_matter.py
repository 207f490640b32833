"""Settings at a text's top, in the styles of several site generators."""

import pytest

from pipeline.reading import formats

BODY = "\nThe circle met and shared bread.\n"


@pytest.mark.parametrize(
    ("name", "top"),
    [
        pytest.param(
            "a.md", "---\nlayout: post\ntitle: Tea\ndate: 2020-07-16 10:00:00 +0000\n---\n", id="Jekyll"
        ),
        pytest.param("a.md", '+++\ntitle = "Tea"\ndate = 2020-07-16\ndraft = false\n+++\n', id="Hugo, TOML"),
        pytest.param("a.md", '{\n"title": "Tea",\n"date": "2020-07-16T10:00:00Z"\n}\n', id="Hugo, JSON"),
        pytest.param("a.md", "Title: Tea\nDate: 2020-07-16 18:30\nCategory: Minutes\n", id="Pelican"),
        pytest.param(
            "a.txt", "Title: Tea\nDate: 2020-07-16 18:30\nCategory: Minutes\n", id="Pelican, in text"
        ),
        pytest.param("a.md", "Title:  Tea\nAuthor: Ann\n  and Bo\nDate: 16 July 2020\n", id="MultiMarkdown"),
        pytest.param("a.md", "Tea\n###\n\n:date: 2020-07-16\n:category: Minutes\n", id="reStructuredText"),
        pytest.param("a.org", "#+TITLE: Tea\n#+DATE: <2020-07-16 Thu>\n#+OPTIONS: toc:nil\n", id="Org"),
        pytest.param("a.md", "---\ntitle: Tea\ndate: 2020-07-16\n---\n# Tea\n", id="the title twice"),
    ],
)
def test_title_and_date_are_taken_and_the_settings_are_in_no_passage(name, top):
    reading = formats.read((top + BODY).encode(), name)
    lines = [(line.role, line.text) for line in reading.lines if line.role != "categories"]
    assert lines == [("date", "2020-07-16"), ("title", "Tea"), ("", BODY.strip())]
    assert reading.date == "2020-07-16"


@pytest.mark.parametrize(
    "top",
    [
        pytest.param("Date: 16 July 2020\nVenue: the hall\n", id="no title"),
        pytest.param("We met.\nTitle: Tea\nDate: 2020-07-16\n", id="not at the top"),
    ],
)
def test_the_first_lines_of_minutes_are_text(top):
    reading = formats.read((top + BODY).encode(), "a.txt")
    assert [line.text for line in reading.lines] == [*top.splitlines(), BODY.strip()]
    assert reading.date == ""


def test_lines_beside_a_title_that_no_generator_knows_are_the_notes_own():
    reading = formats.read(f"Title: Tea\nDate: 16 July 2020\nVenue: the hall\n{BODY}".encode(), "a.md")
    assert [(line.role, line.text) for line in reading.lines] == [
        ("title", "Tea"),
        ("text", "Date: 16 July 2020"),
        ("text", "Venue: the hall"),
        ("", BODY.strip()),
    ]


def test_an_org_file_is_read_as_markdown():
    source = "* Tea\n** Who\n- Ann\n+ *Bo*\n1) Cy [[https://example.org][here]]\n#+begin_quote\nsaid\n#+end_quote\n"
    assert [(line.role, line.text) for line in formats.read(source.encode(), "a.org").lines] == [
        ("title", "Tea"),
        ("heading", "Who"),
        ("", "  • Ann"),
        ("", "  • Bo"),
        ("", "  1. Cy here"),
        ("", "said"),
    ]
