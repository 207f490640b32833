"""Whether the notes are the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return it as text."""
    return {"sample notes": str(run.folders.sample)}


def value(run: Runner, stage: Stage) -> bool:
    """Tell whether the notes are the sample."""
    return run.folders.sample
