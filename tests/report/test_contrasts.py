import pandas as pd
import pytest

from pipeline.core.schemas import ALL, schema
from pipeline.report.contrasts import _times, apart, companions, note_changes
from pipeline.series.stage import series
from pipeline.settings.models import Series
from tests.conftest import build
from tests.framework import THEMES
from tests.make_notes import notes_of

CELLS = ("A", "B", "C")


def tables(notes):
    given = notes_of(*notes)
    return given | series(**given, options=Series(), themes=THEMES)


def meetings(power, listening=0):
    """Return six meetings a year of each cell: `power` says how many of twenty passages have the theme."""
    return [
        {"cell": cell, "date": f"{year}-{month:02d}-{5 + CELLS.index(cell):02d}", "passages": 20,
         "power": power(cell, year, month), "listening": listening}
        for year in (2021, 2022) for month in (1, 3, 5, 7, 9, 11) for cell in CELLS
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "power", "group", "words", "counts"),
    [
        pytest.param(
            "cell", lambda c, y, m: 12 if c == "A" else 3 + m % 3, "A",
            "40 points more (between {} and {}); 3.0 times as much", (144, 240, 96, 480), id="more",
        ),
        pytest.param(
            "cell", lambda c, y, m: 2 if c == "B" else 10 + m % 3, "B",
            "45 points less (between {} and {}); 18 % as much", (24, 240, 264, 480), id="less",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "cell", lambda c, y, m: 8 * (c == "C"), "C",
            "40 points more (between {} and {}); not heard elsewhere", (96, 240, 0, 480), id="nowhere else",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "year", lambda c, y, m: 2 + m % 3 if y == 2021 else 10 + m % 2, "2022",
            "40 points more (between {} and {}); 3.7 times as much", (198, 360, 54, 360), id="year",
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_a_difference(kind, power, group, words, counts):
    found = apart(tables(meetings(power)), kind)
    mine = [row for row in found["rows"] if row["group"] == group]
    assert [row["theme"] for row in mine] == ["power"]
    ends = sorted(abs(round(100 * mine[0][end])) for end in ("low", "high"))
    assert mine[0]["words"] == words.format(*ends)
    assert tuple(mine[0][key] for key in ("tagged", "passages", "rest_tagged", "rest_passages")) == counts


@pytest.mark.slow
def test_every_difference_said_is_carried_by_its_interval():
    made = tables(meetings(lambda cell, year, month: 2 + month % 3 + 3 * CELLS.index(cell)))
    for kind in ("cell", "year"):
        for row in apart(made, kind)["rows"]:
            assert row["low"] > 0 or row["high"] < 0
            assert row["tagged"] / row["passages"] == pytest.approx(row["share"], abs=1e-6)
            assert row["rest_tagged"] / row["rest_passages"] == pytest.approx(row["rest_share"], abs=1e-6)


@pytest.mark.parametrize(
    ("share", "rest_share", "tagged", "rest", "words"),
    [
        pytest.param(0.3, 0.1, 30, 20, "; 3.0 times as much", id="more"),
        pytest.param(0.1, 0.2, 10, 20, "; 50 % as much", id="less"),
        pytest.param(0.3, 0.01, 30, 2, "; hardly heard elsewhere", id="hardly elsewhere"),
        pytest.param(0.0, 0.2, 0, 20, "; not heard there", id="not there"),
        pytest.param(0.4, 0.1, 4, 100, "", id="more, of a handful"),
        pytest.param(0.1, 0.4, 100, 4, "", id="less than in a handful"),
    ],
)
def test_ratios_in_words(share, rest_share, tagged, rest, words):
    row = {"difference": share - rest_share, "share": share, "rest_share": rest_share}
    assert _times(row, tagged, rest) == words


@pytest.mark.slow
def test_groups_too_small_to_compare_are_named():
    notes = [*meetings(lambda *_: 3), {"cell": "Small", "date": "2021-02-02", "power": 9}]
    found = apart(tables(notes), "cell")
    assert found["rows"] == [] and found["compared"] == list(CELLS) and found["left_out"] == ["Small"]


def test_no_meeting_no_difference():
    made = tables([])
    assert apart(made, "cell") == {"rows": [], "compared": [], "left_out": []}
    assert companions(made)["rows"] == [] and companions(made)["pairs"] == 0


def test_companions_firmest_first():
    rows = [
        {"theme": "power", "other": "local", "notes": 30, "p_value": 0.002, "verdict": "keep apart"},
        {"theme": "power", "other": "listening", "notes": 30, "p_value": 0.002, "verdict": "travel together"},
        {"theme": "local", "other": "prevention", "notes": 9, "p_value": 0.001, "verdict": "travel together"},
        {"theme": "local", "other": "power", "notes": 30, "p_value": 0.5, "verdict": "no clear link"},
    ]  # fmt: skip
    found = companions({"companions": build("companions", *rows)})
    assert [row["other"] for row in found["rows"]] == ["prevention", "listening", "local"]
    assert (found["meetings"], found["pairs"]) == (30, 4)


def test_what_changed_in_the_notes_is_said_in_words():
    rows = [
        ("A", "words", 12, 400.0, 1234.0, 0.01, "yes"), ("A", "bullets", 12, 0.1, 0.56, 0.02, "yes"),
        ("A", "summary", 12, 0.1, 0.1, 0.9, "no"), (ALL, "headings", 12, 0.2, 0.05, 0.01, "yes"),
    ]  # fmt: skip
    assert note_changes({"note_changes": schema("note_changes").frame(rows)}) == {
        "A": "bullets from 10 to 56 % of the passages; from 400 to 1,234 words a note",
        ALL: "from 20 to 5 headings per 100 passages",
    }
    assert note_changes({"note_changes": pd.DataFrame(schema("note_changes").empty())}) == {}
