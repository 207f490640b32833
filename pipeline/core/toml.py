"""TOML files read, and texts written as TOML, with faults that name the file and the line."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.core.errors import Fault
from pipeline.core.wording import UNPRINTED

if TYPE_CHECKING:
    from tree_sitter import Node

IN_PLAIN_WORDS = {
    r"Cannot declare \((.*?),?\) twice": r"the table \1 is there twice; put its lines into one, or rename it",
    r"Cannot overwrite a value": "the key is there twice; remove one",
    r"Invalid date or datetime": "there is no such day, or hour, in the calendar; write one that there is",
    r"Unclosed array": "a list is not closed; write ] after its last entry",
    r"Unterminated string": "a text is not closed; write the quotation mark at its end",
    r"Illegal character '\\n'": "a text is not closed; write the quotation mark at its end",
    r"(?:Illegal|Found invalid) character ('.+?')": (
        r"has the sign \1, which a text cannot hold as it is; remove it"
    ),
    r"Expected '\]+' at the end of an? (?:table|array) declaration": "a bracket is not closed; write its end",
    r"""Expected ['"]{3,}""": "a text is not closed; write the quotation mark at its end",
    r"Expected newline or end of document after a statement": (
        "something is left over at the end of the line; a text goes in quotes, a remark behind #"
    ),
    r"Expected '=' after a key in a key/value pair": "has no = after its name; write name = value",
    r"Invalid value": "what stands behind the = is no value; a text goes in quotes",
    r"Invalid initial character for a key part": (
        "its name has a dot or a sign too many; write name = value"
    ),
    r"Invalid statement": "begins with a sign that no name has; write name = value, or # before a remark",
    r"Unescaped '\\' in a string": "has a backslash that means nothing",
}
"""What tomllib says, and what it means to the person who wrote the file."""
NO_TEXT = re.compile(rf"{UNPRINTED.pattern}|[\u202a-\u202e\u2066-\u2069]")
"""What no setting has: signs that cannot be shown, and those that turn the order of others round."""
WRITTEN_DAY = re.compile(r"=\s*\d{4}-\d\d-\d\d")
ESCAPES = {"\b": "\\b", "\f": "\\f", "\x1b": "\\e"}
Steps = tuple[str | int, ...]
"""The way to a value: keys, and the places in lists, from 0."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return the file's content; a missing file is an empty one.

    Raises:
        Fault: it is not UTF-8 or not TOML, with the line.
    """
    try:
        # letters with their accents beside them become the letters that the notes have
        found = tomllib.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig")))
        faults = [
            f"{at(path, *steps)}: {'.'.join(map(str, steps))}: {said}"
            for steps, said in _unprinted(found, ())
        ]
        if faults:
            raise Fault.of(faults)
        return found
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise Fault(_not_toml(path, str(error))) from error
    except RecursionError as error:
        raise Fault(f"{path}: has lists or tables nested deeper than any setting; write them flat") from error
    except ValueError as error:
        raise Fault(f"{path}: has a number longer than any; write one that can be meant") from error


def _unprinted(value: Any, way: Steps) -> Iterator[tuple[Steps, str]]:
    """Yield the way to each text with a sign that cannot be printed, and what it may be meant for."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _unprinted(each, (*way, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _unprinted(each, (*way, place))
    elif isinstance(value, str) and (sign := NO_TEXT.search(value)):
        written = ESCAPES.get(sign[0], f"\\u{ord(sign[0]):04x}")
        yield (
            way,
            f"{value[:60]!r} has a sign that cannot be printed: in double quotes {written} stands for it; "
            "write the text in single quotes, or leave it out",
        )


def _not_toml(path: Path, error: str) -> str:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    found = re.search(r" \(at line (\d+), column \d+\)", error)
    # a string or a list that nobody closed is found missing on a later line, or at the end
    number = int(found[1]) if found else len(lines)
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    what = error.replace(found[0] if found else " (at end of document)", "")
    if found is None:
        what = what.replace("Invalid value", "Unclosed array")
    if WRITTEN_DAY.search(text):  # what is no day is read up to where it still could be one
        what = what.replace(
            "Expected newline or end of document after a statement", "Invalid date or datetime"
        )
    for pattern, plain in IN_PLAIN_WORDS.items():
        what = re.sub(pattern, plain, what)
    shown = UNPRINTED.sub("\ufffd", text[:120])
    said = f"{path}:{number}: not valid TOML: {what}: ‘{shown}’"
    if "\\" in text and '"' in text:
        said += "; a backslash stands for itself in single quotes only: write '…'"
    return said


def at(path: Path, *steps: str | int) -> str:
    """Return `file:line` of what the steps lead to; of what is not there, that of the nearest around it."""
    try:
        lines = _lines(path.read_bytes())
    except OSError:
        return str(path)
    there = (steps[:length] for length in range(len(steps), 0, -1))
    line = next((lines[way] for way in there if way in lines), None)
    return f"{path}:{line}" if line else str(path)


def toml(text: str) -> str:
    """Return the text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@cache
def _lines(data: bytes) -> dict[Steps, int]:
    """Return the line, from 1, of every key and list entry of a TOML text."""
    import tree_sitter_toml  # only who has a fault to name waits for it
    from tree_sitter import Language, Parser

    lines: dict[Steps, int] = {}
    tables: dict[Steps, int] = {}
    document = Parser(Language(tree_sitter_toml.language())).parse(data).root_node
    for node in document.named_children:
        way: Steps = ()
        if node.type in ("table", "table_array_element"):
            keys = _keys(node.named_children[0])
            way = _way(keys, tables)
            if node.type == "table_array_element":
                tables[way] = tables.get(way, 0) + 1
                way = (*way, tables[way] - 1)
            lines.setdefault(way, _line(node))
        pairs = [node] if node.type == "pair" else [n for n in node.named_children if n.type == "pair"]
        for pair in pairs:
            lines.update(_of_pair(pair, way))
    return lines


def _way(keys: Steps, tables: dict[Steps, int]) -> Steps:
    """Return the way to a table; one below a list of tables belongs to the list's last entry."""
    way: Steps = ()
    for key in keys[:-1]:
        way = (*way, key)
        if way in tables:
            way = (*way, tables[way] - 1)
    return (*way, keys[-1])


def _of_pair(pair: Node, way: Steps) -> Iterator[tuple[Steps, int]]:
    way = (*way, *_keys(pair.named_children[0]))
    yield way, _line(pair)
    yield from _of_value(pair.named_children[-1], way)


def _of_value(value: Node, way: Steps) -> Iterator[tuple[Steps, int]]:
    if value.type == "inline_table":
        for pair in value.named_children:
            yield from _of_pair(pair, way)
    elif value.type == "array":
        for place, entry in enumerate(n for n in value.named_children if n.type != "comment"):
            yield (*way, place), _line(entry)
            yield from _of_value(entry, (*way, place))


def _keys(node: Node) -> Steps:
    """Return the names in a key: `a."b c".d` has three."""
    if node.type == "dotted_key":
        return tuple(key for child in node.named_children for key in _keys(child))
    text = node.text.decode() if node.text else ""
    return (json.loads(text) if text.startswith('"') else text.strip("'"),)


def _line(node: Node) -> int:
    return int(node.start_point.row) + 1
