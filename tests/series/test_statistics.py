"""Formulas, against numbers worked out by hand and other libraries' results."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from pipeline.core.clustering import clustering
from pipeline.series import statistics


@pytest.mark.parametrize(("tagged", "passages"), [(4, 10), (0, 7), (9, 9), (1, 300)])
def test_interval_is_wilsons_where_passages_are_independent(tagged, passages):
    low, high = statistics.interval(*(np.array([x], float) for x in (tagged, passages, passages, 0)))
    assert (low[0], high[0]) == pytest.approx(
        proportion_confint(tagged, passages, method="wilson"), abs=1e-12
    )


def test_interval_by_hand():
    # two meetings of 10 passages, 4 tagged, rho 0.1: deff = 1 + (200/20 - 1) 0.1 = 1.9, n* = 10.5263,
    # (0.2 + 3.84146/(2 n*) -+ 1.95996 sqrt(0.16/n* + 3.84146/(4 n*^2))) / (1 + 3.84146/n*)
    # = (0.38247 -+ 0.30280) / 1.36494
    low, high = statistics.interval(*(np.array([x], float) for x in (4, 20, 200, 0.1)))
    assert (low[0], high[0]) == pytest.approx((0.05837, 0.50205), abs=1e-5)


def test_one_meeting_however_long_is_worth_no_more_than_one_over_rho_passages():
    low, high = statistics.interval(*(np.array([x], float) for x in (2e6, 1e7, 1e14, 0.1)))
    assert (low[0], high[0]) == pytest.approx(proportion_confint(2, 10, method="wilson"), abs=1e-3)


def test_clustering_by_hand():
    # 10 of 10 and 0 of 10: MSB = 5, MSW = 0, so 1 by itself; one degree of freedom against a weight of 20
    # gives (1 + 20 * 0.1) / 21 = 1/7 for all themes and (1 + 20 / 7) / 21 for this one
    found = clustering(np.array([[10.0], [0.0]]), np.array([10.0, 10.0]))
    assert found == pytest.approx([(1 + 20 / 7) / 21])


def test_clustering_leaves_out_what_groups_differ_in():
    rng = np.random.default_rng(1)
    cell = np.repeat(np.arange(40), 10).astype(object)
    rate = np.repeat(rng.beta(1, 4, 40), 10)[:, None]
    tagged = rng.binomial(30, rng.beta(rate * 19, (1 - rate) * 19)).astype(float)
    passages = np.full(400, 30.0)
    assert clustering(tagged, passages, cell)[0] == pytest.approx(0.05, abs=0.02)
    assert clustering(tagged, passages)[0] > 0.15


@pytest.mark.parametrize(
    ("passages", "least"),
    [
        pytest.param(0, 1, id="nothing said"),
        pytest.param(5, 1, id="1 - 0.99^5 = 0.049"),
        pytest.param(6, 2, id="1 - 0.99^6 = 0.059"),
        pytest.param(35, 2, id="two by chance in 4.7 %"),
        pytest.param(40, 3, id="two by chance in 6.1 %"),
        pytest.param(100, 4, id="three by chance in 7.9 %"),
    ],
)
def test_passages_needed_for_presence(passages, least):
    assert statistics.needed(np.array([float(passages)]), 0.01) == [least]
    if passages:
        assert stats.binom.sf(least - 1, passages, 0.01) <= 0.05
        assert least == 1 or stats.binom.sf(least - 2, passages, 0.01) > 0.05


def test_association_of_few_meetings_counts_orders():
    time, score = np.arange(4.0), np.array([[-3.0], [-1.0], [1.0], [3.0]])
    assert statistics.association(time, score) == pytest.approx([2 / 24])  # only 1234 and 4321


def test_association_is_scipys_permutation_test():
    rng = np.random.default_rng(3)
    time, score = rng.permutation(6).astype(float), rng.normal(size=(6, 2))
    for column, p in enumerate(statistics.association(time, score)):
        expected = stats.permutation_test(
            (time,), lambda t, c=column: t @ (score[:, c] - score[:, c].mean()),
            permutation_type="pairings", n_resamples=np.inf,
        )  # fmt: skip
        assert p == pytest.approx(expected.pvalue)


@pytest.mark.slow
def test_the_best_of_two_shapes_is_scipys_permutation_test():
    rng = np.random.default_rng(8)
    score = np.array([-1.0, -0.8, -1.2, 0.2, 1.1, 0.9, 0.8])
    shapes = np.array([np.arange(7) / 6, np.arange(7) >= 3])

    def strongest(order):
        return max(abs(np.corrcoef(shape[order.astype(int)], score)[0, 1]) for shape in shapes)

    expected = stats.permutation_test(
        (np.arange(7),), strongest, permutation_type="pairings", n_resamples=np.inf, alternative="greater",
        rng=rng,
    )  # fmt: skip
    found = statistics.association(shapes, score[:, None])
    assert found == pytest.approx([expected.pvalue])
    assert found[0] <= 2 * min(statistics.association(shape, score[:, None])[0] for shape in shapes)


def test_drawn_orders_come_close_to_pitmans_t_where_that_holds():
    rng = np.random.default_rng(4)
    time, score = np.arange(30.0), rng.normal(size=(30, 3))
    expected = [stats.pearsonr(time, column).pvalue for column in score.T]
    assert statistics.association(time, score) == pytest.approx(expected, abs=0.01)


def test_of_a_hundred_meetings_and_more_the_curve_is_the_normal_one_where_nothing_is_skewed():
    rng = np.random.default_rng(9)
    time, score = np.arange(400.0), rng.normal(size=(400, 2))
    expected = [2 * stats.norm.sf(abs(np.corrcoef(time, a)[0, 1]) * np.sqrt(399)) for a in score.T]
    assert statistics.association(time, score) == pytest.approx(expected)
    both = statistics.association(np.stack([time, time]), score)
    assert both == pytest.approx(np.minimum(2 * np.array(expected), 1))


@pytest.mark.slow
def test_a_rare_theme_in_a_small_group_of_many_meetings_is_no_wonder():
    """Pitman's t gives a tenth of what drawing groups does; the curve less than twice as much."""
    rng = np.random.default_rng(11)
    score, group = rng.gamma(0.3, size=480), np.zeros(480)
    drawn = np.sort([rng.choice(score, 8, replace=False).sum() for _ in range(50_000)])
    swapped = score.copy()  # so that the group's sum is one that is drawn once in a thousand
    swapped[:8] += (drawn[-50] - swapped[:8].sum()) / 8
    group[:8] = 1
    found = statistics.association(group, swapped[:, None])[0]
    assert stats.pearsonr(group, swapped).pvalue < 0.001 / 10
    assert 0.0008 < found < 0.002


