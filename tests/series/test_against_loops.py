# ruff: noqa: E501
"""Statistics against the same formula written out as loops, and the limits at which rules change."""

from itertools import combinations, pairwise, permutations
from math import comb, sqrt

import numpy as np
import pytest

from pipeline.core.clustering import USUAL_CLUSTERING, USUAL_WEIGHT, clustering, design_effect
from pipeline.core.interval import wilson
from pipeline.series import statistics
from pipeline.series.turns import Turn, step


def drawn(estimate, usual, freedom):
    return (freedom * min(max(estimate, 0), 1) + USUAL_WEIGHT * usual) / (freedom + USUAL_WEIGHT)


def by_loops(tagged, passages, groups):
    """Return the clustering by sums over meetings and groups, a theme at a time."""
    names = sorted(set(groups))
    total, meetings = sum(passages), len(passages)
    freedom = meetings - len(names)
    of = {g: [i for i in range(meetings) if groups[i] == g] for g in names}
    size = {g: sum(passages[i] for i in of[g]) for g in names}
    typical = (total - sum(sum(passages[i] ** 2 for i in of[g]) / size[g] for g in names)) / freedom
    above, below = [], []
    for theme in range(tagged.shape[1]):
        squares = sum(tagged[i, theme] ** 2 / passages[i] for i in range(meetings))
        pooled = sum(sum(tagged[i, theme] for i in of[g]) ** 2 / size[g] for g in names)
        between = (squares - pooled) / freedom
        within = (tagged[:, theme].sum() - squares) / (total - meetings)
        above.append(between - within)
        below.append(between + (typical - 1) * within)
    usual = drawn(sum(above) / sum(below), USUAL_CLUSTERING, freedom) if sum(below) > 0 else USUAL_CLUSTERING
    own = [a / b if b > 0 else usual for a, b in zip(above, below, strict=True)]
    return [drawn(each, usual, freedom) for each in own]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("parts", [1, 2, 4])
def test_clustering_is_the_estimator_written_out(seed, parts):
    chance = np.random.default_rng(seed)
    passages = chance.integers(1, 30, 12).astype(float)
    tagged = chance.binomial(passages[:, None].astype(int), chance.beta(1, 3, (12, 4))).astype(float)
    tagged[:, 2] = 0  # a theme that nobody spoke of
    groups = np.array([f"g{n % parts}" for n in range(12)], object)
    found = clustering(tagged, passages, groups if parts > 1 else None)
    assert found == pytest.approx(by_loops(tagged, passages, groups))


@pytest.mark.parametrize(
    ("tagged", "passages", "groups"),
    [
        pytest.param([[1.0], [0.0]], [1.0, 1.0], None, id="a passage each"),
        pytest.param([[3.0]], [9.0], None, id="one meeting"),
        pytest.param([[3.0], [1.0]], [9.0, 9.0], ["a", "b"], id="one meeting a group"),
        pytest.param(np.zeros((0, 1)), [], None, id="none"),
    ],
)
def test_where_nothing_can_be_told_the_usual_clustering_is_assumed(tagged, passages, groups):
    kinds = None if groups is None else np.array(groups, object)
    assert list(clustering(np.array(tagged), np.array(passages), kinds)) == [USUAL_CLUSTERING]


def test_where_no_theme_was_spoken_of_so_it_is():
    found = clustering(np.zeros((5, 2)), np.full(5, 9.0))
    assert list(found) == pytest.approx([USUAL_CLUSTERING] * 2)


def test_clustering_of_themes_is_between_none_and_all():
    whole = clustering(np.array([[9.0], [0.0]] * 500), np.full(1000, 9.0))
    even = clustering(np.full((1000, 1), 3.0), np.full(1000, 9.0))
    assert 0.99 < whole[0] <= 1 and 0 <= even[0] < 0.01


@pytest.mark.parametrize(
    ("sizes", "rho", "effect"),
    [([10, 10], 0.1, 1.9), ([10, 10], 0.0, 1), ([1, 1], 0.5, 1), ([], 0.5, 1), ([20, 10], 0.5, 1 + (500 / 30 - 1) / 2)],
)  # fmt: skip
def test_the_design_effect(sizes, rho, effect):
    assert design_effect(np.array(sizes, float), rho) == pytest.approx(effect)


@pytest.mark.parametrize(("share", "size"), [(0.0, 5), (0.5, 10), (1.0, 7), (0.3, 200)])
@pytest.mark.parametrize(("level", "z"), [(0.95, 1.959964), (0.9, 1.644854)])
def test_wilson_by_its_formula(share, size, level, z):
    middle, scale = share + z * z / (2 * size), 1 + z * z / size
    spread = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    expected = ((middle - spread) / scale, (middle + spread) / scale)
    assert wilson(share, size, level) == pytest.approx(expected, abs=1e-6)
    assert np.isnan(wilson(share, 0)[0])


@pytest.mark.parametrize("seed", range(5))
def test_intervals_are_inside_and_hold_the_share(seed):
    chance = np.random.default_rng(seed)
    passages = chance.integers(1, 99, 30).astype(float)
    tagged = np.floor(passages * chance.random(30))
    tagged[:3], tagged[3:6] = 0, passages[3:6]
    low, high = statistics.interval(tagged, passages, passages**2 / 3, np.full(30, 0.1))
    share = tagged / passages
    assert ((low >= 0) & (low <= share) & (share <= high) & (high <= 1)).all()
    effective = passages / (1 + (passages / 3 - 1) * 0.1)
    ends = wilson(share, effective)
    assert low == pytest.approx(np.clip(np.minimum(ends[0], share), 0, 1))
    assert high == pytest.approx(np.clip(np.maximum(ends[1], share), 0, 1))


