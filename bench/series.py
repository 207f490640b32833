"""How often the series raise a false alarm, and how often they find what is there.

Run as `python -m bench.series [--processed DIR]`. With a folder of tables the meetings' dates and cells are
shuffled among its notes, and everything made of them anew; made-up networks are measured either way. A false
alarm is any theme or topic, in any cell, that is called new, rising, fading, lapsed or returned, and, where
cells do not differ, any cell or year that is "clearly" apart. Where codes of the config lie on these notes,
the presence of themes is held against them. Nothing is asserted: the figures are printed for people to judge.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.coding.accuracy import blind, by_reader
from pipeline.coding.scores import votes
from pipeline.core import store
from pipeline.core.counted import applying, counted, is_meeting
from pipeline.core.schemas import TOLD
from pipeline.lexicon.lexicon import Lexicon
from pipeline.series import statistics
from pipeline.series.comparisons import comparisons
from pipeline.series.meetings import Meetings, gather
from pipeline.series.recurrence import recurrence, verdict
from pipeline.series.stage import series
from pipeline.series.turns import turns
from pipeline.settings import load
from pipeline.settings.models import Series

USUAL = np.array([0.2] * 4 + [0.05] * 8)
"""The shares of made-up themes: a few broad ones, more that are narrow."""
THEMES = tuple(f"theme-{number}" for number in range(len(USUAL)))
WITHIN, BETWEEN = 0.05, 0.15
"""How alike passages of a meeting, and meetings of a cell, are made: as in coded notes of a real network."""
OPTIONS = Series()


def network(rng: np.random.Generator, cells: int, yearly: int, years: int) -> Meetings:
    """Return a made-up network in which nothing changes: meetings spread evenly over the years."""
    count = cells * yearly * years
    day = np.tile(np.arange(yearly * years) * 365.0 / yearly, cells)
    dates = (pd.Timestamp("2015-01-01") + pd.to_timedelta(day, unit="D")).strftime("%Y-%m-%d")
    notes = pd.DataFrame(
        {
            "note_id": [f"note-{number:05d}" for number in range(count)],
            "cell": np.repeat([f"Cell {number}" for number in range(cells)], yearly * years),
            "low": dates,
            "high": dates,
            "day": day,
            "placed": True,
        }
    )
    own = varied(rng, np.tile(USUAL, (cells, 1)), BETWEEN)
    return fill(rng, notes, np.repeat(own, yearly * years, axis=0))


def varied(rng: np.random.Generator, rates: np.ndarray, rho: float) -> np.ndarray:
    """Return rates drawn around the given ones, beta-distributed with intra-class correlation `rho`."""
    spread = 1 / rho - 1
    return rng.beta(rates * spread, (1 - rates) * spread)


def fill(rng: np.random.Generator, notes: pd.DataFrame, rates: np.ndarray) -> Meetings:
    """Return the meetings with beta-binomial counts of the given rates (meetings × themes)."""
    passages = rng.integers(8, 50, len(notes)).astype(float)
    tagged = rng.binomial(passages[:, None].astype(int), varied(rng, rates, WITHIN)).astype(float)
    present = tagged >= statistics.needed(passages, OPTIONS.chance)[:, None]
    return Meetings(notes, passages, tagged, present, THEMES)


def shuffled(rng: np.random.Generator, meetings: Meetings) -> Meetings:
    """Return the meetings with cells and dates dealt out anew."""
    order = rng.permutation(len(meetings.notes))
    notes = meetings.notes[["cell", "low", "high", "day", "placed"]].iloc[order].reset_index(drop=True)
    notes.insert(0, "note_id", meetings.notes["note_id"])
    return Meetings(notes, meetings.passages, meetings.tagged, meetings.present, meetings.themes)


def shuffled_network(rng: np.random.Generator, cells: int, yearly: int, years: int) -> Meetings:
    """Return a made-up network in which neither cells nor years differ."""
    return shuffled(rng, network(rng, cells, yearly, years))


def alarms(make: Callable[[], Meetings], times: int) -> list[float]:
    """Return the shares of reports with a change told, anything clearly apart, either."""
    found = np.zeros(3)
    for _ in range(times):
        meetings = make()
        told = judged(meetings)["change"].isin(TOLD).any()
        apart = comparisons(meetings, OPTIONS)["verdict"].str.startswith("clearly").any()
        found += [told, apart, told or apart]
    return list(found / times)


def judged(meetings: Meetings) -> pd.DataFrame:
    """Return the table `recurrence`."""
    present = {"theme": (meetings.themes, meetings.present)}
    return recurrence(meetings, turns(meetings, present, OPTIONS), OPTIONS)


def reports(rng: np.random.Generator, processed: Path, themes: tuple[str, ...], times: int) -> list[float]:
    """Return the shares of reports that tell a change of a theme, a turn of a topic, either.

    Cells and dates are dealt out anew among the notes, and all tables of the series made of them.
    """
    names = ("notes", "passages", "passage_themes", "topics", "topic_passages")
    held = {name: store.read(processed, name) for name in names}
    where = ["cell", "event", "date", "date_low", "date_high", "date_basis"]
    meets = is_meeting(held["notes"]).to_numpy()
    found = np.zeros(3)
    for _ in range(times):
        notes = held["notes"].copy()
        dealt = rng.permutation(np.flatnonzero(meets))
        notes.loc[meets, where] = held["notes"].iloc[dealt][where].to_numpy()
        made = series(**held | {"notes": notes}, options=OPTIONS, themes=themes)
        theme = made["recurrence"]["change"].isin(TOLD).any()
        topic = made["turns"].query("kind == 'topic' and told == 'yes'").shape[0] > 0
        found += [theme, topic, theme or topic]
    return list(found / times)


DOUBLINGS: dict[str, Callable[[np.random.Generator, pd.Series], pd.Series]] = {
    "at once, halfway": lambda rng, time: time >= 0.5,
    "at once, at any time in the middle half": lambda rng, time: time >= rng.uniform(0.25, 0.75),
    "evenly": lambda rng, time: time,
}
"""How far a share has doubled, 0 to 1, at each time from 0 to 1."""


def found(
    rng: np.random.Generator, cells: int, yearly: int, years: int, how: str, times: int
) -> tuple[float, float]:
    """Return how often one theme of a cell that doubles from 20 % is told, and one that halves to it."""
    rises = falls = 0
    for _ in range(times):
        meetings = network(rng, cells, yearly, years)
        mine = meetings.notes["cell"] == "Cell 0"
        own = varied(rng, np.tile(USUAL, (cells, 1)), BETWEEN)
        rates = np.repeat(own, yearly * years, axis=0)
        time = meetings.notes.loc[mine, "day"] / (365.0 * years)
        grown = 0.2 * DOUBLINGS[how](rng, time)
        rates[mine, 0], rates[mine, 1] = 0.2 + grown, 0.4 - grown
        rows = judged(fill(rng, meetings.notes, rates))
        change = rows[rows["cell"] == "Cell 0"].set_index("theme")["change"]
        rises += change[THEMES[0]] in ("rising", "new")
        falls += change[THEMES[1]] in ("fading", "lapsed")
    return rises / times, falls / times


def covered(rng: np.random.Generator, meetings: int, rate: float, times: int) -> float:
    """Return how often the interval of so many meetings holds the true share."""
    passages = rng.integers(8, 50, (times, meetings)).astype(float)
    own = varied(rng, np.full((times, meetings), rate), WITHIN)
    tagged = rng.binomial(passages.astype(int), own).sum(axis=1)
    low, high = statistics.interval(
        tagged, passages.sum(axis=1), (passages**2).sum(axis=1), np.full(times, WITHIN)
    )
    return float(((low <= rate) & (rate <= high)).mean())


def coded(processed: Path, lexicon: Lexicon) -> Iterator[str]:
    """Yield how presence by tags, and recurrence by it, agree with two or more coded passages."""
    notes, passages, themes = (store.read(processed, n) for n in ("notes", "passages", "found_themes"))
    names, broad = lexicon.order, lexicon.of_family(lexicon.families[0].id)
    said = votes(by_reader(blind(store.read(processed, "passage_codes")), passages), names)
    rows = counted(passages, notes).merge(said.fillna(0).gt(0.5).astype(int), on="passage_id")
    themes = applying(themes)
    tags = themes.pivot(index="passage_id", columns="theme", values="score").notna()
    tags = tags.reindex(index=rows["passage_id"], columns=list(names), fill_value=False)
    ids = rows["note_id"]
    tagged, said = (
        table.astype(int).set_axis(ids).groupby(level=0).sum()
        for table in (tags, rows[list(names)])
    )  # fmt: skip
    length = ids.value_counts().reindex(tagged.index).to_numpy(float)
    needed = statistics.needed(length, OPTIONS.chance)[:, None]
    for name, present in (("the rule", tagged >= needed), ("any tag", tagged >= 1)):
        for least in (2, 1):
            agree, kappa = agreement(present.to_numpy(), said.to_numpy() >= least)
            yield f"{name} and {least} or more coded: {agree:.0%}, kappa {kappa:.2f}"
    cells = notes.set_index("note_id")["cell"].reindex(tagged.index).to_numpy(object)
    pairs = [
        (recurs(tagged[theme] >= needed[:, 0], cells == cell), recurs(said[theme] >= 2, cells == cell))
        for cell in sorted(set(cells) - {""})
        for theme in broad
    ]
    same = sum(a == b for a, b in pairs)
    yield f"recurrence of {lexicon.families[0].many} by tags and by codes: the same in {same} of {len(pairs)}"
    for theme in broad:
        r = np.corrcoef(tagged[theme] / length, said[theme] / length)[0, 1]
        yield f"share of {theme} by tags and by codes, over {len(length)} notes: r = {r:.2f}"


def agreement(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Return the share of pairs that agree, and Cohen's kappa."""
    same = float((one == other).mean())
    chance = one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean())
    return same, float((same - chance) / (1 - chance))


