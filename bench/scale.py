"""Time and memory of whole runs over 27 to 100,000 notes, and of each stage beside the bare library call.

    python -m bench.scale --sizes 27,1000,10000 [--raw FOLDER] [--write docs/benchmarks.md]

Notes are those of `turning-point sample`; with `--raw` those of a folder are measured as well. Each run is a
process of its own, as a person starts it. Peak memory is the sum over its processes of what each takes by
itself or shares (proportional set size), looked at twice a second. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.run.stages import NAMES

TICK = os.sysconf("SC_CLK_TCK")
REPEATS = {27: 5, 1000: 3}
"""How often a size is measured; larger ones once."""
COLD = "cold"
TERM = "  'bench term that nobody wrote',\n"


@dataclass
class Measured:
    """A process: seconds by the clock and of the processors, most megabytes, and both seconds per stage."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    stages: dict[str, tuple[float, float]] = field(default_factory=dict)


def tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        parents.setdefault(parent, []).append(int(path.parent.name))
    found = [root]
    for process in found:
        found += parents.get(process, [])
    return found


def memory(processes: list[int]) -> float:
    """Return the megabytes that processes take together."""
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def seconds(processes: list[int]) -> float:
    """Return the processor seconds of processes, and of those that they have waited for."""
    total = 0
    for process in processes:
        try:
            stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, stat[11:15]))
    return total / TICK


