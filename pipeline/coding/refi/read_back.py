"""People's codes out of a `.qdpx` file, whichever program wrote it, as `evaluate` reads them.

- **Passages.** A selection codes each passage that it covers more than half of. If there is none, it lies
  within a passage, or has a bit of two: it codes the passage that holds most of it. Headings, logistics and
  reading lists are coded only by selections that touch nothing else.
- **Read.** Where a person has set `No theme` anywhere in a note (its title does), only what they coded there
  was read; where not, all passages of the note that can carry a theme were. Notes in which they coded nothing
  were not read.
- **Codes** go by their GUID, else by the theme's label or id, for some programs give new GUIDs; **notes** go
  by their GUID, else by their lines. The program's own tags are no codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.coding.codes import NONE
from pipeline.coding.refi.codebook import NO_THEME, code_guid, code_names
from pipeline.coding.refi.contents import Contents, Document, contents
from pipeline.coding.refi.note_text import NoteText, Span, located, note_text
from pipeline.coding.refi.positions import Counting, counting_of, places, plain
from pipeline.coding.refi.project import coding_guid
from pipeline.coding.refi.standard import MACHINE, guid
from pipeline.core.counted import may_carry_themes
from pipeline.core.errors import Fault
from pipeline.core.wording import listed, several
from pipeline.lexicon.lexicon import Lexicon

LIKE = 0.5
"""A source without a GUID that is known is the note that it shares most lines with, and at least so many."""
SHOWN = 5
Places = list[tuple[str, str, str, str]]


@dataclass(frozen=True)
class ReadBack:
    """Codes as `pipeline.coding.codes.read_codes` gives them, and what could not be taken over, in words."""

    codes: pd.DataFrame
    remarks: tuple[str, ...]


def read_back(path: Path, lexicon: Lexicon, notes: pd.DataFrame, passages: pd.DataFrame) -> ReadBack:
    """Return the people's codes of a `.qdpx` file: source, line, coder, coded, a 0/1 column per theme it has.

    Raises:
        Fault: it cannot be read, or holds no code of a person on a passage of these notes.
    """
    held = contents(path)
    reader = _CodingReader(held, lexicon, _Notes(notes, passages))
    found = [row for document in held.documents for row in reader.document(document)]
    if not found:
        told = "".join(f"; {remark}" for remark in reader.remarks())
        raise Fault(f"{path}: no theme is coded by a person in the notes that were read{told}")
    themes = [theme for theme in lexicon.order if theme in reader.codes.values()]
    return ReadBack(_as_codes(found, reader.seen, passages, themes), tuple(reader.remarks()))


class _Notes:
    """The notes of the tables as they are written to a project, and what in them can carry a theme."""

    def __init__(self, notes: pd.DataFrame, passages: pd.DataFrame) -> None:
        ordered = passages.sort_values(["note_id", "position"], kind="stable")
        self.titles = dict(zip(notes["note_id"], notes["title"], strict=True))
        self.rows = {str(id): part for id, part in ordered.groupby("note_id")}
        self.by_guid = {guid("note", id): id for id in self.titles}
        self.carries = set(passages["passage_id"][may_carry_themes(passages)])

    def text(self, note_id: str) -> NoteText:
        rows = self.rows.get(note_id)
        columns = ["passage_id", "kind", "text"]
        return note_text(self.titles[note_id], () if rows is None else rows[columns].itertuples(index=False))

    @cached_property
    def lines(self) -> dict[str, set[str]]:
        return {id: _lines_of(self.text(id).text) for id in self.titles}

    def like(self, text: str) -> str:
        """Return the note that shares most lines with the text, if they are enough; else an empty string."""
        lines = _lines_of(text)
        shared = {id: len(own & lines) for id, own in self.lines.items()}
        best = max(shared, key=lambda id: shared[id], default="")
        return best if best and shared[best] >= LIKE * min(len(self.lines[best]), len(lines)) > 0 else ""


def _lines_of(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n") if line.strip()}


@dataclass
class _CodingReader:
    """Goes through the texts of a project, and keeps count of what it has to leave out."""

    held: Contents
    lexicon: Lexicon
    notes: _Notes
    seen: dict[str, set[str]] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    nowhere: Counter[str] = field(default_factory=Counter)

    @cached_property
    def codes(self) -> dict[str, str]:
        """The theme (or `none`) of each code of the project that stands for one, by the code's GUID."""
        known = {code_guid(theme): theme for theme in (*self.lexicon.order, NONE)}
        names = {name.casefold(): theme for theme, name in code_names(self.lexicon).items()}
        names |= {theme.casefold(): theme for theme in (*self.lexicon.order, NONE)} | {
            NO_THEME.casefold(): NONE
        }
        themes = {
            mark: known.get(mark) or names.get(name.strip().casefold())
            for mark, name in self.held.codes.items()
        }
        return {mark: theme for mark, theme in themes.items() if theme}

    @cached_property
    def counting(self) -> Counting:
        """How the project counts characters; in this program's own files there is nothing to guess."""
        if self.held.ours:
            return Counting()
        return counting_of((each.raw, [c.start for c in each.codings]) for each in self.held.documents)

    def document(self, document: Document) -> Iterator[tuple[str, str, str, str]]:
        """Yield (user, note_id, passage_id, theme); without passage_id for `No theme` beside the passages."""
        text = plain(document.raw)
        note_id = self.notes.by_guid.get(document.guid) or self.notes.like(text)
        if not note_id:
            self.strangers.append(document.name)
            return
        note = self.notes.text(note_id)
        spans = located(note, text)
        self.seen[note_id] = self.seen.get(note_id, set()) | set(spans)
        if missing := len(note.spans) - len(spans):
            self.changed.append(f"{document.name} ({missing} of {several(len(note.spans), 'passage')})")
        offsets = places(document.raw, self.counting)
        tags = self._tags(note_id, note)
        for coding in document.codings:
            if coding.user == MACHINE or coding.guid in tags:
                continue
            theme = self.codes.get(coding.code)
            if theme is None:
                self.unknown[self.held.codes.get(coding.code) or coding.code] += 1
                continue
            start, end = (offsets[min(place, len(offsets) - 1)] for place in (coding.start, coding.end))
            hit = covered((start, end), spans, self.notes.carries)
            if not hit and theme != NONE:
                self.nowhere[document.name] += 1
            yield from ((coding.user, note_id, passage, theme) for passage in hit)
            if not hit and theme == NONE:
                yield coding.user, note_id, "", theme

    def _tags(self, note_id: str, note: NoteText) -> set[str]:
        """Return the GUIDs of the program's own codings of a note: a program may give them another user."""
        return {coding_guid(MACHINE, place, theme) for place in note.spans for theme in self.lexicon.order}

    def remarks(self) -> Iterator[str]:
        """Yield what could not be taken over."""
        if self.unknown:
            names = listed([f"'{name}'" for name in sorted(self.unknown)], SHOWN)
            yield f"{_codings(self.unknown)} left out, of codes that are no themes: {names}"
        if self.strangers:
            yield f"left out, being none of the notes that were read: {listed(sorted(self.strangers), SHOWN)}"
        if self.changed:
            yield (
                "texts that differ from the notes; passages no longer in them are taken as unread: "
                f"{listed(sorted(self.changed), SHOWN)}"
            )
        if self.nowhere:
            names = listed(sorted(self.nowhere), SHOWN)
            yield f"{_codings(self.nowhere)} left out that lie on no passage, in {names}"
        whole = Counter({each.name: each.whole for each in self.held.documents if each.whole})
        if whole:
            yield f"{_codings(whole)} left out, of whole texts: {listed(sorted(whole), SHOWN)}"
        if self.held.others:
            yield f"left out, being no plain texts: {listed(sorted(self.held.others), SHOWN)}"


