"""Words of the notes that go with a theme and are not in its lexicon."""

import numpy as np
import pytest
from scipy import sparse

from pipeline.core.schemas import schema
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.workbench.in_context import contexts, in_context
from pipeline.workbench.suggestions import keyness, suggestions

WITH = "The {} kettle, said Ann Hill, has power over the co-op’s front garden."
WITHOUT = "Rain and music, said Ann Hill, and a {} song."


def suggested(*texts, terms=("power",), stopwords=()):
    """Return what is suggested for power when the texts stand in notes of four passages each."""
    rows = [
        (f"n{i // 4}.{i % 4 + 1:03d}", f"n{i // 4}", "f", i, i, "paragraph", "", "discussion", text)
        for i, text in enumerate(texts)
    ]
    body = schema("passages").frame(rows)
    carry = body.loc[body["text"].str.contains("power"), "passage_id"]
    themes = schema("passage_themes").frame([(id, "power", 1.0, "", "firm", "terms") for id in carry])
    lexicon = Lexicon({"power": Theme("power", "", "", tuple(Entry((term,)) for term in terms))})
    return list(suggestions(lexicon, body, themes, stopwords))


TEXTS = [WITH.format("blue")] * 6 + [WITHOUT.format("red")] * 12


def test_what_goes_with_a_theme_is_suggested_with_figures_and_contexts():
    first = suggested(*TEXTS, terms=["power", "co-op*"])[0]
    assert first[:5] == ("power", "blue", 6, 6, 2)
    assert len(first.contexts) == 3
    assert first.contexts[0] == "The [blue] kettle, said Ann Hill, has power over the…"


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        pytest.param({}, "power", id="what the lexicon has"),
        pytest.param({"terms": ["power", "kettle*"]}, "kettle", id="what its wildcards find"),
        pytest.param({"terms": ["power", "co-op*"]}, "co-op", id="what its compounds find"),
        pytest.param({"stopwords": ["kettle"]}, "kettle", id="words that say nothing"),
        pytest.param({}, "hill", id="names"),
        pytest.param({}, "front garden", id="a phrase beside its word"),
    ],
)
def test_what_is_not_suggested(parts, word):
    assert word not in [each.term for each in suggested(*TEXTS, **parts)]


def test_what_stands_in_one_note_only_is_not_suggested():
    texts = [WITH.format("plain")] * 4 + [WITH.format("blue")] * 4 + [WITHOUT.format("red")] * 20
    assert "blue" not in [each.term for each in suggested(*texts)]


def test_a_common_word_needs_more_than_significance():
    with_theme = ["A tree and power."] * 60 + ["All power."] * 40
    without = ["A tree."] * 35 + ["Nothing."] * 65
    assert "tree" not in [each.term for each in suggested(*with_theme, *without)]


def test_too_few_passages():
    assert suggested("Power.", "Rain.") == []
    assert suggested("Rain.", "Song.") == []


def test_keyness_by_hand():
    # a word in 8 of 10 passages with the theme and 2 of 10 without: G² = 2 Σ O ln(O/E), every E is 5
    present = sparse.csc_matrix(np.array([[1]] * 8 + [[0]] * 2 + [[1]] * 2 + [[0]] * 8))
    carries = np.array([True] * 10 + [False] * 10)
    inside, key = keyness(present, carries)
    assert inside.tolist() == [8]
    assert key[0] == pytest.approx(2 * 2 * (8 * np.log(8 / 5) + 2 * np.log(2 / 5)))
    assert keyness(present, ~carries)[1][0] < 0


def test_contexts_are_the_first_place_in_each_text():
    texts = ["An Apple’s pie and an apple pie.", "No pie.", "APPLE\npie!"]
    assert list(contexts("apple pie", texts)) == ["An Apple’s pie and an [apple pie].", "[APPLE pie]!"]


def test_context_is_cut_to_width():
    assert in_context("abc def ghi", 4, 7, width=6) == "abc [def] ghi"
    assert in_context("One abc def ghi two", 8, 11, width=6) == "…abc [def] ghi…"
    assert in_context("One abc-def-ghi two", 8, 11, width=3) == "…bc-[def]…"
    assert in_context("One abc (def)", 9, 12, width=6) == "…abc ([def])"
