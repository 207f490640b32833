"""A mail's plain text: its own paragraphs, without what it quotes and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.reading.formats.lines import LeftOut, Paragraph

QUOTED = re.compile(r"\s{0,3}(?:>|\|\s)")
SIGNATURE = re.compile(r"--\s?|_{5,}|Sent from my \w.{0,40}|Get Outlook for .{0,40}", re.I)
ATTRIBUTION = re.compile(
    r"(?:on|am|le|op|el|il|den|em)\b.{4,200}"
    r"\b(?:wrote|writes|schrieb|écrit|schreef|escribió|ha scritto|skrev|escreveu)\s*:",
    re.I | re.S,
)
"""What mail programs write above a quotation: "On Tue, 3 May 2022 at 10:15, Ann wrote:"."""
ORIGINAL = re.compile(r"-{3,}\s*(?:original message|ursprüngliche nachricht|message d'origine)\s*-{3,}", re.I)
FORWARDED = re.compile(r"(?:-{3,}\s*forwarded message\s*-{3,}|begin forwarded message:)", re.I)
FIELD = re.compile(r"\*?(?:from|sent|date|to|cc|subject|reply-to|importance)\s*:\*?\s", re.I)
ITEM = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+\S")
FULL, NARROW, WIDE = 0.75, 55, 100
"""Where the longest line is between these widths, a line of this share of it was broken for want of room."""


def own_paragraphs(text: str, flowed: bool, forwarded: bool, left_out: LeftOut) -> Iterator[Paragraph]:
    """Yield the paragraphs that a message itself says; `flowed`: a line that ends in a space goes on."""
    own = list(_own_lines(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), forwarded, left_out))
    width = max(map(len, own), default=0)
    wrapped = NARROW <= width <= WIDE
    held, last = "", ""
    for line in [*own, ""]:
        soft = last.endswith(" ") if flowed else wrapped and len(last) >= FULL * width
        hangs = line[:1].isspace() and ITEM.match(held) is not None
        if held and line.strip() and (soft or hangs) and not ITEM.match(line):
            held = f"{held.rstrip()} {line.strip()}"
        else:
            if held.strip():
                yield _shaped(held)
            held = line
        last = line


def _shaped(line: str) -> Paragraph:
    """Return a line as a paragraph, or as an item of a list that was typed."""
    item = re.match(r"(\s*)([-*•–]|\d{1,2}[.)])\s+(?=\S)", line)
    if item is None:
        return Paragraph(line)
    mark = f"{item.group(2)[:-1]}." if item.group(2)[0].isdigit() else "•"
    return Paragraph(line[item.end() :], depth=1 + len(item.group(1).expandtabs(4)) // 3, mark=mark)


def _own_lines(text: Sequence[str], forwarded: bool, left_out: LeftOut) -> Iterator[str]:
    """Yield the lines that are neither quoted nor a signature."""
    i = 0
    while i < len(text):
        line = text[i]
        if forwarded and FORWARDED.match(line.strip()):
            i = _after_fields(text, i + 1, left_out)
        elif QUOTED.match(line) and not forwarded:
            left_out.add("quoted replies", line)
            i += 1
        elif not forwarded and (taken := _quotation(text, i)):
            left_out.add("quoted replies", "\n".join(text[i : i + taken]))
            i += taken
        elif SIGNATURE.fullmatch(line.strip()) and line.strip():
            end = next((j for j in range(i, len(text)) if _begins_quotation(text, j)), len(text))
            left_out.add("signatures", "\n".join(text[i:end]))
            i = end
        else:
            yield QUOTED.sub("", line, count=1) if forwarded else line
            i += 1


def _begins_quotation(text: Sequence[str], i: int) -> bool:
    return (
        QUOTED.match(text[i]) is not None
        or FORWARDED.match(text[i].strip()) is not None
        or bool(_quotation(text, i))
    )


def _quotation(text: Sequence[str], i: int) -> int:
    """Return the number of lines from `i` on that open a quotation or are one; 0 if none does."""
    line = text[i].strip()
    if ORIGINAL.fullmatch(line) or FORWARDED.match(line):
        return len(text) - i
    fields = sum(FIELD.match(each.strip()) is not None for each in text[i : i + 4])
    if FIELD.match(line) and fields >= 3:  # Outlook quotes all that follows, without a mark
        return len(text) - i
    for size in (1, 2, 3):
        opening = " ".join(text[i : i + size]).strip()
        if ATTRIBUTION.fullmatch(opening):
            after = next((each for each in text[i + size :] if each.strip()), "")
            return size if QUOTED.match(after) or not after else len(text) - i
    return 0


def _after_fields(text: Sequence[str], i: int, left_out: LeftOut) -> int:
    """Return the place after the header lines of a forwarded message."""
    while i < len(text) and (not text[i].strip() or FIELD.match(QUOTED.sub("", text[i]).strip())):
        left_out.add("headers of forwarded mails", text[i])
        i += 1
    return i
