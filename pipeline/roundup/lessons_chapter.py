"""The chapter of what has been learnt: lessons of several meetings, then points of one meeting alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.core.calendar import month_words
from pipeline.core.counted import meetings
from pipeline.core.wording import listed, several
from pipeline.roundup.document import Block, Heading, Point, Text
from pipeline.roundup.lessons import Lesson, Subjects, evidence_of
from pipeline.roundup.material import Material
from pipeline.roundup.pool import FIRM, Pool
from pipeline.roundup.salience import content


def chapter(held: Material, pool: Pool, lessons: list[Lesson], alone: list[int]) -> list[Block]:
    """Return the chapter."""
    subjects = Subjects(pool) if lessons else None
    blocks: list[Block] = []
    for lesson in lessons:
        assert subjects is not None
        blocks += [Heading(2, lesson.name), Text(heard(held, subjects, lesson), "heard")]
        blocks += [
            pool.point(row, more=evidence_of(pool, lesson) if not n else ())
            for n, row in enumerate(lesson.lead)
        ]
        blocks += [_backing(held, pool, row, lesson.name) for row in lesson.backing]
    single = [pool.point(row) for row in alone]
    if single:
        blocks += [
            Heading(2, "Found in one meeting only"),
            Text("No other meeting was found to say them in like words.", "heard"),
            *single,
        ]
    return blocks


def kept(pool: Pool) -> list[Block]:
    """Return the points that were marked to be kept, and that no other chapter has taken."""
    rows = [int(row) for row in np.flatnonzero(pool.rows["kept"]) if row not in pool.taken]
    for row in rows:
        pool.take(row)
    return [Heading(2, "Kept by hand"), *(pool.point(row) for row in rows)] if rows else []


def _backing(held: Material, pool: Pool, row: int, name: str) -> Point:
    """Return a point with the theme that it carries firmly, if the lesson's name does not say it already."""
    label = held.labels.get(pool.theme_of(row, weight=FIRM), "")
    said = set(content(label)) & set(content(name))
    return pool.point(row, label="" if said else label)


def heard(held: Material, subjects: Subjects, lesson: Lesson) -> str:
    """Return in how many meetings and groups the lesson was heard, and since when; in all years too."""
    mine = held.notes[held.notes["note_id"].isin(lesson.notes)]
    told_of = mine["date_high"].any() and _first_known(mine)["date_high"] <= held.period.last.isoformat()
    first = f", first {_first(mine)}" if told_of else ""
    told = f"Heard in {_places(held, mine)}{first}."
    every = meetings(held.tables["notes"])
    if len(every) == len(held.notes):
        return told
    whole = every[every["note_id"].isin(subjects.heard(lesson.stems))]
    word = f"‘{subjects.spelled(lesson.stems[0])}’"
    share = f"{len(whole)} of {several(len(every), 'meeting')}"
    return f"{told} In all years {word} comes up in {share}, first {_first(whole)}."


def _places(held: Material, notes) -> str:  # type: ignore[no-untyped-def]
    single = int((notes["cell"] == "").sum())
    if single == len(notes):
        return several(single, "one-off meeting")
    groups = f"{several(len(notes) - single, 'meeting')} of {listed(held.groups(notes))}"
    return f"{groups} and in {several(single, 'one-off meeting')}" if single else groups


def _first(notes) -> str:  # type: ignore[no-untyped-def]
    """Return the month in which, or by which, the first of the meetings was: days are ranges, too."""
    if not notes["date_high"].any():
        return "at a time that is not known"
    low, high = _first_known(notes)[["date_low", "date_high"]]
    month = f"{month_words(int(high[5:7]), full=True)} {high[:4]}"
    return f"in {month}" if low[:7] == high[:7] else f"by {month}"


def _first_known(notes: pd.DataFrame) -> pd.Series:
    """Return the meeting that is known to have been by the earliest day."""
    known = notes[notes["date_high"] != ""]
    return known.sort_values(["date_high", "date_low", "note_id"]).iloc[0]


def singles(pool: Pool, most: int) -> list[int]:
    """Return points that no other meeting comes close to, the best of different meetings; they are taken."""
    rows = pool.rows
    taken: list[int] = []
    if not len(rows):
        return []
    notes = rows["note_id"].to_numpy()
    worth = np.where(pool.nearest_elsewhere() < LONELY, rows["value"], 0.0)
    seen: dict[str, int] = {}
    for row in np.argsort(-worth.round(9), kind="stable"):
        if len(taken) >= most or worth[row] <= 0:
            break
        if pool.free[row] and seen.get(notes[row], 0) < 1:
            seen[notes[row]] = seen.get(notes[row], 0) + 1
            pool.take(int(row))
            taken.append(int(row))
    return taken


LONELY = 0.2
"""A point is of one meeting only where no sentence of another has a cosine of so much with it."""
