"""Markdown (.md): made into a page, so that it is read as one, with each block's line in the source."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from pipeline.reading.formats import html
from pipeline.reading.formats.front_matter import front_matter
from pipeline.reading.formats.lines import Content, Paragraph, lines

WEB_BULLET = re.compile(r"^( *)  [•◦▪] (?=\S)", re.M)
DEEPEST = 50


def read(text: str) -> Content:
    """Return the file's lines, each with the number of the source line it begins on, and its date."""
    source = re.sub(r"\r\n?", "\n", text)
    front = front_matter(source)
    if front.end:  # the lines under it keep their numbers
        source = "\n" * source.count("\n", 0, front.end) + source[front.end :]
    # what was pasted from the web page has its bullets, which Markdown does not know as such
    body = _paragraphs(WEB_BULLET.sub(r"\1- ", source))
    lead = front.lead()
    titles = [p.text for p in lead if p.role == "title"]
    if body and body[0].level and body[0].text.strip() in titles:  # the title once more
        body = body[1:]
    return Content(lines([*lead, *body]), front.date, front.left_out())


def _paragraphs(source: str) -> list[Paragraph]:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.disable("code")  # what is indented in a note is a list or a quotation, never a program
    tokens = parser.parse(source)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet(html.LINE, str(token.map[0] + 1))
    root = html.parse(parser.renderer.render(tokens, parser.options, {}))
    return [] if root is None else html.paragraphs(root)
