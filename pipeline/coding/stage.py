"""Which themes apply to each passage once people have had their say, and how well terms had found them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.coding.accuracy import accuracy
from pipeline.coding.overrides import overridden, what_people_say
from pipeline.coding.placing import placed_by_words
from pipeline.settings.codes import Codes


def codes(
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    found_themes: pd.DataFrame,
    codes: Codes,
    themes: Sequence[str],
) -> dict[str, pd.DataFrame]:
    """Return `passage_themes`, `passage_codes`, `overruled`, `code_conflicts` and `accuracy`.

    `codes` are those of the config; `themes` are the framework's, in order.
    """
    placed = placed_by_words(passages, codes, themes)
    return {
        **overridden(found_themes, what_people_say(placed), passages),
        "passage_codes": placed,
        "accuracy": accuracy(placed, notes, passages, found_themes, themes),
    }
