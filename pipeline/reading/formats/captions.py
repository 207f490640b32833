"""Transcripts (.vtt, .srt): who speaks and what is said, without cue numbers and times.

A cue is a piece of speech that fits a screen, no sentence: cues are joined until the speaker changes, there
is a long silence, or a paragraph has grown long and its sentence ends.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, lines

TIMES = re.compile(
    r"(?P<start>(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3})\s*-->\s*(?P<end>(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}).*"
)
VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")
TAG = re.compile(r"</?[a-z][^>]*>|<\d[\d:.]*>|\{\\[^}]*\}", re.I)
NAMED = re.compile(r"(?:>>\s*)?([A-Z][\w.’'-]*(?: [A-Z(][\w.’')-]*){0,4}):\s+(?=\S)")
"""A speaker's name before what is said: "Ann Example: We should …"."""
BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)\b")
SILENCE, LONG = 8.0, 80
"""Seconds without speech, and words in a paragraph, after which the next sentence begins another."""


@dataclass(frozen=True)
class _Cue:
    start: float
    end: float
    speaker: str
    text: str


def read(text: str) -> Content:
    """Return a transcript's lines: a paragraph a turn, with the speaker's name before it."""
    left_out = LeftOut()
    return Content(lines(_turns(list(_cues(text, left_out)))), "", left_out)


def _cues(text: str, left_out: LeftOut) -> Iterator[_Cue]:
    """Yield what each cue says; one that only goes on with the cue before it keeps its speaker."""
    for block in re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", text.lstrip("\ufeff"))):
        rows = block.strip("\n").split("\n")
        at = next((i for i, row in enumerate(rows) if TIMES.match(row.strip())), None)
        if at is None:
            if block.strip() and not block.startswith("WEBVTT"):
                left_out.add("remarks and styles", block)
            continue
        left_out.add("cue numbers and times", "".join(rows[: at + 1]))
        times = TIMES.match(rows[at].strip())
        assert times is not None
        start, end = (_seconds(times[name]) for name in ("start", "end"))
        for row in _spoken(rows[at + 1 :]):
            yield _Cue(start, end, *row)


def _spoken(rows: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (speaker, words) of a cue's rows, those of one speaker together."""
    speaker, words = "", ""
    for row in rows:
        voice = VOICE.search(row)
        bare = " ".join(html.unescape(TAG.sub("", VOICE.sub("", row))).split())
        named = NAMED.match(bare)
        said = bare[named.end() :] if named else bare
        who = voice.group(1).strip() if voice else named.group(1) if named else ""
        if who and words:
            yield speaker, words
            words = ""
        speaker = who or speaker
        words = f"{words} {said}".strip()
    if words:
        yield speaker, words


def _turns(cues: list[_Cue]) -> Iterator[Paragraph]:
    held: list[_Cue] = []
    words = 0  # in those held
    for cue in cues:
        if held and _parts(held, words, cue):
            yield _turn(held)
            held, words = [], 0
        if not (held and cue.text == held[-1].text):  # rolling captions show a row twice
            held.append(cue)
            words += len(cue.text.split())
    if held:
        yield _turn(held)


def _parts(held: list[_Cue], words: int, cue: _Cue) -> bool:
    """Whether a cue begins another paragraph after those held, of so many words."""
    if cue.speaker and cue.speaker != held[0].speaker:
        return True
    whole = held[-1].text.endswith((".", "!", "?", "…"))
    return cue.start - held[-1].end > SILENCE or (whole and words >= LONG)


def _turn(cues: list[_Cue]) -> Paragraph:
    words = " ".join(cue.text for cue in cues)
    return Paragraph(f"{cues[0].speaker}: {words}" if cues[0].speaker else words, role="text")


def _seconds(time: str) -> float:
    *larger, seconds = time.replace(",", ".").split(":")
    return sum(int(part) * 60**i for i, part in enumerate(reversed(larger), start=1)) + float(seconds)
