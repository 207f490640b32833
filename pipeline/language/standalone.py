"""Whether a sentence can be understood alone: ordered, named rules; the first that objects is the answer.

A point in the roundup has to be clear without its neighbours. So a sentence is passed over that leans on the
one before ("This means …", "They …"), was cut off, opens a list, or tells how the meeting went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import pairwise

from pipeline.language.grammar import PRESENT, tagged
from pipeline.language.phrases import (
    DANGLING,
    DEFINITE,
    EARLY,
    ELLIPTIC,
    ELSEWHERE,
    EXPLETIVE,
    FINITE,
    GROUPS,
    LINKS,
    MEETING,
    MID_LINK,
    PERSONS,
    POINTERS,
    RESOLVED,
    VERBS,
)
from pipeline.language.words import WORD, words_of

CLOSED = re.compile(r"[.!?…][’”\"')\]]*$")


def _length(text: str, _: bool) -> bool:
    return not 6 <= len(WORD.findall(text)) <= 90


def _opening(text: str, _: bool) -> bool:
    first = text.lstrip("‘“\"'([")[:1]
    return not (first.isupper() or first.isdigit())


def _ending(text: str, bullet: bool) -> bool:
    last = text.rstrip()[-1:]
    if CLOSED.search(text):
        return False
    return not bullet or last in ":;,–—-(" or words_of(text)[-1] in DANGLING


def _unbalanced(text: str, _: bool) -> bool:
    opened = len(re.findall(r"(?<!\w)‘(?=\w)", text))
    closed = len(re.findall(r"(?<=[\w.,!?…])’(?!\w)", text))
    brackets = text.count("(") != text.count(")") or text.count("“") != text.count("”")
    return brackets or opened > closed or (closed > opened and not re.search(r"s’ \w", text))


GLUED = re.compile(r"[a-z]{3}[A-Z][a-z]{3}|[a-z]{3}[.!?][A-Z][a-z]")


def _glued(text: str, _: bool) -> bool:
    return bool(GLUED.search(text))


def _label(text: str) -> str:
    """Return what follows a short label (`Acting early: …`), or the text itself."""
    found = re.match(r"[A-Z][^.,:?!]{2,50}: (?=\w)", text)
    return text[found.end() :] if found else text


def _leans(text: str, _: bool) -> bool:
    body = _label(text).lstrip("‘“\"'(")
    if any(opening.match(body) for opening in (LINKS, DEFINITE, ELLIPTIC, RESOLVED)):
        return True
    return bool(POINTERS.match(body)) and not EXPLETIVE.match(body)


CONDITIONS = frozenset(("Because", "For", "Given", "If", "Once", "Since", "Unless", "When", "Where", "While"))
"""Openings whose clause a `then` may answer."""


def _leans_within(text: str, _: bool) -> bool:
    """A pointer or a link among the first words has nothing before it in the sentence to point to."""
    words = text.split()
    if words[0] in CONDITIONS:  # `If you listen, then …` is whole
        words = [word for word in words if word.lower() != "then"]
    opening = " ".join(words[:9])
    example = re.search(r"\bfor (?:example|instance)\b", opening)
    if example and VERBS.intersection(words_of(opening[: example.start()])):
        opening = opening[: example.start()]  # `We need new words, for example …`: of what it says itself
    return bool(MID_LINK.search(opening) or EARLY.search(" ".join(words[:6])))


def _stranger(text: str, _: bool) -> bool:
    """A pronoun before anybody whom it could stand for; the first one decides."""
    words = WORD.findall(text)
    for place, word in enumerate(words_of(text)):
        before = words[:place]
        if word in ("he", "she", "his", "her", "him"):
            return not (PERSONS.intersection(before) or any(name[0].isupper() for name in before[1:]))
        if word in ("they", "their", "them", "themselves", "they're"):
            return not (GROUPS.intersection(before) or any(_is_plural(each) for each in before))
    return False


def _is_plural(word: str) -> bool:
    return word.endswith("s") and len(word) > 3 and word.lower() not in ("this", "does", "less", "always")


def _elsewhere(text: str, _: bool) -> bool:
    return bool(ELSEWHERE.search(text))


def _meeting(text: str, _: bool) -> bool:
    return bool(MEETING.search(text))


def _question(text: str, _: bool) -> bool:
    return bool(re.search(r"\?[’”\"')\]]*$", text) or re.match(r"(?:How|Whether|Who|Whose|Why)\b", text))


SINGULAR = ("VVZ", "VBZ", "VHZ", "VDZ", "VM0")
"""Verbs that what opens with a gerund can have: `Sharing power means …`."""
LONG_ENOUGH = 40
"""So many words have a verb, though the list may not know it."""
RELATIVE = re.compile(
    r",? \b(?:that|which|who|whom|whose|where)\s+(?:(?:it|many|others|people|they|we|you)\s+)?\w+"
    r"(?:(?!\b(?:are|can|could|has|have|is|may|might|must|needs?|should|was|were|will|would)\b)[^,;.])*",
    re.IGNORECASE,
)
"""A relative clause: from its pronoun over its own verb to a pause, or to the verb of the main clause."""


def _verbless(text: str, bullet: bool) -> bool:
    """No verb outside its relative clauses; what opens with a gerund needs one before the first pause.

    The lists of verbs are asked first, then the tagger, which knows more verbs and takes longer.
    """
    main = RELATIVE.sub(" ", _label(text))
    words = words_of(main)
    if re.match(r"\w+ing\b(?!-)", words[0] if words else "") and words[0] not in ("bring", "during"):
        clause = re.split(r"[,;–—]| - ", main)[0]
        return not FINITE.intersection(words_of(clause)) and not _has_finite(clause, SINGULAR)
    said = {word for before, word in pairwise(["", *words]) if before != "to"}
    told = not bullet and any(word.endswith("ed") for word in said)
    listed = told or VERBS.intersection(said)
    before_dash = re.split(r"[;–—]| - ", main)[0]
    return len(words) < LONG_ENOUGH and not listed and not _has_finite(before_dash, PRESENT)


def _has_finite(text: str, tags: Collection[str]) -> bool:
    return any(word.tag in tags for word in tagged(text))


RULES: tuple[tuple[str, Callable[[str, bool], bool]], ...] = (
    ("opens in the middle", _opening),
    ("cut off", _ending),
    ("half a quotation or bracket", _unbalanced),
    ("two sentences run together", _glued),
    ("a question", _question),
    ("points elsewhere", _elsewhere),
    ("tells of the meeting", _meeting),
    ("leans on its neighbour", _leans),
    ("leans on its neighbour", _leans_within),
    ("a pronoun for nobody", _stranger),
    ("too short or too long", _length),
    ("no verb", _verbless),
)


def objection(text: str, bullet: bool = False) -> str:
    """Return why `text` cannot stand alone, or an empty string; a bullet may lack its full stop."""
    return next((name for name, objects in RULES if objects(text, bullet)), "")
