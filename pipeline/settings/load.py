"""Loading `config/`: every file read whole, every fault reported at once.

A stage receives only the part that it needs, and the runner hashes that part as parsed: a changed comment
reruns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from pipeline.core.errors import Fault
from pipeline.core.store import File, read_file
from pipeline.core.toml import read_toml
from pipeline.settings.explain import explain
from pipeline.settings.models import (
    CellsConfig,
    CorrectionsConfig,
    Model,
    PipelineConfig,
    QuotesConfig,
    SectionsConfig,
    TopicsConfig,
)


@dataclass(frozen=True)
class Config:
    """All of `config/`, checked. `lexicons` holds one `pipeline.lexicon.Lexicon`."""

    folder: Path
    pipeline: PipelineConfig
    cells: CellsConfig
    sections: SectionsConfig
    corrections: CorrectionsConfig
    topics: TopicsConfig
    quotes: QuotesConfig
    stopwords: tuple[str, ...]
    lexicon: Any
    templates: dict[str, str]
    draft_template: File


M = TypeVar("M", bound=Model)


def load(folder: Path) -> Config:
    """Read and check every file of the config folder.

    Raises:
        Fault: with one message per mistake in any of the files.
    """
    from pipeline.lexicon.load import load_lexicon

    if not folder.is_dir():
        raise Fault(f"{folder}: there is no such folder; name the config folder with --config")
    faults: list[str] = []

    def part(name: str, model: type[M]) -> M:
        try:
            return read_model(folder / name, model)
        except Fault as fault:
            faults.extend(fault.messages)
            return cast("M", model.model_construct())

    pipeline = part("pipeline.toml", PipelineConfig)
    cells = part("cells.toml", CellsConfig)
    sections = part("sections.toml", SectionsConfig)
    corrections = part("corrections.toml", CorrectionsConfig)
    topics = part("topics.toml", TopicsConfig)
    quotes = part("quotes.toml", QuotesConfig)
    lexicon = None
    try:
        lexicon = load_lexicon(folder / "themes")
    except Fault as fault:
        faults.extend(fault.messages)
    faults.extend(_cells_named_twice(folder / "cells.toml", cells))
    if faults:
        raise Fault.of(faults)
    stopwords = _words(folder / "stopwords.txt")
    templates = _templates(folder / "templates")
    draft_template = read_file(folder / "templates" / "roundup.docx")
    return Config(
        folder,
        pipeline,
        cells,
        sections,
        corrections,
        topics,
        quotes,
        stopwords,
        lexicon,
        templates,
        draft_template,
    )


def _templates(folder: Path) -> dict[str, str]:
    """Return the page's template, style sheet and script by file name."""
    missing = [name for name in ("report.html.j2", "report.css", "report.js") if not (folder / name).exists()]
    if missing:
        raise Fault(f"{folder}: {', '.join(missing)} is not there; the page is made from it")
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("report.*"))}


def read_model(path: Path, model: type[M]) -> M:
    """Return one file's content as `model`.

    Raises:
        Fault: with one message per mistake.
    """
    data = read_toml(path)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Fault.of(explain(path, model, data, detail) for detail in error.errors()) from error


def _cells_named_twice(path: Path, cells: CellsConfig) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for cell in cells.cell:
        for name in {cell.name.lower(), *(alias.lower() for alias in cell.aliases)}:
            if name in seen:
                faults.append(
                    f"{path}: '{name}' names both '{seen[name]}' and '{cell.name}'; leave it in one"
                )
            seen[name] = cell.name
    return faults


def _words(path: Path) -> tuple[str, ...]:
    """Return the words of a list, one a line; `#` opens a comment."""
    if not path.exists():
        return ()
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return tuple(sorted({line.lower() for line in lines if line}))
