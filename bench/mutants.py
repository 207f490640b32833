"""How many small faults in the code the tests notice.

    python -m bench.mutants [GROUP …] [--sample 30] [--seed 1] [--at FILE.py[:LINE]]

A group's tests run once, to learn which test runs which line; then, for each of a random sample of the faults
that `bench.mutations` makes in the group's modules, those of its tests that run the faulty line, the quickest
first, until one fails. Each run is a fork of a process that has the libraries loaded, with the faulty module
put in the place of the module: nothing is written. A fault under which the tests take three times as long
(half a minute at least) counts as noticed. mutmut leaves patterns and constants of a module alone, of which
the rules here are made; cosmic-ray starts Python and all libraries anew for each fault.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.mutations import Mutant, mutants

GROUPS = {
    "dating": (("dating/*.py",), ("tests/dating",)),
    "notes": (
        ("notes/split.py", "notes/duplicates.py", "notes/sections.py", "notes/signs.py", "notes/titles.py"),
        ("tests/notes",),
    ),
    "lexicon": (
        tuple(f"lexicon/{name}.py" for name in ("match", "automaton", "prefilter", "score", "terms")),
        ("tests/lexicon", "tests/tagging"),
    ),
    "series": (
        (
            "core/clustering.py",
            "core/interval.py",
            *(
                f"series/{name}.py"
                for name in ("recurrence", "statistics", "turns", "comparisons", "meetings")
            ),
        ),
        ("tests/series", "tests/core/test_interval.py"),
    ),
}
"""Group -> its modules under `pipeline/`, and the tests of their rooms."""
LIBRARIES = (
    "babel.dates", "coverage", "filelock", "ftfy", "hypothesis.strategies", "jinja2", "lxml.html", "nltk",
    "numpy", "pandas", "pebble", "pydantic", "pytest", "scipy.optimize", "scipy.sparse.csgraph",
    "scipy.special", "scipy.stats", "sklearn.base", "snowballstemmer", "statsmodels.stats.multitest", "xdist",
)  # fmt: skip
LOADED = {
    "lexicon": ("pipeline.language.dates", "pipeline.core.schemas", "pipeline.core.store"),
    **dict.fromkeys(
        ("dating", "notes", "series"),
        ("pipeline.settings.load", "pipeline.reading.clean", "pipeline.language.dates", "tests.framework"),
    ),
}
"""Modules of the project that rest on none of the group's, and are loaded once for all of its faults."""
LEFT_OUT = ("test_long_lines", "test_shuffled_meetings_are_hardly_ever_told_of", "test_whatever_the_notes")
"""Tests of the clock and of chance, which take as long as all others."""
LONGER, SECONDS = 3, 30
"""A run may take so many times as long as without a fault, and so many seconds of the processor."""
PACKAGE = Path("pipeline")


@dataclass
class Baseline:
    """The tests without a fault: the seconds that each took, and which of them run which lines of a file."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests that run a line of the fault's statement, the quickest first."""
        lines = self.tests.get(mutant.module, {})
        found = {t for n in range(mutant.first, mutant.last + 1) for t in lines.get(str(n), [])}
        if "" in found:  # run when the module is loaded: all tests may rest on it
            found = {t for tests in lines.values() for t in tests}
        return sorted(found - {""}, key=lambda t: self.seconds.get(t, 0.0))


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", default=list(GROUPS), metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--sample", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", default="", help="all faults of a file or of one of its lines, no sample")
    options = parser.parse_args()
    for name in LIBRARIES:
        importlib.import_module(name)
    for name in options.groups:
        _forked(lambda n=name: _group(n, options.sample, options.seed, options.at))  # type: ignore[misc]


