"""What happened on a day that a note names: this meeting, another one, an approval, a change of plan."""

from __future__ import annotations

import re

from pipeline.language.date_forms import WAS_MOVED
from pipeline.language.dates import Mention

HELD, MOVED, PLANNED, REPLACED, PREVIOUS, NEXT, APPROVED, OTHER = (
    "held", "moved", "planned", "replaced", "previous", "next", "approved", "other",
)  # fmt: skip

MEETING = (
    r"(?:meeting|cell|session|roundtable|event|discussion|group|workshop|webinar|call|seminar|gathering)"
)
_meetings = rf"(?:{MEETING}s?|minutes|notes|dates?|time)"
_approved = (
    r"(?:approv\w+|agreed|accept\w+|adopt\w+|confirm\w+|sign\w*|ratif\w+|receiv\w+|taken\s+as\s+read|read\s+and"
    r"|(?:true|correct|accurate)\s+(?:and\s+\w+\s+)?record|amend\w+|noted|carried|proposed|resolved|seconded)"
)
THE_MINUTES = re.compile(r"\bminutes\b|\bnotes\s+of\b|\brecord\s+of\b|\bmatters\s+arising\b", re.I)
TO_APPROVE = re.compile(
    r"\b(?:approv(?:e|al|ed|ing)|agree[ds]?|confirm(?:ed|ation)?|accept(?:ed)?|adopt(?:ed|ion)?|sign(?:ed|ing)?"
    r"|ratif(?:y|ied)|receiv(?:e|ed|ing)|consider(?:ed|ation)?|amend(?:ed|ments)?|matters\s+arising|actions?)"
    r"\s+(?:(?:of|to|from|out)\s+)*(?:the\s+)(?:\w+\s+){0,3}(?:minutes|record|notes)\b"
    r"|\b(?:approval|to\s+approve|to\s+confirm|to\s+sign|to\s+agree|to\s+receive|to\s+consider|to\s+adopt)\b"
    r".{0,60}\bminutes\b|\bmatters\s+arising\b",
    re.I,
)
WERE_APPROVED = re.compile(
    rf"(?:\b(?:were|was|are|is|being|been)\b|(?<!to )(?<!will )\bbe\b).{{0,60}}?\b{_approved}", re.I
)
APPROVED_NEXT = re.compile(rf"^\W*(?:(?:were|was|being|be)\s+)?(?:\w+\s+){{0,3}}{_approved}\b", re.I)
"""What the next passage says when a heading named the minutes: "Agreed as a true record"."""
EARLIER = re.compile(
    rf"\b(?:previous|last|earlier|preceding|prior)\s+(?:\w+\s+){{0,2}}{_meetings}\b(?!.*\b(?:this|the\s+next)\s)"
    r"|\b(?:we|group|circle|committee)\s+last\s+met\b"
    r"|\b(?:actions?|points|matters)\s+(?:arising\s+|outstanding\s+|carried\s+\w+\s+)?from\b",
    re.I,
)
COMES_NEXT = re.compile(
    rf"\b(?:next|following|forthcoming|future|upcoming|further|subsequent)\s+(?:\w+\s+){{0,2}}{_meetings}\b"
    r"|\b(?:will|shall|to)\s+(?:\w+\s+){0,2}(?:meet|reconvene)\b|\bmeets?\s+(?:again|next)\b"
    r"|\bfor\s+(?:your|the)\s+diar(?:y|ies)\b",
    re.I,
)
MADE_LAW = re.compile(
    r"(?:\b(?:signed|signature|approved|adopted|ratified|published|posted|circulated|issued|distributed|uploaded"
    r"|updated|revised|printed|submitted|created|modified|approval)\b(?:(?!\bof\s+(?:the|an?|our|this)\b).){0,80}"
    r"|\b(?:confirmed|agreed|accepted)\s+as\s+(?:an?\s+)?(?:true|correct|accurate).{0,80}"
    r"|\bminutes\s+(?:were\s+)?(?:agreed|accepted|confirmed)\s+(?:by\b.{0,40}|at\b.{0,40})?(?:on\s+)?)$",
    re.I,
)
CALLED_OFF = re.compile(
    rf"\b(?:instead\s+of|rather\s+than|in\s+place\s+of|not|replac\w+|{WAS_MOVED}\s+from)\s+(?:(?:on|the|that|{MEETING}"
    r"|planned|scheduled|of|for|original\w*|date)\s+){0,5}$",
    re.I,
)
OFF_AFTER = re.compile(
    rf"^[\s()\[\],–-]*(?:(?:which|that|and|but)\s+)?(?:(?:was|were|had|has|have|is|be|been|being|having|to)\s+){{0,3}}"
    rf"(?:{WAS_MOVED}\b(?!\s+from)|(?:cancelled|canceled|called\s+off|abandoned)\b"
    r"|(?:did|could)\s+not\s+(?:take\s+place|go\s+ahead|happen|be\s+held))",
    re.I,
)
PLAN = re.compile(
    r"\b(?<!re-)(?:(?:planned|scheduled|due|arranged|intended|meant|fixed|set|booked|advertised|called|original(?:ly)?)\s+"
    r"(?:(?:to\s+(?:be\s+held|take\s+place|meet)|for|on|as|date|the|was|of)\s+)*|original\s+date\W+"
    r"|(?:was|were)\s+to\s+(?:have\s+)?(?:met|meet|be\s+held|been\s+held|take\s+place|taken\s+place)\s+(?:on\s+)?"
    r"|should\s+have\s+(?:met|been\s+held|taken\s+place)\s+(?:on\s+)?)(?:the\s+)?$",
    re.I,
)
MOVE_TO = re.compile(
    rf"\b{WAS_MOVED}\b(?:(?![.;]).){{0,90}}?\b(?:to|until|till|for|and|on|is\s+now|new\s+date)\b[^.;]{{0,60}}$"
    r"|\b(?:new|revised|changed|actual)\s+date\b\W*(?:(?:is|was|of)\s+)?$"
    r"|\bnow\s+(?:(?:to\s+be\s+)?held|on|taking\s+place)\s+(?:on\s+)?$",
    re.I,
)
HOLDS = re.compile(r"\b(?:held|took\s+place|met|happened|gathered|convened|instead)\b[^.;]{0,60}$", re.I)
ANOTHER = re.compile(r"\b(?:next|agm|annual|other|another|future|forthcoming)\b", re.I)
SENTENCE = re.compile(r"(?<=[\w)”’][.!?;])(?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bSt\.)\s+(?=[A-Z‘“])")


