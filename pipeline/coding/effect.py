"""What an edit of the lexicons does to accuracy, per theme, and whether that hangs on a single note."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.coding.accuracy import blind, by_reader
from pipeline.coding.scores import as_matrix, per_note, ratios, votes
from pipeline.core.counted import applying

NAMES = ("precision", "recall", "f1")


def effect(
    passage_codes: pd.DataFrame,
    passages: pd.DataFrame,
    before: pd.DataFrame,
    after: pd.DataFrame,
    themes: Sequence[str],
) -> pd.DataFrame:
    """Return per coded theme precision, recall and F1 before and after, and how the gain in F1 varies.

    `before` and `after` are `found_themes`. `least` and `most` are the smallest and the greatest gain where
    each note is left out in turn. Empty where no passage is coded blind.
    """
    codes = blind(passage_codes[passage_codes["passage_id"].isin(passages["passage_id"])])
    if codes.empty:
        return pd.DataFrame()
    joined = by_reader(codes, passages)
    asked = [theme for theme in themes if theme in joined.columns]
    said = votes(joined, asked)
    notes = joined.drop_duplicates("passage_id").set_index("passage_id")["note_id"].loc[said.index].to_numpy()
    found: dict[str, np.ndarray] = {}
    for when, tags in (("before", before), ("after", after)):
        machine = as_matrix(applying(tags), said.index, asked).to_numpy()
        tables = per_note(said.to_numpy(), machine, notes)
        whole = tables.sum(axis=0)
        found |= {f"{name}_{when}": ratios(whole)[name] for name in NAMES}
        found[f"left_{when}"] = ratios(whole - tables)["f1"]
    gains = np.nan_to_num(found.pop("left_after")) - np.nan_to_num(found.pop("left_before"))
    spread = {"least": gains.min(axis=0), "most": gains.max(axis=0)}
    return pd.DataFrame({"theme": asked, "coded": said.sum().to_numpy(), **found, **spread})


def as_text(found: pd.DataFrame) -> str:
    """Return the themes whose accuracy the edit moved as plain lines; one line where it moved none."""
    if found.empty:
        return "accuracy: no passage of these notes is coded blind; `turning-point code-sheet` draws some"
    before, after = (found[[f"{name}_{when}" for name in NAMES]].fillna(0) for when in ("before", "after"))
    moved = found[(before.to_numpy() != after.to_numpy()).any(axis=1)]
    if moved.empty:
        return "accuracy: no theme's figures move on the coded passages"
    lines = ["accuracy on the coded passages, before → after (gain in F1 with any one note left out)"]
    for row in moved.to_dict("records"):
        figures = ", ".join(
            f"{name} {row[name + '_before']:.2f} → {row[name + '_after']:.2f}" for name in NAMES
        )
        lines.append(f"  {row['theme']:<20}{figures} ({row['least']:+.2f} to {row['most']:+.2f})")
    return "\n".join(lines)
