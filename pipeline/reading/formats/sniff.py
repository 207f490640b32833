"""Which format a file has: by its content first, by its name where the content leaves it open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.reading.formats import archive, docx_package
from pipeline.reading.formats.decoding import decode, doubtful, is_text
from pipeline.reading.formats.lines import Unreadable

ASK = "save it as .docx and try again"
PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0",
)  # fmt: skip
ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
OFFICE_XML = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "a spreadsheet",
    "xl/workbook.bin": "a spreadsheet",
    "ppt/presentation.xml": "a presentation",
    "index/document.iwa": "an Apple Pages document",
    "meta-inf/container.xml": "an e-book",
}
OFFICE_FOLDERS = {"word": "docx", "xl": "a spreadsheet", "ppt": "a presentation"}
"""Where the main part of a package lies that is called otherwise (Word on the web: `word/document2.xml`)."""
SUFFIXES = {
    "css": "a style sheet of a saved page",
    "js": "a script of a saved page",
    "svg": "a picture",
    "json": "a data file",
    "csv": "a data file",
    "tsv": "a data file",
    "toml": "a settings file",
    "ini": "a settings file",
    "ics": "a calendar file",
}
COMMENT = r"(?:\s*<!--.*?-->)*\s*"
PAGE = re.compile(rf"\s*(?:<\?xml[^>]*>)?{COMMENT}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
PIECE = re.compile(
    rf"{COMMENT}<(article|main|section|div|p|h[1-6]|ul|ol|table|meta|title|style|span|blockquote)\b[^>]*>",
    re.I | re.S,
)
TAG = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|span|strong|em|a|table)\b[^<>]*>", re.I)
XML = re.compile(r"\s*(?:<\?xml\b|<(?:rss|feed|office:document)\b)")
HEADERS = re.compile(r"(?:From [^\r\n]*\r?\n)?((?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+)")
SENT = re.compile(r"^(?:to|received|delivered-to|bcc):", re.I | re.M)
SENDER = re.compile(r"^from:", re.I | re.M)
MAILBOX = re.compile(r"From \S+.*\b(?:19|20)\d\d\b[^\r\n]*\r?\n(?:[ \t>]?[\w-]+:)")
CAPTIONS = re.compile(
    r"\s*(?:WEBVTT\b|(?:\d+\s*\r?\n)?(?:\d+:)?\d\d:\d\d[.,]\d{3}\s*-->\s*(?:\d+:)?\d\d:\d\d[.,]\d{3})"
)
ARCHIVED_PAGE = re.compile(r"(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related", re.I)


@dataclass(frozen=True)
class Recognised:
    """A file's format and what its reader is given: the bytes, or the text of a text format."""

    format: str
    content: bytes | str
    doubtful: int = 0  # letters that could not be told from a text's bytes


def recognise(data: bytes, name: str) -> Recognised:
    """Return the format of a file's bytes.

    Raises:
        Unreadable: it is of a kind that the program does not read.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("is empty; save the note in it anew, or take it out of the folder")
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if b"%PDF-" in data[:1024]:
        return Recognised("pdf", data)
    if data.startswith(b"PK"):
        return Recognised(_zipped(data), data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return Recognised("rtf", data)
    _refuse(data, suffix)
    text = decode(data)
    if not is_text(text):
        raise Unreadable(
            "holds bytes that are no text, in no format that is read here; save it as .docx, .pdf or .txt"
        )
    if _is_mail(text, suffix):
        return Recognised("mail", data)
    return Recognised(_text_format(text, suffix), text, doubtful(data, text))


def _zipped(data: bytes) -> str:
    """Return `docx` or `odt`."""
    with archive.opened(data) as opened:
        parts = {part.lower(): part for part in opened.namelist()}
        kind = next((OFFICE_XML[part] for part in OFFICE_XML if part in parts), "")
        kind = kind or OFFICE_FOLDERS.get(docx_package.main_part(opened).partition("/")[0].lower(), "")
        if not kind and "mimetype" in parts:
            with opened.open(parts["mimetype"]) as stream:
                media = stream.read(100).decode("ascii", "replace")
            kind = (
                "odt"
                if media.startswith("application/vnd.oasis.opendocument.text")
                else "an OpenDocument file"
            )
    if kind in ("docx", "odt"):
        return kind
    raise Unreadable(f"is {kind or 'an archive of other files'}, not a text; take the text out of it")


def _refuse(data: bytes, suffix: str) -> None:
    """Raise for formats that are known and not read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_old_office(data, suffix))
    if (
        data.startswith(PICTURES)
        or data[8:12] in (b"WEBP", b"AVIF")
        or data[4:12] in (b"ftypheic", b"ftypavif")
    ):
        raise Unreadable("is a picture; its text, if any, has to be typed")
    if data.startswith(ARCHIVES):
        raise Unreadable("is an archive of other files; unpack it first")
    if suffix in SUFFIXES:
        raise Unreadable(
            f"is {SUFFIXES[suffix]}, not a note; take it out of the folder, or save its text as .txt"
        )


def _old_office(data: bytes, suffix: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is locked with a password; save it without one"
    if suffix == "msg" or "__substg1.0_".encode("utf-16-le") in data:
        return "is a mail saved by Outlook (.msg); open it there and save it as .eml or .html"
    if suffix in ("xls", "ppt"):
        return "is an Office file of before 2007, and not a text; take the text out of it"
    return f"is a Word document of before 2007 (.doc); open it in Word or LibreOffice and {ASK}"


def _is_mail(text: str, suffix: str) -> bool:
    """Whether a text is a mail or a mailbox: by its name, or by headers that only a sent mail has."""
    opening = text[:20_000].lstrip("\ufeff\r\n")
    if MAILBOX.match(opening):
        return True
    headers = HEADERS.match(opening)
    if headers is None or suffix in ("mht", "mhtml"):
        return False
    sent = SENT.search(headers.group(1)) and SENDER.search(headers.group(1))
    return suffix == "eml" or bool(
        sent and re.search(r"^(?:message-id|mime-version):", headers.group(1), re.I | re.M)
    )


def _text_format(text: str, suffix: str) -> str:
    opening = text[:4096].lstrip("\ufeff")
    if CAPTIONS.match(opening):
        return "vtt"
    if PAGE.match(opening):
        return "html"
    if XML.match(opening):
        return "html" if "<html" in opening.lower() else "xml"
    if ARCHIVED_PAGE.match(opening):
        return "mhtml"
    if suffix in ("html", "htm", "xhtml") and TAG.search(text):
        return "html"
    if PIECE.match(opening) and len(TAG.findall(text)) >= 4:
        return "html"
    return {"md": "md", "markdown": "md", "org": "org"}.get(suffix, "txt")
