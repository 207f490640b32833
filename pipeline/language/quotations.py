"""Quotations in the notes, and who said them.

A quotation is between ‘ and ’ (or “ and ”, or straight marks). An apostrophe is none: a mark between
two letters, after a plural's s with its noun behind it, or before a cut word or year (’em, ’90s).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.language.phrases import VERBS, either, words_in
from pipeline.language.words import words_of

FEWEST_WORDS, FEWEST_SAID = 7, 5
"""A quotation that names nobody has to be longer to be taken for speech."""
VOICE = words_in("i i'm i've me my our us we we're we've you your you're")
SET = re.compile(
    r"\b"
    + either("""
    action | aims? | attitude | bullet points? | called | cells? | considered? | entitled | explore | heading
    invitation | mantra | mentality | mindset | motto | named | phrase | principles? | proverb | questions?
    (?:a|old|that|the|this) saying | slogan | terms? | themed? | themes | titled? | topics?
    """)
    + r"\b[^.]{0,45}$",
    re.IGNORECASE,
)
"""What is set, not said: the quotation is a theme, a principle, a saying, a question for discussion."""
PAIRS = {"‘": "’", "“": "”", '"': '"', "'": "'"}
CUT_WORDS = re.compile(r"[‘’'](?:em|til|tis|twas|cause|n|\d0s)\b", re.IGNORECASE)

NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|[A-Z]\.))*"
SAYING = either("""
    added | argued | asked | believes | commented | concluded | described | explained | felt | noted
    observed | pointed out | put it | reflected | remarked | reminded us | replied | said | says
    stressed | suggested | summed (?:it|this) up | told us | warned | wrote
    """)
DOING = either("""
    acknowledged | called | emphasised | gave | highlighted | introduced | mentioned | outlined | posed
    raised | recommends | referred | set out | shared | spoke | talked
    """)
AFTER_NAME = re.compile(rf"[,.]? *(?:as |– |- )?({NAME}) (?:\([^)]*\) )?{SAYING}\b")
AFTER_VERB = re.compile(rf"[,.]? *(?:as |– |- )?{SAYING} ({NAME})")
AFTER_DASH = re.compile(rf"[,.]? *[–—-] ?({NAME})")
BEFORE = re.compile(rf"({NAME})(?:, [^,.]{{2,80}},)? (?:also |then |has )?{SAYING}\b[^.?!‘“]{{0,120}}$")
ANYBODY = either("""
    (?:a|another|one) (?:member|participant|person|speaker)
    (?:another|one) of (?:our members|the group|those present|us) | one | somebody | someone
    """)
SOMEONE_AFTER = re.compile(rf"[,.]? *(?:as |said )?{ANYBODY}(?: {SAYING})?\b")
SOMEONE_BEFORE = re.compile(rf"\b{ANYBODY} (?:\w+ )?{SAYING}[^.?!‘“]{{0,60}}$", re.IGNORECASE)
PRESENT = "one of those present"

LINKING = either("""
    A | An | And | As | At | But | Everyone | Finally | For | From | He | However | I | In | It | Later
    Next | Note | Now | Of | On | One | Others | Our | Overall | People | She | So | Some | The | Then
    They | This | To | We | What | When | Where | While | Who | With
    """)
"""Words that open sentences: a capital makes no name of them."""
LAST = r"(?:Mc|Mac|O’)?[A-Z][a-zé]+(?:-[A-Z][a-zé]+)*"
FULL_NAME = re.compile(rf"\b(?!{LINKING}\b)([A-Z][a-zé-]+) ({LAST})\b")
SPEAKING = re.compile(
    rf"\b(?!{LINKING}\b)(?P<one>[A-Z][a-zé-]+)(?: {LAST})?,?(?: also| then| has| had)? (?:{SAYING}|{DOING})\b"
    rf"|\b{SAYING} (?P<two>[A-Z][a-zé-]+)\b"
)


class Quotation(NamedTuple):
    """A quotation in a text: `text[start:end]` are the words without their marks; `who` may be empty."""

    start: int
    end: int
    words: str
    who: str


@dataclass(frozen=True)
class People:
    """The people of a note.

    `full` has the full name by the first name of those who speak in it, empty where it is not told or two
    share it; `firsts` are all first names that the note uses alone.
    """

    full: dict[str, str]
    firsts: frozenset[str]
    small: frozenset[str]  # words with a capital that the note also writes small: no names
    elsewhere: frozenset[str] = frozenset()  # full names that the note has once, of people who do not speak

    @classmethod
    def of(cls, text: str) -> People:
        """Gather them from a note's text, headings in capitals included."""
        capitals = "\n".join(line.title() for line in text.splitlines() if line.isupper())
        both = [(found[1], found[0]) for found in FULL_NAME.finditer(f"{text}\n{capitals}")]
        speaking = {found["one"] or found["two"] for found in SPEAKING.finditer(text)}
        words = set(re.findall(r"\b[a-z][a-z-]+", text))
        small = frozenset(
            first for first in speaking | {first for first, _ in both} if first.lower() in words
        )
        speaking = {first for first in speaking - small if not first.endswith("ly")}
        names = {first: {name for other, name in both if other == first} for first in speaking}
        alone = {first for first, _ in both if re.search(rf"\b{first}(?!\w| [A-Z]|-)", text)} - small
        full = {first: "".join(each) if len(each) == 1 else "" for first, each in names.items()}
        named = Counter(found[0] for found in FULL_NAME.finditer(text))
        once = {name for name, count in named.items() if count == 1 and name.split()[0] not in speaking}
        return cls(full, frozenset(speaking | alone), small, frozenset(once))

    def known(self, said: str) -> str:
        """Return the full name for what the note calls somebody; empty if it is nobody who speaks in it."""
        words = said.removesuffix("’s").split()
        while words and re.fullmatch(LINKING, words[0]):
            words = words[1:]
        if len(words) > 1 and FULL_NAME.fullmatch(" ".join(words[:2])) and words[0] not in self.small:
            return " ".join(words)
        return (self.full.get(words[0]) or words[0]) if words and words[0] in self.full else ""


