"""Commands that bring stages up to date, and that say what is out of date or wrong in the config."""

from __future__ import annotations

import argparse

from pipeline.cli.project import config_of, falls_back, runner_of
from pipeline.cli.roundup import write_draft
from pipeline.core.errors import Fault
from pipeline.run.stages import NAMES


def run(options: argparse.Namespace) -> None:
    """Bring every stage up to date."""
    runner = runner_of(options)
    runner.run(NAMES, force=options.force)
    write_draft(runner, options, options.year)
    problems = runner.table("files")["problem"]
    if unread := int((problems != "").sum()):
        print(f"{unread} of {len(problems)} files could not be read: see 'Please check' in the report")
    print(f"Open {options.reports / 'index.html'}")


def one_stage(options: argparse.Namespace) -> None:
    """Run one stage on the tables that are there."""
    if options.name == "topics" and options.keep:
        _keep_topics(options)
        return
    runner_of(options).run((options.name,), force=options.force)


def _keep_topics(options: argparse.Namespace) -> None:
    """Add the topics that `config/topics.toml` does not hold yet; what stands there stays as it is."""
    from pipeline.core.store import replacing
    from pipeline.topics.kept import entries

    runner = runner_of(options)
    if falls_back(runner, options):
        raise Fault("the topics of the sample notes are not kept; put notes into data/raw, or name --raw")
    runner.run(NAMES[: NAMES.index("topics") + 1], force=options.force)
    added = list(entries(runner.table("topics"), runner.table("topic_terms")))
    path = options.config / "topics.toml"
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    if added:
        with replacing(path) as temporary:
            temporary.write_text("\n\n".join([held.rstrip(), *added]).lstrip() + "\n", encoding="utf-8")
    print(f"{path}: {len(added)} topics added; change their labels there, and delete 'machine' where you do")


def status(options: argparse.Namespace) -> None:
    """Say of each stage whether it is fresh."""
    for name, reason in runner_of(options, quiet=True).status():
        print(f"{name:<7} {'stale: ' + reason if reason else 'fresh'}")


def check(options: argparse.Namespace) -> None:
    """Check the config."""
    config = config_of(options)
    for warning in config.lexicon.warnings:
        print(f"warning: {warning}")
    print(f"{options.config}: no faults; {len(config.cells.cell)} cells, {len(config.lexicon.themes)} themes")
