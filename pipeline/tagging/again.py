"""Matches that are as in the last run: of a theme whose terms are the same, in a passage with the same words.

What counts of a theme in a text hangs on the text, the theme's own terms, the names of all themes and what
`[passing]` says of all: so a theme can be matched alone, the terms of the others left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import blake2b, sha256

import numpy as np

from pipeline.core.kept import Kept
from pipeline.core.side_by_side import side_by_side
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matches
from pipeline.lexicon.theme import Theme

TEXTS_AT_ONCE = 6_000
"""Passages that one process matches at a time."""
COLUMNS = tuple(field.name for field in fields(Matches))
SUM = 16
"""Bytes of a text's checksum."""


@dataclass(frozen=True)
class Last:
    """What the last run matched: keys of themes, checksums of texts, both in order, and the matches."""

    themes: tuple[str, ...] = ()
    texts: bytes = b""
    matches: Matches | None = None

    @classmethod
    def of(cls, content: bytes) -> Last:
        """Return what was written so."""
        if not content:
            return cls()
        with np.load(io.BytesIO(content), allow_pickle=False) as held:
            matches = Matches(*(held[name].astype(float if name == "weight" else int) for name in COLUMNS))
            return cls(tuple(held["themes"].tolist()), held["texts"].tobytes(), matches)

    def written(self) -> bytes:
        """Return it as bytes, the same for the same."""
        stream = io.BytesIO()
        smaller = {name: _small(getattr(self.matches, name)) for name in COLUMNS}
        texts = np.frombuffer(self.texts, np.uint8)
        np.savez(
            stream, allow_pickle=False, themes=np.array(self.themes, dtype="U64"), texts=texts, **smaller
        )
        return stream.getvalue()


def matched(lexicon: Lexicon, texts: list[str], kept: Kept | None, jobs: int) -> Matches:
    """Return what the lexicon finds in the texts; `jobs` processes match what `kept` does not know."""
    last = Last.of(kept.read()) if kept else Last()
    themes = theme_keys(lexicon)
    sums = [blake2b(text.encode(), digest_size=SUM).digest() for text in texts] if kept else []
    place = {last.texts[i : i + SUM]: i // SUM for i in range(0, len(last.texts), SUM)}
    known = np.array([place.get(each, -1) for each in sums] or [-1] * len(texts), int)
    same = [number for number, key in enumerate(themes) if key in last.themes]
    other = [number for number in range(len(themes)) if number not in same]
    parts = [_find(lexicon, texts, np.flatnonzero(known < 0), jobs)]
    if same and last.matches is not None:
        parts.append(_again(last.matches, known, {last.themes.index(themes[n]): n for n in same}))
    if other:
        parts.append(_find(only(lexicon, other), texts, np.flatnonzero(known >= 0), jobs))
    found = _together(parts)
    now = Last(themes, b"".join(sums), found)
    if kept and (now.themes, now.texts) != (last.themes, last.texts):
        kept.write(now.written())
    return found


def theme_keys(lexicon: Lexicon) -> tuple[str, ...]:
    """Return per theme, `[passing]` last, the checksum of all that its matches hang on but the text."""
    themes = (*lexicon.themes.values(), lexicon.passing)
    passing = lexicon.passing
    shared = ([(theme.names, theme.both_spellings) for theme in themes], passing.nots)
    return tuple(
        sha256(repr((theme.id, theme.entries, theme.nots, theme.both_spellings, shared)).encode()).hexdigest()
        for theme in themes
    )


def only(lexicon: Lexicon, numbers: Sequence[int]) -> Lexicon:
    """Return the lexicon with the terms of the themes of these numbers, and what holds for all."""
    themes = {
        theme.id: theme if number in numbers else _bare(theme)
        for number, theme in enumerate(lexicon.themes.values())
    }
    passing = lexicon.passing
    if len(themes) not in numbers:
        passing = replace(passing, entries=())
    return Lexicon(themes, passing)


def _bare(theme: Theme) -> Theme:
    return replace(theme, entries=(), nots=())


def _find(lexicon: Lexicon, texts: list[str], chosen: np.ndarray, jobs: int) -> Matches:
    """Return what the lexicon finds in the chosen texts, numbered as they are among all."""
    lots = [chosen[i : i + TEXTS_AT_ONCE] for i in range(0, len(chosen), TEXTS_AT_ONCE)]
    words = [[texts[i] for i in lot.tolist()] for lot in lots]
    found = side_by_side(_in_lot, lexicon, words, jobs, "matching terms")
    return _together(replace(one, text=lot[one.text]) for lot, one in zip(lots, found, strict=True))


def _in_lot(lexicon: Lexicon, texts: list[str]) -> Matches:
    return lexicon.matcher.find(texts)


def _again(last: Matches, known: np.ndarray, themes: dict[int, int]) -> Matches:
    """Return the matches of the last run in the texts that it knew, of the themes that are numbered anew."""
    number = np.full(int(last.theme.max(initial=0)) + 1, -1)
    for old, new in themes.items():
        if old < len(number):
            number[old] = new
    kept = _rows(last, np.flatnonzero(number[last.theme] >= 0))
    first, end = (np.searchsorted(kept.text, known, side) for side in ("left", "right"))
    counts = np.where(known >= 0, end - first, 0)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    found = _rows(kept, np.repeat(first, counts) + within)
    return replace(found, text=np.repeat(np.arange(len(known)), counts), theme=number[found.theme])


def _rows(matches: Matches, rows: np.ndarray) -> Matches:
    return Matches(*(getattr(matches, name)[rows] for name in COLUMNS))


def _together(parts: Sequence[Matches] | Iterator[Matches]) -> Matches:
    """Return all matches, sorted by text, theme and start."""
    held = list(parts)
    if not held:
        return Matches(*(np.zeros(0, float if name == "weight" else int) for name in COLUMNS))
    columns = {name: np.concatenate([getattr(part, name) for part in held]) for name in COLUMNS}
    order = np.lexsort((columns["start"], columns["theme"], columns["text"]))
    return Matches(**{name: column[order] for name, column in columns.items()})


def _small(column: np.ndarray) -> np.ndarray:
    """Return whole numbers in as few bytes as hold them."""
    return (
        column if column.dtype.kind == "f" else column.astype(np.min_scalar_type(int(column.max(initial=0))))
    )
