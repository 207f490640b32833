"""What the first screen says."""

from pipeline.core.schemas import ALL
from pipeline.report import headlines
from tests.report import make_report


def test_headlines_come_for_the_network_and_every_cell(tables):
    told = headlines.headlines(tables, make_report.LABELS, {"relationships": "weak measure"}, "cells")
    assert [line.cell for line in told] == [ALL, "Cell A & Co", "Cell B"]
    [trust] = [f for f in told[0].recurs if f.filters["theme"] == "relationships"]
    assert (trust.count, trust.meetings, trust.weak) == (7, 8, "weak measure")
    assert "2 of 2 cells" in trust.words
    assert all(f.certainty == "few meetings" and not f.firm for line in told[1:] for f in line.recurs)
