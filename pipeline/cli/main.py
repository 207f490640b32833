"""The command line: thin over the runner. Exit 0 done, 2 a fault the user can mend, 1 a bug."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Sequence

from pipeline.cli.parser import parser
from pipeline.core.errors import Fault


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    _show_what_can_be_shown()
    options = parser().parse_args(argv)
    try:
        return options.command(options) or 0
    except Fault as fault:
        for message in fault.messages:
            print(f"turning-point: {message}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        if error.errno not in (
            errno.ENOSPC,
            errno.EACCES,
            errno.EROFS,
            errno.EDQUOT,
            errno.ENOTDIR,
            errno.EISDIR,
        ):
            raise
        where = f"{error.filename}: " if error.filename else ""
        print(f"turning-point: {where}{error.strerror}; what was there before is untouched", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("turning-point: stopped; run it again to go on where it stopped", file=sys.stderr)
        return 130


def _show_what_can_be_shown() -> None:
    """Let a letter that the terminal or pipe does not know be a question mark, and end no run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
