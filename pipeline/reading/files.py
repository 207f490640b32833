"""Intake: which files there are under the raw folder, and reading those that are new or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.errors import Fault
from pipeline.core.store import checksum
from pipeline.settings.models import Input

if TYPE_CHECKING:
    from pipeline.reading.clean import RawFile


MANY = 40
"""From so many files on, several processes read them."""


def find(raw: Path, options: Input) -> dict[str, str]:
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
    for path in paths(raw, options):
        try:
            found[path.relative_to(raw).as_posix()] = checksum(path)
        except OSError as error:
            raise Fault(
                f"{path}: cannot be opened ({error.strerror}); give yourself leave to read it"
            ) from error
    return found


def paths(raw: Path, options: Input) -> Iterator[Path]:
    """Yield every file that may be a note, in order, without opening it; none if there is no such folder."""
    for path in sorted(raw.rglob("*")):
        parts = path.relative_to(raw).parts
        if path.is_file() and not any(fnmatch(part, pattern) for part in parts for pattern in options.ignore):
            yield path


def read(
    raw: Path, sums: Mapping[str, str], sources: Sequence[str], options: Input, jobs: int
) -> list[RawFile]:
    """Read the named sources, in order."""
    work = [(raw / source, source, sums[source], options.largest) for source in sources]
    if jobs > 1 and len(work) >= MANY:
        with ProcessPoolExecutor(jobs) as pool:
            return list(pool.map(_read, work, chunksize=8))
    return [_read(item) for item in work]


def _read(item: tuple[Path, str, str, float]) -> RawFile:
    from pipeline.reading import formats
    from pipeline.reading.clean import RawFile

    path, source, sha256, largest = item
    if path.stat().st_size > largest * 1e6:
        reading = formats.Reading(
            "", (), "", f"larger than {largest:g} MB (config/pipeline.toml [input] largest)"
        )
    else:
        reading = formats.read(path.read_bytes(), source)
    return RawFile(source, sha256, reading)
