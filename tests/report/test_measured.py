"""How often tags are right, in words."""

import pytest

from pipeline.core.schemas import schema
from pipeline.core.wording import in_ten
from pipeline.report.measured import measured, summary
from tests.framework import THEMES
from tests.report import make_report
from tests.report.make_report import row

GIVEN = {
    "theme": "power", "passages": 90, "notes": 12, "coded": 20, "machine": 16, "precision": 0.72,
    "precision_low": 0.5, "precision_high": 0.9, "recall": 0.6, "recall_low": 0.4, "recall_high": 0.75,
    "share": 0.24, "corrected": 0.2, "corrected_low": 0.14, "corrected_high": 0.27, "firm": 6,
    "firm_right": 5.5, "tentative": 10, "tentative_right": 6, "verdict": "trusted",
}  # fmt: skip


def table(*rows):
    return schema("accuracy").frame([row("accuracy", **each) for each in rows])


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.72, "7 in 10"), (1.0, "10 in 10"), (0.97, "over 9 in 10"), (0.02, "under 1 in 10"), (0.0, "0 in 10")],
)
def test_shares_in_tenths(share, words):
    assert in_ten(share) == words


def test_what_the_codes_say_of_a_theme():
    m = measured(table(GIVEN), THEMES)["power"]
    assert (m.right, m.right_between, m.found, m.found_between) == ("7 in 10", "5 to 9", "6 in 10", "4 to 8")
    assert (m.firm, m.tentative) == ("5.5 of 6", "6 of 10")
    assert (m.share, m.corrected, m.between) == ("24 %", "20 %", "14 to 27 %")
    assert summary(table(GIVEN)) == "90 passages of 12 notes"


def test_a_handful_is_counted_and_what_is_not_coded_is_not_measured():
    m = measured(table(GIVEN | {"machine": 3, "precision": 2 / 3}), THEMES)["power"]
    assert (m.right, m.right_between) == ("2 of 3", "")
    assert measured(table(GIVEN | {"passages": 0}), THEMES) == {}
    none = measured(
        table(GIVEN | {"machine": 0, "precision": float("nan"), "corrected": float("nan")}), THEMES
    )
    assert (none["power"].right, none["power"].corrected, none["power"].between) == ("–", "", "")


@pytest.mark.slow
def test_the_page_says_it_where_the_numbers_are():
    page = make_report.made(accuracy=table(GIVEN))["index.html"]
    part = page[page.index('id="theme-power"') :][:4000]
    assert "of its tags 7 in 10 are right (5 to 9)" in part
    assert "24 % as found, and 20 % (14 to 27 %) corrected" in part
    others = page[page.index('id="theme-listening"') :][:4000]
    assert "How often its tags are right is not measured here." in others


@pytest.mark.slow
def test_without_codes_it_says_not_measured_here():
    page = make_report.made()["index.html"]
    assert "How often they are right is not measured here." in page
    assert page.count("not measured here") > 12