def measured(command: list[str]) -> Measured:
    """Run a command and return what it took.

    Raises:
        SystemExit: it failed; what it said is shown.
    """
    result = Measured()
    begun, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            result.peak = max(result.peak, memory(tree(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, marks = [], []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if line.split(" ", 1)[0] in NAMES:
            marks.append((line.split(" ", 1)[0], time.perf_counter(), seconds(tree(process.pid))))
    code = process.wait()
    done.set()
    watcher.join()
    after = os.times()
    result.wall = time.perf_counter() - begun
    result.cpu = after.children_user + after.children_system - before.children_user - before.children_system
    if code:
        raise SystemExit("".join(said))
    ends = [*marks[1:], ("", begun + result.wall, result.cpu)][: len(marks)]
    for (name, at, spent), (_, until, upto) in zip(marks, ends, strict=True):
        result.stages[name] = (until - at, upto - spent)
    return result


@dataclass
class Bench:
    """A collection of notes that runs are measured on, in folders of its own."""

    name: str
    raw: Path
    work: Path
    config: Path
    repeats: int

    def command(self, *first: str) -> list[str]:
        """Return a command over the folders."""
        folders = {
            "--raw": self.raw,
            "--processed": self.work / "processed",
            "--reports": self.work / "reports",
        }
        named = [str(part) for pair in folders.items() for part in pair]
        return [*first, *named, "--config", str(self.work / "config"), "--jobs", str(os.cpu_count() or 1)]

    def fresh(self) -> None:
        """Forget all that was made, and take the config as it is."""
        for name in ("processed", "reports", "config"):
            shutil.rmtree(self.work / name, ignore_errors=True)
        shutil.copytree(self.config, self.work / "config")

    def again(self, prepare: Callable[[], None], command: list[str]) -> Measured:
        """Return the median run of several, each after `prepare`."""
        found = []
        for _ in range(self.repeats):
            prepare()
            found.append(measured(command))
        found.sort(key=lambda each: each.wall)
        return found[len(found) // 2]

    def all(self) -> Iterator[tuple[str, Measured]]:
        """Yield every kind of work and what it took."""
        run = self.command("run")
        yield COLD, self.again(self.fresh, run)
        yield "nothing changed", self.again(lambda: None, run)
        yield "one note added", self.again(self.add_note, run)
        yield "one term changed", self.again(self.add_term, run)
        yield "`lexicon` after an edit", self.again(self.add_term, self.command("lexicon"))

    def found(self) -> dict[str, dict[str, float]]:
        """Return how much of what was planted the run found, by the collection's name; {} if nothing was."""
        from bench.planted import scores

        truth = self.work / "truth"
        return {self.name: scores(truth, self.work / "processed")} if truth.is_dir() else {}

    def add_note(self) -> None:
        """Add a copy of a note under another title, on another day."""
        first = min(path for path in self.raw.rglob("*") if path.is_file() and path.suffix in (".txt", ".md"))
        number = len(list(self.raw.glob("added-*")))
        text = first.read_text("utf-8").split("\n")
        words = [" ".join(line.split()[::-1]) for line in text[1:]]
        made = ["Note from an added meeting", "", f"Held on {number % 27 + 1} March 2019.", *words]
        (self.raw / f"added-{number}.txt").write_text("\n".join(made), encoding="utf-8")

    def add_term(self) -> None:
        """Add a term to the first theme of the config."""
        path = min((self.work / "config" / "themes").glob("*.toml"))
        text = path.read_text("utf-8")
        at = text.index("terms = [\n") + len("terms = [\n")
        count = text.count("bench term")
        path.write_text(text[:at] + TERM.replace("term", f"term {'x' * (count + 1)}") + text[at:], "utf-8")


def benches(sizes: list[int], raw: Path | None, config: Path, work: Path) -> Iterator[Bench]:
    """Yield the collections to be measured; notes are made where they are not there yet."""
    if raw is not None:
        shutil.rmtree(work / "own", ignore_errors=True)
        shutil.copytree(raw, work / "own" / "notes")
        yield Bench("own notes", work / "own" / "notes", work / "own", config, REPEATS[27])
    for size in sizes:
        folder = work / f"sample-{size}"
        if not (folder / "truth").is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            measured(["sample", "--notes", str(size), "--config", str(config), str(folder)])
        for added in (folder / "notes").glob("added-*"):
            added.unlink()
        yield Bench(f"{size:,} notes", folder / "notes", folder, config, REPEATS.get(size, 1))


def machine() -> str:
    """Return what the figures were measured on."""
    cores = os.cpu_count()
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{cores} cores ({model}), {total:.0f} GB of memory, Python {platform.python_version()}"


def disk(folder: Path) -> float:
    """Return the megabytes of the files under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="27,1000,10000", help="numbers of notes (27,1000,10000)")
    parser.add_argument("--raw", type=Path, help="a folder of notes that is measured as well")
    parser.add_argument("--config", type=Path, default=Path("config"))
    parser.add_argument(
        "--work", type=Path, default=Path("build/scale"), help="a folder for it (build/scale)"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the tables there as well")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in given.sizes.split(",") if size]
    lines = []
    for line in report(list(benches(sizes, given.raw, given.config, given.work))):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        put(given.write, lines)


def report(held: list[Bench]) -> Iterator[str]:
    """Yield the lines of all tables, each as soon as it is measured."""
    yield f"Machine: {machine()}; load before: {os.getloadavg()[0]:.1f}."
    yield ""
    cold: dict[str, Measured] = {}
    found: dict[str, dict[str, float]] = {}
    yield "| notes | work | seconds | of all processors | MB at most | MB of tables and report |"
    yield "|---|---|---|---|---|---|"
    for bench in held:
        for work, took in bench.all():
            if work == COLD:
                cold[bench.name] = took
                found |= bench.found()
            size = sum(disk(bench.work / name) for name in ("processed", "reports"))
            times = f"{took.wall:.1f} | {took.cpu:.1f} | {took.peak:,.0f}"
            yield f"| {bench.name} | {work} | {times} | {size:,.0f} |"
    yield from _growth(cold)
    yield from _stages(cold)
    for bench in held:
        yield from _beside(bench)
    yield from (
        "",
        "| found of what was planted | " + " | ".join(found) + " |",
        "|---|" + "---|" * len(found),
    )
    for name in next(iter(found.values()), {}):
        yield f"| {name} | " + " | ".join(f"{each[name]:.3f}" for each in found.values()) + " |"


def _growth(cold: dict[str, Measured]) -> Iterator[str]:
    small, large = cold.get("1,000 notes"), cold.get("10,000 notes")
    if small and large:
        time_, room = large.wall / small.wall, large.peak / small.peak
        yield ""
        yield f"From 1,000 to 10,000 notes: {time_:.1f} times the time, {room:.1f} times the memory."


def _stages(cold: dict[str, Measured]) -> Iterator[str]:
    yield ""
    yield "| stage, cold | " + " | ".join(f"{name}: seconds (of all processors)" for name in cold) + " |"
    yield "|---|" + "---|" * len(cold)
    for stage in NAMES:
        cells = [cold[name].stages.get(stage, (0.0, 0.0)) for name in cold]
        yield f"| {stage} | " + " | ".join(f"{wall:.1f} ({cpu:.1f})" for wall, cpu in cells) + " |"


def _beside(bench: Bench) -> Iterator[str]:
    """Yield the table of what stages take beside the bare calls; without what it needs, why there is none."""
    from bench.beside import ratios

    yield from ("", f"{bench.name}: processor seconds of one process beside those of the bare call.", "")
    yield from ("| work | ours | bare call | its seconds | ratio |", "|---|---|---|---|---|")
    for work, ours, call, bare in ratios(bench.raw, bench.work / "processed", bench.config):
        yield f"| {work} | {ours:.2f} | {call} | {bare:.2f} | {ours / max(bare, 1e-9):.2f} |"


MARK = "<!-- measured -->"


def put(path: Path, lines: list[str]) -> None:
    """Put the lines between the two marks of the page."""
    before, _, rest = path.read_text("utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    path.write_text(f"{before}{MARK}\n" + "\n".join(lines) + f"\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