def sentence_about(text: str, mention: Mention) -> tuple[str, str]:
    """Return what comes before and after the mention in its sentence."""
    starts = [m.end() for m in SENTENCE.finditer(text, 0, mention.start + 1) if m.end() <= mention.start]
    after = text[mention.end :]
    end = SENTENCE.search(text, mention.end)
    return text[max(starts, default=0) : mention.start], after[: end.start() - mention.end] if end else after


def role(text: str, mention: Mention, opens: bool = False, following: str = "", formal: bool = False) -> str:
    """Return what the words about a date say of it; an empty string where they say nothing.

    `opens` tells that the text is the note's title or stands right under it: "Minutes of the meeting held on
    4 March" is the meeting itself there. `following` is the passage after it. `formal` tells that it is in
    a part of formalities: minutes are those that are approved there.
    """
    before, after = sentence_about(text, mention)
    changed = _change_of_plan(before, after)
    if changed and not ANOTHER.search(before):
        return changed
    if _of_minutes(before, after, opens, following) or (formal and THE_MINUTES.search(before)):
        return PREVIOUS
    if COMES_NEXT.search(before[-120:]):
        return NEXT
    if EARLIER.search(before[-80:]):
        return PREVIOUS
    if MADE_LAW.search(before):
        return APPROVED
    return ""


def _change_of_plan(before: str, after: str) -> str:
    """Tell the day that was given up from the one that took its place."""
    if CALLED_OFF.search(before) or OFF_AFTER.match(after):
        return REPLACED
    if PLAN.search(before):
        return PLANNED
    return MOVED if MOVE_TO.search(before) else ""


def _of_minutes(before: str, after: str, opens: bool, following: str) -> bool:
    """Whether the date is of minutes that this meeting dealt with."""
    named = THE_MINUTES.search(before)
    if named is None:
        return False
    if TO_APPROVE.search(before) or EARLIER.search(before):
        return True
    if MADE_LAW.search(before[named.end() :]):  # "minutes approved on"
        return False
    if WERE_APPROVED.search(after):
        return True
    return not opens and bool(re.search(_approved, after, re.I) or APPROVED_NEXT.match(following))
