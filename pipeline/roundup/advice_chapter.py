"""The chapter of what can be done: advice, under each theme of the framework's first family."""

from __future__ import annotations

import numpy as np

from pipeline.roundup.document import Block, Heading
from pipeline.roundup.material import Material
from pipeline.roundup.pool import Pool

BIDDEN = 1.5
"""What a point is worth more that bids (`Invest in …`), beside one that says what should be."""


def chapter(held: Material, pool: Pool, reserved: int) -> list[Block]:
    """Return the chapter: the best advice, theme by theme, while there is room beside the `reserved`."""
    if not len(pool.rows):
        return []
    family = held.lexicon.families[0]
    themes = list(held.lexicon.of_family(family.id))
    rows = pool.rows
    advice = np.array([pool.advises(row) for row in range(len(rows))], bool)
    bids = np.where(pool.bids, BIDDEN, 1.0)
    room = pool.room - reserved
    weights = pool.themes.pivot_table(index="row", columns="theme", values="weight", aggfunc="max")
    weights = weights.reindex(index=range(len(rows)), columns=themes).fillna(0.0).to_numpy()
    chosen: dict[str, list[int]] = {theme: [] for theme in themes}
    for _ in range(held.options.advice):
        for place, theme in enumerate(themes):
            if sum(map(len, chosen.values())) >= room:
                break
            strongest = weights[:, place] >= weights.max(axis=1) * NEARLY
            spread = _spread(rows["note_id"].tolist(), [row for each in chosen.values() for row in each])
            worth = rows["value"].to_numpy() * bids * spread * weights[:, place] ** 0.5
            worth = np.where(advice & pool.free & strongest & (weights[:, place] > 0), worth, 0.0).round(9)
            if worth.max() <= 0:
                continue
            row = int(worth.argmax())
            pool.take(row)
            chosen[theme].append(row)
    blocks: list[Block] = []
    for theme in themes:
        points = [pool.point(row, "advice") for row in sorted(chosen[theme], key=lambda row: -bids[row])]
        blocks += [Heading(2, held.labels[theme]), *points] if points else []
    return blocks


NEARLY = 0.8
"""A point is put under a theme that it carries nearly as strongly as any."""
AGAIN = 0.6
"""What a further point of a meeting is worth."""


def _spread(notes: list[str], taken: list[int]) -> np.ndarray:
    counts: dict[str, int] = {}
    for row in taken:
        counts[notes[row]] = counts.get(notes[row], 0) + 1
    return np.array([AGAIN ** counts.get(note, 0) for note in notes])
