"""A mail's page: its own paragraphs, without what the mail program marks as quoted or as a signature."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipeline.reading.formats import html
from pipeline.reading.formats.html_articles import names, text_of
from pipeline.reading.formats.lines import LeftOut, Paragraph
from pipeline.reading.formats.mail_text import ATTRIBUTION, FORWARDED, ORIGINAL

QUOTES = {
    "gmail_quote",
    "gmail_quote_container",
    "gmail_extra",
    "yahoo_quoted",
    "moz-cite-prefix",
    "protonmail_quote",
}
QUOTE_IDS = {
    "divrplyfwdmsg",
    "appendonsend",
    "mail-editor-reference-message-container",
    "olk_src_body_section",
}
SIGNATURES = {"gmail_signature", "gmail_signature_prefix", "moz-signature", "protonmail_signature_block"}
SIGNATURE_IDS = {"signature", "ms-outlook-mobile-signature", "composer_signature"}


def own_paragraphs(page: str, forwarded: bool, left_out: LeftOut) -> list[Paragraph]:
    """Return the paragraphs that a message itself says."""
    root = html.parse(page)
    if root is None:
        return []
    passed: set[Element] = set()
    for element in root.iter():
        if element in passed or any(above in passed for above in element.iterancestors()):
            continue
        what = _is_signature(element) or ("" if forwarded else _is_quoted(element))
        for each in [element, *_following(element)] if what else ():
            left_out.add("signatures" if what == "signature" else "quoted replies", text_of(each))
            passed.add(each)
    return html.paragraphs(root, passed)


def _is_quoted(element: Element) -> str:
    """Return what kind of quotation an element is or begins; nothing if it is none."""
    if element.tag == "blockquote" and element.get("type", "") == "cite":
        return "quotation"
    if QUOTES.intersection(names(element)) or _id(element) in QUOTE_IDS:
        return "quotation"
    if element.tag in ("p", "div", "span") and len(element) <= 3:
        words = text_of(element)
        if ORIGINAL.fullmatch(words) or FORWARDED.match(words) or ATTRIBUTION.fullmatch(words):
            return "quotation"
    return ""


def _is_signature(element: Element) -> str:
    signed = SIGNATURES.intersection(names(element)) or _id(element) in SIGNATURE_IDS
    return "signature" if signed else ""


def _following(element: Element) -> Iterator[Element]:
    """Yield what comes after the head of a quotation that its program does not wrap: all that follows."""
    if _id(element) in QUOTE_IDS or (element.tag != "blockquote" and ORIGINAL.match(text_of(element))):
        yield from element.itersiblings()


def _id(element: Element) -> str:
    return str(element.get("id", "")).lower().removeprefix("x_")
