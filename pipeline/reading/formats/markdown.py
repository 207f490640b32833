"""Markdown (.md): made into a page, so that it is read as one, with each block's line in the source."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml
from markdown_it import MarkdownIt

from pipeline.reading.formats import html
from pipeline.reading.formats.lines import Content, Paragraph, lines
from pipeline.reading.formats.property_dates import iso

WEB_BULLET = re.compile(r"^( *)  [•◦▪] (?=\S)", re.M)
FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)
DEEPEST = 50


def read(text: str) -> Content:
    """Return the file's lines, each with the number of the source line it begins on, and its date."""
    source = re.sub(r"\r\n?", "\n", text)
    front = FRONT.match(source)
    fields = _fields(front.group(1)) if front else {}
    lead, date = _front_matter(fields)
    if front and fields:  # a paragraph between two rules is none
        source = "\n" * front.group().count("\n") + source[front.end() :]
    # what was pasted from the web page has its bullets, which Markdown does not know as such
    return Content(lines([*lead, *_paragraphs(WEB_BULLET.sub(r"\1- ", source))]), date)


def _paragraphs(source: str) -> list[Paragraph]:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.disable("code")  # what is indented in a note is a list or a quotation, never a program
    tokens = parser.parse(source)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet(html.LINE, str(token.map[0] + 1))
    root = html.parse(parser.renderer.render(tokens, parser.options, {}))
    return [] if root is None else html.paragraphs(root)


def _front_matter(fields: dict[str, list[str]]) -> tuple[list[Paragraph], str]:
    """Return title, date and categories of the settings that some sites keep at a file's top."""
    date = iso(" ".join(fields.get("date", [])))
    title = Paragraph(", ".join(fields.get("title", [])), role="title")
    categories = Paragraph("; ".join(fields.get("categories", fields.get("category", []))), role="categories")
    lead = [p for p in (categories, Paragraph(date if title.text else "", role="date"), title) if p.text]
    return [replace(p, number=i) for i, p in enumerate(lead, start=1)], date


def _fields(block: str) -> dict[str, list[str]]:
    """Return the fields that hold texts, as lists; nothing if the block has no fields.

    A title with a colon in it is no YAML, but often written: then each line is read by itself.
    """
    try:
        found = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        found = dict(FIELD.findall(block))
    fields = found.items() if isinstance(found, dict) else ()
    return {str(name).lower(): _texts(value) for name, value in fields}


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each.strip(" \"'") for each in values if isinstance(each, str) and each.strip()]
