"""Agreement of the machine with people."""

import numpy as np
import pandas as pd
import pytest

from pipeline.coding.codes import read_codes
from pipeline.coding.scores import NOT_CODED, as_text, evaluate, evaluate_together, ratios
from pipeline.core.errors import Fault
from tests.coding.make_codes import codes, tables
from tests.framework import FAMILIES, THEMES


def test_ratios_by_hand():
    # 20 both, 5 machine only, 10 people only, 15 neither: the example of many textbooks, kappa 0.4
    found = ratios(np.array([20.0, 5.0, 10.0, 15.0]))
    assert found["precision"] == pytest.approx(0.8)
    assert found["recall"] == pytest.approx(2 / 3)
    assert found["f1"] == pytest.approx(40 / 55)
    assert found["kappa"] == pytest.approx(0.4)


def test_a_theme_is_compared_passage_by_passage():
    notes, passages, machine = tables(themed=[("a.001", "power"), ("a.002", "power"), ("b.001", "power")])
    found = evaluate(codes(8, power=[1, 2, 3]), notes, passages, machine, FAMILIES)
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
    found = evaluate(codes(9, local=[1, 4, 7]), notes, passages, machine, FAMILIES)
    row = found.themes.set_index("theme").loc["local"]
    assert [row["kappa_low"], row["kappa"], row["kappa_high"]] == [1.0, 1.0, 1.0]
    assert found.means.set_index("measure").loc["principles: micro f1", "value"] == 1.0


def test_the_share_is_corrected_for_the_errors_seen():
    # all 200 coded: the machine finds 20, and misses 10
    themed = [(f"a.{i:03d}", "power") for i in range(1, 21)]
    notes, passages, machine = tables(sizes=(40,) * 5, themed=themed)
    row = evaluate(codes(200, power=range(1, 31)), notes, passages, machine, FAMILIES).themes.set_index(
        "theme"
    )
    assert row.loc["power", "share"] == pytest.approx(0.1)
    assert row.loc["power", "corrected"] == pytest.approx(0.15)


def test_several_people_are_compared_and_a_theme_that_half_of_them_set_counts_by_half():
    notes, passages, machine = tables(themed=[("a.001", "power"), ("a.002", "power")])
    one, two = codes(8, power=[1, 2]).assign(coder="A"), codes(8, power=[1, 3]).assign(coder="B")
    found = evaluate(pd.concat([one, two]), notes, passages, machine, FAMILIES)
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
    row = (
        evaluate(pd.concat(sheets), notes, passages, machine, FAMILIES).themes.set_index("theme").loc["power"]
    )
    assert (row["coded"], row["precision"], row["recall"]) == (1, 1.0, 1.0)


def test_rows_without_a_mark_and_rows_of_no_passage_are_told_and_not_counted():
    notes, passages, machine = tables(themed=[("a.001", "power")])
    sheet = codes(8, power=[1]).assign(coded=[True] * 5 + [False] * 3)
    sheet.loc[1, "line"] = 99
    found = evaluate(sheet, notes, passages, machine, FAMILIES)
    assert (found.coded, found.empty, found.strange) == (4, 3, 1)
    assert "3 rows have no mark" in as_text(found)
    assert "1 rows are left out" in as_text(found)
    with pytest.raises(Fault, match="no row has a mark"):
        evaluate(sheet.assign(coded=False), notes, passages, machine, FAMILIES)


@pytest.mark.parametrize(
    ("examples", "wrong", "verdict"),
    [
        pytest.param(9, 0, "too few examples to tell", id="few examples"),
        pytest.param(12, 0, "trusted", id="enough, and right"),
        pytest.param(12, 40, "agrees too little with the codes", id="enough, and wrong"),
    ],
)
def test_verdicts(examples, wrong, verdict):
    themed = [(f"{name}.{i:03d}", "power") for name in "abcd" for i in range(1, 26)]
    notes, passages, machine = tables(sizes=(25,) * 4, themed=themed[: examples + wrong])
    found = evaluate(codes(100, power=range(1, examples + 1)), notes, passages, machine, FAMILIES)
    assert found.themes.set_index("theme").loc["power", "verdict"] == verdict


