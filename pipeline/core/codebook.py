"""The codebook: what every table and column means, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.schemas import SCHEMAS


def codebook() -> str:
    """Return the meaning of every table and column, as Markdown."""
    return "\n".join(
        ["# Tables", "", "Made from the program's schemas; edits here are lost.", "", *_chapters()]
    )


def _chapters() -> Iterator[str]:
    for table in SCHEMAS.values():
        yield f"## {table.name}.csv"
        note = "" if table.published else " It passes between two stages only."
        yield f"\nOne row is {table.row}. Key: {', '.join(table.key)}.{note}\n"
        yield "| column | type | meaning |\n|---|---|---|"
        yield from (f"| {c.name} | {c.type.__name__} | {c.meaning} |" for c in table.columns)
        yield ""
