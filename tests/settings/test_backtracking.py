# ruff: noqa: E501
"""Patterns that take for ever on some line, told from those that do not, before any line is met."""

import re
import time

import pytest

from pipeline.settings.backtracking import slow_line

SLOW = (
    r"(a+)+b", r"(\w+\s?)*x", r"(\w+\s*)+:$", r"(a|aa)+$", r"note of (\w+\s?)*x", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(.*)*x",
    r"(.*,)*x", r"\w*\w*\w*x", r".*.*.*=", r"(x+x+)+y", r"([^,]+,?)+;", r"([a-zA-Z0-9_.-]+)*@", r"((ab)+)+c",
    r"(?:\s*\w+){3,}!", r"(\S+ ?)+\.", r"(foo|fo+)+bar", r"(?:kite|boat) (\d+\.?)+x", r"(?P<day>\d+)+(?=x)",
)  # fmt: skip
QUICK = (
    r"\w+ \w+", r"notes? from \S.{0,100} (cell|roundtable)( \d+)?", r"(\w+, )*\w+", r"^\s*\w+\s*:\s*$", r"(\d+\.)+\d+",
    r"\S+\.(png|jpe?g)", r"(?:ab|a b)+c", r"(?i:kite)+ x*", r"[^\W_]+(?:-\w+)?", r"a{2,40}b{2,40}", r"((our|the) )*(talks?|boats?)",
)  # fmt: skip


@pytest.mark.parametrize("pattern", SLOW)
def test_a_slow_pattern_is_told_with_a_line_and_in_time(pattern):
    begun = time.process_time()
    assert slow_line(pattern)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("pattern", QUICK)
def test_a_quick_one_is_not(pattern):
    assert slow_line(pattern) == ""
    begun = time.process_time()
    for line in ("a" * 2000, "our " * 500, "1." * 1000):
        re.search(pattern, line)
    assert time.process_time() - begun < 1
