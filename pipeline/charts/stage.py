"""The charts of the report. The stage: tables in, charts out; each family has its own module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.breaks import Break, breaks_of, told
from pipeline.charts.calendar import MOST, calendar, calendar_of_periods
from pipeline.charts.canvas import NARROW, WIDTH, Canvas
from pipeline.charts.contrasts import MOST as MOST_APART
from pipeline.charts.contrasts import apart
from pipeline.charts.heat import heat
from pipeline.charts.look import Looks, looks
from pipeline.charts.shares import shares
from pipeline.charts.strip import lay_out, strip
from pipeline.charts.topic_counts import numbers
from pipeline.charts.topics import in_order, topics
from pipeline.charts.vector import svg
from pipeline.core.calendar import span_of
from pipeline.core.counted import is_meeting, meetings
from pipeline.core.figures import Chart, cell_slugs, files_of
from pipeline.core.schemas import ALL
from pipeline.core.side_by_side import side_by_side
from pipeline.core.table import Tables
from pipeline.core.wording import lowered
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings.models import GroupWords


@dataclass(frozen=True)
class Drawing:
    """A chart before it is written: the surface with its title, caption and alt text."""

    canvas: Canvas
    title: str
    caption: str
    alt: str


def charts(
    tables: Tables, lexicon: Lexicon, group: GroupWords, last: Mapping[str, Chart], jobs: int
) -> dict[str, str | bytes]:
    """Return {path under the reports folder: content}: every chart as SVG and PNG, and a list of them.

    `last` are the charts of the last run by the checksums of their drawings, where they still hold: what is
    the same is not drawn again. Up to `jobs` processes draw the others.
    """
    return files_of(drawn(tables, lexicon, group, last, jobs))


def drawn(
    tables: Tables,
    lexicon: Lexicon,
    group: GroupWords,
    last: Mapping[str, Chart] = MappingProxyType({}),
    jobs: int = 1,
) -> tuple[Chart, ...]:
    """Return every chart, the network's first.

    `tables` needs notes, note_themes, series, recurrence, comparisons, topics, topic_choices and
    topic_series; the lexicon has the themes in their order, `group` what a cell is called. With no meeting
    there is no chart.
    """
    wide, narrow = (drawings(tables, lexicon, group, width) for width in (WIDTH, NARROW))
    pairs = [Pair(one, other) for one, other in zip(wide, narrow, strict=True)]
    wanted = {pair.checksum(): pair for pair in pairs}
    new = [checksum for checksum in wanted if checksum not in last]
    made = dict(zip(new, side_by_side(_chart, wanted, new, jobs, "drawing charts"), strict=True))
    return tuple(made[checksum] if checksum in made else last[checksum] for checksum in wanted)


class Pair(NamedTuple):
    """A chart's two drawings, for a page and for a telephone."""

    wide: Drawing
    narrow: Drawing

    def checksum(self) -> str:
        """Return the checksum of all that the chart comes from."""
        wide = self.wide
        every = (wide.canvas.checksum(), self.narrow.canvas.checksum(), wide.title, wide.caption, wide.alt)
        return sha256("\0".join(every).encode()).hexdigest()


def _chart(wanted: Mapping[str, Pair], checksum: str) -> Chart:
    from pipeline.charts.picture import png  # a run that draws nothing needs no more than the fonts

    wide, narrow = wanted[checksum]
    words = (wide.canvas.name, wide.title, wide.caption, wide.alt)
    return Chart(*words, svg(wide.canvas, wide.alt), png(wide.canvas), svg(narrow.canvas, wide.alt), checksum)


@dataclass(frozen=True)
class Setting:
    """What every drawing of a page shares: how themes are shown, what the time axis leaves out, how wide."""

    themes: Looks
    group: GroupWords
    breaks: tuple[Break, ...]
    width: float


