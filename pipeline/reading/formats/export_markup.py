"""Exports whose markup is broken, mended before they are parsed, so that no item swallows the next.

An XML parser that recovers from faults drops what it does not understand and lets an element without an end
hold all that follows. What an export is made of is known: items of fields, one after the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5

NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML forbids and some exports hold; the parser would lose what follows them."""
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
NAMED = re.compile(r"&(\w{2,31});")
BARE_AND = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,31});)")
BARE_LESS = re.compile(r"<(?![A-Za-z_/!?])")
OF_XML = {"amp", "lt", "gt", "quot", "apos"}
TOKEN = re.compile(
    r"(?P<cdata><!\[CDATA\[(?:(?:(?!<!\[CDATA\[|\]\]>).)*\]\]>"
    r"|.*?(?=</(?:content|excerpt):encoded>|</?item\b|\Z)))"
    r"|<(?P<end>/?)(?P<name>item|title|link|guid|pubDate|category|description|comments"
    r"|dc:creator|content:encoded|excerpt:encoded|wp:(?:post_\w+|status|menu_order|ping_status|comment_status"
    r"|is_sticky|attachment_url))(?P<rest>\s[^<>]*)?>",
    re.S,
)
UNQUOTED = re.compile(r"(\s[\w:]+)=([^\s\"'<>/]+)")
CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.S)
ELEMENT = re.compile(r"</?[a-zA-Z]")
TEXTS = ("content:encoded", "excerpt:encoded", "description")
"""Fields that may hold a page's elements as they are: what is called as a field is an element there."""
ENDS_TEXT = re.compile(r"item|wp:.*|excerpt:encoded|content:encoded")


def mended(text: str) -> str:
    """Return an export's text with the ends that are missing, and with signs that XML takes for its own."""
    return _closed(_signs(NO_XML.sub("", text)))


def _signs(text: str) -> str:
    text = NAMED.sub(lambda m: m[0] if m[1] in OF_XML else html5.get(f"{m[1]};", m[0]), text)
    return BARE_LESS.sub("&lt;", BARE_AND.sub("&amp;", text))


def _closed(text: str) -> str:
    """Return the text with a field ended where the next begins, an item where the next begins."""
    mender = _Mender()
    at = 0
    for token in TOKEN.finditer(text):
        mender.held.append(text[at : token.start()])
        at = token.end()
        if token["cdata"]:
            mender.held.append(token["cdata"] if token["cdata"].endswith("]]>") else f"{token['cdata']}]]>")
        elif mender.is_text(token["name"]):
            mender.held.append(token.group())
        elif token["name"] == "item":
            mender.item(token.group(), ends=bool(token["end"]))
        elif token["end"]:
            mender.end(token["name"])
        else:
            mender.start(token.group(), token["name"])
    mender.held.append(text[at:])
    return "".join([*mender.done, *mender.held])


@dataclass
class _Mender:
    """What is written so far, and what of the field in hand."""

    done: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    name: str = ""  # of the field in hand
    in_item: bool = False

    def is_text(self, name: str) -> bool:
        """Whether what looks like a field is an element of the page in the field in hand."""
        return self.name in TEXTS and name != self.name and not ENDS_TEXT.fullmatch(name)

    def start(self, tag: str, name: str) -> None:
        """Begin a field, and end the one that has no end."""
        self.end(self.name)
        self.done.append(UNQUOTED.sub(r'\1="\2"', tag))
        self.name = "" if tag.endswith("/>") else name

    def end(self, name: str) -> None:
        """End the field in hand, if it is that; an end without a beginning is dropped."""
        inner, self.held = "".join(self.held), []
        if self.name and self.name != name:
            self.held = [inner]
            return
        if self.name in TEXTS and ELEMENT.search(CDATA.sub("", inner)):
            # a page's elements as they are; its own parser forgives more
            inner = f"<![CDATA[{inner.replace('<![CDATA[', '').replace(']]>', '')}]]>"
        self.done += [inner, f"</{self.name}>" if self.name else ""]
        self.name = ""

    def item(self, tag: str, ends: bool) -> None:
        """Begin or end an item, and end the one that has no end; a second end is dropped."""
        self.end(self.name)
        if self.in_item and not ends:
            self.done.append("</item>")
        if self.in_item or not ends:
            self.done.append(tag)
        self.in_item = not ends
