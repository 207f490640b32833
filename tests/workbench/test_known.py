"""What is known already is taken out of the texts."""

import pytest

from pipeline.lexicon.theme import Entry, Theme
from pipeline.settings.models import CellsConfig, GroupWords
from pipeline.workbench.known import names_of, without_known

GROUPS = names_of(
    CellsConfig.model_validate({"cell": [{"name": "Green Hands", "aliases": ["Flying Kites"]}]}),
    GroupWords(one="circle", many="circles"),
)
THEME = Theme("power", "", "", (Entry(("power*",)), Entry(("a", "b"), 1.0, 3)), nots=("power cut*",))
PASSING = Theme("passing", "", "passing", (Entry(("next week",)),), nots=("our network",))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("Give power away.", "Give \1     away.", id="a term"),
        pytest.param("The power cuts.", "The \2         .", id="a NOT context, as one"),
        pytest.param("See our network, next week.", "See \2          , \2        .", id="passing"),
        pytest.param("Green Hands met.", "\2           met.", id="a group's name"),
        pytest.param("They are flying kites.", "They are flying kites.", id="its words in common use"),
        pytest.param("The flying kites circle.", "The \2                  .", id="with the word for a group"),
        pytest.param("a b", "a b", id="the words of a NEAR rule stay"),
    ],
)
def test_gaps_are_as_long_as_what_was_there(text, left):
    assert without_known([text], THEME, PASSING, GROUPS) == [left]
    assert len(left) == len(text)


def test_without_groups_nothing_is_a_name():
    none = names_of(CellsConfig(), GroupWords(one="circle", many="circles"))
    assert without_known(["A circle."], Theme("x", "", ""), Theme("passing", "", ""), none) == ["A circle."]
