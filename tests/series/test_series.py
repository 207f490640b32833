import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from pipeline.core.schemas import ALL, CHANGES, THEMES, VERDICTS, schema
from pipeline.core.year import lying_in
from pipeline.series import periods, statistics
from pipeline.series.recurrence import change, verdict
from pipeline.series.stage import series
from pipeline.settings.models import Series
from tests.make_notes import notes_of


def run(*notes, topics=(), shuffled=False, **options):
    """Run the stage on notes as of `notes_of`."""
    frames = notes_of(*notes, topics=topics)
    if shuffled:
        frames = {name: frame.sample(frac=1, random_state=1) for name, frame in frames.items()}
    return series(**frames, options=Series(**options))


def row(table, **keys):
    for name, value in keys.items():
        table = table[table[name] == value]
    assert len(table) == 1, table
    return table.iloc[0]


# formulas


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
    found = statistics.clustering(np.array([[10.0], [0.0]]), np.array([10.0, 10.0]))
    assert found == pytest.approx([(1 + 20 / 7) / 21])


def test_clustering_leaves_out_what_groups_differ_in():
    rng = np.random.default_rng(1)
    cell = np.repeat(np.arange(40), 10).astype(object)
    rate = np.repeat(rng.beta(1, 4, 40), 10)[:, None]
    tagged = rng.binomial(30, rng.beta(rate * 19, (1 - rate) * 19)).astype(float)
    passages = np.full(400, 30.0)
    assert statistics.clustering(tagged, passages, cell)[0] == pytest.approx(0.05, abs=0.02)
    assert statistics.clustering(tagged, passages)[0] > 0.15


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
    ("present", "run_of", "back"),
    [
        pytest.param("", 0, False, id="no meeting"),
        pytest.param("000", 0, False, id="never"),
        pytest.param("111", 3, False, id="always"),
        pytest.param("1101", 2, False, id="one missed is no gap"),
        pytest.param("1001", 1, True, id="back after two"),
        pytest.param("0011", 2, False, id="late, not back"),
        pytest.param("1100", 2, False, id="gone"),
    ],
)
def test_runs_and_returns(present, run_of, back):
    values = np.array([mark == "1" for mark in present], bool)
    assert (statistics.longest_run(values), statistics.returned(values)) == (run_of, back)


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


# ladders


@pytest.mark.parametrize(
    ("present", "meetings", "words"),
    [
        (0, 5, "not seen"), (1, 5, "once"), (1, 1, "once"), (2, 2, "in every meeting"),
        (5, 5, "in every meeting"),
        (3, 6, "recurs"), (2, 5, "comes and goes"),
    ],
)  # fmt: skip
def test_verdicts(present, meetings, words):
    assert verdict(present, meetings, 0.5) == words


@pytest.mark.parametrize(
    ("difference", "p", "q", "words"),
    [
        pytest.param(0.2, 0.001, 0.02, "clear rise", id="clear"),
        pytest.param(-0.2, 0.001, 0.02, "clear fall", id="clear fall"),
        pytest.param(0.2, 0.01, 0.1, "possible rise", id="possible"),
        pytest.param(-0.2, 0.01, 0.1, "possible fall", id="possible fall"),
        pytest.param(0.2, 0.01, 0.11, "no clear change", id="too likely by chance"),
        pytest.param(0.02, 0.0001, 0.001, "no clear change", id="too small to matter"),
        pytest.param(0.2, np.nan, np.nan, "too few meetings to say", id="not tested"),
    ],
)
def test_changes(difference, p, q, words):
    data = pd.DataFrame({"difference": [difference], "p_value": [p], "q_value": [q]})
    assert change(data, Series()).tolist() == [words]


# periods


@pytest.mark.parametrize(
    ("low", "high", "lies"),
    [
        pytest.param("2020-07-16", "2020-07-16", ("2020-07", "2020-Q3", "2020"), id="a day"),
        pytest.param("2020-07-30", "2020-08-02", ("", "2020-Q3", "2020"), id="over the end of a month"),
        pytest.param("2020-09-30", "2020-10-01", ("", "", "2020"), id="over the end of a quarter"),
        pytest.param("2020-12-31", "2021-01-01", ("", "", ""), id="over the end of a year"),
        pytest.param("2020-07-16", "", ("", "", ""), id="open"),
        pytest.param("", "", ("", "", ""), id="not known"),
    ],
)
def test_a_note_lies_only_where_its_whole_range_lies(low, high, lies):
    ends = pd.Series([low], dtype="str"), pd.Series([high], dtype="str")
    assert tuple(lying_in(*ends, unit)[0] for unit in ("month", "quarter", "year")) == lies


