"""A note as one plain text, the place of each passage in it, and these places in a text that came back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

BULLET = "• "
MARK = "\ufeff"
"""The byte order mark: at the beginning of a text it is none of its characters."""
Span = tuple[int, int]
LINE = re.compile(r"[^\n]*[^\s]")
SEPARATORS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))


@dataclass(frozen=True)
class NoteText:
    """A note's text, and offsets of the first character and after the last of its title and passages."""

    text: str
    title: Span
    spans: dict[str, Span]


def note_text(title: str, passages: Iterable[tuple[str, str, str]]) -> NoteText:
    """Return the note's text: its title, then its passages as they stand, a bullet with its mark.

    Args:
        title: one that is blank is written as `(no title)`.
        passages: (passage_id, kind, text) in their order.
    """
    title = one_end(title).lstrip(MARK)
    parts = [title if title.strip() else "(no title)"]
    length, spans, before = len(parts[0]), {}, ""
    for passage_id, kind, text in passages:
        between = "\n" if kind == before == "bullet" else "\n\n"
        mark, words = BULLET if kind == "bullet" else "", one_end(text)
        start = length + len(between) + len(mark)
        length, before = start + len(words), kind
        spans[passage_id] = (start, length)
        parts += [between, mark, words]
    return NoteText("".join(parts) + "\n", (0, len(parts[0])), spans)


def one_end(text: str) -> str:
    """Return the text with `\\n` at the end of each line."""
    return re.sub("\r\n?", "\n", text)


def located(note: NoteText, found: str) -> dict[str, Span]:
    """Return where the note's passages are in `found`, which a program may have changed.

    Lines are compared without blank ones and without space around them; a passage is there if all its lines
    are, in the order of the note. The others are left out.
    """
    if found == note.text:
        return note.spans
    ours, theirs = note.text.translate(SEPARATORS), found.translate(SEPARATORS)
    here, there = _lines(ours), _lines(theirs)
    matcher = SequenceMatcher(
        None, [ours[a:b] for a, b in here], [theirs[a:b] for a, b in there], autojunk=False
    )
    same: dict[int, Span] = {}
    for block in matcher.get_matching_blocks():
        same |= {block.a + step: there[block.b + step] for step in range(block.size)}
    spans = {}
    for passage_id, (start, end) in note.spans.items():
        held = [number for number, (a, b) in enumerate(here) if a < end and b > start]
        if held and all(number in same for number in held):
            mark = max(0, start - here[held[0]][0])
            spans[passage_id] = (same[held[0]][0] + mark, same[held[-1]][1])
    return spans


def _lines(text: str) -> list[Span]:
    """Return where each line that is not blank begins and ends, without the space around it."""
    return [
        (found.start() + len(found[0]) - len(found[0].lstrip()), found.end()) for found in LINE.finditer(text)
    ]
