"""Figures: charts as files of the reports folder, and read back for the page and the Word draft."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Chart:
    """A chart: the finding as its title, the base in its caption, the finding in words as its alt text.

    `drawing` is the checksum of all that it was drawn from.
    """

    name: str
    title: str
    caption: str
    alt: str
    svg: str
    png: bytes
    drawing: str = ""


INDEX = "charts.json"
WORDS = ("name", "title", "caption", "alt", "drawing")


def files_of(charts: tuple[Chart, ...]) -> dict[str, str | bytes]:
    """Return {path under the reports folder: content}: an SVG and a PNG per chart, and their words."""
    files: dict[str, str | bytes] = {}
    for chart in charts:
        files[f"figures/{chart.name}.svg"] = chart.svg
        files[f"figures/{chart.name}.png"] = chart.png
    words = [{name: getattr(chart, name) for name in WORDS} for chart in charts]
    files[f"figures/{INDEX}"] = json.dumps(words, ensure_ascii=False, indent=1) + "\n"
    return files


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
        )
        for words in json.loads(index.read_text(encoding="utf-8"))
    )
