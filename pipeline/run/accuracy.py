"""The last score against people's codes, kept beside the tables while the tags are those that it scored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.coding.last_score import as_json, scores_in
from pipeline.core.store import checksum, path_of, replacing

if TYPE_CHECKING:
    import pandas as pd

FILE = "accuracy.json"


def keep(themes: pd.DataFrame, processed: Path) -> None:
    """Keep the score per theme."""
    with replacing(processed / FILE) as temporary:
        temporary.write_text(as_json(themes, _tagging(processed)), encoding="utf-8")


def accuracy(processed: Path) -> list[dict[str, Any]] | None:
    """Return the score per theme, or None if the tags as they are have not been scored."""
    try:
        return scores_in((processed / FILE).read_text("utf-8"), _tagging(processed))
    except FileNotFoundError:
        return None


def _tagging(processed: Path) -> str:
    return checksum(path_of(processed, "found_themes"))
