"""Stage 2, split: pages to notes, notes to passages with headings and kinds of part, copies merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from pipeline.core.kept import Kept
from pipeline.core.schemas import schema
from pipeline.notes.again import cut_pages
from pipeline.notes.cells import Naming
from pipeline.notes.duplicates import same
from pipeline.notes.kept import Cutter, KeptNote, KeptPage
from pipeline.settings.models import CellsConfig, GroupWords, Merging, SectionsConfig, SiteConfig

ID_TITLE = 40
"""Characters of a title in the note's id."""


def split(
    files: pd.DataFrame,
    lines: pd.DataFrame,
    cells: CellsConfig,
    sections: SectionsConfig,
    merging: Merging,
    group: GroupWords,
    site: SiteConfig,
    earlier: Kept | None = None,
    jobs: int = 1,
) -> dict[str, pd.DataFrame]:
    """Return the tables `documents`, `meetings`, `passages` and `headings`.

    `earlier` are the pages as the last run cut them; `jobs` processes cut those that are new.
    """
    pages = cut_pages(lines, Cutter(sections, site.name), earlier, jobs)
    found = [note for page in pages for note in page.notes]
    groups = same(len(found), [note.runs for note in found], lambda i: found[i].text, merging.same)
    notes = [sorted((found[i] for i in each), key=lambda n: (-n.words, n.source, n.line)) for each in groups]
    naming = Naming(cells, sections, site.publications, group.one, [kept.title for kept, *_ in notes])
    meetings: list[tuple[object, ...]] = []
    passages: list[tuple[object, ...]] = []
    used: set[str] = set()
    for kept, *copies in notes:
        note_id = _note_id(kept, used)
        cell, event = naming.name(kept.title, kept.opening)
        places = ";".join(sorted(f"{c.source}:{c.line}" for c in copies))
        meetings.append(
            (note_id, kept.title, cell, event, kept.categories, kept.source, kept.line, places, kept.words)
        )
        passages += _passages(note_id, kept)
    return {
        "documents": _documents(files, pages),
        "meetings": schema("meetings").frame(meetings),
        "passages": schema("passages").frame(passages),
        "headings": schema("headings").frame(list(_unknown_headings([kept for kept, *_ in notes]))),
    }


def _unknown_headings(notes: Sequence[KeptNote]) -> Iterator[tuple[object, ...]]:
    """Yield (heading, notes, kind) of each heading that no rule names; the kind is the most frequent."""
    kinds: dict[str, Counter[str]] = {}
    for note in notes:
        for heading, kind in note.unknown.items():
            kinds.setdefault(heading, Counter())[kind] += 1
    for heading, each in kinds.items():
        yield heading, each.total(), min(each, key=lambda kind: (-each[kind], kind))


def _note_id(note: KeptNote, used: set[str]) -> str:
    """Return an id that does not depend on other notes, on the file's format or on small corrections."""
    slug = re.sub(r"[^a-z0-9]+", "-", note.title.lower()).strip("-")[:ID_TITLE].strip("-")
    note_id = f"{slug or 'note'}-{note.mark}"
    while note_id in used:  # the same opening twice, in two notes that are not the same
        note_id += "x"
    used.add(note_id)
    return note_id


def _passages(note_id: str, note: KeptNote) -> Iterator[tuple[object, ...]]:
    for position, (line, *rest) in enumerate(note.passages, start=1):
        yield f"{note_id}.{position:03d}", note_id, note.source, line, position, *rest


def _documents(files: pd.DataFrame, pages: Sequence[KeptPage]) -> pd.DataFrame:
    counts = {
        "notes": {page.source: len(page.notes) for page in pages},
        "in_notes": {page.source: sum(note.characters for note in page.notes) for page in pages},
        "set_aside": {page.source: page.set_aside for page in pages},
    }
    documents = files.assign(
        **{name: files["source"].map(count).fillna(0).astype(int) for name, count in counts.items()}
    )
    silent = (documents["notes"] == 0) & (documents["problem"] == "")
    documents.loc[silent, "problem"] = (
        "no note found in it; if one is there, begin it with a title (config/sections.toml, note_start)"
    )
    return schema("documents").frame(documents)
