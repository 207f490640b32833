"""The draft as a Word document."""

import io
import re
import zipfile
from itertools import pairwise
from xml.sax.saxutils import escape

import pytest
from docx import Document
from docx.oxml.ns import qn

from pipeline.core.store import read_file
from pipeline.roundup.document import Point
from pipeline.roundup.footnotes import Footnotes
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
        "Heard",
        "Blank",
        "Point",
        "Quotation",
        "Caption",
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


def parts_of(draft):
    with zipfile.ZipFile(io.BytesIO(word(draft, TEMPLATE))) as archive:
        return {name: archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()}


def test_every_point_has_a_footnote_that_leads_to_its_passage(draft):
    parts = parts_of(draft)
    points = [block for block in draft.blocks if isinstance(block, Point)]
    body, notes, links = (
        parts[f"word/{name}"] for name in ("document.xml", "footnotes.xml", "_rels/footnotes.xml.rels")
    )
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert marks == [str(number) for number in range(1, len(marks) + 1)] and len(marks) >= len(points)
    assert sorted(map(int, re.findall(r'<w:footnote (?:w:type="\w+" )?w:id="(-?\d+)"', notes))) == list(
        range(-1, len(marks) + 1)
    )
    for point in points:
        assert point.source.link.replace("&", "&amp;") in links
        assert escape(point.source.title) in notes
    assert 'TargetMode="External"' in links and "footnotes+xml" in parts["[Content_Types].xml"]


def test_a_template_that_word_saved_with_footnotes_of_its_own_is_used(tmp_path, draft):
    document = Document(TEMPLATE.path)
    Footnotes(document).finish()
    document.save(str(tmp_path / "t.docx"))
    data = word(draft, read_file(tmp_path / "t.docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "footnotes" in name and "_rels" not in name] == [
            "word/footnotes.xml"
        ]


# Word's rules for everybody being able to read it (Review, Check Accessibility)


def test_headings_leave_no_level_out_and_none_is_empty(draft):
    levels = [
        (int(p.style.name[-1]), p.text)
        for p in opened(draft).paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert all(text.strip() for _, text in levels) and levels[0][0] == 1
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(levels))


def test_tables_have_one_header_row_and_no_merged_or_empty_header_cells(draft):
    tables = opened(draft).tables
    assert tables
    for table in tables:
        rows = table._tbl.tr_lst
        heads = [row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(cell.text.strip() for cell in table.rows[0].cells)
        assert not list(table._tbl.iter(qn("w:gridSpan"))) and not list(table._tbl.iter(qn("w:vMerge")))


def test_title_language_and_links_are_told(draft):
    document = opened(draft)
    assert document.core_properties.title == draft.title
    assert [lang.get(qn("w:val")) for lang in document.styles["Normal"].element.iter(qn("w:lang"))] == [
        "en-GB"
    ]
    assert all(block.source.title for block in draft.blocks if isinstance(block, Point))


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
