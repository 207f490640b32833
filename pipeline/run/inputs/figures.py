"""The charts, as the stage `charts` left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.core.figures import INDEX, Chart, charts_in
from pipeline.core.store import checksum

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage

FOLDER = "figures"


def checksums(run: Runner) -> dict[str, str]:
    """Return the checksum of their list; a chart that was altered makes `charts` stale."""
    return {FOLDER: checksum(run.folders.reports / FOLDER / INDEX)}


def value(run: Runner, stage: Stage) -> tuple[Chart, ...]:
    """Return the charts."""
    return charts_in(run.folders.reports / FOLDER)
