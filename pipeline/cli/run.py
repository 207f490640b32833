"""Commands that bring stages up to date, and that say what is out of date or wrong in the config."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.project import config_of, falls_back, runner_of
from pipeline.core import store
from pipeline.core.errors import Fault
from pipeline.core.schemas import BY
from pipeline.core.wording import several
from pipeline.run.stages import NAMES, up_to

if TYPE_CHECKING:
    from pipeline.run.runner import Runner
    from pipeline.settings.load import Config


def run(options: argparse.Namespace) -> None:
    """Bring every stage up to date."""
    runner = runner_of(options)
    runner.run(NAMES, force=options.force)
    say_draft(runner)
    try:
        problems = store.column(options.processed, "files", "problem")
    except FileNotFoundError as error:
        raise Fault(f"{error.filename}: went away while it was needed; run it again") from error
    if unread := sum(problem != "" for problem in problems):
        print(f"{unread} of {len(problems)} files could not be read: the report names them")
    print(f"Open {options.reports / 'index.html'}")


def one_stage(options: argparse.Namespace) -> None:
    """Run one stage on the tables that are there."""
    runner_of(options).run((options.name,), force=options.force)


def topics(options: argparse.Namespace) -> None:
    """Run the stage `topics`, or write the topics that it found to the config."""
    if options.keep:
        _keep_topics(options)
    else:
        one_stage(options)


def _keep_topics(options: argparse.Namespace) -> None:
    """Add the topics that `config/topics.toml` does not hold yet; what is there stays as it is."""
    from pipeline.core.store import replacing
    from pipeline.topics.kept import entries

    runner = runner_of(options)
    if falls_back(runner, options):
        raise Fault("the topics of the sample notes are not kept; put notes into data/raw, or name --raw")
    runner.run(up_to("topics"), force=options.force)
    added = list(entries(runner.table("topics"), runner.table("topic_terms")))
    path = options.config / "topics.toml"
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    if added:
        with replacing(path) as temporary:
            temporary.write_text("\n\n".join([held.rstrip(), *added]).lstrip() + "\n", encoding="utf-8")
    print(f"{path}: {len(added)} topics added; change their labels there, and delete 'machine' where you do")


def roundup(options: argparse.Namespace) -> None:
    """Write the draft of a year's roundup, with all that it rests on brought up to date."""
    runner = runner_of(options)
    runner.run(NAMES, force=options.force)
    say_draft(runner)


def say_draft(runner: Runner) -> None:
    """Say where the Word draft is."""
    drafts = [name for name in runner.record.outputs() if name.endswith(".docx")]
    for name in drafts:
        print(f"The draft is {runner.folders.output(name)}")
    if not drafts:
        print("There is no draft of a roundup: of no meeting is the year known")


def status(options: argparse.Namespace) -> None:
    """Say of each stage whether it is fresh."""
    for name, reason in runner_of(options, quiet=True, writes=False).status():
        print(f"{name:<7} {'stale: ' + reason if reason else 'fresh'}")
    for line in _by_people(options.processed):
        print(line)


def _by_people(processed: Path) -> Iterator[str]:
    """Yield how many tags of the last run are people's; nothing where none has had a say."""
    try:
        by = store.column(processed, "passage_themes", "by")
        gone, divided = (
            len(store.column(processed, name, "theme")) for name in ("overruled", "code_conflicts")
        )
        lost = len(store.column(processed, "lost_marks", "mark"))
    except FileNotFoundError:
        return
    mine = by.count(BY[1])
    if mine or gone:
        yield f"{mine} of {several(len(by), 'tag')} are people's, and people took {several(gone, 'tag')} away"
    if divided:
        yield f"people do not agree on {several(divided, 'tag')}: `turning-point codes` names them"
    if lost:
        yield f"{several(lost, 'mark')} of the page without a passage in these notes: the report names them"


def check(options: argparse.Namespace) -> None:
    """Check the config."""
    config = config_of(options.config)
    for warning in config.warnings:
        print(f"warning: {warning}")
    for name, lines in _unknown_groups(config, options.processed):
        print(f"{config.folder / 'cells.toml'}: the notes name '{name}'; if it is right, add\n\n{lines}\n")
    groups = several(len(config.cells.cell), config.network.group.one, config.network.group.many)
    print(f"{options.config}: no faults; {groups}, {several(len(config.lexicon.themes), 'theme')}")


def _unknown_groups(config: Config, processed: Path) -> Iterator[tuple[str, str]]:
    """Yield the groups that the notes of the last run name and the config does not, with lines to add."""
    if not (processed / "notes.csv").exists():
        return
    from pipeline.settings.models import CellConfig

    for name in config.cells.unknown(store.column(processed, "notes", "cell")):
        yield name, CellConfig(name=name).lines()
