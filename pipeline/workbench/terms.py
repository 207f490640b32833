"""How each term of the lexicons does in the notes: how often, in what company, and what is suspicious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme

HEAVY = 0.4
"""A term in more than this share of a theme's passages carries the theme almost alone."""
FEWEST = 4
OFTEN = 8
"""Of terms in fewer passages it is not said that they are heavy, or wide."""
WIDE = 0.5
"""A term whose estimated precision is less than this share of its weight may be too wide."""


def terms(lexicon: Lexicon, tags: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return a row per theme and term that counts somewhere, the most frequent of a theme first.

    Columns: theme, term, weight, passages (where it counts), share (of the theme's passages), alone (share of
    its passages without another term of the theme), precision (estimated), words (what it stands for, with
    counts), remark.

    Precision cannot be known without codes. It is estimated by what the theme's other terms say of the term's
    passages: the mean of their weights' sum, 1 at most, for terms that are about one thing keep company. Of
    84 terms with six or more coded passages the estimate had a rank correlation of 0.8 with the precision
    found, and lay 0.14 from it on average; it is too low for strong terms, which can do without company.

    Args:
        lexicon: for the weights.
        tags, themes: the tables `tags` and `passage_themes` for the passages that count.
    """
    once = tags.groupby(["theme", "term", "passage_id"], as_index=False)["weight"].max()
    company = once.groupby(["theme", "passage_id"])["weight"]
    once["precision"] = (company.transform("sum") - once["weight"]).clip(0.0, 1.0).round(9)
    once["alone"] = company.transform("size") == 1
    once = once.merge(themes[["theme", "passage_id", "score"]], on=["theme", "passage_id"], how="left")
    found = once.groupby(["theme", "term"], as_index=False).agg(
        passages=("passage_id", "size"),
        carrying=("score", "count"),
        alone=("alone", "mean"),
        precision=("precision", "mean"),
    )
    found["share"] = found["carrying"] / found["theme"].map(themes.groupby("theme").size())
    found["share"] = found["share"].fillna(0.0)  # of a theme that applies nowhere
    weights = {(theme.id, entry.term): entry.weight for theme, entry in _entries(lexicon)}
    keys = list(zip(found["theme"], found["term"], strict=True))
    found["weight"] = [weights[key] for key in keys]
    words = expansions(tags)
    found["words"] = [words.get(key, "") for key in keys]
    found["remark"] = [_remark(row) for row in found.to_dict("records")]
    columns = ["theme", "term", "weight", "passages", "share", "alone", "precision", "words", "remark"]
    found = found.sort_values(["passages", "term"], ascending=[False, True])
    place = found["theme"].map({theme: place for place, theme in enumerate(lexicon.themes)})
    return found.iloc[np.argsort(place, kind="stable")][columns].reset_index(drop=True)


def _entries(lexicon: Lexicon) -> Iterator[tuple[Theme, Entry]]:
    for theme in lexicon.themes.values():
        for entry in theme.entries:
            yield theme, entry


def _remark(row: dict[Any, Any]) -> str:
    remarks = []
    if row["share"] > HEAVY and row["carrying"] >= FEWEST:
        remarks.append(f"carries {row['share']:.0%} of the theme")
    if row["passages"] >= OFTEN and row["precision"] < WIDE * min(row["weight"], 1.0):
        remarks.append(
            f"may be too wide: weighs {row['weight']:g}, estimated precision {row['precision']:.2f}"
        )
    return "; ".join(remarks)


def expansions(tags: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return by theme and term what each term with wildcards or alternatives stands for, with counts."""
    several = tags[tags["term"].str.contains("[*|]") & ~tags["term"].str.contains("~", regex=False)]
    return {
        key: _counted(" ".join(words.lower().split()) for words in matched)
        for key, matched in several.groupby(["theme", "term"])["matched"]
    }


def _counted(words: Iterable[str]) -> str:
    ranked = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{word} {count}" for word, count in ranked)


def dead(lexicon: Lexicon, tags: pd.DataFrame, texts: list[str]) -> pd.DataFrame:
    """Return theme, term, places: the terms that count nowhere in the notes.

    `places` is where such a term is found all the same: always inside a longer or weightier match of its
    theme, or in a NOT context.
    """
    alive = set(zip(tags["theme"], tags["term"], strict=True))
    gone = [(theme, entry) for theme, entry in _entries(lexicon) if (theme.id, entry.term) not in alive]
    alone = {
        str(i): Theme(str(i), "", "", (entry,), both_spellings=theme.both_spellings)
        for i, (theme, entry) in enumerate(gone)
    }
    places = np.bincount(Lexicon(alone).matcher.find(texts).theme, minlength=len(gone))
    rows = [(theme.id, entry.term, int(n)) for (theme, entry), n in zip(gone, places, strict=False)]
    found = pd.DataFrame(rows, columns=["theme", "term", "places"])
    return found.sort_values("places", ascending=False, kind="stable", ignore_index=True)


def shared(tags: pd.DataFrame) -> pd.DataFrame:
    """Return words, themes, places: the same words of a passage that count for several themes."""
    places = ["passage_id", "start", "end"]
    several = tags[tags.duplicated(places, keep=False)].groupby(places)
    spans = several.agg(themes=("theme", ", ".join), words=("matched", "first"))
    spans["words"] = spans["words"].str.lower()
    counts = spans.groupby(["words", "themes"]).size().rename("places").reset_index()
    return counts.sort_values(["places", "words"], ascending=[False, True], ignore_index=True)
