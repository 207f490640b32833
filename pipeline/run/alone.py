"""One run at a time over the folders that it writes to: the second waits, and says for whom.

The lock is the operating system's, so that one of a dead process holds up nobody. Who holds it stands in a
file beside it, for the message alone.
"""

from __future__ import annotations

import errno
import json
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pipeline.core.disk import not_written
from pipeline.core.errors import Fault
from pipeline.core.store import PART

LOCK, HOLDER = ".lock", ".running"
HALF = f".*.????????{PART}"
SECONDS = 900.0
"""So long the second run waits for the first."""
UNLOCKABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOLCK)
"""Where nothing can be locked, nothing can be written either, and whoever tries is told what to do."""


@contextmanager
def alone(folders: Iterable[Path], say: Callable[[str], None], seconds: float = SECONDS) -> Iterator[None]:
    """Hold the folders while the block runs, without what an earlier run left half-written in them.

    Raises:
        Fault: another run holds one of them for longer than `seconds`, or it is no folder.
    """
    with ExitStack() as held:
        # in one order for everybody: two runs that share both never wait for each other
        for folder in sorted({folder.resolve() for folder in folders}):
            held.enter_context(_held(folder, say, seconds))
        yield


@contextmanager
def _held(folder: Path, say: Callable[[str], None], seconds: float) -> Iterator[None]:
    from filelock import FileLock, Timeout  # `status` does without

    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"{_holder(folder)}; waiting until that has ended (Ctrl-C gives up)")
            lock.acquire(timeout=seconds)
    except Timeout as error:
        raise Fault(
            f"{_holder(folder)}, and has for {seconds / 60:g} minutes; end it if it hangs, and run this again"
        ) from error
    except OSError as error:
        if error.errno not in UNLOCKABLE:
            raise not_written(folder / LOCK, error) from error
        yield
        return
    try:
        _sign(folder)
        _sweep(folder)
        yield
    finally:
        (folder / HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    """Return who works in the folder, in words."""
    try:
        told = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return f"{folder}: another run works there (process {told['process']} on {told['machine']})"
    except (OSError, ValueError, KeyError, TypeError):
        return f"{folder}: another run works there"


def _sign(folder: Path) -> None:
    signed = json.dumps({"process": os.getpid(), "machine": platform.node() or "this machine"})
    with suppress(OSError):  # a full disk is told of by whoever writes what matters
        (folder / HOLDER).write_text(signed, encoding="utf-8")


def _sweep(folder: Path) -> None:
    """Remove what runs that were ended in the middle left half-written, in the folder and those in it."""
    for path in (*folder.glob(HALF), *folder.glob(f"*/{HALF}")):
        with suppress(OSError):
            path.unlink()
