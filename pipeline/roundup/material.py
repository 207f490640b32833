"""The meetings of a period, and what the chapters of its draft draw on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.counted import counted, meetings
from pipeline.core.figures import Chart
from pipeline.core.period import Period
from pipeline.core.wording import either, listed, several
from pipeline.core.year import ends, year_of
from pipeline.language.dates import mentions
from pipeline.language.words import words_of
from pipeline.lexicon.lexicon import Lexicon
from pipeline.roundup.document import Picture, Source
from pipeline.settings.models import CellsConfig, NetworkConfig, QuotesConfig, Roundup

SURE, PERHAPS, FAR = "sure", "perhaps", "far"
"""Of a meeting: known to have been in the period; may have been, and a draft may draw on it; hardly."""


def latest_year(notes: pd.DataFrame) -> int | None:
    """Return the year of the last meeting whose year is known; None if none is."""
    years = [int(year) for year in year_of(meetings(notes)) if year]
    return max(years, default=None)


def known_years(notes: pd.DataFrame) -> list[str]:
    """Return the years that a meeting is known to be of, in order."""
    return sorted({year for year in year_of(meetings(notes)) if year})


def of_period(notes: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the meetings that were or may have been in the period, with `standing`, by date, then title.

    A meeting is `sure` when its whole range of days lies in the period. One whose range only reaches into it
    is `perhaps` when a known end of it lies in the period or no meeting is sure, and `far` otherwise. An open
    end reaches no further than the days that are known of any meeting.
    """
    held = meetings(notes)
    low, high = ends(held)
    first, last = period.first.isoformat(), period.last.isoformat()
    known = pd.concat([low[low != ""], high[high != ""]])
    closed_low = low.where(low != "", known.min() if len(known) else "")
    closed_high = high.where(high != "", known.max() if len(known) else "")
    dated = (low != "") | (high != "")
    inside = dated & (low != "") & (high != "") & (low >= first) & (high <= last)
    reaches = dated & (closed_low <= last) & (closed_high >= first)
    anchored = low.between(first, last) | high.between(first, last)
    standing = pd.Series(FAR, index=held.index).where(~(reaches & (anchored | ~inside.any())), PERHAPS)
    held = held.assign(
        standing=standing.where(~inside, SURE),
        _low=low.where(low != "", high),
        _high=high.where(high != "", "9999"),
    )
    held = held[inside | reaches].sort_values(["_low", "_high", "title", "note_id"], ignore_index=True)
    return held.drop(columns=["_low", "_high"])


CHAPTERS = {"strip-network": "change"}
"""Where in the draft the charts of the whole network go; the others stay in the report."""
OWN = "cell"
"""The kind of event of a group's meeting that has no other name."""
TITLE = 12
"""So many words of a title name a note in a footnote."""
OPENING = 9
"""So many opening words of a passage find it on the page."""


