"""What is said of change on the page and in the draft alike: turns that are told, and that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "Nothing is clearly new, rising, fading, gone or back."
TOO_FEW = "Too few meetings to say anything about change."


def told(turns: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the rows of the table `turns` on themes or topics that are told, the firmest first."""
    mine = turns[(turns["told"] == "yes") & (turns["kind"] == kind)]
    return mine.sort_values(["p_value", "name"], kind="stable")
