"""The project that a command works on: its config, its folders, and whether the sample stands in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import Fault

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.settings.load import Config


SAMPLE = Path("data/sample")


def config_of(options: argparse.Namespace) -> Config:
    """Return the checked config of the folder named."""
    from pipeline.settings.load import load

    return load(options.config)


def runner_of(options: argparse.Namespace, quiet: bool = False) -> Runner:
    """Return the runner of the project: the config is checked before any output is touched."""
    config = config_of(options)
    from pipeline.core.folders import Folders
    from pipeline.run.runner import Runner

    raw, sample = _raw(options.raw, config)
    folders = Folders(raw, options.processed, options.reports, sample)
    runner = Runner(folders, config, say=(lambda _: None) if quiet else print, jobs=options.jobs)
    if falls_back(runner, options):
        _only_on_the_sample(runner)
    return runner


def falls_back(runner: Runner, options: argparse.Namespace) -> bool:
    """Tell whether the sample stands in for notes that nobody named."""
    return runner.folders.sample and options.raw is None


def _only_on_the_sample(runner: Runner) -> None:
    """Say that there are no notes but the sample; what was made of other notes must not give way to it.

    Raises:
        Fault: the tables are of other notes.
    """
    if runner.elsewhere():
        raise Fault(
            f"data/raw holds no notes, and {runner.folders.processed} was made of others; name their folder "
            "(--raw DIR, or make … RAW=DIR), or begin anew with `make clean`"
        )
    print(f"There are no notes in data/raw yet: this is on the SAMPLE NOTES in {SAMPLE}.", file=sys.stderr)


def _raw(asked: Path | None, config: Config) -> tuple[Path, bool]:
    """Return the folder of the notes, and whether it is the sample because data/raw holds none."""
    from pipeline.reading import files

    if asked is not None:
        return asked, asked.resolve() == SAMPLE.resolve()
    raw = Path("data/raw")
    empty = next(files.paths(raw, config.pipeline.input), None) is None
    return (SAMPLE, True) if empty and SAMPLE.is_dir() else (raw, False)
