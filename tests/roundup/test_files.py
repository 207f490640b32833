"""What happens to a draft that somebody has edited."""

from dataclasses import replace

import pytest
from docx import Document

from pipeline.core.store import checksum, write_file
from pipeline.roundup.document import Heading, Text
from pipeline.roundup.files import Drafts, files_of
from tests.roundup.make_draft import (
    TEMPLATE,
)


def write_roundup(folder, draft):
    """Write the files of the draft as the runner does; return the drafts' paths."""
    drafts = Drafts(
        {path.name: checksum(path) for path in folder.glob("roundup-*")},
        {path.name: path.read_text("utf-8") for path in folder.glob(".roundup-*")},
    )
    return [write_file(folder, name, data) for name, data in files_of(draft, TEMPLATE, drafts).items()][1:-1]


@pytest.mark.slow
def test_a_draft_is_written_and_rewritten(tmp_path, draft):
    paths = write_roundup(tmp_path, draft)
    names = ["roundup-2020.docx", "roundup-2020.md"]
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == names
    before = {path: path.read_bytes() for path in paths}
    write_roundup(tmp_path, draft)
    assert {path: path.read_bytes() for path in paths} == before
    assert len(list(tmp_path.glob("roundup-2020*"))) == 2


def edit(path) -> bytes:
    document = Document(str(path))
    document.add_paragraph("A sentence of our own.")
    document.save(str(path))
    return path.read_bytes()


@pytest.mark.slow
def test_an_edited_draft_is_never_overwritten(tmp_path, draft):
    mine = write_roundup(tmp_path, draft)[0]
    edited = edit(mine)
    later = replace(draft, blocks=(*draft.blocks, Heading(1, "More"), Text("A pond was found.")))
    beside = write_roundup(tmp_path, later)[0]
    assert (beside.name, mine.read_bytes()) == ("roundup-2020-2.docx", edited)
    said = [paragraph.text for paragraph in Document(str(beside)).paragraphs]
    assert "What has changed since roundup-2020.docx was made" in said
    assert "New: More: A pond was found." in said
    edited_too = edit(beside)
    third = write_roundup(tmp_path, draft)[0]
    assert (third.name, beside.read_bytes(), mine.read_bytes()) == ("roundup-2020-3.docx", edited_too, edited)


def test_a_draft_without_a_record_counts_as_edited(tmp_path, draft):
    (tmp_path / "roundup-2020.docx").write_bytes(b"mine")
    (tmp_path / ".roundup-2020.json").write_text("not json", "utf-8")
    assert write_roundup(tmp_path, draft)[0].name == "roundup-2020-2.docx"
    assert (tmp_path / "roundup-2020.docx").read_bytes() == b"mine"


@pytest.mark.slow
def test_only_the_edited_form_is_set_aside(tmp_path, draft):
    paths = write_roundup(tmp_path, draft)
    paths[1].write_text("my own words", "utf-8")
    assert [path.name for path in write_roundup(tmp_path, draft)][:2] == [
        "roundup-2020.docx",
        "roundup-2020-2.md",
    ]
    assert "Nothing has changed" in (tmp_path / "roundup-2020-2.md").read_text("utf-8")


@pytest.mark.slow
def test_a_draft_whose_writing_was_cut_short_is_no_edit(tmp_path, draft):
    mine = write_roundup(tmp_path, draft)[0]
    before = mine.read_bytes()
    later = replace(draft, blocks=(*draft.blocks, Heading(1, "More"), Text("A pond was found.")))
    record = (tmp_path / ".roundup-2020.json").read_bytes()
    write_roundup(tmp_path, later)
    after = mine.read_bytes()
    for cut_off in (before, after):  # killed before the draft was written, or after it
        mine.write_bytes(cut_off)
        (tmp_path / ".roundup-2020.json").write_bytes(record)
        assert write_roundup(tmp_path, later)[0] == mine
        assert mine.read_bytes() == after
