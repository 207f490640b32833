"""The year of the roundup that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return the year; `latest` where none was asked for."""
    return {"the year asked for": str(run.year or "latest")}


def value(run: Runner, stage: Stage) -> int | None:
    """Return the year, or None where none was asked for."""
    return run.year
