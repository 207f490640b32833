"""The sheet for mending: what is in doubt first, and back into the codes."""

import io

import pandas as pd
import pytest

from pipeline.coding.adding import Occasion, codes_of, is_review
from pipeline.coding.review_sheet import review_sheet, workbook
from pipeline.core.formulas import harmless
from pipeline.core.schemas import schema
from tests.coding.make_codes import tables
from tests.framework import LEXICON, THEMES

FOUND = [
    ("a.001", "power", 2.0, "", "firm"),
    ("a.002", "power", 1.0, "", "tentative"),
    ("a.003", "local", 0.9, "", "near"),
    ("a.004", "local", 1.0, "", "tentative"),
    ("a.004", "power", 0.5, "", "near"),
]
TAGS = schema("tags").frame(
    [("a.004", "local", 0, 4, "text", "Text", 1.0), ("a.004", "power", 5, 7, "a4", "a4", 0.5)]
)
NOBODY = schema("passage_codes").empty()


def made(size=9, decided=NOBODY):
    notes, passages, _ = tables()
    found = schema("found_themes").frame(FOUND)
    return review_sheet(found, passages, notes, TAGS, decided, THEMES, size)


def test_what_is_likeliest_to_change_comes_first_and_nothing_sure_is_asked():
    sheet = made()
    assert sheet["text"].tolist() == ["Text a4", "Text a2", "Text a3", "Text a1"]
    asked = sheet.set_index("text")[["power", "local"]]
    assert asked.loc["Text a4"].tolist() == ["?", "?"]
    assert asked.loc["Text a2"].tolist() == ["?", ""]
    assert asked.loc["Text a1"].tolist() == ["", ""], (
        "a firm tag is shown, and asked about only if someone doubts it"
    )
    assert sheet["found"].tolist() == ["Text; a4", "", "", ""]
    assert made(size=2)["text"].tolist() == ["Text a4", "Text a2"]


def test_what_a_person_decided_is_not_asked_again():
    decided = schema("passage_codes").frame(
        [("a.002", "power", "Ann", "person", "review", float("nan"), "", "yes")]
    )
    assert "Text a2" not in set(made(decided=decided)["text"])


@pytest.mark.slow
def test_a_filled_sheet_comes_back_as_what_was_said_and_no_more(tmp_path):
    sheet = made()
    sheet.loc[0, ["power", "local"]] = ["1", "0"]
    sheet.loc[1, "listening"] = "1"
    notes, passages, _ = tables()
    (tmp_path / "sheet.xlsx").write_bytes(workbook(sheet, TAGS, LEXICON))
    sheet.drop(columns="passage_id").assign(text=harmless(sheet["text"])).to_csv(
        tmp_path / "sheet.csv", index=False
    )
    for name in ("sheet.xlsx", "sheet.csv"):
        path = tmp_path / name
        assert is_review(path)
        rows, remarks = codes_of(
            path, Occasion("Ann", "person", "notes", "2024-03-01"), LEXICON, notes, passages
        )
        assert [(row.how, row.says) for row in rows] == [
            ("review", {"power": True, "local": False}),
            ("review", {"listening": True}),
        ]
        assert not remarks
    shown = pd.read_excel(
        io.BytesIO((tmp_path / "sheet.xlsx").read_bytes()), dtype=str, keep_default_na=False
    )
    assert shown["text"].tolist() == sheet["text"].tolist(), "marking the terms changes no text"
    assert workbook(sheet, TAGS, LEXICON) == (tmp_path / "sheet.xlsx").read_bytes()
