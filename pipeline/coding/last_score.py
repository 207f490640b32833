"""The score per theme as it is kept: as text, with the checksum of the tagging that it is of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

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


def as_json(themes: pd.DataFrame, of: str) -> str:
    """Return the score per theme as JSON; `of` is the checksum of the tagging that was scored."""
    ends = zip(themes["corrected_low"], themes["corrected_high"], strict=True)
    shown = themes.assign(between=[_range(*pair) for pair in ends])[list(SHOWN)]
    rows = shown.round(3).astype(object).where(shown.notna(), None)
    return json.dumps({"of": of, "themes": rows.to_dict("records")}, ensure_ascii=False, indent=1) + "\n"


def _range(low: float, high: float) -> str | None:
    return None if low != low else f"{low:.1%} to {high:.1%}"


def scores_in(text: str, of: str) -> list[dict[str, Any]] | None:
    """Return the score per theme that was kept as `text`, or None if it is of another tagging."""
    try:
        kept = json.loads(text)
    except ValueError:
        return None
    return list(kept["themes"]) if kept.get("of") == of else None


def in_short(scores: list[dict[str, Any]] | None) -> dict[str, str]:
    """Return per theme what the last score says of it, in a few words; nothing if there is none."""
    return {
        row["theme"]: f"last score: {row['verdict']}"
        + (f", kappa {row['kappa']:.2f}" if row["kappa"] is not None else "")
        for row in scores or ()
    }
