"""How a theme is shown in every chart: its label, its family and its colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.charts.palette import NEUTRAL, colours
from pipeline.lexicon.lexicon import Lexicon


class Look(NamedTuple):
    """A theme's label, what its family is called, and its colour."""

    label: str
    family: str
    colour: str


Looks = Mapping[str, Look]
"""The looks of the themes by their ids, in their order."""


def looks(lexicon: Lexicon) -> dict[str, Look]:
    """Return how each theme is shown."""
    families = {family.id: family.many for family in lexicon.families}
    chosen = colours({theme.id: theme.colour for theme in lexicon.themes.values()})
    return {
        theme.id: Look(theme.label, families.get(theme.family, theme.family), chosen[theme.id])
        for theme in lexicon.themes.values()
    }


def colour(themes: Looks, theme: str) -> str:
    """Return the theme's colour; a neutral one for anything else."""
    return themes[theme].colour if theme in themes else NEUTRAL
