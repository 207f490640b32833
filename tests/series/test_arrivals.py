"""What came to a group in its latest year, and what stayed away."""

import pandas as pd
import pytest

from pipeline.core.schemas import ALL
from pipeline.series import arrivals


def a_history(early, late, seen_early, seen_late, undated=0):
    """Return the series of a cell with so many meetings in 2021 and 2022, with power in so many of them."""
    columns = {"notes": 0, "notes_with_theme": 1}
    years = {"2021": (early, seen_early), "2022": (late, seen_late)}
    years[ALL] = (early + late + undated, seen_early + seen_late + undated)
    return pd.DataFrame(
        [
            {"cell": "C", "theme": "power", "period": year, **{name: row[i] for name, i in columns.items()}}
            for year, row in years.items()
        ]
    )


@pytest.mark.parametrize(
    ("history", "new", "fading"),
    [
        pytest.param((8, 4, 0, 4), 1 / 495, None, id="new: C(4,4)/C(12,4)"),
        pytest.param((8, 4, 0, 2), 6 / 66, None, id="perhaps new: C(4,2)/C(12,2)"),
        pytest.param((8, 4, 4, 0), None, 70 / 495, id="perhaps gone: C(8,4)/C(12,4)"),
        pytest.param((8, 4, 3, 1), None, None, id="neither"),
        pytest.param((8, 4, 0, 1), None, None, id="once is not new"),
        pytest.param((8, 1, 8, 0), None, None, id="missing once is not fading"),
        pytest.param((8, 4, 0, 4, 1), None, None, id="an undated meeting may have had it before"),
        pytest.param((0, 4, 0, 4), None, None, id="one year only"),
    ],
)
def test_new_and_fading(history, new, fading):
    found = arrivals.found(a_history(*history), "theme", "notes_with_theme")
    chances = {turn.arrived: turn.chance for turn in found}
    assert (chances.get(True), chances.get(False)) == (pytest.approx(new), pytest.approx(fading))


def test_fading_counts_all_meetings_since():
    """Three of nine meetings in 2021, none of fifteen since: C(9,3) / C(24,3), whatever year it is now."""
    rows = [("2021", 9, 3), ("2022", 7, 0), ("2023", 8, 0), (ALL, 24, 3)]
    series = pd.DataFrame(
        [{"cell": "C", "theme": "power", "period": p, "notes": n, "notes_with_theme": k} for p, n, k in rows]
    )
    [turn] = arrivals.found(series, "theme", "notes_with_theme")
    assert (turn.arrived, turn.last, turn.here, turn.there) == (False, "2021", 9, 15)
    assert turn.chance == pytest.approx(84 / 2024)
