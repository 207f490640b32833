"""How well shares are corrected by codes: whether 95 % intervals hold the true share, how wide, how far off.

Run as `python -m bench.shares --processed DIR`, with tables of notes of which nearly every passage is coded.
Those passages stand for all meetings there could be: each draw takes as many notes with replacement, codes so
many of their passages at random, and asks for the share of all passages. So the interval has to carry both
errors, that of the sample of meetings and that of the tags. Compared are

- the coded passages alone (Wilson's interval, widened for clustering),
- the difference estimator, which is prediction-powered inference (Angelopoulos et al. 2023),
- the same with its weight tuned, PPI++ (Angelopoulos, Duchi, Zrnic 2023, arXiv:2311.01453),
- the share put right by sensitivity and specificity (Rogan and Gladen 1978, Am. J. Epidemiol. 107, 71–76),
- the rates of right and missed tags, each theme's own (Tenenbein 1970), and
- the program's: the rates by grade, drawn to those of the other themes (`pipeline.coding.shares`).

A second table makes the tags worse than they are, as on notes that the lexicons were not made with: of the
coded passages that are tagged, the codes of some are turned to "no". Nothing is asserted.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.coding.accuracy import blind, by_reader
from pipeline.coding.scores import votes
from pipeline.coding.shares import LEVELS, corrected
from pipeline.core import store
from pipeline.core.clustering import USUAL_CLUSTERING, clustering, design_effect
from pipeline.core.counted import counted
from pipeline.core.interval import wilson
from pipeline.core.schemas import NEAR

Numbers = NDArray[np.float64]
Ends = tuple[Numbers, Numbers, Numbers]
TAGGED = LEVELS.index(NEAR) + 2
"""The grades from here on are tags."""
Z = 1.96
SIZES = (30, 60, 120)
TURNED = 0.35
"""Share of the right tags that are made wrong in the second table."""


def coded(processed: Path) -> tuple[Numbers, NDArray[np.int_], NDArray[np.int_]]:
    """Return what the codes say and the grades (passages × themes), and each passage's note."""
    names = ("notes", "passages", "found_themes", "passage_codes")
    notes, passages, found, codes = (store.read(processed, name) for name in names)
    joined = by_reader(blind(codes), passages)
    themes = [name for name in joined.columns if name not in ("passage_id", "note_id", "coder")]
    body = counted(passages, notes)
    says = votes(joined, themes).reindex(body["passage_id"]).dropna()
    level = found["grade"].map({grade: place for place, grade in enumerate(LEVELS, 1)})
    grades = found.assign(level=level).pivot(index="passage_id", columns="theme", values="level")
    grades = grades.reindex(index=says.index, columns=themes).fillna(0)
    note = body.set_index("passage_id").loc[says.index, "note_id"]
    return says.to_numpy(float), grades.to_numpy(int), pd.factorize(note)[0]


def of_meetings(share: Numbers, tagged: Numbers, note: NDArray[np.int_]) -> tuple[Numbers, Numbers]:
    """Return how far below and above a known share another sample of meetings may be."""
    sizes = np.bincount(note).astype(float)
    counts = np.zeros((len(sizes), tagged.shape[1]))
    np.add.at(counts, note, tagged)
    low, high = wilson(share, sizes.sum() / design_effect(sizes, clustering(counts, sizes)))
    return share - low, high - share


def both(share: Numbers, error: Numbers, tagged: Numbers, note: NDArray[np.int_]) -> Ends:
    """Return the share with the ends that join a standard error and the sample of meetings."""
    share = np.clip(share, 0, 1)
    below, above = of_meetings(share, tagged, note)
    return share, share - np.hypot(Z * error, below), share + np.hypot(Z * error, above)


