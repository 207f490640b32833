import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from pipeline.core.schemas import ALL, schema
from pipeline.series import statistics
from pipeline.series.comparisons import companions, comparisons, note_changes
from pipeline.series.meetings import Meetings
from pipeline.settings.models import Series
from tests.conftest import build
from tests.framework import THEMES

KINDS = ("bullet", "paragraph")
POWER, LISTENING = THEMES.index("power"), THEMES.index("listening")


def meetings(cells, power, listening=None, passages=20, days=None):
    """Return meetings a month apart with so many passages of two themes."""
    count = len(cells)
    days = np.arange(count) * 30.0 if days is None else np.array(days, float)
    dates = (pd.Timestamp("2019-01-15") + pd.to_timedelta(days, unit="D")).strftime("%Y-%m-%d")
    notes = pd.DataFrame(
        {"note_id": [f"n{i:02d}" for i in range(count)], "cell": cells, "low": dates, "high": dates,
         "day": days, "placed": True}
    )  # fmt: skip
    tagged = np.zeros((count, len(THEMES)))
    tagged[:, POWER] = power
    tagged[:, LISTENING] = listening if listening is not None else 0
    return Meetings(notes, np.full(count, float(passages)), tagged, tagged >= 2, THEMES)


def row(table, **keys):
    for name, value in keys.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_difference_interval_is_newcombes():
    ends = []
    for tagged, total in ((7, 30), (2, 40)):
        low, high = statistics.interval(*(np.array([x], float) for x in (tagged, total, total, 0)))
        ends.append((np.array([tagged / total]), low, high))
    found = statistics.difference_interval(*ends)
    expected = confint_proportions_2indep(7, 30, 2, 40, compare="diff", method="newcomb")
    assert (found[0][0], found[1][0]) == pytest.approx(expected, abs=1e-9)


def test_a_cell_that_speaks_more_of_a_theme_than_the_others():
    held = meetings(["A"] * 6 + ["B"] * 6 + ["C"] * 6, [12] * 6 + [3, 4] * 6)
    table = schema("comparisons").check(comparisons(held, Series()))
    found = row(table, kind="cell", group="A", theme="power")
    assert (found.notes, found.rest, found.share, found.rest_share) == (6, 12, 0.6, 0.175)
    assert found.difference == pytest.approx(0.425) and found.low < 0.425 < found.high
    assert found.log_ratio == pytest.approx(np.log2((72.5 / 121) / (42.5 / 241)), abs=1e-6)
    assert found.verdict == "clearly more"
    assert row(table, kind="cell", group="B", theme="listening").verdict == "too few meetings to say"


@pytest.mark.parametrize("size", [pytest.param(1, id="one"), pytest.param(2, id="two")])
def test_a_cell_of_one_or_two_meetings_is_not_compared(size):
    table = comparisons(meetings(["A"] * size + ["B"] * 9, [15] * size + [2] * 9), Series())
    assert row(table, kind="cell", group="A", theme="power").verdict == "too few meetings to say"


def test_years_are_compared_with_the_other_years():
    held = meetings(["A"] * 24, [2, 3] * 6 + [14, 15] * 6, days=np.arange(24) * 30.0)
    table = comparisons(held, Series())
    assert row(table, kind="year", group="2019", theme="power").verdict == "clearly less"
    assert row(table, kind="year", group="2020", theme="power").difference > 0.4


def test_themes_that_travel_together_and_apart():
    ups = [1, 9, 2, 8, 3, 7, 4, 6, 5, 5, 2, 9, 1, 8]
    together = companions(meetings(["A"] * 14, ups, [x + 1 for x in ups]), Series())
    found = row(schema("companions").check(together), theme="power", other="listening")
    assert found.correlation == pytest.approx(1) and found.verdict == "travel together"
    apart = companions(meetings(["A"] * 14, ups, [10 - x for x in ups]), Series())
    assert row(apart, theme="power", other="listening").verdict == "keep apart"
    few = companions(meetings(["A"] * 9, ups[:9], ups[:9]), Series())
    assert row(few, theme="power", other="listening").verdict == "too few meetings to say"


