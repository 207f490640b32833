"""Reading what people coded: a codes file, or a filled sheet of `pipeline.codesheet`."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.errors import Fault, nearest
from pipeline.schemas import THEMES

YES = ("1", "1.0", "x", "yes", "y", "true")
NO = ("", "0", "0.0", "no", "n", "false", "nan", "none")


def read_codes(path: Path) -> pd.DataFrame:
    """Return a codes file or filled sheet (CSV or XLSX) with a 0/1 column per theme and the column `coder`.

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
    marks = raw[list(THEMES)].apply(lambda column: column.str.strip().str.lower())
    for theme in THEMES:
        odd = raw[~marks[theme].isin((*YES, *NO))]
        if len(odd):
            faults.append(
                f"{path}: {theme}: {len(odd)} marks are neither 1 nor 0, first {odd[theme].iat[0]!r} in line "
                f"{odd.index[0] + 2}; write 1 or 0, or leave it empty"
            )
    lines = pd.to_numeric(raw["line"], errors="coerce")
    if lines.isna().any():
        faults.append(f"{path}: line: {raw['line'][lines.isna()].iat[0]!r} is no number")
    if faults:
        raise Fault.of(faults)
    coder = raw["coder"].str.strip() if "coder" in raw.columns else pd.Series("", index=raw.index)
    codes = marks.isin(YES).astype(int)
    return codes.assign(
        source=raw["source"], line=lines.astype(int), coder=coder.where(coder != "", path.stem)
    )
