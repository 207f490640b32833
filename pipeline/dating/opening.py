"""The opening of a note, where it says when it was held, and the days in it that may be its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.core.schemas import FORMALITIES
from pipeline.dating.note import Known, Note
from pipeline.dating.order import dates_in
from pipeline.dating.roles import MEETING, MOVED, PLANNED, REPLACED, role, sentence_about
from pipeline.language.date_forms import LABEL
from pipeline.language.dates import Mention

OPENING = 8
"""Passages from the note's start in which it says when it was held; who was there is not counted."""

MEETS = re.compile(
    rf"\b(held|met|meeting of|note of|notes? from|took place|cell on|gathered|convened|dated?|when|"
    rf"sitzung|treffen|versammlung|réunion|séance|reunión|sesión|riunione|seduta|vergadering|bijeenkomst|"
    rf"reunião|sessão|cyfarfod|cruinniú|coinneamh|møde|möte|møte|"
    rf"(this|the|our|a|an|\w+) (\w+ )?{MEETING})\b",
    re.I,
)
WE_MET = re.compile(rf",? (our|the|a|this|we)\b.{{0,60}}\b({MEETING}|met|gathered|came together)\b", re.I)
OTHER_DAY = re.compile(
    r"\b(next|forthcoming|upcoming|will (be|meet|take)|would|conference|published|launch\w*|since|until|by|"
    r"report|book|blog|article|expected|deadline|campaign|previous\w*|last|earlier|due|annual|election|act|born|"
    r"founded)\b",
    re.I,
)
HEAD = 2
"""Passages under the title in which minutes say what they are of themselves."""
NEAR = 60
"""Characters before a date in which a word says what happened on it."""
PLAINLY_HELD = re.compile(r"\b(?:held|took place|met|gathered|convened)\b(?:\s+\w+){0,3}\W+$", re.I)
OURS = re.compile(
    rf"(?:^|[,;:.–(]\s*|\b(?:and|which|that)\s+)(?:\w+ly\s+)?$|\bwe(?:\s+\w+)?\s+$|\b(?:minutes|notes?|record)\b"
    rf"|\b{MEETING}s?\s+(?:\w+\s+){{0,3}}$",
    re.I,
)
"""What stands before "held" or "met" where it is the note's own meeting that was."""
OTHERS = re.compile(
    r"\b(?:working|sub-?|task|steering|advisory|joint|liaison|other|another|their|his|her)[\s-]+"
    r"(?:\w+[\s-]+){0,2}(?:group|committee|party|force|meeting)|\b(?:it|they|he|she|who)\s+(?:\w+\s+){0,2}$",
    re.I,
)
RECORD_OF = re.compile(
    rf"^\W*(?:\w+\s+){{0,2}}(?:minutes|notes?|record|report)\s+(?:of|from)\b(?:(?!\b(?:previous|last)\b).)*\b{MEETING}\b.*\b"
    r"(?:held|on)\b",
    re.I,
)
"""What minutes open with, whatever meeting it was: "Minutes of the Annual Meeting held on"."""
SHORT = 20
"""Words of a passage that says little more than when and where."""


class Own(NamedTuple):
    """A day in a note's opening that may be the meeting's, and what makes it so."""

    line: int
    text: str
    mention: Mention
    role: str
    plain: bool  # in the title, after "Date:", or after "held on"


def own_days(note: Note, known: Known) -> list[Own]:
    """Return the days in a note's opening that may be its own, the likeliest first.

    The day that a meeting was moved to comes first; one that was given up comes not at all, if there is
    another.
    """
    found = list(_candidates(note, known))
    given_up = {(o.mention.day, o.mention.month) for o in found if o.role in (REPLACED, PLANNED)}
    rest = [o for o in found if o.role == MOVED]
    rest += [o for o in found if o.role not in (MOVED, REPLACED, PLANNED)]
    kept = [o for o in rest if o.role == MOVED or (o.mention.day, o.mention.month) not in given_up]
    return kept or [o for o in found if o.role in ("", PLANNED)]


def opening(note: Note) -> list[tuple[int, str, str, str]]:
    """Return (line, text, following, section kind) of the note's title and opening passages."""
    counted, taken = 0, []
    for line, kind, text in note.texts:
        if counted == OPENING:
            break
        counted += kind != FORMALITIES
        taken.append((line, kind, text))
    following = [text for _, _, text in taken[1:]] + [""]
    passages = [
        (line, text, then, kind)
        for (line, kind, text), then in zip(taken, following, strict=False)
        if kind != "next"
    ]
    return [(note.line, note.title, "", ""), *passages]


def _candidates(note: Note, known: Known) -> Iterator[Own]:
    for i, (line, text, following, kind) in enumerate(opening(note)):
        given_up = 0  # what was planned for a day says nothing of the one after it
        for mention in dates_in(note, text, known):
            if not mention.exact:
                continue
            formal = kind == FORMALITIES and i > HEAD
            what = role(text, mention, opens=i <= 1, following=following, formal=formal)
            changed = what in (MOVED, REPLACED, PLANNED)
            since, given_up = given_up, mention.end if changed else given_up
            if since and not changed:
                there = replace(mention, start=mention.start - since, end=mention.end - since)
                what = role(text[since:], there, opens=i <= 1, following=following)
                changed = what in (MOVED, REPLACED, PLANNED)
            if what and not changed and i > 0:
                continue
            before = text[: mention.start]
            plain = i == 0 or bool(LABEL.match(text)) or _plainly_held(before)
            about = changed and _of_this_meeting(text, mention)
            if (
                i == 0
                or about
                or (what != MOVED and _is_meeting_day(text, mention, at_start=i <= 2, since=since))
            ):
                yield Own(line, text, mention, what if about or i == 0 else "", plain)


def _plainly_held(before: str) -> bool:
    """Whether the words before a day say that this meeting was held on it, and not what another body did."""
    verb = PLAINLY_HELD.search(before)
    subject = before[: verb.start()] if verb else ""
    return verb is not None and OURS.search(subject) is not None and not OTHERS.search(subject)


def _of_this_meeting(text: str, mention: Mention) -> bool:
    """Whether a change of plan is that of a meeting."""
    around = "".join(sentence_about(text, mention))
    return len(text.split()) <= SHORT or re.search(rf"\b{MEETING}\b", around, re.I) is not None


def _is_meeting_day(text: str, mention: Mention, at_start: bool, since: int) -> bool:
    """Whether the words about a date in its sentence say that the meeting was then, and nothing else was."""
    ends = [m.end() for m in re.finditer(r"[.!?:;]\s+(?=[A-Z‘“])", text[: mention.start])]
    before = text[max([since, *ends]) : mention.start]
    if at_start and RECORD_OF.match(before):
        return True
    if OTHER_DAY.search(before[-NEAR:]):
        return False
    alone = not re.search(r"\w{3,}", text[: mention.start] + text[mention.end :].split(",")[0])
    short = len(text.split()) <= SHORT and not OTHER_DAY.search(
        text[since : mention.start] + text[mention.end :]
    )
    opens = at_start and len(before.split()) <= 2 and WE_MET.match(text[mention.end :])
    return bool(alone or short or opens or MEETS.search(before))
