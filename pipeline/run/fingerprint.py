"""Fingerprints: checksums of what a stage depends on: its code, its part of the config, its libraries.

The code of a stage is every module that can be reached from it by imports, found by path from the imports as
they are written; those for types alone are left out, files beside the modules (templates, scripts) are in.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent.parent
FOR_TYPES = re.compile(r"^( *)if TYPE_CHECKING:\n(?:\1 +.*\n|\n)+", re.M)
IMPORT = re.compile(
    r"^[ \t]*(?:from (?P<source>[\w.]+) import (?P<names>\([^)]*\)|.*)|import (?P<plain>.*))", re.M
)
LOADED = re.compile(r"\bimport_module\(.*")
DOTTED = r"[\w.]+"
LIBRARIES = (
    *("ftfy", "lxml", "markdown-it-py", "pypdfium2", "python-docx", "pyyaml"),  # reading
    *(
        "nltk",
        "numpy",
        "pandas",
        "scikit-learn",
        "scipy",
        "pystemmer",
        "snowballstemmer",
        "threadpoolctl",
    ),  # counting
    *("jinja2", "matplotlib", "xlsxwriter"),  # showing
)


def of_value(value: Any) -> str:
    """Return the checksum of a part of the config, by its content as parsed.

    Fields of a dataclass that take no part in comparison (notes, examples, its source) take none here.
    """
    return sha256(json.dumps(_plain(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.compare}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def of_files(paths: Iterable[Path], root: Path) -> str:
    """Return one checksum of the files' paths under `root` and their bytes."""
    digest = sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def of_program(package: Path = PACKAGE) -> str:
    """Return the checksum of the whole program."""
    return of_files(_all(package), package)


def of_folder(folder: Path) -> str:
    """Return the checksum of all files in a folder; of one that is not there as of an empty one."""
    return of_files(_all(folder), folder)


def _all(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


@cache
def of_code(modules: tuple[str, ...], package: Path = PACKAGE) -> str:
    """Return the checksum of the modules, named from the package on, and of all that they can reach."""
    return of_files(reach(modules, package), package)


@cache
def reach(modules: tuple[str, ...], package: Path = PACKAGE) -> frozenset[Path]:
    """Return the files that can be reached by imports from the modules."""
    found: set[Path] = set()
    waiting = [path for module in modules for path in _files(module, package)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [p for module in imports(path, package) for p in _files(module, package)]
    beside = {p for folder in {path.parent for path in found} for p in _beside(folder)}
    return frozenset(found | beside)


@cache
def _beside(folder: Path) -> tuple[Path, ...]:
    """Return what is no module in a package's folder, and in its folders without modules."""
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            found += _all(path)
        elif path.is_file() and path.suffix != ".py":
            found.append(path)
    return tuple(found)


@cache
def _files(module: str, package: Path) -> tuple[Path, ...]:
    """Return the file of a module, and the `__init__` of each package that it lies in."""
    here, found = package, [package / "__init__.py"]
    for name in module.split("."):
        here = here / name
        found += [path for path in (here.with_suffix(".py"), here / "__init__.py") if path.exists()][:1]
    return tuple(found)


@cache
def imports(path: Path, package: Path = PACKAGE) -> tuple[str, ...]:
    """Return the modules of the package that a module imports, anywhere in it, named from the package on.

    Read from the text by patterns, far quicker than to parse it; the tests hold them to what a parser finds.
    `from pipeline.core import store` may name a module or something in one: both are given. A module that is
    loaded by a name put together (`import_module(f"pipeline.reading.formats.{name}")`) may be any of that
    package.
    """
    source = FOR_TYPES.sub("", path.read_text(encoding="utf-8"))
    found = {name for statement in IMPORT.finditer(source) for name in _imported(statement)}
    found |= {name for call in LOADED.finditer(source) for name in re.findall(DOTTED, call[0])}
    start = f"{package.name}."
    named = {name.removeprefix(start) for name in found if name.startswith(start)}
    whole = [name for name in named if name.endswith(".")]
    every = {f"{name}{p.stem}" for name in whole for p in package.joinpath(*name.split(".")).glob("*.py")}
    return tuple(sorted((named - set(whole)) | every))


def _imported(statement: re.Match[str]) -> Iterator[str]:
    """Yield what an import statement names."""
    if statement["plain"]:
        yield from re.findall(DOTTED, statement["plain"])
    else:
        yield statement["source"]
        names = re.sub("#.*", "", statement["names"])
        yield from (f"{statement['source']}.{name}" for name in re.findall(r"(?<!as )\b(?!as\b)\w+", names))


@cache
def of_libraries() -> Mapping[str, str]:
    """Return the versions of the libraries that results can depend on."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found
