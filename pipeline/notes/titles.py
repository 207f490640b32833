"""Titles: which headings of a file begin a note each, where the file has a title of its own above them.

A word processor's file may hold one note under headings, or many notes, each under a heading. The headings of
one level are titles of notes when most say of which day they are, in their own words, in what opens the text
under them, or by parts that a note has once (a summary, the next meeting).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.language.dates import mentions
from pipeline.notes.blocks import Block
from pipeline.notes.sections import Sections

ASIDE = "aside"
"""The role of a block that is the file's own and in no note: its title over many, a list of contents."""
OPENING = 3
"""Blocks under a heading in which its note says when it was held."""
DATE_LINE = 12
"""Words of a line that is there to give the date."""
LEADS, LEAD_WORDS = 3, 40
"""What comes before the only title, up to so many blocks and words, belongs to the note."""
PREAMBLE = 60
"""Words between a file's title and its first note that make no note of their own."""
MOST, MANY, OF_MANY = 0.5, 5, 0.4
"""More than this share of the headings must speak for it; of many headings a smaller share will do."""
LEAST = 3
"""Headings with parts of their own under a title that speaks of notes, where none says a day."""
BOLD = 7
"""The level of a line that is a heading only by being bold: under all others."""
MEETS = re.compile(
    r"\b(held|met|meets?|meetings?|took place|gathered|came together|convened|hosted|sessions?|events?"
    r"|round-?tables?|workshops?|webinars?|cell|group|discussions?|discussed|date|when|notes?|minutes)\b",
    re.I,
)
OTHER_DAY = re.compile(
    r"\b(next|by|due|deadlines?|until|future|last|previous|earlier|since|published|launch\w*|will|actions?"
    r"|apologies|agreed)\b",
    re.I,
)
LAST_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*$")
CONTENTS = re.compile(r"(?:table of )?contents|in this (?:document|file)|index", re.I)
NUMBERED = re.compile(
    r"\b(?:meeting|session|cell|circle|group|round-?table|workshop)\s+(?:no\.?\s*|number\s+|#\s*)?\d{1,3}\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\s+"
    r"(?:\w+\s+)?(?:meeting|session|gathering)\b",
    re.I,
)
SEVERAL = re.compile(r"\b(?:notes|minutes|meetings|records|gatherings|write-?ups)\b", re.I)
ONCE = ("summary", "next")
"""Kinds of part that a note has once."""


def with_titles(page: Sequence[Block], rules: Sections, is_start: Callable[[Block], bool]) -> list[Block]:
    """Return the blocks of a file with the role `title` where a note begins and `aside` where none is.

    `is_start` tells the lines that `sections.toml` knows to begin a note. A file in which the format itself
    names several titles, or that has no headings with levels, comes back as it is.
    """
    named = [i for i, b in enumerate(page) if b.role == "title" and not b.level]
    levels = sorted({_level(b) for b in page if _level(b)})
    if len(named) > 1 or not levels:
        return list(page)
    siblings = [_Siblings.at(page, level, rules, is_start) for level in levels]
    for judge in (_collection, _texts_under):
        for each in siblings:
            found = judge(each, named)
            if found:
                return list(_retitled(page, found, each.level))
    return list(_one_note(page, rules, is_start))


def _level(block: Block) -> int:
    """Return the level of a heading that may be a title, 0 for all else; a title by level has one too."""
    if block.role not in ("heading", "title") or (block.role == "title" and not block.level):
        return 0
    return block.level or BOLD


@dataclass(frozen=True)
class _Siblings:
    """The headings of one level: where they are, which speak for being titles, which open known parts."""

    page: Sequence[Block]
    level: int
    places: tuple[int, ...]
    dated: frozenset[int]  # by the heading's own words
    speak: frozenset[int]  # by them or by what is under the heading
    known: frozenset[int]

    @classmethod
    def at(
        cls, page: Sequence[Block], level: int, rules: Sections, is_start: Callable[[Block], bool]
    ) -> _Siblings:
        places = tuple(i for i, b in enumerate(page) if _level(b) == level)
        known = {i for i in places if rules.known(page[i]) or CONTENTS.fullmatch(page[i].text.strip(" :"))}
        unknown = [i for i in places if i not in known]
        dated = {i for i in unknown if is_start(page[i]) or _says_which(page[i].text)}
        below = {i for i in unknown if _opens_with_day(page, i, rules) or _has_parts(page, i, rules)}
        below -= {i for i in below if _is_over_notes(page, i, rules)}
        return cls(page, level, places, frozenset(dated), frozenset(dated | below), frozenset(known))


def _collection(found: _Siblings, named: Sequence[int]) -> list[int]:
    """Return the places where notes begin, if these headings are the titles of many; else nothing."""
    unknown = [i for i in found.places if i not in found.known]
    speak = found.dated if found.level == BOLD else found.speak
    title = _file_title(found, named)
    unknown = [i for i in unknown if i != title]
    speak = speak - {title}
    if len(speak) < 2 or not _enough(len(speak), len(unknown)):
        return []
    if title is not None and _days(found.page[title].text) and len(_different_days(found, title)) < 3:
        return []
    first, last = min(speak), max(speak)
    flat = any(first < i < last for i in found.known)  # parts of notes at the level of their titles
    return sorted(speak) if flat or found.level == BOLD else unknown


def _enough(speak: int, all_: int) -> bool:
    return speak > MOST * all_ or (all_ >= MANY and speak >= OF_MANY * all_)


