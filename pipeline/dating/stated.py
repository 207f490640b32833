"""Stated: the day that a note itself says it was held on, told from all other days that it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.dating.limits import limits, years_known
from pipeline.dating.note import Finding, Known, Note, quoted, within
from pipeline.dating.opening import Own, own_days
from pipeline.dating.order import other_reading, reading
from pipeline.dating.path import mention_in_file
from pipeline.dating.period import paths, years_near
from pipeline.dating.roles import MOVED
from pipeline.language.dates import EITHER, Mention


def stated(note: Note, known: Known) -> Finding | None:
    """Return the day that the note itself says it was held on, year and all."""
    own = own_days(note, known)
    for said in own:
        mention, why = _by_file_name(said.mention, note)
        day = mention.on(mention.year) if mention.year else None
        if day:
            order, doubts = (why, ()) if why else reading(mention, note, known)
            odd = () if mention.fits(day.year) else (f"but {day:%d %B %Y} was a {day:%A}",)
            words = f"{quoted(note, said.line, said.text, mention)}{order}"
            return Finding(day, day, "stated", words, (*odd, *doubts, *_against(note, said, own)))
    return None


def stated_without_year(note: Note, known: Known) -> Finding | None:
    """Return the day that the note says, in the one year that its weekday and its surroundings leave."""
    if known.before[note.note_id].day is not None:
        return None
    bound, years = known.once(limits).get(note.note_id), known.once(years_known)
    path = known.once(paths).get(note.note_id)
    for said in own_days(note, known):
        mention = said.mention
        completed = _in_one_year(mention, bound, years)
        doubts = reading(mention, note, known)[1]
        if completed is None and path is not None:  # a day outside of the file's month, in the file's year
            completed = _in_one_year(mention, _whole_year(path), years)
        if completed:
            day, why = completed
            odd = () if mention.fits(day.year) else (f"but {day:%d %B %Y} was a {day:%A}",)
            words = quoted(note, said.line, said.text, mention)
            evidence = f"{words}; the year {day.year} follows from {why}"
            return Finding(day, day, "stated", evidence, (*odd, *doubts))
    return None


def _in_one_year(mention: Mention, bound: Finding | None, years: Sequence[int]) -> tuple[date, str] | None:
    """Return the day in the only year that fits, and what the year follows from."""
    near = [day for year in years_near(bound, years) if (day := mention.on(year))]
    days = [day for day in near if within(day, bound)]
    fitting = [day for day in days if mention.fits(day.year)]
    inside = [day for day in fitting if day.year in years] or fitting
    closed = bound is not None and bound.low is not None and bound.high is not None
    if closed and not fitting and bound and bound.basis == "metadata":
        inside = days  # weekdays are miscounted more often than folders are misnamed
    if len(inside) != 1 or not (closed or mention.weekday is not None):
        return None
    by_weekday = mention.weekday is not None and [day for day in near if mention.fits(day.year)] == inside
    if closed and bound and bound.basis == "listing":
        return inside[0], "the page's order"
    return inside[0], bound.evidence if closed and bound and not by_weekday else "the weekday"


def _whole_year(bound: Finding) -> Finding:
    low, high = bound.low or date.min, bound.high or date.max
    return replace(bound, low=low.replace(month=1, day=1), high=high.replace(month=12, day=31))


def _by_file_name(mention: Mention, note: Note) -> tuple[Mention, str]:
    """Return the mention read as the file's name has it, where its figures can be read both ways."""
    if mention.order == EITHER and mention.year:
        there = {m.on(m.year) for m in mention_in_file(note) if m.order != EITHER}
        for way in (mention, mention.swapped()):
            if way.on(way.year) in there:
                return way, ", as in the file's name"
    return mention, ""


def _against(note: Note, said: Own, own: Sequence[Own]) -> tuple[str, ...]:
    """Return as a remark the first other day that the note gives as plainly for the meeting."""
    if not said.plain or said.role == MOVED:
        return ()
    mine = (said.mention.day, said.mention.month)
    for other in own:
        theirs = (other.mention.day, other.mention.month)
        years_differ = said.mention.year != other.mention.year and other.mention.year
        swapped = other_reading(other.mention) == said.mention.on(said.mention.year)
        if other.plain and other.line != said.line and (mine != theirs or years_differ) and not swapped:
            return (f"but {quoted(note, other.line, other.text, other.mention)}",)
    return ()
