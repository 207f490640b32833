"""Sheets of passages to be coded."""

import io

import numpy as np
import pandas as pd
import pytest

from pipeline.coding.codes import read_codes
from pipeline.coding.sheet import draw, passages_in, workbook
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
    assert sheet["passage"].is_unique
    assert (sheet[[*THEMES, "none"]] == "").all(axis=None)
    assert "score" not in sheet.columns
    ids = sheet["text"].map(dict(zip(passages["text"], passages["passage_id"], strict=True)))
    in_a, tagged = ids.str.startswith("a"), ids.isin(tags["passage_id"])
    assert np.allclose(sheet["chance"].astype(float), 30 / 90, atol=0.02)
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


def test_the_chance_on_the_sheet_is_how_often_a_passage_is_drawn():
    """Over many seeds each passage comes as often as it says, whatever its stratum."""
    notes, passages, _ = tables(sizes=(60, 7, 3))
    tags = schema("tags").frame([(f"a.{i:03d}", "power", 0, 4, "t", "Text", 1.0) for i in range(1, 21)])
    drawn = pd.concat([draw(passages, notes, tags, THEMES, 14, seed) for seed in range(300)])
    often = drawn.groupby("text").size() / 300
    said = drawn.groupby("text")["chance"].first()
    assert len(often) == 70, "no passage is left out by its stratum"
    assert (often - said).abs().max() < 0.1
    assert drawn.groupby("text")["chance"].nunique().max() == 1


def test_passages_of_the_same_words_are_drawn_once():
    notes, passages, _ = tables()
    sheet = draw(passages.assign(text="The same."), notes, schema("tags").empty(), THEMES, 9, 1)
    assert len(sheet) == 1


def test_minutes_size_a_sheet():
    notes, passages, _ = tables()
    # two words each: 12 s to decide and half a second to read
    assert passages_in(15, passages, notes) == 71
    assert passages_in(15, passages.head(0), notes) == 75
