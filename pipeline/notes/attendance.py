"""Who was there: lists of names told from talk, under a heading such as "Present" or "Apologies"."""

from __future__ import annotations

import re

from pipeline.notes.blocks import Block

_title = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Fr|Sr|Sir|Dame|Lord|Lady|Cllrs?|Councillors?"
    r"|Ald(?:erman)?|Chair\w*|Vice[- ]Chair\w*|Mayor|Clerk)\.?"
)
_word = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.-]*|de|da|di|van|von|der|den|ten|la|le|al|bin|ap)"
NAME = re.compile(
    rf"(?:(?:{_title}:?\s+)+{_word}|{_word}\s+{_word})(?:\s+{_word}){{0,3}}(?:\s*[([|].{{0,80}}|\s?[,:;–-]\s.{{1,80}})?\.?"
)
"""A name, perhaps with a title before it and a role or place after it."""
LONGEST_NAME = 14
"""Words of a line that holds one name with its role."""
CAPITALS = 0.5
"""A list of names in one line has so large a share of words with a capital."""
FORMAL = re.compile(
    r"\b(?:apolog\w+|(?:was|were|members|those|also)\s+present|absen\w+|attend\w+|quor\w+|declar\w+|interests?|dispensations?|minutes|record\w*|approv\w+"
    r"|signed|confirmed|proposed|seconded|chair\w*|welcom\w+|regist\w+|observers?|received|accepted|clerk|joined"
    r"|arrived|opened|closed|commenced|members|absences?|invit\w+|adopted|agreed|corrections?|amendments?|amended|passed|none|nil)\b",
    re.I,
)
"""Words in which the formal business of a meeting is put."""
LONGEST_FORMAL = 45
"""Words of a passage of formal business; a longer one has something else to say."""
SHORT = 6
"""Words of a passage that says no more than "None this time"."""


def is_name(block: Block) -> bool:
    """Whether a block is one person's name, with a role perhaps, or a line of several names."""
    if block.words <= LONGEST_NAME and NAME.fullmatch(block.text):
        return True
    words = re.findall(r"[^\W\d_]{2,}", block.text)
    capitals = sum(word[0].isupper() for word in words)
    listed = len(re.findall(r"[,;/&|]|\band\b", block.text)) >= 1
    return bool(words) and listed and not block.text.isupper() and capitals >= CAPITALS * len(words)


def is_formal(block: Block) -> bool:
    """Whether a passage under a formal heading is formal business: names, or little and in its words."""
    if is_name(block) or block.words <= SHORT:
        return True
    return block.words <= LONGEST_FORMAL and FORMAL.search(block.text) is not None
