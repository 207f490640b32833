"""The drafts of roundups that are there, which people may have edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.core.store import checksum

if TYPE_CHECKING:
    from pipeline.roundup.files import Drafts
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return nothing: an edited draft is no reason to write another."""
    return {}


def value(run: Runner, stage: Stage) -> Drafts:
    """Return the checksums of the drafts in the reports folder, and the records of how they were made."""
    from pipeline.roundup.files import Drafts

    folder = run.folders.reports
    return Drafts(
        sums={path.name: checksum(path) for path in sorted(folder.glob("roundup-*"))},
        records={path.name: path.read_text("utf-8") for path in sorted(folder.glob(".roundup-*.json"))},
    )
