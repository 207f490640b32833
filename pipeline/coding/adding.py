"""Bringing codes in: sheets, codes files of any form and projects become rows of `config/codes.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline.coding.codes import ASKED, table_of
from pipeline.coding.people import PROJECT, read_people
from pipeline.core.errors import Fault
from pipeline.core.schemas import BLIND, WAYS_OF_CODING
from pipeline.language.fingerprint import fingerprint
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings.codes import HEAD, Code, probability, read_stored

RANDOM, NOTES = BLIND
REVIEW = WAYS_OF_CODING[2]


@dataclass(frozen=True)
class Occasion:
    """What a file may not say of itself: who coded it, what they are, how passages came to them, when."""

    who: str
    kind: str
    how: str
    when: str


@dataclass(frozen=True)
class Merged:
    """Codes after others were added: all rows, and how many are new, say otherwise, or say the same."""

    rows: tuple[Code, ...]
    new: int
    changed: int
    same: int


def is_stored(path: Path) -> bool:
    """Tell whether the file has the form of `config/codes.csv`."""
    return path.suffix.lower() == ".csv" and set(HEAD) <= set(table_of(path).columns)


def is_review(path: Path) -> bool:
    """Tell whether the file is a review sheet."""
    return path.suffix.lower() != PROJECT and bool((_column(table_of(path), "how") == REVIEW).any())


def codes_of(
    path: Path, occasion: Occasion, lexicon: Lexicon, notes: pd.DataFrame, passages: pd.DataFrame
) -> tuple[list[Code], list[str]]:
    """Return the codes of a file, and what could not be taken over, in words.

    A sheet says by `passage`, the fingerprint, which passage a row is of, else by `source` and `line`.

    Raises:
        Fault: it cannot be read, or nothing in it is coded.
    """
    if path.suffix.lower() != PROJECT and is_stored(path):
        return list(read_stored(path).rows), []
    [table], remarks = read_people([path], lexicon, notes, passages)
    beside = table_of(path) if path.suffix.lower() != PROJECT else pd.DataFrame(index=table.index)
    themes = [theme for theme in lexicon.order if theme in table.columns]
    rows = table.assign(
        passage=_fingerprints(beside, table, passages),
        who=occasion.who or table["coder"],
        unsaid=_unsaid(beside, table, lexicon.order),
        **{name: _column(beside, name) for name in ("how", "chance", "when")},
    )[table["coded"]]
    rows = rows[[len(unsaid) < len(themes) for unsaid in rows["unsaid"]]]
    lost = rows["passage"] == ""
    if lost.any():
        first = rows[lost].iloc[0]
        remarks.append(
            f"{path}: {int(lost.sum())} rows left out: at their source and line is no passage "
            f"(first {first['source']}, line {first['line']})"
        )
    if rows[~lost].empty:
        raise Fault.of([f"{path}: no row is coded and lies on a passage of these notes", *remarks])
    return _without_twins([_code(row, themes, occasion) for row in rows[~lost].to_dict("records")]), remarks


def merge(held: Iterable[Code], added: Iterable[Code]) -> Merged:
    """Return the codes with others added: of one passage, reader and way the later marks count, by theme.

    Raises:
        Fault: a reader is a person in the one and models in the other.
    """
    rows = {row.key: row for row in held}
    kinds = {row.who: row.kind for row in rows.values()}
    new = changed = same = 0
    for row in added:
        if kinds.setdefault(row.who, row.kind) != row.kind:
            raise Fault(
                f"'{row.who}' is {row.kind} here, and {kinds[row.who]} in config/codes.csv; give --kind, or "
                "another name with --who"
            )
        before = rows.get(row.key)
        says = {**(before.says if before else {}), **row.says}
        if before is None:
            new += 1
        elif says == before.says:
            same += 1
            continue
        else:
            changed += 1
        rows[row.key] = row._replace(says=says)
    return Merged(tuple(sorted(rows.values(), key=lambda row: row.key)), new, changed, same)


def _fingerprints(beside: pd.DataFrame, table: pd.DataFrame, passages: pd.DataFrame) -> pd.Series:
    if "passage" in beside.columns:
        return beside["passage"].str.strip()
    body = passages[passages["kind"] != "heading"]
    places = dict(zip(zip(body["source"], body["line"], strict=True), body["text"], strict=True))
    keys = zip(table["source"], table["line"], strict=True)
    return pd.Series([fingerprint(places.get(key, "")) for key in keys], index=table.index)


def _unsaid(beside: pd.DataFrame, table: pd.DataFrame, themes: Sequence[str]) -> pd.Series:
    """Return the themes that a row says nothing of: those still asked, empty ones of review sheets too."""
    asked = [theme for theme in themes if theme in table.columns]
    marks = beside.reindex(columns=asked, fill_value="").apply(lambda column: column.str.strip())
    review = _column(beside, "how") == REVIEW
    unsaid = marks.eq(ASKED) | marks.eq("").mul(review, axis=0)
    names = np.array(marks.columns)
    return pd.Series([set(names[row]) for row in unsaid.to_numpy(bool)], index=table.index, dtype=object)


def _column(beside: pd.DataFrame, name: str) -> pd.Series:
    return beside[name].str.strip() if name in beside.columns else pd.Series("", index=beside.index)


def _code(row: dict[str, Any], themes: Sequence[str], occasion: Occasion) -> Code:
    chance = str(row["chance"])
    how = str(row["how"]) or (RANDOM if chance else occasion.how)
    if how not in WAYS_OF_CODING:
        raise Fault(f"how: '{how}' is not one of {', '.join(WAYS_OF_CODING)}; mend the sheet's column `how`")
    says = {theme: bool(row[theme]) for theme in themes if theme not in row["unsaid"]}
    when = str(row["when"]) or occasion.when
    return Code(str(row["passage"]), str(row["who"]), occasion.kind, how, _chance(how, chance), when, says)


def _chance(how: str, chance: str) -> float | None:
    if how != RANDOM:
        return None
    try:
        return probability(chance)
    except ValueError as error:
        raise Fault(f"chance: '{chance}' is no probability; it is in the sheet as it was drawn") from error


def _without_twins(rows: list[Code]) -> list[Code]:
    """Return the rows without those that are of the same words as an earlier one of the same reader."""
    return list({row.key: row for row in reversed(rows)}.values())[::-1]
