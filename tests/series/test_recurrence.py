"""The verdicts on recurrence and on change over time."""

import numpy as np
import pandas as pd
import pytest

from pipeline.core.schemas import schema
from pipeline.series.recurrence import change, verdict
from pipeline.settings.models import Series
from tests.conftest import build
from tests.framework import THEMES
from tests.series.make_series import monthly, row, run


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


def test_what_is_mentioned_and_present_in_no_meeting_is_in_passing():
    assert verdict(0, 5, 0.5, tagged=True) == "in passing"
    assert verdict(1, 5, 0.5, tagged=True) == "once"


@pytest.mark.parametrize(
    ("difference", "p", "q", "words"),
    [
        pytest.param(0.2, 0.001, 0.02, "rising", id="rising"),
        pytest.param(-0.2, 0.001, 0.02, "fading", id="fading"),
        pytest.param(0.2, 0.01, 0.03, "no clear change", id="too likely by chance"),
        pytest.param(0.02, 0.0001, 0.001, "no clear change", id="too small to matter"),
        pytest.param(0.2, np.nan, np.nan, "too few meetings to say", id="not tested"),
    ],
)
def test_changes(difference, p, q, words):
    columns = {"cell": "A", "theme": "power", "difference": difference, "p_value": p, "q_value": q}
    assert change(pd.DataFrame([columns]), schema("turns").empty(), Series()).tolist() == [words]


@pytest.mark.parametrize(
    ("difference", "turns", "words"),
    [
        pytest.param(0.2, ["new"], "new", id="new and rising: new says more"),
        pytest.param(-0.2, ["new"], "fading", id="what fades is not new"),
        pytest.param(0.0, ["returned", "lapsed"], "lapsed", id="of two the firmer"),
    ],
)
def test_each_theme_has_one_verdict(difference, turns, words):
    columns = {"cell": "A", "theme": "power", "difference": difference, "p_value": 0.001, "q_value": 0.001}
    told = [
        {"cell": "A", "kind": "theme", "name": "power", "turn": t, "told": "yes", "p_value": 10.0 ** -(3 + n)}
        for n, t in enumerate(turns)
    ]
    assert change(pd.DataFrame([columns]), build("turns", *told), Series()).tolist() == [words]


def test_recurrence_by_hand():
    days = ["2020-05-01", "2020-01-01", "2020-04-01", "2020-02-01", "2020-03-01"]
    made = run(*({"cell": "A", "date": day, "power": 5 * (day[5:7] in ("01", "04", "05"))} for day in days))
    found = row(made["recurrence"], cell="A", theme="power")
    assert (found.notes, found.notes_with_theme, found.longest_run) == (5, 3, 2)
    assert (found["first"], found["last"], found.longest_gap) == ("2020-01-01", "2020-05-01", 2)
    assert (found.verdict, found.change) == ("recurs", "too few meetings to say")
    assert np.isnan(found.p_value) and np.isnan(found.detectable)


def test_a_meeting_known_to_half_a_year_counts_in_runs_if_none_was_within():
    made = run(
        {"cell": "A", "date": "2021-01-01", "power": 5},
        {"cell": "A", "date": "2021-03-01"},
        {"cell": "A", "low": "2021-04-01", "high": "2021-10-01"},
        {"cell": "A", "date": "2021-11-01", "power": 5},
    )
    assert row(made["recurrence"], cell="A", theme="power").longest_gap == 2
    assert row(made["recurrence"], cell="A", theme="power").placed == 4


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        pytest.param([3] * 12 + [18] * 12, "rising", id="rise"),
        pytest.param([18] * 12 + [3] * 12, "fading", id="fall"),
        pytest.param([9, 12] * 12, "no clear change", id="level"),
        pytest.param([3, 18, 3, 18], "too few meetings to say", id="four points can never be a trend"),
        pytest.param([0] * 11 + [1], "too few meetings to say", id="too little of it"),
    ],
)
def test_planted_changes(shares, words):
    found = row(run(*monthly(shares))["recurrence"], cell="A", theme="power")
    assert found.change == words
    if words in ("rising", "fading"):
        assert (found.difference > 0) == (words == "rising")
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
    assert found.change in ("rising", "new") and found.difference == pytest.approx(points)


@pytest.mark.slow
def test_what_could_not_be_called_clear_is_not_tested():
    """Beside eleven more themes as common, one that just could show alone no longer can."""
    alone, beside = (
        run(*({"cell": cell, **note, **others} for cell in "ABCDEF" for note in monthly([6] * 11 + [7])))
        for others in ({}, dict.fromkeys(THEMES, 6))
    )
    for made, words in ((alone, "no clear change"), (beside, "too few meetings to say")):
        assert row(made["recurrence"], cell="A", theme="power").change == words
