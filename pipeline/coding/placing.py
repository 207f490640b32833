"""Codes laid on the passages that they are of, by the fingerprint of their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.core.schemas import schema
from pipeline.language.fingerprint import fingerprint
from pipeline.settings.codes import Code


def placed_by_words(
    codes: Iterable[Code], places: Mapping[str, Sequence[str]], themes: Sequence[str]
) -> pd.DataFrame:
    """Return `passage_codes`: a row per passage, theme of the framework, reader and occasion.

    Passages of the same words have the same codes; codes of other notes have no row. `places` is as of
    `by_fingerprint`.
    """
    rows: list[tuple[object, ...]] = []
    for row in codes:
        chance = np.nan if row.chance is None else row.chance
        rows += [
            (passage, theme, row.who, row.kind, row.how, chance, row.when, "yes" if applies else "no")
            for passage in places.get(row.passage, ())
            for theme, applies in row.says.items()
            if theme in themes
        ]
    return schema("passage_codes").frame(rows)


def by_fingerprint(passages: pd.DataFrame, wanted: set[str]) -> dict[str, list[str]]:
    """Return the passages of each fingerprint that is wanted; headings are never coded."""
    found: dict[str, list[str]] = {}
    body = passages[passages["kind"] != "heading"] if wanted else passages.head(0)
    for passage, text in zip(body["passage_id"], body["text"], strict=True):
        key = fingerprint(text)
        if key in wanted:
            found.setdefault(key, []).append(passage)
    return found
