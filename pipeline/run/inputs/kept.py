"""What a stage kept of its work in the last run, and where it keeps that of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.core.kept import Kept
from pipeline.run import fingerprint

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage

FOLDER = "kept"


def checksums(run: Runner) -> dict[str, str]:
    """Return nothing: no result depends on it."""
    return {}


def value(run: Runner, stage: Stage) -> Kept:
    """Return the stage's file."""
    return Kept(run.folders.processed / FOLDER / stage.name, fingerprint.of_value(run.made_by(stage)))
