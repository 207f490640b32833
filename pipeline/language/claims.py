"""Whether a sentence says something: ordered, named rules; the first that objects is the answer.

A point of the roundup is a claim or a piece of advice. Passed over is what tells who said or did what, what
is about one body or person, what speaks of the network, the meeting or a text, and what points at something
that it does not name. `objection` of `standalone` asks whether a sentence can be understood; this, whether it
is worth it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.language.grammar import (
    DEMONSTRATIVES,
    FINITE,
    MARKS,
    PAST,
    PRESENT,
    Word,
    is_imperative,
    tagged,
)
from pipeline.language.phrases import EXPLETIVE, NOW, THOSE, either, words_in
from pipeline.language.wordings import ACCOUNT, CIVIL, TIMES, TODAY

REPORTING = words_in("""
    add advise agree argue ask believe caution claim comment conclude describe emphasise encourage explain
    explore feel highlight introduce mention note observe outline point praise propose quote recall recommend
    reflect refer remark remind reply report say share stress suggest talk tell think warn wonder write
""")
"""Verbs, as lemmas, of who said what."""
PEOPLE = words_in("he she")
SPEAKERS = words_in(
    "cell chair convenor co-convenor delegate facilitator group meeting member panel participant presenter "
    "provocateur speaker"
)
IMPERSONAL = re.compile(
    r"\b(?:it|some of us|some people|some) (?:was|were|is|also )?\s?(?:also )?"
    r"(?:acknowledged|agreed|argued|emphasised|felt|highlighted|noted|pointed out|recognised|said|stressed"
    r"|suggested|thought)\b",
    re.IGNORECASE,
)
"""`It was felt that`: a point still, though an account of one."""
MOST_PRONOUNS = 2


@dataclass(frozen=True)
class Ground:
    """What is known of the notes that a sentence is judged against.

    `small` are runs of words that the notes write in small letters, too: no names; `known` abbreviations
    that many notes use; `phrases` the network's own names and standing phrases; `group` what it calls its
    groups.
    """

    small: str = ""
    known: frozenset[str] = frozenset()
    phrases: Sequence[str] = ()
    group: Sequence[str] = ()

    @cached_property
    def own(self) -> re.Pattern[str] | None:
        """The pattern of the network's own names."""
        words = [re.escape(phrase) for phrase in self.phrases]
        return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) if words else None

    @cached_property
    def groups(self) -> re.Pattern[str] | None:
        """The pattern of a group of the network, as something that meets."""
        words = [re.escape(word) for word in self.group]
        return (
            re.compile(rf"\b(?:the|this|our|each|these) (?:\w+ )?(?:{'|'.join(words)})\b", re.IGNORECASE)
            if words
            else None
        )

    def is_name(self, run: Sequence[Word]) -> bool:
        """Tell whether a run of words with capitals is a name: nowhere is it written small."""
        return " ".join(word.low for word in run) not in self.small


def _reports(text: str, ground: Ground) -> bool:
    """Somebody with a name, a pronoun or a part in the meeting says it."""
    words = [word for word in tagged(text) if word.tag not in MARKS]
    for place, word in enumerate(words):
        if word.lemma not in REPORTING or word.tag not in (*FINITE, "VVN"):
            continue
        before = words[max(0, place - 3) : place]
        after = words[place + 1 : place + 2]
        if any(each.low in PEOPLE or each.lemma in SPEAKERS or _is_person(each) for each in before):
            return True
        if word.tag in PAST and any(each.low in ("we", "one", "someone") for each in before[-1:]):
            return True
        if after and _is_person(after[0]) and word.tag in PAST:
            return True
    return False


def _is_person(word: Word) -> bool:
    return word.tag == "NP0" and not word.form.isupper()


def _tells_the_past(text: str, _: Ground) -> bool:
    """Every finite verb is in the past: an account of what happened."""
    tags = [word.tag for word in tagged(text)]
    return any(tag in PAST for tag in tags) and not any(tag in PRESENT for tag in tags)


def _about_one(text: str, ground: Ground) -> bool:
    """Before its verb a name of more than one word, or of a person: about one body, place or person."""
    words = tagged(LABEL.sub("", text))
    end = next((place for place, word in enumerate(words) if word.tag in FINITE), len(words))
    run: list[Word] = []
    for place, word in enumerate((*words[:end], None)):
        opens = place == 0 and word is not None and word.tag != "NP0" and not SHORT_NAME.match(word.form)
        if word is not None and word.form[:1].isalpha() and word.form[0].isupper() and not opens:
            run.append(word)
            continue
        if run and _is_strange(run, ground):
            return True
        run = []
    return False


SHORT_NAME = re.compile(r"[A-Z][A-Z0-9&-]+s?$")


def _is_strange(run: Sequence[Word], ground: Ground) -> bool:
    """Tell whether words with capitals are a name, or an abbreviation that few notes have."""
    if len(run) == 1:
        form = run[0].form
        short = form.removesuffix("s")
        if short.isupper():
            return len(short) > 1 and not {form, short} & ground.known and not TIMES.fullmatch(form)
        return not any(c.isdigit() for c in form) and ground.is_name(run)
    return ground.is_name(run)


LABEL = re.compile(r"^[A-Z][^.,:?!]{2,50}: (?=\w)")


def _names(text: str, ground: Ground) -> bool:
    """Two names or more: what is told is about them."""
    found, run = 0, []
    for place, word in enumerate((*tagged(text), None)):
        if word is not None and word.form[0].isupper() and place and word.form != "I":
            run.append(word)
            continue
        if (
            run
            and not all(each.form.isupper() and len(each.form) > 1 for each in run)
            and ground.is_name(run)
        ):
            found += 1
        run = []
    return found > 1


