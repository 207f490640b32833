"""People's codes from any file that holds them: tables, sheets, and projects of other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pipeline.coding.codes import codes_in, table_of, unknown_themes
from pipeline.core.errors import Fault, nearest
from pipeline.lexicon.lexicon import Lexicon

PROJECT = ".qdpx"


def read_people(
    paths: Sequence[Path], lexicon: Lexicon, notes: pd.DataFrame, passages: pd.DataFrame
) -> tuple[list[pd.DataFrame], list[str]]:
    """Return the codes of each file, and what could not be taken over of them, in words.

    Raises:
        Fault: a file cannot be read.
    """
    tables, remarks = [], []
    for path in paths:
        if path.suffix.lower() == PROJECT:
            from pipeline.coding.refi.read_back import read_back  # lxml, which a table does without

            found = read_back(path, lexicon, notes, passages)
            tables.append(found.codes)
            remarks += [f"{path}: {remark}" for remark in found.remarks]
        else:
            raw = table_of(path)
            tables.append(codes_in(path, raw, lexicon.order))
            remarks += [
                f"{path}: '{name}' is no theme{nearest(name, lexicon.order)}; its column is left out"
                for name in unknown_themes(raw, lexicon.order)
            ]
    return tables, remarks


def placed(codes: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of codes that are coded and lie on a passage, with its passage_id and note_id.

    Raises:
        Fault: there are none, or a passage is there twice for one coder.
    """
    if "coder" not in codes.columns:
        codes = codes.assign(coder="codes")
    done = codes[codes["coded"]] if "coded" in codes.columns else codes
    joined = done.merge(passages[["source", "line", "passage_id", "note_id"]], on=["source", "line"])
    if done.empty:
        raise Fault("the codes: no row has a mark; write 1 for a theme, or 1 under `none`")
    if joined.empty:
        raise Fault("the codes: none of their passages (source, line) is among the notes that were read")
    twice = joined[joined.duplicated(["coder", "passage_id"])]
    if len(twice):
        first = twice.iloc[0]
        raise Fault(f"the codes: {first['source']} line {first['line']} is there twice; keep one row of each")
    return joined
