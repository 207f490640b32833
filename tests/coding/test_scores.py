"""The figures against people's codes, the sheet that people fill, and the faults in filled sheets."""

import io

import numpy as np
import pandas as pd
import pytest

from pipeline.coding.codes import read_codes
from pipeline.coding.last_score import in_short
from pipeline.coding.scores import NOT_CODED, as_text, evaluate, evaluate_files, ratios
from pipeline.coding.sheet import draw, workbook
from pipeline.core.errors import Fault
from pipeline.core.schemas import THEMES, schema
from pipeline.core.store import write
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Theme
from pipeline.run.accuracy import accuracy, keep


def tables(sizes=(4, 4), themed=()):
    """Return notes, passages and passage_themes: notes a, b, … of so many passages in one file."""
    names = [chr(ord("a") + number) for number in range(len(sizes))]
    notes = [
        (name, f"Note {name}", "", "cell", "", f"20{20 + i}-01-01", "", "", "stated", "", "f.txt", 1, "", 9)
        for i, name in enumerate(names)
    ]
    places = [(name, i) for name, size in zip(names, sizes, strict=True) for i in range(1, size + 1)]
    passages = [
        (f"{name}.{i:03d}", name, "f.txt", line, i, "paragraph", "", "discussion", f"Text {name}{i}")
        for line, (name, i) in enumerate(places, 1)
    ]
    rows = [(passage, theme, 1.0, "") for passage, theme in themed]
    return (
        schema("notes").frame(notes),
        schema("passages").frame(passages),
        schema("passage_themes").frame(rows),
    )


def codes(lines, **marks):
    """Return codes of so many lines; a theme's lines are given as power=[1, 2] (`_` stands for `-`)."""
    data = pd.DataFrame({"source": "f.txt", "line": range(1, lines + 1)})
    return data.assign(
        **{theme: data["line"].isin(marks.get(theme.replace("-", "_"), ())).astype(int) for theme in THEMES}
    )


def test_ratios_by_hand():
    # 20 both, 5 machine only, 10 people only, 15 neither: the example of many textbooks, kappa 0.4
    found = ratios(np.array([20.0, 5.0, 10.0, 15.0]))
    assert found["precision"] == pytest.approx(0.8)
    assert found["recall"] == pytest.approx(2 / 3)
    assert found["f1"] == pytest.approx(40 / 55)
    assert found["kappa"] == pytest.approx(0.4)


