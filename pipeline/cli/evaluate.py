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
    """Score the reading against marks, and the themes against codes, those of the config if none is named."""
    runner = runner_of(options, quiet=True)
    marks = options.marks or runner.folders.raw / "marks.csv"
    runner.run(up_to("passage_themes"))
    if marks.exists() or options.marks:
        _score_reading(runner, marks)
    if options.codes:
        _score_themes(runner, options.codes)
    elif len(runner.table("accuracy")):
        _score_by_the_config(runner)
    elif not (marks.exists() or options.marks):
        raise Fault(
            "nothing to score against: no code of config/codes.csv is of these notes; name coded passages "
            "with --codes, or marked lines with --marks"
        )


def _score_reading(runner: Runner, path: Path) -> None:
    from pipeline.coding.layout_marks import read_marks, score

    print(score(read_marks(path), runner.table("passages")).as_text())


def _score_themes(runner: Runner, paths: Sequence[Path]) -> None:
    from pipeline.coding.people import read_people
    from pipeline.coding.scores import as_text, evaluate_together

    lexicon = runner.config.lexicon
    notes, passages = runner.table("notes"), runner.table("passages")
    themes = runner.table("found_themes")
    tables, remarks = read_people(paths, lexicon, notes, passages)
    found = evaluate_together(tables, notes, passages, themes, _families(runner))
    print("\n".join([*remarks, as_text(found)]))


def _score_by_the_config(runner: Runner) -> None:
    """Score by the codes that came with the framework, or were added to it."""
    from pipeline.coding.accuracy import blind, by_reader
    from pipeline.coding.scores import as_text, measured
    from pipeline.coding.shares import weights

    notes, passages = runner.table("notes"), runner.table("passages")
    codes = blind(runner.table("passage_codes"))
    themes = runner.table("found_themes")
    found = measured(by_reader(codes, passages), notes, passages, themes, _families(runner), weights(codes))
    who = "; ".join(
        f"{name} ({kind})" for name, kind in sorted({*zip(codes["who"], codes["kind"], strict=True)})
    )
    print(f"by config/codes.csv: {who}\n{as_text(found)}")


def _families(runner: Runner) -> dict[str, Sequence[str]]:
    lexicon = runner.config.lexicon
    return {family.many: lexicon.of_family(family.id) for family in lexicon.families}


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
