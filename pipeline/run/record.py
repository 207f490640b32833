"""The run record: what each stage depended on, and made, when it last ran."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.core.store import replacing

FILE = "run.json"


@dataclass
class Record:
    """What is known of the last run.

    `stages`: per stage its code, config, libraries and inputs as {what: checksum}, its outputs as {path:
    checksum}, and `whole`, one checksum of program, config folder and libraries: where that is the same now,
    code, config and libraries need not be looked at one by one. `ignore`: the names of files passed over.
    """

    path: Path
    stages: dict[str, dict[str, Any]] = field(default_factory=dict)
    ignore: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, processed: Path) -> Record:
        """Return the record of the folder; an empty one if there is none that can be read."""
        path = processed / FILE
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, dict(kept["stages"]), list(kept["ignore"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return cls(path)

    def write(self) -> None:
        """Write the record, whole or not at all."""
        kept = {"stages": self.stages, "ignore": self.ignore}
        with replacing(self.path) as temporary:
            temporary.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")

    def outputs(self) -> list[str]:
        """Return everything that the stages made, by its name in the record."""
        return [name for stage in self.stages.values() for name in stage["outputs"]]

    def last(self, stage: str, kind: str) -> dict[str, str]:
        """Return what was recorded of a stage: its inputs, outputs …; nothing if it has not run."""
        return dict(self.stages.get(stage, {}).get(kind, {}))
