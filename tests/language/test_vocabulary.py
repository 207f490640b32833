"""Which words and phrases are gathered, by their stems."""

import numpy as np
import pytest

from pipeline.language.stems import Stems
from pipeline.language.vocabulary import Vocabulary


def gathered(*texts, notes=None, stopwords=()):
    """Return the vocabulary of the texts, each in a note of its own unless said."""
    numbers = np.arange(len(texts)) if notes is None else np.array(notes)
    silent = Stems(dict.fromkeys(("the", "and", "with", "was"), ""))
    return Vocabulary.of(texts, numbers, stopwords, silent)


def terms(*texts, **more):
    return {" ".join(stems) for stems in gathered(*texts, **more).stems}


def test_words_are_counted_by_their_stems():
    words = gathered("A kite flew.", "Two kites here.", "KITES again.")
    [kite] = [i for i, stems in enumerate(words.stems) if stems == ("kite",)]
    assert words.texts(kite).tolist() == [0, 1, 2]
    assert {form: n for (form, _), n in words.forms(kite).items()} == {("kite",): 1, ("kites",): 2}
    assert words.commonest(kite) == ("kites",)


THRICE = "They bring bread and salt, with trust."


@pytest.mark.parametrize(
    ("term", "there"),
    [
        pytest.param("bread and salt", True, id="a phrase with a function word inside"),
        pytest.param("and salt", False, id="none begins with one"),
        pytest.param("bread and", False, id="none ends with one"),
        pytest.param("salt with trust", False, id="none runs across a mark"),
        pytest.param("with", False, id="no function word"),
        pytest.param("bring", False, id="no stopword by itself"),
        pytest.param("bring bread", True, id="but in a phrase"),
    ],
)
def test_phrases(term, there):
    assert (term in terms(THRICE, THRICE, THRICE, stopwords=["bring", "with", "they", "and"])) is there


@pytest.mark.parametrize(
    ("notes", "there"),
    [
        pytest.param([0, 0, 0], False, id="one note"),
        pytest.param([0, 0, 1], True, id="two thirds in one"),
        pytest.param([0, 1, 2], True, id="three"),
    ],
)
def test_what_is_of_one_note_is_no_term(notes, there):
    assert ("kite" in terms("A kite.", "The kite.", "Kite!", notes=notes)) is there


def test_more_than_two_thirds_of_one_note_are_too_many():
    assert "kite" not in terms("Kite.", "Kite.", "Kite.", "Kite.", notes=[0, 0, 0, 1])


def test_two_texts_are_too_few():
    assert terms("A kite.", "A kite.") == set()


def test_names_are_no_terms():
    texts = [
        "We met Ann Hillier on the green.",
        "With Ann Hillier on the green.",
        "So Ann Hillier on the green.",
    ]
    assert not {word for term in terms(*texts) for word in term.split()} & {"ann", "hillier"}


def test_compounds_are_one_term_however_they_are_written():
    words = gathered("A long-term plan.", "It is long term.", "Long-term, too.")
    assert ("long", "term") in words.stems
    assert ("term",) not in words.stems, "a part of a compound is no word of its own"


def test_no_texts():
    assert len(gathered()) == 0
