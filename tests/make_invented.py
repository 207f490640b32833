"""Invented notes at random: the same number gives the same note."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.make_formats import Note, Part

NOUNS = (
    "boat", "harbour", "kettle", "ladder", "lantern", "mooring", "neighbour", "oar", "pier", "quay", "rope",
    "sail", "ferry", "chart", "lighthouse", "net", "tide", "winter", "morning", "garden", "bench", "kitchen",
)  # fmt: skip
VERBS = (
    "carries",
    "finds",
    "keeps",
    "mends",
    "shares",
    "watches",
    "welcomes",
    "remembers",
    "paints",
    "lends",
)
HOW = (
    "slowly",
    "together",
    "at dawn",
    "without hurry",
    "as ever",
    "in good time",
    "for everybody",
    "by hand",
)
HEADINGS = (
    "Mending nets",
    "Who keeps the keys",
    "Summary",
    "In more detail",
    "What the crews said",
    "Tea and talk",
)
FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def note(number: int, dated: bool = True) -> Note:
    """Return the note of a number; `dated`: its first paragraph says when the meeting was."""
    chance = random.Random(f"note {number}")
    year, month, day = 2018 + number % 6, chance.randint(1, 12), chance.randint(1, 28)
    title = f"{chance.choice(NOUNS).title()} and {chance.choice(NOUNS)} {_numeral(number)}"
    opening = f"We met on {day} {FULL_MONTHS[month - 1]} {year} by the quay. {_text(chance, 2)}"
    parts = [Part("paragraph", opening if dated else _text(chance, 3))]
    for _ in range(chance.randint(2, 4)):
        parts += _section(chance)
    return Note(title, tuple(parts), date=f"{year}-{month:02d}-{day:02d}")


def collection(notes: Sequence[Note], title: str = "Notes of our meetings") -> Note:
    """Return one file of many notes: a note's title is a heading under the file's."""
    parts: list[Part] = []
    for each in notes:
        parts.append(Part("heading", each.title, 2))
        parts += [Part(p.kind, p.text, p.depth + (p.kind == "heading"), p.rows) for p in each.parts]
    return Note(title, tuple(parts))


def _section(chance: random.Random) -> list[Part]:
    parts = [Part("heading", chance.choice(HEADINGS), 2)]
    if chance.random() < 0.4:
        parts.append(Part("heading", f"The {chance.choice(NOUNS)}", 3))
    parts.append(Part("paragraph", _text(chance, chance.randint(1, 4))))
    depth = 0
    for _ in range(chance.choice((0, 0, 2, 3, 5))):
        depth = chance.randint(1, min(depth + 1, 3))
        parts.append(Part("bullet", _text(chance, chance.randint(1, 2)), depth))
    if depth:
        parts.append(Part("paragraph", _text(chance, 2)))
    if chance.random() < 0.3:
        parts.append(Part("quote", f"‘{_text(chance, 1)}’"))
    if chance.random() < 0.3:
        rows = tuple((chance.choice(NOUNS).title(), f"{chance.randint(1, 40)}") for _ in range(3))
        parts.append(Part("table", rows=(("What", "How many"), *rows)))
        parts.append(Part("paragraph", _text(chance, 1)))
    return parts


def _text(chance: random.Random, sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _sentence(chance: random.Random) -> str:
    clauses = [
        f"the {chance.choice(NOUNS)} {chance.choice(VERBS)} the {chance.choice(NOUNS)} {chance.choice(HOW)}"
        for _ in range(chance.randint(1, 3))
    ]
    sentence = ", and ".join(clauses)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _numeral(number: int) -> str:
    """Return a number as letters, so that no title differs from another by a figure alone."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number)).title()
