"""Tables as contracts: what one row is, the key, each column's type, meaning and allowed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa


Tables: TypeAlias = "Mapping[str, pd.DataFrame]"
"""Tables by their names."""


@dataclass(frozen=True)
class Column:
    """A column: its type (`str`, `int`, `float`), what it means and which values are allowed."""

    name: str
    type: type
    meaning: str
    among: tuple[str, ...] = ()
    pattern: str = ""
    low: float | None = None
    high: float | None = None
    missing: bool = False  # floats only: NaN where there is nothing to measure


@dataclass(frozen=True)
class Table:
    """A table: its name, what one row is, its key and its columns, in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    published: bool = True  # false for what passes between two stages only
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))

    def empty(self) -> pd.DataFrame:
        """Return the table with no rows and the right types."""
        return self.frame([])

    def frame(self, rows: Any) -> pd.DataFrame:
        """Return `rows` (tuples in column order, dicts, or a frame) as this table: typed, rounded, sorted."""
        import pandas as pd

        data = pd.DataFrame(rows, columns=None if isinstance(rows, pd.DataFrame) else list(self.names))
        data = data[list(self.names)].astype({c.name: c.type for c in self.columns})
        floats = [c.name for c in self.columns if c.type is float]
        data[floats] = data[floats].round(6) + 0.0  # no negative zero in the files
        return data.sort_values(list(self.key), kind="stable", ignore_index=True)

    def check(self, data: pd.DataFrame) -> pd.DataFrame:
        """Return `data` unchanged if it obeys this schema.

        Raises:
            AssertionError: a stage broke its contract; the message gives counts and the first offenders.
        """
        import pandera.errors

        try:
            return self._pandera().validate(data, lazy=True)
        except pandera.errors.SchemaErrors as error:
            raise AssertionError(f"table '{self.name}': {_first_offenders(error.failure_cases)}") from error

    def _pandera(self) -> pa.DataFrameSchema:
        import pandera.pandas as pa

        return pa.DataFrameSchema(
            {c.name: pa.Column(c.type, _checks(c), nullable=c.missing) for c in self.columns},
            strict=True,
            ordered=True,
            unique=list(self.key),
        )


def _checks(column: Column) -> list[pa.Check]:
    import pandera.pandas as pa

    checks = []
    if column.among:
        checks.append(pa.Check.isin(column.among))
    if column.pattern:
        checks.append(pa.Check(lambda s: s.str.fullmatch(column.pattern), name=f"like {column.pattern}"))
    if column.low is not None:
        checks.append(pa.Check.ge(column.low))
    if column.high is not None:
        checks.append(pa.Check.le(column.high))
    return checks


def _first_offenders(cases: pd.DataFrame) -> str:
    """Say per broken check how many values break it, and the first three."""
    lines = []
    for (column, check), group in cases.groupby(["column", "check"], dropna=False, sort=False):
        first = ", ".join(repr(value) for value in group["failure_case"].head(3))
        lines.append(f"{column}: {check}: {len(group)} rows, first {first}")
    return "; ".join(lines)


def text(name: str, meaning: str, **rules: Any) -> Column:
    """Return a text column."""
    return Column(name, str, meaning, **rules)


def count(name: str, meaning: str) -> Column:
    """Return a column of whole numbers from 0."""
    return Column(name, int, meaning, low=0)


def share(name: str, meaning: str, missing: bool = False) -> Column:
    """Return a column of numbers in [0, 1]."""
    return Column(name, float, meaning, low=0, high=1, missing=missing)


def number(name: str, meaning: str, missing: bool = False) -> Column:
    """Return a column of numbers."""
    return Column(name, float, meaning, missing=missing)
