"""The folders of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """Where a run reads and writes; `sample` if the raw folder holds the sample notes."""

    raw: Path
    processed: Path
    reports: Path
    config: Path
    sample: bool

    @property
    def marks(self) -> Path:
        """Where people put files of marks: `marks`, beside the tables."""
        return self.processed.parent / "marks"

    def output(self, name: str) -> Path:
        """Return the path of an output by its name in the run record: processed/… or reports/…."""
        root, _, rest = name.partition("/")
        return (self.processed if root == "processed" else self.reports) / rest
