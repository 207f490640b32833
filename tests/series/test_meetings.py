"""The order of meetings whose day is not known."""

import pytest

from tests.series.make_series import row, run


@pytest.mark.slow
@pytest.mark.parametrize(
    ("notes", "placed"),
    [
        pytest.param([("2020-01-01", "2020-12-31"), ("2021-05-05", "2021-05-05")], 2, id="nothing within"),
        pytest.param([("2020-01-01", "2020-12-31"), ("2020-05-05", "2020-05-05")], 1, id="another within"),
        pytest.param([("2020-01-01", "2020-12-31"), ("2020-12-31", "2021-01-02")], 1, id="on its last day"),
        pytest.param([("2020-01-01", "2020-12-31"), ("2020-06-01", "2021-12-31")], 0, id="two wide ones"),
        pytest.param(
            [("2020-06-01", ""), ("2020-05-05", "2020-05-05")], 2, id="open, and certainly the last"
        ),
        pytest.param([("", "2020-06-01"), ("2020-06-05", "2020-06-05")], 2, id="open, certainly the first"),
        pytest.param([("", "2020-06-01"), ("2020-05-05", "2020-05-05")], 1, id="open, before or after"),
        pytest.param([("", ""), ("2020-05-05", "2020-05-05")], 1, id="not known"),
    ],
)
def test_a_meeting_has_its_place_where_no_other_can_have_been_within_its_range(notes, placed):
    made = run(*({"cell": "A", "low": low, "high": high} for low, high in notes))
    assert row(made["recurrence"], cell="A", theme="power").placed == placed
