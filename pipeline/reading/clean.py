"""Clean: the lines that the readers found, made alike in everything that is not their words.

Wrong decodings are mended, ligatures and odd spaces replaced, invisible characters dropped; curly quotes
stay curly, since quotations are told from apostrophes by them. The indent stays too: it carries nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ftfy
import pandas as pd

from pipeline.core.schemas import schema
from pipeline.core.wording import UNPRINTED

if TYPE_CHECKING:
    from pipeline.reading.formats import Reading


MEND = ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=False, explain=False, normalization="NFC")

QUOTES = str.maketrans({"‛": "‘", "´": "’", "`": "’", "ʼ": "’", "„": "“", "‟": "“", "″": "”"})
SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc]|"
    + UNPRINTED.pattern
)
RUN = re.compile(r"(?<=\S) {2,}(?=\S)")
DECOMPOSED_OR_ODD = re.compile(r"[^\n -~£‘’“”–—…•éÉ]")


@dataclass(frozen=True)
class RawFile:
    """A file under the raw folder: its path, its checksum and what its reader found."""

    source: str
    sha256: str
    reading: Reading


def cleaned(raw: Iterable[RawFile]) -> dict[str, pd.DataFrame]:
    """Return the tables `files` and `lines` of the files just read.

    Lines without words are left out; line numbers stay those of the file.
    """
    files, lines = [], []
    for file in raw:
        found = [(line.number, line.role, line.level, clean_line(line.text)) for line in file.reading.lines]
        kept = [row for row in found if row[-1].strip()]
        problem = file.reading.problem or (
            "" if kept else "it holds no text but signs that do not show; save the note in it anew"
        )
        characters = sum(len(row[-1]) for row in kept)
        reading = file.reading
        files.append(
            (file.source, reading.format, file.sha256, characters, reading.date, problem, reading.left_out)
        )
        lines += [(file.source, *row) for row in kept]
    return {"files": schema("files").frame(files), "lines": schema("lines").frame(lines)}


def clean_line(text: str) -> str:
    """Return one line, cleaned: the same words, the same indent, no space at its end."""
    if DECOMPOSED_OR_ODD.search(text):  # most lines need no mending, and mending is slow
        text = ftfy.fix_text(text, MEND).replace("\n", " ")
        text = INVISIBLE.sub("", SPACE.sub(" ", text)).translate(QUOTES)
    return RUN.sub(" ", text).rstrip()
