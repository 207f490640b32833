"""Figures: charts as files of the reports folder, and read back for the page and the Word draft."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.wording import slugs

PARTS = ("network", "topics", "calendar", "apart")
"""What the parts of the page that have charts are called, beside those of the cells."""


@dataclass(frozen=True)
class Chart:
    """A chart: the finding as its title, the base in its caption, the finding in words as its alt text.

    `narrow` is the same chart drawn for a telephone, `drawing` the checksum of all that it was drawn from.
    """

    name: str
    title: str
    caption: str
    alt: str
    svg: str
    png: bytes
    narrow: str
    drawing: str = ""


INDEX = "charts.json"
PARTS = ("network", "topics", "calendar", "apart")
"""The parts of the page that have charts, beside those of the cells."""
WORDS = ("name", "title", "caption", "alt", "drawing")
NARROW = "figures/narrow"


def files_of(charts: tuple[Chart, ...]) -> dict[str, str | bytes]:
    """Return {path under the reports folder: content}: per chart two SVGs and a PNG, and the words of all."""
    files: dict[str, str | bytes] = {}
    for chart in charts:
        files[f"figures/{chart.name}.svg"] = chart.svg
        files[f"figures/{chart.name}.png"] = chart.png
        files[f"{NARROW}/{chart.name}.svg"] = chart.narrow
    words = [{name: getattr(chart, name) for name in WORDS} for chart in charts]
    files[f"figures/{INDEX}"] = json.dumps(words, ensure_ascii=False, indent=1) + "\n"
    return files


def cell_slugs(cells: Iterable[str]) -> dict[str, str]:
    """Return per cell what the names of its part of the page and of its chart have of its name."""
    return slugs(cells, PARTS)


def charts_in(folder: Path) -> tuple[Chart, ...]:
    """Return the charts whose files are in `folder`; none if there are none."""
    index = folder / INDEX
    if not index.exists():
        return ()
    return tuple(
        Chart(
            **words,
            svg=(folder / f"{words['name']}.svg").read_text(encoding="utf-8"),
            png=(folder / f"{words['name']}.png").read_bytes(),
            narrow=(folder / "narrow" / f"{words['name']}.svg").read_text(encoding="utf-8"),
        )
        for words in json.loads(index.read_text(encoding="utf-8"))
    )