def _lists(text: str, _: Ground) -> bool:
    """Its verb only says what there is: `Methods include …`."""
    first = next((word for word in tagged(text) if word.tag in FINITE), None)
    return first is not None and first.lemma in ("include", "comprise", "contain", "consist", "range")


def _own(text: str, ground: Ground) -> bool:
    """The network speaks of itself, or of its groups."""
    return bool((ground.own and ground.own.search(text)) or (ground.groups and ground.groups.search(text)))


def _account(text: str, _: Ground) -> bool:
    return bool(ACCOUNT.search(text))


def _civil(text: str, _: Ground) -> bool:
    return bool(CIVIL.search(text))


def _points_at_nothing(text: str, _: Ground) -> bool:
    """`these ideas`, where no idea came before; `this` with hardly anything before it."""
    words = [word for word in tagged(text) if word.tag not in MARKS]
    for place, word in enumerate(words):
        if word.low not in DEMONSTRATIVES or word.tag == "CJT":
            continue
        after = words[place + 1 : place + 4]
        heads = [each for each in after if each.is_noun]
        before = {each.lemma for each in words[:place]}
        if re.match(THOSE, " ".join(each.form for each in words[place + 1 :])) or re.match(
            NOW, " ".join(each.low for each in after)
        ):
            continue
        if (
            word.low in ("these", "those", "this")
            and after
            and (after[0].is_noun or after[0].tag.startswith("AJ"))
        ):
            summing = bool(heads) and heads[0].low in SUMMING and place > 6
            if heads and not summing and heads[0].lemma not in before and heads[-1].lemma not in before:
                return True
        elif place < 5 and word.low in ("this", "these", "that") and word.tag == "DT0":
            return True
    return False


SUMMING = words_in("approach kind way ways means point reason time type sort")
"""Nouns that sum up what came before in the sentence."""


def _the_one(text: str, ground: Ground) -> bool:
    """Its subject is a body that only the note knows: `the council`, unless the network is one."""
    words = tagged(text)
    end = next((place for place, word in enumerate(words) if word.tag in FINITE), len(words))
    own = " ".join((*ground.phrases, *ground.group)).lower()
    for before, word, after in zip(words[:end], words[1:end], words[2 : end + 1], strict=False):
        if before.low == "the" and word.lemma in BODIES and after.tag != "PRF" and not after.is_noun:
            return word.lemma not in own
    return False


BODIES = words_in("""
    association authority board business charity coalition company council foundation hospital hub initiative
    inquiry organisation partnership pilot programme project report scheme school service speaker survey team
    trust
""")
"""Bodies and undertakings of which there are many."""


def _it_for_nothing(text: str, _: Ground) -> bool:
    """`It` before anything that it could stand for, unless it stands for what follows."""
    words = tagged(text)
    for place, word in enumerate(words):
        if word.is_noun or word.tag == "NP0" or (word.tag == "VVG" and not place):
            return False
        if word.low in ("it", "its"):
            return not EXPLETIVE.match(text[word.start :])
    return False


def _crowded(text: str, _: Ground) -> bool:
    """So many `they` that nobody can tell who is who."""
    words = [word.low for word in tagged(text)]
    return sum(word in ("they", "them", "their") for word in words) > MOST_PRONOUNS


def _dated(text: str, _: Ground) -> bool:
    return bool(TODAY.search(text))


MATTER = re.compile(
    r"\b(?:is|are|remains?|was|were) (?:also )?(?:an?|one|the) (?:\w+[ -])?"
    r"(?:big|central|fundamental|important|interesting|key|major|real|useful|vital) "
    r"(?:area|aspect|challenge|factor|issue|matter|part|point|question|theme|topic)s?\b"
    r"(?! (?:for|of|that|to)\b)",
    re.IGNORECASE,
)


def _names_a_matter(text: str, _: Ground) -> bool:
    """It says of its subject that it matters, and not what about it: `Housing is a key issue`."""
    return bool(MATTER.search(text))


ADVICE = re.compile(
    either(r"""
    \bshould\b | \bmust\b | \bneeds?\b(?! of) | \bneed(?:s|ed)? to\b | \bought to\b | \bhave to\b | \bhas to\b
    \blet[’']s\b
    \bit is (?:\w+ )?(?:important|vital|essential|crucial|better|best|time|necessary|critical)\b
    \b(?:we|they|you|leaders|organisations) can\b | \brequires?\b | \bessential\b | \bkey to\b
    """),
    re.IGNORECASE,
)
"""What says that something should be done."""

RULES: tuple[tuple[str, Callable[[str, Ground], bool]], ...] = (
    ("tells who said it", _reports),
    ("tells what happened", _tells_the_past),
    ("tells how the meeting went", _account),
    ("a courtesy", _civil),
    ("about one body", _about_one),
    ("about those named", _names),
    ("a list", _lists),
    ("of the network itself", _own),
    ("points at what is not there", _points_at_nothing),
    ("about one body", _the_one),
    ("points at what is not there", _it_for_nothing),
    ("too many pronouns", _crowded),
    ("of one day", _dated),
    ("names a matter only", _names_a_matter),
)


def emptiness(text: str, ground: Ground) -> str:
    """Return why `text` says nothing that a reader could keep, or an empty string."""
    return next((name for name, objects in RULES if objects(text, ground)), "")


def hearsay(text: str) -> bool:
    """Tell whether a text says of its claim that it was felt or suggested."""
    return bool(IMPERSONAL.search(text))


def advises(sentence: str) -> bool:
    """Tell whether a sentence says what can or should be done."""
    return bool(ADVICE.search(sentence)) or is_imperative(sentence)
