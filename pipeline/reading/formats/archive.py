"""Zipped formats, opened with care: sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from pipeline.reading.formats.lines import Unreadable

MOST_BYTES = 300_000_000
MOST_RATIO = 200
SMALL = 10_000_000
"""Below this size a high ratio is harmless: a short text repeated packs well."""
MOST_PARTS = 10_000
OPENING = 4096
"""Bytes of a part in which its document type must be declared."""


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive, if unpacking it is safe.

    Raises:
        Unreadable: it is damaged, locked with a password, or would unpack to far more than it should.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable("is a damaged archive; save it again") from error
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("is locked with a password; save it without one")
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    overlapping = packed > len(data)
    if len(parts) > MOST_PARTS or size > MOST_BYTES or overlapping:
        raise Unreadable(_bomb(size))
    if size > SMALL and size > MOST_RATIO * max(packed, 1):
        raise Unreadable(_bomb(size))
    return archive


def _bomb(size: int) -> str:
    return (
        f"would unpack to {size // 1_000_000:,} MB, as no document does, and was not opened; if you "
        "know who sent it, save it anew with smaller pictures"
    )


def refuse_document_types(data: bytes) -> None:
    """Refuse a document whose XML declares a document type: none does, but tricks with entities need it.

    Raises:
        Unreadable: one of its parts declares one.
    """
    with opened(data) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    if b"<!DOCTYPE" in part.read(OPENING):
                        raise Unreadable(
                            "declares a document type in its XML, as none does, and was not opened; if you "
                            "know who sent it, save it anew in Word or LibreOffice"
                        )
