"""Plain text: the file's own lines, as they are."""

from __future__ import annotations

import re

from pipeline.reading.formats.front_matter import front_matter
from pipeline.reading.formats.lines import Content, Line

LINE_END = re.compile(r"\r\n|\n|\r")


def read(text: str) -> Content:
    """Return every line that is not blank, with its number; title and date of a site generator's settings."""
    rows = LINE_END.split(text)
    front = front_matter("\n".join(rows))
    first = "\n".join(rows).count("\n", 0, front.end) if front.lead() else 0
    lead = [Line(i, p.role, p.text) for i, p in enumerate(front.lead() if first else [], start=1)]
    found = (Line(i, "", row) for i, row in enumerate(rows[first:], start=first + 1) if row.strip())
    return Content((*lead, *found), front.date if first else "", front.left_out() if first else {})
