"""The framework as a codebook: families as parents that code nothing, themes as codes, and `No theme`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from pipeline.coding.codes import NONE
from pipeline.coding.refi.standard import CODEBOOK, MACHINE, add, as_bytes, guid, root
from pipeline.core.wording import opened
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Theme

NO_THEME = "No theme"
NO_THEME_MEANS = (
    "The passage was read and carries none of the themes. Where a note has this code, only passages with "
    "a code count as read; where it has not, all its passages do."
)
GREY = "#8c8c8c"


def qdc(lexicon: Lexicon, colours: Mapping[str, str]) -> bytes:
    """Return the codebook as a `.qdc` file.

    Args:
        lexicon: the framework.
        colours: a colour per theme, as in #rrggbb.
    """
    book = root("CodeBook", CODEBOOK, origin=MACHINE)
    add_codes(book, lexicon, colours)
    return as_bytes(book)


def add_codes(book: Element, lexicon: Lexicon, colours: Mapping[str, str]) -> None:
    """Add the element `Codes` to a `CodeBook`."""
    codes = add(book, "Codes")
    names = code_names(lexicon)
    for family in lexicon.families:
        code = {"guid": guid("family", family.id), "name": opened(family.many), "isCodable": "false"}
        parent = add(codes, "Code", **code)
        for id in lexicon.of_family(family.id):
            own = {"guid": code_guid(id), "name": names[id], "isCodable": "true", "color": colours[id]}
            _describe(add(parent, "Code", **own), "\n".join(_meaning(lexicon.themes[id])))
    none = {"guid": code_guid(NONE), "name": NO_THEME, "isCodable": "true", "color": GREY}
    _describe(add(codes, "Code", **none), NO_THEME_MEANS)


def code_guid(theme: str) -> str:
    """Return the GUID of a theme's code, or of `No theme`."""
    return guid("theme", theme)


def code_names(lexicon: Lexicon) -> dict[str, str]:
    """Return what each theme's code is called: its label, with the id where two have the same."""
    times = Counter(theme.label.casefold() for theme in lexicon.themes.values())
    return {
        theme.id: theme.label if times[theme.label.casefold()] == 1 else f"{theme.label} ({theme.id})"
        for theme in lexicon.themes.values()
    }


def _describe(code: Element, text: str) -> None:
    if text:
        add(code, "Description", text)


def _meaning(theme: Theme) -> Iterator[str]:
    if theme.description.strip():
        yield theme.description.strip()
    yield from (f"Yes: {example}" for example in theme.yes)
    yield from (f"No: {example}" for example in theme.no)
