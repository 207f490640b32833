"""Files that the reader's libraries bring with them are read, or refused with a reason, without a crash."""

import sysconfig
from pathlib import Path

import pytest

from pipeline.reading import formats

PACKAGES = Path(sysconfig.get_paths()["purelib"])
SUFFIXES = ("docx", "dotx", "odt", "ott", "pdf", "rtf", "eml", "mbox", "md", "html", "xml", "vtt", "srt")
LARGEST, MOST = 2_000_000, 40
FILES = sorted(
    path
    for suffix in SUFFIXES
    for path in sorted(PACKAGES.rglob(f"*.{suffix}"))[:MOST]
    if path.stat().st_size <= LARGEST
)


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="no library brings files of these formats")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_other_peoples_files_give_a_reading(path):
    reading = formats.read(path.read_bytes(), path.name)
    assert bool(reading.problem) != bool(reading.lines)
    assert "damaged" not in reading.problem
