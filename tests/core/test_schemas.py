"""The gates: what a table must be."""

import pytest

from pipeline.core.errors import Fault
from pipeline.core.schemas import SCHEMAS, schema
from pipeline.core.table import Table, share, text
from tests.core.make_passages import ROW, passages


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_table_obeys_its_schema(name):
    schema(name).check(schema(name).empty())


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([ROW, ROW], "passage_id: .*2 rows, first 'a.001', 'a.001'"),
        ([(*ROW[:5], "bulet", *ROW[6:])], "kind: .*1 rows, first 'bulet'"),
        ([(*ROW[:8], " ")], "text: .*1 rows"),
        ([(*ROW[:3], -1, *ROW[4:])], "line: below 0: 1 rows, first -1"),
    ],
)
def test_a_broken_table_names_its_first_offenders(rows, says):
    with pytest.raises(AssertionError, match=says):
        schema("passages").check(passages(*rows))


def test_columns_must_be_those_of_the_schema():
    with pytest.raises(AssertionError, match=r"its columns are .*extra; they should be "):
        schema("passages").check(passages(ROW).assign(extra=1))


def test_columns_must_be_of_the_type_of_the_schema():
    with pytest.raises(AssertionError, match="line: is of type float64, not int64"):
        schema("passages").check(passages(ROW).assign(line=1.0))


@pytest.mark.parametrize(("missing", "says"), [(True, ""), (False, "share: missing: 1 rows, first nan")])
def test_nothing_is_missing_but_where_it_may(missing, says):
    table = Table("shares", "a share", ("name",), (text("name", ""), share("share", "", missing)))
    rows = table.frame([("a", float("nan")), ("b", 0.5)])
    if says:
        with pytest.raises(AssertionError, match=says):
            table.check(rows)
    else:
        assert table.check(rows) is rows


def test_a_share_is_no_more_than_one():
    table = Table("shares", "a share", ("name",), (text("name", ""), share("share", "")))
    with pytest.raises(AssertionError, match=r"share: above 1: 1 rows, first 1\.5"):
        table.check(table.frame([("a", 1.5)]))


def test_no_such_table():
    with pytest.raises(Fault, match="there is no table 'pasages'"):
        schema("pasages")
