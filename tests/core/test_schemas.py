import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core import codebook, store
from pipeline.core.counted import counted
from pipeline.core.errors import Fault
from pipeline.core.schemas import SCHEMAS, schema

ROW = ("a.001", "a", "f.txt", 1, 1, "bullet", "", "other", "words")


def passages(*rows):
    return schema("passages").frame(list(rows))


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_table_obeys_its_schema(name):
    schema(name).check(schema(name).empty())


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([ROW, ROW], "passage_id: .*2 rows, first 'a.001', 'a.001'"),
        ([(*ROW[:5], "bulet", *ROW[6:])], "kind: .*1 rows, first 'bulet'"),
        ([(*ROW[:8], " ")], "text: .*1 rows"),
        ([(*ROW[:3], -1, *ROW[4:])], "line: .*first -1"),
    ],
)
def test_a_broken_table_names_its_first_offenders(rows, says):
    with pytest.raises(AssertionError, match=says):
        schema("passages").check(passages(*rows))


def test_columns_must_be_those_of_the_schema():
    with pytest.raises(AssertionError, match="extra"):
        schema("passages").check(passages(ROW).assign(extra=1))


def test_no_such_table():
    with pytest.raises(Fault, match="there is no table 'pasages'"):
        schema("pasages")


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@pytest.mark.slow
@settings(deadline=None, max_examples=30)  # each example writes seven files
@given(words)
def test_words_survive_the_file(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("t")
    for value in (text, "None", "NA", "nan", "1.0", '"', "a,b"):
        made = passages((*ROW[:8], value))
        store.write(folder, "passages", made)
        pd.testing.assert_frame_equal(store.read(folder, "passages"), made)


def test_a_table_is_written_whole_or_not_at_all(tmp_path):
    path = store.write(tmp_path, "passages", passages(ROW))
    before = path.read_bytes()
    with pytest.raises(AssertionError):
        store.write(tmp_path, "passages", passages(ROW, ROW))
    with pytest.raises(OSError, match="full"), store.replacing(path) as temporary:
        temporary.write_text("half")
        raise OSError("disk full")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["passages.csv"]


def test_the_codebook_has_every_column():
    book = codebook.codebook()
    for table in SCHEMAS.values():
        assert f"## {table.name}.csv" in book
        assert all(f"| {c.name} | {c.type.__name__} | {c.meaning} |" in book for c in table.columns)
        assert all(c.meaning for c in table.columns)


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
