"""Provenance: what a report was made from, for its last part; no clock, no machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.run import fingerprint

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return the checksums of what the report names beside its tables."""
    return {
        "sample notes": str(run.folders.sample),
        "the program": fingerprint.of_program(),
    }


def value(run: Runner, stage: Stage) -> dict[str, Any]:
    """Return the checksums, versions and open questions that the report states."""
    return {
        "sample": run.folders.sample,
        "version": __version__,
        "program": fingerprint.of_program(),
        "raw": run.folders.raw.name,
        "inputs": run.sources,
        "config": run.settings(),
        "libraries": fingerprint.of_libraries(),
        "unknown_cells": run.config.cells.unknown(run.table("notes")["cell"]),
    }
