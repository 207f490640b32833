"""The words of a text: the one place that says where a word begins and ends.

The patterns differ because they serve different ends; each says which.
"""

from __future__ import annotations

import re

WORD = re.compile(r"\w+(?:['’-]\w+)*")
"""A word as a reader counts it: don't and co-production are one each."""
RUN = re.compile(r"\w+")
"""Letters and digits in a row: for telling whether two texts are the same, however their words are joined."""
LONG = re.compile(r"[^\W\d_]{3,}")
"""Three letters or more: what is counted by its stem; shorter ones say little of what a passage is about."""
TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[^\w\s]")
"""A word, a number or a mark (apostrophes straight): all that a text is made of, so that names can be told
by their place in a sentence."""


def words_of(text: str) -> list[str]:
    """Return the words in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def runs_of(text: str) -> list[str]:
    """Return the runs of letters and digits in lower case."""
    return RUN.findall(text.lower())
