"""The runner over the sample: what reruns when, and that nothing half-made is left."""

import json
import shutil
import subprocess
import sys
import time

import pytest

from pipeline.cli.main import main
from pipeline.core import store
from tests.conftest import CONFIG, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("runner")]


class Project:
    """A folder with notes and a config of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.raw, self.config = folder / "raw", folder / "config"
        self.processed, self.reports = folder / "processed", folder / "reports"
        shutil.copytree(CONFIG, self.config)
        self.raw.mkdir()
        for name in ("02_listing_relationships.txt", "10_sharing_power_cell_1.txt"):
            shutil.copy(ROOT / "data" / "sample" / name, self.raw)

    def run(self, command="run", *more):
        folders = [f"--{name}={getattr(self, name)}" for name in ("raw", "processed", "reports", "config")]
        return main([command, *folders, *more])

    def status(self, capsys):
        capsys.readouterr()
        assert self.run("status") == 0
        return dict(line.split(None, 1) for line in capsys.readouterr().out.splitlines())

    def contents(self):
        made = [*self.processed.rglob("*"), *self.reports.rglob("*")]
        return {str(p.relative_to(self.folder)): p.read_bytes() for p in made if p.is_file()}

    def edit(self, name, old, new):
        path = self.config / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("project"))
    assert project.run() == 0
    return project


@pytest.fixture
def project(ran, tmp_path):
    """A copy of the project that has run, to be spoilt at will."""
    copy = Project.__new__(Project)
    copy.__dict__ = {k: tmp_path / v.name for k, v in ran.__dict__.items()} | {"folder": tmp_path / "p"}
    shutil.copytree(ran.folder, copy.folder)
    for name in ("raw", "config", "processed", "reports"):
        setattr(copy, name, copy.folder / name)
    return copy


def test_all_is_fresh_after_a_run(project, capsys):
    assert set(project.status(capsys).values()) == {"fresh"}


def test_a_second_run_changes_no_byte(project):
    before = project.contents()
    assert project.run() == 0
    assert project.contents() == before
    assert project.run("run", "--force") == 0
    assert project.contents() == before


def test_a_new_note_reads_one_file(project, capsys):
    shutil.copy(ROOT / "data" / "sample" / "08_learning_out_loud.txt", project.raw)
    assert project.status(capsys)["clean"] == "stale: 08_learning_out_loud.txt is new"
    capsys.readouterr()
    assert project.run() == 0
    assert "read 1 of 3 files" in capsys.readouterr().out
    assert set(store.read(project.processed, "documents")["notes"]) == {1, 4}


def test_incremental_is_the_same_as_from_nothing(project):
    shutil.copy(ROOT / "data" / "sample" / "08_learning_out_loud.txt", project.raw)
    (project.raw / "10_sharing_power_cell_1.txt").unlink()
    assert project.run() == 0
    grown = project.contents()
    shutil.rmtree(project.processed)
    shutil.rmtree(project.reports)
    assert project.run() == 0
    fresh = project.contents()
    assert sorted(grown) == sorted(fresh)
    assert [name for name in fresh if fresh[name] != grown[name]] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "stage", "reason"),
    [
        ("cells.toml", '"Sharing Power"', '"Sharing of Power"', "split", "config/cells.toml changed"),
        ("themes/behaviours.toml", "terms = [", "terms = ['zebra*', ", "tag", "config/themes/*.toml changed"),
        (
            "pipeline.toml",
            "largest = 50.0",
            "largest = 49.0",
            "clean",
            "config/pipeline.toml [input] changed",
        ),
    ],
)
def test_an_edit_makes_its_stage_stale(project, capsys, file, old, new, stage, reason):
    project.edit(file, old, new)
    states = project.status(capsys)
    assert states[stage] == f"stale: {reason}"
    names = list(states)
    assert all(states[name] == "fresh" for name in names[: names.index(stage)])
    assert all(states[name].startswith("stale: waits for") for name in names[names.index(stage) + 1 :])


def test_a_comment_makes_nothing_stale(project, capsys):
    project.edit("cells.toml", "[[cell]]", "# a comment\n[[cell]]")
    assert set(project.status(capsys).values()) == {"fresh"}


def test_an_altered_table_is_made_again(project, capsys):
    path = store.path_of(project.processed, "notes")
    right = path.read_bytes()
    path.write_bytes(right + b"x")
    assert project.status(capsys)["dates"] == "stale: processed/notes.csv was altered"
    assert project.run() == 0
    assert path.read_bytes() == right


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda p: p.edit("pipeline.toml", "largest", "largets"),
            "largets: unknown key (did you mean 'largest'?)",
        ),
        (
            lambda p: p.edit("sections.toml", "furniture = [", "furniture = ['(', "),
            "not a regular expression",
        ),
        (lambda p: [f.unlink() for f in p.raw.iterdir()], "no notes in it"),
        (lambda p: shutil.rmtree(p.raw), "there is no such folder"),
    ],
    ids=["unknown key", "bad pattern", "empty raw folder", "no raw folder"],
)
def test_a_fault_is_one_plain_message_and_touches_nothing(project, capsys, spoil, says):
    spoil(project)
    before = project.contents()
    capsys.readouterr()
    assert project.run() == 2
    error = capsys.readouterr().err
    assert says in error
    assert "Traceback" not in error
    assert project.contents() == before


def test_files_none_of_which_the_system_will_open_are_named(project, capsys, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    before = project.contents()
    monkeypatch.setattr("pipeline.reading.files.checksum", refuse)  # leave to read cannot be taken from root
    assert project.run() == 2
    error = capsys.readouterr().err
    assert "02_listing_relationships.txt: cannot be opened" in error
    assert project.contents() == before


def test_a_file_that_the_system_will_not_open_costs_the_others_nothing(project, monkeypatch):
    def refuse(path):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return store.checksum(path)

    (project.raw / "locked.txt").write_text("Kites")
    monkeypatch.setattr("pipeline.reading.files.checksum", refuse)
    assert project.run() == 0
    documents = store.read(project.processed, "documents").set_index("source")
    assert documents.loc["locked.txt", "problem"].startswith("cannot be opened (Permission denied); give")
    assert documents.loc["10_sharing_power_cell_1.txt", "notes"] > 0


def test_a_file_of_no_use_is_named_and_the_rest_goes_on(project):
    (project.raw / "empty.txt").write_text("")
    (project.raw / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert project.run() == 0
    problems = store.read(project.processed, "documents").set_index("source")["problem"]
    assert problems["empty.txt"]
    assert problems["picture.png"]
    assert problems["10_sharing_power_cell_1.txt"] == ""


def test_a_kill_leaves_whole_files_and_the_next_run_mends(project):
    command = [sys.executable, "-m", "pipeline", "run", "--force"]
    command += [f"--{n}={getattr(project, n)}" for n in ("raw", "processed", "reports", "config")]
    before = project.contents()
    for seconds in (0.8, 1.6, 2.4):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(seconds)
        process.kill()
        process.wait()
        unread = (".part", ".running")
        whole = {name: data for name, data in project.contents().items() if not name.endswith(unread)}
        assert whole == before
    assert project.run() == 0
    assert project.contents() == before


def test_the_record_holds_no_clock_and_no_path_of_the_machine(project):
    record = json.loads((project.processed / "run.json").read_text(encoding="utf-8"))
    assert str(project.folder) not in json.dumps(record)
