"""The strip: themes of meetings in time."""

import re

import pytest

from pipeline.charts.stage import drawings
from pipeline.core.schemas import ALL
from tests.charts.look_at import evidence_of
from tests.framework import NETWORK
from tests.make_charts import LEXICON, tables

pytestmark = pytest.mark.xdist_group("charts")


def dots_of(chart, cell):
    return sorted(re.findall(rf'data-evidence="n:{re.escape(cell)}\|([^|]+)\|([^"]+)"', chart.svg))


@pytest.mark.slow
def test_a_strip_shows_each_theme_of_each_meeting_once(made):
    held = tables(5, 3, vague=(2,))
    rows = held["note_themes"].merge(held["notes"][["note_id", "cell"]], on="note_id")
    tagged = rows[(rows["tagged"] > 0) & (rows["cell"] == "Cell 1")]
    chart = next(chart for chart in made if chart.name == "strip-cell-1")
    assert dots_of(chart, "Cell 1") == sorted(zip(tagged["note_id"], tagged["theme"], strict=True))


@pytest.mark.slow
def test_where_meetings_stand_too_close_a_dot_is_a_period_and_the_rest_has_its_own(made):
    held = tables(5, 3, vague=(2,))
    rows = held["series"][held["series"]["cell"] == ALL]
    months = rows[(rows["period"].str.len() > 4) & (rows["period"] != ALL) & (rows["tagged"] > 0)]
    loose = held["notes"].loc[held["notes"]["date"] == "", "note_id"]
    ranged = held["note_themes"][held["note_themes"]["note_id"].isin(loose)]
    ranged = ranged[ranged["tagged"] > 0]
    expected = [
        *zip(months["period"], months["theme"], strict=True),
        *zip(ranged["note_id"], ranged["theme"], strict=True),
    ]
    assert len(loose) == 3 and dots_of(made[0], ALL) == sorted(expected)
    assert "a stroke is a month" in made[0].svg or ">meetings<" in made[0].svg
    assert "left out" not in made[0].caption


@pytest.mark.slow
def test_beyond_sixty_meetings_a_dot_is_a_period():
    drawing = next(iter(drawings(tables(40, 2), LEXICON, NETWORK.group)))
    marks = evidence_of(drawing.canvas)
    assert len(marks) > 20
    assert all(mark.split("|")[1].startswith("20") for mark in marks)


@pytest.mark.slow
def test_meetings_left_out_of_a_strip_are_counted():
    drawing = next(iter(drawings(tables(40, 2, vague=range(0, 40, 4)), LEXICON, NETWORK.group)))
    assert "20 of them may lie in more than one period and are left out." in drawing.caption