@pytest.mark.parametrize("seed", range(4))
def test_slopes_of_several_themes_are_those_of_each(seed):
    chance = np.random.default_rng(seed)
    x, share, weight = chance.random(9), chance.random((9, 3)), chance.random((9, 3)) + 0.1
    found = statistics.slope(x, share, weight)
    for theme in range(3):
        line = np.polyfit(x, share[:, theme], 1, w=np.sqrt(weight[:, theme]))
        assert found[theme] == pytest.approx(line[0])


def test_association_by_all_orders_is_counted_out():
    x, score = np.array([0.0, 1, 2, 3, 5]), np.array([[0.1, 3], [0.2, 1], [0.7, 2], [0.3, 9], [0.9, 1]])
    for theme in range(2):
        mine = abs(np.corrcoef(x, score[:, theme])[0, 1])
        every = [abs(np.corrcoef(x[list(order)], score[:, theme])[0, 1]) for order in permutations(range(5))]
        share = sum(each >= mine - 1e-9 for each in every) / len(every)
        assert statistics.association(x, score)[theme] == pytest.approx(share)


@pytest.mark.parametrize("meetings", [9, 40, 100, 101, 140])
def test_association_of_many_meetings_is_about_that_of_many_orders(meetings):
    chance = np.random.default_rng(meetings)
    x = np.arange(meetings, dtype=float)
    score = chance.gamma(0.5, 1.0, (meetings, 2)) + x[:, None] * [[0.0, 0.006]]
    found = statistics.association(x, score)
    orders = [chance.permutation(meetings) for _ in range(4000)]
    for theme in range(2):
        mine = abs(np.corrcoef(x, score[:, theme])[0, 1])
        share = np.mean([abs(np.corrcoef(x[order], score[:, theme])[0, 1]) >= mine for order in orders])
        assert found[theme] == pytest.approx(share, abs=0.03)


def test_association_says_nothing_where_nothing_varies():
    x = np.arange(6.0)
    assert np.isnan(statistics.association(x, np.ones((6, 1)))[0])
    assert np.isnan(statistics.association(np.ones(6), x[:, None])[0])
    assert np.isnan(statistics.association(x[:2], x[:2, None])[0])
    assert not np.isnan(statistics.association(x[:3], x[:3, None])[0])
    mixed = statistics.association(x, np.column_stack([np.ones(6), x, np.ones(6)]))
    assert np.isnan(mixed[[0, 2]]).all() and mixed[1] == pytest.approx(2 / 720)


@pytest.mark.parametrize(
    ("p", "q"),
    [
        ([0.01, 0.02, 0.03], [0.03, 0.03, 0.03]),
        ([0.04, 0.01, np.nan, 0.5], [0.06, 0.03, np.nan, 0.5]),
        ([1.0, 1.0], [1.0, 1.0]),
        ([np.nan], [np.nan]),
        ([], []),
    ],
)
def test_false_discovery_by_hand(p, q):
    assert statistics.false_discovery(np.array(p, float)) == pytest.approx(q, nan_ok=True)


@pytest.mark.parametrize(
    ("here", "run", "gap"),
    [
        ("", 0, 0),
        ("0", 0, 0),
        ("1", 1, 0),
        ("1011", 2, 1),
        ("110011101", 3, 2),
        ("0001000", 1, 0),
        ("10001", 1, 3),
    ],
)
def test_runs_and_gaps(here, run, gap):
    present = np.array([each == "1" for each in here], bool)
    assert (statistics.longest_run(present), statistics.longest_gap(present)) == (run, gap)


def turn(kind, seen, meetings, gap):
    return Turn("c", "theme", "t", kind, seen, meetings, gap, "", "")


@pytest.mark.parametrize("kind", ["new", "lapsed", "returned"])
@pytest.mark.parametrize("meetings", [4, 6, 8])
def test_the_chance_of_a_gap_is_counted_out(kind, meetings):

    for seen in range(2, meetings):
        for gap in range(1, meetings - seen + 1):
            hits = 0
            for places in combinations(range(meetings), seen):
                if kind == "new":
                    hits += places[0] >= gap
                elif kind == "lapsed":
                    hits += meetings - 1 - places[-1] >= gap
                else:
                    hits += max(b - a - 1 for a, b in pairwise(places)) >= gap
            assert turn(kind, seen, meetings, gap).p_value == pytest.approx(hits / comb(meetings, seen))
        longest = turn(kind, seen, meetings, meetings - seen)
        assert turn(kind, seen, meetings, 1).smallest == longest.p_value


@pytest.mark.parametrize(
    ("smallest", "level"),
    [
        ([], 0.01), ([0.5], 0.01), ([0.001], 0.01), ([0.001, 0.001], 0.005), ([0.001, 0.9, 0.9], 0.01),
        ([0.004, 0.004, 0.004], 0.01 / 3), ([0.006, 0.006], 0.005), ([0.01], 0.01), ([0.001] * 4, 0.0025),
    ],
)  # fmt: skip
def test_tests_that_could_not_succeed_weigh_on_none(smallest, level):
    assert step(smallest, 0.01) == pytest.approx(level)
