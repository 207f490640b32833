"""Every format reaches what docs/reading-scores.md says, and the page says what is."""

import pytest

from bench.formats import NOTES, PAGE, score, shapes, table
from tests.conftest import ROOT
from tests.make_invented import note

INVENTED = [note(number) for number in range(NOTES)]
SHAPES = shapes(INVENTED)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scores")]


@pytest.mark.parametrize("shape", SHAPES, ids=" ".join)
def test_every_note_is_found_and_nothing_else(shape):
    found = score(SHAPES[shape](), INVENTED, ROOT / "config")
    assert (found.found, found.false) == (NOTES, 0)
    assert min(found.recall, found.precision) >= 0.98


def test_the_page_of_scores_is_as_measured(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "reading-scores.md").read_text(encoding="utf-8")
    assert page == PAGE.format(notes=NOTES, table=table(INVENTED))
