"""Where few meetings become enough, small changes large, equal days an order: limits from both sides."""

import numpy as np
import pytest

from pipeline.core.clustering import USUAL_CLUSTERING, clustering
from pipeline.core.schemas import ALL, COMPARED
from pipeline.series import statistics
from pipeline.series.comparisons import companions, comparisons, note_changes
from pipeline.series.recurrence import Trend
from pipeline.settings.models import Series
from tests.framework import THEMES
from tests.series.make_series import monthly, run
from tests.series.make_series import row as only
from tests.series.test_comparisons import POWER, meetings, passages_of, row

UPS = [1, 9, 2, 8, 3, 7, 4, 6, 5, 5]


def test_ten_meetings_are_enough_for_pairs_of_themes():
    ten = row(companions(meetings(["A"] * 10, UPS, UPS), Series()), theme="power", other="listening")
    assert (ten.notes, ten.both, ten.verdict) == (10, 9, "travel together")
    assert (ten.correlation, ten.low, ten.high) == (pytest.approx(1), pytest.approx(1), pytest.approx(1))
    nine = row(companions(meetings(["A"] * 9, UPS[:9], UPS[:9]), Series()), theme="power", other="listening")
    assert np.isnan([nine.correlation, nine.low, nine.high, nine.p_value, nine.q_value]).all()


@pytest.mark.parametrize(("met", "verdict"), [(COMPARED, "travel together"), (COMPARED - 1, "no clear link")])
def test_how_often_two_themes_must_have_met_to_travel_together(met, verdict):
    rare = [0] * (24 - met) + [9] * met
    found = row(companions(meetings(["A"] * 24, rare, rare), Series()), theme="power", other="listening")
    assert (found.both, found.verdict) == (met, verdict)


def test_themes_may_keep_apart_without_ever_meeting():
    apart = [[0, 9] * 8, [9, 0] * 8]
    found = row(companions(meetings(["A"] * 16, *apart), Series()), theme="power", other="listening")
    assert (found.both, found.correlation, found.verdict) == (0, pytest.approx(-1), "keep apart")


def test_a_theme_that_never_varies_goes_with_none():
    found = row(
        companions(meetings(["A"] * 12, [5] * 12, (UPS * 2)[:12]), Series()), theme="power", other="listening"
    )
    assert np.isnan(found.correlation) and found.verdict == "too few meetings to say"


@pytest.mark.parametrize(
    ("smallest", "verdict"),
    [(0.25, "clearly more"), (0.2500001, "no clear difference")],
)
def test_a_difference_counts_from_the_smallest_that_matters_on(smallest, verdict):
    held = meetings(["A"] * 20 + ["B"] * 20, [10] * 20 + [5] * 20)
    table = comparisons(held, Series(smallest=smallest))
    found = row(table, kind="cell", group="A", theme="power")
    assert (found.difference, found.verdict) == (0.25, verdict)
    if verdict == "clearly more":
        assert row(table, kind="cell", group="B", theme="power").verdict == "clearly less"


def test_log_ratio_and_shares_of_a_comparison_by_hand():
    held = meetings(["A"] * 3 + ["B"] * 3, [3, 4, 5, 0, 1, 2], [6] * 6)  # the other theme weighs on nothing
    table = comparisons(held, Series())
    found = row(table, kind="cell", group="A", theme="power")
    assert (found.notes, found.rest, found.share, found.rest_share) == (3, 3, 0.2, 0.05)
    # half a passage more of each, one more in all: (12.5 / 61) / (3.5 / 61)
    assert found.log_ratio == pytest.approx(np.log2(12.5 / 3.5), abs=1e-6)
    assert row(table, kind="cell", group="B", theme="power").log_ratio == pytest.approx(
        np.log2(3.5 / 12.5), abs=1e-6
    )


def test_a_group_that_is_all_there_is_has_nothing_to_be_compared_with():
    found = row(comparisons(meetings(["A"] * 8, 3), Series()), kind="cell", group="A", theme="power")
    assert (found.notes, found.rest, found.verdict) == (8, 0, "too few meetings to say")
    assert np.isnan([found.log_ratio, found.p_value, found.rest_share]).all()


