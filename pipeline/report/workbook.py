"""The published tables for people with a spreadsheet: CSV files, one workbook, and a description of both.

What a spreadsheet would run as a formula is made harmless: in the CSV files an apostrophe is put before it,
in the workbook text is always text. Numbers stay numbers, dates are dates. Same tables, same bytes.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from typing import Any

import pandas as pd
import xlsxwriter

from pipeline.core.formulas import RUNS, harmless
from pipeline.core.schemas import ISO_DATE, SCHEMAS
from pipeline.core.table import Column, Table, Tables

WORKBOOK = "turning-point.xlsx"
LONGEST_CELL = 32_767
CREATED = datetime.datetime(2020, 1, 1)
"""A fixed day: a workbook that carries the time of its making would differ from run to run."""
TYPES = {str: "string", int: "integer", float: "number"}
WIDTHS = {"text": 90, "title": 44, "date_evidence": 50, "source": 32, "copies": 32, "basis": 44, "label": 36}


def files(tables: Tables, rows: int, sample: bool, version: str) -> dict[str, str | bytes]:
    """Return the files of `reports/tables/`: name → content. `rows` is the most that a sheet holds."""
    published = {name: tables[name] for name, table in SCHEMAS.items() if table.published and name in tables}
    made: dict[str, str | bytes] = {f"{name}.csv": _csv(data) for name, data in published.items()}
    made["datapackage.json"] = _description(made, sample, version)
    made[WORKBOOK] = _workbook(published, rows, sample)
    return made


def _csv(data: pd.DataFrame) -> bytes:
    data = data.copy(deep=False)
    for name in data.columns:
        if not pd.api.types.is_numeric_dtype(data[name]):
            data[name] = harmless(data[name])
    text = data.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig")  # without the mark Excel takes UTF-8 for Windows-1252


def _description(made: dict[str, str | bytes], sample: bool, version: str) -> str:
    """Return datapackage.json: every CSV file with its columns, key and checksum (Frictionless Data)."""
    title = "Recurring themes in meeting notes" + (" (SAMPLE NOTES)" if sample else "")
    package = {
        "profile": "tabular-data-package",
        "name": "turning-point",
        "title": title,
        "description": "An apostrophe before = + - or @ at the start of a text is not part of it: it keeps "
        "spreadsheets from running the text as a formula.",
        "version": version,
        "resources": [_resource(SCHEMAS[file.removesuffix(".csv")], made[file]) for file in made],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, content: str | bytes) -> dict[str, Any]:
    assert isinstance(content, bytes)
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": f"One row is {table.row}.",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": _references(table),
        },
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.name in table.key else {}
    if column.among:
        rules["enum"] = [value for value in column.among if value]
    if column.pattern and not _is_date(column):
        rules["pattern"] = column.pattern
    if column.low is not None:
        rules["minimum"] = column.low
    if column.high is not None:
        rules["maximum"] = column.high
    kind = "date" if _is_date(column) else TYPES[column.type]
    field = {"name": column.name, "type": kind, "description": column.meaning}
    return {**field, "constraints": rules} if rules else field


def _is_date(column: Column) -> bool:
    return column.pattern == ISO_DATE


def _references(table: Table) -> list[dict[str, Any]]:
    owners = {"note_id": "notes", "passage_id": "passages", "topic": "topics"}
    return [
        {"fields": name, "reference": {"resource": owner, "fields": name}}
        for name, owner in owners.items()
        if name in table.names and owner != table.name
    ]


def _workbook(tables: Tables, rows: int, sample: bool) -> bytes:
    stream = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": "Recurring themes in meeting notes", "created": CREATED})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "guarded": book.add_format({"valign": "top", "quote_prefix": True}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
        str(int): book.add_format({"valign": "top", "num_format": "0"}),
        str(float): book.add_format({"valign": "top", "num_format": "0.000"}),
    }
    _codebook_sheet(book, tables, rows, sample, formats)
    for name, data in tables.items():
        if len(data) <= rows:
            _sheet(book, SCHEMAS[name], data, formats)
    book.close()
    return stream.getvalue()


def _codebook_sheet(book: Any, tables: Tables, rows: int, sample: bool, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("codebook")
    for column, width in enumerate((18, 18, 10, 90)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    lines = [("table", "column", "type", "meaning")]
    if sample:
        lines.append(("SAMPLE NOTES", "", "", "Every note in these tables is invented."))
    for name, data in tables.items():
        table = SCHEMAS[name]
        where = "" if len(data) <= rows else f" Too long for a sheet: see {name}.csv."
        lines.append((name, "", f"{len(data):,} rows", f"One row is {table.row}.{where}"))
        lines += [(name, c.name, c.type.__name__, c.meaning) for c in table.columns]
    for row, line in enumerate(lines):
        for column, words in enumerate(line):
            sheet.write_string(row, column, words, formats["head" if row == 0 else "wrapped"])
    sheet.autofilter(0, 0, len(lines) - 1, 3)


def _sheet(book: Any, table: Table, data: pd.DataFrame, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.name)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _width(column, data[column.name]))
    sheet.freeze_panes(1, len(table.key) if len(table.key) < 3 else 1)
    sheet.autofilter(0, 0, len(data), len(table.columns) - 1)
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.name, formats["head"])
    guarded = {c.name: data[c.name].str.match(RUNS).to_numpy() for c in table.columns if c.type is str}
    for row, values in enumerate(data.itertuples(index=False), start=1):
        for number, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            if column.type is str:
                _write_text(sheet, row, number, column, value, formats, bool(guarded[column.name][row - 1]))
            elif value == value:  # not missing
                sheet.write_number(row, number, value, formats[str(column.type)])


def _write_text(
    sheet: Any, row: int, number: int, column: Column, value: str, formats: dict[str, Any], guarded: bool
) -> None:
    if not value:
        return
    if _is_date(column):
        sheet.write_datetime(row, number, datetime.datetime.fromisoformat(value), formats["date"])
    else:
        sheet.write_string(row, number, value[:LONGEST_CELL], formats["guarded" if guarded else "text"])


def _width(column: Column, values: pd.Series) -> int:
    """Return a column width in characters: what its first rows need, within reason."""
    if column.type is not str:
        return max(9, len(column.name) + 3)
    longest = int(values.head(200).str.len().max() or 0) if len(values) else 0
    return min(max(longest, len(column.name) + 3), WIDTHS.get(column.name, 28))
