"""The tables for Excel: the workbook, CSV and their description."""

import csv
import io
import json
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from pipeline.core.schemas import SCHEMAS, schema
from pipeline.report import workbook
from tests.report import make_report

pytestmark = pytest.mark.xdist_group("report")


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.slow
def test_csv_opens_in_excel_and_runs_nothing(made, tables):
    content = made["tables/passages.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    texts = [row["text"] for row in rows_of(content)]
    assert "'" + make_report.FORMULA in texts and make_report.FORMULA not in texts
    assert "None" in texts
    assert len(texts) == len(tables["passages"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(text):
    assert workbook.harmless(pd.Series([text], dtype=str))[0] == "'" + text


@pytest.mark.parametrize("text", ["", "a = b", "3 - 2", "‘=’", "it's"])
def test_other_texts_are_left_alone(text):
    assert workbook.harmless(pd.Series([text], dtype=str))[0] == text


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(io.BytesIO(made[f"tables/{workbook.WORKBOOK}"]))


@pytest.mark.slow
def test_the_workbook_has_a_codebook_and_a_sheet_per_table(book, tables):
    published = [name for name, table in SCHEMAS.items() if table.published and name in tables]
    assert book.sheetnames == ["codebook", *published]
    for name in published:
        sheet = book[name]
        assert sheet.max_row == len(tables[name]) + 1
        assert sheet.freeze_panes and sheet.auto_filter.ref
        assert [cell.value for cell in sheet[1]] == list(schema(name).names)


@pytest.mark.slow
def test_the_workbook_keeps_types_and_runs_nothing(book):
    cells = {cell.value: cell for row in book["passages"].iter_rows() for cell in row}
    assert cells[make_report.FORMULA].data_type == "s" and cells[make_report.FORMULA].quotePrefix
    assert cells["None"].data_type == "s"
    notes = [[cell.value for cell in row] for row in book["notes"].iter_rows(min_row=2)]
    days = [row[list(schema("notes").names).index("date")] for row in notes]
    assert datetime(2021, 2, 3) in days and None in days
    assert all(isinstance(row[-1], int) for row in notes)


@pytest.mark.slow
def test_a_table_too_long_for_a_sheet_is_named(tables):
    content = workbook.files(tables, 20, True, "1")[workbook.WORKBOOK]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert "passages" not in book.sheetnames and "notes" in book.sheetnames
    words = [str(cell.value) for row in book["codebook"].iter_rows() for cell in row]
    assert any("see passages.csv" in word for word in words) and "SAMPLE NOTES" in words


@pytest.mark.slow
def test_the_data_package_describes_every_file(made):
    package = json.loads(made["tables/datapackage.json"])
    for resource in package["resources"]:
        content = made[f"tables/{resource['path']}"]
        assert resource["bytes"] == len(content)
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
