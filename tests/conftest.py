"""Builders of small tables, and the sample run once for all tests that look at its results."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import settings

from pipeline.cli.main import main
from pipeline.core.schemas import schema
from pipeline.dating.stage import dates
from pipeline.notes.stage import split
from pipeline.reading.clean import RawFile, cleaned
from pipeline.settings.load import read_model
from pipeline.settings.models import (
    CellsConfig,
    CorrectionsConfig,
    Merging,
    NetworkConfig,
    PipelineConfig,
    SectionsConfig,
)

# A deadline for an example is a test of the clock, which a busy machine fails.
settings.register_profile("any machine", deadline=None, derandomize=True)
settings.load_profile("any machine")

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "config"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def build(name: str, *rows: dict) -> pd.DataFrame:
    """Return a table from rows that give only what a test is about; the rest gets the first allowed value."""
    table = schema(name)
    blank = {c.name: c.among[0] if c.among else c.type() for c in table.columns}
    return table.frame([tuple({**blank, **row}.values()) for row in rows])


class Reader:
    """From texts to tables, by the project's own config."""

    cells = read_model(CONFIG / "cells.toml", CellsConfig)
    sections = read_model(CONFIG / "sections.toml", SectionsConfig)
    network = read_model(CONFIG / "network.toml", NetworkConfig)
    pipeline = read_model(CONFIG / "pipeline.toml", PipelineConfig)

    def clean(self, **texts: str) -> dict[str, pd.DataFrame]:
        """Clean texts given as name=text; `a__txt` stands for `a.txt`."""
        return cleaned(
            RawFile(
                name.replace("__", "."),
                f"{i:064x}",
                SimpleNamespace(
                    format="txt",
                    date="",
                    problem="",
                    left_out="",
                    lines=[
                        SimpleNamespace(number=n, role="", level=0, text=line)
                        for n, line in enumerate(text.split("\n"), 1)
                    ],
                ),
            )
            for i, (name, text) in enumerate(texts.items())
        )

    def split(self, **texts: str) -> dict[str, pd.DataFrame]:
        """Clean and split."""
        made = self.clean(**texts)
        return {
            **made,
            **split(
                made["files"],
                made["lines"],
                self.cells,
                self.sections,
                Merging(),
                self.network.group,
                self.network.site,
            ),
        }

    def dates(self, corrections: tuple = (), **texts: str) -> pd.DataFrame:
        """Clean, split and date; the notes in order of source and line."""
        made = self.split(**texts)
        rules = CorrectionsConfig(correction=corrections)
        args = [made[name] for name in ("files", "lines", "meetings", "passages")]
        return dates(*args, rules)["notes"].sort_values(["source", "line"], ignore_index=True)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """Return a folder with `processed` and `reports` of a run over the sample."""
    folder = tmp_path_factory.mktemp("sample")
    made = [f"--{name}={folder / name}" for name in ("processed", "reports")]
    assert main(["run", f"--raw={ROOT / 'data' / 'sample'}", f"--config={CONFIG}", *made]) == 0
    return folder


@pytest.fixture(scope="module")
def chromium():
    """Return a page of the system's Chromium (Playwright's own would be a download).

    `said` collects what its console said, `asked` what it asked for.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium here (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install playwright)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(5000)
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        yield page
        browser.close()
