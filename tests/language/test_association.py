"""The measures of association, by hand."""

import numpy as np
import pytest

from pipeline.language.association import log_dice, log_likelihood, log_ratio


def of(*values):
    return np.array(values, float)


def test_log_likelihood_by_hand():
    # in 8 of 10 texts inside and in 2 of 10 outside; each of the four cells is expected to hold 5
    expected = 2 * 2 * (8 * np.log(8 / 5) + 2 * np.log(2 / 5))
    assert log_likelihood(of(8), of(10), 10, 20) == pytest.approx(expected)
    assert log_likelihood(of(2), of(10), 10, 20) == pytest.approx(-expected), "rarer inside"
    # in 6 of 10 inside, in none of 20 outside: E = 2, 4, 4 and 16 (row and column sums 6, 24, 10, 20)
    expected = 2 * (6 * np.log(6 / 2) + 4 * np.log(4 / 8) + 20 * np.log(20 / 16))
    assert log_likelihood(of(6), of(6), 10, 30) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("inside", "total", "expected"),
    [
        pytest.param(8, 10, 2, id="four times as frequent: 8 of 10 against 2 of 10"),
        pytest.param(5, 10, 0, id="as frequent"),
        pytest.param(4, 4, 3, id="never outside counts as half a time: 4 of 10 against 0.5 of 10"),
        pytest.param(0, 5, -np.inf, id="never inside"),
    ],
)
def test_log_ratio_by_hand(inside, total, expected):
    assert log_ratio(of(inside), of(total), 10, 20) == pytest.approx(expected)


def test_log_dice_by_hand():
    # 14 + log2(2 · 4 / (4 + 12)) = 13; always together is 14, never −∞
    assert log_dice(of(4, 6, 0), of(4, 6, 3), 12).tolist() == pytest.approx(
        [13, 14 + np.log2(12 / 18), -np.inf]
    )
    assert log_dice(of(5), of(5), 5).tolist() == [14]
