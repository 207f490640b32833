"""A draft as Markdown, for the website."""

from __future__ import annotations

import re

from pipeline.roundup.document import Block, Draft, Grid, Heading, Picture, Point, Text

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|])")
BLOCK = re.compile(r"^(\d*)(#{1,6}(?= )|[-+](?= )|[.)](?= )|=+$)")


def markdown(draft: Draft) -> str:
    """Return the whole draft; pictures are named `figures/NAME.png`."""
    head = [f"*{plain(draft.mark)}*", f"# {plain(draft.title)}", plain(draft.subtitle)]
    body, item = "", False
    for block in draft.blocks:
        listed = isinstance(block, Point) or (isinstance(block, Text) and block.style == "item")
        body += ("\n" if item and listed else "\n\n") + _set(block)
        item = listed
    return "\n\n".join(head) + body + f"\n\n*{plain(draft.mark)}*\n"


def plain(text: str) -> str:
    """Return the text with what Markdown or HTML would act upon made harmless, on one line."""
    return BLOCK.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _set(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {plain(block.text)}"
    if isinstance(block, Text):
        return {"body": "{}", "remark": "*{}*", "item": "- {}"}[block.style].format(plain(block.text))
    if isinstance(block, Point):
        return f"- {plain(block.text)}  \n  *{plain(block.origin)}*"
    if isinstance(block, Picture):
        return f"![{plain(block.alt)}](figures/{block.name}.png)\n\n*{plain(block.caption)}*"
    return _table(block)


def _table(grid: Grid) -> str:
    rows = [grid.header, ("---",) * len(grid.header), *grid.rows]
    lines = ["| " + " | ".join(cell if cell == "---" else plain(cell) for cell in row) + " |" for row in rows]
    return f"*{plain(grid.caption)}*\n\n" + "\n".join(lines)
