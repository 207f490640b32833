"""What the system says where a file cannot be written or read, in plain words, with folder and remedy."""

from __future__ import annotations

import errno
from pathlib import Path

from pipeline.core.errors import Fault

FULL = (errno.ENOSPC, errno.EDQUOT)
LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS)
IN_THE_WAY = (errno.ENOTDIR, errno.EEXIST)
UNTOUCHED = "what was there before is untouched"


def not_written(path: Path, error: OSError) -> Fault:
    """Return why the file at `path`, or the folder for it, could not be written, and what to do."""
    folder = path.parent
    if error.errno in FULL:
        where = (
            f"{folder}: the disk is full" if error.errno == errno.ENOSPC else f"{folder}: no room is left you"
        )
        return Fault(f"{where}; make room and run it again, or name a folder on another disk; {UNTOUCHED}")
    if error.errno == errno.EFBIG:
        return Fault(
            f"{path}: the system allows no file so large; name a folder on another disk; {UNTOUCHED}"
        )
    if error.errno in IN_THE_WAY:
        return Fault(
            f"{_in_the_way(folder)}: is a file where a folder is needed; move it away, or name another"
        )
    if error.errno == errno.EISDIR:
        return Fault(f"{path}: is a folder where a file is to be; move it away and run it again")
    if error.errno in LOCKED:
        return Fault(
            f"{folder}: {path.name} may not be written there ({error.strerror}); give yourself leave to "
            f"write, close it if another program has it open, or name another folder; {UNTOUCHED}"
        )
    if error.errno == errno.ENAMETOOLONG:
        return Fault(f"{path}: the name is longer than the system allows; name a folder with a shorter path")
    said = error.strerror or str(error) or "the system refused"
    return Fault(f"{path}: could not be written ({said}); name another folder, or run it again; {UNTOUCHED}")


def not_read(error: OSError) -> Fault:
    """Return why something that the error names could not be read, and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    said = error.strerror or str(error) or "the system refused"
    if error.errno in FULL:
        return Fault(f"{where}the disk is full; make room and run it again; {UNTOUCHED}")
    if error.errno in LOCKED:
        return Fault(f"{where}cannot be opened ({said}); give yourself leave to read it; {UNTOUCHED}")
    if error.errno == errno.EISDIR:
        return Fault(f"{where}is a folder where a file is to be; move it away, or name the file; {UNTOUCHED}")
    if error.errno in IN_THE_WAY:
        return Fault(f"{where}is a file where a folder is needed; move it away, or name another; {UNTOUCHED}")
    return Fault(f"{where}could not be read or written ({said}); mend it and run it again; {UNTOUCHED}")


def _in_the_way(folder: Path) -> Path:
    """Return the file that stands where a folder is needed."""
    return next((each for each in (folder, *folder.parents) if each.exists() and not each.is_dir()), folder)
