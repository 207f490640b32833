"""Codes laid on the passages that they are of, by the fingerprint of their words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.core.schemas import schema
from pipeline.language.fingerprint import fingerprint
from pipeline.settings.codes import Codes


def placed_by_words(passages: pd.DataFrame, codes: Codes, themes: Sequence[str]) -> pd.DataFrame:
    """Return `passage_codes`: a row per passage, theme of the framework, reader and occasion.

    Passages of the same words have the same codes; codes of other notes have no row.
    """
    rows: list[tuple[object, ...]] = []
    places = _by_fingerprint(passages, {row.passage for row in codes.rows})
    for row in codes.rows:
        chance = np.nan if row.chance is None else row.chance
        rows += [
            (passage, theme, row.who, row.kind, row.how, chance, row.when, "yes" if applies else "no")
            for passage in places.get(row.passage, ())
            for theme, applies in row.says.items()
            if theme in themes
        ]
    return schema("passage_codes").frame(rows)


def _by_fingerprint(passages: pd.DataFrame, wanted: set[str]) -> dict[str, list[str]]:
    """Return the passages of each fingerprint that is wanted; headings are never coded."""
    found: dict[str, list[str]] = {}
    body = passages[passages["kind"] != "heading"] if wanted else passages.head(0)
    for passage, text in zip(body["passage_id"], body["text"], strict=True):
        key = fingerprint(text)
        if key in wanted:
            found.setdefault(key, []).append(passage)
    return found
