"""Passages, what the machine says of them, and people's codes of them."""

import pandas as pd

from pipeline.core.schemas import schema
from tests.framework import THEMES


def tables(sizes=(4, 4), themed=()):
    """Return notes, passages and found_themes: notes a, b, … of so many passages in one file."""
    names = [chr(ord("a") + number) for number in range(len(sizes))]
    notes = [
        (name, f"Note {name}", "", "cell", "", f"20{20 + i}-01-01", "", "", "stated", "", "f.txt", 1, "", 9)
        for i, name in enumerate(names)
    ]
    places = [(name, i) for name, size in zip(names, sizes, strict=True) for i in range(1, size + 1)]
    passages = [
        (f"{name}.{i:03d}", name, "f.txt", line, i, "paragraph", "", "discussion", f"Text {name}{i}")
        for line, (name, i) in enumerate(places, 1)
    ]
    rows = [(passage, theme, 1.0, "", "firm") for passage, theme in themed]
    return (
        schema("notes").frame(notes),
        schema("passages").frame(passages),
        schema("found_themes").frame(rows),
    )


def codes(lines, **marks):
    """Return codes of so many lines; a theme's lines are given as power=[1, 2] (`_` stands for `-`)."""
    data = pd.DataFrame({"source": "f.txt", "line": range(1, lines + 1)})
    return data.assign(
        **{theme: data["line"].isin(marks.get(theme.replace("-", "_"), ())).astype(int) for theme in THEMES}
    )
