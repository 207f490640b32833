"""Stems, and passages as weighted stems."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.language.stems import Stems
from pipeline.language.tfidf import counts, weighted

TEXTS = [
    "Gardens need water.",
    "The garden, watered: gardening!",
    "Music and a song.",
    "",
    "Songs; more songs.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gardens, GARDENING", ["garden", "garden"], id="forms and case"),
        pytest.param("and the of", [], id="words that say nothing"),
        pytest.param("we go on 2020 a_b", [], id="short words and figures"),
        pytest.param("Cafés", ["café"], id="accents"),
    ],
)
def test_the_stems_of_a_text(text, expected):
    assert Stems().of(text) == expected


def test_what_is_known_is_not_asked_for_again():
    known = Stems({"gardens": "known", "water": ""})
    assert known.of("Gardens need water") == ["known", "need"]
    assert list(known) == ["gardens", "water", "need"]


def test_words_in_too_few_or_too_many_texts_are_left_out():
    found, words = counts(["a b", "a b b c", "a", "a d"], str.split, fewest=2, most=0.9)
    assert words.tolist() == ["b"]
    assert found.toarray().ravel().tolist() == [1, 2, 0, 0]


def test_weights_by_hand():
    # b stands in two of four texts, twice in the second: (1 + ln 2)(1 + ln 5/3), and its row has length 1
    found, words = counts(["b c", "b b c", "c", "d"], str.split, fewest=1)
    rows = weighted(found).toarray()
    b, c = (1 + np.log(2)) * (1 + np.log(5 / 3)), 1 + np.log(5 / 4)
    assert rows[1].tolist() == pytest.approx([b / np.hypot(b, c), c / np.hypot(b, c), 0])
    assert words.tolist() == ["b", "c", "d"]


def test_weights_are_those_of_scikit_learn():
    stems = Stems()
    found, words = counts(TEXTS, stems.of, fewest=2)
    vectors = TfidfVectorizer(analyzer=stems.of, min_df=2, sublinear_tf=True)
    assert weighted(found).toarray() == pytest.approx(vectors.fit_transform(TEXTS).toarray())
    assert words.tolist() == vectors.get_feature_names_out().tolist()


def test_no_texts_and_no_words():
    for texts in ([], ["", ""]):
        found, words = counts(texts, str.split, fewest=1)
        assert weighted(found).shape == (len(texts), 0)
        assert words.tolist() == []
