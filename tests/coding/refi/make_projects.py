"""Two invented notes, projects of them, and such projects as other programs would write them."""

import io
import zipfile

import pandas as pd
from lxml import etree

from pipeline.coding.refi.project import codings, qdpx
from tests.conftest import build
from tests.framework import LEXICON, NETWORK, THEMES

COLOURS = dict.fromkeys(THEMES, "#123456")
NS = "{urn:QDA-XML:project:1.0}"
GARDEN = (
    ("heading", "discussion", "What was said"),
    ("bullet", "discussion", "The gardeners decide what is grown."),
    ("bullet", "discussion", "They were asked what they would like."),
    ("paragraph", "discussion", "Nobody had asked before, and it took a year until they were believed."),
    ("heading", "next", "Dates"),
    ("bullet", "next", "We meet again in May."),
)
FERRY = (("paragraph", "discussion", "The ferry is run by those who use it."),)


def note_tables(*notes):
    """Return notes n1, n2 … of (title, [(kind, section_kind, text)]), with passages n1.001, n1.002 …"""
    heads = [
        {"note_id": f"n{number}", "title": title, "event": "cell", "source": f"f{number}.txt", "line": 1}
        for number, (title, _) in enumerate(notes, 1)
    ]
    rows = [
        {
            "passage_id": f"n{number}.{place:03d}",
            "note_id": f"n{number}",
            "source": f"f{number}.txt",
            "line": place + 1,
            "position": place,
            "kind": kind,
            "section_kind": part,
            "text": text,
        }
        for number, (_, parts) in enumerate(notes, 1)
        for place, (kind, part, text) in enumerate(parts, 1)
    ]
    return build("notes", *heads), build("passages", *rows)


def two_notes():
    notes, passages = note_tables(("The garden", GARDEN), ("The ferry", FERRY))
    dates = {
        "cell": ["Sharing Power", ""],
        "date": ["2021-05-04", ""],
        "date_low": ["2021-05-04", "2022-01-01"],
    }
    return notes.assign(**dates), passages


def people(passages, *rows):
    """Return codes as of `placed`, of (coder, passage_id, themes that are set)."""
    marks = [
        {"coder": coder, "passage_id": passage} | {theme: int(theme in themes) for theme in THEMES}
        for coder, passage, *themes in rows
    ]
    table = pd.DataFrame(marks, columns=["coder", "passage_id", *THEMES])
    return table.merge(passages[["passage_id", "note_id", "source", "line"]], on="passage_id")


def project_of(notes, passages, codes=None, tags=()):
    """Return a `.qdpx` with these codes and the program's tags, given as (passage_id, theme)."""
    rows = [{"passage_id": passage, "theme": theme, "basis": "'grown'"} for passage, theme in tags]
    codes = people(passages) if codes is None else codes
    coded = codings(passages, build("passage_themes", *rows) if rows else None, codes, THEMES)
    return qdpx(NETWORK.name, NETWORK.group.one, LEXICON, COLOURS, notes, passages, coded)


def opened(data):
    """Return the project's outermost element, and its texts by their GUID."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = {
            name.removeprefix("sources/").removesuffix(".txt"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("sources/")
        }
        return etree.fromstring(archive.read("project.qde")), texts


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def by_another_program(data, edit=lambda project: None, text=lambda content: content):
    """Return the project as if another program had written it: `edit` changes its XML, `text` each text."""
    project, texts = opened(data)
    project.set("origin", "Another Program 1.0")
    edit(project)
    return zipped(
        {"project.qde": etree.tostring(project)}
        | {f"Sources/{name}.TXT": text(content) for name, content in texts.items()}
    )


def selected(project, source, start, end, *codes, user=None):
    """Add a selection with a coding per code (its GUID) to the source with that name."""
    found = next(each for each in project.iter(f"{NS}TextSource") if each.get("name") == source)
    selection = etree.Element(f"{NS}PlainTextSelection", startPosition=str(start), endPosition=str(end))
    found.insert(0, selection)
    for code in codes:
        coding = etree.SubElement(selection, f"{NS}Coding", {"creatingUser": user} if user else {})
        etree.SubElement(coding, f"{NS}CodeRef", targetGUID=code)
    return selection
