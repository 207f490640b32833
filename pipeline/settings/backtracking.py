"""Patterns that take for ever on a line that they nearly match: found by trying such lines, ever longer.

A repetition within another, or beside another of the same letters, can part a line in so many ways that
trying them all takes years. Lines are made of what the pattern itself repeats, and end in what it cannot
match; they grow by little, so that the trial itself stays short.

Source: J. C. Davis, C. A. Coghlan, F. Servant, D. Lee (2018), The impact of regular expression denial of
service (ReDoS) in practice, ESEC/FSE 2018, 246–256.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # there is no other way to a pattern's parts
from typing import Any

TIMES = (*range(12, 37, 2), 44, 60, 250, 700)
"""How often a line repeats what it is made of. By each step the trial takes a few times as long, if the
pattern is a bad one; the last steps show those that only get bad with long lines."""
LONG = 250
"""From here on characters are counted."""
QUICK = 0.0005
"""Seconds for 250 characters, up to which a line of 700, or of 2,000, takes no time worth speaking of."""
SLOW = 0.1
"""Seconds for one line; what patterns in common use take is less than a thousandth of it."""
REPEATED = re.compile(r"[*+]|\{\d*,(?:\d{2,})?\}")
OF_GROUP = re.compile(r"\)[*+{]")
MANY = 12
"""Repetitions up to so many times are not tried to their end."""
WITNESSES = "a1 -x.:A_é"
MOST = 4
"""Lines of a kind that are tried."""
END = "\0"


@cache
def slow_line(pattern: str) -> str:
    """Return the beginning of a line on which the pattern, which compiles, takes too long; else nothing."""
    repeated = len(REPEATED.findall(pattern))
    if repeated < 1 or (repeated < 2 and not OF_GROUP.search(pattern)):
        return ""  # one class of letters repeated once parts a line in as many ways as it has letters
    compiled = re.compile(pattern, re.I)
    for before, unit in dict.fromkeys(_pumped(_parser.parse(pattern), [""])):
        if unit and _takes_long(compiled, before, unit):
            return f"{before}{unit * 8}"[:40]
    return ""


def _takes_long(compiled: re.Pattern[str], before: str, unit: str) -> bool:
    for times in TIMES:
        line = f"{before}{unit * (times if times < LONG else times // len(unit))}{END}"
        begun = time.process_time()
        compiled.fullmatch(line)
        if times >= LONG:
            compiled.search(line)
        took = time.process_time() - begun
        if took > SLOW:
            return True
        if times >= LONG and took < QUICK:
            break
    return False


def _pumped(parts: Sequence[Any], before: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands before each repetition of the parts, and what is repeated in it."""
    for operator, value in parts:
        for inner in _inside(operator, value):
            yield from _pumped(inner, before)
        if operator in REPETITIONS and value[1] > MANY:
            units = _lines(value[2])
            yield from ((start, unit) for start in before for unit in units)
        ends = _of(operator, value)[:2]
        before = [start + end for start in before for end in ends][:MOST]


REPETITIONS = (_parser.MAX_REPEAT, _parser.MIN_REPEAT)


def _inside(operator: Any, value: Any) -> list[Sequence[Any]]:
    """Return the parts within one part: of a group, a repetition, an alternative."""
    if operator in REPETITIONS:
        return [value[2]]
    if operator is _parser.SUBPATTERN:
        return [value[-1]]
    return list(value[1]) if operator is _parser.BRANCH else []


def _lines(parts: Sequence[Any]) -> list[str]:
    """Return texts that the parts match, a few of each kind."""
    found = [""]
    for operator, value in parts:
        ends = _of(operator, value)
        found = [start + end for start in found for end in ends][:MOST]
    return list(dict.fromkeys(found))


def _of(operator: Any, value: Any) -> list[str]:
    """Return texts that one part matches; of what matches no letter an empty one."""
    if operator in REPETITIONS:
        return [each * max(1, value[0]) for each in _lines(value[2])]
    if operator is _parser.LITERAL:
        return [chr(value)]
    if operator in (_parser.IN, _parser.NOT_LITERAL, _parser.ANY, _parser.CATEGORY):
        return _letters(operator, value)
    inside = _inside(operator, value)
    return [each for parts in inside for each in _lines(parts)] or [""]


def _letters(operator: Any, value: Any) -> list[str]:
    """Return letters of a class, some that other classes have too."""
    if operator is _parser.ANY:
        return ["a", " "]
    if operator is _parser.NOT_LITERAL:
        return [next(each for each in WITNESSES if ord(each) != value)]
    said = [chr(each[1]) for each in value if each[0] is _parser.LITERAL]
    said += [chr(each[1][0]) for each in value if each[0] is _parser.RANGE]
    if value[0][0] is _parser.NEGATE:
        return [each for each in WITNESSES if each not in said][:3]
    held = [each for each in WITNESSES if any(_is_in(each, kind) for kind in value)]
    return list(dict.fromkeys([*held[:2], *said[:2]])) or [""]


def _is_in(letter: str, kind: tuple[Any, Any]) -> bool:
    tests = {
        _parser.CATEGORY_WORD: r"\w", _parser.CATEGORY_NOT_WORD: r"\W", _parser.CATEGORY_DIGIT: r"\d",
        _parser.CATEGORY_NOT_DIGIT: r"\D", _parser.CATEGORY_SPACE: r"\s", _parser.CATEGORY_NOT_SPACE: r"\S",
    }  # fmt: skip
    operator, value = kind
    if operator is _parser.CATEGORY:
        return re.fullmatch(tests[value], letter) is not None
    if operator is _parser.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return False
