"""Small faults for a module: each a change at one place of its syntax tree, as a person might slip.

Comparisons, `and`/`or`, `not`, arithmetic, numbers, words, patterns, conditions, slices, `min`/`max`,
statements left out and results given away. Docstrings, annotations, imports and decorators stay as they are.
"""

from __future__ import annotations

import ast
import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
CALLED = {
    "min": "max", "max": "min", "any": "all", "all": "any", "search": "match", "match": "fullmatch",
    "fullmatch": "search", "startswith": "endswith", "endswith": "startswith", "argmax": "argmin",
    "argmin": "argmax", "flatnonzero": "asarray", "maximum": "minimum", "minimum": "maximum",
    "partition": "rpartition", "rpartition": "partition", "removesuffix": "removeprefix",
}  # fmt: skip
BARE = {"lower", "strip", "casefold", "sorted", "copy", "abs", "round"}
"""Calls that are left out, their subject put in their place."""
PATTERN = (
    (re.compile(r"\\b"), ""),
    (re.compile(r"(?<=\|)[^|()\[\]\\]+\|"), ""),  # one of several words
    (re.compile(r"(?<=[\w)\]])\?(?![:=!<P])"), ""),
    (re.compile(r"(?<=[\w)\]])[+*](?!\?)"), "{2}"),
    (re.compile(r"[$^](?!\])"), ""),
    (re.compile(r"\(\?!"), "(?="),
)
OF_A_PATTERN = 4
"""Faults at most of one pattern, chosen by its words: a list of words would outweigh all rules."""


Path = tuple[tuple[str, int | None], ...]
"""The way to a node: per step the name of a field, and the place in it if it is a list."""


@dataclass(frozen=True)
class Mutant:
    """A fault: where it is, and what it makes of what."""

    module: str
    line: int
    first: int  # lines of its statement, or of what opens it: one that holds others
    last: int
    before: str
    after: str
    whole: ast.Module
    path: Path
    changed: ast.AST

    @property
    def tree(self) -> ast.Module:
        """The module with the fault in it."""
        tree = copy.deepcopy(self.whole)
        _put(tree, self.path, self.changed)
        return ast.fix_missing_locations(tree)

    def __str__(self) -> str:
        return f"{self.module}:{self.line}  {self.before}  ->  {self.after}"


def mutants(module: str, source: str) -> list[Mutant]:
    """Return all faults of a module, in the order of its lines."""
    tree = ast.parse(source)
    found = []
    for path, node, statement in _nodes(tree, (), None):
        for changed in _changes(node):
            line = getattr(node, "lineno", statement.lineno)
            end = line if hasattr(statement, "body") else statement.end_lineno or line
            found.append(
                Mutant(
                    module, line, statement.lineno, end, _short(node), _short(changed), tree, path, changed
                )
            )
    return sorted(found, key=lambda each: each.line)


def _nodes(node: ast.AST, path: Path, statement: ast.stmt | None) -> Iterator[tuple[Path, ast.AST, ast.stmt]]:
    """Yield the nodes that may be changed: the way to each, and the statement that it is in."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        many = value if isinstance(value, list) else [value]
        for place, child in enumerate(many):
            if not isinstance(child, ast.AST) or _is_left_alone(child):
                continue
            here = (*path, (name, place if isinstance(value, list) else None))
            within = child if isinstance(child, ast.stmt) else statement
            if within is not None:
                yield here, child, within
            yield from _nodes(child, here, within)


def _is_left_alone(node: ast.AST) -> bool:
    """Imports, docstrings and what is for types alone."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.alias, ast.arguments)):
        return True
    words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return words or (isinstance(node, ast.AnnAssign) and node.value is None)


def _put(tree: ast.Module, path: Path, changed: ast.AST) -> None:
    node: ast.AST = tree
    for name, place in path[:-1]:
        value = getattr(node, name)
        node = value if place is None else value[place]
    name, place = path[-1]
    if place is None:
        setattr(node, name, changed)
    else:
        getattr(node, name)[place] = changed


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else f"{text[:60]} … {text[-35:]}"


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    for kind, change in CHANGES:
        if isinstance(node, kind):
            yield from change(node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, way in enumerate(node.ops):
        for other in COMPARED[type(way)]:
            yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _both(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield rest[0] if len(rest) == 1 else _with(node, values=rest)


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if not isinstance(node.operand, ast.Constant):
        yield node.operand


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in COUNTED:
        yield _with(node, op=COUNTED[type(node.op)]())


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield _with(node, value=not value)
    elif isinstance(value, int):
        yield from (_with(node, value=value + by) for by in (1, -1))
    elif isinstance(value, float):
        yield from (_with(node, value=new) for new in ((value * 1.5, value * 0.5) if value else (1.0,)))
    elif isinstance(value, str):
        yield from _words(node, value)


def _words(node: ast.Constant, value: str) -> Iterator[ast.AST]:
    spots = [(m.span(), new) for old, new in PATTERN for m in old.finditer(value)]
    if len(value) < 8 or not ("\\" in value or "(?" in value or "|" in value):
        yield _with(node, value=f"XX{value}")
        return
    for (start, end), new in random.Random(value).sample(spots, min(OF_A_PATTERN, len(spots))):
        yield _with(node, value=value[:start] + new + value[end:])


def _call(node: ast.Call) -> Iterator[ast.AST]:
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in CALLED:
        field = "attr" if isinstance(called, ast.Attribute) else "id"
        yield _with(node, func=_with(called, **{field: CALLED[name]}))
    if name in BARE:
        inner = called.value if isinstance(called, ast.Attribute) else None
        if inner is None or (node.args and getattr(inner, "id", "") == "np"):
            inner = node.args[0]
        yield inner
    for place in range(len(node.keywords)):
        yield _with(node, keywords=[*node.keywords[:place], *node.keywords[place + 1 :]])
    if name == "compile" and len(node.args) == 2:
        yield _with(node, args=node.args[:1])


def _condition(node: ast.If | ast.IfExp | ast.While) -> Iterator[ast.AST]:
    yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _comprehension(node: ast.comprehension) -> Iterator[ast.AST]:
    for place in range(len(node.ifs)):
        yield _with(node, ifs=[*node.ifs[:place], *node.ifs[place + 1 :]])


def _loop(node: ast.Break | ast.Continue) -> Iterator[ast.AST]:
    yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()


def _result(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield _with(node, value=ast.Constant(None))


def _left_out(node: ast.Expr | ast.AugAssign | ast.Raise) -> Iterator[ast.AST]:
    yield ast.copy_location(ast.Pass(), node)


def _slice(node: ast.Slice) -> Iterator[ast.AST]:
    if node.lower is not None:
        yield _with(node, lower=None)
    if node.upper is not None:
        yield _with(node, upper=None)


CHANGES: tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[ast.AST]]], ...] = (
    (ast.Compare, _compare),
    (ast.BoolOp, _both),
    (ast.UnaryOp, _unary),
    (ast.BinOp, _binary),
    (ast.AugAssign, _binary),
    (ast.Constant, _constant),
    (ast.Call, _call),
    ((ast.If, ast.IfExp, ast.While), _condition),
    (ast.comprehension, _comprehension),
    ((ast.Break, ast.Continue), _loop),
    (ast.Return, _result),
    ((ast.Expr, ast.AugAssign, ast.Raise), _left_out),
    (ast.Slice, _slice),
)