def _file_title(found: _Siblings, named: Sequence[int]) -> int | None:
    """Return the place of the file's title: the format's own, the one heading above, an empty first one."""
    if named:
        return named[0]
    first = found.places[0]
    above = [i for i in range(first) if 0 < _level(found.page[i]) < found.level]
    if len(above) == 1 and above[0] <= LEADS:
        return above[0]
    empty = len(found.places) > 1 and found.places[1] == first + 1 and first not in found.dated
    return first if empty else None


def _texts_under(found: _Siblings, named: Sequence[int]) -> list[int]:
    """Return the places of headings with parts of their own, under a title that speaks of notes, no day."""
    title = _file_title(found, named)
    if title is None or found.known:
        return []
    words, places = found.page[title].text, [i for i in found.places if i != title]
    if len(places) < LEAST or not SEVERAL.search(words) or _days(words):
        return []
    ends = [*places[1:], len(found.page)]
    parted = sum(
        any(_level(b) > found.level for b in found.page[a + 1 : z]) for a, z in zip(places, ends, strict=True)
    )
    return places if parted > MOST * len(places) else []


def _says_which(text: str) -> bool:
    """Whether a heading says which meeting it is of, by its day or its number."""
    return bool(_days(text)) or (NUMBERED.search(text) is not None and not OTHER_DAY.search(text))


def _different_days(found: _Siblings, title: int) -> set[tuple[int, int]]:
    own = _days(found.page[title].text)
    return {day for i in found.dated if i != title for day in _days(found.page[i].text)} - own


def _days(text: str) -> set[tuple[int, int]]:
    """Return the days (month, day) that a heading says it is of; of several days ("5-6 May") the last."""
    if OTHER_DAY.search(text):
        return set()
    days = set()
    for mention in mentions(text):
        last = LAST_DAY.search(text[: mention.start])
        day = mention.day or (int(last.group(1)) if last else 0)
        if day:
            days.add((mention.month, day))
    return days


def _opens_with_day(page: Sequence[Block], i: int, rules: Sections) -> bool:
    """Whether what stands under a heading opens with the day of a meeting."""
    for block in _under(page, i):
        if rules.known(block):
            return False
        for mention in mentions(block.text):
            before = block.text[: mention.start]
            sentence = re.split(r"[.!?]\s", before)[-1]
            near = OTHER_DAY.search(sentence[-60:])
            if mention.day and not near and (block.words <= DATE_LINE or MEETS.search(sentence)):
                return True
    return False


def _under(page: Sequence[Block], i: int) -> Iterator[Block]:
    """Yield the first blocks under a heading, up to the next of its level or above."""
    level = _level(page[i])
    for block in page[i + 1 : i + 1 + OPENING]:
        if 0 < _level(block) <= level or block.role == "title":
            return
        yield block


def _has_parts(page: Sequence[Block], i: int, rules: Sections) -> bool:
    """Whether there is a part under a heading that a note has once, and just once."""
    level = _level(page[i])
    parts = Counter[str]()
    for block in page[i + 1 :]:
        if 0 < _level(block) <= level or block.role == "title":
            break
        if _level(block) and rules.known(block) in ONCE:
            parts[block.text.lower()] += 1
    return bool(parts) and max(parts.values()) == 1


def _is_over_notes(page: Sequence[Block], i: int, rules: Sections) -> bool:
    """Whether a heading stands over several notes, as a year or a group does: no text, but days beneath."""
    under = [j for j in range(i + 1, len(page)) if _level(page[j])]
    level = _level(page[i])
    end = next((j for j in under if _level(page[j]) <= level), len(page))
    if i + 1 not in under or i + 1 >= end:
        return False
    next_level = _level(page[i + 1])
    below = [j for j in under if j < end and _level(page[j]) == next_level]
    says = [j for j in below if _says_which(page[j].text) or _opens_with_day(page, j, rules)]
    return len(says) > 1 and _enough(len(says), len(below))


def _retitled(page: Sequence[Block], starts: Sequence[int], level: int) -> Iterator[Block]:
    """Yield the blocks of a file of many notes; what is the file's own is set aside."""
    begins = set(starts)
    preamble = page[: starts[0]]
    body = [b for b in preamble if not _level(b) and b.role != "title"]
    listed = {b.text.strip().lower() for b in page if _level(b)}
    own_words = sum(b.words for b in body if b.text.strip().lower() not in listed)
    short = own_words <= PREAMBLE
    for i, block in enumerate(page):
        if i in begins:
            yield replace(block, role="title", mark="", text=f"{block.mark} {block.text}".strip())
        elif i < starts[0]:
            yield replace(block, role=ASIDE) if short and block.role not in ("categories", "date") else block
        elif 0 < _level(block) < level:  # a heading over several notes: a year, a group
            yield replace(block, role=ASIDE)
        else:
            yield replace(block, role="heading") if block.role == "title" else block


def _one_note(page: Sequence[Block], rules: Sections, is_start: Callable[[Block], bool]) -> Iterator[Block]:
    """Yield the blocks where headings of the first level are no collection.

    Where the first of them says its day and the others speak of none, they are the first one's parts.
    """
    titles = [i for i, b in enumerate(page) if b.role == "title"]
    parts = set[int]()
    if len(titles) > 1:
        first = _Siblings.at(page, page[titles[0]].level, rules, is_start)
        if titles[0] in first.speak:
            parts = {i for i in titles[1:] if i not in first.dated}
        parts |= {i for i in titles[1:] if i in first.known}
    for i, block in enumerate(page):
        yield replace(block, role="heading") if i in parts else block
