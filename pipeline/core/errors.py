"""The one exception for what the user can mend; everything else is a bug and crashes."""

from __future__ import annotations

from collections.abc import Iterable


class Fault(Exception):
    """Something the user can mend: says what is wrong, where, and what to do. Exit code 2.

    A fault may carry several messages, so that a config with three mistakes is mended in one go.
    """

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))

    @classmethod
    def of(cls, messages: Iterable[str]) -> Fault:
        """Build one fault of many messages."""
        return cls(*messages)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'x'?)` for the known word nearest to `word`, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""
