"""What the lexicons do to the notes: gains and losses of an edit, checks, suggestions, concordance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.config import Themes
from pipeline.lexicon import Entry, Lexicon
from pipeline.likeness import likeness
from pipeline.match import Matcher
from pipeline.stems import Stems
from pipeline.suggestions import Suggestion, suggestions
from pipeline.tables import counted
from pipeline.tag import tag

HEAVY = 0.4
"""A term that stands in more than this share of a theme's passages carries the theme almost alone."""
OFTEN = 10
WIDE = 0.35
SUGGESTED = 8
CONTEXTS = 3
CONTEXT = 45
FEWEST = 4


@dataclass(frozen=True)
class Review:
    """What an analyst looks at after an edit; each part is a table with the columns named in its maker."""

    changes: pd.DataFrame
    shares: pd.DataFrame
    moved: pd.DataFrame
    dead: pd.DataFrame
    expansions: pd.DataFrame
    heavy: pd.DataFrame
    shared: pd.DataFrame
    wide: pd.DataFrame
    suggestions: tuple[Suggestion, ...]
    missed: pd.DataFrame


def review(
    lexicon: Lexicon,
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    old_themes: pd.DataFrame,
    options: Themes,
    stopwords: Sequence[str],
    stems: Stems,
) -> Review:
    """Tag the passages by the lexicon as it stands and compare with the last run.

    Args:
        lexicon: as edited.
        notes, passages: the tables of the last run.
        old_themes: `passage_themes` of the last run.
        options: the settings of the stage `tag`.
        stopwords: words that are never suggested.
        stems: those that the last run found.
    """
    tables = tag(passages, lexicon, options, stems)
    tags, themes = tables["tags"], tables["passage_themes"]
    body = counted(passages, notes)
    used = tags[tags["passage_id"].isin(body["passage_id"])]
    return Review(
        changes=changes(old_themes, themes, passages),
        shares=shares(lexicon, old_themes, themes, body),
        moved=moved(old_themes, themes, body, notes),
        dead=dead(lexicon, tags),
        expansions=expansions(tags),
        heavy=heavy(used, themes),
        shared=shared(tags),
        wide=wide(used, themes),
        suggestions=tuple(suggestions(lexicon, body, themes, stopwords)),
        missed=missed(lexicon, body, themes, options, stems),
    )