def drawings(tables: Tables, lexicon: Lexicon, group: GroupWords, width: float = WIDTH) -> Iterator[Drawing]:
    """Yield the drawing of every chart, so many points wide."""
    if not is_meeting(tables["notes"]).any():
        return
    held = meetings(tables["notes"])[["date", "date_low", "date_high"]].itertuples(index=False)
    breaks = breaks_of([span_of(*dates) for dates in held])
    setting = Setting(looks(lexicon), group, breaks, width)
    cells = cells_of(tables["recurrence"])
    names = strip_names(cells)
    yield _strip(ALL, names[ALL], tables, setting)
    yield _heat(tables, cells, setting)
    if (tables["series"]["notes"][tables["series"]["period"] != ALL] > 0).any():
        yield _shares(tables, setting)
        if (tables["topics"]["notes"] > 0).any():
            yield _topics(tables, setting)
            yield _numbers(tables, setting)
    yield _calendar(tables, setting)
    yield from _apart(tables, setting)
    for cell in cells[:-1]:
        yield _strip(cell, names[cell], tables, setting)


def strip_names(cells: list[str]) -> dict[str, str]:
    """Return the name of each cell's strip chart; no two are the same."""
    named = cell_slugs(cell for cell in cells if cell != ALL)
    return {ALL: "strip-network", **{cell: f"strip-{name}" for cell, name in named.items()}}


def cells_of(recurrence: pd.DataFrame) -> list[str]:
    """Return the cells by name, the network last."""
    return [*sorted(set(recurrence["cell"]) - {ALL}), ALL]


def _meetings(notes: pd.DataFrame, cell: str) -> pd.DataFrame:
    held = meetings(notes)
    return held if cell == ALL else held[held["cell"] == cell]


def _passages(note_themes: pd.DataFrame) -> int:
    return int(note_themes.groupby("note_id")["passages"].first().sum())


def _finest(series: pd.DataFrame, cell: str = ALL) -> pd.DataFrame:
    """Return the cell's rows of the finest kind of period."""
    mine = series[(series["cell"] == cell) & (series["period"] != ALL)]
    fine = mine["period"].str.len() > len("2020")
    return mine[fine] if fine.any() else mine


def _base(tables: Tables) -> str:
    """Return what the network's charts rest on."""
    return titles.base(_meetings(tables["notes"], ALL), _passages(tables["note_themes"]), ALL)


def _strip(cell: str, name: str, tables: Tables, setting: Setting) -> Drawing:
    themes, width = setting.themes, setting.width
    notes = _meetings(tables["notes"], cell)
    held = tables["note_themes"][tables["note_themes"]["note_id"].isin(notes["note_id"])]
    rows = tables["recurrence"][tables["recurrence"]["cell"] == cell]
    title = titles.recurring(rows, themes, cell)
    laid = lay_out(notes, held, _finest(tables["series"], cell), themes, setting.breaks, width)
    missing = len(notes) - laid.meetings
    rest = f" {_spread(missing)}" if missing else ""
    return Drawing(
        strip(name, cell, laid, len(notes), rows, themes, width),
        title,
        f"{titles.base(notes, _passages(held), cell)}{rest} The area of a dot is the theme’s share of the "
        "passages. Beside each theme: in how many meetings it is present, and how it recurs; in passing: "
        f"mentioned, present in none.{told(laid.time.breaks)}",
        f"{title}. {titles.recurrences(rows, themes)} {titles.changes(rows, themes)}",
    )


def _spread(meetings: int) -> str:
    """Return what is said of meetings that lie in no one period."""
    return f"{meetings} of them may lie in more than one period and are left out."


def _heat(tables: Tables, cells: list[str], setting: Setting) -> Drawing:
    themes = setting.themes
    whole = tables["series"][tables["series"]["period"] == ALL]
    title = titles.foremost(whole[whole["cell"] != ALL], themes, setting.group)
    caption = f"{_base(tables)} One-off events count in the whole network only."
    alt = f"{title}. {titles.largest(whole, themes)}"
    return Drawing(heat("heat", cells, whole, themes, setting.width), title, caption, alt)