@pytest.mark.parametrize(
    ("first", "last", "unit", "names"),
    [
        ("2020-11", "2021-02", "month", ["2020-11", "2020-12", "2021-01", "2021-02"]),
        ("2020-Q3", "2021-Q1", "quarter", ["2020-Q3", "2020-Q4", "2021-Q1"]),
        ("2019", "2021", "year", ["2019", "2020", "2021"]),
    ],
)
def test_periods_between(first, last, unit, names):
    assert periods.between(first, last, unit) == names


@pytest.mark.parametrize(
    ("last", "set_to", "cut"),
    [
        ("2020-06-01", "auto", ("month", "year")), ("2021-06-30", "auto", ("month", "year")),
        ("2021-07-01", "auto", ("quarter", "year")), ("2025-01-01", "auto", ("year",)),
        ("2025-01-01", "month", ("month", "year")),
    ],
)  # fmt: skip
def test_how_time_is_cut_follows_the_span(last, set_to, cut):
    places = pd.DataFrame({"low": ["2020-01-01", last], "high": ["2020-01-01", last], "placed": [True, True]})
    assert periods.units(places, Series(period=set_to)) == cut


# the stage


def test_counts_and_shares_by_hand():
    made = run(
        {"cell": "A", "date": "2020-01-10", "power": 4},
        {"cell": "A", "date": "2020-03-10", "passages": 30, "power": 1},
        {"date": "2020-03-11", "event": "roundtable", "power": 2},
        {"date": "2020-03-12", "event": "publication", "power": 9},
    )
    whole = row(made["series"], cell="A", period=ALL, theme="power")
    assert (whole.notes, whole.notes_with_theme, whole.passages, whole.tagged) == (2, 1, 40, 5)
    assert whole.share == 5 / 40
    network = row(made["series"], cell=ALL, period="2020-03", theme="power")
    assert (network.notes, network.notes_with_theme, network.tagged) == (2, 1, 3)
    assert set(made["note_themes"]["note_id"]) == {"n0", "n1", "n2"}
    assert row(made["note_themes"], note_id="n1", theme="power").present == "no"


def test_a_period_without_a_meeting_has_no_share():
    made = run({"cell": "A", "date": "2020-01-10"}, {"cell": "A", "date": "2020-03-10"})
    empty = row(made["series"], cell="A", period="2020-02", theme="power")
    assert (empty.notes, empty.undated, empty.passages) == (0, 0, 0)
    assert np.isnan([empty.share, empty.low, empty.high]).all()


def test_an_undated_note_counts_in_the_whole_and_shows_where_it_may_have_been():
    made = run(
        {"cell": "A", "date": "2020-01-10"},
        {"cell": "A", "low": "2020-02-20", "high": "2020-03-10"},
        {"cell": "A", "date": "2020-04-10"},
        {"cell": "A"},
    )
    counts = made["series"][(made["series"]["cell"] == "A") & (made["series"]["theme"] == "power")]
    found = counts.set_index("period")[["notes", "undated"]].T.to_dict("list")
    assert found == {
        ALL: [4, 0], "2020": [3, 1], "2020-01": [1, 1], "2020-02": [0, 2], "2020-03": [0, 2],
        "2020-04": [1, 1],
    }  # fmt: skip
    assert row(made["recurrence"], cell="A", theme="power").placed == 3


@pytest.mark.parametrize(
    "uncounted",
    [pytest.param({"kind": "heading"}, id="headings"), pytest.param({"section": "next"}, id="logistics")],
)
def test_a_meeting_in_which_nothing_counts_is_a_meeting_without_a_share(uncounted):
    made = run({"cell": "A", "date": "2020-01-10", "power": 5, **uncounted})
    whole = row(made["series"], cell="A", period=ALL, theme="power")
    assert (whole.notes, whole.notes_with_theme, whole.passages) == (1, 0, 0)
    assert np.isnan(whole.share) and np.isnan(row(made["note_themes"], theme="power").share)