def test_a_figure_that_a_few_notes_could_undo_is_not_trusted():
    # right in the first three notes, wrong in the last: kappa above 0.6, its interval far below
    themed = [(f"{name}.{i:03d}", "power") for name in "abc" for i in (1, 2, 3)]
    themed += [(f"d.{i:03d}", "power") for i in range(11, 15)]
    notes, passages, machine = tables(sizes=(25,) * 4, themed=themed)
    lines = [25 * note + i for note in range(3) for i in (1, 2, 3)] + [76]
    row = (
        evaluate(codes(100, power=lines), notes, passages, machine, FAMILIES)
        .themes.set_index("theme")
        .loc["power"]
    )
    assert row["kappa"] > 0.6
    assert row["kappa_low"] < 0.4
    assert row["verdict"] == "too few examples to tell"


def test_what_is_not_among_the_passages():
    notes, passages, machine = tables()
    with pytest.raises(Fault, match="none of their passages"):
        evaluate(codes(8).assign(source="other.txt"), notes, passages, machine, FAMILIES)


def test_a_passage_coded_twice():
    notes, passages, machine = tables()
    with pytest.raises(Fault, match=r"f\.txt line 1 is there twice"):
        evaluate(pd.concat([codes(8), codes(1)]), notes, passages, machine, FAMILIES)


def test_the_report_is_plain_lines(tmp_path):
    path = tmp_path / "codes.csv"
    codes(8, power=[1, 2]).to_csv(path, index=False)
    text = as_text(
        evaluate_together([read_codes(path, THEMES)], *tables(themed=[("a.001", "power")]), FAMILIES)
    )
    assert text.startswith("8 coded passages of 2 notes, by 1 reader")
    assert "\033" not in text
    assert all(len(line) <= 120 for line in text.splitlines())


def test_empty_ratios_are_shown_as_dashes():
    text = as_text(evaluate(codes(8), *tables(), FAMILIES))
    assert "power                    0     0  –         –      –                    –" in text


def test_a_negative_kappa_leaves_room_before_the_verdict():
    notes, passages, machine = tables(themed=[("a.002", "power"), ("a.004", "power"), ("b.002", "power")])
    text = as_text(evaluate(codes(8, power=[1, 3, 5]), notes, passages, machine, FAMILIES))
    assert "-0.60 (-1.00 to -0.33)  too few examples to tell" in text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.slow
def test_a_theme_without_a_column_is_not_scored(tmp_path):
    notes, passages, machine = tables(themed=[("a.001", "power"), ("a.002", "local")])
    codes(8, power=[1]).to_csv(tmp_path / "new.csv", index=False)
    codes(4, power=[1]).drop(columns="local").to_csv(tmp_path / "old.csv", index=False)
    for names in (["old"], ["new", "old"]):
        paths = [tmp_path / f"{name}.csv" for name in names]
        found = evaluate_together(
            [read_codes(path, THEMES) for path in paths], notes, passages, machine, FAMILIES
        )
        row = found.themes.set_index("theme").loc["local"]
        assert (row["coded"], row["machine"], row["verdict"]) == (0, 1, NOT_CODED)
        assert found.themes["theme"].tolist() == list(THEMES)
        assert found.themes.set_index("theme").loc["power", "kappa"] == 1.0
        assert NOT_CODED in as_text(found)


def test_one_theme_alone_can_be_scored():
    notes, passages, machine = tables(themed=[("a.001", "power")])
    only = codes(8, power=[1])[["source", "line", "power"]]
    assert "principles: micro" not in as_text(evaluate(only, notes, passages, machine, FAMILIES))
