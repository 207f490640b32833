"""Mails (.eml) and mailboxes (.mbox): each message's subject, day and own words.

What a message quotes of another, and the signature under it, are passed over, since they stand in other
messages, too. A forwarded message is kept: it is what the sender had to say.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

from pipeline.reading.formats import mail_html
from pipeline.reading.formats.decoding import decode
from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, Unreadable, lines
from pipeline.reading.formats.mail_text import own_paragraphs
from pipeline.reading.formats.property_dates import iso

BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n")
ESCAPED = re.compile(rb"^>(>*From )", re.M)
PREFIX = re.compile(r"(?:(?:re|aw|sv|antw|fwd?|wg|tr|vs)(?:\[\d+\])?\s*:\s*)+", re.I)
FORWARD = re.compile(r"\s*(?:re\s*:\s*)*(?:fwd?|wg|tr)\s*:", re.I)
NO_SUBJECT = "(no subject)"


def read(data: bytes) -> Content:
    """Return the lines of a mail, or of every message of a mailbox, with the day that it was sent.

    Raises:
        Unreadable: it is encrypted, or no message in it has words of its own.
    """
    left_out = LeftOut()
    messages = [_message(source) for source in _sources(data)]
    found = [(message, list(_body(message, left_out))) for message in messages]
    kept = [(message, body) for message, body in found if body]
    if not kept:
        encrypted = any("encrypted" in message.get_content_type() for message in messages)
        raise Unreadable(
            "is an encrypted mail; open it in your mail program and save its text"
            if encrypted
            else "is a mail without words of its own; save what is attached to it here, if that is the note"
        )
    parts = [p for message, body in kept for p in (*_lead(message, dated=len(messages) > 1), *body)]
    date = _sent(messages[0]) if len(messages) == 1 else ""
    return Content(lines(parts), date, left_out)


def _sources(data: bytes) -> list[bytes]:
    """Return the messages of a mailbox, or the one message."""
    if not BEGINS.match(data):
        return [data]
    return [ESCAPED.sub(rb"\1", source) for source in BEGINS.split(data) if source.strip()]


def _message(source: bytes) -> EmailMessage:
    return email.message_from_bytes(source, policy=email.policy.default)


def _lead(message: EmailMessage, dated: bool) -> Iterator[Paragraph]:
    date = _sent(message)
    if dated and date:
        yield Paragraph(date, role="date")
    subject = PREFIX.sub("", " ".join(_header(message, "subject").split()), count=1).strip()
    yield Paragraph(subject or NO_SUBJECT, role="title")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (
        ValueError,
        IndexError,
        AttributeError,
        KeyError,
    ):  # the parser of damaged headers is not without faults
        return ""


def _sent(message: EmailMessage) -> str:
    return iso(_header(message, "date"))


def _body(message: EmailMessage, left_out: LeftOut) -> list[Paragraph]:
    """Return the paragraphs of a message's page or, if it has none, of its text."""
    forwarded = FORWARD.match(_header(message, "subject")) is not None
    pages, texts = [], []
    for part in message.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":  # it names no boundary, so all of it is its text
            kind = "text/plain"
        if kind not in ("text/html", "text/plain") or part.get_content_disposition() == "attachment":
            left_out["attachments, in bytes"] += len(payload)
        elif kind == "text/html":
            pages.append(_decoded(payload, part))
        else:
            texts.append((_decoded(payload, part), part.get_param("format") == "flowed"))
    if pages:
        return [p for page in pages for p in mail_html.own_paragraphs(page, forwarded, left_out)]
    return [p for text, flowed in texts for p in own_paragraphs(text, flowed, forwarded, left_out)]


def _decoded(payload: bytes, part: EmailMessage) -> str:
    charset = part.get_content_charset("utf-8")
    try:
        return payload.decode(charset)
    except (LookupError, ValueError):  # no encoding has, or can have, the name, or the bytes are not in it
        return decode(payload)
