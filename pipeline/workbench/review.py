"""What the lexicons do to the notes: gains and losses of an edit, checks, suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pipeline.core.counted import counted
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings.models import Themes
from pipeline.tagging.likeness import likeness
from pipeline.tagging.stage import tag
from pipeline.workbench import terms
from pipeline.workbench.suggestions import Suggestion, suggestions

SHORTEST = 6
"""Passages of fewer words are headings in disguise: nobody missed them."""
MISSED = 6
LOOSER = {"sure": 1.0, "fewest_sure": 8, "likeness": 0.15}
"""What is shown to be read, not decided, may rest on fewer passages of a theme, and on less sure ones."""
OTHERWISE = "likeness, passing cues or threshold"
"""What did it where no term did."""


@dataclass(frozen=True)
class Review:
    """What an analyst looks at after an edit; each part is a table with the columns named in its maker."""

    lexicon: Lexicon
    changes: pd.DataFrame
    shares: pd.DataFrame
    moved: pd.DataFrame
    terms: pd.DataFrame
    dead: pd.DataFrame
    shared: pd.DataFrame
    suggestions: tuple[Suggestion, ...]
    missed: pd.DataFrame


@dataclass(frozen=True)
class Tables:
    """The tables of the last run that an edit is held against."""

    notes: pd.DataFrame
    passages: pd.DataFrame
    tags: pd.DataFrame
    passage_themes: pd.DataFrame
    stems: pd.DataFrame


def review(lexicon: Lexicon, last: Tables, options: Themes, stopwords: Sequence[str]) -> Review:
    """Tag the passages by the lexicon as it stands and compare with the last run.

    Args:
        lexicon: as edited.
        last: the tables of the last run.
        options: the settings of the stage `tag`.
        stopwords: words that are never suggested.
    """
    stems = Stems(zip(last.stems["word"], last.stems["stem"], strict=True))
    last = _still_there(last)
    made = tag(last.passages, lexicon, options, stems)
    tags, themes = made["tags"], made["passage_themes"]
    body = counted(last.passages, last.notes)
    used, applied = (table[table["passage_id"].isin(body["passage_id"])] for table in (tags, themes))
    return Review(
        lexicon=lexicon,
        changes=_with_notes(changes(last, tags, themes), last),
        shares=shares(lexicon, last.passage_themes, themes, body),
        moved=moved(last.passage_themes, themes, body, last.notes),
        terms=terms.terms(lexicon, used, applied),
        dead=terms.dead(lexicon, tags, last.passages["text"].tolist()),
        shared=terms.shared(tags),
        suggestions=tuple(suggestions(lexicon, body, themes, stopwords)),
        missed=_with_notes(missed(lexicon, body, applied, options, stems), last),
    )


def _still_there(last: Tables) -> Tables:
    """Return the tables without the themes of passages that have gone since: no edit took those away."""
    there = last.passages["passage_id"]
    tags, themes = (table[table["passage_id"].isin(there)] for table in (last.tags, last.passage_themes))
    return replace(last, tags=tags, passage_themes=themes)


def _with_notes(table: pd.DataFrame, last: Tables) -> pd.DataFrame:
    """Return the table with the column `note`: title and date of the note that the passage stands in."""
    dated = last.notes["date"].where(last.notes["date"] != "", "undated")
    titles = dict(zip(last.notes["note_id"], last.notes["title"] + ", " + dated, strict=True))
    note_of = dict(zip(last.passages["passage_id"], last.passages["note_id"], strict=True))
    return table.assign(note=[titles[note_of[passage]] for passage in table["passage_id"]])


def changes(last: Tables, tags: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return theme, change (gained, lost), by, passage_id, because, text, spans: each passage that changed.

    `by` names the terms that did it: for a gain those that are new in the passage or worth more than before,
    for a loss those that are gone or worth less. `spans` are their places.
    """
    keys = ["theme", "passage_id"]
    both = last.passage_themes.merge(themes, on=keys, how="outer", suffixes=("_old", "_new"), indicator=True)
    both = both[both["_merge"] != "both"].copy()
    both["change"] = both["_merge"].map({"left_only": "lost", "right_only": "gained"}).astype(str)
    both["because"] = both["basis_new"].fillna(both["basis_old"])
    text_of = last.passages.set_index("passage_id")["text"]
    both["text"] = both["passage_id"].map(text_of)
    old, new = (table.merge(both[keys], on=keys) for table in (last.tags, tags))
    did = {"gained": _more(new, old), "lost": _more(old, new)}
    rows = [
        (change, (theme, passage)) for change, theme, passage in both[["change", *keys]].to_numpy().tolist()
    ]
    both["by"] = ["; ".join(sorted(set(did[c].get(key, {}).values()))) or OTHERWISE for c, key in rows]
    both["spans"] = [sorted(did[c].get(key, {})) for c, key in rows]
    columns = ["theme", "change", "by", "passage_id", "because", "text", "spans"]
    return both[columns].sort_values(columns[:4], ignore_index=True)


