"""The plan of the house: floors lie on floors below, no stage imports another, nothing goes in circles."""

import ast
from graphlib import TopologicalSorter

import pytest

from pipeline.run.fingerprint import PACKAGE, imports

FLOORS = (
    ("core",),
    ("language",),
    ("lexicon",),
    ("settings",),
    ("reading", "notes", "dating", "tagging", "topics", "series"),
    ("report", "charts", "roundup", "workbench", "coding", "sample"),
    ("run",),
    ("cli",),
)
FLOOR = {package: number for number, packages in enumerate(FLOORS) for package in packages}
STAGES = {package for floor in FLOORS[4:6] for package in floor}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def name_of(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def test_every_package_has_its_floor():
    assert {path.relative_to(PACKAGE).parts[0] for path in MODULES} == set(FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_from_below_alone_and_no_stage_another(path):
    home = path.relative_to(PACKAGE).parts[0]
    others = {name.split(".")[0] for name in imports(path)} & set(FLOOR) - {home}
    assert not [other for other in others if FLOOR[other] > FLOOR[home]]
    assert not (home in STAGES and others & STAGES)
    assert not [other for other in others if FLOOR[other] == FLOOR[home]]


def test_nothing_goes_in_circles():
    names = {name_of(path).removesuffix(".__init__") for path in MODULES}
    graph = {name_of(path).removesuffix(".__init__"): set(imports(path)) & names for path in MODULES}
    graph = {name: others - {name, name.rpartition(".")[0]} for name, others in graph.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(names)


def test_a_class_name_means_one_thing():
    seen = {}
    for path in MODULES:
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.ClassDef):
                assert node.name not in seen, f"{node.name}: {seen[node.name]} and {name_of(path)}"
                seen[node.name] = name_of(path)
