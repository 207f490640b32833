"""The frameworks that travel with the program: what a new working folder is made of.

Each is a folder with `config/` and, for a first look, `data/sample/`. The first, which is the project's own
`config/`, is whole; another one holds what it says otherwise, and takes the rest from the first. In an
installed program they lie in the package; in a checkout they are where they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.core.errors import Fault, nearest

PACKAGE = Path(__file__).parent.parent
INSTALLED = PACKAGE / "frameworks"
FIRST = "better-way"
OF_A_NETWORK = ("config/network.toml", "config/cells.toml", "config/codes.csv", "config/themes/")
"""What no framework takes from another one."""


def names() -> list[str]:
    """Return the names of all frameworks, the first one first."""
    others = {path.name for path in _others().iterdir() if (path / "config").is_dir()}
    return [FIRST, *sorted(others - {FIRST})]


def files(name: str) -> dict[str, Path]:
    """Return {path in the working folder: file of the program} of a framework, by path.

    Raises:
        Fault: there is no framework of that name.
    """
    if name not in names():
        raise Fault(f"there is no framework '{name}'{nearest(name, names())}; there are {', '.join(names())}")
    first = dict(_first())
    if name == FIRST:
        return first
    common = {
        path: file
        for path, file in first.items()
        if path.startswith("config/") and not path.startswith(OF_A_NETWORK)
    }
    return dict(sorted((common | dict(_in(_others() / name, ""))).items()))


def _first() -> Iterator[tuple[str, Path]]:
    root = INSTALLED / FIRST if INSTALLED.is_dir() else PACKAGE.parent
    yield from _in(root / "config", "config/")
    yield from _in(root / "data" / "sample", "data/sample/")


def _others() -> Path:
    return INSTALLED if INSTALLED.is_dir() else PACKAGE.parent / "examples"


def _in(folder: Path, under: str) -> Iterator[tuple[str, Path]]:
    """Yield every file of a folder with its path, below `under`; hidden ones are nobody's."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "~$", "__pycache__")) for part in place.parts):
            yield under + place.as_posix(), path
