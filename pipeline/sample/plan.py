"""What is planted: groups that come and go, the days of their meetings, and what each meeting is about.

Of every group each theme keeps to a pattern over its meetings. Most are steady: in nearly all of them, now
and then, or never. In groups that meet often enough a theme or two changes as one of `CHANGES` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from pipeline.settings.models import CellsConfig

BEGIN = date(2012, 1, 9)
FEWEST_CHANGING = 12
"""Meetings that a group has before a change is planted in it."""
CHANGES = ("rising", "fading", "new", "lapsed", "returned")
ALWAYS, OFTEN, NEVER = 0.92, 0.35, 0.0
OF_GROUP, ABOUT = 5, 3
"""Subjects outside the framework that a group speaks of, and how many of them in a meeting."""
ONE_OFF = 0.08
"""Share of the notes that are of no group's meetings."""
BASES = ("stated", "file name", "announced", "unknown")
BASIS_SHARES = (0.86, 0.07, 0.05, 0.02)
"""How a meeting's day can be known, and how often."""
PLACES = (
    "Ash", "Beck", "Cold", "Dun", "Elm", "Fern", "Gorse", "Holm", "Ivel", "Kel", "Lark", "Mar", "Nether",
    "Oak", "Pen", "Quern", "Rush", "Sal", "Thorn", "Up", "Wend", "Yar",
)  # fmt: skip
ENDS = (
    "bridge", "combe", "dale", "field", "ford", "ham", "hurst", "ley", "mere", "ridge", "stead", "thorpe",
    "ton", "wick", "worth",
)  # fmt: skip


@dataclass(frozen=True)
class PlantedGroup:
    """A recurring group: its name, the pattern of each theme over its meetings, and its subjects.

    `changes` is {theme: one of CHANGES}, `rates` {theme: the share of its meetings that are about it}.
    """

    name: str
    called: str  # in titles: today's name, or an earlier one
    changes: dict[str, str]
    rates: dict[str, float]
    subjects: tuple[int, ...]


@dataclass(frozen=True)
class PlantedMeeting:
    """A meeting: the group (None for a one-off), which of its meetings it is, the day, and its themes.

    `themes` is {theme: share of the passages that are about it}; `basis` says how the day can be known.
    """

    number: int
    group: PlantedGroup | None
    nth: int
    day: date
    next_day: date | None
    basis: str
    themes: dict[str, float]
    subjects: tuple[int, ...]


def planted(
    notes: int, cells: CellsConfig, themes: Sequence[str], subjects: int, chance: np.random.Generator
) -> list[PlantedMeeting]:
    """Return so many meetings, in the order of their days."""
    span = 365 * min(3 + round(4 * np.log10(max(notes, 27) / 27)), 15)
    alone = round(notes * ONE_OFF)
    groups = _groups(notes - alone, cells, themes, subjects, chance)
    held = [meeting for group, count in groups for meeting in _of_group(group, count, span, chance)]
    held += [_one_off(themes, subjects, span, chance) for _ in range(alone)]
    held.sort(key=lambda m: (m.day, m.group.name if m.group else ""))
    return [
        PlantedMeeting(i, m.group, m.nth, m.day, m.next_day, m.basis, m.themes, m.subjects)
        for i, m in enumerate(held)
    ]


def _groups(
    notes: int, cells: CellsConfig, themes: Sequence[str], subjects: int, chance: np.random.Generator
) -> list[tuple[PlantedGroup, int]]:
    """Return groups and how many meetings each has: the more notes, the more of both."""
    typical = 7 * (max(notes, 27) / 27) ** 0.4
    names = _names(cells, chance)
    found, left = [], notes
    while left > 0:
        count = min(left, max(3, round(typical * chance.lognormal(-0.1, 0.5))))
        name, called = next(names)
        found.append((_group(name, called, count, themes, subjects, chance), count))
        left -= count
    return found


