"""The command line: thin over the runner. Exit 0 done, 2 a fault the user can mend, 1 a bug."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from pipeline.cli.parser import parser
from pipeline.core.disk import FULL, IN_THE_WAY, LOCKED, not_read
from pipeline.core.errors import Fault

MENDED_BY_THE_USER = (*FULL, *IN_THE_WAY, *LOCKED, errno.EISDIR, errno.EFBIG, errno.EIO, errno.ESTALE)
"""Of the system's errors; any other is a bug."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    _show_what_can_be_shown()
    options = parser().parse_args(argv)
    try:
        with ExitStack() as options.until_done:
            return options.command(options) or 0
    except Fault as fault:
        return _told(fault)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        if error.errno not in MENDED_BY_THE_USER:
            raise
        return _told(not_read(error))
    except KeyboardInterrupt:
        print("turning-point: stopped; run it again to go on where it stopped", file=sys.stderr)
        return 130


def _told(fault: Fault) -> int:
    for message in fault.messages:
        print(f"turning-point: {message}", file=sys.stderr)
    return 2


def _show_what_can_be_shown() -> None:
    """Let a letter that the terminal or pipe does not know be a question mark, and end no run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
