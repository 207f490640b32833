"""Rich Text Format (.rtf): headings and lists by their styles and marks, tables, notes at their places.

RTF is a stream of control words, `{` and `}` for groups that keep what is set in them to themselves, and
bytes in the code page of their font. What a group holds that is no text (fonts, pictures) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, TableRow, lines, table
from pipeline.reading.formats.page_heads import with_heads
from pipeline.reading.formats.property_dates import iso
from pipeline.reading.formats.rtf_tokens import CHARACTERS, Style, Token, fonts_and_styles, tokens

TEXT_GROUPS = frozenset(
    {"shpinst", "shptxt", "shprslt", "fldrslt", "nesttableprops", "result", "pn", "bkmkstart"}
)
"""Groups marked as such that old programs may pass over, and that may hold text all the same."""
OTHER_GROUPS = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "themedata", "colorschememapping",
    "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "datastore", "latentstyles",
    "fldinst", "sp", "bkmkstart", "bkmkend", "revtbl", "filetbl", "background", "nonshppict", "mmathPr",
    "nonesttables", "do", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "tc", "xe", "private",
})  # fmt: skip
HEADS = frozenset({"header", "headerl", "headerr", "headerf"})
FEET = frozenset({"footer", "footerl", "footerr", "footerf"})
ASIDES = {"annotation": "comments", "atnid": "comments", "atnauthor": "comments"}
MARKS = frozenset({"listtext", "pntext"})
INDENT = 360
"""Twips by which each depth of a list is indented, where nothing else tells it."""
MADE = re.compile(rb"\\(?:creatim|revtim)\s*((?:\\(?:yr|mo|dy|hr|min|sec)\d+\s*)+)")
PART = re.compile(rb"\\(yr|mo|dy)(\d+)")
NUMBER_MARK = re.compile(r"\(?(\d{1,3})[.)]?")
LISTED = re.compile(r"list (?:bullet|number) ?(\d)?", re.I)
SETS: dict[str, tuple[str, type]] = {
    "b": ("bold", bool), "v": ("hidden", bool), "deleted": ("deleted", bool), "uc": ("fallback", int),
    "s": ("style", int), "ilvl": ("depth", int), "li": ("indent", int), "outlinelevel": ("outline", int),
}  # fmt: skip
"""What a word sets for the text after it: the field of the state, switched on or off, or given a number."""
RESETS: dict[str, dict[str, Any]] = {
    "plain": {"bold": False, "hidden": False},
    "pard": {"style": 0, "outline": -1, "depth": 0, "indent": 0, "in_table": False},
    "intbl": {"in_table": True},
}
DEEPEST = 2000


def read(data: bytes) -> Content:
    """Return the document's lines and the day it was made, by its own properties."""
    reader = _RtfReader(data)
    for token in tokens(data):
        reader.take(token)
    reader.finish()
    body = with_heads(reader.heads, reader.out, reader.left_out)
    return Content(lines(body), _date(data), reader.left_out)


def _date(data: bytes) -> str:
    for match in MADE.finditer(data):
        parts = {name.decode(): int(digits) for name, digits in PART.findall(match.group(1))}
        day = iso(f"{parts.get('yr', 0):04d}-{parts.get('mo', 0):02d}-{parts.get('dy', 0):02d}")
        if day:
            return day
    return ""


@dataclass(frozen=True)
class _RtfState:
    """What is set in a group, and what the group is: text, a list's mark, or passed over as something."""

    into: str = "text"  # text, mark, note, head, nothing, or what is left out
    codec: str = "cp1252"
    fallback: int = 1  # characters after a Unicode character that stand for it in old programs
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    outline: int = -1
    depth: int = 0
    indent: int = 0
    in_table: bool = False


@dataclass
class _RtfText:
    """A paragraph in hand."""

    text: str = ""
    plain: bool = False
    mark: str = ""


