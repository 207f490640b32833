"""Stage 2, split: pages to notes, notes to passages with headings and kinds of part, copies merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

import pandas as pd

from pipeline.core.schemas import FORMALITIES, schema
from pipeline.language.words import runs_of
from pipeline.notes.cells import Naming
from pipeline.notes.duplicates import same_notes
from pipeline.notes.sections import Part, Sections, bare, heading_text
from pipeline.notes.split import CutPage, FoundNote, cut
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
) -> dict[str, pd.DataFrame]:
    """Return the tables `documents`, `meetings`, `passages` and `headings`."""
    rules = Sections(sections)
    pages = [
        cut(str(source), page, sections, rules, site.name)
        for source, page in lines.groupby("source", sort=True)
    ]
    found = [draft for page in pages for draft in page.notes]
    notes = [
        sorted((found[i] for i in same), key=lambda d: (-d.words, d.source, d.line))
        for same in same_notes([draft.text for draft in found], merging.same)
    ]
    naming = Naming(cells, sections, site.publications, group.one, [kept.title for kept, *_ in notes])
    meetings: list[tuple[object, ...]] = []
    passages: list[tuple[object, ...]] = []
    used: set[str] = set()
    for kept, *copies in notes:
        note_id = _note_id(kept, used)
        opening = [part.block.text for part in kept.parts if _says_more(part)][:8]
        cell, event = naming.name(kept.title, opening)
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


def _says_more(part: Part) -> bool:
    """Whether a part says more than what comes next and who is there."""
    return part.kind != "heading" and part.section_kind != FORMALITIES


def _unknown_headings(notes: Sequence[FoundNote]) -> Iterator[tuple[object, ...]]:
    """Yield (heading, notes, kind) of each heading that no rule names; the kind is the most frequent."""
    kinds: dict[str, Counter[str]] = {}
    held: Counter[str] = Counter()
    for note in notes:
        unknown = {bare(heading_text(part.block)): part.section_kind for part in note.parts if part.unknown}
        held.update(list(unknown))
        for heading, kind in unknown.items():
            kinds.setdefault(heading, Counter())[kind] += 1
    for heading, each in kinds.items():
        yield heading, held[heading], min(each, key=lambda kind: (-each[kind], kind))


def _note_id(draft: FoundNote, used: set[str]) -> str:
    """Return an id that does not depend on other notes, on the file's format or on small corrections."""
    slug = re.sub(r"[^a-z0-9]+", "-", draft.title.lower()).strip("-")[:ID_TITLE].strip("-")
    opening = " ".join(runs_of(draft.text)[:60])
    note_id = f"{slug or 'note'}-{sha256(opening.encode()).hexdigest()[:6]}"
    while note_id in used:  # the same opening twice, in two notes that are not the same
        note_id += "x"
    used.add(note_id)
    return note_id


def _passages(note_id: str, draft: FoundNote) -> Iterator[tuple[object, ...]]:
    for position, part in enumerate(draft.parts, start=1):
        yield (
            f"{note_id}.{position:03d}",
            note_id,
            draft.source,
            part.block.line,
            position,
            part.kind,
            part.section,
            part.section_kind,
            part.block.text,
        )


def _documents(files: pd.DataFrame, pages: Sequence[CutPage]) -> pd.DataFrame:
    counts = {
        "notes": {page.source: len(page.notes) for page in pages},
        "in_notes": {page.source: sum(draft.characters for draft in page.notes) for page in pages},
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
