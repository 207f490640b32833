"""Tables as contracts: what one row is, the key, each column's type, meaning and allowed values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd


KINDS = {str: "str", int: "int64", float: "float64"}
"""What pandas calls the types of columns."""
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
        if faults := list(self._faults(data)):
            raise AssertionError(f"table '{self.name}': {'; '.join(faults)}")
        return data

    def _faults(self, data: pd.DataFrame) -> Iterator[str]:
        """Yield per broken rule its column, how many values break it, and the first three of them."""
        if tuple(data.columns) != self.names:
            yield f"its columns are {', '.join(data.columns)}; they should be {', '.join(self.names)}"
            return
        for column in self.columns:
            yield from _broken(column, data[column.name])
        twice = data.duplicated(list(self.key), keep=False)
        if twice.any():
            yield from (_first_offenders(data.loc[twice, name], name, "not unique") for name in self.key)


def _broken(column: Column, values: pd.Series) -> Iterator[str]:
    if values.dtype != KINDS[column.type]:
        yield f"{column.name}: is of type {values.dtype}, not {KINDS[column.type]}"
        return
    missing, known = values.isna(), values
    if missing.any():
        known = values[~missing]
        if not column.missing:
            yield _first_offenders(values[missing], column.name, "missing")
    rules = {
        f"none of {', '.join(column.among)}": known.isin(column.among) if column.among else None,
        f"not like {column.pattern}": known.str.fullmatch(column.pattern) if column.pattern else None,
        f"below {column.low}": None if column.low is None else known >= column.low,
        f"above {column.high}": None if column.high is None else known <= column.high,
    }
    for rule, holds in rules.items():
        if holds is not None and not holds.all():
            yield _first_offenders(known[~holds.astype(bool)], column.name, rule)


def _first_offenders(values: pd.Series, name: str, rule: str) -> str:
    first = ", ".join(repr(value) for value in values.head(3).tolist())
    return f"{name}: {rule}: {len(values)} rows, first {first}"


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
