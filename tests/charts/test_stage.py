"""The charts as the page takes them: names, marks, words, bytes."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from pipeline.charts.stage import drawn, strip_names
from pipeline.core.schemas import ALL
from tests.framework import NETWORK, THEMES
from tests.make_charts import LEXICON, anew, tables

pytestmark = pytest.mark.xdist_group("charts")


@pytest.mark.slow
def test_the_families_of_charts(made):
    names = [chart.name for chart in made]
    cells = ["strip-cell-0", "strip-cell-1", "strip-cell-2"]
    assert names == ["strip-network", "heat", "shares", "topics", "topics-numbers", "calendar", *cells]


@pytest.mark.slow
def test_same_tables_same_bytes(made):
    again = drawn(anew(5, 3, vague=(2,)), LEXICON, NETWORK.group)
    assert again == made


@pytest.mark.slow
def test_svg_stands_in_a_page(made):
    ids = []
    for chart in made:
        root = ElementTree.fromstring(chart.svg)
        assert root.get("aria-label") == chart.alt
        assert chart.svg.startswith("<svg")
        assert "<style" not in chart.svg and "clip-path" not in chart.svg and "<metadata" not in chart.svg
        assert "currentColor" in chart.svg and "#1b1b1f" not in chart.svg
        ids += [element.get("id") for element in root.iter() if element.get("id")]
        assert all(name.startswith(f"{chart.name}.") for name in ids[-5:] if chart.name != "topics-numbers")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in ids)


@pytest.mark.slow
def test_png_has_no_metadata(made):
    for chart in made:
        assert chart.png.startswith(b"\x89PNG")
        assert b"tEXt" not in chart.png and b"matplotlib" not in chart.png.lower()


@pytest.mark.slow
def test_every_mark_leads_to_rows_of_the_tables(made):
    held = tables(5, 3, vague=(2,))
    periods, notes = set(held["series"]["period"]), set(held["notes"]["note_id"])
    cells, known = set(held["recurrence"]["cell"]), {*THEMES, ALL, *(f"topic:t{n}" for n in range(5))}
    for chart in made:
        marks = [e for e in ElementTree.fromstring(chart.svg).iter() if e.get("class") == "mark"]
        assert marks or chart.name == "topics-numbers"  # it shows what was tried, not what the notes say
        for mark in marks:
            assert mark.get("data-evidence").startswith("n:")
            cell, place, theme = mark.get("data-evidence")[2:].split("|")
            assert cell in cells and place in periods | notes and theme in known
            assert mark[0].tag.endswith("title") and mark[0].text


def test_no_meeting_no_chart():
    empty = tables(1, 1)
    empty["notes"] = empty["notes"].assign(event="publication")
    assert drawn(empty, LEXICON, NETWORK.group) == ()


@pytest.mark.slow
def test_titles_state_the_finding_and_captions_the_base(made):
    for chart in made:
        assert chart.title and not chart.title.endswith(".")
        assert chart.caption.startswith("Base: ") and "passages" in chart.caption
        assert len(chart.alt) >= len(chart.title)
    assert "15 meetings of the network" in made[0].caption


def test_two_cells_with_one_slug_have_two_charts():
    names = strip_names(["A/B", "A B", "network", ALL])
    assert len(set(names.values())) == 4
    assert names[ALL] == "strip-network"


@pytest.mark.slow
def test_the_table_of_a_chart_may_be_read_back_from_files(tmp_path):
    from pipeline.core import store

    held = tables(2, 1)
    for name in ("series", "recurrence"):
        store.write(tmp_path, name, held[name])
        pd.testing.assert_frame_equal(store.read(tmp_path, name), held[name])
