"""Commands around people's codes: scores, and a blind sheet to code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.project import runner_of
from pipeline.core.errors import Fault
from pipeline.run.stages import up_to

if TYPE_CHECKING:
    from pipeline.run.runner import Runner


def evaluate(options: argparse.Namespace) -> None:
    """Score the reading against marks and the themes against codes, and keep the latter for the report."""
    runner = runner_of(options, quiet=True)
    marks = options.marks or runner.folders.raw / "marks.csv"
    if not (options.codes or marks.exists()):
        raise Fault(
            "nothing to score against: name coded passages with --codes, or marked lines with --marks"
        )
    runner.run(up_to("passage_themes"))
    if marks.exists() or options.marks:
        _score_reading(runner, marks)
    if options.codes:
        _score_themes(runner, options.codes)


def _score_reading(runner: Runner, path: Path) -> None:
    from pipeline.coding.layout_marks import read_marks, score

    print(score(read_marks(path), runner.table("passages")).as_text())


def _score_themes(runner: Runner, paths: Sequence[Path]) -> None:
    from pipeline.coding.people import read_people
    from pipeline.coding.scores import as_text, evaluate_together
    from pipeline.core.counted import applying
    from pipeline.run.accuracy import keep

    lexicon = runner.config.lexicon
    families = {family.many: lexicon.of_family(family.id) for family in lexicon.families}
    notes, passages = runner.table("notes"), runner.table("passages")
    themes = applying(runner.table("found_themes"))
    tables, remarks = read_people(paths, lexicon, notes, passages)
    found = evaluate_together(tables, notes, passages, themes, families)
    keep(found.themes, runner.folders.processed)
    print("\n".join([*remarks, as_text(found)]))


def code_sheet(options: argparse.Namespace) -> None:
    """Draw a sheet of passages, as CSV and as a workbook."""
    from pipeline.coding import sheet
    from pipeline.core.formulas import harmless
    from pipeline.core.store import write_file

    runner = runner_of(options, quiet=True)
    runner.run(up_to("tags"))
    passages, notes, tags = (runner.table(name) for name in ("passages", "notes", "tags"))
    drawn = sheet.draw(
        passages, notes, tags, runner.config.lexicon.order, size=options.size, seed=options.seed
    )
    stem = f"code-sheet-{options.seed}"
    safe = drawn.assign(text=harmless(drawn["text"]))
    for suffix, data in (
        (
            "csv",
            ("\ufeff" + safe.to_csv(index=False, lineterminator="\n")).encode(),
        ),
        ("xlsx", sheet.workbook(drawn, runner.config.lexicon)),
    ):
        path = options.reports / f"{stem}.{suffix}"
        if path.exists():
            raise Fault(
                f"{path}: there already, and may hold codes; move it away or draw another with --seed"
            )
        write_file(path.parent, path.name, data)
        print(f"wrote {path}")
