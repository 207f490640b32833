"""Reading what people coded: a codes file, or a filled sheet of `pipeline.codesheet`."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.errors import ParserWarning

from pipeline.core.errors import Fault, nearest
from pipeline.core.formulas import table_as_written
from pipeline.core.schemas import BESIDE_CODES

YES = ("1", "1.0", "x", "yes", "y", "true")
NONE = "none"
ASKED = "?"
"""What a cell of a review sheet asks with; as long as it stands there the theme is not decided."""
NO = ("", "0", "0.0", "no", "n", "false", "nan", "none")
LAST_LINE = 10**9
BEYOND = "beyond the header"


def read_codes(path: Path, themes: Sequence[str]) -> pd.DataFrame:
    """Return a codes file or filled sheet (CSV or XLSX): a 0/1 column per theme it has, `coder`, and `coded`.

    A sheet has a column `none`, for passages without a theme: there a row without any mark is not coded yet.

    Raises:
        Fault: it is missing, misses columns, or holds lines that are no numbers or marks neither yes nor no.
    """
    return codes_in(path, table_of(path), themes)


def unknown_themes(raw: pd.DataFrame, themes: Sequence[str]) -> list[str]:
    """Return the columns of marks that are named after no theme: say, after one that was removed."""
    others = raw[[name for name in raw.columns if name not in (*BESIDE_CODES, *themes)]]
    marks = others.apply(lambda column: column.str.strip().str.lower())
    return [
        str(name) for name in marks if marks[name].isin((*YES, *NO)).all() and marks[name].isin(YES).any()
    ]


def table_of(path: Path) -> pd.DataFrame:
    """Return the table of a codes file or sheet (CSV or XLSX), all texts.

    Raises:
        Fault: it is missing, or is no table.
    """
    try:
        if path.is_dir():
            raise Fault(f"{path}: is a folder; name a CSV or XLSX file")
        if path.suffix.lower() == ".xlsx":
            return pd.read_excel(path, dtype=str, keep_default_na=False)
        return _csv(path)
    except FileNotFoundError as error:
        raise Fault(f"{path}: there is no such file; name the codes with --codes") from error
    except ImportError as error:
        raise Fault(f"{path}: reading Excel files needs openpyxl; save the sheet as CSV") from error
    except OSError as error:
        raise Fault(f"{path}: {error.strerror or error}; name a CSV or XLSX file that can be read") from error
    except (ValueError, ParserWarning) as error:
        raise Fault(f"{path}: cannot be read as a table: {error}; save it as CSV in UTF-8") from error


def _csv(path: Path) -> pd.DataFrame:
    """Read a table with commas, semicolons or tabs between, whichever the header has most of.

    A delimiter at the end of every row shifts nothing; a row with more cells than the header is a fault.
    """
    with path.open(encoding="utf-8-sig") as stream:
        header = next((line for line in stream if line.strip()), "")
    form: dict[str, Any] = {
        "sep": max(",;\t", key=header.count),
        "encoding": "utf-8-sig",
        "index_col": False,
    }
    names = [*pd.read_csv(path, nrows=0, **form).columns, BEYOND]
    # the header is read as one more row: only so may there be a name more than it has cells
    with warnings.catch_warnings():
        warnings.simplefilter("error", ParserWarning)
        raw = pd.read_csv(path, header=None, names=names, dtype=str, keep_default_na=False, **form)
    raw = raw[1:].reset_index(drop=True)
    beyond = raw[raw.pop(BEYOND).fillna("") != ""]
    if len(beyond):
        raise ValueError(f"line {beyond.index[0] + 2} has more cells than the header")
    return table_as_written(raw)


def _missing(path: Path, columns: list[str], themes: Sequence[str]) -> list[str]:
    """Return what is wrong with the columns; a theme without one is not coded, unless it is but misspelt."""
    if "source" not in columns and "line" not in columns:
        found = ", ".join(columns)
        return [f"{path}: no columns 'source' and 'line', only: {found}; save it with commas between"]
    needs = "it needs source, line and the themes"
    faults = [
        f"{path}: no column '{name}'{nearest(name, columns)}; {needs}"
        for name in ("source", "line")
        if name not in columns
    ]
    unknown = [name for name in columns if name not in (*BESIDE_CODES, *themes)]
    misspelt = {name: nearest(name, unknown) for name in themes if name not in columns}
    faults += [f"{path}: no column '{name}'{meant}; {needs}" for name, meant in misspelt.items() if meant]
    if len(misspelt) == len(themes) and not faults:
        faults.append(f"{path}: no column of a theme; {needs}: {', '.join(themes)}")
    return faults


def codes_in(path: Path, raw: pd.DataFrame, known: Sequence[str]) -> pd.DataFrame:
    """Return the codes of a file's table, as `read_codes` does; `path` is for messages."""
    faults = _missing(path, list(raw.columns), known)
    if faults:
        raise Fault.of(faults)
    themes = [name for name in known if name in raw.columns]
    marked = [*themes, *(name for name in (NONE,) if name in raw.columns)]
    marks = raw[marked].apply(lambda column: column.str.strip().str.lower())
    for name in marked:
        odd = raw[~marks[name].isin((*YES, *NO, ASKED))]
        if len(odd):
            faults.append(
                f"{path}: {name}: {len(odd)} marks are neither 1 nor 0, first {odd[name].iat[0]!r} in line "
                f"{odd.index[0] + 2}; write 1 or 0, or leave it empty"
            )
    codes = marks[themes].isin(YES).astype(int)
    none = marks[NONE].isin(YES) if NONE in marked else pd.Series(False, index=raw.index)
    both = raw[none & codes.any(axis=1)]
    if len(both):
        faults.append(
            f"{path}: none: {len(both)} rows have it and a theme, first line {both.index[0] + 2}; remove one"
        )
    lines = pd.to_numeric(raw["line"], errors="coerce")
    wrong = raw["line"][~(lines.between(1, LAST_LINE) & (lines % 1 == 0))]
    if len(wrong):
        faults.append(
            f"{path}: line: {wrong.iat[0]!r} is no number of a line, in line {wrong.index[0] + 2}; "
            "take it from the code sheet"
        )
    if faults:
        raise Fault.of(faults)
    coder = raw["coder"].str.strip() if "coder" in raw.columns else pd.Series("", index=raw.index)
    return codes.assign(
        source=raw["source"],
        line=lines.astype(int),
        coder=coder.where(coder != "", path.stem),
        coded=(marks != "").any(axis=1) if NONE in marked else True,
    )
