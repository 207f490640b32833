"""Bytes to text: by the byte order mark, as UTF-16 by its zeros, as UTF-8, else as Windows-1252."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.I)
LATIN = ("iso8859-1", "ascii")
PROBE = b"<p lang=en>09</p>"
"""An encoding whose name could be read in the page leaves this as it is; base64 and EBCDIC do not."""
NO_PAGE = ("unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape", "idna", "punycode")
OPENING = 2048
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
MOST_CONTROL = 0.02
"""Larger shares of control characters are found in programs, pictures and sounds, not in text."""


def decode(data: bytes) -> str:
    """Return the text that the bytes hold, whatever they are; what cannot be decoded becomes U+FFFD."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared:
            return data.decode(declared, "replace")
        return data.decode("utf-8", "windows-byte") if _mostly_utf8(data, error) else _windows(data)


def doubtful(data: bytes, text: str) -> int:
    """Return how many letters of the text are lost, or were told from bytes of another encoding."""
    lost = text.count("\ufffd")
    if data.startswith(tuple(mark for mark, _ in MARKS[1:])) or _wide(data):
        return lost
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _declared(data) and _mostly_utf8(data, error):
            return lost + len(data) - len(data.decode("utf-8", "ignore").encode())
    return lost


def is_text(text: str) -> bool:
    """Whether the decoded text is text at all."""
    return len(CONTROL.findall(text)) <= MOST_CONTROL * len(text)


def _wide(data: bytes) -> str:
    """Return the kind of UTF-16 without a mark: every other byte of Latin text is zero."""
    opening = data[:OPENING]
    pairs = len(opening) // 2
    even, odd = opening[0::2].count(0), opening[1::2].count(0)
    if pairs and odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if pairs and even > 0.4 * pairs and odd < 0.05 * pairs else ""


def _declared(data: bytes) -> str:
    """Return the encoding that a page or XML file names, if Python knows it as one of text."""
    opening = data[:OPENING]
    match = DECLARED.search(opening) if opening.lstrip().startswith(b"<") else None
    try:
        codec = codecs.lookup(match.group(1).decode("ascii")) if match else None
        # refuses base64 and the like, which are no encodings of text
        plain = codec is not None and PROBE.decode(codec.name, "replace") == PROBE.decode()
    except (LookupError, ValueError):
        return ""
    # pages that say Latin-1 mean Windows-1252, as browsers know
    own = codec is None or codec.name.startswith("utf") or codec.name in (*LATIN, *NO_PAGE)
    return "" if own or codec is None or not plain else codec.name


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell UTF-8 with a few foreign bytes, or cut off in a character, from Windows-1252."""
    kept = data.decode("utf-8", "ignore")
    good = sum(character > "\x7f" for character in kept)
    bad = len(data) - len(kept.encode())
    cut_off = error.reason == "unexpected end of data" and bad > 1
    return cut_off or good > bad


def _windows(data: bytes) -> str:
    return data.decode("cp1252", "replace")


def _windows_byte(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not UTF-8 as Windows-1252, except a character cut off by the file's end."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "", error.end
    return _windows(error.object[error.start : error.end]), error.end


codecs.register_error("windows-byte", _windows_byte)
