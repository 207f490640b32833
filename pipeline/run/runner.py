"""The runner: brings every stage up to date, and knows of each whether it is fresh, and if not, why.

A stage is stale when its code, its part of the config, its libraries or its inputs have other checksums than
those in the run record, or when its outputs are not as it left them. Time stamps play no part. The record is
written last, after the outputs: a kill at any moment leaves a stale stage, never a wrong one.

Where program, config folder and libraries are the same as when a stage last ran, neither is read: a run that
has nothing to do needs no pandas and not even the config.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pipeline.core import codebook, store
from pipeline.core.errors import Fault
from pipeline.core.folders import Folders
from pipeline.run import fingerprint
from pipeline.run.record import Record
from pipeline.run.stages import STAGES, Stage, settings, together, where

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.core.period import Period
    from pipeline.reading.files import Inventory
    from pipeline.settings.load import Config

UNREAD = ("code", "config", "libraries")
"""What is not looked at one by one where the whole is the same."""


@dataclass
class Runner:
    """One run over one set of folders. `load` reads the config; `period` is that of the roundup asked for."""

    folders: Folders
    load: Callable[[], Config]
    record: Record
    say: Callable[[str], None]
    jobs: int = 1
    period: Period | None = None
    held: dict[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def config(self) -> Config:
        """The checked config."""
        return self.load()

    @cached_property
    def whole(self) -> str:
        """One checksum of program, config folder and libraries."""
        return whole(self.folders.config)

    @property
    def sources(self) -> dict[str, str]:
        """{path under the raw folder: SHA-256} of every file that may be a note."""
        return self.found.sums

    @cached_property
    def found(self) -> Inventory:
        """What there is under the raw folder.

        Raises:
            Fault: nothing, nothing that can be read, or no folder.
        """
        from pipeline.reading.files import find

        found = find(self.folders.raw, self.ignored())
        if found.sums and len(found.problems) == len(found.sums):
            raise Fault.of(f"{self.folders.raw / path}: {why}" for path, why in found.problems.items())
        if not found.sums:
            raise Fault(
                f"{self.folders.raw}: no notes in it; put the meeting notes there, as files of any kind"
            )
        return found

    def on_the_sample(self, sample: Path) -> Runner:
        """Return the same run over the sample notes."""
        return replace(self, folders=replace(self.folders, raw=sample, sample=True))

    def ignored(self) -> tuple[str, ...]:
        """Return the names of files that are passed over."""
        first = self.record.stages.get(STAGES[0].name, {})
        if first.get("whole") == self.whole:
            return tuple(self.record.ignore)
        return self.config.pipeline.input.ignore

    def run(self, names: tuple[str, ...], force: bool = False) -> None:
        """Bring the named stages up to date, in order."""
        for stages in together(names):
            due = []
            for stage in stages:
                if reason := "asked for" if force else self.stale(stage):
                    due.append((stage, reason))
                else:
                    self.say(f"{stage.name:<7} is fresh")
                    self._confirm(stage)
            for some in [due] if len(due) > 1 and self._beside() else [[one] for one in due]:
                self._run(some)

    def status(self) -> Iterator[tuple[str, str]]:
        """Yield each stage with the reason why it is stale, or an empty string."""
        stale = ""
        for stage in STAGES:
            reason = f"waits for {stale}" if stale else self.stale(stage)
            yield stage.name, reason
            if reason and not stale:
                stale = stage.name

    def stale(self, stage: Stage) -> str:
        """Return why a stage must run again; an empty string if it need not."""
        if stage.name not in self.record.stages:
            return "it has not run yet"
        return next(self.changed(stage), "") or self._altered(stage)

    def changed(self, stage: Stage) -> Iterator[str]:
        """Yield what a stage depends on and is not as it was when it last ran."""
        then = self.record.stages.get(stage.name, {})
        if then.get("whole") != self.whole:
            for kind, now in self._unread(stage).items():
                yield from _differences(kind, self.record.last(stage.name, kind), now)
        yield from _differences("inputs", self.record.last(stage.name, "inputs"), self._inputs(stage))

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of this run, from memory or from its file."""
        if name not in self.held:
            try:
                self.held[name] = store.read(self.folders.processed, name)
            except FileNotFoundError as error:
                raise Fault(f"{error.filename}: not there yet; run `turning-point run` first") from error
        return self.held[name]

    def still_good(self, stage: Stage) -> dict[str, pd.DataFrame]:
        """Return the tables of a stage's last run if nothing but its inputs changed since; else none."""
        if not self.holds(stage, UNREAD):
            return {}
        return {name: self.table(name) for name in stage.writes}

    def holds(self, stage: Stage, kinds: Iterable[str]) -> bool:
        """Tell whether what a stage made is as it left it, and was made under the same code, config …."""
        then = self.record.stages.get(stage.name)
        if then is None or self._altered(stage):
            return False
        now = self._unread(stage)
        return all(then[kind] == now[kind] for kind in kinds)

    def settings(self) -> dict[str, str]:
        """Return the checksum of every part of the config that a stage depends on, by the file it is in."""
        return self._parts(settings())

    def elsewhere(self) -> bool:
        """Tell whether the tables that are there were made of notes that are not in the raw folder."""
        return bool(set(self.record.last(STAGES[0].name, "inputs")) - set(self.sources))

    # what a stage depends on

    def made_by(self, stage: Stage) -> dict[str, dict[str, str]]:
        """Return the checksum of a stage's code, and the versions of its libraries."""
        modules = (stage.module, *(f"run.inputs.{name}" for name in stage.inputs.values()), "run.runner")
        return {
            "code": {f"the code of {stage.name}": fingerprint.of_code(modules)},
            "libraries": dict(fingerprint.of_libraries()),
        }

    def _unread(self, stage: Stage) -> dict[str, dict[str, str]]:
        parts = settings() if stage.names_settings else stage.settings.values()
        return {**self.made_by(stage), "config": self._parts(parts)}

    def _parts(self, parts: Iterable[str]) -> dict[str, str]:
        return {where(part): fingerprint.of_value(self._part(part)) for part in sorted(set(parts), key=where)}

    def _part(self, name: str) -> Any:
        return attrgetter(name)(self.config)

    def _inputs(self, stage: Stage) -> dict[str, str]:
        processed = self.folders.processed
        sums = {f"table {name}": store.checksum(store.path_of(processed, name)) for name in stage.reads}
        for name in stage.inputs.values():
            sums |= _input(name).checksums(self)
        return sums

    def _altered(self, stage: Stage) -> str:
        for name, checksum in self.record.last(stage.name, "outputs").items():
            now = store.checksum(self.folders.output(name))
            if not now or (now != checksum and not stage.keeps):
                return f"{name} {'was altered' if now else 'is gone'}"
        return ""

    def _confirm(self, stage: Stage) -> None:
        """Record that a fresh stage is fresh under program and config as they are, though these changed."""
        last = self.record.stages[stage.name]
        if last["whole"] != self.whole:
            last["whole"] = self.whole
            self._write_record()

    # running

    def _beside(self) -> bool:
        """Tell whether stages run beside one another: as copies of this process, which holds their tables."""
        from pipeline.core.side_by_side import copies  # a run that has nothing to do needs none

        return self.jobs > 1 and copies()

    def _run(self, due: Sequence[tuple[Stage, str]]) -> None:
        """Run stages beside one another, each for the reason that it has."""
        # a fault in the config or the raw folder is told before anything is begun
        depends = [
            {**self._unread(stage), "inputs": self._inputs(stage), "whole": self.whole} for stage, _ in due
        ]
        for stage, reason in due:
            self.say(f"{stage.name:<7} … {reason}")
        for (stage, _), on, outputs in zip(due, depends, self._outputs([s for s, _ in due]), strict=True):
            self._keep(stage, on, outputs)

    def _outputs(self, stages: Sequence[Stage]) -> list[dict[str, str]]:
        """Return what each stage wrote, {path: checksum}."""
        if len(stages) == 1:
            return [self._made(stages[0])]
        from pipeline.core.side_by_side import side_by_side

        for name in sorted({name for stage in stages for name in stage.reads}):
            self.table(name)  # read once, before there are copies of this process
        names = [stage.name for stage in stages]
        return side_by_side(_made, self, names, self.jobs, " and ".join(names))

    def _made(self, stage: Stage) -> dict[str, str]:
        return self._write(stage, self._call(stage))

    def _keep(self, stage: Stage, depends: dict[str, Any], outputs: dict[str, str]) -> None:
        """Record what a stage made, and remove what it no longer makes."""
        before = self.record.last(stage.name, "outputs")
        if stage.inputs:  # as they were when they were read: a file may change, or go, between look and read
            depends["inputs"] = self._inputs(stage)
        if not stage.keeps:
            for name in set(before) - set(outputs):
                self.folders.output(name).unlink(
                    missing_ok=True
                )  # a figure of a cell that is no longer there
        self.record.stages[stage.name] = {**depends, "outputs": outputs}
        self._write_record()

    def _call(self, stage: Stage) -> dict[str, Any]:
        function = getattr(import_module(f"pipeline.{stage.module}"), stage.name)
        given = {argument: self._part(part) for argument, part in stage.settings.items()}
        given |= {argument: _input(name).value(self, stage) for argument, name in stage.inputs.items()}
        tables = {name: self.table(name) for name in stage.reads}
        made = function(**tables, **given) if stage.writes else function(tables=tables, **given)
        assert not stage.writes or set(made) == set(stage.writes), f"{stage.name} made {sorted(made)}"
        return dict(made)

    def _write(self, stage: Stage, made: dict[str, Any]) -> dict[str, str]:
        if stage.writes:
            self.held.update(made)
            paths = [store.write(self.folders.processed, name, made[name]) for name in stage.writes]
            self._let_go(stage)
            return {f"processed/{path.name}": store.checksum(path) for path in paths}
        paths = [store.write_file(self.folders.reports, name, content) for name, content in made.items()]
        return {f"reports/{name}": store.checksum(path) for name, path in zip(made, paths, strict=True)}

    def _let_go(self, stage: Stage) -> None:
        """Keep in memory only what a later stage reads; the rest is in its file."""
        later = {name for other in STAGES[STAGES.index(stage) + 1 :] for name in other.reads}
        self.held = {name: table for name, table in self.held.items() if name in later}

    def _write_record(self) -> None:
        store.write_file(self.folders.processed, "README.md", codebook.codebook())
        self.record.ignore = list(self.config.pipeline.input.ignore)
        self.record.write()


def _made(run: Runner, name: str) -> dict[str, str]:
    return run._made(next(stage for stage in STAGES if stage.name == name))


def whole(config: Path) -> str:
    """Return one checksum of the program, the config folder and the libraries."""
    parts = [fingerprint.of_program(), fingerprint.of_folder(config), dict(fingerprint.of_libraries())]
    return fingerprint.of_value(parts)


def _input(name: str) -> ModuleType:
    return import_module(f"pipeline.run.inputs.{name}")


def _differences(kind: str, then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for name in sorted(set(then) | set(now)):
        old, new = then.get(name), now.get(name)
        if old == new:
            continue
        if kind == "libraries":
            yield f"{name} {old} is now {new}"
        else:
            yield f"{name} " + ("is new" if old is None else "is gone" if new is None else "changed")
