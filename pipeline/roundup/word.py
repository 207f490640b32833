"""A draft as a Word document: real headings, lists, captions and contents; the same bytes each time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from pipeline.core.errors import Fault
from pipeline.core.store import File
from pipeline.roundup.document import Block, Draft, Grid, Heading, Picture, Point, Text
from pipeline.roundup.footnotes import Footnotes

EPOCH = datetime.datetime(2000, 1, 1)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
NEEDED = (
    "Title",
    "Subtitle",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "List Bullet",
    "Point",
    "Quotation",
    "Topic Ahead",
    "Remark",
    "Heard",
    "Blank",
    "Label",
    "footnote text",
    "footnote reference",
    "Hyperlink",
    "Table Text",
    "toc 1",
    "toc 2",
    "toc 3",
)
POINT_STYLES = {"point": "Point", "advice": "Point", "quotation": "Quotation", "ahead": "Topic Ahead"}
TEXT_STYLES = {
    "body": "Normal",
    "remark": "Remark",
    "item": "List Bullet",
    "heard": "Heard",
    "blank": "Blank",
}
WIDEST = Cm(16)


def word(draft: Draft, template: File) -> bytes:
    """Return the draft as the bytes of a Word file that wears the styles of `template`.

    Raises:
        Fault: there is no template, it is no Word file, or it lacks a style.
    """
    document = _open(template)
    _fill(document, {"{mark}": draft.mark, "{title}": draft.title})
    document.add_paragraph(draft.title, style="Title")
    document.add_paragraph(draft.subtitle, style="Subtitle")
    headings = [block for block in draft.blocks if isinstance(block, Heading)]
    _contents(document, headings)
    writer = _Writer(document)
    for block in draft.blocks:
        writer.add(block)
    writer.notes.finish()
    document.add_paragraph(draft.mark, style="Remark")
    buffer = io.BytesIO()
    _finish(document, draft.title)
    document.save(buffer)
    return steady(buffer.getvalue())


def _open(template: File) -> WordDocument:
    try:
        document = Document(io.BytesIO(template.data))
    except Exception as error:  # python-docx raises as many kinds as a broken file has ways to be broken
        raise Fault(
            f"{template.path}: is no Word template ({error}); restore the one that came with the program"
        ) from error
    known = {style.name for style in document.styles} | {
        str(style.element.find(qn("w:name")).get(qn("w:val"))) for style in document.styles
    }
    missing = [name for name in NEEDED if name not in known]
    if missing:
        raise Fault(f"{template.path}: lacks the style {', '.join(missing)}; add it, or restore the template")
    return document


def _fill(document: WordDocument, values: dict[str, str]) -> None:
    """Put the values where header and footer have their names in braces."""
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if part.is_linked_to_previous:
                continue
            for paragraph in part.paragraphs:
                for run in paragraph.runs:
                    for name, value in values.items():
                        if name in run.text:  # to set the text of a run takes its field away
                            run.text = run.text.replace(name, value)


class _Writer:
    """Adds blocks to a document, numbering bookmarks and captions as it goes."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.notes = Footnotes(document)
        self.headings = self.figures = self.tables = 0

    def add(self, block: Block) -> None:
        """Add one block at the end."""
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Text):
            self._text(block)
        elif isinstance(block, Point):
            self._point(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._grid(block)

    def _heading(self, block: Heading) -> None:
        paragraph = self.document.add_paragraph(block.text, style=f"Heading {block.level}")
        _bookmark(paragraph, self.headings)
        self.headings += 1

    def _text(self, block: Text) -> None:
        paragraph = self.document.add_paragraph(block.text, style=TEXT_STYLES[block.style])
        for text, source in block.parts:
            paragraph.add_run(f" {text}")
            if source is not None:
                self.notes.add(paragraph, source)

    def _point(self, block: Point) -> None:
        paragraph = self.document.add_paragraph(style=POINT_STYLES[block.kind])
        if block.label:
            paragraph.add_run(f"{block.label}: ", style="Label")
        paragraph.add_run(block.text)
        if block.who:
            paragraph.add_run(f" – {block.who}").italic = False
        self.notes.add(paragraph, block.source)

    def _picture(self, block: Picture) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(block.png), width=WIDEST)
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("name", block.name)
        self.figures += 1
        self._caption("Figure", self.figures, block.caption)

    def _grid(self, block: Grid) -> None:
        self.tables += 1
        self._caption("Table", self.tables, block.caption).paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=0, cols=len(block.header), style="Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, block.shares, strict=True):
            column.width = int(WIDEST * share)
        for number, row in enumerate((block.header, *block.rows)):
            _row(table.add_row().cells, row, bold=number == 0)
            cannot_split = OxmlElement("w:cantSplit")
            table.rows[-1]._tr.get_or_add_trPr().append(cannot_split)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph()

    def _caption(self, kind: str, number: int, text: str) -> Paragraph:
        paragraph = self.document.add_paragraph(f"{kind} ", style="Caption")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
        paragraph.add_run(f": {text}")
        return paragraph


def _row(cells: Sequence, texts: Sequence[str], bold: bool) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text"
        paragraph.add_run(text).bold = bold or None


def _contents(document: WordDocument, headings: Sequence[Heading]) -> None:
    """Add a contents field that is filled already, so that it reads well before Word brings it up to date."""
    if not headings:
        return
    for number, heading in enumerate(headings):
        paragraph = document.add_paragraph(style=f"toc {heading.level}")
        if number == 0:
            _field_part(paragraph, "begin", dirty=True)
            _instruction(paragraph, ' TOC \\o "1-3" \\h \\z \\u ')
            _field_part(paragraph, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _anchor(number))
        link.set(qn("w:history"), "1")
        link.append(paragraph.add_run(heading.text)._r)
        paragraph._p.append(link)
    _field_part(document.add_paragraph(), "end")


def _anchor(number: int) -> str:
    return f"_Toc{100000 + number}"


def _bookmark(paragraph: Paragraph, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _anchor(number))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field with the result that is shown until Word works it out."""
    _field_part(paragraph, "begin")
    _instruction(paragraph, f" {instruction} ")
    _field_part(paragraph, "separate")
    paragraph.add_run(shown)
    _field_part(paragraph, "end")


def _field_part(paragraph: Paragraph, kind: str, dirty: bool = False) -> None:
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    if dirty:
        part.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(part)


def _instruction(paragraph: Paragraph, text: str) -> None:
    part: BaseOxmlElement = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    paragraph.add_run()._r.append(part)


def _finish(document: WordDocument, title: str) -> None:
    """Fix what a Word file says of itself: no clock, no name."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.comments, properties.keywords, properties.revision = "", "", 1
    properties.created = properties.modified = properties.last_printed = EPOCH


def save(document: WordDocument, path: Path, title: str) -> None:
    """Save a document so that the same content gives the same bytes."""
    _finish(document, title)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(steady(buffer.getvalue()))


def steady(data: bytes) -> bytes:
    """Return the zip file with a fixed clock and no compression, whose result differs between machines."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
