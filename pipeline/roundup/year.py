"""The meetings of a year, and what the chapters of its draft draw on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.counted import meetings
from pipeline.core.figures import Chart
from pipeline.core.wording import either, listed
from pipeline.core.year import ends, year_of
from pipeline.language.dates import mentions
from pipeline.lexicon.lexicon import Lexicon
from pipeline.roundup.document import Picture
from pipeline.settings.models import GroupWords, QuotesConfig, Roundup


def latest_year(notes: pd.DataFrame) -> int | None:
    """Return the year of the last meeting whose year is known; None if none is."""
    years = [int(year) for year in year_of(meetings(notes)) if year]
    return max(years, default=None)


def of_year(notes: pd.DataFrame, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the meetings of the year, and those that may have been in it; both by date, then title."""
    held = meetings(notes)
    low, high = ends(held)
    inside = year_of(held) == str(year)
    reach = (low.str[:4].where(low != "", "0000") <= str(year)) & (
        high.str[:4].where(high != "", "9999") >= str(year)
    )
    known = (low != "") | (high != "")
    held = held.assign(_low=low.where(low != "", high), _high=high)
    return _in_order(held[inside]), _in_order(held[known & reach & ~inside])


def _in_order(notes: pd.DataFrame) -> pd.DataFrame:
    by = ["_low", "_high", "title", "note_id"]
    return notes.sort_values(by, ignore_index=True).drop(columns=by[:2])


CHAPTERS = {
    "calendar": "numbers",
    "heat": "numbers",
    "strip-network": "change",
    "shares": "change",
    "topics": "topics",
}
"""Where in the draft the charts of the whole network go."""


@dataclass(frozen=True)
class Year:
    """What the chapters draw on: the tables, the year's meetings, and those that may have been in it."""

    year: int
    tables: dict[str, pd.DataFrame]
    labels: dict[str, str]
    lexicon: Lexicon
    group: GroupWords
    notes: pd.DataFrame
    unsure: pd.DataFrame
    passages: pd.DataFrame  # of the year's meetings, those that count
    options: Roundup
    marks: QuotesConfig
    charts: Sequence[Chart] = ()

    @property
    def any_theme(self) -> str:
        """What one theme of any family is called, as in "value or aim"."""
        return either(family.one for family in self.lexicon.families)

    @property
    def any_theme_or_topic(self) -> str:
        """What one theme of any family, or a topic, is called."""
        return either([*(family.one for family in self.lexicon.families), "topic"])

    @property
    def every_theme(self) -> str:
        """What each theme of all families is called, as in "value and aim"."""
        return listed(family.one for family in self.lexicon.families)

    @property
    def all_themes(self) -> str:
        """What the themes of all families are called, as in "values and aims"."""
        return listed(family.many for family in self.lexicon.families)

    def pictures(self, chapter: str) -> Iterator[Picture]:
        """Yield the charts that belong into the chapter; those of single groups stay in the report."""
        for chart in self.charts:
            if CHAPTERS.get(chart.name, "") == chapter:
                yield Picture(chart.name, chart.png, f"{chart.title}. {chart.caption}", chart.alt)

    def origin(self, note_id: str, source: str, line: int) -> str:
        """Return a note's title and date, once if the title says the date, with the place of a passage."""
        note = self.by_id.loc[note_id]
        dated = any(str(said.on(said.year)) == note["date"] for said in mentions(note["title"]) if said.day)
        told = note["title"] if dated else f"{note['title']}, {when(note, full=True)}"
        return f"{told} ({source}:{line})"

    @cached_property
    def by_id(self) -> pd.DataFrame:
        """The year's notes by their id."""
        return self.notes.set_index("note_id")
