"""Word's packages: the main part by the package's own word, and other kinds made into the usual one.

"Strict Open XML" has other names for the same elements; files with macros and templates differ in the type of
their main part only. python-docx knows the usual kind.
"""

from __future__ import annotations

import io
import re
import zipfile

from pipeline.reading.formats import archive

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_MAINS = re.compile(
    r"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main"
    r"|openxmlformats-officedocument\.wordprocessingml\.template\.main)\+xml",
    re.I,
)
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
USUAL_NAME = rb"http://schemas.openxmlformats.org/\1/2006/"
MAIN_PART = re.compile(rb"<Relationship\b[^>]*/officeDocument\"[^>]*>")
TARGET = re.compile(rb"Target=\"/?([^\"]+)\"")


def main_part(opened: zipfile.ZipFile) -> str:
    """Return the name of a package's main part, as its relations give it; empty if they give none."""
    if RELATIONS not in opened.namelist():
        return ""
    relation = MAIN_PART.search(opened.read(RELATIONS))
    target = TARGET.search(relation.group()) if relation else None
    return target.group(1).decode("utf-8", "replace") if target else ""


def _opening(opened: zipfile.ZipFile, part: str) -> bytes:
    with opened.open(part) as stream:
        return stream.read(archive.OPENING)


def usual(data: bytes) -> bytes:
    """Return a Word file as the usual kind, the same bytes if it is of that kind.

    Raises:
        Unreadable: it is unsafe to open.
    """
    with archive.opened(data) as opened:
        types = opened.read(TYPES).decode("utf-8", "replace") if TYPES in opened.namelist() else ""
        main = main_part(opened)
        strict = main in opened.namelist() and STRICT in _opening(opened, main)
        if not strict and not OTHER_MAINS.search(types):
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            for name in opened.namelist():
                part = opened.read(name)
                if name == TYPES:
                    part = OTHER_MAINS.sub(MAIN, types).encode()
                if name.endswith((".xml", ".rels")):
                    part = STRICT_NAME.sub(USUAL_NAME, part)
                made.writestr(name, part)
    return stream.getvalue()
