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
from pipeline.stages import NAMES, STAGES, where

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
        if error.errno not in (
            errno.ENOSPC,
            errno.EACCES,
            errno.EROFS,
            errno.EDQUOT,
            errno.ENOTDIR,
            errno.EISDIR,
        ):
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

    whole = command("run", run, "every stage that is out of date, then the report and the latest draft")
    whole.add_argument(
        "--year", type=int, metavar="YYYY", help="the draft's year (the latest with a meeting)"
    )
    for stage in NAMES:
        alone = command(stage, one_stage, f"the stage '{stage}' alone")
        if stage == "topics":
            alone.add_argument(
                "--keep",
                action="store_true",
                help="write the topics to config/topics.toml: id and label stay",
            )
    loop = command(
        "lexicon", lexicon, "what the lexicons do: gains and losses of the last edit, checks, suggestions"
    )
    loop.add_argument("--export", type=Path, metavar="FILE", help="write quanteda YAML (.yml) or LIWC (.dic)")
    loop.add_argument("--import", dest="bring", type=Path, metavar="FILE", help="print one of these as TOML")
    loop.add_argument("--kwic", metavar="TERM", help="show a term in context, and nothing else")
    draft = command("roundup", roundup, "the Word draft of a year's roundup")
    draft.add_argument("--year", type=int, metavar="YYYY", help="the year (the latest with a meeting)")
    scoring = command("evaluate", evaluate, "precision, recall, F1 and kappa per theme against human codes")
    scoring.add_argument("--codes", type=Path, metavar="FILE", nargs="+", default=[], help="coded passages")
    scoring.add_argument("--marks", type=Path, metavar="FILE", help="headings and parts, marked by line")
    sheet = command("code-sheet", code_sheet, "a blind sheet of passages for people to code")
    sheet.add_argument(
        "--size", type=_from(1, 1_000_000), metavar="N", default=120, help="passages on it (120)"
    )
    sheet.add_argument(
        "--seed", type=_from(0, 1_000_000), metavar="N", default=1, help="another number, another sheet (1)"
    )
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
    parser.add_argument(
        "--jobs", type=_from(1, 64), metavar="N", default=2, help="processes that read files (2)"
    )
    return parser


