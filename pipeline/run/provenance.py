"""Provenance: what a report was made from, for its last part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline import __version__
from pipeline.coding.last_score import accuracy
from pipeline.settings.models import CellsConfig

if TYPE_CHECKING:
    from pipeline.core.folders import Folders


def provenance(
    sums: dict[str, dict[str, str]], folders: Folders, notes: pd.DataFrame, cells: CellsConfig
) -> dict[str, Any]:
    """Return the checksums, versions and open questions that the report states; no clock, no machine.

    `sums` holds the checksums of the inputs and of every part of the config, and the libraries' versions.
    """
    known = {cell.name for cell in cells.cell}
    return {
        "sample": folders.sample,
        "version": __version__,
        "raw": folders.raw.name,
        **sums,
        "unknown_cells": sorted(set(notes["cell"]) - known - {""}),
        "accuracy": accuracy(folders.processed),
    }
