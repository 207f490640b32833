"""Time as a length."""

import re
from datetime import date

import pytest

from pipeline.charts.stage import drawings
from pipeline.charts.timeline import timeline
from pipeline.core.calendar import Span
from tests.charts.look_at import label_boxes
from tests.framework import NETWORK
from tests.make_charts import LEXICON, tables


@pytest.mark.slow
def test_where_no_date_is_known_no_year_is_shown():
    for drawing in drawings(tables(5, 2, vague=range(5), undated=True), LEXICON, NETWORK.group):
        assert not any(re.search(r"\b20\d\d\b", words) for words in label_boxes(drawing.canvas)[0])


def test_time_is_true_to_scale():
    spans = [Span(day, day) for day in (date(2020, 1, 1), date(2020, 7, 1), date(2021, 12, 31))]
    time = timeline(spans, 0, 100)
    a, b, c = (time.x(span.low) for span in spans)
    assert (b - a) / (c - a) == pytest.approx(182 / 730)
