"""How often the tags of each theme are right, and how many passages they miss, in words for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.core.wording import often, percent, several

WEAK, HARDLY = "weak measure", "hardly tested"
FEW = 5
"""Of fewer tags or passages than this none is said to be right so many times in ten: they are counted."""


@dataclass(frozen=True)
class Measured:
    """What the codes say of a theme's tags: in short, in a sentence, and its share as found and corrected."""

    right: str
    found: str
    right_between: str
    found_between: str
    coded: int
    tags: int
    firm: str
    tentative: str
    share: str
    corrected: str
    between: str
    verdict: str
    figures: str
    order: tuple[float, float]


def measured(accuracy: pd.DataFrame, order: Sequence[str]) -> dict[str, Measured]:
    """Return per theme that was coded, in order, what the codes say of it; nothing where nothing is coded."""
    rows = {row["theme"]: row for row in accuracy.to_dict("records") if row["passages"]}
    return {theme: _measured(rows[theme]) for theme in order if theme in rows}


def weak_themes(accuracy: pd.DataFrame) -> dict[str, str]:
    """Return the themes to read with care, by the codes, and how they are marked."""
    verdicts = zip(accuracy["theme"], accuracy["verdict"], strict=True)
    return {theme: HARDLY if "too few" in why else WEAK for theme, why in verdicts if why != "trusted"}


def _measured(row: Mapping[Any, Any]) -> Measured:
    right = row["precision"] * row["machine"]
    return Measured(
        often(row["precision"], row["machine"]),
        often(row["recall"], row["coded"]),
        _between(row, "precision", row["machine"]),
        _between(row, "recall", row["coded"]),
        row["coded"],
        row["machine"],
        _of(row["firm_right"], row["firm"]),
        _of(row["tentative_right"], row["tentative"]),
        percent(row["share"], short=True),
        "" if row["corrected"] != row["corrected"] else percent(row["corrected"], short=True),
        ""
        if row["corrected"] != row["corrected"]
        else _percents(row["corrected_low"], row["corrected_high"]),
        row["verdict"],
        f"{_of(right, row['machine'])} tags right; F1 {_figure(row['f1'])}, kappa {_figure(row['kappa'])}, "
        f"correlation by note {_figure(row['correlation'])}",
        (_known(row["precision"]), _known(row["recall"])),
    )


def _between(row: Mapping[Any, Any], name: str, count: int) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if count < FEW or low != low:
        return ""
    return f"{10 * low:.0f} to {10 * high:.0f}"


def _of(right: float, count: int) -> str:
    return f"{right:g} of {count}" if count else "–"


def _percents(low: float, high: float) -> str:
    return f"{100 * low:.0f} to {100 * high:.0f} %"


def _known(value: float) -> float:
    """Return the value to sort by: what is not known comes last."""
    return -1.0 if value != value else value


def _figure(value: float) -> str:
    return "–" if value != value else f"{value:.2f}".replace("-", "−")


def summary(accuracy: pd.DataFrame) -> str:
    """Return in a phrase what was coded, and by whom; empty where nothing was."""
    coded = accuracy[accuracy["passages"] > 0]
    if coded.empty:
        return ""
    most = coded.sort_values("passages").iloc[-1]
    return f"{several(int(most['passages']), 'passage')} of {several(int(most['notes']), 'note')}"
