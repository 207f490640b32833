"""How much of what was planted in invented notes a run finds.

    turning-point sample --notes 1000 build/sample
    turning-point run --raw build/sample/notes --processed build/p --reports build/r
    python -m bench.planted --truth build/sample/truth --processed build/p

Printed are shares of what was planted, and of what was found; nothing is asserted. A theme is present in a
note that was written to be about it; the verdict on how it recurs in a group follows from that by the same
ladder as the program's. Changes that groups meet too seldom to show are among those planted.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.core import store
from pipeline.core.counted import may_carry_themes
from pipeline.core.schemas import CHANGES
from pipeline.series.recurrence import verdict
from pipeline.settings.models import Series

PLACE = ["source", "line"]
WAYS = {"rising": "up", "new": "up", "fading": "down", "lapsed": "down", "returned": "returned"}
"""What a change may be called, too: a share that rises may be told as new."""


def scores(truth: Path, processed: Path) -> dict[str, float]:
    """Return the figures by name: shares from 0 to 1; NaN where there was nothing to find."""
    planted = pd.read_csv(truth / "notes.csv", keep_default_na=False)
    notes = store.read(processed, "notes")
    both = planted.merge(notes, on=PLACE, suffixes=("", "_found"))
    return {
        "notes found": len(both) / len(planted),
        "notes that are none": 1 - len(both) / max(len(notes), 1),
        **_days(both),
        **_copies(planted, both),
        "cells": float((both["cell"] == both["cell_found"]).mean()),
        **_themes(truth, processed),
        **_recurrence(truth, processed, both),
    }


def _days(both: pd.DataFrame) -> dict[str, float]:
    """Return the share of the days that are right, and of the ranges that hold the day."""
    known = both["basis"] != "unknown"
    right = both["date_found"] == both["date"]
    low, high = both["date_low"], both["date_high"]
    inside = ((low == "") | (low <= both["date"])) & ((high == "") | (both["date"] <= high))
    return {
        "days": float(right[known].mean()),
        "days announced": float(right[both["basis"] == "announced"].mean()),
        "ranges of the unknown": float(inside[~known].mean()),
    }


def _copies(planted: pd.DataFrame, both: pd.DataFrame) -> dict[str, float]:
    """Return the share of the copies that are found, and of those found that are some."""
    told, found = (planted["copies"] != ""), (both["copies_found"] != "")
    right = float((both["copies"].ne("") & both["copies"].eq(both["copies_found"])).sum())
    return {
        "copies": right / told.sum() if told.any() else np.nan,
        "copies that are some": right / found.sum() if found.any() else np.nan,
    }


def _themes(truth: Path, processed: Path) -> dict[str, float]:
    """Return recall, precision and F1 over passages and themes."""
    rows = pd.read_csv(truth / "passages.csv", keep_default_na=False)
    rows = rows.assign(theme=rows["themes"].str.split(";")).explode("theme")
    passages = store.read(processed, "passages")
    places = passages.loc[may_carry_themes(passages), ["passage_id", *PLACE]]
    found = store.read(processed, "passage_themes").merge(places, on="passage_id")
    right = len(rows.merge(found, on=[*PLACE, "theme"]))
    recall, precision = right / len(rows), right / max(len(found), 1)
    f1 = 2 * recall * precision / max(recall + precision, 1e-9)
    return {"themes, recall": recall, "themes, precision": precision, "themes, F1": f1}


def _recurrence(truth: Path, processed: Path, both: pd.DataFrame) -> dict[str, float]:
    """Return how many verdicts are right, how many planted changes are told, and how many that are none."""
    changes = pd.read_csv(truth / "changes.csv", keep_default_na=False)
    themes = sorted(set(changes["theme"]))
    about = both[both["cell"] != ""]
    held = about.groupby("cell").size()
    present = pd.DataFrame(
        {
            t: about["themes"].str.split(";").map(lambda s, t=t: t in s).groupby(about["cell"]).sum()
            for t in themes
        }
    )
    told = store.read(processed, "recurrence").set_index(["cell", "theme"])
    often = Series().often
    pairs = [pair for pair in zip(changes["cell"], changes["theme"], strict=True) if pair in told.index]
    verdicts = [
        told.at[pair, "verdict"] == verdict(int(present.at[pair]), int(held[pair[0]]), often)
        for pair in pairs
    ]
    change = changes.set_index(["cell", "theme"])["change"]
    said = [(change[pair], str(told.at[pair, "change"])) for pair in pairs]
    moved = [WAYS.get(found) == WAYS[was] for was, found in said if was != "steady"]
    steady = [found in CHANGES[:5] for was, found in said if was == "steady"]
    return {
        "verdicts": float(np.mean(verdicts)),
        "changes told": float(np.mean(moved)) if moved else np.nan,
        "changes that are none": float(np.mean(steady)),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--processed", type=Path, required=True)
    given = parser.parse_args()
    for name, value in scores(given.truth, given.processed).items():
        print(f"{name:24} {value:.4f}")


if __name__ == "__main__":
    main()
