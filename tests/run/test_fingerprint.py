"""What a stage's code is: its module, and every module that it imports."""

import ast

from pipeline.run import fingerprint


def by_parsing(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}: a relative import is not seen"
            if node.module == "pipeline":
                names |= {f"pipeline.{alias.name}" for alias in node.names}
            elif (node.module or "").startswith("pipeline."):
                names.add(node.module)
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("pipeline") for alias in node.names), path.name
    return names


def test_no_import_is_overlooked():
    for path in fingerprint.FOLDER.rglob("*.py"):
        if path.name != "__main__.py":
            assert by_parsing(path) <= set(fingerprint._imports(path)), path.name


def test_the_code_of_a_stage_holds_what_it_imports():
    names = {path.stem for path in fingerprint._sources("pipeline.tagging.stage")}
    assert {"stage", "match", "automaton", "terms", "likeness", "stems", "score"} <= names
    assert "canvas" not in names