def test_nothing_is_said_where_nothing_varies():
    flat = np.zeros((9, 1))
    assert np.isnan(statistics.association(np.arange(9.0), flat)).all()
    assert np.isnan(statistics.association(np.ones(9), np.arange(9.0)[:, None])).all()


def test_association_of_a_group_counts_groups():
    group = np.array([1.0, 1, 0, 0, 0, 0, 0, 0, 0])
    score = np.array([4.0, 3, 1, 0, 0, -1, -2, -2, -3])[:, None]
    # of the 36 pairs none adds up to 7 but the first; none to -7
    assert statistics.association(group, score) == pytest.approx([1 / 36], abs=0.004)
    assert statistics.association(group[:8], score[:8] - 0.1) == pytest.approx([1 / 28])


def test_among_drawn_orders_nothing_is_rarer_than_the_one_seen():
    group, score = np.zeros(60), np.zeros((60, 1))
    group[:5], score[:5] = 1, 50
    assert statistics.association(group, score) == pytest.approx([1 / 20_001])


def test_scores_add_up_to_nothing_and_weigh_by_hand():
    passages = np.array([10.0, 30.0])
    weight = statistics.weights(passages, np.array([0.1]))
    assert weight[:, 0] == pytest.approx([10 / 1.9, 30 / 3.9])
    assert statistics.scores(np.array([[1.0], [9.0]]), passages, weight).sum() == pytest.approx(0)


def test_slope_is_statsmodels():
    rng = np.random.default_rng(6)
    x, y, w = rng.random(12), rng.random(12), rng.random(12) + 0.5
    design = np.column_stack([np.ones(12), x])
    assert statistics.slope(x, y[:, None], w[:, None])[0] == pytest.approx(WLS(y, design, w).fit().params[1])


