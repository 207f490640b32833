"""The time that the roundup was asked for: a year, or from one month to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.core.period import Period
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return it as text."""
    return {"the time asked for": run.period.slug if run.period else ""}


def value(run: Runner, stage: Stage) -> Period | None:
    """Return it; none for the latest year with a meeting."""
    return run.period
