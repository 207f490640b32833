"""The heat map."""

import pytest

from pipeline.charts.stage import drawings
from tests.charts.look_at import evidence_of, label_boxes
from tests.framework import NETWORK
from tests.make_charts import LEXICON, lexicon_of, tables


@pytest.mark.slow
def test_a_theme_that_is_not_nothing_is_not_nothing_in_the_heat_map():
    held = tables(5, 2)
    rare = held["series"]["theme"] == "power"
    few = held["series"].assign(share=held["series"]["share"].where(~rare, 0.004))
    heat = next(
        d.canvas for d in drawings(held | {"series": few}, LEXICON, NETWORK.group) if d.canvas.name == "heat"
    )
    assert label_boxes(heat)[0].count("<1%") == 3  # two cells and the network


@pytest.mark.slow
@pytest.mark.parametrize(("themes", "parts"), [(1, 1), (12, 1), (14, 1), (15, 2), (40, 3)])
def test_many_themes_are_drawn_in_parts(themes, parts):
    lexicon = lexicon_of(themes)
    held = tables(5, 2, themes=lexicon.order)
    heat = next(d.canvas for d in drawings(held, lexicon, NETWORK.group) if d.canvas.name == "heat")
    words = label_boxes(heat)[0]
    assert words.count("Whole network") == parts
    assert len(evidence_of(heat)) == themes * 3
