"""What the reader is asked to check."""

import tomllib

import pytest

from pipeline.report import to_check
from pipeline.settings.models import CellConfig, CorrectionsConfig

pytestmark = pytest.mark.xdist_group("report")


def test_doubtful_dates_are_listed_most_doubtful_first(tables):
    found = to_check.doubtful_dates(tables["notes"])
    assert [doubt.note_id for doubt in found] == ["o-1", "b-3", "b-1", "a-4", "b-2", "a-3"]
    assert found[3].why == "only a range of 91 days is known"


def test_the_lines_for_corrections_are_what_the_config_takes(tables):
    for doubt in to_check.doubtful_dates(tables["notes"]):
        read = tomllib.loads(doubt.lines.replace("YYYY-MM-DD", "2022-01-01"))
        [rule] = CorrectionsConfig.model_validate(read).correction
        note = tables["notes"].set_index("note_id").loc[doubt.note_id]
        assert (rule.title, rule.source, rule.expect) == (note["title"], note["source"], note["date"])


@pytest.mark.slow
def test_unknown_cells_come_with_lines_for_the_config(page):
    assert tomllib.loads(CellConfig(name='A "B"\\').lines()) == {"cell": [{"name": 'A "B"\\', "aliases": []}]}
    assert "name = &#34;Cell B&#34;" in page
