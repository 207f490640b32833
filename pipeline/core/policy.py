"""The content security policy of pages: what a browser may run and load of them, whatever text got in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

BESIDE = ("'self'", "file:")
"""Scripts in files beside the page: from the site that it lies on, or, opened from a disk, from that."""


def policy(scripts: Iterable[str] = (), beside: bool = False) -> str:
    """Return the policy of a page whose inline scripts are these texts, as between their tags.

    Nothing else runs, nothing is loaded from elsewhere, no form is sent. Styles may be inline: the charts'
    marks have theirs in attributes. `beside`: script files beside the page are run, too.
    """
    runs = [*map(_hash, scripts), *(BESIDE if beside else ())]
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(runs) or "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {allowed}" for what, allowed in rules.items())


def _hash(script: str) -> str:
    # a parser makes one kind of line end of all before it looks at a script
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
