"""Plain text: the file's own lines, as they are."""

from __future__ import annotations

import re

from pipeline.reading.formats.lines import Content, Line

LINE_END = re.compile(r"\r\n|\n|\r")


def read(text: str) -> Content:
    """Return every line that is not blank, with its number, and no date."""
    found = (Line(i, "", line) for i, line in enumerate(LINE_END.split(text), start=1))
    return Content(tuple(line for line in found if line.text.strip()))
