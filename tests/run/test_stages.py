"""The table of stages: data flow one way, and a new folder is told what has not run."""

import shutil
from importlib import import_module
from inspect import Parameter, signature

import pytest

from pipeline.cli.main import main
from pipeline.core.schemas import TABLES
from pipeline.run.stages import STAGES
from tests.conftest import CONFIG, ROOT


def test_a_stage_reads_what_a_stage_before_it_has_written():
    written = set()
    for stage in STAGES:
        assert set(stage.reads) <= written, stage.name
        assert not written & set(stage.writes), stage.name
        written |= set(stage.writes)
    assert written == {table.name for table in TABLES}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_is_a_function_of_what_its_row_names(stage):
    parameters = signature(getattr(import_module(f"pipeline.{stage.module}"), stage.name)).parameters
    given = {*(stage.reads if stage.writes else ("tables",)), *stage.settings, *stage.inputs}
    needed = {name for name, parameter in parameters.items() if parameter.default is Parameter.empty}
    assert needed <= given <= set(parameters)


def test_before_the_first_run_all_waits_for_the_first_stage(tmp_path, capsys):
    (tmp_path / "raw").mkdir()
    shutil.copy(ROOT / "data" / "sample" / "08_learning_out_loud.txt", tmp_path / "raw")
    folders = [f"--{name}={tmp_path / name}" for name in ("raw", "processed", "reports")]
    assert main(["status", *folders, f"--config={CONFIG}"]) == 0
    said = dict(line.split(None, 1) for line in capsys.readouterr().out.splitlines())
    first, *rest = (stage.name for stage in STAGES)
    assert said == {first: "stale: it has not run yet"} | dict.fromkeys(rest, f"stale: waits for {first}")
    assert not (tmp_path / "processed").exists()
