"""Footnotes of a Word file, which python-docx cannot write: the part `footnotes.xml` with its links."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from lxml import etree

from pipeline.roundup.document import Source

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
REFERENCE, TEXT, LINK = "footnote reference", "footnote text", "Hyperlink"
"""The styles that footnotes wear, by their names in Word."""
MARKS = (("separator", -1), ("continuationSeparator", 0))
"""What Word itself keeps in the part: the lines above the notes."""


class Footnotes:
    """The footnotes of a document, numbered as they are added."""

    def __init__(self, document: WordDocument) -> None:
        self._ids = {
            str(s.element.find(qn("w:name")).get(qn("w:val"))).lower(): s.style_id for s in document.styles
        }
        self._document = document
        self._part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, b"", document.part.package)
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        self._count = 0
        for kind, number in MARKS:
            note = _element("w:footnote", {"w:type": kind, "w:id": str(number)})
            line, run = OxmlElement("w:p"), OxmlElement("w:r")
            run.append(OxmlElement(f"w:{kind}"))
            line.append(run)
            note.append(line)
            self._root.append(note)

    def add(self, paragraph: Paragraph, source: Source) -> None:
        """Add a footnote on a source after what the paragraph holds so far."""
        self._count += 1
        mark = self._run(style=REFERENCE)
        mark.append(_element("w:footnoteReference", {"w:id": str(self._count)}))
        paragraph._p.append(mark)
        self._root.append(self._note(source))

    def finish(self) -> None:
        """Put the footnotes into the document, in the place of any that its template had."""
        part = self._document.part
        for key in [key for key, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES]:
            part.rels.pop(key)
        self._part._blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, source: Source) -> BaseOxmlElement:
        note = _element("w:footnote", {"w:id": str(self._count)})
        line, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
        properties.append(_element("w:pStyle", {"w:val": self._ids[TEXT]}))
        line.append(properties)
        mark = self._run(style=REFERENCE)
        mark.append(OxmlElement("w:footnoteRef"))
        line.append(mark)
        line.append(self._run(" "))
        self._told(line, source)
        for number, each in enumerate(source.more):
            line.append(self._run(f"{'; ' if number else '. Also: '}‘{each.said}’ – "))
            self._told(line, each)
        line.append(self._run("."))
        note.append(line)
        return note

    def _told(self, line: BaseOxmlElement, source: Source) -> None:
        """Add a link of the note's title to the passage, and its place."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._part.relate_to(source.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.set(qn("w:history"), "1")
        link.append(self._run(source.title, LINK))
        line.append(link)
        if source.place:
            line.append(self._run(f" ({source.place})"))

    def _run(self, text: str = "", style: str = "") -> BaseOxmlElement:
        run = OxmlElement("w:r")
        if style:
            properties = OxmlElement("w:rPr")
            properties.append(_element("w:rStyle", {"w:val": self._ids[style.lower()]}))
            run.append(properties)
        if text:
            words: BaseOxmlElement = OxmlElement("w:t")
            words.text = text
            words.set(qn("xml:space"), "preserve")
            run.append(words)
        return run


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
