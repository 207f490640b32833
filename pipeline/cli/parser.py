"""The arguments of the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from pipeline import __version__
from pipeline.cli.codes import codes
from pipeline.cli.evaluate import code_sheet, evaluate, review_sheet
from pipeline.cli.exchange import exchange
from pipeline.cli.init import init
from pipeline.cli.lexicon import lexicon
from pipeline.cli.run import check, one_stage, roundup, run, status, topics
from pipeline.cli.sample import sample
from pipeline.core.schemas import BLIND, KINDS_OF_READERS, WAYS_OF_CODING
from pipeline.run.stages import NAMES

INIT = "a working folder of your own: config/, data/raw/, a README"
INVENTED = "invented notes, with themes, days, copies and changes planted in them, to measure by"
FREE = "a folder that is not there yet, or empty"
ANOTHER = "another number, other notes (1)"
YEAR = "the year of the Word draft (the latest with a meeting)"


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each sets `command`, the function that it calls."""
    whole = argparse.ArgumentParser(
        prog="turning-point",
        description="Which themes recur in a network's meeting notes, for which group, over time.",
    )
    whole.add_argument("--version", action="version", version=f"turning-point {__version__}")
    folders = _folders()
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, function: Callable[[argparse.Namespace], int | None], help: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[folders], help=help, description=help)
        sub.set_defaults(command=function, name=name)
        return sub

    begin = commands.add_parser("init", help=INIT, description=INIT)
    begin.set_defaults(command=init, name="init")
    begin.add_argument("folder", type=Path, metavar="FOLDER", help=FREE)
    begin.add_argument(
        "--framework", metavar="NAME", default="blank", help="better-way, parish-council, or blank (blank)"
    )
    every = command("run", run, "every stage that is out of date, then the report and the latest draft")
    _period(every)
    made = {"codes": codes, "topics": topics, "roundup": roundup}
    alone = {name: command(name, made.get(name, one_stage), f"the stage '{name}' alone") for name in NAMES}
    _of_codes(alone["codes"])
    alone["topics"].add_argument(
        "--keep", action="store_true", help="write the topics to config/topics.toml: id and label stay"
    )
    _period(alone["roundup"])
    loop = command(
        "lexicon", lexicon, "what the lexicons do: gains and losses of the last edit, checks, suggestions"
    )
    loop.add_argument("--export", type=Path, metavar="FILE", help="write quanteda YAML (.yml) or LIWC (.dic)")
    loop.add_argument("--import", dest="bring", type=Path, metavar="FILE", help="print one of these as TOML")
    loop.add_argument("--kwic", metavar="TERM", help="show a term in context, and nothing else")
    loop.add_argument(
        "--suggest", metavar="THEME", help="propose terms for a theme, also for one without any"
    )
    loop.add_argument("--top", type=_from(1, 500), metavar="N", default=15, help="so many of each kind (15)")
    scoring = command("evaluate", evaluate, "precision, recall, F1 and kappa per theme against human codes")
    scoring.add_argument(
        "--codes", type=Path, metavar="FILE", nargs="+", default=[], help="coded passages, .qdpx too"
    )
    scoring.add_argument("--marks", type=Path, metavar="FILE", help="headings and parts, marked by line")
    sheet = command("code-sheet", code_sheet, "a blind sheet of passages for people to code")
    sheet.add_argument(
        "--size", type=_from(1, 1_000_000), metavar="N", default=120, help="passages on it (120)"
    )
    sheet.add_argument(
        "--seed", type=_from(0, 1_000_000), metavar="N", default=1, help="another number, another sheet (1)"
    )
    mend = command("review-sheet", review_sheet, "a sheet of the tags in doubt, to be mended; no sample")
    mend.add_argument(
        "--size", type=_from(1, 1_000_000), metavar="N", default=120, help="passages on it (120)"
    )
    for each in (sheet, mend):
        each.add_argument(
            "--minutes", type=_from(1, 10_000), metavar="N", help="as many passages as take so long"
        )
    swap = command(
        "exchange", exchange, "notes and codes to NVivo, MAXQDA, ATLAS.ti or QualCoder, and codes back"
    )
    way = swap.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", type=Path, metavar="FILE", help="write a codebook (.qdc) or a project (.qdpx)")
    way.add_argument("--from", dest="bring", type=Path, metavar="FILE", help="read people's codes of a .qdpx")
    swap.add_argument("--out", type=Path, metavar="FILE", help="the CSV file that they are written to")
    swap.add_argument(
        "--codes", type=Path, metavar="FILE", nargs="+", default=[], help="people's codes to add"
    )
    swap.add_argument("--blind", action="store_true", help="leave out the program's own tags")
    invented = commands.add_parser("sample", help=INVENTED, description=INVENTED)
    invented.set_defaults(command=sample, name="sample")
    invented.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or empty"
    )
    invented.add_argument(
        "--notes", type=_from(1, 10_000_000), metavar="N", default=1000, help="so many (1000)"
    )
    invented.add_argument("--seed", type=_from(0, 1_000_000), metavar="N", default=1, help=ANOTHER)
    invented.add_argument(
        "--config",
        type=Path,
        metavar="DIR",
        default=Path("config"),
        help="the framework that is planted (config)",
    )
    command("status", status, "each stage: fresh, or stale and why")
    command("check", check, "the config and nothing else, every fault at once")
    return whole


def _of_codes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--add", type=Path, metavar="FILE", nargs="+", default=[],
        help="bring coded sheets, codes files or .qdpx projects into config/codes.csv",
    )  # fmt: skip
    parser.add_argument("--who", metavar="NAME", help="who coded them, where the file does not say")
    parser.add_argument(
        "--kind", choices=KINDS_OF_READERS, default=KINDS_OF_READERS[0],
        help="a person, whose word overrides the tags, or models, which measure only (person)",
    )  # fmt: skip
    parser.add_argument(
        "--how", choices=WAYS_OF_CODING, default=BLIND[1],
        help="how passages came before them, where the file does not say (notes: whole notes, tags not seen)",
    )  # fmt: skip


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
        "--jobs", type=_from(1, 64), metavar="N", default=2, help="processes that work side by side (2)"
    )
    parser.add_argument(
        "--dask", metavar="ADDRESS", help="a Dask cluster that does the work, as tcp://machine:8786"
    )
    return parser


def _period(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", type=_from(1, 9999), metavar="YYYY", help=YEAR)
    for name, dest, end in (("--from", "since", "first"), ("--to", "until", "last")):
        command.add_argument(
            name,
            dest=dest,
            type=_month,
            metavar="YYYY-MM",
            help=f"its {end} month, for a draft of other than a year",
        )


def _month(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d{3})-(0[1-9]|1[0-2])", text)
    if not found:
        raise argparse.ArgumentTypeError(f"'{text}' is no month as in 2020-09")
    return int(found[1]), int(found[2])


def _from(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is no number from {least} to {most}")
        return int(text)

    return number
