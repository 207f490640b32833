"""The stage `codes`: people's codes, what they do to the tags, and bringing more of them in."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.cli.project import runner_of
from pipeline.core.wording import several
from pipeline.run.stages import up_to

if TYPE_CHECKING:
    from pipeline.run.runner import Runner

SHOWN = 20


def codes(options: argparse.Namespace) -> None:
    """Add codes to the config where files are named, lay all on the notes, and say what they do there."""
    if options.add:
        _add(options)
    runner = runner_of(options, quiet=True)
    runner.run(up_to("passage_themes"), force=options.force)
    print("\n".join(_told(runner)))


def _add(options: argparse.Namespace) -> None:
    from pipeline.coding.adding import Occasion, codes_of, merge
    from pipeline.core.store import write_file
    from pipeline.settings.codes import FILE, as_csv

    runner = runner_of(options, quiet=True)
    runner.run(up_to("passage_themes"))
    lexicon, notes, passages = runner.config.lexicon, runner.table("notes"), runner.table("passages")
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    occasion = Occasion(options.who or "", options.kind, options.how, today)
    rows = runner.config.codes.rows
    for path in options.add:
        found, remarks = codes_of(path, occasion, lexicon, notes, passages)
        merged = merge(rows, found)
        rows = merged.rows
        print(
            "\n".join(
                [*remarks, f"{path}: {merged.new} new, {merged.changed} changed, {merged.same} as before"]
            )
        )
    print(f"wrote {write_file(options.config, FILE, as_csv(rows, lexicon.order))}")


def _told(runner: Runner) -> Iterator[str]:
    """Yield what the codes are, what they do to the tags, and where people do not agree."""
    rows, placed = runner.config.codes.rows, runner.table("passage_codes")
    here = placed.groupby(["who", "how"])["passage_id"].nunique()
    for who, kind, how in sorted({(row.who, row.kind, row.how) for row in rows}):
        coded = sum((row.who, row.how) == (who, how) for row in rows)
        there = int(here.get((who, how), 0))
        told = "overrides the tags" if kind == "person" else "models: measures, overrides nothing"
        yield f"{who} ({how}): {several(coded, 'passage')} coded, {there} in these notes; {told}"
    if not rows:
        yield f"{runner.folders.config}: no codes yet; `turning-point code-sheet` draws passages to code"
    themes, overruled = runner.table("passage_themes"), runner.table("overruled")
    mine = int((themes["by"] == "person").sum())
    gone = several(len(overruled), "tag")
    yield f"{several(len(themes), 'tag')}, {mine} of them by people; {gone} taken away by people"
    yield from _conflicts(runner)


def _conflicts(runner: Runner) -> Iterator[str]:
    found = runner.table("code_conflicts").merge(runner.table("passages"), on="passage_id")
    if len(found):
        yield f"people do not agree on {several(len(found), 'tag')}:"
    for row in found.head(SHOWN).itertuples():
        decided = "the majority decides" if row.decided == "person" else "the terms decide"
        yield f"  {row.source}:{row.line} {row.theme}: yes {row.yes}; no {row.no}; {decided}"
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN} more, in code_conflicts.csv"
