"""What the notes say of what is to come: topics and steps, and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline.core.schemas import UNCOUNTED_SECTIONS
from pipeline.language.dates import mentions
from pipeline.language.phrases import RESOLVED, either
from pipeline.language.sentences import sentence_spans
from pipeline.language.wordings import AHEAD, CIVIL
from pipeline.language.words import words_of
from pipeline.roundup.document import Source
from pipeline.roundup.material import Material
from pipeline.roundup.salience import vectors

LEANING = re.compile(r"^(?:But|Or|So|They|It|This|These|Those)\b|\b(?:above|below|[Tt]hem)\b")
LOGISTICS = re.compile(
    r":\s*$|\b"
    + either(r"""
    be in touch | blogs? | circulated? | invites | join the group | meet (?:at|every|in|on)
    (?:continue|useful) to meet\.? | newsletter | register | sign up | slides?
    thanked | thanks | video(?: clips?)? | zoom | (?:who|whom) else to invite
    """)
    + r"\b",
    re.IGNORECASE,
)
"""Invitations, thanks and where to click: no topics."""
TOLD_OF = re.compile(
    r"\b(?:in|at) this (?:session|meeting|event)\b|\b(?:he|she|they) (?:said|told|explained|argued)\b"
)
"""What was said or done at the meeting itself is not to come."""
SHORT_OF, POINTING = re.compile(r"\b(?:it|them|this|these)\b", re.IGNORECASE), 10
"""In so short a sentence a pronoun has nothing to stand for."""
TELLER = re.compile(
    r"\b(?!The\b|This\b)[A-Z][\w’-]+ (?:also |then )?"
    r"(?:believes|commented|concluded|explained|felt|hoped|hopes|reflected|said|says|suggested|thought)\b"
)
"""What somebody said of what is to come is no step that was agreed on."""
BRIEF = 9
"""The items of a list that have fewer words are shown as one."""
STALE = 0.75
"""When so large a share of the meetings came later, what a one-off meeting set ahead is past."""
FEWEST, TOLD = 4, 2
"""Words of a topic, at least; and steps that were agreed on, before the topics of a list."""
LONGEST = 60
"""Words of a step that is told outside a part of its own."""
SECTIONS = ("discussion", "reflection", "context", "summary", "other")
"""Parts where a sentence on what is to come may stand outside a part of its own."""
HORIZON = timedelta(days=400)
"""A day to come lies within so many days after its meeting; without a year it is the nearest."""


@dataclass(frozen=True)
class Next:
    """A step or topic to come, in the note's words; `lead` opened the list that it is of."""

    text: str
    source: Source
    lead: str = ""


@dataclass(frozen=True)
class Ahead:
    """A day to come: the sentence that names it, and whose meeting it was."""

    day: date
    text: str
    cell: str
    source: Source


def of_group(held: Material, cell: str) -> list[Next]:
    """Return what is to come by a group's last note; by each one-off meeting's.

    What an earlier note set ahead has come, or was left: the group has met since.
    """
    mine = held.notes[held.notes["cell"] == cell]
    if not cell:
        days, every = _met_on(mine), _met_on(held.notes)
        late = [(every > day).mean() > STALE for day in days]
        fresh = mine.loc[[not past for past in late], "note_id"]
        return [each for note_id in fresh for each in of_note(held, note_id)]
    ids = mine.loc[_met_on(mine).sort_values(kind="stable").index, "note_id"]
    return of_note(held, ids.iloc[-1]) if len(ids) else []


def _met_on(notes: pd.DataFrame) -> pd.Series:
    """Return the last day that is known of each meeting: that by which it was, else that from which."""
    return notes["date_high"].where(notes["date_high"] != "", notes["date_low"])


def of_note(held: Material, note_id: str) -> list[Next]:
    """Return what a note says of what is to come: its part for that, then sentences elsewhere."""
    mine = held.said[(held.said["note_id"] == note_id) & (held.said["kind"] != "heading")]
    lists = list(_listed(list(mine[mine["section_kind"] == "next"].itertuples())))
    own = [(text, row) for text, row, _ in lists]
    leads = {text: lead for text, _, lead in lists}
    told = [
        (row.text[start:end], row)
        for row in mine[mine["section_kind"].isin(SECTIONS)].itertuples()
        for start, end in sentence_spans(row.text)
        if AHEAD.search(row.text[start:end])
        and _is_step(row.text[start:end])
        and not TOLD_OF.search(row.text[start:end])
        and _whole(row.text[start:end])
    ]
    both = [*told[:TOLD], *own, *told[TOLD:]]
    unique = dict.fromkeys(text for text, _ in both)
    rows = dict(reversed(both))
    return _unlike(
        [
            Next(
                text,
                held.source(note_id, f"{rows[text].source}:{rows[text].line}", rows[text].text),
                leads.get(text, ""),
            )
            for text in unique
        ],
        held.options.alike,
    )