def test_detectable_by_hand():
    # 12 meetings of 20 passages, 4 tagged in each, rho 0: w = 20, p = (48 + 2) / 244 = 0.2049,
    # sum w (x - 1/2)^2 = 20 * 13/11 = 23.636, t(10) at 0.975 and 0.8 = 2.2281 and 0.8791
    time, passages = np.arange(12) / 11, np.full(12, 20.0)
    known = statistics.error(time, np.full((12, 1), 4.0), passages, np.full((12, 1), 20.0))
    assert known == pytest.approx([np.sqrt(0.204918 * 0.795082 / 23.63636)], abs=1e-5)
    found = statistics.detectable(known, 10, 0.05)
    assert found == pytest.approx(3.10727 * known, abs=1e-5)
    assert statistics.strictest(found, known, 10) == pytest.approx([0.05])


@pytest.mark.parametrize("p", [[0.01, 0.02, 0.9], [0.04], [0.001, 0.2, 0.03, 0.03, 1.0]])
def test_false_discovery_is_benjamini_hochberg(p):
    expected = multipletests(p, method="fdr_bh")[1]
    assert statistics.false_discovery(np.array(p)) == pytest.approx(expected)


def test_what_is_not_tested_does_not_weigh():
    q = statistics.false_discovery(np.array([np.nan, 0.02, np.nan, 0.5]))
    assert np.isnan(q[[0, 2]]).all() and q[[1, 3]] == pytest.approx([0.04, 0.5])


@pytest.mark.parametrize(
    ("present", "run_of", "gap"),
    [
        pytest.param("", 0, 0, id="no meeting"),
        pytest.param("000", 0, 0, id="never"),
        pytest.param("111", 3, 0, id="always"),
        pytest.param("1101", 2, 1, id="one missed"),
        pytest.param("1001", 1, 2, id="back after two"),
        pytest.param("0011", 2, 0, id="late, not back"),
        pytest.param("1100", 2, 0, id="gone"),
    ],
)
def test_runs_and_gaps(present, run_of, gap):
    values = np.array([mark == "1" for mark in present], bool)
    assert (statistics.longest_run(values), statistics.longest_gap(values)) == (run_of, gap)


def test_the_worked_example_of_the_method_page():
    passages, tagged = np.array([20.0, 30, 10, 40]), np.array([[2.0], [9], [1], [16]])
    low, high = statistics.interval(*(np.array([x], float) for x in (28, 100, 3000, 0.05)))
    assert (low[0], high[0]) == pytest.approx((0.166, 0.432), abs=5e-4)
    assert proportion_confint(28, 100, method="wilson") == pytest.approx((0.201, 0.375), abs=5e-4)
    assert statistics.needed(passages, 0.01).tolist() == [2, 2, 2, 3]
    assert statistics.needed(np.array([5.0, 6, 35, 36, 82, 83]), 0.01).tolist() == [1, 2, 2, 3, 3, 4]
    weight = statistics.weights(passages, np.array([0.05]))
    assert weight[:, 0] == pytest.approx([10.26, 12.24, 6.90, 13.56], abs=0.006)
    score = statistics.scores(tagged, passages, weight)
    assert score[:, 0] == pytest.approx([-1.56, 0.59, -1.05, 2.01], abs=0.006)
    shapes = np.array([[-1.5, -0.5, 0.5, 1.5], [-0.5, -0.5, 0.5, 0.5]])
    assert shapes @ score[:, 0] == pytest.approx([4.53, 0.96], abs=0.006)
    assert [np.corrcoef(shape, score[:, 0])[0, 1] for shape in shapes] == pytest.approx(
        [0.72, 0.34], abs=0.005
    )
    assert statistics.association(shapes, score) == pytest.approx([10 / 24])
    best = shapes.sum(axis=0)[:, None]
    assert statistics.association(shapes, best) == pytest.approx([2 / 24])


def test_functions_are_those_of_scipy_stats():
    """They are reckoned by scipy.special, which imports in a fraction of the time."""
    passages = np.arange(0, 400.0)
    for chance in (0.001, 0.01, 0.2):
        expected = np.maximum(stats.binom.ppf(0.95, passages, chance) + 1, 1)
        assert (statistics.needed(passages, chance) == expected).all()
    known, free = np.array([0.01, 0.2, 1.0]), 7
    least = (stats.t.ppf(0.975, free) + stats.t.ppf(0.8, free)) * known
    assert statistics.detectable(known, free, 0.05) == pytest.approx(np.minimum(least, 1))
    level = 2 * stats.t.sf(0.3 / known - stats.t.ppf(0.8, free), free)
    assert statistics.strictest(np.full(3, 0.3), known, free) == pytest.approx(np.minimum(level, 1))
    p = np.random.default_rng(3).random(40) ** 3
    assert statistics.false_discovery(p) == pytest.approx(stats.false_discovery_control(p))
