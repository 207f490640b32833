"""Loading `config/`: every file read whole, every fault reported at once.

A stage receives only the part that it needs, and the runner hashes that part as parsed: a changed comment
reruns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pipeline.core.errors import Fault, nearest
from pipeline.core.store import File, read_file
from pipeline.core.toml import at, read_toml
from pipeline.lexicon.examples import faults_in_examples
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.load import ids_in, load_lexicon
from pipeline.lexicon.theme import Family
from pipeline.settings.codes import FILE, Codes, read_stored, unknown_themes
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
    warnings: tuple[str, ...]
    templates: dict[str, str]
    draft_template: File
    codes: Codes


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
    _there(folder)
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
    families = (
        [Family(f.id, f.one, f.many, f.strong) for f in parts["network"].family] if parts["network"] else None
    )
    parts["lexicon"] = checked(partial(load_lexicon, folder / "themes", families))
    parts["codes"] = checked(partial(read_stored, folder / FILE))
    faults += _across(folder, parts)
    if faults:
        raise Fault.of(faults)
    return Config(
        folder=folder,
        stopwords=_stopwords(folder / "stopwords.txt", parts["network"].phrases),
        warnings=(*parts["lexicon"].warnings, *_doubtful(folder, parts)),
        templates=_templates(folder / "templates"),
        draft_template=read_file(folder / "templates" / "roundup.docx"),
        **parts,
    )


def _there(folder: Path) -> None:
    if not folder.is_dir():
        raise Fault(
            f"{folder}: there is no such folder; name the config folder with --config, or make a working "
            "folder that has one by `turning-point init FOLDER`"
        )
    if not (folder / "network.toml").exists():
        raise Fault(
            f"{folder / 'network.toml'}: is not there; it names the network and its families of themes. "
            "`turning-point init FOLDER` makes a folder that has one, to be copied from"
        )


def _across(folder: Path, parts: dict[str, Any]) -> Iterator[str]:
    """Yield what files say against each other; a file with faults of its own (None) is left out."""
    themes = parts["lexicon"].order if parts["lexicon"] else ids_in(folder / "themes")
    yield from _unknown_anchors(folder / "network.toml", themes)
    if parts["cells"]:
        yield from _cells_named_twice(folder / "cells.toml", parts["cells"])
    if parts["lexicon"] and parts["pipeline"]:
        yield from faults_in_examples(parts["lexicon"], parts["pipeline"].themes.rules())


def _doubtful(folder: Path, parts: dict[str, Any]) -> Iterator[str]:
    """Yield what may be meant, and may be what is left of something renamed or removed."""
    path, names = folder / "corrections.toml", [cell.name for cell in parts["cells"].cell]
    for place, rule in enumerate(parts["corrections"].correction):
        if rule.cell and rule.cell not in names:
            where = f"{at(path, 'correction', place, 'cell')}: '{rule.title}': cell"
            meant = nearest(rule.cell, names)
            yield f"{where}: '{rule.cell}' is not in cells.toml{meant}; add it there, or mend it"
    yield from unknown_themes(parts["codes"], parts["lexicon"].order)
    first: dict[str, str] = {}
    for theme in parts["lexicon"].themes.values():
        if theme.colour and first.setdefault(theme.colour, theme.id) != theme.id:
            where = at(Path(theme.source), theme.id, "colour")
            yield f"{where}: [{theme.id}]: colour: is that of [{first[theme.colour]}] too; leave one out"


def _unknown_anchors(path: Path, themes: Sequence[str]) -> Iterator[str]:
    """Yield the anchors that are no theme, even where the rest of the file is broken."""
    try:
        anchors = read_toml(path).get("anchors", [])
    except Fault:
        return
    for place, group in enumerate(anchors if isinstance(anchors, list) else ()):
        for entry, theme in enumerate(group if isinstance(group, list) else ()):
            if isinstance(theme, str) and theme not in themes:
                where = at(path, "anchors", place, entry)
                yield f"{where}: anchors: '{theme}' is no theme{nearest(theme, themes)}; mend or remove it"


def _templates(folder: Path) -> dict[str, str]:
    """Return what takes the place of the page's own template, style sheet or script, by file name."""
    found = {path: _text(path) for path in sorted(folder.glob("report.*"))}
    for path, text in found.items():
        if path.suffix == ".j2":
            _is_template(path, text)
    return {path.name: text for path, text in found.items()}


def _is_template(path: Path, text: str) -> None:
    from jinja2 import Environment, TemplateSyntaxError  # only who has a template of their own waits for it

    try:
        Environment().parse(text)
    except TemplateSyntaxError as error:
        raise Fault(
            f"{path}:{error.lineno}: is no template: {error.message}; mend it, or take it away"
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def read_model(path: Path, model: type[M]) -> M:
    """Return one file's content as `model`.

    Raises:
        Fault: with one message per mistake.
    """
    data = read_toml(path)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Fault.of(
            said for detail in error.errors() for said in explain(path, model, data, detail)
        ) from error


def _cells_named_twice(path: Path, cells: CellsConfig) -> Iterator[str]:
    seen: dict[str, str] = {}
    for place, cell in enumerate(cells.cell):
        for name in dict.fromkeys([cell.name.lower(), *(alias.lower() for alias in cell.aliases)]):
            if name in seen:
                where = at(path, "cell", place)
                yield f"{where}: '{name}' names both '{seen[name]}' and '{cell.name}'; leave it in one"
            seen[name] = cell.name


def _stopwords(path: Path, phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a list, one a line (`#` opens a comment), and the network's own phrases."""
    text = _text(path) if path.exists() else ""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return tuple(sorted({line.lower() for line in (*lines, *phrases) if line}))
