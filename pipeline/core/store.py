"""Reading and writing tables: CSV in UTF-8 with `\\n`, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.disk import not_written
from pipeline.core.formulas import HARMLESS, as_written, harmless
from pipeline.core.schemas import schema

if TYPE_CHECKING:
    import pandas as pd


PART = ".part"
"""How the name of a file ends that is not whole yet; it begins with a full stop."""


def read(folder: Path, name: str) -> pd.DataFrame:
    """Return the table `name` of `folder`, typed by its schema.

    The words "None" and "NA" stay words: only an empty cell of a float column is missing.
    """
    import pandas as pd  # not before a table is read: `status` does without

    table = schema(name)
    types = {c.name: c.type for c in table.columns}
    floats = {c.name: [""] for c in table.columns if c.type is float}
    data = pd.read_csv(
        path_of(folder, name),
        dtype=types,
        keep_default_na=False,
        na_values=floats,
        encoding="utf-8",
        lineterminator="\n",
    )
    return data.assign(**{c.name: as_written(data[c.name]) for c in table.columns if c.type is str})


def write(folder: Path, name: str, data: pd.DataFrame) -> Path:
    """Check `data` against its schema and write it whole, texts so that no spreadsheet runs them."""
    table = schema(name)
    table.check(data)
    path = path_of(folder, name)
    safe = data.assign(**{c.name: harmless(data[c.name]) for c in table.columns if c.type is str})
    with replacing(path) as temporary:
        safe.to_csv(temporary, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return path


def path_of(folder: Path, name: str) -> Path:
    """Return the path of the table."""
    return folder / f"{name}.csv"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path that takes the place of `path` when the block ends without an exception.

    A kill or a full disk leaves the old file as it was.

    Raises:
        Fault: it cannot be written, with the folder and the remedy.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        with temporary.open("rb") as stream:  # a battery that gives out leaves the old file or the new one
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@dataclass(frozen=True)
class File:
    """A file's content, with its path for messages."""

    path: str = field(compare=False)  # the same content elsewhere is the same file
    data: bytes


def read_file(path: Path) -> File:
    """Return the file; one that is not there is empty."""
    try:
        return File(str(path), path.read_bytes())
    except FileNotFoundError:
        return File(str(path), b"")


def column(folder: Path, name: str, column: str) -> list[str]:
    """Return one column of the table `name` as texts, without pandas."""
    with path_of(folder, name).open(encoding="utf-8", newline="") as stream:
        texts = (row[column] for row in csv.DictReader(stream))
        return [text[1:] if re.match(HARMLESS, text) else text for text in texts]


def write_file(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file of the folder whole, text in UTF-8 with the line ends that it has, and return its path."""
    path = folder / name
    with replacing(path) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def checksum(path: Path) -> str:
    """Return the SHA-256 of the file's bytes, or an empty string if there is no such file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
