"""The draft as a Word document."""

import io
import zipfile

import pytest
from docx.oxml.ns import qn

from pipeline.roundup.word import word
from tests.roundup.make_draft import (
    TEMPLATE,
    made,
    opened,
)


def test_word_has_real_headings_lists_captions_and_fields(draft):
    document = opened(draft)
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Point",
        "Quotation",
        "Caption",
        "List Bullet",
    } <= styles
    assert document.styles["Point"].base_style.name == "List Bullet"
    fields = [field.text.strip() for field in document.element.iter(qn("w:instrText"))]
    assert any(field.startswith("TOC") for field in fields)
    assert any(field.startswith("SEQ Table") for field in fields)
    assert any(field.startswith("SEQ Figure") for field in fields)
    footer = document.sections[0].footer._element
    assert [field.text.strip() for field in footer.iter(qn("w:instrText"))] == ["PAGE"]


def test_word_fields_and_bookmarks_are_whole(draft):
    body = opened(draft).element.body
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} == names


@pytest.mark.slow
def test_word_pictures_have_alt_texts(draft):
    texts_ = [shape._inline.docPr.get("descr") for shape in opened(draft).inline_shapes]
    assert texts_ == ["A chart of kites"]


@pytest.mark.slow
def test_every_page_says_draft_and_whether_the_notes_are_samples():
    for sample in (False, True):
        head = opened(made(sample=sample)).sections[0].header.paragraphs[0].text
        assert head.startswith("DRAFT")
        assert ("SAMPLE NOTES" in head) is sample


@pytest.mark.slow
def test_the_same_draft_gives_the_same_bytes(draft):
    data = word(draft, TEMPLATE)
    assert data == word(made(), TEMPLATE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
