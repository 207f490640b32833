"""The files under the raw folder: which there are, and what keeps some of them from being read.

Nothing under the folder is passed over in silence: what may not be opened, is no plain file or leads out of
the folder is found with the reason, and costs the others nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from pipeline.core.errors import Fault
from pipeline.core.store import checksum
from pipeline.core.wording import UNPRINTED

NO_LEAVE = "give yourself leave to read it"
LARGEST = 2_000_000_000
"""Bytes of a file that is not even opened to be told from others: no setting lets so large a one be read."""
BROKEN = re.compile(rf"[\t\n\r]|{UNPRINTED.pattern}")


@dataclass(frozen=True)
class Inventory:
    """`sums`: {path under the raw folder: SHA-256}; `problems`: why some of these cannot be read.

    The sum of what cannot be read is that of the reason, so that a change of it is noticed. Whoever reads the
    files puts in the sum of what was read, should one have changed or gone since.
    """

    sums: dict[str, str]
    problems: dict[str, str]


def find(raw: Path, ignore: Sequence[str]) -> Inventory:
    """Return every file that may be a note, subfolders included.

    Raises:
        Fault: there is no such folder, or it may not be looked into.
    """
    if not raw.is_dir():
        if raw.exists():
            raise Fault(f"{raw}: is a file; name the folder that it lies in")
        raise Fault(
            f"{raw}: there is no such folder; put the notes there, or name another with --raw (RAW=…)"
        )
    found, root = Inventory({}, {}), raw.resolve()
    for path, problem in _entries(raw, ignore):
        source, odd = _name(path.relative_to(raw))
        problem = problem or odd or _kept_from(path, root)
        if not problem:
            try:
                found.sums[source] = checksum(path)
            except OSError as error:
                problem = f"cannot be opened ({error.strerror}); {NO_LEAVE}"
        if not (problem or found.sums[source]):
            problem = "went away while the folder was read; run it again"
        if problem:
            found.problems[source] = problem
            found.sums[source] = sum_of(problem)
    return found


def sum_of(problem: str) -> str:
    """Return the sum of what cannot be read, which no file has."""
    return sha256(f"problem: {problem}".encode()).hexdigest()


def paths(raw: Path, ignore: Sequence[str]) -> Iterator[Path]:
    """Yield every file that may be a note, in order, without opening it; none if there is no such folder."""
    for path, problem in _entries(raw, ignore):
        if not problem:
            yield path


def _entries(raw: Path, ignore: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """Yield what may be a note, in order, and each folder that may not be looked into, with the reason."""
    closed: list[OSError] = []
    here: list[tuple[Path, str]] = []
    if not raw.is_dir():
        return
    for folder, folders, files in os.walk(raw, onerror=closed.append):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        here += [(Path(folder, name), "") for name in (*files, *links)]
    for error in closed:
        if Path(error.filename) == raw:
            raise Fault(f"{raw}: cannot be looked into ({error.strerror}); {NO_LEAVE}") from error
        here.append((Path(error.filename), f"cannot be looked into ({error.strerror}); {NO_LEAVE}"))
    for path, problem in sorted(here):
        parts = path.relative_to(raw).parts
        if not any(fnmatch(part, pattern) for part in parts for pattern in ignore):
            yield path, problem


def _name(place: Path) -> tuple[str, str]:
    """Return how a file is called in tables, and what is wrong with its name, if anything."""
    try:
        name = os.fsencode(place.as_posix()).decode()
    except UnicodeDecodeError:
        shown = os.fsencode(place.as_posix()).decode("utf-8", "backslashreplace")
        return shown, "its name is no valid UTF-8; rename it"
    if BROKEN.search(name):  # a line break would tear tables, an escape would steer terminals
        shown = BROKEN.sub(lambda sign: f"\\x{ord(sign[0]):02x}", name)
        return shown, "its name has signs that cannot be printed, such as a line break; rename it"
    return name, ""


def _kept_from(path: Path, root: Path) -> str:
    """Return why something is not to be opened, or an empty string; `root` is the raw folder, resolved."""
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "is a link that leads nowhere; take it away"
        if not target.is_relative_to(root):
            return "is a link that leads out of the folder, and is not followed; put the file itself here"
        if target.is_dir():
            return "is a link to a folder that is read where it lies; take it away"
    if not path.is_file():
        return "is no plain file (a pipe, a socket or a device); take it away"
    size = path.stat().st_size
    return (
        ""
        if size <= LARGEST
        else f"is of {size / 1e6:,.0f} MB, larger than any note; take it out of the folder"
    )