def _apart(tables: Tables, setting: Setting) -> Iterator[Drawing]:
    """Yield the drawing of what sets cells apart, if anything clearly does."""
    themes, group = setting.themes, setting.group
    table = tables["comparisons"]
    clear = table[(table["kind"] == "cell") & table["verdict"].str.startswith("clearly")]
    if clear.empty:
        return
    shown = clear.sort_values(["p_value", "group", "theme"], kind="stable").head(MOST_APART)
    shown = shown.sort_values(["group", "p_value", "theme"], kind="stable")
    whole = tables["series"][tables["series"]["period"] == ALL]
    title = titles.apart(clear, themes, group)
    rest = f" Of {len(clear)} clear differences the firmest." if len(clear) > len(shown) else ""
    caption = f"{_base(tables)}{rest} Shown is only what chance alone would hardly bring about."
    yield Drawing(
        apart("apart", shown, whole, themes, group.one, setting.width),
        title,
        caption,
        f"{title}. {titles.contrasts(shown, themes)}",
    )


def _shares(tables: Tables, setting: Setting) -> Drawing:
    themes = setting.themes
    rows = _finest(tables["series"])
    recurrence = tables["recurrence"][tables["recurrence"]["cell"] == ALL]
    title = f"The network over time: {lowered(titles.changes(recurrence, themes))}".rstrip(".")
    missing = int(recurrence["notes"].iloc[0] - rows.drop_duplicates("period")["notes"].sum())
    rest = f" {_spread(missing)}" if missing else ""
    whole = tables["series"][tables["series"]["period"] == ALL]
    return Drawing(
        shares("shares", ALL, rows, themes, setting.breaks, setting.width),
        title,
        f"{_base(tables)}{rest} Bands are 95 % intervals that allow for passages of one meeting hanging "
        f"together.{told(setting.breaks)}",
        f"{title}. {titles.largest(whole, themes)}",
    )


def _topics(tables: Tables, setting: Setting) -> Drawing:
    rows = _finest(tables["topic_series"])
    found = topics("topics", tables["topics"], rows, setting.themes, setting.breaks, setting.width)
    title = titles.topics(in_order(tables["topics"]), len(_meetings(tables["notes"], ALL)))
    caption = (
        f"{_base(tables)} Topics are found by machine. Beside each: in how many notes it is, and the theme "
        f"it is most like.{told(setting.breaks)}"
    )
    return Drawing(found, title, caption, f"{title}.")


def _numbers(tables: Tables, setting: Setting) -> Drawing:
    choices = tables["topic_choices"].sort_values("topics")
    title = titles.numbers_of_topics(choices)
    caption = (
        f"{_base(tables)} The notes are drawn again with replacement, and the topics of each number found "
        "anew; topics whose words do not belong together are left out afterwards."
    )
    return Drawing(numbers("topics-numbers", choices, setting.width), title, caption, f"{title}.")


def _calendar(tables: Tables, setting: Setting) -> Drawing:
    breaks, width = setting.breaks, setting.width
    notes = _meetings(tables["notes"], ALL)
    title, periods = titles.meetings(notes, setting.group), tables["series"]
    if len(notes) <= MOST or not (periods["period"] != ALL).any():
        caption = f"{_base(tables)}{told(breaks)}"
        return Drawing(calendar("calendar", notes, breaks, width), title, caption, f"{title}.")
    unit = len(_finest(periods)["period"].iloc[0])
    fine = periods[(periods["period"].str.len() == unit) & (periods["period"] != ALL)]
    one = fine[fine["theme"] == next(iter(fine["theme"]))]
    drawing = calendar_of_periods("calendar", one, breaks, width)
    caption = f"{_base(tables)} Meetings that may lie in more than one period are left out.{told(breaks)}"
    return Drawing(drawing, title, caption, f"{title}.")
