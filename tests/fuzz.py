"""Fuzzing of the readers, led by which of their lines a file reaches: `make fuzz`, no part of the tests.

    python -m tests.fuzz [READER …] [--time 60] [--into build/fuzz]

For each reader files grow, byte by byte, from one that it reads (of a zipped format the part with the text)
for so many seconds. A find is a file whose reading breaks what `check` in test_any_bytes.py asks of every
reading, an error that our own code raises and not a library about damage, or a file of some kilobytes that
takes more than ten seconds. It is left under build/fuzz; when it is mended, it becomes a test.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.make_formats import write
from tests.reading.formats.make_readings import LIGHTHOUSE, repacked

LARGEST = 8192
"""Bytes of a file that is tried, if the one that it grows from is no larger."""
SLOWEST = 10
"""Seconds that a file may take."""
WIDEST = 2048
"""Megabytes that a reader may hold."""
CAPTIONS = (
    "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>We talked of the mill.\n\n"
    "2\n00:05.000 --> 00:09.000\nBo: yes\n"
)
ORG = (
    "#+TITLE: The mill\n#+DATE: 2021-05-04\n* Summary\n- a point\n  1. another\n** Talk :tag:\n"
    "| a | b |\nText.\n"
)
ZIPPED = {"docx": "word/document.xml", "odt": "content.xml"}
READERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt": ("note.txt", lambda: write("txt", (LIGHTHOUSE,))),
    "md": ("note.md", lambda: b"---\ntitle: The mill\ndate: 2021-05-04\n---\n" + write("md", (LIGHTHOUSE,))),
    "org": ("note.org", ORG.encode),
    "html": ("note.html", lambda: write("squarespace.html", (LIGHTHOUSE,))),
    "mhtml": ("note.mhtml", lambda: write("mhtml", (LIGHTHOUSE,))),
    "docx": ("note.docx", lambda: write("docx", (LIGHTHOUSE,))),
    "odt": ("note.odt", lambda: write("odt", (LIGHTHOUSE,))),
    "rtf": ("note.rtf", lambda: write("rtf", (LIGHTHOUSE,))),
    "mail": ("note.eml", lambda: write("mbox", (LIGHTHOUSE,))),
    "vtt": ("note.vtt", CAPTIONS.encode),
    "pdf": ("note.pdf", lambda: write("pdf", (LIGHTHOUSE,))),
    "xml": ("note.xml", lambda: write("xml", (LIGHTHOUSE,))),
}
"""Reader -> a name for its files, and what makes one."""


def main() -> None:
    """Fuzz the readers one after another, each in a process of its own; a find ends it with code 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "readers", nargs="*", default=list(READERS), metavar="READER", help=", ".join(READERS)
    )
    parser.add_argument("--time", type=int, default=60, help="seconds for each reader")
    parser.add_argument("--into", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        _fuzz(options.readers[0], options.time, options.into)
    found = [name for name in options.readers if not _alone(name, options.time, options.into)]
    sys.exit(f"finds in {', '.join(found)}: see {options.into}" if found else None)


def _alone(name: str, seconds: int, into: Path) -> bool:
    """Fuzz a reader in a process of its own; return whether nothing was found."""
    command = [sys.executable, "-m", "tests.fuzz", name, "--only", f"--time={seconds}", f"--into={into}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    last = [line for line in done.stderr.splitlines() if "cov:" in line or line.startswith("Done")][-2:]
    print(
        f"== {name}: {'nothing found' if done.returncode == 0 else 'FOUND'}; {' | '.join(last)}", flush=True
    )
    if done.returncode:
        said = [*done.stdout.splitlines()[-30:], *done.stderr.splitlines()[-5:]]
        print("\n".join(f"   {line[:200]}" for line in said), flush=True)
    return done.returncode == 0


def _fuzz(name: str, seconds: int, into: Path) -> None:
    import atheris

    folder = into / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["pipeline.reading"], enable_loader_override=False):
        formats = import_module("pipeline.reading.formats")
        import_module(f"pipeline.reading.formats.{formats.READERS[name][0]}")
    from tests.reading.formats.test_any_bytes import check

    called, make = READERS[name]
    whole = make()
    seed = _inner(name, whole)
    (folder / "corpus" / "seed").write_bytes(seed)

    def once(data: bytes) -> None:
        file = repacked(whole, ZIPPED[name], lambda _: data) if name in ZIPPED else data
        check(_read(formats, file, called))

    sizes = [
        f"-max_len={max(LARGEST, len(seed) * 3 // 2)}",
        "-len_control=0",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={WIDEST}",
    ]
    where = [f"-artifact_prefix={folder}/", f"-max_total_time={seconds}", str(folder / "corpus")]
    atheris.Setup([sys.argv[0], *sizes, *where], once)
    atheris.Fuzz()


def _inner(name: str, whole: bytes) -> bytes:
    """Return what is changed of a file: all of it, or the part with the text."""
    parts: list[bytes] = []
    if name in ZIPPED:
        repacked(whole, ZIPPED[name], lambda part: parts.append(part) or part)
    return parts[0] if parts else whole


def _read(formats, data: bytes, name: str):
    """Return the reading; an error of our own code is raised, where `formats.read` would call it damage."""
    errors: list[Exception] = []

    def kept(error: Exception) -> str:
        errors.append(error)
        return ""

    said, formats._said = formats._said, kept
    try:
        reading = formats.read(data, name)
    finally:
        formats._said = said
    for error in errors:
        if "/pipeline/" in traceback.extract_tb(error.__traceback__)[-1].filename:
            raise error
    return reading


if __name__ == "__main__":
    main()
