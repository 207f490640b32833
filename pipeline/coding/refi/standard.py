"""What the REFI-QDA standard fixes (version 1.5 of 2019, qdasoftware.org), and GUIDs that stay the same.

The standard has two XML schemas, for a codebook (`.qdc`) and for a project (`project.qde` in a zip file
`.qdpx`, with the texts in its folder `sources`). Both keep 1.0 in their namespace.
"""

from __future__ import annotations

import re
import uuid

from lxml import etree
from lxml.etree import _Element as Element

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
QDE = "project.qde"
SOURCES = "sources"
INTERNAL = "internal://"
MACHINE = "Turning Point"
"""The user who sets the program's own tags."""
NAMESPACE = uuid.UUID("6f0b9a52-51a4-4c3e-9d0e-2a8f3b7c1d64")
"""Where all GUIDs come from: changed, no project that is out there would find its codes again."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, escaped or not."""


def guid(kind: str, *names: str) -> str:
    """Return the GUID of a thing by its kind and its names: version 5 of RFC 9562, always the same."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join((kind, *names))))


MACHINE_GUID = guid("program")


def bare(guid: str | None) -> str:
    """Return a GUID as it is compared: in small letters, without the braces that some programs write."""
    return (guid or "").strip().strip("{}").lower()


def root(tag: str, namespace: str, /, **attributes: str) -> Element:
    """Return the outermost element of a file."""
    return _filled(etree.Element(f"{{{namespace}}}{tag}", nsmap={None: namespace}), "", attributes)


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Return a new element at the end of `parent`, in its namespace."""
    namespace = etree.QName(parent).namespace
    return _filled(etree.SubElement(parent, f"{{{namespace}}}{tag}"), text, attributes)


def _filled(element: Element, text: str, attributes: dict[str, str]) -> Element:
    for name, value in attributes.items():
        element.set(name, FORBIDDEN.sub("\ufffd", value))
    if text:
        element.text = FORBIDDEN.sub("\ufffd", text)
    return element


def as_bytes(element: Element) -> bytes:
    """Return the file's content."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", pretty_print=True))
