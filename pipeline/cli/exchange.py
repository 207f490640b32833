"""Notes, codebook and codes to programs for qualitative analysis, and codes back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.project import config_of, runner_of
from pipeline.core.errors import Fault
from pipeline.core.wording import listed, several
from pipeline.run.stages import up_to

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.run.runner import Runner


def exchange(options: argparse.Namespace) -> None:
    """Write a codebook or project by the REFI-QDA standard, or read people's codes out of a project."""
    if options.to is None:
        _codes_from(options)
        return
    suffix = options.to.suffix.lower()
    if suffix not in (".qdc", ".qdpx"):
        raise Fault(f"{options.to}: its name must end in .qdc (the codebook) or .qdpx (notes and codes)")
    if suffix == ".qdc" and options.codes:
        raise Fault(f"{options.to}: a codebook holds no codes; name a .qdpx file")
    _check_free(options.to)
    (_codebook_to if suffix == ".qdc" else _project_to)(options)


def _check_free(path: Path) -> None:
    if path.exists():
        raise Fault(f"{path}: there already, and may hold codes; move it away, or name another file")
    if not path.parent.is_dir():
        raise Fault(f"{path}: there is no folder {path.parent}")


def _codebook_to(options: argparse.Namespace) -> None:
    from pipeline.charts.look import looks
    from pipeline.coding.refi.codebook import qdc
    from pipeline.core.store import write_file

    lexicon = config_of(options.config).lexicon
    colours = {theme: look.colour for theme, look in looks(lexicon).items()}
    print(f"wrote {write_file(options.to.parent, options.to.name, qdc(lexicon, colours))}")


def _project_to(options: argparse.Namespace) -> None:
    from pipeline.charts.look import looks
    from pipeline.coding.refi.project import codings, qdpx
    from pipeline.core.store import write_file

    runner = runner_of(options, quiet=True)
    runner.run(up_to("passage_themes"))
    lexicon, network = runner.config.lexicon, runner.config.network
    notes, passages = runner.table("notes"), runner.table("passages")
    people = _people(runner, options.codes, notes, passages)
    tags = None if options.blind else runner.table("passage_themes")
    coded = codings(passages, tags, people, lexicon.order)
    colours = {theme: look.colour for theme, look in looks(lexicon).items()}
    content = qdpx(network.name, network.group.one, lexicon, colours, notes, passages, coded)
    write_file(options.to.parent, options.to.name, content)
    print(f"wrote {options.to}: {several(len(notes), 'note')}, {several(len(coded), 'coding')}")


def _people(
    runner: Runner, paths: Sequence[Path], notes: pd.DataFrame, passages: pd.DataFrame
) -> pd.DataFrame:
    """Return the people's codes with the passages that they are of; what they do not say is said here."""
    import pandas as pd

    from pipeline.coding.people import placed, read_people

    if not paths:
        return pd.DataFrame()
    themes = runner.config.lexicon.order
    tables, remarks = read_people(paths, runner.config.lexicon, notes, passages)
    for path, table in zip(paths, tables, strict=True):
        if missing := [theme for theme in themes if theme not in table.columns]:
            remarks.append(f"{path}: was not asked for {listed(missing)}; there this cannot be told from no")
    codes = pd.concat(tables, ignore_index=True)
    joined = placed(codes, passages)
    if strange := int(codes["coded"].sum()) - len(joined):
        remarks.append(f"{several(strange, 'row')} of codes left out: at their source and line is no passage")
    print("\n".join(remarks), end="\n" if remarks else "")
    return joined.fillna(dict.fromkeys(themes, 0))


def _codes_from(options: argparse.Namespace) -> None:
    from pipeline.coding.refi.read_back import read_back
    from pipeline.core.formulas import harmless_table
    from pipeline.core.store import write_file

    if options.out is None:
        raise Fault("where are the codes to go? name a CSV file with --out")
    if options.bring.suffix.lower() != ".qdpx":
        raise Fault(
            f"{options.bring}: its name must end in .qdpx; export the project by the REFI-QDA standard"
        )
    _check_free(options.out)
    runner = runner_of(options, quiet=True)
    runner.run(up_to("tags"))
    found = read_back(options.bring, runner.config.lexicon, runner.table("notes"), runner.table("passages"))
    table = harmless_table(found.codes.drop(columns="coded")).to_csv(index=False, lineterminator="\n")
    write_file(options.out.parent, options.out.name, table)
    people = found.codes["coder"].nunique()
    read = f"{several(len(found.codes), 'passage')} read by {several(people, 'person', 'people')}"
    print("\n".join([*found.remarks, f"wrote {options.out}: {read}"]))
