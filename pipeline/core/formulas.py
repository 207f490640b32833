"""Texts that a spreadsheet would run as formulas, made harmless in CSV files, and read as they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RUNS = r"'*\s*[=+\-@\t\r]"
"""How a text begins that is run (also after spaces), or that would be taken for one made harmless."""
RUNS_FROM = "'=+-@"
"""What such a text begins with, if it is not a space."""
HARMLESS = r"'+\s*[=+\-@\t\r]"


def harmless(texts: pd.Series) -> pd.Series:
    """Return the texts with an apostrophe before each that a spreadsheet would run."""
    if not _may_begin(texts, RUNS_FROM):
        return texts
    run = texts.str.match(RUNS)
    return texts.mask(run, "'" + texts) if run.any() else texts


def as_written(texts: pd.Series) -> pd.Series:
    """Return the texts as they were before `harmless`."""
    if not _may_begin(texts, "'"):
        return texts
    guarded = texts.str.match(HARMLESS)
    return texts.mask(guarded, texts.str[1:]) if guarded.any() else texts


def harmless_table(data: pd.DataFrame) -> pd.DataFrame:
    """Return the table with all its texts made harmless."""
    return _of_texts(data, harmless)


def table_as_written(data: pd.DataFrame) -> pd.DataFrame:
    """Return the table with all its texts as they were before `harmless_table`."""
    return _of_texts(data, as_written)


def _of_texts(data: pd.DataFrame, change: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    return data.apply(lambda column: change(column) if column.dtype.kind == "O" else column)


def harmless_text(text: str) -> str:
    """Return one text made harmless."""
    return f"'{text}" if re.match(RUNS, text) else text


def text_as_written(text: str) -> str:
    """Return one text as it was before `harmless_text`."""
    return text[1:] if re.match(HARMLESS, text) else text


def _may_begin(texts: pd.Series, characters: str) -> bool:
    """Whether any text begins with one of the characters, or with a space: most columns hold none."""
    first = {text[:1] for text in texts.tolist()} - {""}
    return any(each in characters or each.isspace() for each in first)
