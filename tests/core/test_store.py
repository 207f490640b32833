"""Tables on disk."""

import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core import store
from pipeline.core.errors import Fault
from tests.core.make_passages import ROW, passages

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@pytest.mark.slow
@settings(max_examples=30)  # each example writes seven files
@given(words)
def test_words_survive_the_file(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("t")
    for value in (text, "None", "NA", "nan", "1.0", '"', "a,b", "=" + text, "'=" + text, "-" + text):
        made = passages((*ROW[:8], value))
        store.write(folder, "passages", made)
        pd.testing.assert_frame_equal(store.read(folder, "passages"), made)


def test_a_table_is_written_whole_or_not_at_all(tmp_path):
    path = store.write(tmp_path, "passages", passages(ROW))
    before = path.read_bytes()
    with pytest.raises(AssertionError):
        store.write(tmp_path, "passages", passages(ROW, ROW))
    with pytest.raises(Fault, match="disk full"), store.replacing(path) as temporary:
        temporary.write_text("half")
        raise OSError("disk full")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["passages.csv"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-5", "@home", "\t=1", "  =1", "'=1", "''@", "it's", "'tis", "plain"]
)
def test_no_spreadsheet_runs_a_text_and_it_is_read_as_it_was(tmp_path, text):
    made = passages((*ROW[:8], text))
    path = store.write(tmp_path, "passages", made)
    with path.open(encoding="utf-8", newline="") as stream:
        [_, row] = csv.reader(stream)
    assert row[8].lstrip(" ")[0] not in "=+-@\t"
    assert store.read(tmp_path, "passages")["text"].tolist() == [text]
    assert store.column(tmp_path, "passages", "text") == [text]