def test_recurrence_by_hand():
    days = ["2020-05-01", "2020-01-01", "2020-04-01", "2020-02-01", "2020-03-01"]
    made = run(*({"cell": "A", "date": day, "power": 5 * (day[5:7] in ("01", "04", "05"))} for day in days))
    found = row(made["recurrence"], cell="A", theme="power")
    assert (found.notes, found.notes_with_theme, found.longest_run) == (5, 3, 2)
    assert (found["first"], found["last"], found.returned) == ("2020-01-01", "2020-05-01", "yes")
    assert (found.verdict, found.change) == ("recurs", "too few meetings to say")
    assert np.isnan(found.p_value) and np.isnan(found.detectable)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("notes", "placed"),
    [
        pytest.param([("2020-01-01", "2020-12-31"), ("2021-05-05", "2021-05-05")], 2, id="nothing within"),
        pytest.param([("2020-01-01", "2020-12-31"), ("2020-05-05", "2020-05-05")], 1, id="another within"),
        pytest.param([("2020-01-01", "2020-12-31"), ("2020-12-31", "2021-01-02")], 1, id="on its last day"),
        pytest.param([("2020-01-01", "2020-12-31"), ("2020-06-01", "2021-12-31")], 0, id="two wide ones"),
        pytest.param(
            [("2020-06-01", ""), ("2020-05-05", "2020-05-05")], 2, id="open, and certainly the last"
        ),
        pytest.param([("", "2020-06-01"), ("2020-06-05", "2020-06-05")], 2, id="open, certainly the first"),
        pytest.param([("", "2020-06-01"), ("2020-05-05", "2020-05-05")], 1, id="open, before or after"),
        pytest.param([("", ""), ("2020-05-05", "2020-05-05")], 1, id="not known"),
    ],
)
def test_a_meeting_has_its_place_where_no_other_can_have_been_within_its_range(notes, placed):
    made = run(*({"cell": "A", "low": low, "high": high} for low, high in notes))
    assert row(made["recurrence"], cell="A", theme="power").placed == placed


def test_a_meeting_known_to_half_a_year_counts_in_runs_if_none_was_within():
    made = run(
        {"cell": "A", "date": "2021-01-01", "power": 5},
        {"cell": "A", "date": "2021-03-01"},
        {"cell": "A", "low": "2021-04-01", "high": "2021-10-01"},
        {"cell": "A", "date": "2021-11-01", "power": 5},
    )
    assert row(made["recurrence"], cell="A", theme="power").returned == "yes"
    assert row(made["recurrence"], cell="A", theme="power").placed == 4


def monthly(shares, passages=30):
    return [
        {"cell": "A", "date": f"{2018 + month // 12}-{month % 12 + 1:02d}-01", "passages": passages,
         "power": tagged}
        for month, tagged in enumerate(shares)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        pytest.param([3] * 12 + [18] * 12, "clear rise", id="rise"),
        pytest.param([18] * 12 + [3] * 12, "clear fall", id="fall"),
        pytest.param([9, 12] * 12, "no clear change", id="level"),
        pytest.param([3, 18, 3, 18], "too few meetings to say", id="four points can never be a trend"),
        pytest.param([0] * 11 + [1], "too few meetings to say", id="too little of it"),
    ],
)
def test_planted_changes(shares, words):
    found = row(run(*monthly(shares))["recurrence"], cell="A", theme="power")
    assert found.change == words
    if words.startswith("clear"):
        assert (found.difference > 0) == (words == "clear rise")
        assert found.p_value <= found.q_value <= 0.02 and abs(found.difference) > found.detectable


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shares", "points"),
    [
        pytest.param([6] * 12 + [15] * 12, 0.3, id="at once: from a fifth to a half"),
        pytest.param(list(range(24)), 23 / 30, id="evenly: from nothing to 23 of 30"),
    ],
)
def test_the_change_in_points_is_that_of_the_shape_that_fits(shares, points):
    found = row(run(*monthly(shares))["recurrence"], cell="A", theme="power")
    assert (found.change, found.difference) == ("clear rise", pytest.approx(points))


@pytest.mark.slow
def test_what_could_not_be_called_clear_is_not_tested():
    """Beside eleven more themes as common, one that just could show alone no longer can."""
    alone, beside = (
        run(*({"cell": cell, **note, **others} for cell in "ABCDEF" for note in monthly([6] * 11 + [7])))
        for others in ({}, dict.fromkeys(THEMES, 6))
    )
    for made, words in ((alone, "no clear change"), (beside, "too few meetings to say")):
        assert row(made["recurrence"], cell="A", theme="power").change == words


