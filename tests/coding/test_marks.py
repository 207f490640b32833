"""Marks of the page: files that people put into `data/marks/`."""

import pytest

from pipeline.coding.marks import GONE, HEAD, NO_THEME
from pipeline.coding.stage import codes as stage
from pipeline.core.errors import Fault
from pipeline.core.schemas import schema
from pipeline.core.store import File
from pipeline.language.fingerprint import fingerprint
from pipeline.settings.codes import Codes
from tests.coding.make_codes import tables

A1, A2, ELSEWHERE = (fingerprint(text) for text in ("Text a1", "Text a2", "Elsewhere"))
TIME = "2024-03-01T10:00:00"


def file(*rows, name="marks.csv", head=HEAD):
    lines = [",".join(head), *(",".join(row) for row in rows)]
    return File(f"data/marks/{name}", "\n".join(lines).encode())


def row(passage=A1, theme="power", mark="right", who="Ann", when=TIME):
    return passage, theme, mark, who, when, "Note a", "f.txt:1"


def laid(*files, codes=()):
    notes, passages, found = tables(themed=[("a.001", "power"), ("a.002", "power")])
    made = stage(notes, passages, found, Codes(tuple(codes)), ["power", "local"], files)
    for name, table in made.items():
        schema(name).check(table)
    return made


def test_a_tag_marked_wrong_is_taken_away_and_one_marked_right_is_the_persons():
    made = laid(file(row(mark="wrong"), row(A2)))
    assert made["passage_themes"][["passage_id", "by"]].values.tolist() == [["a.002", "person"]]
    assert made["overruled"][["passage_id", "who"]].values.tolist() == [["a.001", "Ann"]]
    assert made["accuracy"].empty, "what was marked is no sample"
    assert set(made["passage_codes"]["how"]) == {"mark"}
    assert made["passage_marks"].empty and made["lost_marks"].empty


def test_passages_are_kept_for_the_draft_or_left_out_of_it():
    made = laid(file(row(theme="", mark="keep"), row(A2, "", "out")))
    assert made["passage_marks"].values.tolist() == [
        ["a.001", "keep", "Ann", "2024-03-01"],
        ["a.002", "out", "Ann", "2024-03-01"],
    ]
    assert len(made["passage_themes"]) == 2 and set(made["passage_themes"]["by"]) == {"terms"}


def test_of_one_person_the_last_mark_counts_in_whatever_file_it_is():
    first, later = row(mark="wrong"), row(mark="right", when="2024-03-01T10:00:01")
    for files in ([file(later), file(first, name="b.csv")], [file(first), file(later, name="b.csv")]):
        assert laid(*files)["overruled"].empty
    kept = row(theme="", mark="keep", who="Bo", when="2024-03-02T09:00:00")
    assert laid(file(kept, row(theme="", mark="out")))["passage_marks"]["who"].tolist() == ["Bo"]


def test_two_people_who_do_not_agree_are_shown():
    made = laid(file(row(mark="wrong"), row(mark="right", who="Bo")))
    assert made["code_conflicts"][["yes", "no", "decided"]].values.tolist() == [["Bo", "Ann", "terms"]]
    assert made["overruled"].empty


def test_marks_of_what_is_gone_are_counted_and_named():
    made = laid(file(row(ELSEWHERE), row(theme="belonging"), row(ELSEWHERE, "", "keep")))
    assert made["lost_marks"][["line", "note", "reason"]].values.tolist() == [
        [2, "Note a", GONE],
        [3, "Note a", NO_THEME],
        [4, "Note a", GONE],
    ]
    assert set(made["lost_marks"]["file"]) == {"marks.csv"}


def test_as_a_spreadsheet_saves_it():
    saved = file(row(mark="wrong")).data.decode().replace(",", ";").encode("utf-8-sig")
    assert len(laid(File("data/marks/m.csv", saved))["overruled"]) == 1


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        pytest.param(file(row(passage="x")), "marks.csv:2: passage: 'x' is no fingerprint", id="fingerprint"),
        pytest.param(
            file(row(), row(mark="rigth")),
            "marks.csv:3: mark: 'rigth' of the theme 'power' (did you mean 'right'?); write right or wrong",
            id="no mark",
        ),
        pytest.param(
            file(row(mark="keep")), "write right or wrong, or delete the line", id="keep of a theme"
        ),
        pytest.param(
            file(row(theme="")), "mark: 'right' of a passage; write keep or out", id="right of none"
        ),
        pytest.param(file(row(who="")), "marks.csv:2: who: is empty", id="nobody"),
        pytest.param(file(row(when="soon")), "marks.csv:2: when: 'soon' is no day or time", id="no time"),
        pytest.param(file(row()[:4]), "marks.csv:2: has 4 cells, and the header 7; delete", id="cut off"),
        pytest.param(
            file(head=("a", "b")), "marks.csv:1: no column passage, only a, b; save", id="other file"
        ),
        pytest.param(File("m.csv", b""), "m.csv:1: no column passage, only nothing", id="empty"),
        pytest.param(File("m.csv", b"\xff\xfe\x00"), "m.csv: not UTF-8 text (byte 0)", id="no text"),
    ],
)
def test_a_broken_file_is_a_fault_with_its_line_and_a_remedy(broken, message):
    with pytest.raises(Fault) as caught:
        laid(broken)
    assert any(message in each for each in caught.value.messages), caught.value.messages
