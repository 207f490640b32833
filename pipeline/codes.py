"""Reading what people coded: a codes file, or a filled sheet of `pipeline.codesheet`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.errors import Fault, nearest
from pipeline.schemas import THEMES

YES = ("1", "1.0", "x", "yes", "y", "true")
NONE = "none"
NO = ("", "0", "0.0", "no", "n", "false", "nan", "none")


def read_codes(path: Path) -> pd.DataFrame:
    """Return a codes file or filled sheet (CSV or XLSX): a 0/1 column per theme, `coder`, and `coded`.

    A sheet has a column `none`, for passages without a theme: there a row without any mark is not coded yet.

    Raises:
        Fault: it is missing, misses columns, or holds marks that are neither yes nor no.
    """
    try:
        if path.suffix.lower() == ".xlsx":
            raw = pd.read_excel(path, dtype=str, keep_default_na=False)
        else:
            raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Fault(f"{path}: there is no such file; name the codes with --codes") from error
    except ImportError as error:
        raise Fault(f"{path}: reading Excel files needs openpyxl; save the sheet as CSV") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise Fault(f"{path}: cannot be read as a table: {error}; save it as CSV in UTF-8") from error
    return _cleaned(path, raw)


def _cleaned(path: Path, raw: pd.DataFrame) -> pd.DataFrame:
    faults = [
        f"{path}: no column '{name}'{nearest(name, raw.columns)}; it needs source, line and the themes"
        for name in ("source", "line", *THEMES)
        if name not in raw.columns
    ]
    if faults:
        raise Fault.of(faults)
    marked = [*THEMES, *(name for name in (NONE,) if name in raw.columns)]
    marks = raw[marked].apply(lambda column: column.str.strip().str.lower())
    for name in marked:
        odd = raw[~marks[name].isin((*YES, *NO))]
        if len(odd):
            faults.append(
                f"{path}: {name}: {len(odd)} marks are neither 1 nor 0, first {odd[name].iat[0]!r} in line "
                f"{odd.index[0] + 2}; write 1 or 0, or leave it empty"
            )
    codes = marks[list(THEMES)].isin(YES).astype(int)
    none = marks[NONE].isin(YES) if NONE in marked else pd.Series(False, index=raw.index)
    both = raw[none & codes.any(axis=1)]
    if len(both):
        faults.append(
            f"{path}: none: {len(both)} rows have it and a theme, first line {both.index[0] + 2}; remove one"
        )
    lines = pd.to_numeric(raw["line"], errors="coerce")
    if lines.isna().any():
        faults.append(f"{path}: line: {raw['line'][lines.isna()].iat[0]!r} is no number")
    if faults:
        raise Fault.of(faults)
    coder = raw["coder"].str.strip() if "coder" in raw.columns else pd.Series("", index=raw.index)
    return codes.assign(
        source=raw["source"],
        line=lines.astype(int),
        coder=coder.where(coder != "", path.stem),
        coded=(marks != "").any(axis=1) if NONE in marked else True,
    )