def _listed(rows: list[Any]) -> Iterator[tuple[str, Any, str]]:
    """Yield what a part for the next steps has: (words, first row, what opened its list).

    The items of a list that are short are one step, after the words that open it.
    """
    lead, items = "", []
    for row in [*rows, None]:
        if row is not None and row.kind == "bullet":
            items.append(row)
            continue
        if len(items) > 1 and all(_is_brief(each.text) for each in items):
            joined = "; ".join(each.text.strip(" .;") for each in items)
            yield f"{lead} {joined}.".strip(), items[0], ""
        else:
            yield from ((each.text, each, lead) for each in items if _is_step(each.text))
        lead, items = _opener(row.text) if row is not None else "", []
        if row is not None and not lead and _is_step(row.text):
            yield row.text, row, ""


def _is_brief(text: str) -> bool:
    return len(words_of(text)) < BRIEF and not LOGISTICS.search(text)


def _opener(text: str) -> str:
    """Return the words that open a list: its last sentence, and the one before that it leans on."""
    if not text.rstrip().endswith(":"):
        return ""
    spans = sentence_spans(text)
    first = spans[-2:][0] if LEANING.match(text[spans[-1][0] :]) else spans[-1]
    return text[first[0] :].strip()


def _is_step(text: str) -> bool:
    return _is_topic(text) and not TELLER.search(text) and not any(said.exact for said in mentions(text))


def _unlike(steps: list[Next], alike: float) -> list[Next]:
    """Return the steps without those that say the same as one before."""
    rows = vectors([each.text for each in steps])[0] if steps else None
    kept: list[int] = []
    for place in range(len(steps)):
        if rows is None or not kept or (rows[kept] @ rows[place].T).max() < alike:
            kept.append(place)
    return [steps[place] for place in kept]


def _is_topic(text: str) -> bool:
    if RESOLVED.match(text) or (SHORT_OF.search(text) and len(words_of(text)) < POINTING):
        return False  # it, them: what stands before it in the note
    said = LOGISTICS.search(text) or CIVIL.search(text) or LEANING.search(text)
    return not said and len(words_of(text)) >= FEWEST


def _whole(text: str) -> bool:
    return len(words_of(text)) <= LONGEST and text[:1].isupper() and text.rstrip()[-1:] in ".!?"


def days(held: Material) -> list[Ahead]:
    """Return the days that notes name and that come after the last meeting that is known, in order.

    A day without a year is taken to be the next one after its meeting; one on which a meeting with a note was
    is none to come.
    """
    every = held.tables["notes"]
    held_on = set(every.loc[every["date"] != "", "date"])
    found = []
    met_on = _met_on(held.notes)
    owner = held.notes["cell"].where(held.notes["cell"] != "", held.notes["note_id"])
    last = _met_on(held.sure).max() if len(held.sure) else ""
    latest = met_on.groupby(owner).max().clip(lower=last)
    for note, met, group in zip(held.notes.itertuples(), met_on, owner, strict=True):
        if met:
            day = date.fromisoformat(met)
            found += list(_days_of(held, note.note_id, note.cell, day, latest[group], held_on))
    unique: dict[tuple[date, str], Ahead] = {}
    for each in sorted(found, key=lambda each: (each.day, each.cell, each.source.place)):
        unique.setdefault((each.day, each.cell), each)
    return list(unique.values())


def _days_of(
    held: Material, note_id: str, cell: str, met: date, last: str, held_on: set[str]
) -> Iterator[Ahead]:
    mine = held.said[held.said["note_id"] == note_id]
    for row in mine[mine["section_kind"].isin((*SECTIONS, *UNCOUNTED_SECTIONS, "presentation"))].itertuples():
        if row.kind == "heading":
            continue
        for start, end in sentence_spans(row.text):
            sentence = row.text[start:end]
            for said in mentions(sentence):
                day = _after(said, met) if said.exact else None
                if day and day.isoformat() > last and day.isoformat() not in held_on:
                    yield Ahead(
                        day, sentence, cell, held.source(note_id, f"{row.source}:{row.line}", row.text)
                    )


def _after(said, met: date) -> date | None:  # type: ignore[no-untyped-def]
    """Return the day that is meant, if it comes after the meeting."""
    years = [said.year] if said.year else [met.year - 1, met.year, met.year + 1]
    near = min(filter(None, map(said.on, years)), key=lambda day: abs(day - met), default=None)
    return near if near and met < near <= met + HORIZON else None
