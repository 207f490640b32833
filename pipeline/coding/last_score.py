"""Accuracy: the last score against people's codes, kept for the report while the tags are those it scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.core.store import checksum, path_of, replacing

FILE = "accuracy.json"
SHOWN = (
    "theme",
    "coded",
    "precision",
    "recall",
    "f1",
    "kappa",
    "correlation",
    "share",
    "corrected",
    "between",
    "verdict",
)


def keep(themes: pd.DataFrame, processed: Path) -> None:
    """Keep the score per theme, with the checksum of the tagging that it is of."""
    themes = themes.assign(
        between=[
            _range(*ends) for ends in zip(themes["corrected_low"], themes["corrected_high"], strict=True)
        ]
    )
    rows = themes[list(SHOWN)].round(3).astype(object).where(themes[list(SHOWN)].notna(), None)
    kept = {"of": checksum(path_of(processed, "passage_themes")), "themes": rows.to_dict("records")}
    with replacing(processed / FILE) as temporary:
        temporary.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _range(low: float, high: float) -> str | None:
    return None if low != low else f"{low:.1%} to {high:.1%}"


def accuracy(processed: Path) -> list[dict[str, Any]] | None:
    """Return the score per theme, or None if the tags as they are have not been scored."""
    try:
        kept = json.loads((processed / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    same = kept.get("of") == checksum(path_of(processed, "passage_themes"))
    return list(kept["themes"]) if same else None


def in_short(scores: list[dict[str, Any]] | None) -> dict[str, str]:
    """Return per theme what the last score says of it, in a few words; nothing if there is none."""
    return {
        row["theme"]: f"last score: {row['verdict']}"
        + (f", kappa {row['kappa']:.2f}" if row["kappa"] is not None else "")
        for row in scores or ()
    }
