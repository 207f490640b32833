"""What came of every hostile file, each with good notes beside it: run once, shown as a table.

`python -m tests.robustness.outcomes` writes docs/robustness.md anew.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.cli.main import main
from pipeline.core import store
from tests.conftest import CONFIG, ROOT
from tests.robustness.cases import CASES, Case

PAGE = ROOT / "docs" / "robustness.md"
GOOD = ("02_listing_relationships.txt", "05_changing_organisations_cell_1.txt", "10_sharing_power_cell_1.txt")
ROOM = "tests/robustness"
HEAD = """# What was tried, and what came of it

Made by `python -m tests.robustness.outcomes`, which the tests run, too: one run over three good notes and the
files below, each made in code (`tests/robustness/cases.py`). The good notes come out as without them. Nothing
in a file is run, nothing is fetched, no link out of the folder is followed, and each is read within limits of
time and memory (`[input]`; here {seconds:g} seconds and {memory:g} MB).

"Read" says how many notes came of a file. Everything else is what the report tells under "Please check".

| what | outcome |
|---|---|
"""
SECONDS, MEMORY = 600.0, 1000.0


@dataclass(frozen=True)
class Outcome:
    """What came of a case: the row of its file in `documents`."""

    case: Case
    notes: int
    problem: str
    left_out: str

    @property
    def words(self) -> str:
        """What is said of it in the table."""
        if self.problem:
            return f"named: {self.problem}"
        left = f"; passed over: {self.left_out}" if self.left_out else ""
        return f"read: {self.notes} {'note' if self.notes == 1 else 'notes'}{left}"


def possible() -> list[Case]:
    """Return the cases that can be made here."""
    return [case for case in CASES if not case.superuser or os.geteuid() == 0]


def ran(folder: Path, cases: list[Case]) -> tuple[Path, float]:
    """Run over the good notes and the cases; return the processed folder and the seconds of this process."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    for name in GOOD:
        (raw / name).write_bytes((ROOT / "data" / "sample" / name).read_bytes())
    for case in cases:
        case.put(raw / case.name)
    config = folder / "config"
    if not config.exists():
        import shutil

        shutil.copytree(CONFIG, config)
        text = (config / "pipeline.toml").read_text(encoding="utf-8")
        text = re.sub(r"\[input\]\n", f"[input]\nseconds = {SECONDS}\nmemory = {MEMORY}\n", text, count=1)
        (config / "pipeline.toml").write_text(text, encoding="utf-8")
    begun = time.process_time()
    folders = [f"--{name}={folder / name}" for name in ("raw", "processed", "reports", "config")]
    assert main(["run", *folders, "--jobs=2"]) == 0
    return folder / "processed", time.process_time() - begun


def outcomes(processed: Path, cases: list[Case]) -> list[Outcome]:
    """Return what came of each case."""
    documents = store.read(processed, "documents").set_index("source")
    return [_outcome(case, documents) for case in cases]


def _outcome(case: Case, documents: pd.DataFrame) -> Outcome:
    row = documents.loc[case.source]
    return Outcome(case, int(row["notes"]), str(row["problem"]), str(row["left_out"]))


def table(found: list[Outcome]) -> str:
    """Return the page."""
    parts = [HEAD.format(seconds=SECONDS, memory=MEMORY)]
    parts += [f"| {_cell(each.case.id)} | {_cell(each.words)} |\n" for each in found]
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        PAGE.write_text(table(outcomes(ran(Path(made), possible())[0], possible())), encoding="utf-8")
