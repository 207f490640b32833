"""The runner: brings every stage up to date, and knows of each whether it is fresh, and if not, why.

A stage is stale when its code, its part of the config, its libraries or its inputs have other checksums than
those in the run record, or when its outputs are not as it left them. Time stamps play no part. The record is
written last, after the outputs: a kill at any moment leaves a stale stage, never a wrong one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.core import codebook, store
from pipeline.core.errors import Fault
from pipeline.core.folders import Folders
from pipeline.run import fingerprint
from pipeline.run.stages import STAGES, Stage, where
from pipeline.settings.load import Config

if TYPE_CHECKING:
    import pandas as pd


RECORD = "run.json"


@dataclass
class Runner:
    """One run over one set of folders."""

    folders: Folders
    config: Config
    say: Callable[[str], None]
    jobs: int = 1
    held: dict[str, pd.DataFrame] = field(default_factory=dict)
    sums: dict[str, str] | None = None

    def __post_init__(self) -> None:
        self.record: dict[str, Any] = self._read_record()

    def run(self, names: tuple[str, ...], force: bool = False) -> None:
        """Bring the named stages up to date, in order."""
        if "clean" in names:
            self._sources()  # a fault in the raw folder is told before anything is begun
        for stage in STAGES:
            if stage.name not in names:
                continue
            reason = "asked for" if force else self.stale(stage)
            if reason:
                self._run(stage, reason)
            else:
                self.say(f"{stage.name:<7} is fresh")

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
        then = self.record.get(stage.name)
        if then is None:
            return "it has not run yet"
        return next(self.changed(stage), "") or self._altered(then)

    def changed(self, stage: Stage) -> Iterator[str]:
        """Yield what a stage depends on and is not as it was when it last ran."""
        yield from self._differences(self.record.get(stage.name, {}), self._dependencies(stage))

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of this run, from memory or from its file."""
        if name not in self.held:
            try:
                self.held[name] = store.read(self.folders.processed, name)
            except FileNotFoundError as error:
                raise Fault(f"{error.filename}: not there yet; run `turning-point run` first") from error
        return self.held[name]

    def elsewhere(self) -> bool:
        """Tell whether the tables that are there were made of notes that do not lie in the raw folder."""
        inputs = self.record.get("clean", {}).get("inputs", {})
        return bool(set(inputs) - set(self._sources()))

    # what a stage depends on

    def _dependencies(self, stage: Stage) -> dict[str, dict[str, str]]:
        parts = {where(part): fingerprint.of_value(self._part(part)) for part in stage.config.values()}
        return {
            "code": {f"the code of {stage.name}": fingerprint.of_code(f"pipeline.{stage.function}")},
            "config": parts,
            "libraries": fingerprint.of_libraries(),
            "inputs": self._inputs(stage),
        }

    def _inputs(self, stage: Stage) -> dict[str, str]:
        if stage.name == "clean":
            return self._sources()
        inputs = {f"table {name}": self._checksum(name) for name in stage.reads}
        if stage.name == "report":
            inputs["figures"] = store.checksum(self.folders.reports / "figures" / "charts.json")
            inputs["accuracy"] = store.checksum(self.folders.processed / "accuracy.json")
            inputs["sample notes"] = str(self.folders.sample)
            inputs["settings that the report names"] = fingerprint.of_value(self._settings())
        return inputs

    def _settings(self) -> dict[str, str]:
        parts = sorted({part for stage in STAGES for part in stage.config.values()}, key=where)
        return {where(part): fingerprint.of_value(self._part(part)) for part in parts}

    def _sources(self) -> dict[str, str]:
        from pipeline.reading import files

        if self.sums is None:
            self.sums = files.find(self.folders.raw, self.config.pipeline.input)
            if not self.sums:
                raise Fault(
                    f"{self.folders.raw}: no notes in it; put the meeting notes there, as files of any kind"
                )
        return self.sums

    def _checksum(self, name: str) -> str:
        return store.checksum(store.path_of(self.folders.processed, name))

    def _part(self, name: str) -> Any:
        return attrgetter(name)(self.config)

    @staticmethod
    def _differences(then: dict[str, Any], now: dict[str, dict[str, str]]) -> Iterator[str]:
        for kind, parts in now.items():
            before = then.get(kind, {})
            for name in sorted(set(parts) | set(before)):
                old, new = before.get(name), parts.get(name)
                if old == new:
                    continue
                if kind == "libraries":
                    yield f"{name} {old} is now {new}"
                else:
                    yield f"{name} " + ("is new" if old is None else "is gone" if new is None else "changed")

    def _altered(self, then: dict[str, Any]) -> str:
        for path, checksum in then["outputs"].items():
            now = store.checksum(self._output(path))
            if now != checksum:
                return f"{path} {'was altered' if now else 'is gone'}"
        return ""

    def _output(self, path: str) -> Path:
        root, _, rest = path.partition("/")
        return (self.folders.processed if root == "processed" else self.folders.reports) / rest

    # running

    def _run(self, stage: Stage, reason: str) -> None:
        self.say(f"{stage.name:<7} … {reason}")
        then = self.record.get(stage.name, {})
        made = self._clean(stage) if stage.name == "clean" else self._call(stage)
        outputs = self._write_tables(stage, made) if stage.writes else self._write_files(made)
        for path in set(then.get("outputs", {})) - set(outputs):
            self._output(path).unlink(missing_ok=True)  # a figure of a cell that is no longer there
        self.record[stage.name] = {**self._dependencies(stage), "outputs": outputs}
        self._write_record()

    def _call(self, stage: Stage) -> dict[str, Any]:
        function = getattr(import_module(f"pipeline.{stage.function}"), stage.name)
        options = {argument: self._part(part) for argument, part in stage.config.items()}
        inputs = {name: self.table(name) for name in stage.reads}
        if stage.writes:
            return function(**inputs, **options)
        if stage.name == "charts":
            from pipeline.core.figures import files_of

            return files_of(function(inputs, **options))
        return self._report(function, inputs, options)

    def _report(self, function: Callable[..., dict[str, Any]], inputs: Any, options: Any) -> dict[str, Any]:
        from pipeline.core.figures import charts_in
        from pipeline.run.provenance import provenance

        known = options.pop("cells")
        sums = {
            "inputs": self._sources(),
            "config": self._settings(),
            "libraries": fingerprint.of_libraries(),
        }
        origin = provenance(sums, self.folders, self.table("notes"), known)
        return function(inputs, charts_in(self.folders.reports / "figures"), provenance=origin, **options)

    def _clean(self, stage: Stage) -> dict[str, pd.DataFrame]:
        """Read the files that are new or changed; keep the lines of the others."""
        from pipeline.reading import clean

        sums = self._sources()
        then, now = self.record.get("clean"), self._dependencies(stage)
        same = then is not None and all(then[kind] == now[kind] for kind in ("code", "config", "libraries"))
        if then is None or not same or self._altered(then):
            return clean.clean(self._read(list(sums)))
        before = then["inputs"]
        changed = [source for source in sums if before.get(source) != sums[source]]
        gone = {source for source in before if sums.get(source) != before[source]}
        fresh = clean.clean(self._read(changed))
        self.say(f"        read {len(changed)} of {len(sums)} files")
        return clean.merged({name: self.table(name) for name in stage.writes}, fresh, gone)

    def _read(self, sources: list[str]) -> list[Any]:
        from pipeline.reading import files

        return files.read(self.folders.raw, self._sources(), sources, self.config.pipeline.input, self.jobs)

    def _write_tables(self, stage: Stage, made: dict[str, pd.DataFrame]) -> dict[str, str]:
        assert set(made) == set(stage.writes), f"{stage.name} made {sorted(made)}, not {sorted(stage.writes)}"
        outputs = {}
        for name in stage.writes:
            path = store.write(self.folders.processed, name, made[name])
            outputs[f"processed/{path.name}"] = store.checksum(path)
        self.held.update(made)
        return outputs

    def _write_files(self, made: dict[str, Any]) -> dict[str, str]:
        outputs = {}
        for name, content in sorted(made.items()):
            path = self.folders.reports / name
            with store.replacing(path) as temporary:
                temporary.write_bytes(content.encode() if isinstance(content, str) else content)
            outputs[f"reports/{name}"] = store.checksum(path)
        return outputs

    # the record

    def _read_record(self) -> dict[str, Any]:
        try:
            return dict(json.loads((self.folders.processed / RECORD).read_text(encoding="utf-8"))["stages"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {}

    def _write_record(self) -> None:
        with store.replacing(self.folders.processed / "README.md") as temporary:
            temporary.write_text(codebook.codebook(), encoding="utf-8")
        with store.replacing(self.folders.processed / RECORD) as temporary:
            temporary.write_text(
                json.dumps({"stages": self.record}, indent=1, sort_keys=True), encoding="utf-8"
            )
