"""Writing a planted meeting as a note: title, day, summary, what was said and discussed, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from pipeline.sample.plan import PlantedMeeting
from pipeline.sample.words import InventedWords

LENGTHS = (8, 12, 18, 22, 26, 34, 48)
"""Words of a passage."""
LEAST_PLANTED = 4
"""Passages of a note about a theme: more than chance would tag in a note of any length here."""
SUBJECT_RATE, SUBJECT_SAID = 0.5, 4
"""Share of the passages that hold words of one of the meeting's subjects, and how many of them."""
TOUCHED, MENTIONED = 0.12, 0.05
"""Share of the notes that touch on a theme once, and of the passages with a word too weak for a theme."""
FIRST_NAMES = ("Ada", "Bea", "Cem", "Dot", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jon", "Kofi", "Lea")
SURNAMES = ("Example", "Sample", "Specimen", "Placeholder", "Template")
ONE_OFFS = (("Roundtable on {}", "roundtable"), ("Online meeting on {}", "online meeting"))
SUBHEADINGS = ("On the {}", "{}", "The {}")


@dataclass(frozen=True)
class NoteLine:
    """A line of a note: heading, paragraph or bullet, its level if it is a heading, and its themes."""

    kind: str
    text: str
    level: int = 0
    themes: tuple[str, ...] = ()


@dataclass
class WrittenNote:
    """A note, ready to be put into a file."""

    meeting: PlantedMeeting
    title: str
    event: str
    lines: list[NoteLine] = field(default_factory=list)


class Writer:
    """Writes notes: the words, what each theme is planted by, and the words of each subject.

    `terms` is {theme: (phrases that suffice, phrases that do not)}, `group` what a recurring group is called.
    """

    def __init__(
        self,
        words: InventedWords,
        terms: dict[str, tuple[list[str], list[str]]],
        subjects: list[list[str]],
        group: str,
    ) -> None:
        self.words, self.terms, self.subjects, self.group = words, terms, subjects, group
        self.weak = sorted(phrase for _, weak in terms.values() for phrase in weak)

    def write(
        self, meeting: PlantedMeeting, announced: date | None, chance: np.random.Generator
    ) -> WrittenNote:
        """Return the note; `announced` is the day that it gives for the group's next meeting."""
        title, event = self._title(meeting, chance)
        note = WrittenNote(meeting, title, event)
        bullets, told, said = (int(chance.integers(*ends)) for ends in ((3, 7), (14, 25), (16, 30)))
        planted = self._planted(meeting, bullets + told + said, chance)
        pool = iter(
            self.words.draw(chance, sum(LENGTHS) * (bullets + told + said + 12) // len(LENGTHS) + 400)
        )
        passages = iter([self._passage(themes, meeting.subjects, pool, chance) for themes in planted])
        say = note.lines.append
        say(NoteLine("paragraph", self._opening(meeting, pool, chance)))
        say(NoteLine("heading", "Summary of key points", 2))
        note.lines += [NoteLine("bullet", *next(passages)) for _ in range(bullets)]
        say(NoteLine("heading", "In more detail", 2))
        for i in range(told):
            if i % 7 == 6:
                say(NoteLine("heading", self._subheading(chance), 3))
            say(NoteLine("paragraph", *next(passages)))
        say(NoteLine("heading", "Points made in discussion", 2))
        note.lines += [NoteLine("bullet", *next(passages)) for _ in range(said)]
        say(NoteLine("heading", "Next meeting", 2))
        words = f"The next meeting will be on {_said(announced)} at 2pm." if announced else "To be arranged."
        say(NoteLine("paragraph", words))
        return note

    def _title(self, meeting: PlantedMeeting, chance: np.random.Generator) -> tuple[str, str]:
        if meeting.group is None:
            pattern, event = ONE_OFFS[int(chance.integers(len(ONE_OFFS)))]
            return pattern.format(" and ".join(self.words.rare(chance, 2))), event
        called, word = meeting.group.called, self.group.title()
        name = called if called.lower().endswith(self.group.lower()) else f"{called} {word}"
        return f"Note from {name} {meeting.nth}", "cell"

    def _planted(self, meeting: PlantedMeeting, size: int, chance: np.random.Generator) -> list[list[str]]:
        """Return the themes of each of so many passages."""
        found: list[list[str]] = [[] for _ in range(size)]
        for theme, share in meeting.themes.items():
            count = min(max(LEAST_PLANTED, round(share * size)), size)
            for i in chance.choice(size, count, replace=False).tolist():
                found[i].append(theme)
        if chance.random() < TOUCHED:
            free = [theme for theme in self.terms if theme not in meeting.themes]
            if free:
                found[int(chance.integers(size))].append(free[int(chance.integers(len(free)))])
        return found

    def _passage(
        self, themes: list[str], subjects: tuple[int, ...], pool: Iterator[str], chance: np.random.Generator
    ) -> tuple[str, int, tuple[str, ...]]:
        """Return text, level and themes of a passage; a theme is there by one of its phrases, or two."""
        size = LENGTHS[int(chance.integers(len(LENGTHS)))]
        words = [next(pool) for _ in range(size)]
        there = []
        for theme in themes:
            strong = self.terms[theme][0]
            if not strong:
                continue
            there.append(theme)
            for _ in range(1 + int(chance.random() < 0.4)):
                words.insert(
                    int(chance.integers(1, len(words) + 1)), strong[int(chance.integers(len(strong)))]
                )
        if not there and self.weak and chance.random() < MENTIONED:
            words.insert(
                int(chance.integers(1, len(words))), self.weak[int(chance.integers(len(self.weak)))][1]
            )
        if chance.random() < SUBJECT_RATE:
            own = self.subjects[subjects[int(chance.integers(len(subjects)))]]
            for i in chance.integers(len(own), size=SUBJECT_SAID).tolist():
                _put(words, own[i], chance)
        return _sentences(words, chance), 0, tuple(sorted(there))

    def _opening(self, meeting: PlantedMeeting, pool: Iterator[str], chance: np.random.Generator) -> str:
        rest = _sentences([next(pool) for _ in range(14)], chance)
        who = f"{_one(FIRST_NAMES, chance)} {_one(SURNAMES, chance)}"
        if meeting.basis == "stated":
            return (
                f"The meeting was held on {meeting.day:%A} {_said(meeting.day)}, and {who} opened it. {rest}"
            )
        return f"{who} opened the meeting. {rest}"

    def _subheading(self, chance: np.random.Generator) -> str:
        words = " ".join(self.words.rare(chance, 2))
        text = _one(SUBHEADINGS, chance).format(words)
        return text[:1].upper() + text[1:]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _one(among: Sequence[str], chance: np.random.Generator) -> str:
    return among[int(chance.integers(len(among)))]


def _put(words: list[str], phrase: str, chance: np.random.Generator) -> None:
    """Put a phrase somewhere among the words, not first."""
    words.insert(int(chance.integers(1, len(words) + 1)), phrase)


def _sentences(words: list[str], chance: np.random.Generator) -> str:
    """Return the words as sentences of some fifteen words, now and then with a quotation."""
    found = []
    for first in range(0, len(words), 15):
        part = words[first : first + 15]
        if len(part) > 8:
            part[5] += ","
        text = " ".join(part)
        text = text[:1].upper() + text[1:] + "."
        if chance.random() < 0.06:
            text = f"‘{text[:-1]},’ said {_one(FIRST_NAMES, chance)} {_one(SURNAMES, chance)}."
        found.append(text)
    return " ".join(found)
