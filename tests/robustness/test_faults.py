"""Killed, out of disk, locked out, twice at once, with the clock set back: nothing is lost, all is mended."""

import os
import random
import re
import resource
import shutil
import signal
import time

import pytest

from pipeline.core.store import replacing
from tests.robustness import kills
from tests.robustness.make_project import Project

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A project that has run, and how long that took."""
    project = Project.new(tmp_path_factory.mktemp("faults") / "project")
    begun = time.monotonic()
    assert project.run().returncode == 0
    return project, time.monotonic() - begun


@pytest.fixture
def project(ran, tmp_path):
    return ran[0].copy(tmp_path / "project")


@pytest.mark.parametrize("number", range(3))
def test_a_kill_leaves_whole_files_and_the_next_run_mends(ran, project, tmp_path, number):
    """`python -m tests.robustness.kills 100` does so a hundred times."""
    after = random.Random(number).uniform(0.2, ran[1])
    assert kills.tried(project, tmp_path, number, after)[1] == []


def test_a_kill_between_draft_and_record_leaves_no_second_draft(project, monkeypatch):
    """The draft is written, its record is not: the next run knows its own draft again."""
    record = next(path for path in (project.folder / "reports").glob(".roundup-????.json"))
    record.unlink()
    assert project.run("run", "--force").returncode == 0
    drafts = sorted(path.name for path in (project.folder / "reports").glob("roundup-*.docx"))
    assert len(drafts) == 1, drafts


def test_a_draft_that_was_edited_stays_as_it_is(project):
    [draft] = (project.folder / "reports").glob("roundup-*.docx")
    draft.write_bytes(b"edited by hand")
    assert project.run("run", "--force").returncode == 0
    assert draft.read_bytes() == b"edited by hand"


def test_two_runs_at_once_end_well_and_leave_one_draft(ran, tmp_path):
    project = Project.new(tmp_path / "twice")
    first = project.begun()
    lock = project.folder / "reports" / ".running"
    for _ in range(600):
        if lock.exists():
            break
        time.sleep(0.1)
    second = project.run()
    assert first.wait(300) == 0 and second.returncode == 0
    first.communicate()
    assert f"another run works there (process {first.pid} on " in second.stderr
    assert project.outputs() == ran[0].outputs()


def test_a_disk_that_is_full_is_told_of_and_the_old_files_stay(project):
    """A file that may not grow stands for a disk that has no room."""

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    before = project.outputs()
    done = project.run("run", "--force", limit=no_room)
    assert done.returncode == 2, done.stderr
    assert "name a folder on another disk; what was there before is untouched" in done.stderr
    assert "Traceback" not in done.stderr and ".part" not in done.stderr
    assert project.outputs() == before
    assert project.run("run", "--force").returncode == 0
    assert project.outputs() == before


@pytest.mark.parametrize("which", ["processed", "reports"])
def test_a_folder_that_may_not_be_written_to_is_named(project, which):
    plain = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("the superuser may write everywhere, and setpriv is not here to take that from him")
        plain = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")
    folder = project.folder / which
    before = project.outputs()
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o555)
    done = project.run("run", "--force", before=plain)
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o755)
    assert done.returncode == 2
    said = done.stderr.strip().splitlines()[-1]
    assert said.startswith(f"turning-point: {folder}") and "give yourself leave to write" in said, said
    assert ".part" not in said and "Traceback" not in done.stderr
    kept = project.outputs()
    assert all(kept[name] == before[name] for name in before if name.startswith(which))


def test_time_stamps_play_no_part(project):
    for path in (*project.folder.rglob("*"),):
        if path.is_file():
            os.utime(path, (1e9, 1e9) if hash(path.name) % 2 else (4e9, 4e9))
    before = project.outputs()
    done = project.run()
    assert done.returncode == 0 and " … " not in done.stdout
    assert project.outputs() == before


def test_a_clock_that_is_set_back_changes_no_byte(ran, tmp_path):
    """The process believes that it is 2001."""
    project = Project.new(tmp_path / "back")
    (tmp_path / "sitecustomize.py").write_text(
        "import time\nreal = time.time\ntime.time = lambda: real() - 8e8\n"
        "ns = time.time_ns\ntime.time_ns = lambda: ns() - int(8e17)\n",
        encoding="utf-8",
    )
    done = project.run(PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert project.outputs() == ran[0].outputs()


def test_tables_taken_away_while_a_run_needs_them_are_told_of(ran, project):
    shutil.rmtree(project.processed)
    process = project.begun()
    for _ in range(600):
        if (project.processed / "passages.csv").exists():
            break
        time.sleep(0.05)
    shutil.rmtree(project.processed)
    said = process.communicate()[1]
    assert process.returncode in (0, 2), said
    assert process.returncode == 0 or re.search(
        "went away while it was needed; run it again|not there yet; run", said
    )
    assert project.run().returncode == 0
    assert project.outputs() == ran[0].outputs()


def test_tables_that_somebody_damaged_are_made_anew(ran, project):
    (project.processed / "passages.csv").write_bytes(b"\xff\0broken")
    (project.processed / "tags.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (project.processed / "run.json").write_text('{"a":', encoding="utf-8")
    for path in (project.processed / "kept").rglob("*"):
        if path.is_file():
            path.write_bytes(b"junk")
    assert project.run().returncode == 0
    made, whole = project.outputs(), ran[0].outputs()
    assert {name for name in whole if made.get(name) != whole[name]} == set()


def test_a_half_written_file_is_never_under_its_name(tmp_path):
    with replacing(tmp_path / "a.csv") as temporary:
        temporary.write_text("half", encoding="utf-8")
        assert not (tmp_path / "a.csv").exists()
