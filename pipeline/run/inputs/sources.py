"""The files under the raw folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.reading.apart import Sources
    from pipeline.run.runner import Runner
    from pipeline.run.stages import Stage


def checksums(run: Runner) -> dict[str, str]:
    """Return {path under the raw folder: SHA-256} of every file that may be a note."""
    return run.sources


def value(run: Runner, stage: Stage) -> Sources:
    """Return the files, with the tables of the last run where these still hold."""
    from pipeline.reading.apart import Sources

    sources = Sources(run.folders.raw, run.sources, run.jobs, run.still_good(stage), run.found.problems)
    if sources.held:
        run.say(f"        read {len(sources.changed)} of {len(sources.sums)} files")
    return sources
