"""OpenDocument texts (.odt): headings and lists by their elements, tables as lines, notes at their places."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.reading.formats import archive
from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, TableRow, Unreadable, lines, table
from pipeline.reading.formats.odt_numbering import Count, ListLevel, list_levels
from pipeline.reading.formats.page_heads import with_heads
from pipeline.reading.formats.property_dates import iso

SPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
LISTED = re.compile(r"list (?:bullet|number) ?(\d)?", re.I)
BOLD = re.compile(r"bold|[6-9]00")
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
OUTLINE = "(outline)"
"""Stands for the outline's numbering among those of the lists."""
MATH = "{http://www.w3.org/1998/Math/MathML}"
RULE, RULE_STYLE = "———", "horizontal line"


def name(prefixed: str) -> str:
    """Return the full name of an element or attribute, `text:p` for one."""
    prefix, local = prefixed.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


HOLDERS = {name("text:section"), name("draw:text-box"), name("draw:frame"), name("draw:g")}
LEFT_OUT = {name("text:note-citation"), name("text:ruby-text"), name("svg:title"), name("svg:desc")}
PASSED_OVER = {
    name("text:tracked-changes"): "deleted text",
    name("text:table-of-content"): "tables of contents",
    name("office:annotation"): "comments",
}
LOCKED = b"encryption-data"
PAGE_PARTS = [
    name(f"style:{part}{page}") for part in ("header", "footer") for page in ("", "-left", "-first")
]
TEXT = {name("text:s"): " ", name("text:tab"): " ", name("text:line-break"): "\n"}
LIST_PARTS = {name("text:list-item"), name("text:list-header")}


def read(data: bytes) -> Content:
    """Return the document's lines and the day it was made, by its own properties.

    Raises:
        Unreadable: it is locked, not whole, or unsafe to open.
    """
    archive.refuse_document_types(data)
    with archive.opened(data) as opened:
        if "META-INF/manifest.xml" in opened.namelist() and LOCKED in opened.read("META-INF/manifest.xml"):
            raise Unreadable("is locked with a password; save it without one")
        content, styles, meta = (_part(opened, part) for part in ("content.xml", "styles.xml", "meta.xml"))
        body = content.find(f".//{name('office:text')}") if content is not None else None
        if body is None:
            raise Unreadable("is an OpenDocument file without a text in it that can be read; save it anew")
        reader = _OdtReader([root for root in (styles, content) if root is not None], opened)
        whole = with_heads(_page_heads(styles, reader.left_out), list(reader.blocks(body)), reader.left_out)
    return Content(lines(whole), _date(meta), reader.left_out)


def _page_heads(styles: Element | None, left_out: LeftOut) -> list[str]:
    """Return the texts of the pages' headers; those of the footers are passed over."""
    heads = []
    for part in styles.iter(*PAGE_PARTS) if styles is not None else ():
        words = " ".join(_words(p) for p in part.iter(name("text:p"), name("text:h")))
        if "header" in etree.QName(part).localname:
            heads.append(words)
        else:
            left_out.add("page footers", words)
    return heads


