"""What an unknown heading opens: its words, what stands under it, and the part that it stands in."""

import pytest

from pipeline.notes.blocks import block
from pipeline.notes.signs import Signs
from pipeline.settings.load import read_model
from pipeline.settings.models import SectionsConfig
from tests.conftest import CONFIG


@pytest.fixture(scope="module")
def signs():
    return Signs(read_model(CONFIG / "sections.toml", SectionsConfig))


def under(*texts):
    return [block(at, "", 0, text) for at, text in enumerate(texts)]


TALK = under("Buses stop at six.", "Nobody asks the drivers.")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("what we are all taking home with us", "reflection"),
        ("and what we will do by then", "next"),
        ("some of the questions that people had", "discussion"),
        ("the story our guests told", "presentation"),
        ("the evening in a nutshell", "summary"),
        ("more for the bookshelf", "reading"),
        ("why we came and what it was about", "context"),
    ],
)
def test_a_heading_about_the_meeting_alone_is_taken_at_its_word(signs, heading, kind):
    assert signs.kind(heading, TALK, "context") == kind


@pytest.mark.parametrize(
    "heading",
    ["buses", "trust takes time", "learning from the mill", "reading for pleasure", "plans for the weir"],
)
def test_a_heading_with_a_subject_is_not(signs, heading):
    assert signs.kind(heading, TALK, "discussion") == ""


def test_unless_what_stands_under_it_agrees(signs):
    errands = under(
        "Ann to ring the ferry company", "Bo will draft a letter by Friday", "Cy to book the hall"
    )
    assert signs.kind("plans for the weir", errands, "discussion") == "next"
    assert signs.kind("buses", errands, "discussion") == ""


def test_a_part_that_comes_earlier_in_a_note_needs_more(signs):
    assert signs.kind("introducing ourselves", TALK, "formalities") == ""
    assert signs.kind("why we are here", TALK, "formalities") == "context"
    assert signs.kind("why we are here", TALK, "discussion") == ""


def test_nothing_under_it(signs):
    assert signs.kind("what we will do", [], "discussion") == "next"
    assert signs.kind("", [], "discussion") == ""
