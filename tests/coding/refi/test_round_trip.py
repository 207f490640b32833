"""What goes out comes back: the same codes of the same people, whatever the texts are made of."""

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.coding.refi.read_back import read_back
from pipeline.core.schemas import SECTION_KINDS
from tests.coding.refi.make_projects import note_tables, people, project_of
from tests.framework import LEXICON, THEMES

PIECES = [
    "\U0001f41d",
    "e\u0301",
    "\r\n",
    "\r",
    "\n",
    "\u2028",
    "\x85",
    "\ufeff",
    "•",
    "",
    " ",
    "bees",
    "&<",
    "\x07",
]
words = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=6).map("".join)
passage = st.tuples(
    st.sampled_from(["heading", "paragraph", "bullet"]), st.sampled_from(SECTION_KINDS), words
)
note = st.tuples(words, st.lists(passage, max_size=5))


@st.composite
def coded_notes(draw):
    notes, passages = note_tables(*draw(st.lists(note, min_size=1, max_size=3)))
    ids = st.sampled_from(list(passages["passage_id"])) if len(passages) else st.nothing()
    coders = st.sampled_from(["Ann", 'Bo "the Bee" & Co', "Çelik"])
    marks = st.tuples(coders, ids, st.sets(st.sampled_from(THEMES), max_size=3))
    rows = draw(st.lists(marks, max_size=8, unique_by=lambda row: row[:2])) if len(passages) else []
    return notes, passages, people(passages, *((coder, id, *themes) for coder, id, themes in rows))


@pytest.mark.slow
@settings(max_examples=40)
@given(coded_notes(), st.booleans())
def test_codes_come_back_as_they_went(made, tagged):
    notes, passages, codes = made
    tags = [(id, "power") for id in passages["passage_id"]] if tagged else ()
    data = project_of(notes, passages, codes, tags)
    assert data == project_of(notes, passages, codes, tags)
    empty = set(passages["passage_id"][passages["text"].str.strip() == ""])
    codes = codes[~codes["passage_id"].isin(empty)]  # there is nothing in them to select
    if codes.empty:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        path.write_bytes(data)
        found = read_back(path, LEXICON, notes, passages)
    columns = ["coder", "source", "line", *THEMES]
    assert found.remarks == ()
    assert found.codes["coded"].all()
    pd.testing.assert_frame_equal(_sorted(found.codes[columns]), _sorted(codes[columns]), check_dtype=False)


def _sorted(table):
    return table.sort_values(["coder", "source", "line"], ignore_index=True)
