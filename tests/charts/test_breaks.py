"""A long stretch without meetings does not eat the time axis."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipeline.charts.breaks import Break, breaks_of, folded, told
from pipeline.charts.canvas import NARROW, WIDTH
from pipeline.charts.stage import drawings, drawn
from pipeline.charts.timeline import BROKEN, timeline
from pipeline.core.calendar import Span
from tests.framework import NETWORK
from tests.make_charts import LEXICON, anew


def days(*first_and_counts):
    """Return spans of meetings ten days apart: (first day, how many) each."""
    return [
        Span(day, day)
        for first, count in first_and_counts
        for day in (first + timedelta(days=10 * n) for n in range(count))
    ]


TWO = days((date(2019, 1, 1), 10), (date(2022, 1, 1), 10))
THREE = [*TWO, *days((date(2025, 6, 1), 5))]


@pytest.mark.parametrize(
    ("spans", "count"),
    [
        pytest.param(TWO, 1, id="three years of nothing"),
        pytest.param(THREE, 2, id="twice"),
        pytest.param(days((date(2019, 1, 1), 60)), 0, id="no gap"),
        pytest.param([*TWO, Span(date(2019, 3, 1), date(2022, 2, 1))], 0, id="a range that may fill it"),
        pytest.param([*TWO, Span(date(2020, 3, 1), None)], 1, id="one end says nothing"),
        pytest.param([Span(date(y, 3, 1), date(y, 3, 1)) for y in range(2001, 2020)], 0, id="once a year"),
        pytest.param([Span(date(y, 3, 1), date(y, 3, 1)) for y in (2001, 2009)], 0, id="two meetings"),
        pytest.param(days((date(2019, 1, 1), 5), (date(2019, 7, 1), 5)), 0, id="less than half a year"),
        pytest.param([], 0, id="no meeting"),
        pytest.param([Span(None, None)], 0, id="no date"),
    ],
)
def test_what_is_left_out(spans, count):
    assert len(breaks_of(spans)) == count


def test_a_break_takes_a_fixed_room_and_the_rest_is_true_to_scale():
    breaks = breaks_of(TWO)
    assert breaks == (Break(date(2019, 4, 1), date(2022, 1, 1)),)
    time = timeline(TWO, 0, 258, breaks=breaks)
    xs = [time.x(span.low) for span in TWO]
    steps = [b - a for a, b in pairwise(xs)]
    assert steps[9] == pytest.approx(BROKEN)
    assert {round(step, 6) for step in (*steps[:9], *steps[10:])} == {round(steps[0], 6)}
    assert xs[0] > 0 and xs[-1] < 258
    whole = timeline(TWO, 0, 258)
    assert steps[0] > 4 * (whole.x(TWO[1].low) - whole.x(TWO[0].low))


def test_a_meeting_is_never_drawn_in_a_break():
    time = timeline(TWO, 0, 258, breaks=breaks_of(TWO))
    quarter = Span(date(2019, 4, 1), date(2019, 6, 30))  # a period of the last meeting before it
    assert time.middle(quarter) == pytest.approx(time.x(date(2019, 4, 1)))


def test_breaks_outside_the_time_of_a_cell_are_not_made():
    assert timeline(TWO[:10], 0, 258, breaks=breaks_of(TWO)).breaks == ()


def test_periods_within_a_break_are_one_column():
    quarters = [f"{year}-Q{q}" for year in (2019, 2020, 2021, 2022) for q in (1, 2, 3, 4)]
    assert folded(quarters, breaks_of(TWO))[:4] == ["2019-Q1", "2019-Q2", "", "2022-Q1"]
    assert folded(quarters, ()) == quarters


def test_it_is_said_in_words():
    assert told(()) == ""
    assert told(breaks_of(TWO)) == (
        " The time axis leaves out 33 months without a dated meeting, Apr 2019 to Jan 2022."
    )


@pytest.fixture(scope="module")
def gapped():
    """The charts' tables of two cells that met in two stretches with four years between."""
    held = anew(8, 2)
    late = held["notes"]["note_id"].str[-3:].astype(int) >= 4

    def moved(day):
        return (date.fromisoformat(day) + timedelta(days=1461)).isoformat()

    notes = held["notes"].copy()
    for column in ("date", "date_low", "date_high"):
        notes[column] = notes[column].where(~late, notes[column].map(moved))
    return anew(8, 2, notes=notes)


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDTH, NARROW])
def test_every_chart_with_time_makes_the_same_break(gapped, width):
    timed = ("strip", "shares", "topics", "calendar")
    charts = list(drawings(gapped, LEXICON, NETWORK.group, width))
    captions = {d.canvas.name: d.caption for d in charts if d.canvas.name != "topics-numbers"}
    said = {name: re.findall(r"leaves out ([^.]*)", caption) for name, caption in captions.items()}
    with_time = {name: words for name, words in said.items() if name.startswith(timed)}
    assert len(with_time) == 6
    assert len({tuple(words) for name, words in with_time.items() if name in ("shares", "topics")}) == 1
    assert all(len(words) == 1 for words in with_time.values()), with_time
    assert len({words[0] for words in with_time.values()}) == 1
    assert not any(words for name, words in said.items() if name not in with_time)


@pytest.mark.slow
def test_the_meetings_have_most_of_the_axis(gapped):
    """Four years of nothing are between two stretches of eighty days: those take more than half of it."""
    for chart in drawn(gapped, LEXICON, NETWORK.group):
        if chart.name == "calendar":
            xs = sorted({float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*class="mark"', chart.svg)})
            widest = max(b - a for a, b in pairwise(xs))
            assert (xs[-1] - xs[0] - widest) / (xs[-1] - xs[0]) > 0.5
