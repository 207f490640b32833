"""A module of a library without the rest of it: packages import all they have, and most of it is not used.

nltk with its parsers and classifiers, and with them scikit-learn, takes over a second to import; the module
that tells sentences takes a twentieth of one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def part(name: str) -> ModuleType:
    """Return the module `name`, imported without running the `__init__` of the packages that it lies in.

    Where it cannot do without them they are imported as usual.
    """
    if name in sys.modules:
        return sys.modules[name]
    try:
        with _bare(name):
            return import_module(name)
    except ImportError:
        return import_module(name)


@contextmanager
def _bare(name: str) -> Iterator[None]:
    """Let the packages of `name` that are not imported yet be bare folders of modules for a while."""
    parts = name.split(".")[:-1]
    packages = [".".join(parts[: i + 1]) for i in range(len(parts))]
    put = [package for package in packages if package not in sys.modules]
    try:
        for package in put:
            spec = find_spec(package)
            if spec is None:
                raise ModuleNotFoundError(f"No module named '{package}'", name=package)
            bare = ModuleType(package)
            bare.__path__ = list(spec.submodule_search_locations or ())
            sys.modules[package] = bare
        yield
    finally:
        for package in put:
            sys.modules.pop(package, None)
