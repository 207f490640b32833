# ruff: noqa: E501
"""Words of odd letters, and the spellings that a term stands for, one by one."""

import pytest

from pipeline.lexicon.prefilter import words_in
from pipeline.lexicon.terms import covers, plain, sequences, shadows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kite￥", ["kite"]), ("￥kite", ["kite"]), ("kite…kite", ["kite", "kite"]), ("naïve kité", ["naïve", "kité"]),
        ("舟 ship", ["舟", "ship"]), ("a_b", ["a_b"]), ("a1b2", ["a1b2"]), ("𝒜kite", ["𝒜kite"]), ("🪁kite", ["kite"]),
        ("it's", ["it", "s"]), ("co-op", ["co", "op"]), ("\uffffkite", ["kite"]), ("", []), (" \t", []), ("ﬃx", ["ﬃx"]),
    ],
)  # fmt: skip
def test_words_are_runs_of_letters(text, words):
    found = words_in(text)
    assert [text[a:b] for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)] == words


@pytest.mark.parametrize(
    ("pattern", "word", "expected"),
    [
        ("kite", "kite", True), ("kite", "kites", False), ("kite*", "kites", True), ("kite*", "kite", True), ("kite*", "kit", False),
        ("*kite", "bluekite", True), ("*kite", "kites", False), ("k*e", "kite", True), ("k*e", "ke", True), ("k*e", "kites", False),
        ("k*t*", "kites", True), ("k*", "k*", True), ("k*e", "k*e", True), ("a.b", "axb", False),
    ],
)  # fmt: skip
def test_what_a_pattern_covers(pattern, word, expected):
    assert covers(pattern, word) is expected


def test_a_term_is_in_the_shadow_of_a_wider_one_of_as_many_words():
    assert shadows(("kite*",), ("kites",)) and shadows(("a*", "b"), ("ab", "b"))
    assert not shadows(("kite*",), ("kite", "tail")) and not shadows(("kites",), ("kite*",))


@pytest.mark.parametrize(
    ("text", "expected"), [("Co–Op", "co-op"), ("It’s", "it's"), ("  A \t b ", "a b"), ("A‑B", "a-b")]
)
def test_plain_words(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("co-op", {("co", "op"), ("coop",)}),
        ("it's", {("it", "'s")}),
        ("'tis", {("'tis",)}),
        ("a-b-c", {("a", "b", "c"), ("ab", "c"), ("a", "bc"), ("abc",)}),
        ("kite tail", {("kite", "tail")}),
        ("kite|boat tail", {("kite", "tail"), ("boat", "tail")}),
    ],
)
def test_the_phrases_that_a_term_stands_for(term, expected):
    assert set(sequences(term)) == expected