def _codings(counts: Counter[str]) -> str:
    return several(counts.total(), "coding")


def covered(selection: Span, spans: Mapping[str, Span], carries: set[str]) -> list[str]:
    """Return the passages that a selection codes.

    Args:
        selection: offsets of its first character and after its last.
        spans: the same of each passage.
        carries: the passages that can carry a theme.
    """
    start, end = selection
    shared = {id: min(end, b) - max(start, a) for id, (a, b) in spans.items() if min(end, b) > max(start, a)}
    shared = {id: size for id, size in shared.items() if id in carries} or shared
    most = [id for id, size in shared.items() if 2 * size > spans[id][1] - spans[id][0]]
    return most or ([max(shared, key=lambda id: shared[id])] if shared else [])


def _as_codes(
    found: Places, seen: Mapping[str, set[str]], passages: pd.DataFrame, themes: list[str]
) -> pd.DataFrame:
    """Return a row per person and passage that they read."""
    rows = pd.DataFrame(found, columns=["coder", "note_id", "passage_id", "theme"])
    keys = ["coder", "note_id"]
    in_part = set(rows[rows["theme"] == NONE][keys].itertuples(index=False, name=None))
    all_of = [
        each
        for each in rows[keys].drop_duplicates().itertuples(index=False, name=None)
        if each not in in_part
    ]
    open_to_all = passages[may_carry_themes(passages)]
    whole = pd.DataFrame(all_of, columns=keys).merge(open_to_all[["note_id", "passage_id"]], on="note_id")
    whole = whole[[p in seen[n] for p, n in zip(whole["passage_id"], whole["note_id"], strict=True)]]
    coded = pd.concat([rows, whole.assign(theme="")], ignore_index=True)
    coded = coded.merge(passages[["passage_id", "source", "line"]], on="passage_id")
    places = ["coder", "source", "line"]
    marks = pd.get_dummies(coded["theme"], dtype=int).reindex(columns=themes, fill_value=0)
    table = pd.concat([coded[places], marks], axis=1).groupby(places, as_index=False)[themes].max()
    return table.assign(coded=True)
