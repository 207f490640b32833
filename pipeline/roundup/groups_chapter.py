"""The chapter with a paragraph for each group: what it met about, what came up, what it will do next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.calendar import when
from pipeline.core.wording import listed, lowered, opened
from pipeline.language.dates import mentions
from pipeline.language.grammar import FINITE, tagged
from pipeline.language.phrases import words_in
from pipeline.language.sentences import sentence_spans
from pipeline.language.wordings import SUBJECT
from pipeline.language.words import words_of
from pipeline.roundup.ahead import of_group
from pipeline.roundup.document import Block, Heading, Source, Text
from pipeline.roundup.lessons import Lesson
from pipeline.roundup.material import SURE, Material
from pipeline.roundup.pool import Pool
from pipeline.roundup.salience import content

OPENINGS = 12
"""What a meeting was about is said in one of so many first passages."""
QUOTED = re.compile(r"[‘“\"']\s*(.{8,200}?)\s*[’”\"'](?!\w)")
PREFIX = re.compile(r"^(?:notes?|minutes|report|record) (?:of|from|on) [^:]{3,60}: ", re.IGNORECASE)
GENERAL = re.compile(
    r"\b(?:aims?|breakouts?|detail|discussions?|feedback|final|group|introductions?|meetings?|points?|presentations?"
    r"|reflections?|sessions?|summary|topics?|welcome)\b",
    re.IGNORECASE,
)
"""Headings that say which part it is, not what it is about."""
NUMBER = re.compile(r"^(?:\d+[.)]?|[a-z][.)])\s+")
HEADINGS = 3
SAME = 0.6
"""A subject that has so large a share of the title's words says no more than it."""
INSIDE = re.compile(r"(?<=\w)’(?=\w)|(?<=s)’(?= )")
"""An apostrophe that closes nothing."""
FURNITURE = words_in("""
    a an and annual approved at cell committee council draft event extraordinary first for fourth friday from
    group hall held in meeting meetings minutes monday note notes of on online ordinary parish pm record
    report roundtable saturday second session sunday the third thursday tuesday village webinar wednesday with
    workshop
    """)
"""Words of titles that say no more than that there was a meeting."""
BROUGHT = 0.5
"""What a speaker's point is worth in the paragraph of a group."""
MOST = 4
"""So many meetings are each told of; of more, those that say what they were about."""


def wanted(pool: Pool) -> int:
    """Return how many points the chapter can show: one for each group or one-off meeting with any free."""
    free = pool.rows[pool.free]
    alone = free.loc[free["cell"] == "", "note_id"].nunique()
    return free.loc[free["cell"] != "", "cell"].nunique() + (alone if alone <= MOST else 1)


def chapter(held: Material, pool: Pool, lessons: list[Lesson]) -> list[Block]:
    """Return the chapter: a heading and a paragraph per group, the one-off meetings last."""
    blocks: list[Block] = []
    for cell in sorted(held.notes["cell"].unique(), key=lambda name: (name == "", name)):
        mine = held.notes[held.notes["cell"] == cell]
        each = [mine] if cell or len(mine) > MOST else [mine.iloc[[row]] for row in range(len(mine))]
        told = [text for part in each for text in _paragraphs(held, pool, lessons, cell, part)]
        blocks += [Heading(2, cell or "One-off meetings"), *told]
    return blocks


def _paragraphs(
    held: Material, pool: Pool, lessons: list[Lesson], cell: str, notes: pd.DataFrame
) -> Iterator[Text]:
    yield Text(" ".join(_met(held, cell, notes)))
    came_up = _heard(lessons, notes)
    best = _best(pool, notes)
    if best is not None:
        yield Text(came_up or "What came up:", parts=((pool.rows["text"].iloc[best], pool.source(best)),))
    elif came_up:
        yield Text(f"{came_up.removesuffix('; and this:')}.")
    ahead = _next(held, cell)
    if ahead:
        yield Text("What comes next:", parts=ahead)


def _met(held: Material, cell: str, notes: pd.DataFrame) -> Iterator[str]:
    told = [(_day(held, note), _about(held, cell, note)) for note in notes.itertuples()]
    told = list(_once(told))
    spoken = "; ".join(f"{day}{f', {about}' if about else ''}" for day, about in told)
    if not cell:
        yield _ended(opened(spoken))
        return
    meetings = "meeting" if len(told) == 1 else "meetings"
    left = f"{COUNTS.get(len(told), str(len(told)))} {meetings} left a note"
    if len(told) <= MOST or all(about for _, about in told):
        yield _ended(f"{left}: {spoken}")
    else:
        yield f"{left}, the first {told[0][0]} and the last {told[-1][0]}."
        if named := [f"{day}, {about}" for day, about in told if about]:
            yield _ended(opened("; ".join(named)))
    yield from _named(held, cell, notes)
    yield from _numbered(held, cell)


def _named(held: Material, cell: str, notes: pd.DataFrame) -> Iterator[str]:
    """Yield what all the titles call the group, where that is another name than it has now."""
    titles = [title.lower() for title in notes["title"]]
    for name in held.names_of(cell):
        other = set(words_of(name)) - set(words_of(cell)) and cell.lower() not in name.lower()
        if other and all(name.lower() in title for title in titles):
            yield f"Its notes call it ‘{name}’."
            return


