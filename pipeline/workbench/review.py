"""What the lexicons do to the notes: gains and losses of an edit, checks, suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.core.counted import applying, counted
from pipeline.core.year import year_of
from pipeline.lexicon.lexicon import Lexicon
from pipeline.workbench import terms
from pipeline.workbench.suggestions import Suggestion, suggestions

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
class LastRun:
    """The tables of the last run that an edit is held against."""

    notes: pd.DataFrame
    passages: pd.DataFrame
    tags: pd.DataFrame
    found_themes: pd.DataFrame
    stems: pd.DataFrame


def review(
    lexicon: Lexicon,
    last: LastRun,
    made: Mapping[str, pd.DataFrame],
    missed: pd.DataFrame,
    stopwords: Sequence[str],
) -> Review:
    """Compare the tags that the lexicon makes as it is now with those of the last run.

    Args:
        lexicon: as edited.
        last: the tables of the last run.
        made: `tags` and `found_themes` of the same passages by the edited lexicon.
        missed: passages that look like a theme and carry none, as of `tagging.missed`.
        stopwords: words that are never suggested.
    """
    last = _still_there(last)
    tags, themes = made["tags"], applying(made["found_themes"])
    body, before = counted(last.passages, last.notes), applying(last.found_themes)
    used, applied = (table[table["passage_id"].isin(body["passage_id"])] for table in (tags, themes))
    return Review(
        lexicon=lexicon,
        changes=_with_notes(changes(last, tags, themes), last),
        shares=shares(lexicon, before, themes, body),
        moved=moved(before, themes, body, last.notes),
        terms=terms.terms(lexicon, used, applied),
        dead=terms.dead(lexicon, tags, last.passages["text"].tolist()),
        shared=terms.shared(tags),
        suggestions=tuple(suggestions(lexicon, body, themes, stopwords)),
        missed=_with_notes(missed, last),
    )


def _still_there(last: LastRun) -> LastRun:
    """Return the tables without the themes of passages that have gone since: no edit took those away."""
    there = last.passages["passage_id"]
    tags, themes = (table[table["passage_id"].isin(there)] for table in (last.tags, last.found_themes))
    return replace(last, tags=tags, found_themes=themes)


def _with_notes(table: pd.DataFrame, last: LastRun) -> pd.DataFrame:
    """Return the table with the column `note`: title and date of the passage's note."""
    dated = last.notes["date"].where(last.notes["date"] != "", "undated")
    titles = dict(zip(last.notes["note_id"], last.notes["title"] + ", " + dated, strict=True))
    note_of = dict(zip(last.passages["passage_id"], last.passages["note_id"], strict=True))
    return table.assign(note=[titles[note_of[passage]] for passage in table["passage_id"]])


def changes(last: LastRun, tags: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return theme, change (gained, lost), by, passage_id, because, text, spans: each passage that changed.

    `by` names the terms that did it: for a gain those that are new in the passage or worth more than before,
    for a loss those that are gone or worth less. `spans` are their places.
    """
    keys = ["theme", "passage_id"]
    both = applying(last.found_themes).merge(
        themes, on=keys, how="outer", suffixes=("_old", "_new"), indicator=True
    )
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
            "year": year_of(notes).replace("", "undated"),
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
