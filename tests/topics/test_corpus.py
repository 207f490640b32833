"""Which words and phrases of the notes the topics are made of."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.language.corpus import corpus, lowered, names, tokenize
from tests.topics.make_topics import (
    frames,
)


def test_names_and_furniture_are_kept_out():
    rows = [
        (f"n{n}", p, f"we heard that Anna Birch and Ted Oakley of Hill Trust praised the soil in session {p}")
        for n in range(9)
        for p in range(4)
    ]
    _, passages = frames(rows)
    found, _ = corpus(passages["text"], list(passages["note_id"]), ["session", "that", "and", "the"])
    assert set(found.words) == {"heard", "praised", "soil"}


@pytest.mark.parametrize(
    ("texts", "word", "expected"),
    [
        pytest.param(
            ["We met Anna Birch.", "Then Anna Birch spoke."], "birch", True, id="first and last name"
        ),
        pytest.param(
            ["In the Covid crisis.", "When Covid came, and when it went."], "covid", False, id="stands alone"
        ),
        pytest.param(
            ["A big Society Trust and society.", "The society."], "society", False, id="mostly small"
        ),
        pytest.param(["Trust grows. Time too."], "trust", False, id="only opens sentences"),
    ],
)
def test_names(texts, word, expected):
    tokens = tokenize(texts)
    words, word_of = lowered(tokens.form)
    assert bool(names(tokens, word_of, len(words))[words.index(word)]) is expected


def test_a_phrase_of_furniture_leaves_its_words_elsewhere():
    found, _ = corpus(["the better way of gardens", "a way to better gardens"], ["a", "b"], ["better way"])
    assert dict(zip(found.words, np.asarray(found.counts.sum(axis=0)).ravel(), strict=True)) == {
        "better": 1,
        "gardens": 2,
        "the": 1,
        "way": 1,
    }
