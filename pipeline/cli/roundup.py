"""The command that writes the Word draft."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from pipeline.cli.project import runner_of
from pipeline.core.errors import Fault
from pipeline.run.stages import NAMES

if TYPE_CHECKING:
    from pipeline.run.runner import Runner


def roundup(options: argparse.Namespace) -> None:
    """Write the draft of a year's roundup."""
    runner = runner_of(options)
    runner.run(NAMES, force=options.force)
    write_draft(runner, options, options.year)


def write_draft(runner: Runner, options: argparse.Namespace, year: int | None) -> None:
    """Write the draft of the year; without one, of the latest year that a meeting is known to be of."""
    from pipeline.core.figures import charts_in
    from pipeline.core.schemas import SCHEMAS
    from pipeline.roundup.draft import roundup
    from pipeline.roundup.files import write_roundup
    from pipeline.roundup.year import latest_year, of_year

    notes = runner.table("notes")
    asked = year or latest_year(notes)
    if asked is None:
        print("no draft of a roundup: of no meeting is the year known")
        return
    if year and of_year(notes, year)[0].empty:
        raise Fault(
            f"--year {year}: no meeting is known to be of that year; the latest is {latest_year(notes)}"
        )
    made = {name: runner.table(name) for name, table in SCHEMAS.items() if table.published}
    charts = charts_in(options.reports / "figures")
    config = runner.config
    draft = roundup(
        made, charts, config.lexicon, asked, config.quotes, config.pipeline.roundup, runner.folders.sample
    )
    word, *_ = write_roundup(options.reports, draft, options.config / "templates" / "roundup.docx")
    print(f"wrote {word}")
