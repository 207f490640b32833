import pandas as pd
import pytest

from pipeline.coding.layout_marks import COLUMNS, read_marks, score
from pipeline.core.errors import Fault
from tests.conftest import ROOT, build

PASSAGES = build(
    "passages",
    {
        "passage_id": "a.001",
        "source": "a.txt",
        "line": 3,
        "kind": "heading",
        "section_kind": "summary",
        "text": "x",
    },
    {
        "passage_id": "a.002",
        "source": "a.txt",
        "line": 5,
        "kind": "bullet",
        "section_kind": "summary",
        "text": "x",
    },
    {
        "passage_id": "a.003",
        "source": "a.txt",
        "line": 7,
        "kind": "heading",
        "section_kind": "other",
        "text": "x",
    },
    {
        "passage_id": "a.004",
        "source": "a.txt",
        "line": 9,
        "kind": "bullet",
        "section_kind": "other",
        "text": "x",
    },
    {
        "passage_id": "b.001",
        "source": "b.txt",
        "line": 3,
        "kind": "heading",
        "section_kind": "other",
        "text": "x",
    },
)


def marks(*rows):
    return pd.DataFrame(rows, columns=list(COLUMNS))


def test_score():
    """One heading right, one told that is none, one missed; one of two kinds right; b.txt is not marked."""
    found = score(
        marks(
            ("a.txt", 1, 10, "note", ""),
            ("a.txt", 3, 3, "heading", ""),
            ("a.txt", 9, 9, "heading", ""),
            ("a.txt", 4, 6, "passages", "summary"),
            ("a.txt", 8, 10, "passages", "discussion"),
        ),
        PASSAGES,
    )
    assert (found.headings_right, found.headings_found, found.headings_marked) == (1, 2, 2)
    assert (found.kinds_right, found.kinds_marked) == (1, 2)
    assert found.wrong == (
        "a.txt:9 is a heading, taken for a passage",
        "a.txt:7 is no heading",
        "a.txt:9 is discussion, taken for other",
    )
    assert "precision 0.50 (1 of 2 found), recall 0.50" in found.as_text()


def test_marks_of_other_notes_are_a_fault():
    with pytest.raises(Fault, match="none of their notes"):
        score(marks(("c.txt", 1, 10, "note", "")), PASSAGES)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("source,line\na,1\n", "its columns must be"),
        (",".join(COLUMNS) + "\na,1,2,noot,\n", "row 2: unknown what"),
        (",".join(COLUMNS) + "\na,1,2,passages,sumary\n", "row 2: unknown what or section kind"),
    ],
)
def test_a_broken_file_of_marks(tmp_path, text, says):
    (tmp_path / "m.csv").write_text(text)
    with pytest.raises(Fault, match=says):
        read_marks(tmp_path / "m.csv")


def test_the_projects_own_marks_can_be_read():
    for path in (ROOT / "data" / "sample" / "marks.csv", ROOT / "bench" / "marks.csv"):
        assert len(read_marks(path)) > 20
