"""Bringing coded sheets into the codes of the config."""

import pytest

from pipeline.coding.adding import Occasion, codes_of, merge
from pipeline.core.errors import Fault
from pipeline.language.fingerprint import fingerprint
from pipeline.settings.codes import HEAD, Code, as_csv
from tests.coding.make_codes import codes, tables
from tests.framework import LEXICON, THEMES

ANN = Occasion("Ann", "person", "notes", "2024-03-01")
ASKED = dict.fromkeys(THEMES, False)


def brought(path, occasion=ANN):
    notes, passages, _ = tables()
    return codes_of(path, occasion, LEXICON, notes, passages)


def test_a_codes_file_by_source_and_line(tmp_path):
    path = tmp_path / "old.csv"
    codes(9, power=[1]).to_csv(path, index=False)
    rows, remarks = brought(path)
    assert rows[0] == Code(
        fingerprint("Text a1"), "Ann", "person", "notes", None, "2024-03-01", ASKED | {"power": True}
    )
    assert len(rows) == 8
    assert remarks == [
        f"{path}: 1 rows left out: at their source and line is no passage (first f.txt, line 9)"
    ]


def test_a_drawn_sheet_says_how_each_passage_was_drawn(tmp_path):
    sheet = codes(2, power=[1]).assign(
        passage=[fingerprint("Anything else"), fingerprint("Text a2")],
        chance=["0.5", "0.25"],
        coder="Bo",
        none="",
    )
    sheet = sheet.astype(str).replace("0", "")
    sheet.to_csv(tmp_path / "sheet.csv", index=False)
    [row], remarks = brought(tmp_path / "sheet.csv", Occasion("", "person", "notes", "2024-03-01"))
    assert row[:6] == (fingerprint("Anything else"), "Bo", "person", "random", 0.5, "2024-03-01")
    assert not remarks, "the second row is not coded yet"


def test_the_form_of_the_config_is_read_as_it_is(tmp_path):
    row = Code(fingerprint("Text a1"), "Bo", "models", "notes", None, "", {"power": True})
    (tmp_path / "codes.csv").write_text(as_csv([row], THEMES), encoding="utf-8")
    assert brought(tmp_path / "codes.csv") == ([row], [])
    assert (tmp_path / "codes.csv").read_text().startswith(",".join(HEAD))


def test_codes_of_other_notes_are_a_fault(tmp_path):
    codes(8).assign(source="elsewhere.txt").to_csv(tmp_path / "c.csv", index=False)
    with pytest.raises(Fault, match="no row is coded and lies on a passage of these notes"):
        brought(tmp_path / "c.csv")


def test_a_chance_that_is_none(tmp_path):
    codes(1).assign(chance="often").to_csv(tmp_path / "c.csv", index=False)
    with pytest.raises(Fault, match="chance: 'often' is no probability"):
        brought(tmp_path / "c.csv")


def test_merging():
    one = Code("a" * 16, "Ann", "person", "review", None, "2024-03-01", {"power": True})
    same, other = (
        one._replace(when="2024-04-01"),
        one._replace(says={"power": False, "local": True}, when="2024-04-01"),
    )
    assert merge([one], [same]).rows == (one,), "what is said again keeps its day"
    merged = merge([one], [other, one._replace(who="Bo")])
    assert (merged.new, merged.changed, merged.same) == (1, 1, 0)
    assert merged.rows[0] == other
    with pytest.raises(Fault, match="'Ann' is models here, and person in"):
        merge([one], [one._replace(kind="models")])


def test_a_name_that_a_spreadsheet_would_run_is_kept_harmless(tmp_path):
    row = Code(fingerprint("Text a1"), "=cmd|' /C calc'!A0", "person", "notes", None, "", {"power": True})
    (tmp_path / "codes.csv").write_text(as_csv([row], THEMES), encoding="utf-8")
    assert ",'=cmd" in (tmp_path / "codes.csv").read_text(encoding="utf-8")
    assert brought(tmp_path / "codes.csv") == ([row], [])