def recurs(present: pd.Series, mine: np.ndarray) -> str:
    """Return the verdict on recurrence over the notes chosen by `mine`."""
    return verdict(int(present[mine].sum()), int(mine.sum()), OPTIONS.often)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processed", type=Path, help="folder with notes, passages and passage_themes")
    parser.add_argument("--config", type=Path, default=Path("config"), help="folder with the themes")
    parser.add_argument("--shuffles", type=int, default=300)
    parser.add_argument(
        "--planted", action="store_true", help="only what is found of changes that were planted"
    )
    options = parser.parse_args()
    if options.planted:
        say_planted(np.random.default_rng(20), options.shuffles, (3, 4))
        return
    rng, lexicon = np.random.default_rng(20), load.load(options.config).lexicon
    print(f"False alarms: reports of {options.shuffles} that tell a change (at most 5 % wanted)")
    if options.processed:
        notes, passages, themes = (
            store.read(options.processed, name) for name in ("notes", "passages", "passage_themes")
        )
        held = gather(
            notes, counted(passages, notes)[["passage_id", "note_id"]], themes, OPTIONS, lexicon.order
        )
        what = f"the {len(held.notes)} notes of {options.processed}"
        say_alarms(what, lambda: shuffled(rng, held), options.shuffles)
        theme, topic, either = reports(rng, options.processed, lexicon.order, options.shuffles)
        print(
            f"  {what}, all tables made anew: {either:.1%} (themes {theme:.1%}, topics {topic:.1%})",
            flush=True,
        )
    for size in ((5, 5, 3), (5, 10, 4), (12, 8, 6)):
        what = "{} made-up cells, {} a year, {} years".format(*size)
        say_alarms(f"{what}, shuffled", partial(shuffled_network, rng, *size), options.shuffles)
        change = alarms(partial(network, rng, *size), options.shuffles)[0]
        print(f"  {what}, cells differ and nothing changes: a change told {change:.1%}", flush=True)
    say_planted(rng, options.shuffles, (2, 3, 4, 5, 6))
    if options.processed and len(store.read(options.processed, "accuracy")):
        print("Presence of themes in meetings")
        for line in coded(options.processed, lexicon):
            print(f"  {line}")
    print("95 % intervals that hold the true share")
    for meetings in (1, 2, 5, 20):
        shares = ", ".join(
            f"{covered(rng, meetings, rate, 4000):.1%} at {rate:.0%}" for rate in (0.05, 0.2, 0.5)
        )
        print(f"  {meetings} meetings: {shares}")


def say_planted(rng: np.random.Generator, times: int, spans: Sequence[int]) -> None:
    """Print how often planted changes are told."""
    print("One theme of one of five cells doubles from 20 %, another halves to it, ten notes a year: told")
    for how in DOUBLINGS:
        for years in spans:
            rises, falls = found(rng, 5, 10, years, how, times)
            print(f"  {how}, within {years} years: {rises:.0%} and {falls:.0%}", flush=True)


def say_alarms(what: str, make: Callable[[], Meetings], times: int) -> None:
    """Print one line of false alarms."""
    told, apart, either = alarms(make, times)
    print(
        f"  {what}: {either:.1%} (a change told {told:.1%}, a cell or year clearly apart {apart:.1%})",
        flush=True,
    )


if __name__ == "__main__":
    main()