def _from(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is no number from {least} to {most}")
        return int(text)

    return number


def run(options: argparse.Namespace) -> None:
    """Bring every stage up to date."""
    runner = _runner(options)
    runner.run(NAMES, force=options.force)
    _draft(runner, options, options.year)
    problems = runner.table("files")["problem"]
    if unread := int((problems != "").sum()):
        print(f"{unread} of {len(problems)} files could not be read: see 'Please check' in the report")
    print(f"Open {options.reports / 'index.html'}")


def one_stage(options: argparse.Namespace) -> None:
    """Run one stage on the tables that are there."""
    if options.name == "topics" and options.keep:
        _keep_topics(options)
        return
    _runner(options).run((options.name,), force=options.force)


def _keep_topics(options: argparse.Namespace) -> None:
    """Add the topics that `config/topics.toml` does not hold yet; what stands there stays as it is."""
    from pipeline.keep import entries
    from pipeline.tables import replacing

    runner = _runner(options)
    if _falls_back(runner, options):
        raise Fault("the topics of the sample notes are not kept; put notes into data/raw, or name --raw")
    runner.run(NAMES[: NAMES.index("topics") + 1], force=options.force)
    added = list(entries(runner.table("topics"), runner.table("topic_terms")))
    path = options.config / "topics.toml"
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    if added:
        with replacing(path) as temporary:
            temporary.write_text("\n\n".join([held.rstrip(), *added]).lstrip() + "\n", encoding="utf-8")
    print(f"{path}: {len(added)} topics added; change their labels there, and delete 'machine' where you do")


def roundup(options: argparse.Namespace) -> None:
    """Write the draft of a year's roundup."""
    runner = _runner(options)
    runner.run(NAMES, force=options.force)
    _draft(runner, options, options.year)


def _draft(runner: Runner, options: argparse.Namespace, year: int | None) -> None:
    """Write the draft of the year; without one, of the latest year that a meeting is known to be of."""
    from pipeline.annual import latest_year, of_year
    from pipeline.figures import charts_in
    from pipeline.roundup import roundup
    from pipeline.schemas import SCHEMAS
    from pipeline.shelf import write_roundup

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


def lexicon(options: argparse.Namespace) -> None:
    """Compare the lexicons as they stand with the tags of the last run; the tables stay as they are."""
    if options.export or options.bring:
        _exchange(options)
        return
    runner = _runner(options, quiet=True)
    runner.run(("clean", "split", "dates"))
    if options.kwic is not None:
        from pipeline.concordance import kwic

        lines = kwic(options.kwic, runner.table("passages"))
        places = f"{len(lines) or 'no'} place{'' if len(lines) == 1 else 's'}"
        print("\n".join([*lines, f"'{options.kwic}' stands in {places}"]))
        return
    if "tag" not in runner.record:
        runner.run(("tag",))
    _review(runner, options)


def _review(runner: Runner, options: argparse.Namespace) -> None:
    from pipeline.accuracy import accuracy, in_short
    from pipeline.lexicon_page import as_page
    from pipeline.lexicon_report import as_text
    from pipeline.lexicon_review import Tables, review
    from pipeline.tables import replacing

    beside = [each for each in runner.changed(STAGES[NAMES.index("tag")]) if where("lexicon") not in each]
    if beside:
        print(f"not the edit alone: {'; '.join(beside)} since the last run. `make report` first.\n")
    config = runner.config
    last = Tables(*(runner.table(name) for name in Tables.__dataclass_fields__))
    found = review(config.lexicon, last, config.pipeline.themes, config.stopwords)
    page = as_page(found, in_short(accuracy(options.processed)), runner.folders.sample)
    with replacing(options.reports / "lexicon.html") as temporary:
        temporary.write_text(page, encoding="utf-8")
    print(as_text(found))
    print(f"All of it: {options.reports / 'lexicon.html'}. `make report` makes the edit count.")


def _exchange(options: argparse.Namespace) -> None:
    """Write the lexicons for other programs, or print theirs as tables for `config/themes/`."""
    from pipeline import dictionaries

    path: Path = options.export or options.bring
    if path.suffix not in (".yml", ".yaml", ".dic"):
        raise Fault(f"{path}: its name must end in .yml (quanteda) or .dic (LIWC)")
    liwc = path.suffix == ".dic"
    if options.export:
        if not path.parent.is_dir():
            raise Fault(f"{path}: there is no folder {path.parent}")
        write = dictionaries.to_liwc if liwc else dictionaries.to_quanteda
        path.write_text(write(_config(options).lexicon), encoding="utf-8")
        print(f"wrote {path}; weights, NEAR rules and NOT contexts have no place in it")
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: cannot be read as UTF-8 text: {error}") from error
    terms = dictionaries.from_liwc(text) if liwc else dictionaries.from_quanteda(text)
    if not terms:
        raise Fault(f"{path}: no terms in it")
    print(dictionaries.as_tables(terms))


def evaluate(options: argparse.Namespace) -> None:
    """Score the reading against marks and the themes against codes, and keep the latter for the report."""
    runner = _runner(options, quiet=True)
    marks = options.marks or runner.folders.raw / "marks.csv"
    if not (options.codes or marks.exists()):
        raise Fault(
            "nothing to score against: name coded passages with --codes, or marked lines with --marks"
        )
    runner.run(NAMES[: NAMES.index("tag") + 1])
    if marks.exists() or options.marks:
        _score_reading(runner, marks)
    if options.codes:
        _score_themes(runner, options.codes)


def _score_reading(runner: Runner, path: Path) -> None:
    from pipeline.marks import read_marks, score

    print(score(read_marks(path), runner.table("passages")).as_text())


def _score_themes(runner: Runner, paths: Sequence[Path]) -> None:
    from pipeline.accuracy import keep
    from pipeline.evaluate import as_text, evaluate_files

    found = evaluate_files(paths, *(runner.table(name) for name in ("notes", "passages", "passage_themes")))
    keep(found.themes, runner.folders.processed)
    print(as_text(found))


def code_sheet(options: argparse.Namespace) -> None:
    """Draw a sheet of passages, as CSV and as a workbook."""
    from pipeline import codesheet
    from pipeline.tables import replacing

    runner = _runner(options, quiet=True)
    runner.run(NAMES[: NAMES.index("tag") + 1])
    passages, notes, tags = (runner.table(name) for name in ("passages", "notes", "tags"))
    drawn = codesheet.draw(passages, notes, tags, size=options.size, seed=options.seed)
    stem = f"code-sheet-{options.seed}"
    for suffix, data in (
        ("csv", ("\ufeff" + drawn.to_csv(index=False, lineterminator="\n")).encode()),
        ("xlsx", codesheet.workbook(drawn, runner.config.lexicon)),
    ):
        path = options.reports / f"{stem}.{suffix}"
        if path.exists():
            raise Fault(
                f"{path}: there already, and may hold codes; move it away or draw another with --seed"
            )
        with replacing(path) as temporary:
            temporary.write_bytes(data)
        print(f"wrote {path}")


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
    runner = Runner(folders, config, say=(lambda _: None) if quiet else print, jobs=options.jobs)
    if _falls_back(runner, options):
        _only_on_the_sample(runner)
    return runner


def _falls_back(runner: Runner, options: argparse.Namespace) -> bool:
    """Tell whether the sample stands in for notes that nobody named."""
    return runner.folders.sample and options.raw is None


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


def _raw(asked: Path | None, config: Config) -> tuple[Path, bool]:
    """Return the folder of the notes, and whether it is the sample because data/raw holds none."""
    from pipeline import intake

    if asked is not None:
        return asked, asked.resolve() == SAMPLE.resolve()
    raw = Path("data/raw")
    empty = next(intake.paths(raw, config.pipeline.input), None) is None
    return (SAMPLE, True) if empty and SAMPLE.is_dir() else (raw, False)
