"""Runs that are killed at random moments: `python -m tests.robustness.kills 100` says what came of each.

Before every kill something has changed: the notes, the config, or nothing but that all is asked for anew.
After it every file is whole, as before or as it is to be, raw notes and config are as they were, and the next
run gives what a run that was not killed gives.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.robustness.make_project import Project

DRAFT = "reports/roundup-{}.docx"


def spoil(project: Project, number: int) -> tuple[str, ...]:
    """Change something before a run, and return the words of its command."""
    kind = number % 3
    if kind == 0:
        note = f"Note from the Kite cell {number}\n\nHeld on 5 May 2021.\n\nThey share {number} kites.\n"
        (project.folder / "raw" / "kite.txt").write_text(note, encoding="utf-8")
    elif kind == 1:
        path = project.folder / "config" / "themes" / "behaviours.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("terms = [", f"terms = ['kite{number}', ", 1), encoding="utf-8")
    return ("run", "--force") if kind == 2 else ("run",)


def killed(project: Project, words: tuple[str, ...], after: float) -> bool:
    """Begin a run and kill it after so many seconds; tell whether it was still at work."""
    process = project.begun(*words)
    time.sleep(after)
    at_work = process.poll() is None
    process.kill()
    process.communicate()
    return at_work


def faults(before: dict[str, bytes], after: dict[str, bytes], whole: dict[str, bytes]) -> list[str]:
    """Return the files that are neither as before nor as they are to be, and those that are lost."""
    return [
        name
        for name in before.keys() | after.keys()
        if after.get(name) not in (before.get(name), whole.get(name)) and not name.endswith("run.json")
    ]


def tried(project: Project, scratch: Path, number: int, after: float) -> tuple[bool, list[str]]:
    """Kill one run, look at what it left, and let the next run mend it; return what was wrong."""
    words = spoil(project, number)
    given, before = project.given(), project.outputs()
    reference = project.copy(scratch / f"whole-{number}")
    assert reference.run(*words).returncode == 0
    whole = reference.outputs()
    at_work = killed(project, words, after)
    wrong = [f"{name} is neither old nor new" for name in faults(before, project.outputs(), whole)]
    done = project.run()
    wrong += [done.stderr] if done.returncode else []
    mended = project.outputs()
    wrong += [f"{name} was not mended" for name in whole if mended.get(name) != whole[name]]
    wrong += [f"{name} is left over" for name in mended.keys() - whole.keys()]
    wrong += ["what was given was changed"] if project.given() != given else []
    return at_work, wrong


def main(times: int, seed: int = 1) -> int:
    """Kill so many runs and say what came of each; return how many left something wrong."""
    chance, bad = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as made:
        project = Project.new(Path(made) / "project")
        begun = time.monotonic()
        assert project.run().returncode == 0
        longest = time.monotonic() - begun
        for number in range(times):
            after = chance.uniform(0, longest)
            at_work, wrong = tried(project, Path(made), number, after)
            bad += bool(wrong)
            print(
                f"{number + 1}: after {after:.2f} s, {'at work' if at_work else 'done'}: {wrong or 'mended'}",
                flush=True,
            )
    print(f"{times} kills, {bad} left something wrong")
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)))
