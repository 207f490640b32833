"""Websites' exports (.xml): the published posts of WordPress and Squarespace, each with title and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.reading.formats import html
from pipeline.reading.formats.export_markup import XML_DECLARATION, mended
from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, Unreadable, lines
from pipeline.reading.formats.property_dates import iso

POSTS = ("", "post")
PUBLISHED = ("", "publish")
FEED_CONTENT = "http://purl.org/rss/1.0/modules/content/"
SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|su_\w+|button)\b[^\]]*\]"
)
BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:")
PARAGRAPH = re.compile(r"<p[\s>]", re.I)


def read(text: str) -> Content:
    """Return the lines of every published post: categories, date, title, and the text of its page.

    Pages, attachments, menus and whatever is not published are left out.

    Raises:
        Unreadable: it declares entities of its own, or is no export.
    """
    root = _parse(text)
    if _name(root) not in ("rss", "RDF"):
        raise Unreadable(
            f"is XML, but no export of a website (it holds '{_name(root)}'); save its text as .docx or .txt"
        )
    items = [item for item in root.iter() if _name(item) == "item"]
    posts = [item for item in items if _field(item, "post_type") in POSTS]
    published = [item for item in posts if _field(item, "status") in PUBLISHED]
    if items and not published:
        raise Unreadable(
            f"is a website's export without a published post ({len(items)} other items); export the posts"
        )
    left_out = LeftOut()
    for item in items:
        if item not in published:
            left_out.add("what is no published post", _field(item, "encoded", FEED_CONTENT))
    return Content(lines(p for item in published for p in _item(item)), "", left_out)


def _parse(text: str) -> Element:
    # the text is decoded already: its own word on its encoding no longer holds
    source = XML_DECLARATION.sub("", text)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), _parser(recover=False))
    except etree.XMLSyntaxError:
        root = etree.fromstring(mended(source).encode("utf-8", "replace"), _parser(recover=True))
    if root is None:
        raise Unreadable("is XML, but so damaged that nothing of it can be read; export it anew")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Unreadable(
            "declares XML entities of its own, as no export does, and was not read; export it anew"
        )
    return root


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=recover,
        huge_tree=False,
        strip_cdata=True,
    )


def _item(item: Element) -> Iterator[Paragraph]:
    categories = "; ".join(dict.fromkeys(_categories(item)))
    title = " ".join(_bare(_field(item, "title")).split())
    lead = (("categories", categories), ("date", _date(item)), ("title", title or "(no title)"))
    yield from (Paragraph(words, role=role) for role, words in lead if words)
    yield from _body(_field(item, "encoded", FEED_CONTENT) or _field(item, "description"))


def _body(source: str) -> list[Paragraph]:
    """Return the paragraphs of an item's text, which may be a page's or have blank lines between them."""
    root = html.parse(SHORTCODE.sub("", source))
    if root is None:
        return []
    own_lines = not (PARAGRAPH.search(source) or BLOCK_COMMENT.search(source))
    found = html.paragraphs(root, blank_lines=True, line_ends=own_lines)
    # a first-level heading in a post is under the post's title
    return [replace(p, level=min(p.level + 1, 6) if p.level else 0) for p in found]


def _date(item: Element) -> str:
    """Return the day of publication, by the site's own clock if it is given."""
    return (
        iso(_field(item, "post_date")) or iso(_field(item, "pubDate")) or iso(_field(item, "post_date_gmt"))
    )


def _categories(item: Element) -> Iterator[str]:
    for element in item:
        if _name(element) == "category" and element.get("domain", "category") == "category":
            name = " ".join(_bare(_text(element)).split())
            if name and name.lower() != "uncategorized" and name.lower() != "uncategorised":
                yield name


def _field(item: Element, name: str, namespace: str = "") -> str:
    """Return the text of an item's field, whatever the export's version calls its namespace."""
    for element in item:
        tag = str(element.tag) if _name(element) == name else ""
        if tag and (not namespace or tag.startswith((f"{{{namespace}}}", "content:"))):
            return _markup(element).strip()
    return ""


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _markup(element: Element) -> str:
    """Return what is in a field: its text, or the elements that some exports leave in it as they are."""
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return (element.text or "") + "".join(inner)


def _name(element: Element) -> str:
    """Return an element's name without its namespace, whether or not that is declared."""
    return re.split(r"[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _bare(markup: str) -> str:
    """Return the words of a title, in which some sites leave markup and HTML's names of characters."""
    if not re.search(r"[<&]", markup):
        return markup
    root = html.parse(f"<p>{markup}</p>")
    return "" if root is None else _text(root)
