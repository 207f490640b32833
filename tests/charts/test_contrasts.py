"""What sets cells apart."""

import re

import pytest

from pipeline.charts.stage import drawings
from pipeline.charts.vector import svg
from tests.framework import NETWORK, THEMES
from tests.make_charts import LEXICON, tables


@pytest.mark.slow
def test_what_sets_cells_apart_is_drawn_and_only_that():
    held = tables(6, 12, own=0.9)
    drawing = next(
        drawing for drawing in drawings(held, LEXICON, NETWORK.group) if drawing.canvas.name == "apart"
    )
    shown = svg(drawing.canvas, drawing.alt)
    clear = held["comparisons"].query("kind == 'cell' and verdict.str.startswith('clearly')")
    assert {("Cell 3", THEMES[3]), ("Cell 7", THEMES[7])} <= set(
        zip(clear["group"], clear["theme"], strict=True)
    )
    marks = re.findall(r'data-evidence="n:([^|]+)\|\(all\)\|([^"|]+)(\|rest)?"', shown)
    pairs = zip(clear["group"], clear["theme"], strict=True)
    assert sorted(marks) == sorted((*pair, rest) for pair in pairs for rest in ("", "|rest"))
    assert "cells are clearly apart from the rest" in drawing.title
