"""Groups that no file names yet: what several titles share, or what a title calls a committee."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.language.dates import mentions

BODIES = (
    "assembly", "board", "cabinet", "caucus", "cell", "chapter", "circle", "club", "committee", "community",
    "congress", "council", "executive", "federation", "forum", "group", "guild", "hub", "panel", "party",
    "society", "subcommittee", "team", "trustees", "union",
)  # fmt: skip
"""What a body that meets again and again is called."""
_record = (
    r"(?:(?:draft|approved|confirmed|unconfirmed|final|signed|official)\s+)*"
    r"(?:minutes?|notes?|summary|record|report|agenda|transcript)"
)
BEFORE = re.compile(
    rf"(?:(?:{_record})(?:\s+(?:and|&)\s+{_record})?\s*(?:(?:of|from|for)\s+|[:–—-]\s*))?"
    r"(?:(?:a|an|the|our)\s+)?"
    r"(?:(?:\w+\s+)?(?:meeting|session|call)\s+(?:of|for)\s+(?:(?:a|an|the|our)\s+)?)?",
    re.I,
)
"""What comes before a group's name: "Draft minutes of the", "Notes from an extraordinary meeting of our"."""
AFTER = re.compile(
    r"(?:[\s,:;|–—(-]*\b(?:held|hosted|on|at|for|of|the|in|dated|date|no|nr|number|part|week\s+commencing"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b)*[\s,:;|.#–—(/-]*$",
    re.I,
)
"""What leads over to the day: "held on Tuesday", a dash, a bracket."""
NUMBER = re.compile(
    r"[\s,:;|#–—(-]*\b(?:(?:no|nr|number|part)\.?\s*)?(?:\d{1,4}|[ivx]{1,4}|first|second|third|fourth|fifth)\)?$",
    re.I,
)
ASIDE = re.compile(r":\s|\s+(?:which\s+was\s+)?held\b|\s+(?:at|in)\s+the\b|,\s", re.I)
"""What opens a subject or a place, after the name."""
OCCASION = re.compile(
    r"[\s–—-]+(?:(?:draft|approved|final)\s+)?(?:meeting|session|call|minutes?|notes?|summary|agenda)$", re.I
)
"""What kind of occasion or paper it is: "meeting", "minutes"."""
GENERIC = re.compile(
    r"(?:(?:the|a|an|our|and|of|weekly|fortnightly|monthly|quarterly|annual|yearly|regular|ordinary|special|general"
    r"|extraordinary|online|public|open|virtual|team|kick-?off|catch-?up|stand-?up|meetings?|sessions?|calls?|minutes?"
    r"|notes?|agenda|agm|egm|event|discussion|gathering|conference|webinar|workshop|round-?table|drop-?in"
    r"|untitled|document|unknown|page|chapter|part|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|\d+|[ivx]+)\b\W*)*",
    re.I,
)
"""A name of such words alone names no group."""
LONGEST = 8
"""Words of a group's name, at most."""
FARTHEST = 300
"""Characters of a title that are looked at."""
LEAST = 2
"""Notes that share a name before it is taken for a group's."""


class TitledGroups:
    """The groups that the titles of a collection name: shared by several, or called a body."""

    def __init__(self, titles: Iterable[str], group: str, whole: bool = True) -> None:
        """Take all titles, and what the network calls a group; `whole` names keep that word."""
        self.own = re.compile(r"(?!)" if whole else rf"\s+{re.escape(group)}$", re.I)
        self.body = re.compile(rf"\b(?:{'|'.join(map(re.escape, {*BODIES, group.lower()}))})\b", re.I)
        named = [name for name, recurs in map(name_in, titles) if name and recurs]
        counts, spelt = Counter(map(str.lower, named)), Counter(named)
        self.spellings = {name: _usual(name, spelt) for name, count in counts.items() if count >= LEAST}

    def of(self, title: str) -> str:
        """Return the name of the group that met, or an empty string."""
        name, dated = name_in(title)
        if name.lower() in self.spellings:
            return self.own.sub("", self.spellings[name.lower()])
        return self.own.sub("", name) if dated and self.body.search(name) else ""


def name_in(title: str) -> tuple[str, bool]:
    """Return what may be a group's name in a title, and whether the title is one of a series.

    It is one of a series if it says which: a day, a number ("Garden group 3"), or that it is a record of a
    meeting ("Minutes of the finance committee").
    """
    title = title[:FARTHEST]
    opening = BEFORE.match(title)
    rest = title[opening.end() :] if opening else title
    day = next(iter(mentions(rest)), None)
    if day:
        rest = rest[: day.start] if rest[: day.start].strip() else BEFORE.sub("", rest[day.end :].lstrip(), 1)
    name = AFTER.sub("", ASIDE.split(rest, maxsplit=1)[0])
    short = OCCASION.sub("", NUMBER.sub("", OCCASION.sub("", name, count=1), count=1)).strip(" ,:;–—-")
    said = bool(opening and re.search(r"minutes|meeting|notes?\b", opening.group(), re.I))
    if not short or GENERIC.fullmatch(short) or len(short.split()) > LONGEST or re.search(r"[?!]", short):
        return "", False
    return short, bool(day) or short != rest.strip() or said


def _usual(name: str, spelt: Counter[str]) -> str:
    """Return the spelling that most titles have; of as many the first by the alphabet."""
    return min((each for each in spelt if each.lower() == name), key=lambda each: (-spelt[each], each))
