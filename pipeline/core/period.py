"""The time that a roundup is of: a year, or a run of months."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

from pipeline.core.calendar import month_words


class Period(NamedTuple):
    """The first and the last day, both within."""

    first: date
    last: date

    @classmethod
    def year(cls, year: int) -> Period:
        """Return the calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def months(cls, first: tuple[int, int], last: tuple[int, int]) -> Period:
        """Return the time from the first (year, month) to the end of the last."""
        return cls(date(*first, 1), date(*last, calendar.monthrange(*last)[1]))

    @property
    def is_year(self) -> bool:
        """Tell whether it is one calendar year."""
        return self == Period.year(self.first.year)

    @property
    def name(self) -> str:
        """Return it as in 2023, 2020 to 2021, or September 2020 to August 2021."""
        first, last = self
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        begins, ends = (f"{month_words(day.month, full=True)} {day.year}" for day in self)
        return begins if begins == ends else f"{begins} to {ends}"

    @property
    def slug(self) -> str:
        """Return it as in names of files: 2023, or 2020-09-to-2021-08."""
        return f"{self.first.year}" if self.is_year else f"{self.first:%Y-%m}-to-{self.last:%Y-%m}"
