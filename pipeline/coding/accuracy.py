"""How well the terms find each theme, by the codes that are laid on the notes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.coding.overrides import what_people_say
from pipeline.coding.scores import measured, votes
from pipeline.coding.shares import weights
from pipeline.core.counted import applying
from pipeline.core.schemas import BLIND, GRADES, KINDS_OF_READERS, schema

KEYS = ["passage_id", "theme"]


def blind(passage_codes: pd.DataFrame) -> pd.DataFrame:
    """Return the codes that measure: by readers who did not see the tags.

    Where a person coded a theme of a passage the readings of models are left out.
    """
    rows = passage_codes[passage_codes["how"].isin(BLIND)]
    person = rows["kind"] == KINDS_OF_READERS[0]
    mine = pd.MultiIndex.from_frame(rows.loc[person, KEYS])
    return rows[person | ~pd.MultiIndex.from_frame(rows[KEYS]).isin(mine)]


def by_reader(codes: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return a row per passage and reader, as `scores.measured` takes it: 1, 0, or NaN where not asked."""
    last = codes.sort_values([*KEYS, "who", "when"], kind="stable").drop_duplicates(
        [*KEYS, "who"], keep="last"
    )
    wide = last.assign(says=(last["says"] == "yes").astype(float)).pivot(
        index=["passage_id", "who"], columns="theme", values="says"
    )
    return wide.reset_index().rename(columns={"who": "coder"}).merge(passages[["passage_id", "note_id"]])


def accuracy(
    passage_codes: pd.DataFrame,
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    found_themes: pd.DataFrame,
    themes: Sequence[str],
) -> pd.DataFrame:
    """Return `accuracy`, a row per theme; none where no passage of these notes is coded.

    The tags measured are those of the terms: what people say of them moves no figure but `reviewed`.
    """
    codes = blind(passage_codes)
    if codes.empty:
        return schema("accuracy").empty()
    tags = applying(found_themes)
    joined = by_reader(codes, passages)
    found = measured(
        joined, notes, passages, found_themes, {"": themes}, weights(codes), _people(passage_codes)
    )
    counts = _counts(codes, joined, tags, themes)
    reviewed = _reviewed(passage_codes, tags, themes)
    rows = found.themes.set_index("theme").drop(columns="machine").join([counts, reviewed]).reset_index()
    return schema("accuracy").frame(rows.reindex(columns=schema("accuracy").names))


def _people(passage_codes: pd.DataFrame) -> pd.DataFrame:
    """Return passages × themes: 1 or 0 where people decide, however the passage came before them."""
    said = what_people_say(passage_codes)
    decided = said[said["says"] != ""]
    return (
        decided.assign(says=(decided["says"] == "yes").astype(float))
        .pivot(index="passage_id", columns="theme", values="says")
        .astype(float)
    )


def _counts(
    codes: pd.DataFrame, joined: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Return per theme how many passages and notes were coded for it, and how its tags there came off."""
    asked = [theme for theme in themes if theme in joined.columns]
    says = votes(joined, asked).stack().dropna().rename("says").rename_axis(KEYS).reset_index()
    says = says.merge(joined[["passage_id", "note_id"]].drop_duplicates())
    tagged = says.merge(tags[[*KEYS, "grade"]], on=KEYS)
    people = codes[codes["kind"] == KINDS_OF_READERS[0]].drop_duplicates(KEYS)
    found = pd.DataFrame(
        {
            "passages": says.groupby("theme").size(),
            "by_person": people.groupby("theme").size(),
            "notes": says.groupby("theme")["note_id"].nunique(),
            "machine": tagged.groupby("theme").size(),
        }
    )
    for grade in GRADES:
        mine = tagged[tagged["grade"] == grade].groupby("theme")["says"]
        found = found.join(pd.DataFrame({grade: mine.size(), f"{grade}_right": mine.sum()}), how="outer")
    return found.reindex(list(themes)).fillna(0)


def _reviewed(passage_codes: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Return per theme how many of its tags people judged in sight of them, how many they let stand."""
    seen = passage_codes[~passage_codes["how"].isin(BLIND)].sort_values("when", kind="stable")
    seen = seen.drop_duplicates([*KEYS, "who"], keep="last").merge(tags[KEYS], on=KEYS)
    right = (seen["says"] == "yes").groupby([seen[key] for key in KEYS]).mean() > 0.5
    by_theme = right.groupby("theme")
    found = pd.DataFrame({"reviewed": by_theme.size(), "reviewed_right": by_theme.sum()})
    return found.reindex(list(themes)).fillna(0)
