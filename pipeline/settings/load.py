"""Loading `config/`: every file read whole, every fault reported at once.

A stage receives only the part that it needs, and the runner hashes that part as parsed: a changed comment
reruns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pipeline.core.errors import Fault, nearest
from pipeline.core.store import File, read_file
from pipeline.core.toml import read_toml
from pipeline.lexicon.examples import faults_in_examples
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.theme import Family
from pipeline.settings.explain import explain
from pipeline.settings.models import (
    CellsConfig,
    CorrectionsConfig,
    Model,
    NetworkConfig,
    PipelineConfig,
    QuotesConfig,
    SectionsConfig,
    TopicsConfig,
)


@dataclass(frozen=True)
class Config:
    """All of `config/`, checked."""

    folder: Path
    network: NetworkConfig
    pipeline: PipelineConfig
    cells: CellsConfig
    sections: SectionsConfig
    corrections: CorrectionsConfig
    topics: TopicsConfig
    quotes: QuotesConfig
    stopwords: tuple[str, ...]
    lexicon: Lexicon
    templates: dict[str, str]
    draft_template: File


M = TypeVar("M", bound=Model)
T = TypeVar("T")


MODELS: dict[str, type[Model]] = {
    "network": NetworkConfig,
    "pipeline": PipelineConfig,
    "cells": CellsConfig,
    "sections": SectionsConfig,
    "corrections": CorrectionsConfig,
    "topics": TopicsConfig,
    "quotes": QuotesConfig,
}
"""The part of the config that each TOML file of the folder holds."""


def load(folder: Path) -> Config:
    """Read and check every file of the config folder.

    Raises:
        Fault: with one message per mistake in any of the files.
    """
    if not folder.is_dir():
        raise Fault(
            f"{folder}: there is no such folder; name the config folder with --config, or make a working "
            "folder that has one by `turning-point init FOLDER`"
        )
    faults: list[str] = []

    def checked(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Fault as fault:
            faults.extend(fault.messages)
            return None

    parts: dict[str, Any] = {
        name: checked(partial(read_model, folder / f"{name}.toml", model)) for name, model in MODELS.items()
    }
    network = parts["network"]
    if network:
        families = [Family(family.id, family.one, family.many) for family in network.family]
        parts["lexicon"] = checked(partial(load_lexicon, folder / "themes", families))
    if parts["cells"]:
        faults.extend(_cells_named_twice(folder / "cells.toml", parts["cells"]))
    if parts.get("lexicon") and parts["pipeline"]:
        themes = parts["pipeline"].themes
        faults.extend(faults_in_examples(parts["lexicon"], themes.threshold, themes.passing))
        faults.extend(_unknown_anchors(folder / "network.toml", network, parts["lexicon"]))
    if faults:
        raise Fault.of(faults)
    return Config(
        folder=folder,
        stopwords=_stopwords(folder / "stopwords.txt", network.phrases),
        templates=_templates(folder / "templates"),
        draft_template=read_file(folder / "templates" / "roundup.docx"),
        **parts,
    )


def _unknown_anchors(path: Path, network: NetworkConfig, lexicon: Lexicon) -> Iterator[str]:
    for theme in (theme for group in network.anchors for theme in group):
        if theme not in lexicon.themes:
            yield f"{path}: anchors: '{theme}' is no theme{nearest(theme, lexicon.order)}"


def _templates(folder: Path) -> dict[str, str]:
    """Return what takes the place of the page's own template, style sheet or script, by file name."""
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


def _stopwords(path: Path, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a list, one a line (`#` opens a comment), and the network's own phrases."""
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return tuple(sorted({line.lower() for line in (*lines, *phrases) if line}))
