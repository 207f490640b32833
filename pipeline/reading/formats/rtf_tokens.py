"""RTF's tokens, and what its head says of fonts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?[ ]?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "\u00ad", b"\\": "\\", b"{": "{", b"}": "}"}
PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    255: "cp437",
}  # fmt: skip
"""A font's character set -> the code page of its bytes; all others are in the document's."""
SYMBOL = 2
FONT = re.compile(rb"\\f(\d+)[^{};]*?\\fcharset(\d+)")
STYLE = re.compile(rb"\{\s*((?:\\\*\s*)?(?:\\[a-zA-Z]+-?\d* ?|\{[^{}]*\}|\s)*)([^{};\\]*);?\s*\}")
PAGE = re.compile(rb"\\ansicpg(\d+)")


@dataclass(frozen=True)
class Token:
    """A piece of the stream: kind is open, close, star, word, byte (in `text` as Latin-1) or text."""

    kind: str
    text: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Style:
    """What the stylesheet says of a paragraph style."""

    name: str = ""
    outline: int = -1
    bold: bool = False


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a document; what is binary in it is passed over."""
    at = 0
    while match := TOKEN.search(data, at):
        at = match.end()
        if match["word"]:
            word, number = match["word"].decode(), int(match["number"]) if match["number"] else None
            if word == "bin" and number:
                at += max(number, 0)
            else:
                yield Token("word", word, number)
        elif match["byte"]:
            yield Token("byte", bytes.fromhex(match["byte"].decode()).decode("latin-1"))
        elif match["brace"]:
            yield Token("open" if match["brace"] == b"{" else "close")
        elif match["text"]:
            yield from _text(match["text"])
        else:
            yield _sign(match["sign"])


def _text(text: bytes) -> Iterator[Token]:
    if text.isascii():
        yield Token("text", text.decode("ascii"))
        return
    for i in range(len(text)):  # some programs write the bytes of their code page as they are
        yield Token("byte", text[i : i + 1].decode("latin-1"))


def _sign(sign: bytes) -> Token:
    if sign == b"*":
        return Token("star")
    if sign in (b"\r", b"\n"):
        return Token("word", "par")
    return Token("text", SIGNS.get(sign, ""))


def fonts_and_styles(data: bytes) -> tuple[dict[int, str], dict[int, Style], str]:
    """Return {font: codec}, {style: what it says} and the document's own codec."""
    page = PAGE.search(data[:2000])
    own = codec_of(f"cp{page.group(1).decode()}") if page else "cp1252"
    found = FONT.findall(_group(data, rb"\{\s*\\fonttbl"))
    fonts = {
        int(font): "cp1252" if int(charset) == SYMBOL else PAGES.get(int(charset), own)
        for font, charset in found
    }
    return fonts, dict(_styles(_group(data, rb"\{\s*\\stylesheet"))), own


def codec_of(name: str) -> str:
    """Return a codec that Python knows, Windows-1252 in place of one that it does not."""
    try:
        b"a".decode(name)  # of no bytes at all Python decodes any
    except LookupError:
        return {"cp10000": "mac_roman", "cp65001": "utf-8"}.get(name, "cp1252")
    return name


def _group(data: bytes, opening: bytes) -> bytes:
    """Return the first group that opens so, braces included; nothing if there is none."""
    start = re.search(opening, data)
    if start is None:
        return b""
    depth = 0
    for brace in re.finditer(rb"\\[{}]|[{}]", data[start.start() :]):
        depth += {b"{": 1, b"}": -1}.get(brace.group(), 0)
        if depth == 0:
            return data[start.start() : start.start() + brace.end()]
    return b""


def _styles(sheet: bytes) -> Iterator[tuple[int, Style]]:
    for words, name in STYLE.findall(sheet[1:-1]):
        number, outline = (re.search(rb"\\%s(\d+)(?!\d)" % word, words) for word in (b"s", b"outlinelevel"))
        label = name.decode("cp1252", "replace").strip()
        heading = re.fullmatch(r"heading (\d)", label, re.I)
        level = int(heading.group(1)) - 1 if heading else int(outline.group(1)) if outline else -1
        if not re.search(rb"\\(?:cs|ds|ts)\d", words):
            yield (
                int(number.group(1)) if number else 0,
                Style(label, level, bool(re.search(rb"\\b(?![a-z0])", words))),
            )
