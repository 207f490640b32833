"""Which headings of a file begin notes: rows of (Markdown, titles of the notes)."""

import pandas as pd
import pytest

from pipeline.notes.sections import Sections
from pipeline.notes.split import cut
from pipeline.reading import formats
from pipeline.reading.clean import RawFile, cleaned
from tests.conftest import Reader

BODY = "We talked about how {0} neighbours {0} look {0} after one another when nobody is watching, and why."
MORE = "Everyone {0} brings {0} some, and {0} what is left goes to whoever comes last."


def body(word):
    return BODY.format(word)


def notes_of(markdown):
    reading = formats.read(markdown.encode(), "a.md")
    page = cleaned([RawFile("a.md", "0" * 64, reading)])["lines"]
    made = cut("a.md", page, Reader.sections, Sections(Reader.sections), "")
    assert page["text"].str.len().sum() == made.set_aside + sum(note.characters for note in made.notes)
    return [note.title for note in made.notes], made


def heads(level, *words, under=body):
    return "\n\n".join(f"{'#' * level} {word}\n\n{under(word)}" for word in words)


def on(day):
    return lambda word: f"The group met on {day} to talk about {word}.\n\n{body(word)}"


DATED = [f"Meeting on {day} May 2021" for day in (3, 10, 17)]
TITLED = ["Bread", "Keys", "Whose garden?"]
PARTED = "\n\n".join(
    f"# {word}\n\n{body(word)}\n\n## Kitchens\n\n{MORE.format(word)}" for word in [*TITLED, "Soup"]
)


@pytest.mark.parametrize(
    ("markdown", "titles"),
    [
        pytest.param(f"# Our notes\n\n{heads(2, *DATED)}", DATED, id="days in the headings"),
        pytest.param(
            f"# Our notes\n\n{heads(2, *TITLED, under=on('3 May 2021'))}", TITLED, id="days beneath"
        ),
        pytest.param(
            f"# Our notes\n\n{heads(2, 'Cell 1', 'Cell 2')}",
            ["Cell 1", "Cell 2"],
            id="numbers in the headings",
        ),
        pytest.param(
            f"# Our notes\n\n## 2020\n\n{heads(3, *DATED[:2])}\n\n## 2021\n\n{heads(3, DATED[2])}",
            DATED,
            id="years over them",
        ),
        pytest.param(
            f"# Our notes\n\nKept by the secretary.\n\n## Contents\n\n- {DATED[0]}\n\n{heads(2, *DATED)}",
            DATED,
            id="a line and a list of contents before them",
        ),
        pytest.param(f"# Our notes\n\n{heads(1, *DATED)}", DATED, id="the title at their level"),
        pytest.param(
            "# Our notes\n\n" + "\n\n".join(f"## {day}\n\n## Summary\n\n{body(day)}" for day in DATED[:2]),
            DATED[:2],
            id="their parts at their level",
        ),
        pytest.param(
            f"**Our notes**\n\n**{DATED[0]}**\n\n{body('a')}\n\n**{DATED[1]}**\n\n{body('b')}",
            DATED[:2],
            id="headings in bold",
        ),
        pytest.param(
            f"---\ntitle: Our meetings\n---\n\n{PARTED}", [*TITLED, "Soup"], id="no days, but parts"
        ),
        pytest.param(
            f"# Whose garden?\n\nWe met on 3 May 2021.\n\n{heads(2, 'Bread', 'Keys', 'Next meeting')}",
            ["Whose garden?"],
            id="one note of parts",
        ),
        pytest.param(
            f"# Note of 3 May 2021\n\n{heads(2, 'Bread', 'Actions from 5 April', 'A visit on 9 June')}",
            ["Note of 3 May 2021"],
            id="one note that speaks of other days",
        ),
        pytest.param(
            f"# A weekend, 1-2 May 2021\n\n{heads(2, 'Saturday 1 May 2021', 'Sunday 2 May 2021')}",
            ["A weekend, 1-2 May 2021"],
            id="one note of two days",
        ),
        pytest.param(
            f"# 3 May 2021, notes\n\nAnn and Bo\n\n# Agenda\n\n{heads(2, 'Bread', 'Keys')}",
            ["3 May 2021, notes"],
            id="a part at the title's level",
        ),
        pytest.param(
            f"(to be sent round)\n\n# Whose garden?\n\n{heads(2, 'Bread', 'Keys')}",
            ["Whose garden?"],
            id="a line before the title",
        ),
    ],
)
def test_where_notes_begin(markdown, titles):
    assert notes_of(markdown)[0] == titles


def test_a_line_before_the_title_is_the_notes():
    _, made = notes_of(f"(to be sent round)\n\n# Whose garden?\n\n{heads(2, 'Bread', 'Keys')}")
    assert made.notes[0].parts[0].block.text == "(to be sent round)"


def test_a_files_own_title_is_counted_as_set_aside():
    _, made = notes_of(f"# Our notes\n\n{heads(2, *DATED)}")
    assert made.set_aside == len("Our notes")


def test_text_without_levels_is_left_as_it_is():
    page = pd.DataFrame({"line": [1, 2], "role": ["", ""], "level": [0, 0], "text": ["A title", body("a")]})
    assert [n.title for n in cut("a.txt", page, Reader.sections, Sections(Reader.sections), "").notes] == [
        "A title"
    ]
