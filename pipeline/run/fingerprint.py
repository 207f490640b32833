"""Fingerprints: checksums of what a stage depends on: its code, its part of the config, its libraries."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import BaseModel

FOLDER = Path(__file__).parent.parent
LIBRARIES = (
    *("ftfy", "lxml", "markdown-it-py", "pypdfium2", "python-docx"),  # reading
    *("nltk", "numpy", "pandas", "scikit-learn", "scipy", "threadpoolctl"),  # counting
    *("jinja2", "matplotlib", "xlsxwriter"),  # showing
)

# lines are enough to go by, and read ten times as fast as a parsed module
MODULE = re.compile(r"^\s*from (pipeline\.[\w.]+) import", re.MULTILINE)
PARTS = re.compile(r"^\s*from pipeline import (\w.*|\([^)]*\))", re.MULTILINE)


def of_value(value: Any) -> str:
    """Return the checksum of a part of the config, by its content as parsed.

    Fields of a dataclass that take no part in comparison (notes, examples, where it stands) take none here.
    """
    return sha256(json.dumps(_plain(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.compare}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


@cache
def of_code(module: str) -> str:
    """Return the checksum of a module of this package and of all modules of it that it imports."""
    digest = sha256()
    for path in sorted(_sources(module)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources(module: str) -> set[Path]:
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        for path in _files(waiting.pop()) - found:
            found.add(path)
            waiting += _imports(path)
    return found


def _files(module: str) -> set[Path]:
    """Return the files of `pipeline.<module>`: one, or all of a small package."""
    base = FOLDER.joinpath(*module.split(".")[1:])
    return {base.with_suffix(".py")} if base.with_suffix(".py").exists() else set(base.glob("*.py"))


@cache
def _imports(path: Path) -> list[str]:
    """Return the modules of this package that a module imports, anywhere in it."""
    text = path.read_text(encoding="utf-8")
    names = [name for found in PARTS.findall(text) for name in re.findall(r"\w+", found)]
    return MODULE.findall(text) + [f"pipeline.{name}" for name in names]


@cache
def of_libraries() -> dict[str, str]:
    """Return the versions of the libraries that results can depend on."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found
