"""The model's formulas, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import normalize

from pipeline.settings import models
from pipeline.topics import model
from tests.topics.make_topics import (
    small,
)


def test_npmi_by_hand():
    # a: 2 of 4 passages, b: 2 of 4, together 1 of 4: log((1/4) / (1/2 · 1/2)) = 0; a and c never: -1
    counts = small([1, 1, 0], [1, 0, 0], [0, 1, 1], [0, 0, 1]).counts
    assert model.npmi(counts)[0].tolist() == [1.0, 0.0, -1.0]


def test_spread_by_hand():
    found = small([1, 1], [0, 1], [1, 1], [0, 1], notes=[0, 0, 1, 2])
    # w0 stands in 1 passage of two notes: 2 notes; w1 in 2, 1, 1 passages: exp(1.5 log 2) = 2.83 notes
    assert model.spread(found, np.array([0, 1])) == pytest.approx([2.0, 2.8284271])


def test_inverse_document_frequency_by_hand():
    assert model.inverse_document_frequency(small([1], [0], [0]).counts) == pytest.approx([np.log(2) + 1])


def test_a_fixed_anchor_learns_the_words_of_its_passages():
    data = normalize(small([1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]).counts)
    weights = model.factorize(data, np.array([[1.0], [1.0], [0.0]]), np.zeros((3, 0)), np.zeros((0, 4)))
    assert weights == pytest.approx(np.array([[0.7071068, 0.7071068, 0, 0]]))


@pytest.mark.slow
@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_shares_lie_between_0_and_1(seed, free):
    random = np.random.default_rng(seed)
    found = small(*random.integers(0, 3, (30, 25)), notes=np.repeat(np.arange(10), 3))
    options = models.Topics(note_frequency=2)
    fitted = model.fit(found, free, np.zeros((30, 0)), np.zeros(25, bool), options)
    shares = fitted.shares(found)
    assert shares.min() >= 0
    assert shares.sum(axis=1).max() <= 1 + 1e-6
    assert np.linalg.norm(fitted.weights, axis=1) == pytest.approx(np.ones(len(fitted.weights)))
