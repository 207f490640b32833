"""The last chapters that only people can write: about the network, and whom to write to."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.roundup.document import Block, Heading, Text
from pipeline.roundup.material import Material


def chapter(held: Material) -> Iterator[Block]:
    """Return the chapters, as blanks to fill."""
    name, period = held.network.name, held.period.name
    yield Heading(1, "About the network")
    yield Text(f"[To fill: what {name} is, in two sentences.]", "blank")
    yield Text(f"[To fill: how many members it has, how many joined in {period}, and from where.]", "blank")
    yield Text(f"[To fill: what changed in how {held.group[1]} meet, and what members say of them.]", "blank")
    yield Heading(1, "Contacts")
    yield Text("[To fill: names of those who convene, where to write to, the website.]", "blank")
