"""Pages that are cut as in the last run: those whose lines and rules are the same are not cut again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.kept import Kept
from pipeline.core.side_by_side import side_by_side
from pipeline.notes.kept import Cutter, KeptNote, KeptPage

NAMES = tuple(field.name for field in fields(KeptNote))
LINES_AT_ONCE = 3000
"""Lines of the pages that one process cuts at a time, and more."""


@dataclass(frozen=True)
class Page:
    """A page to be cut: its lines, and the checksum of these, its source and the rules."""

    key: str
    lines: pd.DataFrame


def cut_pages(lines: pd.DataFrame, cutter: Cutter, kept: Kept | None, jobs: int) -> list[KeptPage]:
    """Return what is kept of each page, by their sources; `jobs` processes cut those that are new."""
    pages = list(_pages(lines, cutter))
    last = dict(_read(kept.read())) if kept else {}
    new = [page for page in pages if page.key not in last]
    lots = side_by_side(_cut, cutter, list(_lots(new)), jobs, "cutting pages into notes")
    made = dict(zip([page.key for page in new], (page for lot in lots for page in lot), strict=True))
    found = {page.key: made.get(page.key) or last[page.key] for page in pages}
    if kept and (new or len(found) < len(last)):
        kept.write("\n".join(_written(found)).encode())
    return list(found.values())


def _pages(lines: pd.DataFrame, cutter: Cutter) -> Iterator[Page]:
    rules = json.dumps([cutter.config.model_dump(mode="json"), cutter.site], sort_keys=True).encode()
    columns = [lines[name].tolist() for name in lines.columns]
    begins = np.flatnonzero(~lines["source"].duplicated().to_numpy())
    for first, end in zip(begins.tolist(), [*begins[1:].tolist(), len(lines)], strict=True):
        words = json.dumps([column[first:end] for column in columns], ensure_ascii=False)
        yield Page(sha256(rules + words.encode()).hexdigest(), lines.iloc[first:end])


def _lots(pages: Iterable[Page]) -> Iterator[pd.DataFrame]:
    """Yield the lines in lots of whole pages."""
    lot: list[pd.DataFrame] = []
    size = 0
    for page in pages:
        lot.append(page.lines)
        size += len(page.lines)
        if size >= LINES_AT_ONCE:
            yield pd.concat(lot)
            lot, size = [], 0
    if lot:
        yield pd.concat(lot)


def _cut(cutter: Cutter, lines: pd.DataFrame) -> list[KeptPage]:
    return list(cutter.pages(lines))


def _written(pages: Mapping[str, KeptPage]) -> Iterator[str]:
    """Yield each page as a line of JSON."""
    for key, page in pages.items():
        notes = [[_plain(getattr(note, name)) for name in NAMES] for note in page.notes]
        yield json.dumps([key, page.source, page.set_aside, notes], ensure_ascii=False)


def _plain(value: object) -> object:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _read(content: bytes) -> Iterator[tuple[str, KeptPage]]:
    for line in content.decode().split("\n") if content else ():
        key, source, set_aside, notes = json.loads(line)
        yield key, KeptPage(source, [_note(note) for note in notes], set_aside)


def _note(values: list[Any]) -> KeptNote:
    held = dict(zip(NAMES, values, strict=True))
    held["runs"] = np.array(held["runs"], np.uint32)
    held["passages"] = [tuple(row) for row in held["passages"]]
    return KeptNote(**held)
