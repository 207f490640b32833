"""Which themes apply to each passage once people have had their say, and how well terms had found them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.coding.accuracy import accuracy
from pipeline.coding.marks import as_codes, laid_out, marks_in
from pipeline.coding.overrides import overridden, what_people_say
from pipeline.coding.placing import by_fingerprint, placed_by_words
from pipeline.core.store import File
from pipeline.settings.codes import Codes


def codes(
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    found_themes: pd.DataFrame,
    codes: Codes,
    themes: Sequence[str],
    marks: Sequence[File] = (),
) -> dict[str, pd.DataFrame]:
    """Return the tags with what people say of them, and how well the terms had found them.

    The tables: `passage_themes`, `passage_codes`, `overruled`, `code_conflicts`, `accuracy`, `passage_marks`
    and `lost_marks`. `codes` are those of the config, `marks` the files of marks from the page; `themes` are
    the framework's, in order.

    Raises:
        Fault: a file of marks is broken.
    """
    marked = marks_in(marks)
    wanted = {row.passage for row in codes.rows} | {mark.passage for mark in marked}
    places = by_fingerprint(passages, wanted)
    placed = placed_by_words([*codes.rows, *as_codes(marked, themes)], places, themes)
    return {
        **laid_out(marked, places, themes),
        **overridden(found_themes, what_people_say(placed), passages),
        "passage_codes": placed,
        "accuracy": accuracy(placed, notes, passages, found_themes, themes),
    }
