"""The fingerprint of a passage's words: by it a code or a mark is kept without the text that it is of."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from pipeline.language.words import RUN

LENGTH = 16
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Letters alone: no spreadsheet takes `12e4567890123456` for a number then."""
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, joiners, marks of direction."""
PATTERN = rf"[a-p]{{{LENGTH}}}"


def fingerprint(text: str) -> str:
    """Return sixteen letters that stand for the words of the text, or nothing if it has none.

    Case, spaces, punctuation, kinds of quotes and dashes, ligatures and invisible characters do not count.
    64 bits: among a million different passages two are alike with a probability of 3 in 100,000,000.
    """
    plain = text if text.isascii() else INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    words = " ".join(RUN.findall(plain.casefold()))
    return sha256(words.encode()).hexdigest()[:LENGTH].translate(LETTERS) if words else ""
