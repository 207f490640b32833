"""The heat map."""

import pytest

from pipeline.charts.stage import drawings
from tests.charts.look_at import label_boxes
from tests.framework import NETWORK
from tests.make_charts import LEXICON, tables


@pytest.mark.slow
def test_a_theme_that_is_not_nothing_is_not_nothing_in_the_heat_map():
    held = tables(5, 2)
    rare = held["series"]["theme"] == "power"
    few = held["series"].assign(share=held["series"]["share"].where(~rare, 0.004))
    heat = next(
        d.canvas for d in drawings(held | {"series": few}, LEXICON, NETWORK.group) if d.canvas.name == "heat"
    )
    assert label_boxes(heat)[0].count("<1%") == 3  # two cells and the network
