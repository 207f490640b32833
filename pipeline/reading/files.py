"""The files under the raw folder: which there are, and reading those that are new or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import Fault
from pipeline.core.store import checksum

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.reading.clean import RawFile

MANY = 40
"""From so many files on, several processes read them."""


@dataclass(frozen=True)
class Sources:
    """The files to be read: `sums` is {path under `raw`: SHA-256}.

    `held` may have the tables `files` and `lines` of an earlier run: what they say of a file with the same
    checksum still holds.
    """

    raw: Path
    sums: Mapping[str, str]
    jobs: int = 1
    held: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def changed(self) -> list[str]:
        """The files that have to be read, in order."""
        if not self.held:
            return list(self.sums)
        files = self.held["files"]
        known = dict(zip(files["source"], files["sha256"], strict=True))
        return [source for source, sha256 in self.sums.items() if known.get(source) != sha256]


def find(raw: Path, ignore: Sequence[str]) -> dict[str, str]:
    """Return {path under `raw`: SHA-256} of every file that may be a note, subfolders included.

    Raises:
        Fault: there is no such folder, or a file in it may not be opened.
    """
    if not raw.is_dir():
        if raw.exists():
            raise Fault(f"{raw}: is a file; name the folder that it lies in")
        raise Fault(
            f"{raw}: there is no such folder; put the notes there, or name another with --raw (RAW=…)"
        )
    found = {}
    for path in paths(raw, ignore):
        try:
            found[path.relative_to(raw).as_posix()] = checksum(path)
        except OSError as error:
            raise Fault(
                f"{path}: cannot be opened ({error.strerror}); give yourself leave to read it"
            ) from error
    return found


def paths(raw: Path, ignore: Sequence[str]) -> Iterator[Path]:
    """Yield every file that may be a note, in order, without opening it; none if there is no such folder."""
    for path in sorted(raw.rglob("*")):
        parts = path.relative_to(raw).parts
        if path.is_file() and not any(fnmatch(part, pattern) for part in parts for pattern in ignore):
            yield path


def read(sources: Sources, largest: float, scans: bool = False) -> list[RawFile]:
    """Read the files that changed, in order; those of more than `largest` megabytes are not opened.

    `scans`: the letters on scanned pages are recognised.
    """
    work = [
        (sources.raw / source, source, sources.sums[source], largest, scans) for source in sources.changed
    ]
    if sources.jobs > 1 and len(work) >= MANY:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(sources.jobs) as pool:
            return list(pool.map(_read, work, chunksize=8))
    return [_read(item) for item in work]


def _read(item: tuple[Path, str, str, float, bool]) -> RawFile:
    from pipeline.reading import formats
    from pipeline.reading.clean import RawFile

    path, source, sha256, largest, scans = item
    if path.stat().st_size > largest * 1e6:
        reading = formats.Reading(
            "", (), "", f"larger than {largest:g} MB (config/pipeline.toml [input] largest)"
        )
    else:
        reading = formats.read(path.read_bytes(), source, scans)
    return RawFile(source, sha256, reading)
