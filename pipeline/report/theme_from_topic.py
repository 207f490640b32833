"""Lexicon entries for topics outside the framework: a theme's table, as text to be pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.core.toml import toml


def theme_id(topic: str, themes: Sequence[str]) -> str:
    """Return an id for the theme that no theme has."""
    return f"{topic}-topic" if topic in themes else topic


def as_theme(row: Mapping[str, Any], suggestions: pd.DataFrame, themes: Sequence[str]) -> str:
    """Return the table of a theme in the format of `config/themes/`; `row` is the topic's in `topics`.

    Phrases carry the theme by themselves; of single words it takes two. Examples are for a person to invent.
    """
    name = theme_id(row["topic"], themes)
    lines = [
        "# A theme of its own: paste this into a file of config/themes/, drop what is too wide, and invent",
        "# an example or two under yes and no.",
        f"[{name}]",
        f"label = {toml(row['label'])}",
        f"description = {toml('An open topic of ' + str(row['notes']) + ' meetings, unlike every theme.')}",
    ]
    for key, strength in (("terms", "strong"), ("weak", "weak")):
        terms = suggestions.loc[suggestions["strength"] == strength, "term"]
        lines += [f"{key} = [", *(f"  {toml(term)}," for term in terms), "]"]
    return "\n".join([*lines, "yes = []", "no = []"])