Key = tuple[str, str]
Span = tuple[int, int]


def _more(now: pd.DataFrame, before: pd.DataFrame) -> dict[Key, dict[Span, str]]:
    """Return per theme and passage the places of terms that are worth more now than before, with the term."""
    keys = ["theme", "passage_id", "term"]
    worth = before.groupby(keys, as_index=False)["weight"].max()
    joined = now.merge(worth, on=keys, how="left", suffixes=("", "_before"))
    joined = joined[joined["weight"] > joined["weight_before"].fillna(0.0)]
    places: dict[Key, dict[Span, str]] = {}
    for theme, passage, term, start, end in joined[[*keys, "start", "end"]].to_numpy().tolist():
        places.setdefault((theme, passage), {})[start, end] = term
    return places


def shares(lexicon: Lexicon, old: pd.DataFrame, new: pd.DataFrame, body: pd.DataFrame) -> pd.DataFrame:
    """Return theme, before, after: the share of the passages that count."""
    rows = [(theme, _share(old, body, theme), _share(new, body, theme)) for theme in lexicon.themes]
    return pd.DataFrame(rows, columns=["theme", "before", "after"])


def _share(themes: pd.DataFrame, body: pd.DataFrame, theme: str) -> float:
    ids = themes.loc[themes["theme"] == theme, "passage_id"]
    return float(body["passage_id"].isin(ids).sum() / max(len(body), 1))


def moved(
    old: pd.DataFrame, new: pd.DataFrame, body: pd.DataFrame, notes: pd.DataFrame, most: int = 10
) -> pd.DataFrame:
    """Return cell, year, theme, passages, before, after: where the series moved most, shares of passages."""
    where = pd.DataFrame(
        {
            "note_id": notes["note_id"],
            "cell": notes["cell"].where(notes["cell"] != "", "one-off events"),
            "year": notes["date"].str[:4].where(notes["date"] != "", "undated"),
        }
    )
    placed = body[["passage_id", "note_id"]].merge(where, on="note_id")
    sizes = placed.groupby(["cell", "year"], as_index=False).size().rename(columns={"size": "passages"})

    def part(themes: pd.DataFrame) -> pd.Series:
        joined = themes[["passage_id", "theme"]].merge(placed, on="passage_id")
        return joined.groupby(["cell", "year", "theme"]).size()

    both = pd.concat([part(old).rename("before"), part(new).rename("after")], axis=1).fillna(0).reset_index()
    both = both.merge(sizes, on=["cell", "year"])
    both[["before", "after"]] = both[["before", "after"]].div(both["passages"], axis=0)
    both["by"] = (both["after"] - both["before"]).abs()
    both = both[both["by"] > 0].sort_values(
        ["by", "cell", "year", "theme"], ascending=[False, True, True, True]
    )
    columns = ["cell", "year", "theme", "passages", "before", "after"]
    return both[columns].head(most).reset_index(drop=True)


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
    bare &= body["text"].str.count(r"\w+") >= SHORTEST
    rows: list[tuple[str, str, float, str, str]] = []
    for place, name in enumerate(names):
        points = np.where(bare, like.points[:, place], 0.0)
        for i in np.argsort(-points, kind="stable")[:MISSED]:
            if points[i] > 0:
                words = ", ".join(like.speaking(i, place, most=5))
                rows.append((name, ids[i], float(points[i]), words, body["text"].iat[i]))
    return pd.DataFrame(rows, columns=columns)
