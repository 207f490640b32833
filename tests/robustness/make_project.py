"""A small project in a folder of its own, and the command line over it in a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import CONFIG, ROOT

NOTES = ("02_listing_relationships.txt", "10_sharing_power_cell_1.txt")
WORK = re.compile(r"\.(?:lock|running)$|\.part$")
"""What is no output: the lock, who holds it, and files that are not whole yet."""


class Project:
    """Folders raw, config, processed and reports under one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("raw", "config", "processed", "reports"):
            setattr(self, name, folder / name)

    @classmethod
    def new(cls, folder: Path, notes: Sequence[str] = NOTES) -> Project:
        """Make a project of some of the sample notes."""
        made = cls(folder)
        shutil.copytree(CONFIG, folder / "config")
        (folder / "raw").mkdir(parents=True)
        for name in notes:
            shutil.copy(ROOT / "data" / "sample" / name, folder / "raw")
        return made

    def copy(self, folder: Path) -> Project:
        """Return a copy of the project and of all that it made."""
        shutil.copytree(self.folder, folder)
        return Project(folder)

    def command(self, *words: str, before: Sequence[str] = ()) -> list[str]:
        """Return the command line, with what is to stand before it."""
        folders = [f"--{name}={self.folder / name}" for name in ("raw", "processed", "reports", "config")]
        return [*before, sys.executable, "-m", "pipeline", *(words or ("run",)), *folders]

    def begun(self, *words: str, **rest: object) -> subprocess.Popen[str]:
        """Begin a run in a process of its own."""
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
        return subprocess.Popen(self.command(*words), **quiet, **rest)  # type: ignore[call-overload]

    def run(
        self, *words: str, before: Sequence[str] = (), limit: Callable[[], None] | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run it in a process of its own; `limit` is called in that process before it begins."""
        return subprocess.run(
            self.command(*words, before=before), cwd=ROOT, capture_output=True, text=True,
            env={**os.environ, **env}, preexec_fn=limit, timeout=600, check=False,
        )  # fmt: skip

    def outputs(self) -> dict[str, bytes]:
        """Return {path: bytes} of all that was made."""
        made = (path for name in ("processed", "reports") for path in (self.folder / name).rglob("*"))
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in made
            if path.is_file() and not WORK.search(path.name)
        }

    def given(self) -> dict[str, bytes]:
        """Return {path: bytes} of what people gave: notes and config."""
        held = (path for name in ("raw", "config") for path in (self.folder / name).rglob("*"))
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes() for path in held if path.is_file()
        }
