"""Sheets of passages to be coded."""

import io

import pandas as pd
import pytest

from pipeline.coding.codes import read_codes
from pipeline.coding.sheet import draw, workbook
from pipeline.core.errors import Fault
from pipeline.core.schemas import schema
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Theme
from tests.coding.make_codes import tables
from tests.framework import THEMES

BOOK = Lexicon({theme: Theme(theme, theme, "behaviours", description="About it.") for theme in THEMES})


def test_a_sheet_is_blind_and_stands_for_all_strata():
    notes, passages, _ = tables(sizes=(60, 30))
    tags = schema("tags").frame([(f"a.{i:03d}", "power", 0, 4, "t", "Text", 1.0) for i in range(1, 21)])
    sheet = draw(passages, notes, tags, THEMES, size=30, seed=1)
    assert len(sheet) == 30
    assert sheet["passage_id"].is_unique
    assert (sheet[[*THEMES, "none"]] == "").all(axis=None)
    assert "score" not in sheet.columns
    in_a, tagged = sheet["passage_id"].str.startswith("a"), sheet["passage_id"].isin(tags["passage_id"])
    assert abs(in_a.sum() - 20) <= 1
    assert abs(tagged.sum() - 20 * 30 / 90) <= 1


def test_a_range_within_a_year_is_of_the_stratum_of_that_year():
    """Notes of one year, one known to the day and one to a range, are drawn from as one stratum."""
    notes, passages, _ = tables(sizes=(60, 30))
    none = schema("tags").empty()
    day = notes.assign(date="2020-07-16", date_low="2020-07-16", date_high="2020-07-16")
    ranged = day.assign(date=["2020-07-16", ""], date_low=["2020-07-16", "2020-05-01"])
    pd.testing.assert_frame_equal(
        draw(passages, day, none, THEMES, 20, 1), draw(passages, ranged, none, THEMES, 20, 1)
    )


def test_the_same_seed_draws_the_same_sheet():
    notes, passages, _ = tables(sizes=(60, 30))
    none = schema("tags").empty()
    pd.testing.assert_frame_equal(
        draw(passages, notes, none, THEMES, 20, 1), draw(passages, notes, none, THEMES, 20, 1)
    )
    assert not draw(passages, notes, none, THEMES, 20, 1).equals(draw(passages, notes, none, THEMES, 20, 2))


def test_a_sheet_larger_than_the_notes_holds_all_and_none_is_a_fault():
    notes, passages, _ = tables()
    assert len(draw(passages, notes, schema("tags").empty(), THEMES, 99, 1)) == len(passages)
    with pytest.raises(Fault, match="no passages to code"):
        draw(passages.head(0), notes, schema("tags").empty(), THEMES, 9, 1)


@pytest.mark.slow
def test_a_filled_workbook_can_be_read_again(tmp_path):
    notes, passages, _ = tables()
    sheet = draw(passages, notes, schema("tags").empty(), THEMES, 8, 1).assign(
        power=["1"] * 3 + [""] * 5, none=[""] * 3 + ["1"] * 4 + [""], coder="Ada"
    )
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(sheet, BOOK))
    read = read_codes(path, THEMES)
    assert read["power"].sum() == 3
    assert read["coded"].sum() == 7
    assert set(read["coder"]) == {"Ada"}
    guide = pd.read_excel(io.BytesIO(path.read_bytes()), sheet_name="themes")
    assert guide["theme"].tolist() == [*THEMES, "none"]
    assert workbook(sheet, BOOK) == path.read_bytes(), "the same sheet gives the same bytes"
