"""A theme of the lexicons: its terms, NEAR rules, NOT contexts and examples."""

from __future__ import annotations

from dataclasses import dataclass, field

PASSING = "passing"
STRONG, WEAK = 1.0, 0.5


@dataclass(frozen=True)
class Family:
    """A family of themes: its id, what one and several are called, and what weight one term must have."""

    id: str
    one: str
    many: str
    strong: float = 0.0


@dataclass(frozen=True)
class Entry:
    """A term (`words` holds it alone, `within` is 0) or a NEAR rule (`words` within so many words)."""

    words: tuple[str, ...]
    weight: float = STRONG
    within: int = 0
    name: bool = False  # written with a capital: a name itself, which counts as one

    @property
    def term(self) -> str:
        """The entry's name in tables and messages: the term, or `a ~4 b` for a NEAR rule."""
        return f" ~{self.within} ".join(self.words)


@dataclass(frozen=True)
class Theme:
    """A theme's lexicon, as its file gives it."""

    id: str
    label: str
    family: str  # the id of its family; passing for the shared table
    strong: float = field(default=0.0, kw_only=True)  # the weight that one of its terms must have
    entries: tuple[Entry, ...] = ()
    nots: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # what it is called where it is only named; of passing: words for a group
    yes: tuple[str, ...] = field(default=(), compare=False)  # not compared: they move no result
    no: tuple[str, ...] = field(default=(), compare=False)
    description: str = field(default="", compare=False)
    threshold: float | None = None
    both_spellings: bool = False
    source: str = field(default="", compare=False)
    colour: str = field(default="", compare=False)