def test_correlation_and_its_interval_are_scipys():
    rng = np.random.default_rng(2)
    one, other = rng.integers(0, 20, 16), rng.integers(0, 20, 16)
    found = row(companions(meetings(["A"] * 16, one, other), Series()), theme="power", other="listening")
    expected = stats.pearsonr(one / 20, other / 20)
    low, high = expected.confidence_interval()
    assert found.correlation == pytest.approx(expected.statistic, abs=1e-6)
    assert found.p_value == pytest.approx(expected.pvalue, abs=0.01)  # orders are drawn
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


def test_two_rare_themes_that_met_in_two_meetings_do_not_travel_together():
    """Their shares correlate, but two meetings are a coincidence, not a habit."""
    rare = [0] * 22 + [9, 9]
    found = row(companions(meetings(["A"] * 24, rare, rare), Series()), theme="power", other="listening")
    assert (found.both, found.correlation, found.verdict) == (2, pytest.approx(1), "no clear link")


def test_what_the_interval_does_not_carry_is_no_difference():
    """Twelve short meetings a little above twelve others, without fail: the order tells, the sizes do not."""
    table = comparisons(meetings(["A"] * 12 + ["B"] * 12, [3] * 12 + [2] * 12, passages=10), Series())
    found = row(table, kind="cell", group="A", theme="power")
    assert found.q_value <= 0.02 and found.low < 0 < found.high
    assert found.verdict == "no clear difference"


def passages_of(held, words, kind):
    """Return two passages a note; `words` and `kind` say of each note how long they are and of what kind."""
    rows = [
        {"passage_id": f"{note}.{place:03d}", "note_id": note, "kind": kind(number),
         "text": "word " * words(number)}
        for number, note in enumerate(held.notes["note_id"])
        for place in range(2)
    ]  # fmt: skip
    return build("passages", *rows)


@pytest.mark.parametrize(
    ("words", "kind", "measure", "warning"),
    [
        pytest.param(lambda n: 10 + 5 * n, lambda n: "bullet", "words", "yes", id="longer and longer"),
        pytest.param(lambda n: 10 + n % 2, lambda n: "bullet", "words", "no", id="as long as ever"),
        pytest.param(lambda n: 9, lambda n: KINDS[n > 5], "bullets", "yes", id="fewer bullets"),
    ],
)  # fmt: skip
def test_changes_of_the_notes_themselves(words, kind, measure, warning):
    held = meetings(["A"] * 12, 3)
    table = schema("note_changes").check(note_changes(held, passages_of(held, words, kind), Series()))
    found = row(table, cell="A", measure=measure)
    assert (found.notes, found.warning) == (12, warning)
    assert row(table, cell=ALL, measure=measure).warning == warning


def test_one_odd_measure_of_two_is_no_warning():
    held = meetings(["A"] * 12, 3)
    words = [30, 31, 20, 33, 25, 30, 32, 28, 39, 34, 41, 37]
    table = note_changes(held, passages_of(held, lambda n: words[n], lambda n: KINDS[n % 2]), Series())
    found = row(table, cell="A", measure="words")
    assert 0.025 < found.p_value < 0.05 and found.warning == "no"


def test_early_and_late_halves_by_hand():
    held = meetings(["A"] * 6, 3)
    table = note_changes(held, passages_of(held, lambda n: n + 1, lambda n: "bullet"), Series())
    found = row(table, cell="A", measure="words")
    assert (found.early, found.late) == (4, 10)  # 2, 4, 6 and 8, 10, 12 words


def test_no_meetings_no_rows():
    none = meetings([], np.zeros(0))
    assert comparisons(none, Series()).empty
    assert set(companions(none, Series())["verdict"]) == {"too few meetings to say"}
