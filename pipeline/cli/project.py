"""The project that a command works on: its config, its folders, and whether the sample takes their place."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import Fault

if TYPE_CHECKING:
    from pipeline.core.period import Period
    from pipeline.run.runner import Runner
    from pipeline.settings.load import Config

RAW = Path("data/raw")
SAMPLE = Path("data/sample")


def config_of(folder: Path) -> Config:
    """Return the checked config of the folder."""
    from pipeline.settings.load import load

    return load(folder)


def runner_of(options: argparse.Namespace, quiet: bool = False, writes: bool = True) -> Runner:
    """Return the runner over the folders that were named, or over the usual ones.

    One that `writes` holds these until the command has ended; where another run holds them it waits.
    """
    from pipeline.core.folders import Folders
    from pipeline.run.alone import alone
    from pipeline.run.record import Record
    from pipeline.run.runner import Runner

    if options.dask and not quiet:
        from pipeline.run.cluster import cluster

        options.until_done.enter_context(cluster(options.dask))
    folders = Folders(
        options.raw or RAW,
        options.processed,
        options.reports,
        options.config,
        sample=options.raw is not None and options.raw.resolve() == SAMPLE.resolve(),
    )
    if writes:
        options.until_done.enter_context(alone((options.processed, options.reports), _say))
    runner = Runner(
        folders,
        partial(config_of, options.config),
        Record.of(options.processed),
        say=(lambda _: None) if quiet else print,
        jobs=options.jobs,
        period=asked_for(options),
    )
    if options.raw is None and _is_empty(runner):
        runner = runner.on_the_sample(SAMPLE)
        _only_on_the_sample(runner)
    return runner


def asked_for(options: argparse.Namespace) -> Period | None:
    """Return the time that a roundup is asked for; none for the latest year.

    Raises:
        Fault: a year and months at once, one end alone, or an end before the beginning.
    """
    from pipeline.core.period import Period

    year, first, last = (getattr(options, name, None) for name in ("year", "since", "until"))
    if year and (first or last):
        raise Fault("--year and --from … --to …: name a year, or two months, not both")
    if bool(first) != bool(last):
        raise Fault("--from and --to go together: name the first month and the last, as in 2020-09")
    if first and last:
        if last < first:
            raise Fault("--to: the last month lies before the first, --from; exchange them")
        return Period.months(first, last)
    return Period.year(year) if year else None


def _say(words: str) -> None:
    print(f"turning-point: {words}", file=sys.stderr, flush=True)


def falls_back(runner: Runner, options: argparse.Namespace) -> bool:
    """Tell whether the sample takes the place of notes that nobody named."""
    return runner.folders.sample and options.raw is None


def _is_empty(runner: Runner) -> bool:
    """Tell whether the raw folder holds no notes, and the sample is there to take their place."""
    from pipeline.reading.files import paths

    return SAMPLE.is_dir() and next(paths(RAW, runner.ignored()), None) is None


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