def test_groups_are_cells_with_a_name_and_years_that_are_known():
    held = meetings(["B", "", "A", "B"] * 3, 3, days=[0, 40, 80, 120, 380, 400, 420, 440, 800, 820, 840, 860])
    held.notes.loc[0, "high"] = "2020-03-01"  # over the turn of a year
    table = comparisons(held, Series())
    assert sorted(set(zip(table["kind"], table["group"], strict=True))) == [
        ("cell", "A"), ("cell", "B"), ("year", "2019"), ("year", "2020"), ("year", "2021"),
    ]  # fmt: skip
    counts = table[table["theme"] == "power"].set_index(["kind", "group"])[["notes", "rest"]]
    assert counts.loc[("cell", "A")].tolist() == [3, 9]
    assert counts.loc[("year", "2019")].tolist() == [3, 8]


def test_a_meeting_in_which_nothing_was_said_is_compared_with_none():
    held = meetings(["A"] * 5 + ["B"] * 5, 3)
    held.passages[0] = held.tagged[0] = 0
    assert row(comparisons(held, Series()), kind="cell", group="A", theme="power").notes == 4
    assert set(companions(held, Series())["notes"]) == {9}


def test_how_many_meetings_are_enough_to_say_that_notes_changed():
    options = Series(fewest=6)
    words = lambda n: 10 + 30 * n  # noqa: E731
    for count, known in ((6, True), (5, False)):
        held = meetings(["A"] * count, 3)
        table = note_changes(held, passages_of(held, words, lambda n: "bullet"), options)
        found = row(table, cell="A", measure="words")
        assert found.notes == count
        assert np.isfinite([found.early, found.late, found.p_value]).all() == known


def test_an_odd_meeting_in_the_middle_belongs_to_the_later_half():
    held = meetings(["A"] * 7, 3)
    table = note_changes(held, passages_of(held, lambda n: n + 1, lambda n: "bullet"), Series())
    found = row(table, cell="A", measure="words")
    assert (found.early, found.late) == (4, 11)  # 2, 4, 6 and 8, 10, 12, 14 words


def test_measures_of_the_notes_by_hand():
    held = meetings(["A"] * 6, 3)
    kinds = ("bullet", "paragraph", "heading", "bullet", "bullet", "heading")
    passages = passages_of(held, lambda n: 5, lambda n: kinds[n])
    passages["section_kind"] = ["summary" if n < 4 else "discussion" for n in range(12)]
    table = (
        note_changes(held, passages, Series()).query("cell == 'A'").set_index("measure")[["early", "late"]]
    )
    assert table.loc["words"].tolist() == pytest.approx([20 / 3, 20 / 3])  # of headings no words are counted
    assert table.loc["bullets"].tolist() == pytest.approx([1 / 3, 2 / 3])
    # two headings and no other passage: the share is of one passage at least
    assert table.loc["headings"].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert table.loc["summary"].tolist() == pytest.approx([2 / 3, 0])


@pytest.mark.parametrize("count", [5, 6])
def test_how_many_meetings_a_trend_needs(count):
    found = only(run(*monthly(list(range(count))))["recurrence"], cell="A", theme="power")
    assert np.isfinite([found.difference, found.detectable]).all() == (count == 6)


def test_meetings_of_one_day_have_no_trend():
    notes = [{**note, "date": "2020-01-01"} for note in monthly([1, 2, 3, 4, 5, 6, 7, 8])]
    found = only(run(*notes)["recurrence"], cell="A", theme="power")
    assert np.isnan(found.difference) and found.change == "too few meetings to say"


@pytest.mark.parametrize(("share", "most"), [(6, 0.6), (10, 1.0), (16, 0.4)], ids=["30 %", "half", "80 %"])
def test_the_largest_change_that_a_theme_can_make_is_to_or_from_nothing(share, most):
    held = meetings(["A"] * 12, share)
    trend = Trend.of(held, "A")
    alone = statistics.strictest(np.full(len(THEMES), most), trend.errors[0], 10)
    assert trend.strictest(Series())[POWER] == pytest.approx(2 * alone[POWER])
    assert 0 < alone[POWER] < 0.5


def test_ranks_in_time_run_from_nought_to_one_and_equal_days_share_theirs():
    held = meetings(["A"] * 5, 3, days=[0, 30, 30, 900, 901])
    assert Trend.of(held, "A").time.tolist() == [0, 0.375, 0.375, 0.75, 1]
    assert Trend.of(held, "A").shapes[1].tolist() == [0, 0, 0, 1, 1]
    assert Trend.of(meetings(["A"], 3), "A").time.tolist() == [0]


