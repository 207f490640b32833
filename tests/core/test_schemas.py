"""The gates: what a table must be."""

import pytest

from pipeline.core.errors import Fault
from pipeline.core.schemas import SCHEMAS, schema
from tests.core.make_passages import ROW, passages


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_table_obeys_its_schema(name):
    schema(name).check(schema(name).empty())


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([ROW, ROW], "passage_id: .*2 rows, first 'a.001', 'a.001'"),
        ([(*ROW[:5], "bulet", *ROW[6:])], "kind: .*1 rows, first 'bulet'"),
        ([(*ROW[:8], " ")], "text: .*1 rows"),
        ([(*ROW[:3], -1, *ROW[4:])], "line: .*first -1"),
    ],
)
def test_a_broken_table_names_its_first_offenders(rows, says):
    with pytest.raises(AssertionError, match=says):
        schema("passages").check(passages(*rows))


def test_columns_must_be_those_of_the_schema():
    with pytest.raises(AssertionError, match="extra"):
        schema("passages").check(passages(ROW).assign(extra=1))


def test_no_such_table():
    with pytest.raises(Fault, match="there is no table 'pasages'"):
        schema("pasages")
