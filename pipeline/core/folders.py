"""The folders of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """Where a run reads and writes."""

    raw: Path
    processed: Path
    reports: Path
    sample: bool
