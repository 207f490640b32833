"""The command line: thin over the runner. Exit 0 done, 2 a fault the user can mend, 1 a bug."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.errors import Fault
from pipeline.stages import NAMES

if TYPE_CHECKING:
    from pipeline.config import Config
    from pipeline.runner import Runner

SAMPLE = Path("data/sample")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(argv)
    try:
        return options.command(options) or 0
    except Fault as fault:
        for message in fault.messages:
            print(f"turning-point: {message}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT):
            raise
        where = f"{error.filename}: " if error.filename else ""
        print(
            f"turning-point: {where}{error.strerror}; what stood there before is untouched", file=sys.stderr
        )
        return 2
    except KeyboardInterrupt:
        print("turning-point: stopped; run it again to go on where it stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="turning-point",
        description="Which themes recur in a network's meeting notes, for which group, over time.",
    )
    parser.add_argument("--version", action="version", version=f"turning-point {__version__}")
    folders = _folders()
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, function: Callable[[argparse.Namespace], int | None], help: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[folders], help=help, description=help)
        sub.set_defaults(command=function, name=name)
        return sub

    command("run", run, "every stage that is out of date, then the report")
    for stage in NAMES:
        command(stage, one_stage, f"the stage '{stage}' alone")
    command("status", status, "each stage: fresh, or stale and why")
    command("check", check, "the config and nothing else, every fault at once")
    return parser


def _folders() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    folder = parser.add_argument_group("folders")
    for name, default, holds in (
        ("raw", None, "the notes (data/raw; the sample if that is empty)"),
        ("processed", Path("data/processed"), "the tables (data/processed)"),
        ("reports", Path("reports"), "the report (reports)"),
        ("config", Path("config"), "the settings (config)"),
    ):
        folder.add_argument(f"--{name}", type=Path, metavar="DIR", default=default, help=holds)
    parser.add_argument("--force", action="store_true", help="run stages that are fresh as well")
    parser.add_argument("--jobs", type=_jobs, metavar="N", default=2, help="processes that read files (2)")
    return parser


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to 64")
    return int(text)


def run(options: argparse.Namespace) -> None:
    """Bring every stage up to date."""
    runner = _runner(options)
    runner.run(NAMES, force=options.force)
    if runner.folders.sample:
        print(f"There are no notes in data/raw yet: this report is on the SAMPLE NOTES in {SAMPLE}.")
    print(f"Open {options.reports / 'index.html'}")


def one_stage(options: argparse.Namespace) -> None:
    """Run one stage on the tables that are there."""
    _runner(options).run((options.name,), force=options.force)


def status(options: argparse.Namespace) -> None:
    """Say of each stage whether it is fresh."""
    for name, reason in _runner(options, quiet=True).status():
        print(f"{name:<7} {'stale: ' + reason if reason else 'fresh'}")


def check(options: argparse.Namespace) -> None:
    """Check the config."""
    config = _config(options)
    for warning in config.lexicon.warnings:
        print(f"warning: {warning}")
    print(f"{options.config}: no faults; {len(config.cells.cell)} cells, {len(config.lexicon.themes)} themes")


def _config(options: argparse.Namespace) -> Config:
    from pipeline.config import load

    return load(options.config)


def _runner(options: argparse.Namespace, quiet: bool = False) -> Runner:
    # The config is checked before anything else: a fault in it must cost no time and touch no output.
    config = _config(options)
    from pipeline.runner import Folders, Runner

    raw, sample = _raw(options.raw, config)
    folders = Folders(raw, options.processed, options.reports, sample)
    return Runner(folders, config, say=(lambda _: None) if quiet else print, jobs=options.jobs)


def _raw(asked: Path | None, config: Config) -> tuple[Path, bool]:
    """Return the folder of the notes, and whether it is the sample because data/raw holds none."""
    from pipeline import intake

    if asked is not None:
        return asked, asked.resolve() == SAMPLE.resolve()
    raw = Path("data/raw")
    empty = not raw.is_dir() or not intake.find(raw, config.pipeline.input)
    return (SAMPLE, True) if empty and SAMPLE.is_dir() else (raw, False)
