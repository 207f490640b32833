"""The lexicon: all themes together, and the matcher that finds their terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.lexicon.theme import PASSING, Family, Theme

if TYPE_CHECKING:
    from pipeline.lexicon.match import Matcher


@dataclass(frozen=True)
class Lexicon:
    """All themes in their order, and `[passing]`: contexts and cues that hold for all of them."""

    themes: dict[str, Theme]
    passing: Theme = field(default_factory=lambda: Theme(PASSING, "", PASSING))
    warnings: tuple[str, ...] = field(default=(), compare=False)
    families: tuple[Family, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the themes, in their order."""
        return tuple(self.themes)

    def of_family(self, family: str) -> tuple[str, ...]:
        """Return the ids of a family's themes, in their order."""
        return tuple(theme.id for theme in self.themes.values() if theme.family == family)

    @cached_property
    def matcher(self) -> Matcher:
        """What finds its terms; built once, for the examples and the notes."""
        from pipeline.lexicon.match import Matcher

        return Matcher((*self.themes.values(), self.passing))

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "matcher"}