def test_the_middle_meeting_is_of_the_later_half():
    assert Trend.of(meetings(["A"] * 5, 3), "A").shapes[1].tolist() == [0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("shares", "turns"),
    [
        pytest.param([0, 0, 9, 9], {("new", 2)}, id="two before"),
        pytest.param([0, 9, 9, 9], set(), id="one before"),
        pytest.param([9, 9, 0, 0], {("lapsed", 2)}, id="two after"),
        pytest.param([9, 9, 9, 0], set(), id="one after"),
        pytest.param([9, 0, 0, 9], {("returned", 2)}, id="two between"),
        pytest.param([9, 0, 9, 9], set(), id="one between"),
        pytest.param([9, 0, 0, 9, 0, 0, 0, 9], {("returned", 3)}, id="the longest between"),
        pytest.param(
            [0, 0, 9, 0, 0, 0, 9, 0, 0], {("new", 2), ("returned", 3), ("lapsed", 2)}, id="all three"
        ),
        pytest.param([0, 0, 9, 0, 0], set(), id="one meeting with it"),
    ],
)
def test_gaps_that_may_be_a_turn(shares, turns):
    table = run(*monthly(shares))["turns"].query("cell == 'A' and name == 'power'")
    assert set(zip(table["turn"], table["gap"], strict=True)) == turns


def test_the_days_beside_a_gap_are_the_near_ends_of_what_is_known():
    notes = monthly([9, 9, 0, 0, 9, 9])
    notes[1] = {"cell": "A", "low": "2018-02-01", "high": "2018-02-20", "power": 9, "passages": 30}
    notes[4] = {"cell": "A", "low": "2018-05-01", "high": "2018-05-20", "power": 9, "passages": 30}
    found = only(run(*notes)["turns"], cell="A", name="power", turn="returned")
    assert (found["last"], found["since"]) == ("2018-02-20", "2018-05-01")


def test_first_and_last_leave_open_ends_out():
    made = run(
        {"cell": "A", "low": "2020-01-01", "high": "", "power": 5},
        {"cell": "A", "low": "2020-03-01", "high": "2020-04-01", "power": 5},
        {"cell": "A", "low": "", "high": "2020-06-01"},
    )
    found = only(made["recurrence"], cell="A", theme="power")
    assert (found["first"], found["last"]) == ("2020-01-01", "2020-04-01")
    none = only(made["recurrence"], cell="A", theme="listening")
    assert (none["first"], none["last"], none.verdict) == ("", "", "not seen")


@pytest.mark.parametrize(
    ("present", "runs", "gap"),
    [([], 0, 0), ([0, 0], 0, 0), ([1], 1, 0), ([1, 0, 1, 1, 0, 0, 1, 0], 2, 2), ([0, 1, 1, 1], 3, 0)],
)
def test_runs_and_gaps_are_whole_numbers(present, runs, gap):
    here = np.array(present, bool)
    assert (statistics.longest_run(here), statistics.longest_gap(here)) == (runs, gap)


def test_association_says_nothing_of_what_never_varies_and_of_two_meetings():
    time, steady = np.arange(5.0), np.zeros(5)
    p = statistics.association(time, np.stack([steady, time - 2], axis=1))
    assert np.isnan(p[0]) and p[1] == pytest.approx(2 / 120)
    assert np.isnan(statistics.association(time[:2], (time[:2] - 0.5)[:, None])).all()
    assert statistics.association(time[:3], (time[:3] - 1)[:, None]) == pytest.approx([2 / 6])
    assert np.isnan(statistics.association(steady, (time - 2)[:, None])).all()


@pytest.mark.parametrize("meetings_", [8, 9, 100, 101])
def test_orders_are_counted_drawn_or_told_by_a_curve_and_agree(meetings_):
    rng = np.random.default_rng(5)
    time, score = (
        np.arange(meetings_, dtype=float),
        rng.normal(size=(meetings_, 1)) + 0.4 * np.arange(meetings_)[:, None] / meetings_,
    )
    p = statistics.association(time, score)[0]
    from scipy import stats

    assert p == pytest.approx(stats.pearsonr(time, score[:, 0]).pvalue, abs=0.03)
    whole = p * (40320 if meetings_ == 8 else 20001)
    assert (abs(whole - round(whole)) < 1e-6) == (meetings_ <= 100)


def test_clustering_of_too_little_is_the_usual_one():
    one = clustering(np.array([[3.0]]), np.array([10.0]))
    single = clustering(np.array([[1.0], [0.0]]), np.array([1.0, 1.0]))
    assert one == pytest.approx([USUAL_CLUSTERING]) == single


def test_cells_come_after_the_whole_and_by_name():
    assert meetings(["B", "", "A", "B"], 3).cells == [ALL, "A", "B"]
