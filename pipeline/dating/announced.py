"""Announced: the day that another note of the series gives for a meeting, and which meeting it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.core.counted import PUBLICATION
from pipeline.dating.listing import bounds
from pipeline.dating.note import Finding, Known, Note, contradiction, quoted, within
from pipeline.dating.order import dates_in
from pipeline.language.dates import Mention

NUMBERS = (
    ("first", "1st", "one", "i"),
    ("second", "2nd", "two", "ii"),
    ("third", "3rd", "three", "iii"),
    ("fourth", "4th", "four", "iv"),
    ("fifth", "5th", "five", "v"),
    ("sixth", "6th", "six", "vi"),
)
ORDINALS = {word: n for n, words in enumerate(NUMBERS, start=1) for word in words}
_ordinal = "|".join(ORDINALS)
_meeting = r"(?:meeting|session|cell|roundtable|event)"
IN_TITLE = re.compile(rf"\b(\d{{1,3}}|{_ordinal})\)?$|\b(\d{{1,3}}|{_ordinal}) {_meeting}\)?$", re.I)
NEXT = re.compile(
    rf"\b(next|further|future|following|forthcoming) ({_meeting}s?|dates?|time)\b|\bmeet (again|next)\b", re.I
)
THE_NTH = re.compile(rf"\bthe ({_ordinal}|next) {_meeting}\b", re.I)
FARTHEST = timedelta(days=300)
"""A meeting is not announced longer ahead than this; a day and month then have one year."""


@dataclass(frozen=True)
class Announcement:
    """A day that a note gives for another meeting of its series."""

    day: date
    place: str  # of the note that says it
    said_on: date | None
    number: int  # of the meeting it is for, 0 if the words do not tell
    evidence: str

    def may_be(self, number: int) -> bool:
        """Whether it can be the day of the note of this number; 0 if that has none."""
        return not (self.number and number) or self.number == number

    def sure_of(self, number: int) -> bool:
        """Whether it names this note's number."""
        return self.number != 0 and self.number == number


def announced(note: Note, known: Known) -> Finding | None:
    """Return the day that another note of the same series announced for this one."""
    if note.event == PUBLICATION:
        return None
    group, said = known.once(series)[_series_of(note)]
    bound, now = known.once(bounds).get(note.note_id), known.now[note.note_id]
    mine = ordinal(note.title)
    fitting = [a for a in said if a.place != note.place and a.may_be(mine) and within(a.day, bound)]
    if not fitting:
        return None
    if now.day is not None:
        expected = [a for a in fitting if a.sure_of(mine)]
        moved = expected and now.day not in {a.day for a in expected}
        return contradiction(expected[0].evidence) if moved else None
    taken = {known.now[other.note_id].day for other in group if other is not note}
    return _settled(mine, [a for a in fitting if a.day not in taken])


def _settled(number: int, fitting: Sequence[Announcement]) -> Finding | None:
    """Return the day that the announcements agree on; where all name this very meeting, the latest one."""
    sure = [a for a in fitting if a.sure_of(number)] or fitting
    days = {a.day for a in sure}
    if not days or (len(days) > 1 and not all(a.sure_of(number) for a in sure)):
        return None
    # of two announcements the later one knows better: meetings are moved
    last = max(sure, key=lambda a: (a.said_on or date.min, a.place))
    others = tuple(f"but {a.evidence}" for a in sure if a.day != last.day)
    return Finding(last.day, last.day, "announced", last.evidence, others)


def series(known: Known) -> dict[str, tuple[list[Note], list[Announcement]]]:
    """Return the notes of each series, and all that they announce."""
    found: dict[str, tuple[list[Note], list[Announcement]]] = {}
    between = known.once(bounds)
    for note in known.notes:
        group, said = found.setdefault(_series_of(note), ([], []))
        group.append(note)
        now = known.before[note.note_id]
        said += announcements(note, now.day or between.get(note.note_id, now).low, known)
    return found


def _series_of(note: Note) -> str:
    return note.cell or stem(note.title)


def announcements(note: Note, held: date | None, known: Known) -> Iterator[Announcement]:
    """Yield the days that one note gives for other meetings, numbered from its own number on.

    A day without a year is the first such day after `held`; when its
    weekday does not fit, the day is kept, with a remark: weekdays are miscounted more often than days.
    """
    number = ordinal(note.title)
    said = list(_said(note, held, known))
    days = sorted({day for day, *_ in said})
    for day, named, words in said:
        yield Announcement(
            day, note.place, held, _number(named, number, days.index(day)), f"announced: {words}"
        )


def _said(note: Note, held: date | None, known: Known) -> Iterator[tuple[date, re.Match[str] | None, str]]:
    """Yield each day that a note gives for another meeting, what names the meeting, and the words."""
    for line, kind, text in note.texts:
        for mention in dates_in(note, text, known):
            named = THE_NTH.search(text[: mention.start])
            if not mention.exact or not (kind == "next" or NEXT.search(text) or named):
                continue
            day = _day_of(mention, held)
            if day is not None and day != held:
                yield day, named, f"{quoted(note, line, text, mention)}{_remark(mention, day)}"


def ordinal(title: str) -> int:
    """Return which meeting of its series a title says it is: "Cell 2", "(second meeting)"; 0 if none."""
    match = IN_TITLE.search(title)
    if match is None:
        return 0
    word = (match.group(1) or match.group(2)).lower()
    return int(word) if word.isdigit() else ORDINALS.get(word, 0)


def stem(title: str) -> str:
    """Return a title without its number: what meetings of one series share."""
    return IN_TITLE.sub("", title).strip(" ()-–:").lower()


def _day_of(mention: Mention, held: date | None) -> date | None:
    if mention.year:
        return mention.on(mention.year)
    if held is None:
        return None
    for year in (held.year, held.year + 1):
        day = mention.on(year)
        if day is not None and held < day <= held + FARTHEST:
            return day
    return None


def _number(named: re.Match[str] | None, own: int, place: int) -> int:
    """Return the number of the meeting announced: named, or counted on from the note's own."""
    if named and named.group(1).lower() != "next":
        return ORDINALS[named.group(1).lower()]
    return own + 1 + place if own else 0


def _remark(mention: Mention, day: date) -> str:
    if mention.weekday is None or mention.weekday == day.weekday():
        return ""
    return f", though {day:%d %B %Y} was a {day:%A}"
