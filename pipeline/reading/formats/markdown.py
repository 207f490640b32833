"""Markdown (.md): made into a page, so that it is read as one, with each block's line in the source."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from pipeline.reading.formats import html
from pipeline.reading.formats.lines import Line, Paragraph, lines
from pipeline.reading.formats.property_dates import iso

WEB_BULLET = re.compile(r"^( *)  [•◦▪] (?=\S)", re.M)
FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*)$")
ITEM = re.compile(r"^\s*-\s+(.*)$")
DEEPEST = 50


def read(text: str) -> tuple[tuple[Line, ...], str]:
    """Return the file's lines, each with the number of the source line it begins on, and its date."""
    source = re.sub(r"\r\n?", "\n", text)
    front = FRONT.match(source)
    lead, date = _front_matter(front.group(1)) if front else ([], "")
    if front:
        source = "\n" * front.group().count("\n") + source[front.end() :]
    # what was pasted from the web page has its bullets, which Markdown does not know as such
    return lines([*lead, *_paragraphs(WEB_BULLET.sub(r"\1- ", source))]), date


def _paragraphs(source: str) -> list[Paragraph]:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.disable("code")  # what is indented in a note is a list or a quotation, never a program
    tokens = parser.parse(source)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet(html.LINE, str(token.map[0] + 1))
    root = html.parse(parser.renderer.render(tokens, parser.options, {}))
    return [] if root is None else html.paragraphs(root)


def _front_matter(block: str) -> tuple[list[Paragraph], str]:
    """Return title, date and categories of the settings that some sites keep at a file's top."""
    fields = _fields(block)
    date = iso(" ".join(fields.get("date", [])))
    title = Paragraph(", ".join(fields.get("title", [])), role="title")
    categories = Paragraph("; ".join(fields.get("categories", fields.get("category", []))), role="categories")
    lead = [p for p in (categories, Paragraph(date if title.text else "", role="date"), title) if p.text]
    return [replace(p, number=i) for i, p in enumerate(lead, start=1)], date


def _fields(block: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    name = ""
    for line in block.splitlines():
        field, item = FIELD.match(line), ITEM.match(line)
        if field:
            name = field.group(1).lower()
            values = field.group(2).strip()
            listed = values.strip("[]").split(",") if values.startswith("[") else [values]
            fields[name] = [v.strip(" \"'") for v in listed if v.strip(" \"'")]
        elif item and name:
            fields[name].append(item.group(1).strip(" \"'"))
    return fields