def changes(old: pd.DataFrame, new: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return theme, change (gained, lost), passage_id, because, text: each passage that changed."""
    both = old.merge(new, on=["passage_id", "theme"], how="outer", suffixes=("_old", "_new"), indicator=True)
    both = both[both["_merge"] != "both"].assign(
        change=lambda t: t["_merge"].map({"left_only": "lost", "right_only": "gained"}).astype(str),
        because=lambda t: t["basis_new"].fillna(t["basis_old"]),
    )
    told = both.merge(passages[["passage_id", "text"]], on="passage_id", how="left")
    columns = ["theme", "change", "passage_id", "because", "text"]
    return told[columns].sort_values(columns[:3], ignore_index=True)


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
    """Return cell, year, theme, before, after: where the series moved most, shares of passages."""
    where = notes.assign(year=notes["date"].str[:4])[["note_id", "cell", "year"]]
    placed = body[["passage_id", "note_id"]].merge(where, on="note_id")
    sizes = placed.groupby(["cell", "year"]).size()

    def part(themes: pd.DataFrame) -> pd.Series:
        joined = themes[["passage_id", "theme"]].merge(placed, on="passage_id")
        return joined.groupby(["cell", "year", "theme"]).size()

    both = pd.concat([part(old).rename("before"), part(new).rename("after")], axis=1).fillna(0).reset_index()
    size = pd.Series([sizes[key] for key in zip(both["cell"], both["year"], strict=True)], index=both.index)
    both[["before", "after"]] = both[["before", "after"]].div(size, axis=0)
    both["by"] = (both["after"] - both["before"]).abs()
    both = both[both["by"] > 0].sort_values(
        ["by", "cell", "year", "theme"], ascending=[False, True, True, True]
    )
    return both.drop(columns="by").head(most).reset_index(drop=True)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    for theme in lexicon.themes.values():
        for entry in theme.entries:
            yield theme.id, entry


def dead(lexicon: Lexicon, tags: pd.DataFrame) -> pd.DataFrame:
    """Return theme, term: what stands nowhere in the notes (or always inside a longer match)."""
    alive = set(zip(tags["theme"], tags["term"], strict=True))
    rows = [(theme, entry.term) for theme, entry in _entries(lexicon) if (theme, entry.term) not in alive]
    return pd.DataFrame(rows, columns=["theme", "term"])


def expansions(tags: pd.DataFrame) -> pd.DataFrame:
    """Return theme, term, words: what each wildcard stands for here, with counts, the most frequent first."""
    wild = tags[tags["term"].str.contains("*", regex=False) & ~tags["term"].str.contains("~", regex=False)]
    rows = []
    for (theme, term), matched in wild.groupby(["theme", "term"])["matched"]:
        counts = Counter(" ".join(words.lower().split()) for words in matched)
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        rows.append((theme, term, ", ".join(f"{words} {count}" for words, count in ranked)))
    return pd.DataFrame(rows, columns=["theme", "term", "words"])


def _carriers(tags: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return theme, term, passages, carrying: in how many passages a term stands, and with its theme."""
    once = tags.drop_duplicates(["passage_id", "theme", "term"])
    carried = once.merge(
        themes[["passage_id", "theme"]], on=["passage_id", "theme"], how="left", indicator=True
    )
    carried["carrying"] = carried["_merge"] == "both"
    grouped = carried.groupby(["theme", "term"], as_index=False)
    return grouped.agg(passages=("passage_id", "size"), carrying=("carrying", "sum"))


def heavy(tags: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return theme, term, passages, share: terms in more than `HEAVY` of their theme's passages."""
    terms = _carriers(tags, themes)
    sizes = themes[themes["passage_id"].isin(tags["passage_id"])].groupby("theme").size()
    terms["share"] = terms["carrying"] / terms["theme"].map(sizes)
    chosen = terms[(terms["share"] > HEAVY) & (terms["carrying"] >= FEWEST)]
    return chosen[["theme", "term", "passages", "share"]].sort_values(
        "share", ascending=False, ignore_index=True
    )


def shared(tags: pd.DataFrame) -> pd.DataFrame:
    """Return words, themes, places: the same words of a passage that count for several themes."""
    places = ["passage_id", "start", "end"]
    several = (
        tags[tags.duplicated(places, keep=False)]
        .groupby(places)
        .agg(themes=("theme", ", ".join), words=("matched", "first"))
    )
    several["words"] = several["words"].str.lower()
    counts = several.groupby(["words", "themes"]).size().rename("places").reset_index()
    return counts.sort_values(["places", "words"], ascending=[False, True], ignore_index=True)


def wide(tags: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """Return theme, term, passages, company: frequent terms that mostly stand without any other of the theme.

    Precision cannot be known without codes; a term that its theme's other terms rarely accompany is the first
    suspect, for terms that are about one thing keep company.
    """
    once = tags.drop_duplicates(["passage_id", "theme", "term"])
    others = once.groupby(["passage_id", "theme"])["term"].transform("size") > 1
    grouped = once.assign(company=others).groupby(["theme", "term"], as_index=False)
    terms = grouped.agg(passages=("passage_id", "size"), company=("company", "mean"))
    chosen = terms[(terms["passages"] >= OFTEN) & (terms["company"] < WIDE)]
    return chosen.sort_values(["company", "theme", "term"], ignore_index=True)


def missed(
    lexicon: Lexicon,
    body: pd.DataFrame,
    themes: pd.DataFrame,
    options: Themes,
    stems: Stems,
    most: int = 5,
) -> pd.DataFrame:
    """Return theme, passage_id, likeness, text: passages most like a theme that carry no theme at all."""
    ids, names = body["passage_id"].tolist(), list(lexicon.themes)
    once = themes[themes["passage_id"].isin(ids)]
    scores = once.pivot(index="passage_id", columns="theme", values="score").reindex(index=ids, columns=names)
    like = likeness(body["text"].tolist(), scores.fillna(0.0).to_numpy(), options, stems)
    rows = []
    if like is not None:
        bare = ~body["passage_id"].isin(once["passage_id"]).to_numpy()
        for place, name in enumerate(names):
            points = np.where(bare, like.points[:, place], 0.0)
            for i in np.argsort(-points, kind="stable")[:most]:
                if points[i] > 0:
                    rows.append((name, ids[i], float(points[i]), body["text"].iat[i]))
    return pd.DataFrame(rows, columns=["theme", "passage_id", "likeness", "text"])


def kwic(term: str, passages: pd.DataFrame, width: int = 60) -> list[str]:
    """Return each place of a term (any term of the lexicon language) in its context, aligned at the term.

    Raises:
        Fault: the term is not well written.
    """
    from pipeline.errors import Fault
    from pipeline.lexicon import Theme
    from pipeline.terms import fault_in

    if fault := fault_in(term):
        raise Fault(f"--kwic '{term}' {fault}")
    matcher = Matcher(Lexicon({"term": Theme("term", "", "", (Entry((term,)),))}))
    texts = passages["text"].tolist()
    found = matcher.find(texts)
    lines = []
    for text, start, end in zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True):
        before = " ".join(texts[text][max(start - width, 0) : start].split())
        after = " ".join(texts[text][end : end + width].split())
        lines.append(
            f"{before:>{width}} [{texts[text][start:end]}] {after}  ({passages['passage_id'].iat[text]})"
        )
    return lines
