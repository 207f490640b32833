"""Texts that a spreadsheet would run as formulas, made harmless in CSV files, and read as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RUNS = r"'*\s*[=+\-@\t\r]"
"""How a text begins that is run (also after spaces), or that would be taken for one made harmless."""
HARMLESS = r"'+\s*[=+\-@\t\r]"


def harmless(texts: pd.Series) -> pd.Series:
    """Return the texts with an apostrophe before each that a spreadsheet would run."""
    run = texts.str.match(RUNS)
    return texts.mask(run, "'" + texts) if run.any() else texts


def as_written(texts: pd.Series) -> pd.Series:
    """Return the texts as they were before `harmless`."""
    guarded = texts.str.match(HARMLESS)
    return texts.mask(guarded, texts.str[1:]) if guarded.any() else texts