def _group(name: str, size: int, seed: int, at: str) -> int:
    modules, folders = GROUPS[name]
    for module in LOADED[name]:
        importlib.import_module(module)
    files = sorted(path for pattern in modules for path in PACKAGE.glob(pattern))
    early = {path.with_suffix("").as_posix().replace("/", ".") for path in files} & set(sys.modules)
    if early:
        raise ImportError(f"loaded before their faults could be put in: {', '.join(sorted(early))}")
    everything = [m for path in files for m in mutants(path.as_posix(), path.read_text("utf-8"))]
    if at:
        chosen = [m for m in everything if f"{m.module}:{m.line}:".find(f"{at}:") >= 0]
    else:
        chosen = random.Random(seed).sample(everything, min(size, len(everything)))
    whole = Path(tempfile.mkdtemp()) / "baseline.json"
    code, took = _forked(lambda: _learn(folders, files, whole), 3600)
    if code:
        print(f"{name}: the tests fail without any fault; see to that first", flush=True)
        return code
    baseline = Baseline(**json.loads(whole.read_text("utf-8")))
    limit = max(SECONDS, int(LONGER * took))
    print(f"== {name}: {len(chosen)} of {len(everything)} faults, {len(baseline.seconds)} tests", flush=True)
    lived = 0
    for mutant in sorted(chosen, key=lambda m: (m.module, m.line)):
        tests = baseline.of(mutant)
        survives = not tests or _forked(lambda m=mutant, t=tests: _tried(m, t), limit)[0] == 0  # type: ignore[misc]
        lived += survives
        if survives:
            print(f"  {mutant}{'' if tests else '  (no test runs it)'}", flush=True)
    print(f"{name}: {len(chosen) - lived} of {len(chosen)} noticed", flush=True)
    return 0


def _forked(work: Callable[[], int], limit: int = 0) -> tuple[int, float]:
    """Return what the work answers in a process of its own, and the seconds of the processor it took.

    With a limit of such seconds nothing of it is shown, and it ends there.
    """
    before = sum(os.times()[2:4])
    child = os.fork()
    if not child:
        code = 1
        try:
            if limit:
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
                quiet = os.open(os.devnull, os.O_WRONLY)
                os.dup2(quiet, 1)
                os.dup2(quiet, 2)
            code = work()
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), sum(os.times()[2:4]) - before


class _Timed:
    """A pytest plugin: how long each test takes, and in which test the lines run."""

    def __init__(self, switch: Callable[[str], object]) -> None:
        self.switch, self.seconds = switch, dict[str, float]()

    def pytest_runtest_logstart(self, nodeid: str, location: object) -> None:
        self.switch(nodeid)
        self.seconds[nodeid] = -time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str, location: object) -> None:
        self.seconds[nodeid] += time.process_time()
        self.switch("")


class _Chosen:
    """A pytest plugin: these tests alone, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.place = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        chosen = (item for item in items if item.nodeid in self.place)
        items[:] = sorted(chosen, key=lambda item: self.place[item.nodeid])


def _learn(folders: Iterable[str], files: Sequence[Path], into: Path) -> int:
    """Run the tests and write the baseline."""
    from coverage import Coverage

    watched = Coverage(data_file=None, include=[path.as_posix() for path in files], config_file=False)
    watched.start()
    timed = _Timed(watched.switch_context)
    code = _pytest(folders, [timed])
    watched.stop()
    data = watched.get_data()
    lines = {p.as_posix(): data.contexts_by_lineno(str(p.resolve())) for p in files}
    into.write_text(json.dumps({"seconds": timed.seconds, "tests": lines}), "utf-8")
    return code


def _pytest(arguments: Iterable[str], plugins: list[object]) -> int:
    import pytest

    left_out = " and ".join(f"not {name}" for name in LEFT_OUT)
    options = [
        "-k",
        left_out,
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ]
    return int(pytest.main([*options, *arguments], plugins=plugins))


def _tried(mutant: Mutant, tests: Sequence[str]) -> int:
    """Return 0 if the tests pass with the fault."""
    sys.meta_path.insert(0, _Faulty(mutant))
    sys.dont_write_bytecode = True
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    return _pytest(files, [_Chosen(tests)])


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads a module with its fault."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = mutant.module.removesuffix(".py").replace("/", ".")

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, Path(self.mutant.module).resolve(), loader=self)

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.tree, self.mutant.module, "exec"), module.__dict__)


if __name__ == "__main__":
    main()
