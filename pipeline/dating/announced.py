"""Announcements: what a note says of other meetings of its series, and which of them it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.language.dates import Mention, mentions

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
IN_TITLE = re.compile(rf"\b(\d{{1,2}}|{_ordinal})\)?$|\b(\d{{1,2}}|{_ordinal}) {_meeting}\)?$", re.I)
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

    def may_be(self, title: str) -> bool:
        """Whether it can be the day of the note with this title."""
        mine = ordinal(title)
        return not (self.number and mine) or self.number == mine

    def sure_of(self, title: str) -> bool:
        """Whether it names this note's number."""
        return self.number != 0 and self.number == ordinal(title)


def announcements(
    title: str, place: str, source: str, texts: Sequence[tuple[int, str, str]], held: date | None
) -> Iterator[Announcement]:
    """Yield the days that one note gives for other meetings, numbered from its own number on.

    `texts` are (line, section kind, text). A day without a year is the first such day after `held`; when its
    weekday does not fit, the day still stands, with a remark: weekdays are miscounted more often than days.
    """
    number = ordinal(title)
    seen: list[date] = []
    for line, kind, text in texts:
        for mention in mentions(text):
            named = THE_NTH.search(text[: mention.start])
            if not mention.day or not (kind == "next" or NEXT.search(text) or named):
                continue
            day = _day_of(mention, held)
            if day is None or day == held:
                continue
            seen = sorted({*seen, day})
            yield Announcement(
                day,
                place,
                held,
                _number(named, number, seen.index(day)),
                f"announced: ‘{text[mention.start : mention.end]}’ ({source}:{line}){_remark(mention, day)}",
            )


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
