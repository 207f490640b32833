"""The chapter on what lies ahead: steps and topics that the notes name, then days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.core.calendar import day_words
from pipeline.roundup.ahead import Next, days, of_group
from pipeline.roundup.document import Block, Grid, Heading, Point, Text
from pipeline.roundup.material import Material, few

LIST = re.compile(r"(?:,? (?:are|include|included|is|was|were))?:\s*$")
"""The end of a sentence that opens a list, which the table of days does not show."""
LONGEST = 30
"""Words of a sentence that the table of days shows."""


def chapter(held: Material) -> list[Block]:
    """Return the chapter: what each group's last notes leave to do, and the days they name."""
    blocks: list[Block] = []
    for cell in sorted(held.notes["cell"].unique(), key=lambda name: (name == "", name)):
        steps = of_group(held, cell)
        told = bool(steps) and bool(cell) and not steps[0].lead
        steps = steps[told:][: held.options.ahead]  # the first is told where the group is
        blocks += [Heading(2, cell or "One-off meetings"), *_points(steps)] if steps else []
    if blocks:
        blocks.insert(0, Text("What the last notes set ahead, in their own words."))
    found = days(held)
    if found:
        rows = tuple(
            (day_words(each.day, full=True), _short(each.text), each.cell or each.source.title)
            for each in found
        )
        caption = "Days that the notes name and that come after the last meeting known"
        blocks += [
            Heading(2, "Dates"),
            Grid(caption, ("Day", "What the note says", "Who"), rows, (0.2, 0.5, 0.3)),
        ]
    return blocks


def _short(text: str) -> str:
    return few(LIST.sub(" …", text), LONGEST)


def _points(steps: list[Next]) -> Iterator[Block]:
    """Yield the steps, each list after the words that open it in its note."""
    lead = ""
    for each in steps:
        if each.lead and each.lead != lead:
            yield Text(each.lead, "heard")
        lead = each.lead
        yield Point(each.text, each.source, "ahead")
