"""Word's lists: which items are numbered, how deep, and with which number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

PLACE = re.compile(r"%(\d)")
NUMBER_MARK = re.compile(r"\W*(\d+)\W*")
DEEPEST = 9


@dataclass(frozen=True)
class Level:
    """How a list numbers one of its levels."""

    form: str  # bullet, decimal, lowerLetter, none …
    text: str  # "%1." or "%1.%2"
    start: int


BULLETS = Level("bullet", "•", 1)


class Numbering:
    """The lists of a document, and how far each has been counted while the document is read."""

    def __init__(self, root: Element | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, str] = {}  # list -> the definition that it counts on with
        self.restarts: dict[str, dict[int, int]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        for definition in root.iter(qn("w:abstractNum")) if root is not None else ():
            levels = definition.iter(qn("w:lvl"))
            self.levels[attribute(definition, "w:abstractNumId")] = {
                _depth(lvl): _level(lvl) for lvl in levels
            }
        for item in root.iter(qn("w:num")) if root is not None else ():
            self._define(item)

    def _define(self, item: Element) -> None:
        number = attribute(item, "w:numId")
        self.lists[number] = value(item, "w:abstractNumId")
        starts = ((o, value(o, "w:startOverride")) for o in item.iter(qn("w:lvlOverride")))
        self.restarts[number] = {_depth(o): int(start) for o, start in starts if start.isdigit()}

    def mark(self, number: str, depth: int) -> str:
        """Count the next item of the list `number` at `depth` (from 0) and return its mark.

        A mark is `•`, `3.` (letters and Roman numbers too are given as numbers), the parts of a number as in
        `3.2`, or an empty string for an item that shows none.
        """
        definition = self.lists.get(number, "")
        level = self.levels.get(definition, {}).get(depth, BULLETS)
        if level.form == "bullet":
            return "•"
        count = self._count(number, definition, depth, level)
        if level.form == "none" or not PLACE.search(level.text):
            return ""
        parts = PLACE.sub(lambda place: str(self._counted(definition, int(place.group(1)) - 1)), level.text)
        single = len(PLACE.findall(level.text)) == 1
        return f"{count}." if single and NUMBER_MARK.fullmatch(parts) else parts.strip()

    def _count(self, number: str, definition: str, depth: int, level: Level) -> int:
        counts = self.counts[definition]
        restart = self.restarts.get(number, {}).pop(depth, None)
        last = counts.get(depth, level.start - 1)
        counts[depth] = restart if restart is not None else last + 1
        for deeper in range(depth + 1, DEEPEST):
            counts.pop(deeper, None)
        return counts[depth]

    def _counted(self, definition: str, depth: int) -> int:
        level = self.levels.get(definition, {}).get(depth, BULLETS)
        return self.counts[definition].get(depth, level.start)


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its prefixed name, empty if it is not there."""
    return str(element.get(qn(name), ""))


def value(element: Element, child: str) -> str:
    """Return the `w:val` of a child element, empty if there is none."""
    found = element.find(qn(child))
    return attribute(found, "w:val") if found is not None else ""


def _depth(element: Element) -> int:
    digits = attribute(element, "w:ilvl")
    return min(int(digits), DEEPEST - 1) if digits.isdigit() else 0


def _level(element: Element) -> Level:
    start = value(element, "w:start")
    form, text = value(element, "w:numFmt") or "decimal", value(element, "w:lvlText")
    return Level(form, text, int(start) if start.isdigit() else 1)