def test_a_theme_is_compared_passage_by_passage():
    notes, passages, machine = tables(themed=[("a.001", "power"), ("a.002", "power"), ("b.001", "power")])
    found = evaluate(codes(8, power=[1, 2, 3]), notes, passages, machine)
    row = found.themes.set_index("theme").loc["power"]
    assert (row["coded"], row["machine"]) == (3, 3)
    assert (row["precision"], row["recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert row["verdict"] == "too few examples to tell"
    assert (found.coded, found.notes, found.coders) == (8, 2, 1)
    # shares per note: people 3/4 and 0, machine 2/4 and 1/4
    assert row["correlation"] == pytest.approx(1.0)
    assert np.isnan(row["corrected"]), "eight codes correct nothing"


def test_perfect_agreement_has_no_width():
    notes, passages, machine = tables(sizes=(3, 3, 3), themed=[(f"{n}.001", "local") for n in "abc"])
    found = evaluate(codes(9, local=[1, 4, 7]), notes, passages, machine)
    row = found.themes.set_index("theme").loc["local"]
    assert [row["kappa_low"], row["kappa"], row["kappa_high"]] == [1.0, 1.0, 1.0]
    assert found.means.set_index("measure").loc["principles: micro f1", "value"] == 1.0


def test_the_share_is_corrected_for_the_errors_seen():
    # 100 coded: the machine misses 10 of 30; it finds 20 of 200 in all, so 10 % raw and 20 % corrected
    themed = [(f"a.{i:03d}", "power") for i in range(1, 21)]
    notes, passages, machine = tables(sizes=(100, 100), themed=themed)
    row = evaluate(codes(100, power=range(1, 31)), notes, passages, machine).themes.set_index("theme")
    assert row.loc["power", "share"] == pytest.approx(0.1)
    assert row.loc["power", "corrected"] == pytest.approx(0.2)


def test_several_people_are_compared_and_a_theme_that_half_of_them_set_counts_by_half():
    notes, passages, machine = tables(themed=[("a.001", "power"), ("a.002", "power")])
    one, two = codes(8, power=[1, 2]).assign(coder="A"), codes(8, power=[1, 3]).assign(coder="B")
    found = evaluate(pd.concat([one, two]), notes, passages, machine)
    row = found.themes.set_index("theme").loc["power"]
    assert found.coders == 2
    # people 1, 1/2, 1/2 on the first three passages, machine 1, 1, 0: both 1.5, one alone 0.5 and 0.5
    assert (row["coded"], row["precision"], row["recall"]) == (2, 0.75, 0.75)
    kappa = found.agreement.set_index("theme").loc["power", "kappa"]
    assert kappa == pytest.approx((6 / 8 - (4 + 36) / 64) / (1 - (4 + 36) / 64))


def test_of_three_people_two_decide():
    notes, passages, machine = tables(themed=[("a.001", "power")])
    marks = {"A": [1, 2], "B": [1], "C": [3]}
    sheets = [codes(8, power=lines).assign(coder=name) for name, lines in marks.items()]
    row = evaluate(pd.concat(sheets), notes, passages, machine).themes.set_index("theme").loc["power"]
    assert (row["coded"], row["precision"], row["recall"]) == (1, 1.0, 1.0)


def test_rows_without_a_mark_and_rows_of_no_passage_are_told_and_not_counted():
    notes, passages, machine = tables(themed=[("a.001", "power")])
    sheet = codes(8, power=[1]).assign(coded=[True] * 5 + [False] * 3)
    sheet.loc[1, "line"] = 99
    found = evaluate(sheet, notes, passages, machine)
    assert (found.coded, found.empty, found.strange) == (4, 3, 1)
    assert "3 rows have no mark" in as_text(found)
    assert "1 rows are left out" in as_text(found)
    with pytest.raises(Fault, match="no row has a mark"):
        evaluate(sheet.assign(coded=False), notes, passages, machine)


@pytest.mark.parametrize(
    ("examples", "wrong", "verdict"),
    [
        pytest.param(9, 0, "too few examples to tell", id="few examples"),
        pytest.param(12, 0, "trusted", id="enough, and right"),
        pytest.param(12, 40, "below kappa 0.6", id="enough, and wrong"),
    ],
)
def test_verdicts(examples, wrong, verdict):
    themed = [(f"{name}.{i:03d}", "power") for name in "abcd" for i in range(1, 26)]
    notes, passages, machine = tables(sizes=(25,) * 4, themed=themed[: examples + wrong])
    found = evaluate(codes(100, power=range(1, examples + 1)), notes, passages, machine)
    assert found.themes.set_index("theme").loc["power", "verdict"] == verdict


def test_a_figure_that_a_few_notes_could_undo_is_not_trusted():
    # right in the first three notes, wrong in the last: kappa above 0.6, its interval far below
    themed = [(f"{name}.{i:03d}", "power") for name in "abc" for i in (1, 2, 3)]
    themed += [(f"d.{i:03d}", "power") for i in range(11, 15)]
    notes, passages, machine = tables(sizes=(25,) * 4, themed=themed)
    lines = [25 * note + i for note in range(3) for i in (1, 2, 3)] + [76]
    row = evaluate(codes(100, power=lines), notes, passages, machine).themes.set_index("theme").loc["power"]
    assert row["kappa"] > 0.6
    assert row["kappa_low"] < 0.4
    assert row["verdict"] == "too few examples to tell"


def test_what_is_not_among_the_passages():
    notes, passages, machine = tables()
    with pytest.raises(Fault, match="none of their passages"):
        evaluate(codes(8).assign(source="other.txt"), notes, passages, machine)


def test_a_passage_coded_twice():
    notes, passages, machine = tables()
    with pytest.raises(Fault, match=r"f\.txt line 1 is there twice"):
        evaluate(pd.concat([codes(8), codes(1)]), notes, passages, machine)


def test_the_report_is_plain_lines(tmp_path):
    path = tmp_path / "codes.csv"
    codes(8, power=[1, 2]).to_csv(path, index=False)
    text = as_text(evaluate_files([path], *tables(themed=[("a.001", "power")])))
    assert text.startswith("8 coded passages of 2 notes, by 1 person")
    assert "\033" not in text
    assert all(len(line) <= 120 for line in text.splitlines())


def test_empty_ratios_are_shown_as_dashes():
    text = as_text(evaluate(codes(8), *tables()))
    assert "power                    0     0  –         –      –                    –" in text


def test_a_negative_kappa_leaves_room_before_the_verdict():
    notes, passages, machine = tables(themed=[("a.002", "power"), ("a.004", "power"), ("b.002", "power")])
    text = as_text(evaluate(codes(8, power=[1, 3, 5]), notes, passages, machine))
    assert "-0.60 (-1.00 to -0.33)  too few examples to tell" in text
    assert max(map(len, text.splitlines())) <= 120


def test_a_theme_without_a_column_is_not_scored(tmp_path):
    notes, passages, machine = tables(themed=[("a.001", "power"), ("a.002", "local")])
    codes(8, power=[1]).to_csv(tmp_path / "new.csv", index=False)
    codes(4, power=[1]).drop(columns="local").to_csv(tmp_path / "old.csv", index=False)
    for names in (["old"], ["new", "old"]):
        paths = [tmp_path / f"{name}.csv" for name in names]
        found = evaluate_files(paths, notes, passages, machine)
        row = found.themes.set_index("theme").loc["local"]
        assert (row["coded"], row["machine"], row["verdict"]) == (0, 1, NOT_CODED)
        assert found.themes["theme"].tolist() == list(THEMES)
        assert found.themes.set_index("theme").loc["power", "kappa"] == 1.0
        assert NOT_CODED in as_text(found)
    write(tmp_path, "passage_themes", machine)
    keep(found.themes, tmp_path)
    assert in_short(accuracy(tmp_path))["local"] == f"last score: {NOT_CODED}"


def test_one_theme_alone_can_be_scored():
    notes, passages, machine = tables(themed=[("a.001", "power")])
    only = codes(8, power=[1])[["source", "line", "power"]]
    assert "principles: micro" not in as_text(evaluate(only, notes, passages, machine))


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
        read_codes(tmp_path / "c.csv")
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
        read_codes(tmp_path / name)


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("more", [0, 1])
def test_codes_as_spreadsheets_save_them(tmp_path, between, more):
    head, *rows = codes(4, power=[1, 2]).to_csv(index=False, sep=between).splitlines()
    saved = "\n".join([head, *(row + between * more for row in rows)])
    (tmp_path / "me.csv").write_text(saved, encoding="utf-8-sig")
    read = read_codes(tmp_path / "me.csv")
    assert read["line"].tolist() == [1, 2, 3, 4]
    assert read["power"].tolist() == [1, 1, 0, 0]


def test_cells_beyond_the_header_are_a_fault(tmp_path):
    head, *rows = codes(4).to_csv(index=False).splitlines()
    (tmp_path / "me.csv").write_text("\n".join([head, *(f"{row},1" for row in rows)]), encoding="utf-8")
    with pytest.raises(Fault, match="line 2 has more cells than the header"):
        read_codes(tmp_path / "me.csv")


def test_marks_may_be_written_in_several_ways(tmp_path):
    codes(6).astype(object).assign(power=["1", "x", "yes", "0", "", "No"]).to_csv(
        tmp_path / "me.csv", index=False
    )
    read = read_codes(tmp_path / "me.csv")
    assert read["power"].tolist() == [1, 1, 1, 0, 0, 0]
    assert set(read["coder"]) == {"me"}, "a sheet without a name goes by its file"


def test_a_sheet_says_which_rows_were_read(tmp_path):
    sheet = codes(4, power=[1]).astype(str).replace("0", "").assign(none=["", "1", "", "x"])
    sheet.to_csv(tmp_path / "me.csv", index=False)
    assert read_codes(tmp_path / "me.csv")["coded"].tolist() == [True, True, False, True]
    sheet.drop(columns="none").to_csv(tmp_path / "all.csv", index=False)
    assert read_codes(tmp_path / "all.csv")["coded"].all(), "a codes file without `none` is whole"
    sheet.assign(none="1").to_csv(tmp_path / "both.csv", index=False)
    with pytest.raises(Fault, match="none: 1 rows have it and a theme, first line 2"):
        read_codes(tmp_path / "both.csv")


def test_the_score_is_kept_while_the_tags_are_those_it_is_of(tmp_path):
    notes, passages, machine = tables(sizes=(100, 100), themed=[("a.001", "power")])
    write(tmp_path, "passage_themes", machine)
    keep(evaluate(codes(100, power=[1]), notes, passages, machine).themes, tmp_path)
    row = next(row for row in accuracy(tmp_path) if row["theme"] == "power")
    assert (row["kappa"], row["share"], row["corrected"], row["between"]) == (
        1.0,
        0.005,
        0.005,
        "0.5% to 0.5%",
    )
    assert in_short(accuracy(tmp_path))["power"] == "last score: too few examples to tell, kappa 1.00"
    write(tmp_path, "passage_themes", machine.head(0))
    assert accuracy(tmp_path) is None
    assert in_short(None) == {}


BOOK = Lexicon({theme: Theme(theme, theme, "behaviour", notes="About it.") for theme in THEMES})


def test_a_sheet_is_blind_and_stands_for_all_strata():
    notes, passages, _ = tables(sizes=(60, 30))
    tags = schema("tags").frame([(f"a.{i:03d}", "power", 0, 4, "t", "Text", 1.0) for i in range(1, 21)])
    sheet = draw(passages, notes, tags, size=30, seed=1)
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
    pd.testing.assert_frame_equal(draw(passages, day, none, 20, 1), draw(passages, ranged, none, 20, 1))


def test_the_same_seed_draws_the_same_sheet():
    notes, passages, _ = tables(sizes=(60, 30))
    none = schema("tags").empty()
    pd.testing.assert_frame_equal(draw(passages, notes, none, 20, 1), draw(passages, notes, none, 20, 1))
    assert not draw(passages, notes, none, 20, 1).equals(draw(passages, notes, none, 20, 2))


def test_a_sheet_larger_than_the_notes_holds_all_and_none_is_a_fault():
    notes, passages, _ = tables()
    assert len(draw(passages, notes, schema("tags").empty(), 99, 1)) == len(passages)
    with pytest.raises(Fault, match="no passages to code"):
        draw(passages.head(0), notes, schema("tags").empty(), 9, 1)


@pytest.mark.slow
def test_a_filled_workbook_can_be_read_again(tmp_path):
    notes, passages, _ = tables()
    sheet = draw(passages, notes, schema("tags").empty(), 8, 1).assign(
        power=["1"] * 3 + [""] * 5, none=[""] * 3 + ["1"] * 4 + [""], coder="Ada"
    )
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(sheet, BOOK))
    read = read_codes(path)
    assert read["power"].sum() == 3
    assert read["coded"].sum() == 7
    assert set(read["coder"]) == {"Ada"}
    guide = pd.read_excel(io.BytesIO(path.read_bytes()), sheet_name="themes")
    assert guide["theme"].tolist() == [*THEMES, "none"]
    assert workbook(sheet, BOOK) == path.read_bytes(), "the same sheet gives the same bytes"
