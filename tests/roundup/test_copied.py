"""Points that a note has from another note or a publication."""

import pandas as pd
import pytest

from pipeline.roundup.copied import copies

POINT = "Kite makers should share their paper with all who live below the hill."


def told(*notes):
    """Return rows, passages and notes of (id, event, low, high, text)."""
    passages = pd.DataFrame([(each[0], each[4]) for each in notes], columns=["note_id", "text"])
    kept = pd.DataFrame([each[:4] for each in notes], columns=["note_id", "event", "date_low", "date_high"])
    return passages.copy(), passages, kept


@pytest.mark.parametrize(
    "first, second, copied",
    [
        pytest.param(
            ("a", "cell", "2020-01-01", "2020-01-01", POINT),
            ("b", "cell", "2020-02-02", "2020-02-02", f"As we said: {POINT}"),
            [False, True],
            id="a later meeting",
        ),
        pytest.param(
            ("a", "cell", "2020-02-02", "2020-02-02", POINT),
            ("b", "cell", "2020-01-01", "2020-01-01", POINT),
            [True, False],
            id="an earlier meeting",
        ),
        pytest.param(
            ("a", "publication", "", "", f"{POINT} For discussion on 1 December 2019."),
            ("b", "cell", "", "2020-01-01", POINT),
            [False, True],
            id="a publication before it",
        ),
        pytest.param(
            ("a", "publication", "", "", f"{POINT} For discussion on 1 December 2020."),
            ("b", "cell", "2020-01-01", "2020-01-01", POINT),
            [True, False],
            id="a publication that sums up",
        ),
        pytest.param(
            ("a", "cell", "2020-01-01", "2020-01-01", POINT),
            (
                "b",
                "cell",
                "2020-02-02",
                "2020-02-02",
                "Kite makers should share their string with the valley.",
            ),
            [False, False],
            id="other words",
        ),
    ],
)
def test_copies(first, second, copied):
    assert copies(*told(first, second)).tolist() == copied


def test_a_note_is_no_copy_of_itself():
    rows, passages, notes = told(("a", "cell", "2020-01-01", "2020-01-01", POINT))
    assert not copies(rows, pd.concat([passages, passages]), notes).any()
