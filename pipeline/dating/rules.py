"""The rules that find a meeting's day, in order.

A rule answers with a finding and its evidence, or not at all. The first that knows the day wins; rules that
know only a range narrow it. What contradicts the answer is a remark beside it, never resolved in silence.
Each rule looks at all notes before the next one begins, so that the days it finds bound those of other notes.

To add a rule: write a function from a note and what is known of all notes to a finding or None, in a file of
its own or beside its kin, and add a row to `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline.core.progress import shown
from pipeline.dating.announced import announced
from pipeline.dating.day_alone import day_alone
from pipeline.dating.dealt_with import dealt_with
from pipeline.dating.listing import listing
from pipeline.dating.note import NOTHING, Finding, Known, Note
from pipeline.dating.past_years import past_years
from pipeline.dating.path import path_day, path_period
from pipeline.dating.period import stated_period
from pipeline.dating.properties import properties
from pipeline.dating.stated import stated, stated_without_year


class Rule(NamedTuple):
    """A rule and its name."""

    name: str
    find: Callable[[Note, Known], Finding | None]


RULES = (
    Rule("stated", stated),  # "held online on 16 July 2020"
    Rule("stated without a year", stated_without_year),  # "Thursday 16 July", where one year alone fits
    Rule("file name", path_day),  # 2020-07-16-notes.docx
    Rule("day alone", day_alone),  # "the 14th", 14.docx, where the month is known
    Rule("announced", announced),  # "next meeting: 22 July", in another note of the cell
    Rule("stated period", stated_period),  # "held in spring 2021", "week commencing 4 July 2022"
    Rule("path", path_period),  # 2021-04-update.txt, 2021/Q2/notes.txt
    Rule("dealt with", dealt_with),  # after the meeting whose minutes it approves, before the next one
    Rule("listing", listing),  # newest first: a note is between its neighbours
    Rule("past years", past_years),  # "after the session in 2022": not before it
    Rule("properties", properties),  # published, or the file made, on a day: it was held by then
)


def find_all(notes: Sequence[Note], **facts: Any) -> dict[str, Finding]:
    """Return what the rules find of each note, by its id; `facts` are what else `Known` holds."""
    found: dict[str, Finding] = {note.note_id: NOTHING for note in notes}
    now: Mapping[str, Finding] = MappingProxyType(found)
    for rule in shown(RULES, "dating", len(RULES), "rules"):
        known = Known(notes, dict(found), now, **facts)
        for note in notes:
            finding = rule.find(note, known)
            if finding is not None:
                found[note.note_id] = found[note.note_id].then(finding)
    return found