def _names(cells: CellsConfig, chance: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Yield names of groups and what they are called in titles: those of the config first."""
    yield from ((cell.name, (*cell.aliases, cell.name)[0]) for cell in cells.cell)
    every = [place + end for place in PLACES for end in ENDS]
    further = 1
    while True:
        for i in chance.permutation(len(every)).tolist():
            name = every[i] if further == 1 else f"{every[i]} {PLACES[further % len(PLACES)]}side"
            yield name, name
        further += 1


def _group(
    name: str, called: str, count: int, themes: Sequence[str], subjects: int, chance: np.random.Generator
) -> PlantedGroup:
    order = [themes[i] for i in chance.permutation(len(themes))]
    rates = dict.fromkeys(themes, NEVER)
    rates |= dict.fromkeys(order[:2], ALWAYS) | dict.fromkeys(order[2:4], OFTEN)
    changing = order[4:6] if count >= FEWEST_CHANGING else []
    changes = {theme: CHANGES[int(chance.integers(len(CHANGES)))] for theme in changing}
    return PlantedGroup(name, called, changes, rates, _some(range(subjects), OF_GROUP, chance))


def _some(among: Sequence[int], most: int, chance: np.random.Generator) -> tuple[int, ...]:
    picked = chance.choice(len(among), min(most, len(among)), replace=False)
    return tuple(among[i] for i in picked.tolist())


def _of_group(
    group: PlantedGroup, count: int, span: int, chance: np.random.Generator
) -> list[PlantedMeeting]:
    step = min(float(chance.choice([14, 28, 28, 42, 56])), 0.95 * span / count)
    weekday = int(chance.integers(5))
    first = chance.uniform(0, max(span - step * count, 1))
    days: list[date] = []
    for i in range(count):
        day = BEGIN + timedelta(days=int(first + i * step))
        day += timedelta(days=(weekday - day.weekday()) % 7 if step > 7 else 0)
        days.append(max(day, days[-1] + timedelta(days=1)) if days else day)
    return [
        PlantedMeeting(
            0,
            group,
            i + 1,
            day,
            days[i + 1] if i + 1 < count else None,
            _basis(i, chance),
            _themes(group, i / max(count - 1, 1), chance),
            _some(group.subjects, ABOUT, chance),
        )
        for i, day in enumerate(days)
    ]


def _basis(nth: int, chance: np.random.Generator) -> str:
    basis = str(chance.choice(BASES, p=BASIS_SHARES))
    return "stated" if basis == "announced" and nth == 0 else basis  # nobody announces a first meeting


def _themes(group: PlantedGroup, at: float, chance: np.random.Generator) -> dict[str, float]:
    """Return what a meeting is about, `at` from the group's first (0) to its last (1)."""
    found = {}
    for theme, rate in group.rates.items():
        change = group.changes.get(theme)
        likely, share = _pattern(change, at) if change else (rate, float(chance.uniform(0.12, 0.22)))
        if chance.random() < likely:
            found[theme] = share
    return found


def _pattern(change: str, at: float) -> tuple[float, float]:
    """Return how likely a theme that changes is in a meeting, and its share of the passages."""
    if change in ("rising", "fading"):
        return 1.0, 0.07 + 0.26 * (at if change == "rising" else 1 - at)
    there = {"new": at > 0.5, "lapsed": at < 0.5, "returned": not 0.3 < at < 0.75}[change]
    return (0.95 if there else 0.0), 0.15


def _one_off(themes: Sequence[str], subjects: int, span: int, chance: np.random.Generator) -> PlantedMeeting:
    day = BEGIN + timedelta(days=int(chance.integers(span)))
    about = {themes[i]: 0.15 for i in chance.choice(len(themes), min(2, len(themes)), replace=False).tolist()}
    return PlantedMeeting(0, None, 0, day, None, "stated", about, _some(range(subjects), ABOUT, chance))
