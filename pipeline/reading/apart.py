"""Reading files, each in a process with a limit of memory and time: a bad one never costs the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.progress import shown
from pipeline.core.side_by_side import context
from pipeline.reading import formats
from pipeline.reading.clean import RawFile
from pipeline.reading.files import sum_of
from pipeline.settings.models import Input

if TYPE_CHECKING:
    from concurrent.futures import Future
    from typing import TypeAlias

    import pandas as pd

    Read: TypeAlias = tuple[str, formats.Reading]
    """The sum of what was read, and what it holds; an empty sum where the file is as it was found."""
    Task: TypeAlias = Future[list[Read]]

LOT, MOST_IN_A_LOT = 200_000, 50
"""Bytes and number of the files that are read by one task; a larger file is one by itself."""
SPLIT = "raise that, or put the note into a file of its own"
LEAVE_OUT = "save it anew, or take it out of the folder"


@dataclass(frozen=True)
class Sources:
    """The files to be read: `sums` is {path under `raw`: SHA-256}, `problems` says why some cannot be.

    `held` may have the tables `files` and `lines` of an earlier run: what they say of a file with the same
    checksum still holds. After reading `sums` has those of what was read: a file may change or go in between.
    """

    raw: Path
    sums: dict[str, str]
    jobs: int = 1
    held: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def changed(self) -> list[str]:
        """The files that have to be read, in order."""
        if not self.held:
            return list(self.sums)
        files = self.held["files"]
        known = dict(zip(files["source"], files["sha256"], strict=True))
        return [source for source, sha256 in self.sums.items() if known.get(source) != sha256]


def read(sources: Sources, options: Input) -> list[RawFile]:
    """Read the files that changed, in order; one that ends its reader or runs over a limit is a problem."""
    waiting = [source for source in sources.changed if source not in sources.problems]
    read_one_by_one = shown(_read_all(sources, waiting, options), "reading", len(waiting), "files")
    found = dict(zip(waiting, read_one_by_one, strict=True))
    return [
        RawFile(source, sources.sums[source], found.get(source) or _problem(sources.problems[source]))
        for source in sources.changed
    ]


def _read_all(sources: Sources, waiting: list[str], options: Input) -> Iterator[formats.Reading]:
    """Yield what each file holds, and put the sum of what was read into `sources`."""
    from pebble import ProcessExpired, ProcessPool

    if not waiting:
        return
    limits = (options.memory,)
    with ProcessPool(sources.jobs, initializer=_limit, initargs=limits, context=context()) as pool:

        def begin(lot: list[str]) -> Task:
            return pool.schedule(_read_lot, (sources.raw, lot, options), timeout=options.seconds)

        tasks = deque((lot, begin(lot)) for lot in _lots(sources.raw, waiting))
        while tasks:
            lot, task = tasks.popleft()
            try:
                found = task.result()
            except (TimeoutError, MemoryError, ProcessExpired):
                # one of them ran over a limit or ended its reader: which, is told by each alone
                alone = [task] if len(lot) == 1 else [begin([source]) for source in lot]
                found = [_result(each, options) for each in alone]
            for source, (read, reading) in zip(lot, found, strict=True):
                sources.sums[source] = read or sources.sums[source]
                yield reading


def _lots(raw: Path, waiting: Iterable[str]) -> Iterator[list[str]]:
    """Yield the files in lots: small ones together, so that handing them over costs little."""
    lot: list[str] = []
    size = 0
    for source in waiting:
        try:
            here = (raw / source).stat().st_size
        except OSError:
            here = LOT  # what is wrong with it is told by reading it
        if lot and (size + here > LOT or len(lot) == MOST_IN_A_LOT):
            yield lot
            lot, size = [], 0
        lot.append(source)
        size += here
    if lot:
        yield lot


def _result(task: Task, options: Input) -> Read:
    from pebble import ProcessExpired

    try:
        return task.result()[0]
    except TimeoutError:
        return "", _problem(
            f"took longer than {options.seconds:g} seconds to read (config/pipeline.toml [input] seconds); "
            f"{LEAVE_OUT}"
        )
    except (MemoryError, ProcessExpired):
        return "", _problem(
            f"needs more than {options.memory:g} MB of memory to be read (config/pipeline.toml [input] "
            f"memory), or ends its reader; {LEAVE_OUT}"
        )


def _problem(words: str) -> formats.Reading:
    return formats.Reading("", (), "", words)


def _read_lot(raw: Path, lot: list[str], options: Input) -> list[Read]:
    return [_read(raw / source, source, options) for source in lot]


def _read(path: Path, source: str, options: Input) -> Read:
    try:
        return _opened(path, source, options)
    except OSError as error:
        problem = f"could not be read ({error.strerror or error}); run it again"
        return sum_of(problem), _problem(problem)


def _opened(path: Path, source: str, options: Input) -> Read:
    if path.stat().st_size > options.largest * 1e6:
        words = f"larger than {options.largest:g} MB (config/pipeline.toml [input] largest); {SPLIT}"
        return "", _problem(words)
    data = path.read_bytes()
    return sha256(data).hexdigest(), formats.read(data, source, options.scans)


def _limit(megabytes: float) -> None:
    """Let this process take so much more memory than it has, where the system can hold it to that."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + int(megabytes * 1e6)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
