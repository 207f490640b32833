"""Files of codes, as people and spreadsheets write them."""

import pytest

from pipeline.coding.codes import read_codes, table_of, unknown_themes
from pipeline.core.errors import Fault
from pipeline.core.formulas import harmless_table
from tests.coding.make_codes import codes
from tests.framework import THEMES


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.rename(columns={"power": "pwoer"}), "no column 'power' (did you mean 'pwoer'?)"),
        (lambda d: d.drop(columns="line"), "no column 'line'"),
        (lambda d: d.assign(power="maybe"), "power: 8 marks are neither 1 nor 0, first 'maybe' in line 2"),
        (lambda d: d.assign(line="one"), "line: 'one' is no number of a line, in line 2"),
        (
            lambda d: d.assign(line=[1, 2, "inf", 4, 5, 6, 7, 8]),
            "line: 'inf' is no number of a line, in line 4",
        ),
        (lambda d: d.assign(line=d["line"] + 0.7), "line: '1.7' is no number of a line, in line 2"),
        (lambda d: d.assign(line=d["line"] - 1), "line: '0' is no number of a line, in line 2"),
        (lambda d: d[["source", "line"]].assign(comment="x"), "no column of a theme; it needs"),
        (
            lambda d: d[[]].assign(place="x", power=1),
            "no columns 'source' and 'line', only: place, power; save",
        ),
    ],
)
def test_faults_in_a_codes_file(tmp_path, change, message):
    change(codes(8)).to_csv(tmp_path / "c.csv", index=False)
    with pytest.raises(Fault) as caught:
        read_codes(tmp_path / "c.csv", THEMES)
    assert any(message in each for each in caught.value.messages)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("none.csv", "no such file", id="none"),
        pytest.param("", "is a folder; name a CSV or XLSX file", id="a folder"),
        pytest.param("x" * 300, "name a CSV or XLSX file that can be read", id="a name too long"),
    ],
)
def test_no_codes_file(tmp_path, name, message):
    with pytest.raises(Fault, match=message):
        read_codes(tmp_path / name, THEMES)


@pytest.mark.slow
@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("more", [0, 1])
def test_codes_as_spreadsheets_save_them(tmp_path, between, more):
    head, *rows = codes(4, power=[1, 2]).to_csv(index=False, sep=between).splitlines()
    saved = "\n".join([head, *(row + between * more for row in rows)])
    (tmp_path / "me.csv").write_text(saved, encoding="utf-8-sig")
    read = read_codes(tmp_path / "me.csv", THEMES)
    assert read["line"].tolist() == [1, 2, 3, 4]
    assert read["power"].tolist() == [1, 1, 0, 0]


def test_cells_beyond_the_header_are_a_fault(tmp_path):
    head, *rows = codes(4).to_csv(index=False).splitlines()
    (tmp_path / "me.csv").write_text("\n".join([head, *(f"{row},1" for row in rows)]), encoding="utf-8")
    with pytest.raises(Fault, match="line 2 has more cells than the header"):
        read_codes(tmp_path / "me.csv", THEMES)


def test_marks_may_be_written_in_several_ways(tmp_path):
    codes(6).astype(object).assign(power=["1", "x", "yes", "0", "", "No"]).to_csv(
        tmp_path / "me.csv", index=False
    )
    read = read_codes(tmp_path / "me.csv", THEMES)
    assert read["power"].tolist() == [1, 1, 1, 0, 0, 0]
    assert set(read["coder"]) == {"me"}, "a sheet without a name goes by its file"


def test_a_sheet_says_which_rows_were_read(tmp_path):
    sheet = codes(4, power=[1]).astype(str).replace("0", "").assign(none=["", "1", "", "x"])
    sheet.to_csv(tmp_path / "me.csv", index=False)
    assert read_codes(tmp_path / "me.csv", THEMES)["coded"].tolist() == [True, True, False, True]
    sheet.drop(columns="none").to_csv(tmp_path / "all.csv", index=False)
    assert read_codes(tmp_path / "all.csv", THEMES)["coded"].all(), "a codes file without `none` is whole"
    sheet.assign(none="1").to_csv(tmp_path / "both.csv", index=False)
    with pytest.raises(Fault, match="none: 1 rows have it and a theme, first line 2"):
        read_codes(tmp_path / "both.csv", THEMES)


def test_marks_under_a_name_that_is_no_theme_are_named(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text(
        "source,line,power,belonging,age,seen\na.txt,3,1,0,41,\na.txt,5,0,1,33,\n", encoding="utf-8"
    )
    assert unknown_themes(table_of(path), ["power"]) == ["belonging"]


def test_names_that_a_spreadsheet_would_run_come_back_as_they_were(tmp_path):
    written = codes(8).assign(source="=cmd|x.txt", coder="+Ann")
    harmless_table(written).to_csv(tmp_path / "c.csv", index=False)
    assert "'=cmd|x.txt" in (tmp_path / "c.csv").read_text(encoding="utf-8")
    found = read_codes(tmp_path / "c.csv", THEMES)
    assert set(found["source"]) == {"=cmd|x.txt"} and set(found["coder"]) == {"+Ann"}
