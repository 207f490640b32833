"""The lexicons' own examples, judged by the numbers of the settings."""

import pytest

from pipeline.lexicon.examples import faults_in_examples
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.rules import Rules
from pipeline.lexicon.theme import Entry, Theme


def judged(own=None, rules=None, **examples):
    entries = (Entry(("kite",)), Entry(("string",), 0.5))
    theme = Theme("kites", "Kites", "", entries, threshold=own, source="kites.toml", **examples)
    cue = Theme("passing", "", "passing", (Entry(("notice",)),))
    return list(faults_in_examples(Lexicon({"kites": theme}, cue), Rules(**rules or {})))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param({"yes": ("A kite.",)}, "", id="carries it"),
        pytest.param({"yes": ("A pond.",)}, "yes: 'A pond.' does not carry the theme", id="no term"),
        pytest.param({"no": ("A kite.",)}, "no: 'A kite.' carries the theme (found 'kite')", id="should not"),
        pytest.param(
            {"yes": ("A kite.",), "rules": {"threshold": 2.0}}, "from 2 on (found 'kite')", id="threshold set"
        ),
        pytest.param(
            {"yes": ("A kite.",), "rules": {"threshold": 2.0}, "own": 1.0},
            "",
            id="the theme's own comes first",
        ),
        pytest.param({"yes": ("A Kite Club.",), "rules": {"names": 0.5}}, "does not carry", id="a name"),
        pytest.param({"yes": ("A kite, a notice.",)}, "does not carry the theme", id="a passing cue"),
        pytest.param(
            {"yes": ("A kite, a notice.",), "rules": {"passing": 0.0}}, "", id="passing cues switched off"
        ),
    ],
)
def test_examples_are_judged_by_the_settings(given, says):
    faults = judged(**given)
    assert (says in faults[0] and "kites.toml: [kites]" in faults[0]) if says else faults == []


def test_a_theme_without_terms_is_not_judged():
    theme = Theme("kites", "Kites", "", yes=("A kite.",), no=("A pond.",))
    assert list(faults_in_examples(Lexicon({"kites": theme}), Rules())) == []
