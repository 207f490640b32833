"""Points for the roundup: sentences and bullets that are chosen, not written.

A candidate is a run of whole sentences of one passage that can be understood alone. Those that speak for a
theme compete; the choice takes the best first and spreads over meetings, groups and months, and takes no
two that say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import scipy.sparse as sp

from pipeline.language.grammar import is_imperative, tagged
from pipeline.language.phrases import either
from pipeline.language.quotations import People
from pipeline.language.sentences import sentence_spans
from pipeline.language.standalone import objection
from pipeline.language.words import words_of
from pipeline.roundup.salience import Cover

COLUMNS = ("passage_id", "note_id", "start", "end", "text", "words")
LEANING = ("leans on its neighbour", "a pronoun for nobody", "too short or too long", "no verb")
"""What a sentence may lack when the one that it leans on comes before it."""
UNFINISHED = re.compile(
    r"\b"
    + either("""
    a | and | by | can | could | for | from | if | must | need | needs | of | or | should | the | they
    through | to | we | when | who | will | with | would
    """)
    + r" ?:$",
    re.IGNORECASE,
)
"""A passage that ends so is finished by the list below it."""


def candidates(passages: pd.DataFrame, texts: dict[str, str], longest: int) -> pd.DataFrame:
    """Return every run of sentences that can stand alone, one row each, in reading order.

    `passages` are those that count, in reading order; `texts` is all that each note says. Columns:
    passage_id, note_id, start, end, text (`text[start:end]` of the passage), words.
    """
    small = frozenset(word for text in texts.values() for word in SMALL.findall(text))
    rows = [
        (passage_id, note_id, start, end, text[start:end], len(words_of(text[start:end])))
        for note_id, mine in passages.groupby("note_id", sort=False)
        for passage_id, text, bullet in _whole(mine)
        for start, end in runs(text, bullet, longest)
        if not Strangers.of(texts[str(note_id)], small).within(text[start:end])
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _whole(passages: pd.DataFrame) -> Iterator[tuple[str, str, bool]]:
    """Yield a note's passages but those that finish the sentence that opened their list (`We can:`).

    The first item that is a sentence with a subject of its own ends such a list.
    """
    unfinished = False
    for passage_id, kind, text in passages[["passage_id", "kind", "text"]].itertuples(index=False):
        goes_on = unfinished and kind == "bullet" and (is_imperative(text) or bool(objection(text, True)))
        unfinished = bool(UNFINISHED.search(text)) or goes_on
        if not unfinished:
            yield passage_id, text, kind == "bullet"


SMALL = re.compile(r"\b[a-z][a-z-]+")
THE = re.compile(r"the\b(?!-\w)", re.IGNORECASE)
RESTRICTED = re.compile(r" (?:between|for|in|of|that|to|we|which|who)\b")
"""What tells of a noun which one is meant: `the lease that …`."""
SHORT = 12
"""A sentence of so few words says more with the next one beside it."""


@dataclass(frozen=True)
class Strangers:
    """What a note has introduced, and the reader of one sentence does not know."""

    text: str
    names: frozenset[str]
    short: frozenset[str]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, text: str, small: frozenset[str] = frozenset()) -> Strangers:
        """Gather first names and abbreviations from a note's text.

        What notes write `small`, too, is no name, unless somebody of that name speaks.
        """
        people = People.of(text)
        names = frozenset(name for name in people.firsts if name in people.full or name.lower() not in small)
        return cls(text, names, frozenset(re.findall(r"\(([A-Z][A-Za-z]*[A-Z])\)", text)))

    def within(self, text: str) -> bool:
        """Tell whether one of them is in `text` without its introduction."""
        found = re.findall(r"\b[A-Z][\w-]+(?! [A-Z])", text)
        names = {name for name in found if name in self.names and not re.search(rf"\b{name} [A-Z]", text)}
        short = any(re.search(rf"\b{each}\b", text) and f"({each})" not in text for each in self.short)
        return bool(names) or short or self._the_one(text)

    def _the_one(self, text: str) -> bool:
        """`The lease …`, where the note told of a lease elsewhere."""
        if not THE.match(text):
            return False
        words = tagged(text)[:4]
        if len(words) < 2:
            return False
        noun = next((word for word in words[1:] if word.tag not in ("AJ0", "AV0", "ORD")), words[1])
        after = next((word for word in tagged(text) if word.start > noun.start), None)
        one = RESTRICTED.match(text, noun.end) or (after is not None and after.tag in ("VVN", "VVG"))
        if one or not noun.is_noun or noun.form != noun.low:
            return False
        told = rf"\b(?:an?|one|his|her|another) (?:[\w’-]+ ){{0,2}}{re.escape(noun.form)}\b"
        return bool(re.search(told, self.text))


def runs(text: str, bullet: bool, longest: int) -> list[tuple[int, int]]:
    """Return (start, end) of each run of sentences in `text` that stands alone and is not too long.

    A run goes on with sentences that lean on it, and a short sentence with the next one; with others that
    could stand alone only if that makes it all of the passage.
    """
    spans = sentence_spans(text)
    objections = [objection(text[s:e], bullet and e == len(text)) for s, e in spans]
    found = []
    for first, (start, end) in enumerate(spans):
        if objections[first]:
            continue
        found += [
            (start, spans[last][1])
            for last in range(first, _reach(objections, first, len(words_of(text[start:end])) <= SHORT))
            if len(words_of(text[start : spans[last][1]])) <= longest
        ]
    whole = all(not each or each in LEANING for each in objections) and not objections[0] if spans else False
    if whole and len(words_of(text)) <= longest:
        found.append((0, len(text.rstrip())))
    return sorted(set(found))


def _reach(objections: Sequence[str], first: int, short: bool) -> int:
    """Return where the sentences that go with the one at `first` end."""
    last = first + 1
    if short and last < len(objections) and not objections[last]:
        last += 1
    while last < len(objections) and objections[last] in LEANING:
        last += 1
    return last


SPREAD = {"note_id": 0.4, "cell": 0.75, "month": 0.9}
"""What a further point is worth when one from the same meeting, group or month has been taken."""


def choose(
    cover: Cover,
    values: np.ndarray,
    places: pd.DataFrame,
    vectors: sp.csr_matrix,
    count: int,
    alike: float,
    before: Sequence[int] = (),
) -> list[int]:
    """Return the row numbers of the best `count` candidates, the best first.

    `values`: worth of each candidate beside what it has to say, 0 = never. `places`: its note_id, cell and
    month. `vectors`: rows of unit length. A candidate whose cosine with one taken here or `before` is `alike`
    or more says the same, and is passed over.
    """
    factor = values.astype(float).copy()
    columns = {kind: places[kind].to_numpy() for kind in SPREAD}
    for row in before:
        factor[_cosines(vectors, row) >= alike] = 0
    taken: list[int] = []
    while len(taken) < count:
        worth = cover.gains() * factor
        if worth.max(initial=0) <= 0:
            break
        row = int(worth.argmax())
        taken.append(row)
        cover.say(row)
        for kind, column in columns.items():
            if column[row]:
                factor[column == column[row]] *= SPREAD[kind]
        factor[_cosines(vectors, row) >= alike] = 0
        factor[row] = 0
    return taken


def _cosines(vectors: sp.csr_matrix, row: int) -> np.ndarray:
    return (vectors @ vectors[row].T).toarray().ravel()