def _once(told: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each (day, subject), a subject that was told before as that of the earlier meeting."""
    said = [about for _, about in told]
    for place, (day, about) in enumerate(told):
        first = said.index(about)
        again = about and first < min(place, len(ORDINALS))
        yield day, f"on the same as the {ORDINALS[first]}" if again else about


ORDINALS = ("first", "second", "third", "fourth")
COUNTS = {1: "One", 2: "Two", 3: "Three", 4: "Four"}
LAST_NUMBER = re.compile(r"(?<![\d-])\d{1,2}$")


def _numbered(held: Material, cell: str) -> Iterator[str]:
    """Yield that a group has met more often than it left notes, where the titles count its meetings."""
    every = held.tables["notes"]
    titles = every.loc[every["cell"] == cell, "title"]
    numbers = [int(found[0]) for title in titles if (found := LAST_NUMBER.search(title))]
    if len(numbers) == len(titles) == len(set(numbers)) and max(numbers, default=0) > len(numbers):
        yield f"The titles count up to {max(numbers)}: not every meeting has a note here."


def _ended(text: str) -> str:
    return text if text.endswith(("?", "?’", "!", "!’")) else f"{text}."


def _day(held: Material, note: Any) -> str:
    """Return when a meeting was."""
    day = when(note, full=True)
    doubt = "" if note.standing == SURE else f" (may not be of {held.period.name})"
    return f"{f'on {day}' if note.date else day}{doubt}"


def _about(held: Material, cell: str, note: Any) -> str:
    """Return what a meeting was about, as far as its title and its note say; else what its parts were on."""
    own = PREFIX.sub("", note.title)
    title = "" if _says_nothing(own, cell, held) else f"‘{own}’"
    subject = subject_of(held, note.note_id)
    if title and _much_the_same(subject, title):
        subject = ""
    told = ", ".join(filter(None, [title, subject]))
    parts = "" if told else _headings(held, note.note_id)
    return f"on {told}" if told else f"with parts on {parts}" if parts else ""


def _much_the_same(one: str, other: str) -> bool:
    """Tell whether two ways to say what a meeting was about share most of their words."""
    mine, theirs = set(content(one)), set(content(other))
    return len(mine & theirs) > SAME * min(len(mine), len(theirs)) if mine and theirs else False


def _says_nothing(title: str, cell: str, held: Material) -> bool:
    """Tell whether a title has no word but names of the group and network, days, and what every title has."""
    for said in reversed(list(mentions(title))):
        title = title[: said.start] + " " + title[said.end :]
    names = " ".join([cell, *held.names_of(cell), *held.group, held.network.name])
    known = FURNITURE | set(words_of(names))
    return not [word for word in words_of(title) if word not in known and not any(c.isdigit() for c in word)]


def subject_of(held: Material, note_id: str) -> str:
    """Return what a note says that its meeting was about; a question or topic in quotation marks first."""
    mine = held.said[(held.said["note_id"] == note_id) & (held.said["kind"] != "heading")].head(OPENINGS)
    for text in mine["text"]:
        for start, end in sentence_spans(text):
            if found := SUBJECT.search(text[start:end]):
                what = next(filter(None, found.groups())).strip()
                quoted = QUOTED.search(what)
                opens = what[:1] in "‘“\"'"
                what = quoted[1] if quoted else what.strip("‘’“”\"' ")
                what = what.rstrip(".;:,")
                clear = quoted or not re.search(r"\b(?:it|that|these|this|those)\b", what)
                bare = INSIDE.sub("", what)
                if clear and 4 <= len(words_of(what)) <= 40 and bare.count("‘") == bare.count("’"):
                    return f"‘{what}’" if quoted or opens else lowered(what)
    return ""


def _headings(held: Material, note_id: str) -> str:
    """Return the first headings of a note's discussion."""
    mine = held.said[(held.said["note_id"] == note_id) & (held.said["section_kind"] == "discussion")]
    texts = [NUMBER.sub("", text).strip(" :.") for text in mine.loc[mine["kind"] == "heading", "text"]]
    told = [
        lowered(text.capitalize() if text.isupper() else text)
        for text in texts
        if 2 <= len(words_of(text)) <= 9
        and not any(word.tag in FINITE for word in tagged(text.lower()))
        and not GENERAL.search(text)
        and not text.endswith("?")
    ]
    return listed(told[:HEADINGS]) if told else ""


def _heard(lessons: list[Lesson], notes: pd.DataFrame) -> str:
    names = [lesson.name for lesson in lessons if set(lesson.notes) & set(notes["note_id"])]
    return f"What came up: {listed(f'‘{name}’' for name in names)} (above); and this:" if names else ""


def _best(pool: Pool, notes: pd.DataFrame) -> int | None:
    """Return the point of the group that is worth most of those that no other chapter shows; it is taken.

    What people said to each other tells more of a meeting than what a speaker brought to it.
    """
    if not len(pool.rows):
        return None
    mine = pool.rows["note_id"].isin(notes["note_id"]).to_numpy() & pool.free
    brought = pool.rows["section_kind"].isin(("presentation", "context")).to_numpy()
    worth = np.where(mine, pool.rows["value"] * np.where(brought, BROUGHT, 1.0), 0.0).round(9)
    if worth.max(initial=0) <= 0:
        return None
    row = int(worth.argmax())
    pool.take(row)
    return row


def _next(held: Material, cell: str) -> tuple[tuple[str, Source | None], ...]:
    """Return the first that the group's notes say of what comes next."""
    if not cell:
        return ()  # the chapter on what lies ahead has theirs
    found = of_group(held, cell)
    return tuple((each.text, each.source) for each in found[:1] if not each.lead)
