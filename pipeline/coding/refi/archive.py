"""A `.qdpx` file, opened with care: nothing is unpacked to disk, and no entity of its XML is followed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.coding.refi.standard import INTERNAL, PROJECT, QDE, SOURCES
from pipeline.core.errors import Fault

MOST_BYTES = 200_000_000
"""Of a part that is read: project.qde or a text. Recordings may be larger; they are not opened."""
MOST_PARTS = 100_000
VERSION = re.compile(r"urn:QDA-XML:project:1[.:]0")
"""Some programs write 1:0."""


class Archive:
    """The parts of the file by their names, whatever the case of the letters and the way of the slashes."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            Fault: there is no such file, it is no zip file, or a part's name leads out of it.
        """
        self.path = path
        try:
            self.archive = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise Fault(f"{path}: there is no such file") from error
        except OSError as error:
            raise Fault(f"{path}: {error.strerror or error}; name a .qdpx file") from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise Fault(f"{path}: is no .qdpx file: those are zip files; export the project again") from error
        parts = self.archive.infolist()
        if len(parts) > MOST_PARTS:
            raise Fault(f"{path}: has {len(parts):,} parts, as no project has; it was not opened")
        self.parts = {part.filename.replace("\\", "/").casefold(): part for part in parts}
        outside = next((name for name in self.parts if name.startswith("/") or ".." in name.split("/")), None)
        if outside is not None:
            raise Fault(
                f"{path}: its part '{outside}' leads out of it, as no program writes; it was not opened"
            )

    def project(self) -> Element:
        """Return the outermost element of `project.qde`, or of the one `.qde` file under another name.

        Raises:
            Fault: there is none, it is no XML, declares a document type, or is of another version.
        """
        names = sorted(name for name in self.parts if name.endswith(".qde") and "/" not in name)
        if not names:
            raise Fault(f"{self.path}: has no {QDE} in it; export it as a REFI-QDA project")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._read(QDE if QDE in names else names[0]), parser)
        except etree.XMLSyntaxError as error:
            raise Fault(f"{self.path}: its {QDE} is not valid XML: {error}; export it again") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Fault(f"{self.path}: its {QDE} declares a document type, as none does; it was not read")
        name = etree.QName(root)
        if name.localname != "Project" or not VERSION.fullmatch(name.namespace or ""):
            raise Fault(
                f"{self.path}: its {QDE} is of another kind or version, {root.tag}; "
                f"export it as a project of REFI-QDA 1.0 or 1.5, {PROJECT}"
            )
        return root

    def text(self, address: str, shown: str) -> str:
        """Return the text of a source as it is in its file, with its byte order mark and line ends.

        Args:
            address: its path, as `internal://…`.
            shown: what the source is called, for messages.

        Raises:
            Fault: it is not in the archive, or is no text.
        """
        name = address.removeprefix(INTERNAL).lstrip("/")
        if not address.startswith(INTERNAL) or "/" in name or "\\" in name or name == "..":
            raise Fault(f"{self.path}: the text of '{shown}' is said to be outside, at {address}; {AGAIN}")
        part = f"{SOURCES}/{name}".casefold()
        if part not in self.parts:
            raise Fault(f"{self.path}: the text of '{shown}' is missing: no {SOURCES}/{name} in it; {AGAIN}")
        content = self._read(part)
        try:
            return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
        except UnicodeDecodeError as error:
            raise Fault(f"{self.path}: the text of '{shown}' is no UTF-8: {error}; {AGAIN}") from error

    def _read(self, name: str) -> bytes:
        part = self.parts[name]
        if part.file_size > MOST_BYTES:
            size = part.file_size // 1_000_000
            raise Fault(f"{self.path}: {part.filename} would unpack to {size:,} MB; it was not opened")
        try:
            with self.archive.open(part) as stream:
                return stream.read(MOST_BYTES)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            raise Fault(
                f"{self.path}: {part.filename} cannot be unpacked: {error}; export it again"
            ) from error


AGAIN = "export the project again with its documents in it"
