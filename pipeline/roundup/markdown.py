"""A draft as Markdown, for the website."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.roundup.document import Block, Draft, Grid, Heading, Picture, Point, Source, Text

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|])")
BLOCK = re.compile(r"^(\d*)(#{1,6}(?= )|[-+](?= )|[.)](?= )|=+$)")


def markdown(draft: Draft) -> str:
    """Return the whole draft; pictures are named `figures/NAME.png`, sources are footnotes at the end."""
    notes = _Sources()
    head = [f"*{plain(draft.mark)}*", f"# {plain(draft.title)}", plain(draft.subtitle)]
    body, item = "", False
    for block in draft.blocks:
        listed = isinstance(block, Point) or (isinstance(block, Text) and block.style == "item")
        body += ("\n" if item and listed else "\n\n") + _set(block, notes)
        item = listed
    foot = "".join(f"\n\n[^{number}]: {text}" for number, text in enumerate(notes.texts, 1))
    return "\n\n".join(head) + body + f"\n\n*{plain(draft.mark)}*" + foot + "\n"


def plain(text: str) -> str:
    """Return the text with what Markdown or HTML would act upon made harmless, on one line."""
    return BLOCK.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", " ".join(text.split())))


@dataclass
class _Sources:
    """The footnotes so far."""

    texts: list[str] = field(default_factory=list)

    def add(self, source: Source) -> str:
        """Add a footnote and return its mark."""
        also = "; ".join(_linked(each, f"‘{each.said}’ ") for each in source.more)
        self.texts.append(_linked(source) + (f". Also: {also}" if also else "") + ".")
        return f"[^{len(self.texts)}]"


def _linked(source: Source, before: str = "") -> str:
    return f"{plain(before)}{' ' if before else ''}[{plain(source.title)}]({source.link})" + (
        f" ({plain(source.place)})" if source.place else ""
    )


def _set(block: Block, notes: _Sources) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {plain(block.text)}"
    if isinstance(block, Text):
        told = "".join(f" {plain(text)}{notes.add(source) if source else ''}" for text, source in block.parts)
        styles = {"body": "{}", "remark": "*{}*", "item": "- {}", "heard": "*{}*", "blank": "**{}**"}
        return styles[block.style].format(plain(block.text)) + told
    if isinstance(block, Point):
        label = f"**{plain(block.label)}:** " if block.label else ""
        who = f" – {plain(block.who)}" if block.who else ""
        return f"- {label}{plain(block.text)}{who}{notes.add(block.source)}"
    if isinstance(block, Picture):
        return f"![{plain(block.alt)}](figures/{block.name}.png)\n\n*{plain(block.caption)}*"
    return _table(block)


def _table(grid: Grid) -> str:
    rows = [grid.header, ("---",) * len(grid.header), *grid.rows]
    lines = ["| " + " | ".join(cell if cell == "---" else plain(cell) for cell in row) + " |" for row in rows]
    return f"*{plain(grid.caption)}*\n\n" + "\n".join(lines)
