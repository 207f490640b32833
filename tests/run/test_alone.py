"""One run at a time over a folder, whatever became of the run before."""

import json
import multiprocessing
import os
import signal
import threading
import time

import pytest

from pipeline.core.errors import Fault
from pipeline.run.alone import HOLDER, LOCK, alone


def said_of(*folders, seconds=5.0):
    said = []
    with alone(folders, said.append, seconds):
        pass
    return said


def test_whoever_is_alone_waits_for_nobody_and_leaves_no_name(tmp_path):
    assert said_of(tmp_path / "a" / "b", tmp_path / "r") == []
    assert not (tmp_path / "r" / HOLDER).exists()


def test_tables_and_report_may_go_into_one_folder(tmp_path):
    assert said_of(tmp_path, tmp_path) == []


def test_the_second_waits_and_names_the_first(tmp_path):
    said, order = [], []

    def second():
        with alone([tmp_path], said.append):
            order.append("second")

    with alone([tmp_path], said.append):
        waits = threading.Thread(target=second)
        waits.start()
        time.sleep(0.3)
        order.append("first")
    waits.join(10)
    assert order == ["first", "second"]
    assert len(said) == 1 and f"another run works there (process {os.getpid()} on " in said[0]
    assert "waiting until that has ended (Ctrl-C gives up)" in said[0]


def test_one_that_never_ends_is_told_of(tmp_path):
    with (
        alone([tmp_path], print),
        pytest.raises(Fault, match=r"process \d+ on .*end it if it hangs, and run"),
    ):
        said_of(tmp_path, seconds=0.1)


def hold(folder, ready):
    with alone([folder], print):
        ready.set()
        time.sleep(60)


def test_the_lock_of_a_dead_process_holds_up_nobody(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=hold, args=(tmp_path, ready))
    process.start()
    assert ready.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert json.loads((tmp_path / HOLDER).read_text(encoding="utf-8"))["process"] == process.pid
    assert said_of(tmp_path) == []
    assert (tmp_path / LOCK).exists() and not (tmp_path / HOLDER).exists()


def test_what_was_left_half_written_is_removed_and_nothing_else(tmp_path):
    (tmp_path / "figures").mkdir()
    kept = [
        tmp_path / name for name in ("my.part", ".notes.part", "figures/.a.svg", "notes.csv.abcdefgh.part")
    ]
    for path in (*kept, tmp_path / ".notes.csv.ab_cdef1.part", tmp_path / "figures" / ".a.svg.abcdefgh.part"):
        path.write_text("x", encoding="utf-8")
    said_of(tmp_path)
    assert {path for path in tmp_path.rglob("*") if path.is_file() and path.name != LOCK} == set(kept)


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path):
    (tmp_path / "reports").write_text("x", encoding="utf-8")
    with pytest.raises(Fault, match=r"reports: is a file where a folder is needed; move it away, or name"):
        said_of(tmp_path / "reports")


def test_a_folder_that_may_not_be_written_to_is_left_to_whoever_writes(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    assert said_of(tmp_path) == []
