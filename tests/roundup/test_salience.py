"""What weighs how much, by hand."""

import numpy as np
import pytest
import scipy.sparse as sp

from pipeline.roundup.salience import Cover, centrality, concepts, digest, prior, worth
from tests.roundup.make_passages import passages


def test_centrality_by_hand():
    rows = sp.csr_matrix(np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]]))
    # group a: the sum is (1.6, 0.8); dot products 1.6 and 0.96 + 0.64; group b holds one row
    assert centrality(rows, ["a", "a", "b"]).tolist() == pytest.approx([1.0, 1.0, 1.0])
    assert centrality(sp.csr_matrix(np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])), ["a"] * 3).tolist() == [
        1,
        1,
        0.5,
    ]


def test_a_concept_is_worth_less_once_it_is_said():
    cover = Cover(concepts(["kites and ponds", "kites"]), np.array([4.0, 2.0, 2.0, 1.0]), np.array([1, 1]))
    before = cover.gains()
    cover.say(1)
    assert np.all(cover.gains() <= before)


def test_what_comes_up_once_is_worth_nothing():
    assert worth(np.array([1.0, 2.0, 4.0])).tolist() == pytest.approx([0.0, 2**1.5, 8.0])


def test_digest_says_what_recurs_and_keeps_to_the_words():
    rows = passages(
        ("n", "bullet", "Kite makers need a dry loft for their kites."),
        ("n", "bullet", "A dry loft keeps the kites of kite makers whole."),
        ("n", "paragraph", "Nora Sample told us that she had tea with Hal Mock."),
    )
    factor = prior(rows, {"n": "A dry loft for kite makers"})
    assert factor.argmin() == 2
    chosen = digest(rows, {"n": "A dry loft for kite makers"}, words=10)
    assert len(chosen) == 1 and chosen[0] in (0, 1)
    assert digest(rows, {"n": ""}, words=3) == []
