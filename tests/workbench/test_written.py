"""A term as it would be pasted."""

import numpy as np
import pytest

from pipeline.language.stems import Stems
from pipeline.language.vocabulary import Vocabulary
from pipeline.lexicon.terms import fault_in
from pipeline.workbench.written import as_term


@pytest.mark.parametrize(
    ("stems", "texts", "term"),
    [
        pytest.param(("kite",), ["A kite.", "Kite!", "Kite?"], "kite", id="one form"),
        pytest.param(
            ("listen",), ["We listen.", "He listened.", "Still listening."], "listen*", id="a wildcard"
        ),
        pytest.param(
            ("care",), ["We care.", "We care.", "They cared.", "A career."], "care|cared", id="no other word"
        ),
        pytest.param(("kettl",), ["A kettle.", "Kettles!", "Kettle?"], "kettle*", id="of a whole word"),
        pytest.param(("borrow",), ["I borrowed.", "A borrower.", "Borrowing."], "borrow*", id="of the stem"),
        pytest.param(
            ("tell", "stori"),
            ["They tell stories.", "To tell stories.", "To tell a story.", "We tell stories."],
            "tell stories",
            id="a phrase",
        ),
        pytest.param(
            ("share", "power"),
            ["We share power.", "They shared power.", "Sharing power."],
            "share|shared|sharing power",
            id="a phrase in several forms",
        ),
        pytest.param(
            ("long", "term"), ["A long term.", "So long-term.", "Long term!"], "long-term", id="a compound"
        ),
    ],
)
def test_a_term_finds_its_forms_and_no_other_words(stems, texts, term):
    words = Vocabulary.of(texts, np.arange(len(texts)), (), Stems())
    assert as_term(words, words.stems.index(stems)) == term
    assert not fault_in(term)
