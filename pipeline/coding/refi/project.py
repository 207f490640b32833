"""A project for another program: the notes as plain texts, with the program's tags and people's codes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from lxml.etree import _Element as Element

from pipeline.coding.codes import NONE
from pipeline.coding.refi.codebook import add_codes, code_guid, code_names
from pipeline.coding.refi.note_text import NoteText, Span, note_text
from pipeline.coding.refi.standard import (
    INTERNAL,
    MACHINE,
    MACHINE_GUID,
    PROJECT,
    QDE,
    SOURCES,
    add,
    as_bytes,
    guid,
    root,
)
from pipeline.core.wording import opened
from pipeline.lexicon.lexicon import Lexicon

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the archive, the first that a zip file can hold: the bytes stay the same."""
VARIABLES = (
    ("cell", "", "Text"),
    ("event", "Kind of meeting", "Text"),
    ("date", "Date", "Date"),
    ("date_low", "Earliest day", "Date"),
    ("date_high", "Latest day", "Date"),
    ("categories", "Categories", "Text"),
    ("place", "File and line", "Text"),
)
"""What is said of each note: column, name (the network's own word for a group), type."""
COLUMNS = ("user", "note_id", "passage_id", "theme", "basis")


def codings(
    passages: pd.DataFrame, passage_themes: pd.DataFrame | None, people: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Return a row per coding: user, note_id, passage_id (empty for the note's title), theme, basis.

    Args:
        passages, passage_themes: the tables; no `passage_themes` for a project without the program's tags.
        people: `coder`, `note_id`, `passage_id` and a 0/1 column per theme coded; no rows if there are none.
        themes: the ids of all themes.

    What a person read without finding a theme is coded `No theme`, and so is the title of each note that they
    read in: it tells a note read in part from one that was read whole.
    """
    rows: list[tuple[str, ...]] = []
    if passage_themes is not None:
        tagged = passage_themes.merge(passages[["passage_id", "note_id"]], on="passage_id")
        columns = (tagged[name] for name in ("note_id", "passage_id", "theme", "basis"))
        rows += [(MACHINE, *row) for row in zip(*columns, strict=True)]
    coded = [theme for theme in themes if theme in people.columns]
    for row in people.to_dict("records"):
        here = (row["coder"], row["note_id"], row["passage_id"])
        rows += [(*here, theme, "") for theme in [t for t in coded if row[t]] or [NONE]]
        rows.append((row["coder"], row["note_id"], "", NONE, ""))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str).drop_duplicates(ignore_index=True)


def qdpx(
    name: str,
    group: str,
    lexicon: Lexicon,
    colours: Mapping[str, str],
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    coded: pd.DataFrame,
) -> bytes:
    """Return the project as a `.qdpx` file; the same arguments give the same bytes.

    Args:
        name: the network's name.
        group: what it calls a recurring group.
        lexicon: the framework.
        colours: a colour per theme, as in #rrggbb.
        notes, passages: the tables.
        coded: a row per coding, as of `codings`.
    """
    ordered = passages.sort_values(["note_id", "position"], kind="stable")
    columns = ["passage_id", "kind", "text"]
    rows = {id: part[columns].itertuples(index=False) for id, part in ordered.groupby("note_id")}
    texts = {
        id: note_text(title, rows.get(id, ()))
        for id, title in zip(notes["note_id"], notes["title"], strict=True)
    }
    whole = root("Project", PROJECT, name=name, origin=MACHINE, creatingUserGUID=MACHINE_GUID)
    _add_users(whole, coded)
    add_codes(add(whole, "CodeBook"), lexicon, colours)
    _add_variables(whole, group)
    _add_cases(whole, notes)
    _add_sources(whole, notes, texts, coded, code_names(lexicon))
    files = {QDE: as_bytes(whole)}
    files |= {f"{SOURCES}/{guid('note', id)}.txt": text.text.encode() for id, text in texts.items()}
    return _zipped(files)


def _add_users(project: Element, coded: pd.DataFrame) -> None:
    users = add(project, "Users")
    for name in (MACHINE, *sorted(set(coded["user"]) - {MACHINE})):
        add(users, "User", guid=_user(name), name=name)


def _user(name: str) -> str:
    return MACHINE_GUID if name == MACHINE else guid("user", name)


def _add_variables(project: Element, group: str) -> None:
    variables = add(project, "Variables")
    for column, name, kind in VARIABLES:
        add(
            variables,
            "Variable",
            guid=guid("variable", column),
            name=name or opened(group),
            typeOfVariable=kind,
        )


def _add_cases(project: Element, notes: pd.DataFrame) -> None:
    """Add a case per recurring group, with its notes."""
    groups = notes[notes["cell"] != ""].groupby("cell")
    if not len(groups):
        return
    cases = add(project, "Cases")
    for cell, held in groups:
        case = add(cases, "Case", guid=guid("cell", str(cell)), name=str(cell))
        for note_id in held["note_id"]:
            add(case, "SourceRef", targetGUID=guid("note", note_id))


def _add_sources(
    project: Element,
    notes: pd.DataFrame,
    texts: Mapping[str, NoteText],
    coded: pd.DataFrame,
    names: Mapping[str, str],
) -> None:
    if notes.empty:
        return
    sources = add(project, "Sources")
    of_note = dict(iter(coded.groupby("note_id")))
    same = notes["title"].duplicated(keep=False)
    places = notes["source"] + ":" + notes["line"].astype(str)
    for row, twice in zip(notes.assign(place=places).to_dict("records"), same, strict=True):
        note_id, mark = row["note_id"], guid("note", row["note_id"])
        shown = f"{row['title']} ({note_id})" if twice or not row["title"].strip() else row["title"]
        path = f"{INTERNAL}{mark}.txt"
        source = add(
            sources, "TextSource", guid=mark, name=shown, plainTextPath=path, creatingUser=MACHINE_GUID
        )
        if note_id in of_note:
            _add_selections(source, note_id, texts[note_id], of_note[note_id], names)
        _add_values(source, row)


def _add_selections(
    source: Element, note_id: str, text: NoteText, coded: pd.DataFrame, names: Mapping[str, str]
) -> None:
    """Add a selection per passage (or title) and user, each with its codings, in the order of the text."""
    selections = []
    for (user, passage_id), rows in coded.groupby(["user", "passage_id"]):
        span = text.spans[passage_id] if passage_id else text.title
        if text.text[slice(*span)].strip():  # no program selects a text without a character
            selections.append((span, user != MACHINE, user, passage_id, rows))
    for span, _, user, passage_id, rows in sorted(selections, key=lambda each: each[:4]):
        selection = _add_selection(source, user, passage_id or note_id, span)
        reasons = [f"{names[t]}: {b}" for t, b in zip(rows["theme"], rows["basis"], strict=True) if b]
        if reasons:
            add(selection, "Description", "\n".join(reasons))
        for theme in rows["theme"]:
            mark = coding_guid(user, passage_id or note_id, theme)
            coding = add(selection, "Coding", guid=mark, creatingUser=_user(user))
            add(coding, "CodeRef", targetGUID=code_guid(theme))


def _add_selection(source: Element, user: str, place: str, span: Span) -> Element:
    return add(
        source,
        "PlainTextSelection",
        guid=guid("selection", user, place),
        name=place,
        startPosition=str(span[0]),
        endPosition=str(span[1]),
        creatingUser=_user(user),
    )


def coding_guid(user: str, place: str, theme: str) -> str:
    """Return the GUID of a coding; `place` is the passage's id, or the note's for its title."""
    return guid("coding", user, place, theme)


def _add_values(source: Element, row: Mapping[str, str]) -> None:
    for column, _, kind in VARIABLES:
        if row[column]:
            value = add(source, "VariableValue")
            add(value, "VariableRef", targetGUID=guid("variable", column))
            add(value, f"{kind}Value", row[column])


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in _parts(files):
            archive.writestr(part, content)
    return stream.getvalue()


def _parts(files: Mapping[str, bytes]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for name, content in files.items():
        part = zipfile.ZipInfo(name, LONG_AGO)
        part.compress_type = zipfile.ZIP_DEFLATED
        part.create_system = 3  # else it names the machine that it was made on
        part.external_attr = 0o644 << 16
        yield part, content
