"""Days as formats write them in their properties, as ISO dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
TEMPLATES = ("2013-12-23T23:15:00", "20000101000000")
"""Times that python-docx and reportlab leave in the files they write: those of their templates."""
NO_YEAR = re.compile(r"(?:\w+,\s*)?\d{1,2}\s+\w+\s+0\d+\b")
"""A year such as 0001, which the library takes for one in two figures."""
WORDS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")


def iso(text: object) -> str:
    """Return the day that a property gives as `2020-07-16`, or an empty string if it gives none.

    Understands ISO dates and times, a PDF's `D:20200716…`, the dates of mails and feeds, and English words.
    """
    words = str(text or "").strip().removeprefix("D:")
    if words.replace(" ", "T").startswith(TEMPLATES):
        return ""
    day = _from_iso(words) or _from_mail(words) or _from_words(words)
    return day.isoformat() if day and 1990 <= day.year <= 2100 else ""


def _from_iso(text: str) -> date | None:
    match = ISO.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:  # 0000-00-00 stands for none
        return None


def _from_mail(text: str) -> date | None:
    if NO_YEAR.match(text):
        return None
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str) -> date | None:
    for form in WORDS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