def quotations(text: str, people: People) -> list[Quotation]:
    """Return the quotations in a passage that are somebody's words: no terms, titles or questions set."""
    found = []
    for start, end in spans(text):
        who = speaker(text, start - 1, end + 1, people)
        if _is_speech(text[start:end], who) and not SET.search(text[max(0, start - 60) : start - 1]):
            found.append(Quotation(start, end, text[start:end].strip().rstrip(","), who))
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of what is between quotation marks, outermost, in order."""
    found, place = [], 0
    while place < len(text):
        mark = text[place]
        if mark in PAIRS and _opens(text, place):
            end = _closing(text, place, PAIRS[mark])
            if end > 0:
                found.append((place + 1, end))
                place = end
        place += 1
    return found


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if before.isalnum() or not after or after.isspace():
        return False
    return not CUT_WORDS.match(text, place)


def _closing(text: str, opening: int, mark: str) -> int:
    """Return the place of the mark that closes what opened at `opening`, or -1.

    A mark after a plural's s with a small word behind it may be a possessive (the users’ views): it closes
    only if another quotation opens, or the text ends, before a better mark comes.
    """
    doubtful = -1
    for place in range(opening + 2, len(text)):
        if text[place] == text[opening] != mark and _opens(text, place) and doubtful > 0:
            return doubtful
        if text[place] != mark or _between_letters(text, place):
            continue
        if text[place - 1] == "s" and mark in "’'" and re.match(r" [a-z]", text[place + 1 : place + 3]):
            doubtful = place if doubtful < 0 else doubtful
            continue
        return place
    return doubtful


def _between_letters(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place + 1 : place + 2].isalnum()


def _quoted(who: str, before: str, people: People) -> str:
    """Return whose words they are and who brought them: whoever was not there is quoted by a speaker."""
    tellers = [people.known(found["one"] or found["two"]) for found in SPEAKING.finditer(before)]
    by = next((teller for teller in reversed(tellers) if teller), "")
    return f"{who}, quoted by {by}" if by else f"{who}, as quoted"


def set_phrases(texts: Iterable[str]) -> frozenset[str]:
    """Return, in small letters, the quotations that texts introduce as a phrase, a saying, a theme."""
    return frozenset(
        _plain(text[start:end])
        for text in texts
        for start, end in spans(text)
        if SET.search(text[max(0, start - 60) : start - 1])
    )


def _plain(words: str) -> str:
    return " ".join(words_of(words))


def _is_speech(words: str, who: str) -> bool:
    """Tell speech from terms: a verb, enough words, and a voice if it is neither a sentence nor anybody's."""
    found = words_of(words)
    if re.match(r"\s*(?:and|because|but|or|so|which|who)\b", words):  # the second half of a quotation
        return False
    if len(found) < (FEWEST_WORDS if not who else FEWEST_SAID) or not VERBS.intersection(found):
        return False
    if who:
        return True
    sentence = words.strip()[0].isupper() and words.rstrip()[-1] in ".!…"
    return sentence or (not words.rstrip().endswith("?") and bool(VOICE.intersection(found)))


def speaker(text: str, start: int, end: int, people: People) -> str:
    """Return who says what is between the marks at `start` and `end`, or an empty string."""
    after, before = text[end : end + 120], text[max(0, start - 220) : start]
    tries = (AFTER_VERB.match(after), AFTER_NAME.match(after), AFTER_DASH.match(after), BEFORE.search(before))
    for found in tries:
        if found and (who := people.known(found[1])):
            absent = found is tries[2] and who in people.elsewhere
            return _quoted(who, text[:start], people) if absent else who
    return PRESENT if SOMEONE_AFTER.match(after) or SOMEONE_BEFORE.search(before) else ""
