"""The engine: all sequences are found, nothing else, however odd the text."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon.automaton import Automaton, lowered
from pipeline.lexicon.prefilter import APOSTROPHE, HYPHEN, LENGTH, OTHER, SPACE, sieve, words_in

HYPHENS = "[-\u2010-\u2013]"


def by_expression(sequence, text):
    """Return the spans of one sequence as a plain expression finds them, overlapping ones too."""
    pattern = r"(?<!\w)(?<!\w" + HYPHENS + ")"
    for place, step in enumerate(sequence):
        if place:
            pattern += "['’‘]" if step.startswith("'") else rf"(?:\s+|{HYPHENS})"
        pattern += re.escape(step.removeprefix("'")).replace(r"\*", r"\w*") + r"(?!\w)"
    found = (re.compile(pattern).match(text, start) for start in range(len(text)))
    return {match.span() for match in found if match}


def by_automaton(sequences, text):
    starts, ends, owners = Automaton((s, i) for i, s in enumerate(sequences)).find(text)
    return sorted(zip(owners.tolist(), starts.tolist(), ends.tolist(), strict=True))


SEQUENCES = [
    ("power",),
    ("pow*",),
    ("co", "produc*"),
    ("coproduc*",),
    ("the", "power"),
    ("the", "power", "of", "the", "many"),
    ("people", "'s", "power"),
    ("*er",),
    ("s*e", "go"),
    ("go",),
    ("é*",),
    ("𝐛𝐢𝐠",),
    ("i̇stan*",),
]
WORDS = ["power", "powers", "the", "of", "many", "co", "produce", "people", "s", "se", "go"]
ODD_WORDS = ["é", "élan", "𝐛𝐢𝐠", "istan", "x1", "_"]
GAPS = [" ", "  ", "\n", "\u00a0", "-", "--", "\u2010", "–", "'", "’", ",", ". ", " – ", "\0", "😀", "\ud800"]
texts = st.lists(st.sampled_from(WORDS + ODD_WORDS + GAPS), max_size=14).map("".join)


@settings(max_examples=300, deadline=None)
@given(texts, st.sets(st.sampled_from(SEQUENCES), min_size=1).map(sorted))
def test_finds_what_one_plain_expression_per_sequence_finds(text, sequences):
    expected = [(i, *span) for i, s in enumerate(sequences) for span in by_expression(s, text)]
    assert by_automaton(sequences, text) == sorted(expected)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.one_of(texts, st.text(max_size=30)))
def test_words_are_those_of_a_plain_expression(text):
    words = words_in(text)
    spans = list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    assert spans == [match.span() for match in re.finditer(r"\w+", text)]


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        pytest.param("a b", SPACE, id="space"),
        pytest.param("a \n\u00a0 b", SPACE, id="several"),
        pytest.param("a-b", HYPHEN, id="hyphen"),
        pytest.param("a\u2011b", HYPHEN, id="unbreakable hyphen"),
        pytest.param("a–b", HYPHEN, id="en dash between letters"),
        pytest.param("a – b", OTHER, id="en dash between words"),
        pytest.param("a—b", OTHER, id="em dash"),
        pytest.param("a’b", APOSTROPHE, id="curly apostrophe"),
        pytest.param("a, b", OTHER, id="comma"),
        pytest.param("a - b", OTHER, id="dash"),
        pytest.param("a--b", OTHER, id="two hyphens"),
        pytest.param("a\0b", OTHER, id="between two texts"),
    ],
)
def test_what_joins_two_words(text, joint):
    assert words_in(text).joints.tolist() == [OTHER, joint]


@pytest.mark.parametrize("pattern", ["power", "po*", "po", "p*r", "*", "é", "éa*", "a_1", "𝐛"])
@pytest.mark.parametrize("word", ["power", "powder", "po", "pos", "p", "é", "éa", "éab", "a_1", "𝐛", "𝐛a"])
def test_a_sieve_holds_back_no_word_that_matches(pattern, word):
    matches = re.fullmatch(re.escape(pattern).replace(r"\*", r"\w*"), word)
    [through] = sieve([pattern])[words_in(f"{word} x").openings[:1]]
    if matches:
        assert through
    elif word[:LENGTH].isascii() and pattern.partition("*")[0][:1] != word[:1] != "" and pattern[0] != "*":
        assert not through


def test_a_sieve_of_nothing_lets_nothing_through():
    assert not sieve([]).any()
    assert by_automaton([], "power") == []
    assert by_automaton([("power",)], "") == []


def test_lower_case_keeps_every_place():
    text = "İSTANBUL İ ΣΑΣ ß Ǆ"
    assert len(lowered(text)) == len(text)
    assert lowered("POWER") == "power"


def test_an_automaton_that_has_seen_much_finds_the_same():
    machine = Automaton((s, i) for i, s in enumerate(SEQUENCES))
    text = "the power of the many, co-produced; people’s power"
    first = machine.find(text)
    machine.find("of se go the powers co produce " * 3)
    for once, again in zip(first, machine.find(text), strict=True):
        assert np.array_equal(once, again)
