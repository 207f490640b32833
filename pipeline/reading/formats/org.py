"""Org files (.org): their headings, emphasis and links written as Markdown's, and read as such."""

from __future__ import annotations

import re

from pipeline.reading.formats import markdown
from pipeline.reading.formats.lines import Content

HEADING = re.compile(r"^(\*{1,6})[ \t]+(?:(?:TODO|DONE)[ \t]+)?(.*?)(?:[ \t]+:[\w@:]+:)?[ \t]*$", re.M)
BLOCK = re.compile(
    r"^[ \t]*#\+(?:begin|end)_\w+.*$|^[ \t]*:(?:PROPERTIES|END|[\w-]+):.*$|^# .*$", re.M | re.I
)
LINK = re.compile(r"\[\[([^\]]+)\](?:\[([^\]]+)\])?\]")
BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
ITEM = re.compile(r"^([ \t]*)(?:\+|(\d+)\))[ \t]+", re.M)


def read(text: str) -> Content:
    """Return the file's lines as those of the Markdown that says the same, line for line."""
    settings = re.match(r"\A\s*(?:#\+\w+:.*\n+)*", text)
    start = settings.end() if settings else 0
    body = BLOCK.sub("", text[start:])
    body = BOLD.sub(r"**\1**", body)
    body = HEADING.sub(lambda m: f"{'#' * len(m[1])} {m[2]}", body)
    body = LINK.sub(lambda m: m[2] or m[1], body)
    body = ITEM.sub(lambda m: f"{m[1]}{f'{m[2]}.' if m[2] else '-'} ", body)
    return markdown.read(text[:start] + body)
