"""Commands around people's codes: scores, and a blind sheet to code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.project import runner_of
from pipeline.core.errors import Fault
from pipeline.core.schemas import KINDS_OF_READERS
from pipeline.run.stages import up_to

if TYPE_CHECKING:
    import pandas as pd

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
    from pipeline.coding.adding import is_review
    from pipeline.coding.people import read_people
    from pipeline.coding.scores import as_text, evaluate_together

    lexicon = runner.config.lexicon
    notes, passages = runner.table("notes"), runner.table("passages")
    themes = runner.table("found_themes")
    if reviewed := [str(path) for path in paths if is_review(path)]:
        raise Fault(
            f"{', '.join(reviewed)}: a review sheet is no sample, and measures nothing; bring it in by "
            "`turning-point codes --add`"
        )
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


def review_sheet(options: argparse.Namespace) -> None:
    """Write a sheet of the tags that are in doubt, as CSV and as a workbook."""
    from pipeline.coding import review_sheet as review
    from pipeline.coding.sheet import passages_in

    runner = runner_of(options, quiet=True)
    runner.run(up_to("passage_themes"))
    passages, notes, tags = (runner.table(name) for name in ("passages", "notes", "tags"))
    codes = runner.table("passage_codes")
    decided = codes[codes["kind"] == KINDS_OF_READERS[0]]
    size = passages_in(options.minutes, passages, notes) if options.minutes else options.size
    lexicon = runner.config.lexicon
    sheet = review.review_sheet(
        runner.table("found_themes"), passages, notes, tags, decided, lexicon.order, size
    )
    if sheet.empty:
        raise Fault("no tag is in doubt: people have had a say on all of them")
    _write(
        options.reports,
        "review-sheet",
        sheet.drop(columns="passage_id"),
        review.workbook(sheet, tags, lexicon),
    )


def code_sheet(options: argparse.Namespace) -> None:
    """Draw a sheet of passages, as CSV and as a workbook."""
    from pipeline.coding import sheet

    runner = runner_of(options, quiet=True)
    runner.run(up_to("tags"))
    passages, notes, tags = (runner.table(name) for name in ("passages", "notes", "tags"))
    size = sheet.passages_in(options.minutes, passages, notes) if options.minutes else options.size
    drawn = sheet.draw(passages, notes, tags, runner.config.lexicon.order, size=size, seed=options.seed)
    _write(options.reports, f"code-sheet-{options.seed}", drawn, sheet.workbook(drawn, runner.config.lexicon))


def _write(folder: Path, stem: str, sheet: pd.DataFrame, workbook: bytes) -> None:
    """Write a sheet as CSV and as a workbook, never over one that is there."""
    from pipeline.core.formulas import harmless_table
    from pipeline.core.store import write_file

    table = ("\ufeff" + harmless_table(sheet).to_csv(index=False, lineterminator="\n")).encode()
    for suffix, data in (("csv", table), ("xlsx", workbook)):
        path = folder / f"{stem}.{suffix}"
        if path.exists():
            raise Fault(
                f"{path}: there already, and may hold codes; move it away or draw another with --seed"
            )
        write_file(path.parent, path.name, data)
        print(f"wrote {path}")
