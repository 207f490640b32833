"""Intervals of shares, against numbers worked out by hand."""

import numpy as np
import pytest

from pipeline.core.interval import wilson


@pytest.mark.parametrize(
    ("count", "size", "low", "high"),
    [(8, 10, 0.490, 0.943), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)],
)
def test_wilson(count, size, low, high):  # 8 of 10 by hand: (0.8 + 0.192 ± 1.96 √0.0256) / 1.384
    assert wilson(count / size, size) == pytest.approx((low, high), abs=0.001)


def test_of_nothing_nothing_is_known():
    assert np.isnan(wilson(np.nan, 0)).all()


def test_arrays_are_taken_by_place():
    low, high = wilson(np.array([0.8, 1.0]), np.array([10, 10]))
    assert low == pytest.approx([0.490, 0.722], abs=0.001)
    assert high == pytest.approx([0.943, 1.0], abs=0.001)