def _part(opened: zipfile.ZipFile, part: str) -> Element | None:
    """Return the root of a part, parsed without entities and network; None if it is missing or locked."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(opened.read(part), parser)
    except KeyError:
        return None
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise Unreadable(
                "has parts nested deeper than any, and was not read; save its text anew"
            ) from error
        return None


def _date(meta: Element | None) -> str:
    if meta is None:
        return ""
    found = (meta.find(f".//{name(field)}") for field in ("meta:creation-date", "dc:date"))
    return next((iso(e.text) for e in found if e is not None and iso(e.text)), "")


@dataclass(frozen=True)
class _OdtStyle:
    """What a style says, its parents included."""

    label: str = ""  # the nearest name that a person knows it by
    bold: bool = False
    list: str = ""
    hidden: bool = False


@dataclass
class _List:
    """An open list: its style, its depth from 1, and its count, shared with the lists inside."""

    style: str
    depth: int
    count: Count
    fresh: bool = False  # an item has begun whose text has not


@dataclass
class _OdtInline:
    """What a paragraph holds: its text, and what hangs on it."""

    text: str = ""
    plain: bool = False
    after: list[Element] = field(default_factory=list)


class _OdtReader:
    def __init__(self, roots: Sequence[Element], package: zipfile.ZipFile) -> None:
        self.package = package
        self.left_out = LeftOut()
        self.elements = {_get(s, "style:name"): s for root in roots for s in root.iter(name("style:style"))}
        self.styles: dict[str, _OdtStyle] = {}
        self.levels: dict[str, dict[int, ListLevel]] = {}
        for root in roots:
            for style in root.iter(name("text:list-style"), name("text:outline-style")):
                outline = style.tag == name("text:outline-style")
                self.levels[OUTLINE if outline else _get(style, "style:name")] = list_levels(style)
        self.headings = Count()
        self.counts: dict[str, Count] = {}  # of finished lists, by id and by style, for those that go on

    def blocks(self, parent: Iterable[Element], within: _List | None = None) -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, cell, text box or list item."""
        for element in parent:
            if element.tag in (name("text:p"), name("text:h")):
                yield from self._paragraph(element, within)
            elif element.tag == name("text:list"):
                yield from self._list(element, within)
            elif element.tag == name("table:table"):
                yield from self._table(element)
            elif element.tag in HOLDERS:
                yield from self.blocks(element)
            elif element.tag in PASSED_OVER:
                self.left_out.add(PASSED_OVER[element.tag], _words(element))
            elif element.tag == name("draw:object"):
                yield from self._formula(element)

    def _formula(self, element: Element) -> Iterator[Paragraph]:
        """Yield what an embedded formula shows; other objects have no words."""
        root = _part(self.package, _get(element, "xlink:href").removeprefix("./") + "/content.xml")
        if root is not None and root.tag == f"{MATH}math":
            etree.strip_elements(root, f"{MATH}annotation", with_tail=False)
            yield Paragraph(" ".join(_words(root).split()))

    def _list(self, element: Element, within: _List | None) -> Iterator[Paragraph]:
        style = _get(element, "text:style-name") or (within.style if within else "")
        depth = within.depth + 1 if within else 1
        count = within.count if within else self._begun(element, style)
        if within and not _get(element, "text:continue-numbering"):
            count.restart(depth)
        for item in element:
            if item.tag in LIST_PARTS:
                start = _get(item, "text:start-value")
                if start.isdigit():
                    count.restart(depth, int(start) - 1)
                is_item = item.tag == name("text:list-item")
                yield from self.blocks(item, _List(style, depth, count, fresh=is_item))

    def _begun(self, element: Element, style: str) -> Count:
        """Return the count of a list that begins or, where it says so, goes on from an earlier one."""
        goes_on = _get(element, "text:continue-list") or (
            style if _get(element, "text:continue-numbering") == "true" else ""
        )
        count = self.counts.get(goes_on, Count()) if goes_on else Count()
        for key in filter(None, (style, element.get(XML_ID))):
            self.counts[key] = count
        return count

    def _table(self, element: Element) -> list[Paragraph]:
        lines = element.iter(name("table:table-row"))
        own = (line for line in lines if next(line.iterancestors(name("table:table"))) is element)
        return table(map(self._row, own))

    def _row(self, element: Element) -> TableRow:
        cells = element.iterchildren(name("table:table-cell"))
        header = element.getparent().tag == name("table:table-header-rows")
        return TableRow(tuple(tuple(self.blocks(cell)) for cell in cells), header)

    def _paragraph(self, element: Element, within: _List | None) -> Iterator[Paragraph]:
        style = self._style(_get(element, "text:style-name"))
        inline = _OdtInline()
        self._inline(element, style.bold, inline)
        if inline.text.strip():
            yield self._shaped(element, style, inline, within)
        elif style.label.lower() == RULE_STYLE:
            yield Paragraph(RULE)
        for hanging in inline.after:
            yield from self.blocks(hanging)

    def _shaped(
        self, element: Element, style: _OdtStyle, inline: _OdtInline, within: _List | None
    ) -> Paragraph:
        if style.label.lower() == "title":
            return Paragraph(inline.text, role="title")
        if element.tag == name("text:h"):
            outline = _get(element, "text:outline-level")
            return self._heading(inline.text, int(outline) if outline.isdigit() else 1, within)
        if within is None or not within.fresh:
            return Paragraph(inline.text, strong=not inline.plain)
        within.fresh = False
        level = self._level(within.style or style.list, within.depth)
        mark = within.count.mark(within.depth, level)
        named = LISTED.fullmatch(style.label)
        depth = int(named.group(1)) if named and named.group(1) and within.depth == 1 else within.depth
        return Paragraph(inline.text, depth=depth if mark else 0, mark=mark)

    def _heading(self, text: str, level: int, within: _List | None) -> Paragraph:
        """Return a heading, with its number in the text, as it shows."""
        if within is not None and within.fresh:
            within.fresh = False
            mark = within.count.mark(within.depth, self._level(within.style, within.depth))
        else:
            mark = self.headings.mark(level, self.levels.get(OUTLINE, {}).get(level, ListLevel("")))
        return Paragraph(f"{mark} {text}" if mark.strip("•") else text, min(max(level, 1), 6))

    def _level(self, style: str, depth: int) -> ListLevel:
        return self.levels.get(style, {}).get(depth, ListLevel("•"))

    def _style(self, style: str) -> _OdtStyle:
        """Return a style by its name, with what it inherits."""
        if style not in self.styles:
            self.styles[style] = _OdtStyle(
                style.replace("_20_", " ")
            )  # a style that is its own parent ends here
            if style in self.elements:
                self.styles[style] = self._resolved(self.elements[style])
        return self.styles[style]

    def _resolved(self, element: Element) -> _OdtStyle:
        parent = self._style(_get(element, "style:parent-style-name"))
        own = _get(element, "style:display-name") or _get(element, "style:name").replace("_20_", " ")
        automatic = element.getparent().tag == name("office:automatic-styles")
        text = element.find(name("style:text-properties"))
        weight = _get(text, "fo:font-weight") if text is not None else ""
        return _OdtStyle(
            parent.label if automatic else own,
            bool(BOLD.match(weight)) if weight else parent.bold,
            _get(element, "style:list-style-name") or parent.list,
            _get(text, "text:display") == "none" if text is not None else parent.hidden,
        )

    def _inline(self, element: Element, bold: bool, into: _OdtInline) -> None:
        self._add(element.text, bold, into)
        for child in element:
            if child.tag in TEXT:
                into.text += TEXT[child.tag]
            elif child.tag == name("text:note"):
                into.after.extend(child.iterchildren(name("text:note-body")))
            elif child.tag in HOLDERS:
                into.after.append(child)
            elif child.tag in PASSED_OVER:
                self.left_out.add(PASSED_OVER[child.tag], _words(child))
            elif child.tag not in LEFT_OUT and isinstance(child.tag, str):
                self._span(child, bold, into)
            self._add(child.tail, bold, into)

    def _span(self, element: Element, bold: bool, into: _OdtInline) -> None:
        own = _get(element, "text:style-name")
        style = self._style(own) if own else _OdtStyle(bold=bold)
        if style.hidden:
            self.left_out.add("hidden text", _words(element))
        else:
            self._inline(element, style.bold or bold, into)

    def _add(self, text: str | None, bold: bool, into: _OdtInline) -> None:
        if text:
            into.text += text.replace("\n", " ")
            into.plain |= bool(text.strip()) and not bold


def _words(element: Element) -> str:
    return "".join(element.itertext())


def _get(element: Element, attribute: str) -> str:
    return str(element.get(name(attribute), ""))
