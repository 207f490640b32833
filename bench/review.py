"""How scores rise with the share of passages that people review, with a perfect reviewer.

Run as `python -m bench.review --processed DIR` on notes of which codes are at hand. The passages that are
coded are put in the order of the review sheet; of the first so many each cell that the sheet asks is set to
its code, the rest stays as the terms have it. Beside it: all themes of these passages set (a reviewer who
looks at more than is asked), and as many passages drawn at random. The figures are for people to judge.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.coding.accuracy import blind, by_reader
from pipeline.coding.codes import ASKED
from pipeline.coding.review_sheet import review_sheet
from pipeline.coding.scores import ratios, votes
from pipeline.core import store
from pipeline.core.counted import applying
from pipeline.core.schemas import schema
from pipeline.settings.load import load

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0)


def scores(codes: np.ndarray, tags: np.ndarray, first: int) -> str:
    """Return mean F1 and kappa of the first family's themes, and the F1 over all decisions of the others'."""
    cells = (codes & tags, ~codes & tags, codes & ~tags, ~codes & ~tags)
    tables = np.stack([cell.sum(axis=0) for cell in cells], axis=-1).astype(float)
    found, rest = ratios(tables), ratios(tables[first:].sum(axis=0))
    f1, kappa = (np.nanmean(found[name][:first]) for name in ("f1", "kappa"))
    return f"{f1:.2f} {kappa:.2f} {float(rest['f1']):.2f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processed", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path("config"))
    options = parser.parse_args()
    lexicon = load(options.config).lexicon
    themes, first = list(lexicon.order), len(lexicon.of_family(lexicon.families[0].id))
    names = ("notes", "passages", "tags", "found_themes", "passage_codes")
    notes, passages, tags, found, codes = (store.read(options.processed, name) for name in names)
    said = votes(by_reader(blind(codes), passages), themes).fillna(0) > 0.5
    coded = passages[passages["passage_id"].isin(said.index)]
    nobody = schema("passage_codes").empty()
    sheet = review_sheet(found, coded, notes, tags, nobody, themes, len(coded)).set_index("passage_id")
    order = [*sheet.index, *(key for key in said.index if key not in sheet.index)]
    truth = said.loc[order].to_numpy(bool)
    tagged = applying(found)
    machine = pd.crosstab(tagged["passage_id"], tagged["theme"]).reindex(index=order, columns=themes)
    machine = machine.fillna(0).to_numpy() > 0
    asked = sheet[themes].reindex(order).eq(ASKED).to_numpy()
    drawn = np.random.default_rng(1).permutation(len(order))
    print(f"{len(order)} coded passages, {int(asked.sum())} cells asked; F1, kappa, F1 of the other families")
    print("share   cells   asked cells      all themes       drawn at random")
    for share in SHARES:
        until = int(share * len(order))
        top = (np.arange(len(order)) < until)[:, None]
        chance = np.isin(np.arange(len(order)), drawn[:until])[:, None]
        ways = (top & asked, top & np.ones_like(asked), chance & np.ones_like(asked))
        lines = (scores(truth, np.where(way, truth, machine), first) for way in ways)
        print(f"{share:>5.0%}  {int((top & asked).sum()):>5}   " + "   ".join(lines), flush=True)


if __name__ == "__main__":
    main()