def test_topics_over_time():
    made = run(
        {"cell": "A", "date": "2020-01-10", "passages": 4, "topics": {"t1": 0.5}},
        {"cell": "A", "date": "2020-02-10", "passages": 1, "topics": {"t1": 0.8}},
        topics=("t1", "t2"),
    )  # four passages of one meeting hold it, one of the other: that may be chance
    found = row(made["topic_series"], cell="A", period=ALL, topic="t1")
    assert (found.notes, found.notes_with_topic, found.share) == (2, 1, 0.56)
    assert row(made["topic_series"], cell=ALL, period="2020-02", topic="t2").share == 0


def test_no_notes_no_rows_but_tables():
    made = run()
    for name, table in made.items():
        schema(name).check(table)
    assert len(made["series"]) == len(THEMES) and not made["series"]["notes"].any()


month = st.dates(pd.Timestamp("2019-01-01").date(), pd.Timestamp("2021-12-31").date()).map(str)
note = st.fixed_dictionaries(
    {
        "cell": st.sampled_from(["A", "B", ""]),
        "event": st.sampled_from(["cell", "cell", "event", "publication"]),
        "passages": st.integers(0, 12),
        "power": st.integers(0, 12),
        "listening": st.integers(0, 3),
    },
    optional={"date": month, "low": month, "high": month},
).map(lambda n: n | ({"high": n["low"]} if n.get("high", "9") < n.get("low", "") else {}))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(note, max_size=14))
def test_whatever_the_notes(notes):
    made = run(*notes)
    for name, table in made.items():
        schema(name).check(table)
    rows = made["series"]
    known = rows.dropna(subset="share")
    assert ((known["low"] <= known["share"]) & (known["share"] <= known["high"])).all()
    assert (rows["share"].isna() == (rows["passages"] == 0)).all()
    assert (rows["notes_with_theme"] <= rows["notes"]).all() and (rows["tagged"] <= rows["passages"]).all()
    sums = ["notes", "notes_with_theme", "passages", "tagged"]
    years = rows[rows["period"].str.fullmatch(r"\d{4}")].groupby(["cell", "theme"])[sums].sum()
    whole = rows[rows["period"] == ALL].set_index(["cell", "theme"])[sums]
    assert (years.reindex(whole.index, fill_value=0) <= whole).all(axis=None)  # the rest has no year
    fine = rows[rows["period"].str.len() > 4]
    by_year = fine.assign(period=fine["period"].str[:4]).groupby(["cell", "period", "theme"])[sums].sum()
    year = rows.set_index(["cell", "period", "theme"])[sums].reindex(by_year.index)
    assert (by_year <= year.fillna(np.inf)).all(axis=None)
    cells = whole.drop(ALL).groupby("theme").sum().reindex(list(THEMES), fill_value=0)
    assert (cells <= whole.loc[ALL].reindex(cells.index)).all(axis=None)  # the rest is one-off
    found = made["recurrence"]
    assert found["verdict"].isin(VERDICTS).all() and found["change"].isin(CHANGES).all()
    assert (found["longest_run"] <= found["notes_with_theme"]).all()


def test_dated_parts_add_up_to_the_whole():
    days = [f"{year}-{month:02d}-03" for year in (2019, 2020, 2021) for month in (1, 5, 9)]
    made = run(*({"cell": "AB"[n % 2], "date": day, "power": n} for n, day in enumerate(days)))
    rows = made["series"]
    sums = ["notes", "notes_with_theme", "passages", "tagged"]
    whole = rows[rows["period"] == ALL].set_index(["cell", "theme"])[sums]
    for unit in (r"\d{4}", r"\d{4}-Q\d"):
        parts = rows[rows["period"].str.fullmatch(unit)].groupby(["cell", "theme"])[sums].sum()
        pd.testing.assert_frame_equal(parts, whole, check_like=True)
    cells = whole.drop(ALL).groupby("theme").sum()
    pd.testing.assert_frame_equal(cells, whole.loc[ALL], check_like=True)


@pytest.mark.slow
def test_order_of_rows_does_not_matter():
    notes = [
        {"cell": "AB"[n % 2], "date": f"2020-03-{n:02d}", "power": n % 7, "topics": {"t": 0.3}}
        for n in range(1, 19)
    ]
    first, second = run(*notes, topics=["t"]), run(*notes, topics=["t"], shuffled=True)
    for name in first:
        pd.testing.assert_frame_equal(first[name], second[name])
