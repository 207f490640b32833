"""What is new, what lapsed, what came back: where chance would hardly bring it about."""

from itertools import combinations, pairwise
from math import comb

import numpy as np
import pytest

from pipeline.series.turns import Turn, step
from tests.series.make_series import monthly, row, run


def gaps(places, meetings):
    """Return the stretches without it: before all, between, after all."""
    edges = [-1, *places, meetings]
    found = [b - a - 1 for a, b in pairwise(edges)]
    return {"new": found[0], "returned": max(found[1:-1]), "lapsed": found[-1]}


@pytest.mark.parametrize("turn", ["new", "returned", "lapsed"])
@pytest.mark.parametrize(("seen", "meetings"), [(2, 6), (3, 9), (5, 9), (8, 10), (4, 12)])
def test_the_chance_of_a_gap_is_that_of_all_orders_counted_one_by_one(turn, seen, meetings):
    orders = list(combinations(range(meetings), seen))
    for gap in range(meetings - seen + 1):
        as_long = sum(gaps(places, meetings)[turn] >= gap for places in orders)
        one = Turn("C", "theme", "power", turn, seen, meetings, gap, "", "")
        if gap:
            assert one.p_value == pytest.approx(as_long / len(orders)), gap
    assert one.smallest == one.p_value  # the longest there can be


@pytest.mark.parametrize(
    ("smallest", "level"),
    [
        pytest.param([], 0.01, id="nothing to test"),
        pytest.param([0.001] * 4, 0.0025, id="four that can show"),
        pytest.param([0.001] * 4 + [0.5] * 100, 0.0025, id="those that cannot show weigh on none"),
        pytest.param([0.004, 0.004, 0.004], 0.01 / 3, id="each needs a third, which none reaches"),
    ],
)
def test_all_tests_together_keep_the_level(smallest, level):
    assert step(smallest, 0.01) == pytest.approx(level)


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        pytest.param([0] * 15 + [9] * 15, "new", id="new"),
        pytest.param([9] * 15 + [0] * 15, "lapsed", id="lapsed"),
        pytest.param([9] * 8 + [0] * 14 + [9] * 8, "returned", id="returned"),
    ],
)
def test_a_turn_that_chance_would_hardly_bring_is_the_verdict(shares, told):
    made = run(*monthly(shares))
    assert row(made["recurrence"], cell="A", theme="power").change == told
    mine = row(made["turns"], cell="A", name="power", turn=told)
    assert (mine.told, mine.gap, mine.seen, mine.notes) == ("yes", shares.count(0), 30 - shares.count(0), 30)


def test_days_before_and_after_the_gap():
    made = run(*monthly([9] * 8 + [0] * 14 + [9] * 8))
    mine = row(made["turns"], cell="A", name="power", turn="returned")
    assert (mine["last"], mine["since"]) == ("2018-08-01", "2019-11-01")
    assert mine.p_value == pytest.approx(15 * comb(16, 16) / comb(30, 16), abs=1e-6)


@pytest.mark.parametrize(
    "shares",
    [
        pytest.param([0, 0, 9, 9], id="few meetings"),
        pytest.param([0] * 10 + [9], id="once"),
        pytest.param([9, 0] * 15, id="comes and goes"),
    ],
)
def test_what_may_be_chance_is_no_verdict(shares):
    made = run(*monthly(shares))
    assert not (made["turns"]["told"] == "yes").any()
    assert not made["recurrence"]["change"].isin(["new", "lapsed", "returned"]).any()


def test_a_meeting_that_may_have_been_at_any_time_leaves_nothing_new():
    notes = monthly([0] * 15 + [9] * 15)
    undated = {"cell": "A", "low": "", "high": "", "power": 9, "passages": 30}
    made = run(*notes, undated)
    assert made["turns"].query("name == 'power'").empty
    assert row(made["recurrence"], cell="A", theme="power").change != "new"


def test_a_topic_may_turn_as_well():
    notes = [
        {**note, "topics": {"kites": 0.5} if n >= 15 else {}} for n, note in enumerate(monthly([0] * 30))
    ]
    made = run(*notes, topics=("kites",))
    assert row(made["turns"], cell="A", kind="topic", name="kites", turn="new").told == "yes"


@pytest.mark.slow
def test_shuffled_meetings_are_hardly_ever_told_of():
    rng, told = np.random.default_rng(3), 0
    for _ in range(60):
        made = run(*monthly(list(rng.permutation([0] * 12 + [9] * 12))))
        told += (made["turns"]["told"] == "yes").any()
    assert told <= 3
