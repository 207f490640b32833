"""The files of marks that people set on the page, in the folder `marks` beside the tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.store import checksum, read_file

if TYPE_CHECKING:
    from pipeline.core.store import File
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return {file: SHA-256} of the files of marks."""
    return {f"marks {path.name}": checksum(path) for path in _files(run)}


def value(run: Runner, stage: Stage) -> tuple[File, ...]:
    """Return the files of marks, by name."""
    return tuple(read_file(path) for path in _files(run))


def _files(run: Runner) -> list[Path]:
    return sorted(path for path in run.folders.marks.glob("*.csv") if not path.name.startswith((".", "~$")))
