"""Merge: the same note found in several places, told from different notes that are alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from pipeline.language.date_forms import LABEL
from pipeline.language.dates import mentions
from pipeline.language.words import runs_of

RUN = 5
"""Words in a run; five in a row are seldom shared by chance."""
SAMPLE = 8
"""Of a long note one run in so many is compared, chosen by its checksum, so that both copies choose alike."""
LONG = 400
COMMON = 60
"""A run found in more notes than this is a stock phrase, no sign of a copy."""
OTHER_TITLE = 0.9
"""The share for two notes under different titles: notes written to one pattern are alike anyway."""
OPENING = 600
"""Characters in which a note says when it was held, where no line is labelled as the date."""
NUMBER = re.compile(r"\b(\d+|first|second|third|fourth|fifth|sixth|i{1,3}|iv|v)\b", re.I)


def same_notes(texts: Sequence[str], share: float) -> list[list[int]]:
    """Return groups of indices of `texts` (title on the first line) that are one note each: see `same`."""
    return same(len(texts), [runs_in(runs_of(text)) for text in texts], texts.__getitem__, share)


def same(
    size: int, runs: Sequence[np.ndarray], text_of: Callable[[int], str], share: float
) -> list[list[int]]:
    """Return groups of the numbers of notes that are one each.

    Two are the same when the longer holds at least `share` of the shorter's runs of five words (90 % under
    another title), their titles do not differ in a number ("Cell 1", "Cell 2") and the dates that they open
    with, or give after "Date:" or "When:", do not differ. `runs` are those of each note, as of `runs_in`;
    `text_of` gives the text of one, title on the first line.
    """
    found: list[tuple[int, int]] = []
    for (i, j), shared in sorted(_shared(runs).items()):
        held = shared / max(1, min(len(runs[i]), len(runs[j])))
        if held < share:
            continue
        one, other = text_of(i), text_of(j)
        enough = share if _alike(one, other) else max(share, OTHER_TITLE)
        if held >= enough and not _differ(one, other):
            found.append((i, j))
    return _groups(size, found)


def _shared(runs: Sequence[np.ndarray]) -> Counter[tuple[int, int]]:
    """Return how many runs two notes share, the later note of the two first; common runs are not counted."""
    every = np.concatenate([*runs, np.zeros(0, np.uint32)])
    note = np.repeat(np.arange(len(runs)), [len(mine) for mine in runs])
    order = np.argsort(every, kind="stable")
    every, note = every[order], note[order]
    edges = np.flatnonzero(np.append(True, every[1:] != every[:-1])[: len(every)])
    sizes = np.diff(edges, append=len(every))
    pairs: Counter[tuple[int, int]] = Counter()
    several = (sizes > 1) & (sizes <= COMMON)
    for start, size in zip(edges[several].tolist(), sizes[several].tolist(), strict=True):
        here = note[start : start + size].tolist()
        pairs.update((later, earlier) for k, later in enumerate(here) for earlier in here[:k])
    return pairs


def _groups(size: int, same: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the groups that the pairs tie together, in the order of their first members."""
    rows, columns = np.array(same, int).reshape(-1, 2).T
    pairs = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    groups: dict[int, list[int]] = defaultdict(list)
    for i, group in enumerate(connected_components(pairs, directed=False)[1].tolist()):
        groups[group].append(i)
    return list(groups.values())


def runs_in(words: Sequence[str]) -> np.ndarray:
    """Return the checksums of the runs of five of these words, each once; of many words a sample."""
    checksums = {crc32(" ".join(words[i : i + RUN]).encode()) for i in range(max(1, len(words) - RUN + 1))}
    if len(words) > LONG:
        checksums = {c for c in checksums if c % SAMPLE == 0}
    return np.fromiter(checksums, np.uint32, len(checksums))


def _alike(a: str, b: str) -> bool:
    """Whether two notes have the same title, but for a word."""
    first, second = (set(runs_of(text.split("\n", 1)[0])) for text in (a, b))
    return len(first & second) >= 0.6 * len(first | second)


def _differ(a: str, b: str) -> bool:
    """Whether two notes that are alike say of themselves that they are two meetings."""
    numbers = [{n.lower() for n in NUMBER.findall(text.split("\n", 1)[0])} for text in (a, b)]
    if numbers[0] != numbers[1]:
        return True
    labelled = [_dates(line for line in text.split("\n") if LABEL.match(line)) for text in (a, b)]
    dates = labelled if all(labelled) else [_dates([text[:OPENING]]) for text in (a, b)]
    return all(dates) and not any(_may_be_one(one, other) for one in dates[0] for other in dates[1])


def _dates(texts: Iterable[str]) -> set[tuple[int, int, int]]:
    """Return the (month, day, year) in the texts; 0 is not said."""
    return {(m.month, m.day, m.year) for text in texts for m in mentions(text)}


def _may_be_one(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return a[:2] == b[:2] and (a[2] == b[2] or 0 in (a[2], b[2]))
