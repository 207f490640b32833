"""What an edit does to accuracy."""

import pytest

from pipeline.coding.effect import as_text, effect
from pipeline.core.schemas import schema
from tests.coding.make_codes import tables


def coded(*rows):
    return schema("passage_codes").frame(
        [(key, "power", "Ann", "person", "notes", float("nan"), "", says) for key, says in rows]
    )


CODES = coded(("a.001", "yes"), ("a.002", "no"), ("b.001", "yes"), ("b.002", "no"))


def test_precision_recall_and_f1_before_and_after():
    """A wrong tag of note a goes, a right one of note b comes: 1 of 2 right, 1 of 2 found, then all."""
    _, passages, before = tables(themed=[("a.001", "power"), ("a.002", "power")])
    *_, after = tables(themed=[("a.001", "power"), ("b.001", "power")])
    [row] = effect(CODES, passages, before, after, ["power", "local"]).to_dict("records")
    assert (row["precision_before"], row["recall_before"], row["f1_before"]) == (0.5, 0.5, 0.5)
    assert (row["precision_after"], row["recall_after"], row["f1_after"]) == (1.0, 1.0, 1.0)
    # without note a: 0 to 1; without note b: 2/3 to 1
    assert (row["least"], row["most"]) == (pytest.approx(1 / 3), 1.0)
    said = as_text(effect(CODES, passages, before, after, ["power"]))
    assert "power               precision 0.50 → 1.00" in said and "(+0.33 to +1.00)" in said


def test_where_nothing_moves_or_nothing_is_coded():
    _, passages, found = tables(themed=[("a.001", "power")])
    assert "no theme's figures move" in as_text(effect(CODES, passages, found, found, ["power"]))
    assert "no passage of these notes is coded" in as_text(effect(coded(), passages, found, found, ["power"]))
    elsewhere = coded(("z.001", "yes"))
    assert effect(elsewhere, passages, found, found, ["power"]).empty
