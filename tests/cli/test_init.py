"""A working folder of one's own, from each framework that travels with the program."""

import os
import subprocess
import sys

import pytest

from pipeline.cli.main import main
from pipeline.settings import frameworks
from tests.conftest import ROOT


def made(folder, *more):
    assert main(["init", str(folder), *more]) == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("framework", frameworks.names())
def test_every_framework_runs_at_once(tmp_path, framework):
    """In a folder with a space, from anywhere, without make."""
    folder = made(tmp_path / "our notes", "--framework", framework)
    assert (folder / "data" / "raw").is_dir() and len((folder / "README.md").read_text().splitlines()) <= 10
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in ("check", "run"):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", command],
            cwd=folder, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    page = (folder / "reports" / "index.html").read_text(encoding="utf-8")
    assert "SAMPLE NOTES" in page
    assert list((folder / "reports").glob("roundup-*.docx"))


def test_without_a_name_it_is_the_blank_one(tmp_path, capsys):
    folder = made(tmp_path / "new" / "deep")
    assert (folder / "config" / "themes" / "themes.toml").exists()
    assert "'blank'" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["deep"]


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    assert (made(tmp_path / "empty") / "config" / "network.toml").exists()


@pytest.mark.parametrize(
    ("there", "says"),
    [("notes.docx", "is not empty"), (".hidden", "is not empty"), (None, "is a file")],
)
def test_nothing_is_written_over(tmp_path, capsys, there, says):
    target = tmp_path / "mine"
    if there:
        target.mkdir()
        (target / there).write_text("mine")
    else:
        target.write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert main(["init", str(target)]) == 2
    assert says in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_an_unknown_framework_is_answered_with_the_nearest(tmp_path, capsys):
    assert main(["init", str(tmp_path / "x"), "--framework", "blanc"]) == 2
    said = capsys.readouterr().err
    assert "no framework 'blanc' (did you mean 'blank'?)" in said and "better-way" in said
    assert not list(tmp_path.iterdir())


def test_a_folder_without_config_is_told_of_init(tmp_path, capsys):
    assert main(["check", f"--config={tmp_path / 'config'}"]) == 2
    assert "turning-point init FOLDER" in capsys.readouterr().err


def test_output_that_cannot_show_a_letter_does_not_end_a_run(tmp_path):
    """A pipe on Windows knows some two hundred letters, one under LANG=C half of them."""
    for encoding in ("ascii", "cp1252"):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "init", str(tmp_path / f"Größe → {encoding}")],
            cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode(encoding)
