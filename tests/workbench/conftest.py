import pytest

from pipeline.core.schemas import schema
from tests.workbench.make_review import TEXTS


@pytest.fixture
def corpus():
    """Two notes of a cell, four passages each."""
    notes = schema("notes").frame(
        [
            (id, id, "North", "cell", "", date, "", "", "stated", "", "f.txt", 1, "", 9)
            for id, date in (("a", "2020-01-01"), ("b", "2021-01-01"))
        ]
    )
    rows = [
        (
            f"{'ab'[i // 4]}.{i % 4 + 1:03d}",
            "ab"[i // 4],
            "f.txt",
            i,
            i % 4,
            "paragraph",
            "",
            "discussion",
            text,
        )
        for i, text in enumerate(TEXTS)
    ]
    return notes, schema("passages").frame(rows)
