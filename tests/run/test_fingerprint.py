"""What a stage's code is: every module that it can reach by imports, and the files beside them."""

import ast
import shutil

import pytest

from pipeline.run import fingerprint
from pipeline.run.fingerprint import PACKAGE, imports, of_code, reach
from pipeline.run.stages import STAGES


@pytest.fixture
def package(tmp_path):
    """A small package with every way to import."""
    root = tmp_path / "pipeline"
    files = {
        "__init__.py": "",
        "a/__init__.py": "",
        "a/stage.py": "from typing import TYPE_CHECKING\n"
        "from pipeline.b import one, two\n"
        "if TYPE_CHECKING:\n    from pipeline.c import types\n"
        "def f():\n    from pipeline.d.late import thing\n",
        "a/page.html": "<p>",
        "a/scripts/page.js": "1",
        "b/__init__.py": "two = 2",
        "b/one.py": "import pipeline.e.whole",
        "c/__init__.py": "",
        "c/types.py": "",
        "d/__init__.py": "from importlib import import_module",
        "d/late.py": "import_module(f'pipeline.f.{name}')",
        "e/__init__.py": "",
        "e/whole.py": "",
        "f/__init__.py": "",
        "f/x.py": "",
        "f/y.py": "",
        "g/__init__.py": "",
        "g/alone.py": "from pipeline.a import stage",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def test_the_code_of_a_stage_is_all_that_it_can_reach(package):
    found = {path.relative_to(package).as_posix() for path in reach(("a.stage",), package)}
    assert found == {
        *("__init__.py", "a/__init__.py", "a/stage.py", "a/page.html", "a/scripts/page.js"),
        *("b/__init__.py", "b/one.py", "d/__init__.py", "d/late.py", "e/__init__.py", "e/whole.py"),
        *("f/__init__.py", "f/x.py", "f/y.py"),
    }


def test_what_is_imported_for_types_alone_is_no_code(package):
    assert not [name for name in imports(package / "a" / "stage.py", package) if name.startswith("c")]


def is_for_types(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def parsed(path):
    """What a parser finds of what `imports` finds by patterns, as far as it names modules that are there."""
    tree = ast.parse(path.read_bytes())
    for_types = {id(n) for node in ast.walk(tree) if is_for_types(node) for n in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom):
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=str)
def test_patterns_find_the_imports_that_a_parser_finds(path):
    start = f"{PACKAGE.name}."
    wanted = {name.removeprefix(start) for name in parsed(path) if name.startswith(start)}
    assert wanted <= set(imports(path))
    files = {PACKAGE.joinpath(*name.split(".")) for name in set(imports(path)) - wanted}
    loads = "import_module(" in path.read_text(encoding="utf-8")
    assert loads or not [file for file in files if file.is_dir() or file.with_suffix(".py").exists()]


def test_no_import_is_relative():
    for path in PACKAGE.rglob("*.py"):
        assert "from ." not in path.read_text(encoding="utf-8"), path


def modules(stage):
    return (stage.module, *(f"run.inputs.{name}" for name in stage.inputs.values()), "run.runner")


@pytest.mark.slow
def test_an_edit_of_any_file_makes_each_stage_stale_that_reaches_it_and_no_other(tmp_path):
    copy = shutil.copytree(PACKAGE, tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    before = {stage.name: of_code(modules(stage), copy) for stage in STAGES}
    whole = fingerprint.of_program(copy)
    reached = {stage.name: reach(modules(stage), copy) for stage in STAGES}
    for path in sorted(p for p in copy.rglob("*") if p.is_file()):
        kept = path.read_bytes()
        path.write_bytes(kept + b"\n")
        for cached in (of_code, fingerprint.of_program):
            cached.cache_clear()
        stale = {stage.name for stage in STAGES if of_code(modules(stage), copy) != before[stage.name]}
        assert stale == {name for name, files in reached.items() if path in files}, path
        assert fingerprint.of_program(copy) != whole  # the report names the program: it is always stale
        path.write_bytes(kept)


@pytest.mark.parametrize(
    ("stage", "file"),
    [
        ("clean", "reading/files.py"),
        ("clean", "reading/formats/docx.py"),
        ("charts", "core/figures.py"),
        ("report", "run/inputs/provenance.py"),
        ("roundup", "roundup/files.py"),
        ("tag", "lexicon/score.py"),
        ("series", "core/store.py"),
    ],
)
def test_what_was_overlooked_before_is_code_of_its_stage(stage, file):
    [row] = [row for row in STAGES if row.name == stage]
    assert PACKAGE / file in reach(modules(row))
