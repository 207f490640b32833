"""Passages that look like a theme and carry none: what the lexicons may have missed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.language.stems import Stems
from pipeline.language.words import RUN
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings.models import Themes
from pipeline.tagging.likeness import likeness

SHORTEST = 6
"""Passages of fewer words are headings in disguise: nobody missed them."""
MISSED = 6
LOOSER = {"sure": 1.0, "fewest_sure": 8, "likeness": 0.15}
"""What is shown to be read, not decided, may rest on fewer passages of a theme, and on less sure ones."""


def missed(
    lexicon: Lexicon, body: pd.DataFrame, themes: pd.DataFrame, options: Themes, stems: Stems
) -> pd.DataFrame:
    """Return theme, passage_id, likeness, words, text: passages most like a theme that carry no theme at all.

    `words` are the stems that make it like the theme.
    """
    ids, names = body["passage_id"].tolist(), list(lexicon.themes)
    scores = themes.pivot(index="passage_id", columns="theme", values="score").reindex(
        index=ids, columns=names
    )
    columns = ["theme", "passage_id", "likeness", "words", "text"]
    looser = options.model_copy(update=LOOSER)
    like = likeness(body["text"].tolist(), scores.fillna(0.0).to_numpy(), looser, stems)
    if like is None:
        return pd.DataFrame(columns=columns)
    bare = ~body["passage_id"].isin(themes["passage_id"]) & ~body["text"].duplicated()
    bare &= body["text"].str.count(RUN.pattern) >= SHORTEST
    rows: list[tuple[str, str, float, str, str]] = []
    for place, name in enumerate(names):
        points = np.where(bare, like.points[:, place], 0.0)
        for i in np.argsort(-points, kind="stable")[:MISSED]:
            if points[i] > 0:
                words = ", ".join(like.speaking(i, place, most=5))
                rows.append((name, ids[i], float(points[i]), words, body["text"].iat[i]))
    return pd.DataFrame(rows, columns=columns)
