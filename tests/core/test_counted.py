"""What counts."""

import pandas as pd

from pipeline.core.counted import counted
from tests.core.make_passages import passages


def test_which_passages_count():
    rows = [
        ("a.001", "a", "f", 1, 1, "heading", "", "other", "x"),
        ("a.002", "a", "f", 2, 2, "bullet", "", "next", "x"),
        ("a.003", "a", "f", 3, 3, "bullet", "", "reading", "x"),
        ("a.004", "a", "f", 4, 4, "bullet", "", "summary", "x"),
        ("b.001", "b", "f", 5, 1, "bullet", "", "summary", "x"),
    ]
    notes = pd.DataFrame({"note_id": ["a", "b"], "event": ["cell", "publication"]})
    assert list(counted(passages(*rows), notes)["passage_id"]) == ["a.004"]
