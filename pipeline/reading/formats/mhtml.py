"""Pages saved as one file (.mhtml, .mht): the first page in the bundle."""

from __future__ import annotations

import email
import email.policy

from pipeline.reading.formats import html
from pipeline.reading.formats.decoding import decode
from pipeline.reading.formats.lines import Content, Unreadable


def read(text: str) -> Content:
    """Return the lines of the bundle's page and its day of publication.

    Raises:
        Unreadable: there is no page in it.
    """
    bundle = email.message_from_bytes(text.encode("utf-8", "replace"), policy=email.policy.compat32)
    for part in bundle.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return html.read(decode(payload))
    raise Unreadable("is a bundle without a page in it; save the page anew")
