"""Word documents (.docx): headings and lists by their styles, tables as lines, notes at their places."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED
from docx.oxml.document import CT_Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element as Element

from pipeline.reading.formats import archive, docx_package
from pipeline.reading.formats.docx_numbering import Numbering, attribute, value
from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, TableRow, Unreadable, lines, table
from pipeline.reading.formats.page_heads import with_heads
from pipeline.reading.formats.property_dates import iso

HEADING = re.compile(r"heading (\d)", re.I)
LISTED = re.compile(r"list (?:bullet|number) ?(\d)?", re.I)
PASSED_OVER = re.compile(r"toc \d|toc heading|header|footer|table of figures", re.I)
RULE, RULE_STYLE = "———", "horizontal line"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LEFT_OUT = {qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), f"{MC}Fallback"}
"""Properties, codes of fields, and text boxes a second time."""
DELETED = {qn("w:del"), qn("w:moveFrom")}
FORMULA = {qn("m:oMath"), qn("m:oMathPara")}
PROPERTIES_OF_ROW = qn("w:trPr")
TEXT = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
NOTES = {qn("w:footnoteReference"): RELATED.FOOTNOTES, qn("w:endnoteReference"): RELATED.ENDNOTES}
HOLDERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")}
OFF = ("0", "false", "off")


def read(data: bytes) -> Content:
    """Return the document's lines and the day it was made, by its own properties.

    Raises:
        Unreadable: it is no plain Word document, or unsafe to open.
    """
    archive.refuse_document_types(data)
    try:
        document = docx.Document(io.BytesIO(docx_package.usual(data)))
    except ValueError as error:
        raise Unreadable(
            "is a Word file of a special kind; open it in Word and save it as plain .docx"
        ) from error
    if not isinstance(document.element, CT_Document) or document.element.body is None:
        raise Unreadable("has a main part that is no text of Word; save it anew in the program that made it")
    reader = _DocxReader(document)
    body = list(reader.blocks(document.element.body))
    whole = with_heads(reader.headers(), body, reader.left_out)
    return Content(lines(whole), _date(document), reader.left_out)


def _date(document: Document) -> str:
    try:
        properties = document.part.package.part_related_by(RELATED.CORE_PROPERTIES).core_properties
    except (KeyError, AttributeError):  # asking the document for them would make new ones, dated today
        return ""
    return iso(properties.created) or iso(properties.modified)


@dataclass(frozen=True)
class _DocxStyle:
    """What a paragraph style says, its parents included."""

    name: str = ""
    level: int = 0
    list: str = ""
    depth: int = 0
    bold: bool = False


@dataclass
class _DocxInline:
    """What a paragraph holds: its text, and what hangs on it."""

    text: str = ""
    plain: bool = False
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


class _DocxReader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbering = Numbering(self._related(RELATED.NUMBERING))
        styles = self._related(RELATED.STYLES)
        found = styles.iter(qn("w:style")) if styles is not None else ()
        self.elements = {attribute(style, "w:styleId"): style for style in found}
        default = (s for s in self.elements.values() if attribute(s, "w:default") and _is_paragraph_style(s))
        self.default = next((attribute(style, "w:styleId") for style in default), "")
        self.styles: dict[str, _DocxStyle] = {}
        self.left_out = LeftOut()
        self._pass_over(RELATED.COMMENTS, "comments")
        self._pass_over(RELATED.FOOTER, "page footers")

    def headers(self) -> list[str]:
        """Return the texts of the pages' headers, in the order of the document."""
        parts = [r.target_part for r in self.document.part.rels.values() if r.reltype == RELATED.HEADER]
        return [_words(parse_xml(part.blob)) for part in sorted(parts, key=lambda part: part.partname)]

    def _pass_over(self, kind: str, what: str) -> None:
        for relation in self.document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                self.left_out.add(what, _words(parse_xml(relation.target_part.blob)))

    def blocks(self, parent: Iterable[Element]) -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, cell or text box."""
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from table(map(self._row, _within(element, qn("w:tr"))))
            elif element.tag in FORMULA:
                yield Paragraph(_words(element))
            elif element.tag in HOLDERS:
                yield from self.blocks(element)

    def _row(self, element: Element) -> TableRow:
        properties = element.find(PROPERTIES_OF_ROW)
        header = properties.find(qn("w:tblHeader")) if properties is not None else None
        named = header is not None and attribute(header, "w:val") not in OFF
        return TableRow(tuple(tuple(self.blocks(cell)) for cell in _within(element, qn("w:tc"))), named)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        properties = element.find(qn("w:pPr"))
        style = self._style(value(properties, "w:pStyle") if properties is not None else "")
        if PASSED_OVER.fullmatch(style.name):
            self.left_out.add("tables of contents", _words(element))
            return
        inline = _DocxInline()
        self._inline(element, style.bold, inline)
        if inline.text.strip():
            yield self._shaped(inline, style, properties)
        elif style.name.lower() == RULE_STYLE:
            yield Paragraph(RULE)
        for box in inline.boxes:
            yield from self.blocks(box)
        for reference in inline.notes:
            yield from self._note(reference)

    def _shaped(self, inline: _DocxInline, style: _DocxStyle, properties: Element | None) -> Paragraph:
        level = _outline(properties) or style.level
        if style.name.lower() == "title":
            return Paragraph(inline.text, role="title")
        number, depth = self._listed(properties, style)
        mark = self.numbering.mark(number, depth) if number else ""
        if level:  # a heading's number is part of its text
            text = f"{mark} {inline.text}" if mark.strip("•") else inline.text
            return Paragraph(text, level)
        named = LISTED.fullmatch(style.name)
        if named:
            depth, mark = int(named.group(1) or 1) - 1 or depth, mark or "•"
        if not mark:
            return Paragraph(inline.text, strong=not inline.plain)
        return Paragraph(inline.text, depth=depth + 1, mark=mark)

    def _listed(self, properties: Element | None, style: _DocxStyle) -> tuple[str, int]:
        """Return the list that a paragraph belongs to and its depth from 0; an empty list for none."""
        item = properties.find(qn("w:numPr")) if properties is not None else None
        number, depth = (value(item, "w:numId"), value(item, "w:ilvl")) if item is not None else ("", "")
        number = number or style.list
        return ("" if number == "0" else number), min(int(depth) if depth.isdigit() else style.depth, 8)

    def _style(self, name: str) -> _DocxStyle:
        """Return a style by its id, with what it inherits."""
        name = name or self.default
        if name not in self.styles:
            self.styles[name] = _DocxStyle()  # a style based on itself ends here
            self.styles[name] = self._resolved(self.elements[name]) if name in self.elements else _DocxStyle()
        return self.styles[name]

    def _resolved(self, element: Element) -> _DocxStyle:
        based = value(element, "w:basedOn")
        parent = self._style(based) if based else _DocxStyle()
        name = value(element, "w:name")
        heading = HEADING.fullmatch(name)
        properties, run = element.find(qn("w:pPr")), element.find(qn("w:rPr"))
        level = int(heading.group(1)) if heading else _outline(properties) or parent.level
        number, depth = self._listed(properties, parent)
        return _DocxStyle(name, level, number, depth, _bold(run, parent.bold))

    def _inline(self, element: Element, bold: bool, into: _DocxInline) -> None:
        for child in element:
            if child.tag in LEFT_OUT or not isinstance(child.tag, str):
                continue
            if child.tag in DELETED:
                self.left_out.add("deleted text", _words(child))
            elif child.tag == qn("w:txbxContent"):
                into.boxes.append(child)
            elif child.tag in NOTES:
                into.notes.append(child)
            elif child.tag == qn("w:r"):
                self._run(child, bold, into)
            elif child.tag in (qn("w:t"), qn("m:t")) or child.tag in TEXT:
                text = TEXT.get(child.tag) or child.text or ""
                into.text += text
                into.plain |= bool(text.strip()) and not bold
            else:
                self._inline(child, bold, into)

    def _run(self, element: Element, bold: bool, into: _DocxInline) -> None:
        properties = element.find(qn("w:rPr"))
        if properties is None or properties.find(qn("w:vanish")) is None:
            self._inline(element, self._run_bold(properties, bold), into)
        else:
            self.left_out.add("hidden text", _words(element))

    def _run_bold(self, run: Element | None, inherited: bool) -> bool:
        named = value(run, "w:rStyle") if run is not None else ""
        return _bold(run, inherited or (bool(named) and self._style(named).bold))

    def _note(self, reference: Element) -> Iterator[Paragraph]:
        """Yield a footnote's or endnote's text, which follows the paragraph that refers to it."""
        notes = self._notes.get((NOTES[reference.tag], attribute(reference, "w:id")))
        if notes is not None:
            yield from self.blocks(notes)

    @cached_property
    def _notes(self) -> dict[tuple[str, str], Element]:
        roots = {kind: self._related(kind) for kind in NOTES.values()}
        return {
            (kind, attribute(note, "w:id")): note
            for kind, root in roots.items()
            for note in (root if root is not None else ())
        }

    def _related(self, kind: str) -> Element | None:
        """Return the root of a part of the document, parsed without entities and network."""
        try:
            part = self.document.part.part_related_by(kind)
        except KeyError:
            return None
        element = getattr(part, "element", None)
        return element if element is not None else parse_xml(part.blob)


def _words(element: Element) -> str:
    """Return the words of an element and all in it, its paragraphs parted by spaces."""
    written = (qn("w:t"), qn("w:delText"), qn("m:t"), qn("w:tab"))
    paragraphs = list(element.iter(qn("w:p"))) or [element]
    texts = ("".join(t.text or " " for t in p.iter(*written)) for p in paragraphs)
    return " ".join(" ".join(text.split()) for text in texts if text.strip())


def _within(element: Element, tag: str) -> Iterator[Element]:
    """Yield a table's rows or a row's cells, also those held by a content control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS:
            yield from _within(child, tag)


def _outline(properties: Element | None) -> int:
    level = value(properties, "w:outlineLvl") if properties is not None else ""
    return int(level) + 1 if level.isdigit() and int(level) < 6 else 0


def _bold(run: Element | None, inherited: bool) -> bool:
    bold = run.find(qn("w:b")) if run is not None else None
    return inherited if bold is None else attribute(bold, "w:val") not in OFF


def _is_paragraph_style(style: Element) -> bool:
    return attribute(style, "w:type") == "paragraph"