@dataclass
class _RtfReader:
    data: bytes
    out: list[Paragraph] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)

    def __post_init__(self) -> None:
        self.fonts, self.styles, codec = fonts_and_styles(self.data)
        self.state = _RtfState(codec=codec)
        self.stack: list[_RtfState] = []
        self.texts = [_RtfText()]  # of the body, and of notes in it
        self.after: list[Paragraph] = []  # notes that follow the paragraph in hand
        self.rows: list[TableRow] = []
        self.cells: list[tuple[Paragraph, ...]] = []
        self.cell: list[Paragraph] = []
        self.header_row = False
        self.opened = self.starred = False
        self.skip = 0  # characters to be passed over after a Unicode character
        self.raw = b""

    # what a token does

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind != "byte":
            self._decode()
        if token.kind in ("open", "close"):
            self._brace(token.kind)
        elif token.kind == "word":
            self._word(token.text, token.number)
        elif token.kind == "byte":
            self._byte(token.text.encode("latin-1"))
        elif token.kind == "text":
            self._plain_text(token.text)
        self.starred = token.kind == "star" or (self.starred and token.kind == "open")
        self.opened = token.kind == "open" or (self.opened and token.kind == "star")

    def _brace(self, kind: str) -> None:
        if kind == "open" and len(self.stack) < DEEPEST:
            self.stack.append(self.state)
        elif kind == "close" and self.stack:
            self._close()

    def finish(self) -> None:
        """End the last paragraph and table."""
        self._decode()
        self._end_paragraph()
        self._end_table()

    def _word(self, word: str, number: int | None) -> None:
        if self.opened and self._group(word):
            return
        if word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word in ENDS and self.state.into in ("text", "note"):
            ENDS[word](self)
        elif word == "u" and number is not None:
            self._decode()
            self._add(chr(number % 65536))
            self.skip = self.state.fallback
        else:
            self._set(word, number)

    def _group(self, word: str) -> bool:
        """Take the word that says what a group is, if it is none of text."""
        into = ""
        if word in HEADS:
            into = "head"
            self.heads.append("")
        elif word in FEET:
            into = "page footers"
        elif word in MARKS:
            into = "mark"
        elif word == "footnote":
            into = "note"
            self.texts.append(_RtfText())
        elif word in ASIDES:
            into = ASIDES[word]
        elif word in OTHER_GROUPS or (self.starred and word not in TEXT_GROUPS):
            into = "nothing"
        if into and self.state.into not in ("nothing", "page footers", *ASIDES.values()):
            self.state = replace(self.state, into=into)
        return bool(into)

    def _close(self) -> None:
        was, self.state = self.state, self.stack.pop()
        if was.into == "note" and self.state.into != "note":
            self._end_paragraph()
            self.texts.pop()

    def _set(self, word: str, number: int | None) -> None:
        """Take a word that sets something for the text after it."""
        if word == "trowd":
            self.header_row = False
        elif word == "trhdr":
            self.header_row = True
        elif word == "f":
            self.state = replace(self.state, codec=self.fonts.get(number or 0, self.state.codec))
        elif word in RESETS:
            self.state = replace(self.state, **RESETS[word])
        elif word in SETS:
            name, given = SETS[word]
            value: Any = number != 0 if given is bool else max(number or 0, 0)
            self.state = replace(self.state, **{name: value})

    # text

    def _byte(self, byte: bytes) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.raw += byte

    def _decode(self) -> None:
        if self.raw:
            raw, self.raw = self.raw, b""
            self._add(raw.decode(self.state.codec, "replace"))

    def _plain_text(self, text: str) -> None:
        passed, self.skip = min(self.skip, len(text)), max(self.skip - len(text), 0)
        self._add(text[passed:])

    def _add(self, text: str) -> None:
        into, held = self.state.into, self.texts[-1]
        if into == "mark":
            held.mark += text
        elif into == "head":
            self.heads[-1] += text.replace("\n", " ")
        elif into in ("text", "note"):
            if self.state.hidden or self.state.deleted:
                self.left_out.add("hidden text" if self.state.hidden else "deleted text", text)
                return
            held.text += text
            held.plain |= bool(text.strip()) and not (self.state.bold or self._style().bold)
        elif into != "nothing":
            self.left_out.add(into, text)

    # paragraphs and tables

    def _style(self) -> Style:
        return self.styles.get(self.state.style, Style())

    def _end_paragraph(self) -> None:
        if self.state.into == "head":
            self.heads[-1] += " "
            return
        held = self.texts[-1]
        self.texts[-1] = _RtfText()
        in_note = len(self.texts) > 1
        shaped = [self._shaped(held)] if held.text.strip() else []
        if in_note:
            self.after += [Paragraph(p.text) for p in shaped]
            return
        found, self.after = [*shaped, *self.after], []
        if self.state.in_table:
            self.cell += found
        elif found:
            self._end_table()
            self.out += found

    def _shaped(self, held: _RtfText) -> Paragraph:
        state, style = self.state, self._style()
        if style.name.lower() == "title":
            return Paragraph(held.text, role="title")
        outline = state.outline if state.outline >= 0 else style.outline
        number = NUMBER_MARK.fullmatch(held.mark.strip())
        if 0 <= outline < 6:
            mark = held.mark.strip()
            return Paragraph(f"{mark} {held.text}" if any(map(str.isalnum, mark)) else held.text, outline + 1)
        if held.mark.strip():
            mark = f"{number.group(1)}." if number else "•"
            named = LISTED.fullmatch(style.name)
            depth = int(named.group(1) or 1) if named and not state.depth else state.depth + 1
            return Paragraph(held.text, depth=depth, mark=mark)
        typed = held.text.lstrip().startswith("•")
        return Paragraph(
            held.text, depth=max(state.indent // INDENT, 1) if typed else 0, strong=not held.plain
        )

    def _end_cell(self) -> None:
        self.state = replace(self.state, in_table=True)
        self._end_paragraph()
        self.cells.append(tuple(self.cell))
        self.cell = []

    def _end_row(self) -> None:
        if self.cells:
            self.rows.append(TableRow(tuple(self.cells), self.header_row))
        self.cells = []

    def _end_table(self) -> None:
        if self.cell:  # a table that breaks off
            self.cells.append(tuple(self.cell))
            self.cell = []
        self._end_row()
        self.out += table(self.rows)
        self.rows = []


ENDS: dict[str, Callable[[_RtfReader], None]] = {
    "par": _RtfReader._end_paragraph,
    "sect": _RtfReader._end_paragraph,
    "nestcell": _RtfReader._end_paragraph,
    "cell": _RtfReader._end_cell,
    "row": _RtfReader._end_row,
}
