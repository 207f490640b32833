"""What a stage keeps of its work for the next run: a file that may go at any time, and costs time alone.

What is in it is found by keys that hold everything it hangs on but the code, and the code's own checksum
stands at its head: kept by other code, half-written or altered, it is as if it were not there. A stage keeps
what belongs to the files and settings of this run and nothing older, so it grows no larger than these.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.store import write_file

HEAD = 64
"""Bytes of the checksum at the head of the file."""


@dataclass(frozen=True)
class Kept:
    """The file at `path`, of a stage whose code (and libraries) have the checksum `code`."""

    path: Path
    code: str

    def read(self) -> bytes:
        """Return what is kept; nothing if that does not hold any more."""
        try:
            whole = self.path.read_bytes()
        except OSError:
            return b""
        return whole[HEAD:] if whole[:HEAD] == self._head(whole[HEAD:]) else b""

    def write(self, content: bytes) -> None:
        """Keep this in place of what was kept."""
        write_file(self.path.parent, self.path.name, self._head(content) + content)

    def _head(self, content: bytes) -> bytes:
        return hashlib.sha256(self.code.encode() + content).hexdigest().encode()