class Draw:
    """A sample of meetings, some of whose passages are coded."""

    def __init__(
        self, says: Numbers, grade: NDArray[np.int_], note: NDArray[np.int_], chosen: NDArray[np.int_]
    ):
        self.says, self.grade, self.note = says, grade, note
        self.tag = (grade >= TAGGED).astype(float)
        self.chosen = chosen
        self.y, self.f = says[chosen], self.tag[chosen]
        sizes = np.bincount(note[chosen]).astype(float)
        self.worth = len(chosen) / float(design_effect(sizes, USUAL_CLUSTERING))

    def alone(self) -> Ends:
        """From the coded passages alone."""
        share = self.y.mean(axis=0)
        return share, *wilson(share, self.worth)

    def difference(self) -> Ends:
        """By prediction-powered inference."""
        return self._tuned(np.ones(self.y.shape[1]))

    def tuned(self) -> Ends:
        """By PPI++: the weight λ = cov(y, f) / var(f), at most 1."""
        apart = (self.y - self.y.mean(axis=0)) * (self.f - self.f.mean(axis=0))
        spread = self.tag.var(axis=0)
        weight = np.divide(apart.mean(axis=0), spread, out=np.zeros(len(spread)), where=spread > 0)
        return self._tuned(np.clip(weight, 0, 1))

    def _tuned(self, weight: Numbers) -> Ends:
        rest = self.y - weight * self.f
        share = rest.mean(axis=0) + weight * self.tag.mean(axis=0)
        left = 1 - len(self.y) / len(self.tag)
        error = np.sqrt(rest.var(axis=0, ddof=1) / self.worth * left)
        return both(share, error, self.tag, self.note)

    def rogan_gladen(self) -> Ends:
        """By sensitivity and specificity; as found where they tell nothing."""
        yes, no = self.y.sum(axis=0), (1 - self.y).sum(axis=0)
        found = (self.y * self.f).sum(axis=0) / np.maximum(yes, 1e-9)
        spared = ((1 - self.y) * (1 - self.f)).sum(axis=0) / np.maximum(no, 1e-9)
        tells, raw = found + spared - 1, self.tag.mean(axis=0)
        share = np.where(tells > 0.1, (raw + spared - 1) / np.maximum(tells, 0.1), raw).clip(0, 1)
        effect = len(self.y) / self.worth
        spread = (1 - share) ** 2 * spared * (1 - spared) / np.maximum(no, 1)
        spread += share**2 * found * (1 - found) / np.maximum(yes, 1)
        return both(share, np.sqrt(spread * effect) / np.maximum(tells, 0.1), self.tag, self.note)

    def by_tag(self) -> Ends:
        """By the rates of right tags and of missed passages, each theme's own."""
        share, below, above = self.y.sum(axis=0) / len(self.tag), 0.0, 0.0
        rest = np.ones(len(self.tag), bool)
        rest[self.chosen] = False
        for value in (0.0, 1.0):
            mine = self.f == value
            count = mine.sum(axis=0)
            rate = np.divide((self.y * mine).sum(axis=0), count, out=self.y.mean(axis=0), where=count > 0)
            low, high = wilson(rate, np.maximum(count * self.worth / len(self.y), 1e-6))
            weight = ((self.tag == value) & rest[:, None]).mean(axis=0)
            share = share + weight * rate
            below, above = below + (weight * (rate - low)) ** 2, above + (weight * (high - rate)) ** 2
        left, right = of_meetings(share, self.tag, self.note)
        return share, share - np.sqrt(below + left**2), share + np.sqrt(above + right**2)

    def program(self) -> Ends:
        """By the program's own rule."""
        says = np.full(self.says.shape, np.nan)
        says[self.chosen] = self.y
        return corrected(says, np.ones(len(says)), self.grade, self.note)


METHODS: dict[str, Callable[[Draw], Ends]] = {
    "the coded alone": Draw.alone,
    "difference (PPI)": Draw.difference,
    "tuned (PPI++)": Draw.tuned,
    "Rogan and Gladen": Draw.rogan_gladen,
    "rates by tag": Draw.by_tag,
    "the program's": Draw.program,
}


def measure(
    says: Numbers, grade: NDArray[np.int_], note: NDArray[np.int_], size: int, draws: int
) -> dict[str, tuple[float, float, float, float]]:
    """Return per method: intervals that hold the share, the worst theme's, mean width, mean error.

    The error is that against the true share of the drawn notes; `as found` has that of the tags as they are.
    """
    rng = np.random.default_rng(size)
    rows_of = [np.flatnonzero(note == number) for number in range(note.max() + 1)]
    truth = says.mean(axis=0)
    held = {name: np.zeros((3, says.shape[1])) for name in METHODS}
    plain = 0.0
    for _ in range(draws):
        taken = [rows_of[number] for number in rng.integers(0, len(rows_of), len(rows_of))]
        rows = np.concatenate(taken)
        anew = np.repeat(np.arange(len(taken)), [len(part) for part in taken])
        draw = Draw(says[rows], grade[rows], anew, rng.choice(len(rows), size, replace=False))
        here = draw.says.mean(axis=0)
        plain += float(np.abs(draw.tag.mean(axis=0) - here).mean()) / draws
        for name, method in METHODS.items():
            share, low, high = method(draw)
            held[name] += np.stack([(low <= truth) & (truth <= high), high - low, np.abs(share - here)])
    found = {"as found": (np.nan, np.nan, np.nan, plain)}
    for name, (covers, width, off) in held.items():
        sums = (covers.mean(), covers.min(), width.mean(), off.mean())
        a, b, c, d = (float(value) / draws for value in sums)
        found[name] = (a, b, c, d)
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processed", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=500)
    options = parser.parse_args()
    says, grade, note = coded(options.processed)
    if len(says) < 4 * max(SIZES):
        print(f"{len(says)} passages are coded: too few to draw {max(SIZES)} from")
        return
    turned = np.random.default_rng(1).random(says.shape) < TURNED
    worse = np.where((grade >= TAGGED) & turned, 0.0, says)
    for what, codes in (("as they are", says), ("made worse", worse)):
        right = codes[grade >= TAGGED].mean()
        print(f"{len(says)} coded passages of {note.max() + 1} notes, tags {what}: {right:.0%} of them right")
        print(f"  {'':<18}{'coded':>6}{'held':>8}{'worst theme':>13}{'width':>9}{'mean error':>12}")
        for size in SIZES:
            for name, row in measure(codes, grade, note, size, options.draws).items():
                shown = "".join(
                    f"{'–' if value != value else f'{value:.1%}':>{width}}"
                    for value, width in zip(row, (8, 13, 9, 12), strict=True)
                )
                print(f"  {name:<18}{size:>6}{shown}", flush=True)


if __name__ == "__main__":
    main()
