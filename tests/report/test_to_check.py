"""What the reader is asked to check."""

import re
import tomllib

import pytest

from pipeline.report import to_check
from pipeline.settings.models import CellConfig, CorrectionsConfig, SectionsConfig
from tests.conftest import build

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


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        pytest.param("‘3 May 2021’ (a.txt:3)", [], id="plainly stated"),
        pytest.param(
            "‘03/04/2021’ (a.txt:3); but can be read as 4 March 2021",
            ["its figures can be read two ways"],
            id="figures in either order",
        ),
        pytest.param(
            "‘03/04/2021’ (a.txt:3); but can be read as 4 March 2021; but the file's name: ‘May 2021’",
            ["the sources contradict one another"],
            id="and contradicted",
        ),
        pytest.param("‘03/04/2021’ (a.txt:3), day first as in ‘19/04/2021’ (b.txt:3)", [], id="settled"),
    ],
)
def test_what_makes_a_stated_date_doubtful(evidence, why):
    day = dict.fromkeys(("date", "date_low", "date_high"), "2021-04-03")
    notes = build("notes", {"note_id": "n", "date_basis": "stated", "date_evidence": evidence, **day})
    assert [doubt.why for doubt in to_check.doubtful_dates(notes)] == why


def test_a_stated_month_is_asked_about():
    days = {"date_low": "2021-05-01", "date_high": "2021-05-31"}
    notes = build("notes", {"note_id": "n", "date_basis": "stated", "date_evidence": "‘May 2021’", **days})
    [doubt] = to_check.doubtful_dates(notes)
    assert doubt.why == "only a range of 31 days is known"


def test_headings_that_several_notes_share_come_with_lines_for_the_config(tables):
    found = to_check.unknown_headings(tables["headings"])
    assert [(heading, notes) for heading, notes, *_ in found] == [("the <old> mill", 4), ("mill lane", 2)]
    for heading, _, kind, lines in found:
        [rule] = SectionsConfig.model_validate(tomllib.loads(lines)).headings
        assert rule.kind == kind
        assert re.fullmatch(rule.expression({}), heading)


@pytest.mark.slow
def test_unknown_headings_are_on_the_page(page):
    assert "The &lt;old&gt; mill" in page
    assert "Once only" not in page


@pytest.mark.slow
def test_unknown_cells_come_with_lines_for_the_config(page):
    assert tomllib.loads(CellConfig(name='A "B"\\').lines()) == {"cell": [{"name": 'A "B"\\', "aliases": []}]}
    assert "name = &#34;Cell B&#34;" in page
