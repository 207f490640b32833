"""Cells: which recurring group a meeting belongs to, and what kind of event it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.core.counted import PUBLICATION
from pipeline.language.dates import mentions
from pipeline.notes.groups import TitledGroups
from pipeline.settings.models import CellsConfig, SectionsConfig

_name = r"[A-Z][\w’'-]*|and|to|each|in|of|the|for"


class Naming:
    """Names the cell and the kind of event of a note by `cells.toml` and `sections.toml`."""

    def __init__(
        self,
        cells: CellsConfig,
        sections: SectionsConfig,
        publications: Sequence[str],
        group: str,
        titles: Iterable[str],
    ) -> None:
        """Take the rules, and the titles of all notes; `group` is what the network calls a recurring group.

        `publications` are patterns of the titles of the network's own publications.
        """
        self.canonical = cells.canonical()
        # longest name first, so that "sharing and building power" is not read as "building power"
        names = sorted(self.canonical, key=lambda name: (-len(name), name))
        any_name = "|".join(re.escape(name) for name in names) or r"(?!)"
        self.in_title = re.compile(rf"\b({any_name})\b", re.I)
        word = re.escape(group)
        called = f"(?:{word}|group|theme|strand)"
        self.in_opening = re.compile(
            rf"[‘'“\"]?\b({any_name})\b[’'”\"]?,?[’'”\"]? {called}\b"
            rf"|\b{called}(?: (?:on|of|called|about))? [‘'“\"]?({any_name})\b",
            re.I,
        )
        self.new_in_title = re.compile(
            rf"(?:notes? (?:from|of) )?(?:the |an? )?(?:\w+ meeting of (?:the |our )?)?(.+?) {word}\b", re.I
        )
        self.new_in_opening = re.compile(rf"\bour ((?:{_name})(?: (?:{_name}))*) (?i:{word})\b")
        # "Planning Committee" beside "Finance Committee", but "Sharing Power" where no name has the word cell
        ends = [cell.name.lower().endswith(group.lower()) for cell in cells.cell]
        self.titled = TitledGroups(titles, group, whole=any(ends) or not ends)
        self.events = {kind: _compiled(patterns) for kind, patterns in cells.events.items()}
        self.publications = _compiled((*sections.publication, *publications))
        self.publication_openings = _compiled(sections.publication_opening)

    def name(self, title: str, opening: Sequence[str]) -> tuple[str, str]:
        """Return (cell, event) of a note; the cell is empty for one-off events.

        A group that `cells.toml` does not know is named as the note names it.
        """
        if self.is_publication(title, opening):
            return "", PUBLICATION
        cell = self._cell(title, opening)
        by_title = self._event([title])
        return cell, by_title or ("cell" if cell else self._event(opening[:2]) or "event")

    def _event(self, texts: Sequence[str]) -> str:
        for kind, patterns in self.events.items():
            if any(p.search(text) for p in patterns for text in texts):
                return kind
        return ""

    def is_publication(self, title: str, opening: Sequence[str]) -> bool:
        """Whether the note is a publication (an annual roundup), by its title or what it opens with."""
        by_title = any(p.search(title) for p in self.publications)
        return by_title or any(p.search(text) for p in self.publication_openings for text in opening[:4])

    def _cell(self, title: str, opening: Sequence[str]) -> str:
        known = self.in_title.search(title)
        if known:
            return self.canonical[known.group(1).lower()]
        for text in opening:
            known = self.in_opening.search(text)
            if known:
                return self.canonical[(known.group(1) or known.group(2)).lower()]
        titled = self.titled.of(title)
        if titled:
            return titled
        named = self.new_in_title.match(title) or next(
            filter(None, map(self.new_in_opening.search, opening)), None
        )
        name = named.group(1).strip() if named else ""
        return "" if any(mentions(name)) else name  # "Minutes of 8 February, Committee Room" names a room


def _compiled(patterns: Sequence[str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.I) for pattern in patterns]
