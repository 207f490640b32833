"""The charts of the last run, where they still hold: those that would be the same are not drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.core.figures import Chart, charts_in
from pipeline.run.inputs.figures import FOLDER

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return nothing: a chart that is kept is the one that would be drawn."""
    return {}


def value(run: Runner, stage: Stage) -> dict[str, Chart]:
    """Return them by the checksums of their drawings; none if other code drew them, or one was altered."""
    if not run.holds(stage, ("code", "libraries")):
        return {}
    return {chart.drawing: chart for chart in charts_in(run.folders.reports / FOLDER)}