@dataclass(frozen=True)
class Material:
    """What the chapters draw on: the tables, the period's meetings, and what is set for the draft."""

    period: Period
    tables: dict[str, pd.DataFrame]
    network: NetworkConfig
    cells: CellsConfig
    lexicon: Lexicon
    options: Roundup
    marks: QuotesConfig
    charts: Sequence[Chart] = ()

    @cached_property
    def labels(self) -> dict[str, str]:
        """The themes' labels by their ids, in the order of the framework."""
        return {theme: entry.label for theme, entry in self.lexicon.themes.items()}

    @cached_property
    def listed(self) -> pd.DataFrame:
        """Every meeting that was or may have been in the period."""
        return of_period(self.tables["notes"], self.period)

    @cached_property
    def notes(self) -> pd.DataFrame:
        """The meetings that the draft rests on: sure ones, and those that may have been in the period."""
        return self.listed[self.listed["standing"] != FAR].reset_index(drop=True)

    @cached_property
    def sure(self) -> pd.DataFrame:
        """The meetings that are known to have been in the period."""
        return self.notes[self.notes["standing"] == SURE]

    @cached_property
    def perhaps(self) -> pd.DataFrame:
        """The meetings that may have been in the period, and that the draft draws on."""
        return self.notes[self.notes["standing"] == PERHAPS]

    @cached_property
    def said(self) -> pd.DataFrame:
        """All passages of the meetings that the draft rests on, headings and logistics included."""
        rows = self.tables["passages"]
        return rows[rows["note_id"].isin(self.notes["note_id"])]

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Those that count."""
        return counted(self.said, self.notes)

    def marked_by_hand(self, mark: str) -> frozenset[str]:
        """Return the passages that people marked on the page, `keep` or `out`."""
        rows = self.tables["passage_marks"]
        return frozenset(rows.loc[rows["mark"] == mark, "passage_id"])

    @cached_property
    def texts(self) -> dict[str, str]:
        """All that each note says."""
        return self.said.groupby("note_id")["text"].agg("\n".join).to_dict()

    @property
    def group(self) -> tuple[str, str]:
        """What one recurring group is called, and several."""
        return self.network.group.one, self.network.group.many

    def groups(self, notes: pd.DataFrame) -> list[str]:
        """Return how many groups the notes are of: `2 cells`, `1 series of roundtables`.

        A series is a group whose meetings all have one name of their own (`roundtable`), here and elsewhere.
        """
        every = self.tables["notes"]
        kinds = every[every["cell"] != ""].groupby("cell")["event"].agg(set)
        mine = [kinds[cell] for cell in sorted({cell for cell in notes["cell"] if cell})]
        series = [next(iter(kind)) for kind in mine if len(kind) == 1 and not kind & {OWN, self.group[0]}]
        told = [several(len(mine) - len(series), *self.group)] if len(mine) > len(series) else []
        for event in sorted(set(series)):
            told.append(f"{several(series.count(event), 'series', 'series')} of {event}s")
        return told

    @property
    def any_theme(self) -> str:
        """What one theme of any family is called, as in "value or aim"."""
        return either(family.one for family in self.lexicon.families)

    @property
    def every_theme(self) -> str:
        """What each theme of all families is called, as in "value and aim"."""
        return listed(family.one for family in self.lexicon.families)

    def names_of(self, cell: str) -> tuple[str, ...]:
        """Return the names that a group has had."""
        return next((each.aliases for each in self.cells.cell if each.name == cell), ())

    def pictures(self, chapter: str) -> Iterator[Picture]:
        """Yield the charts that belong into the chapter; the others stay in the report."""
        for chart in self.charts:
            if CHAPTERS.get(chart.name, "") == chapter:
                yield Picture(chart.name, chart.png, f"All years. {chart.title}. {chart.caption}", chart.alt)

    @cached_property
    def by_id(self) -> pd.DataFrame:
        """The notes of the draft by their id."""
        return self.notes.set_index("note_id")

    def source(
        self, note_id: str, place: str, text: str, said: str = "", more: tuple[Source, ...] = ()
    ) -> Source:
        """Return where a passage is: its note and day in words, file and line, and its link on the page."""
        link = f"index.html#note={quote(note_id)}"
        if opening := " ".join(text.replace('"', " ").split()[:OPENING]):
            link += f"&q={quote(chr(34) + opening + chr(34))}"
        return Source(self.told(note_id), link, "" if said else place, said, more)

    def told(self, note_id: str) -> str:
        """Return a note's title and day, the day once if the title says it, and what is not sure of it."""
        note = self.by_id.loc[note_id]
        dated = any(str(said.on(said.year)) == note["date"] for said in mentions(note["title"]) if said.day)
        title = few(note["title"], TITLE)
        told = title if dated else f"{title}, {when(note, full=True)}"
        return told if note["standing"] == SURE else f"{told} (may not be of {self.period.name})"


def few(text: str, most: int) -> str:
    """Return the opening words of a text, with an ellipsis where there are more."""
    words = text.split()
    return text if len(words_of(text)) <= most else " ".join(words[:most]).rstrip(",;:.–-") + " …"
