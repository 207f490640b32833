"""What a project of another program holds: its codes, its texts, and who selected what with which code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.coding.refi.archive import Archive
from pipeline.coding.refi.standard import MACHINE, MACHINE_GUID, bare
from pipeline.core.errors import Fault


@dataclass(frozen=True)
class Coding:
    """A code set by a user on a selection, with start and end as the file counts them."""

    guid: str
    user: str
    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A text source: `raw` is its text as it is in its file, `whole` counts codings of all of it."""

    guid: str
    name: str
    raw: str
    codings: tuple[Coding, ...]
    whole: int


@dataclass(frozen=True)
class Contents:
    """What is in a project: names of codes by GUID, coded texts, names of other sources with codings."""

    ours: bool
    codes: dict[str, str]
    documents: tuple[Document, ...]
    others: tuple[str, ...]


def contents(path: Path) -> Contents:
    """Return what is in a `.qdpx` file; texts without any coding are left out.

    Raises:
        Fault: it cannot be read.
    """
    archive = Archive(path)
    project = archive.project()
    users = {
        bare(user.get("guid")): user.get("name") or user.get("id") or "" for user in _all(project, "User")
    }
    users[MACHINE_GUID] = MACHINE
    reader = _Reader(archive, users, bare(project.get("creatingUserGUID")))
    sources = [each for parent in _within(project, "Sources") for each in parent.iterchildren("{*}*")]
    coded = [source for source in sources if next(_all(source, "Coding"), None) is not None]
    return Contents(
        ours=project.get("origin") == MACHINE,
        codes={bare(code.get("guid")): code.get("name") or "" for code in _all(project, "Code")},
        documents=tuple(reader.document(source) for source in coded if _is(source, "TextSource")),
        others=tuple(source.get("name") or "" for source in coded if not _is(source, "TextSource")),
    )


def _all(element: Element, name: str) -> Iterator[Element]:
    yield from element.iter(f"{{*}}{name}")


def _within(element: Element, name: str) -> Iterator[Element]:
    yield from element.iterchildren(f"{{*}}{name}")


def _is(element: Element, name: str) -> bool:
    return str(etree.QName(element).localname) == name


class _Reader:
    def __init__(self, archive: Archive, users: dict[str, str], author: str) -> None:
        self.archive, self.users, self.author = archive, users, author

    def document(self, source: Element) -> Document:
        name = source.get("name") or source.get("guid") or ""
        inline = next(_within(source, "PlainTextContent"), None)
        if inline is not None:
            raw = "".join(str(part) for part in inline.itertext())
        else:
            raw = self.archive.text(source.get("plainTextPath") or "", name)
        codings = tuple(
            found
            for selection in _within(source, "PlainTextSelection")
            for found in self._codings(selection, name)
        )
        return Document(
            bare(source.get("guid")), name, raw, codings, whole=sum(1 for _ in _within(source, "Coding"))
        )

    def _codings(self, selection: Element, name: str) -> Iterator[Coding]:
        try:
            start, end = (int(selection.get(key) or "") for key in ("startPosition", "endPosition"))
        except ValueError as error:
            path = self.archive.path
            raise Fault(
                f"{path}: a selection in '{name}' has no place that is a number; export it again"
            ) from error
        for coding in _within(selection, "Coding"):
            for reference in _within(coding, "CodeRef"):
                code, mark = bare(reference.get("targetGUID")), bare(coding.get("guid"))
                yield Coding(mark, self._user(coding, selection), code, max(0, start), max(0, end))

    def _user(self, coding: Element, selection: Element) -> str:
        """Return who set a code: as it says itself, else as its selection does, else who made the project.

        The maker of a project that this program wrote is the program, and does not count.
        """
        named = [
            coding.get("creatingUser"),
            *(selection.get(f"{verb}User") for verb in ("creating", "modifying")),
        ]
        author = "" if self.author == MACHINE_GUID else self.author
        guid = next((bare(each) for each in named if bare(each)), author)
        return self.users.get(guid) or (f"user {guid[:8]}" if guid else self.archive.path.stem)
