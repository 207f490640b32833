"""A note as one text, and its passages in a text that came back."""

import pytest

from pipeline.coding.refi.note_text import located, note_text

PASSAGES = [
    ("a", "heading", "Talk"),
    ("b", "bullet", "Yes."),
    ("c", "bullet", "Bees, and\nmore bees."),
    ("d", "paragraph", "Yes."),
]
NOTE = note_text("Bees", PASSAGES)
TEXT = "Bees\n\nTalk\n\n• Yes.\n• Bees, and\nmore bees.\n\nYes.\n"


def test_the_text_and_its_places():
    assert NOTE.text == TEXT
    assert [TEXT[slice(*span)] for span in NOTE.spans.values()] == [text for _, _, text in PASSAGES]
    assert TEXT[slice(*NOTE.title)] == "Bees"


@pytest.mark.parametrize(
    ("found", "cut"),
    [
        pytest.param(
            TEXT, {"a": "Talk", "b": "Yes.", "c": "Bees, and\nmore bees.", "d": "Yes."}, id="unchanged"
        ),
        pytest.param(
            TEXT.replace("\n\n", "\n").replace("•", "  •").strip(),
            {"a": "Talk", "b": "Yes.", "c": "Bees, and\nmore bees.", "d": "Yes."},
            id="blank lines gone, more space",
        ),
        pytest.param(
            TEXT.replace("\n", "\u2029"),
            {"a": "Talk", "b": "Yes.", "c": "Bees, and\u2029more bees.", "d": "Yes."},
            id="other line ends",
        ),
        pytest.param(
            TEXT.replace("• Yes", "• No"),
            {"a": "Talk", "c": "Bees, and\nmore bees.", "d": "Yes."},
            id="one changed, though its words stand elsewhere",
        ),
        pytest.param(TEXT.replace("more ", ""), {"a": "Talk", "b": "Yes.", "d": "Yes."}, id="half changed"),
        pytest.param("Wasps\n", {}, id="another text"),
        pytest.param("", {}, id="no text"),
    ],
)
def test_passages_in_a_text_that_came_back(found, cut):
    assert {id: found[slice(*span)] for id, span in located(NOTE, found).items()} == cut
