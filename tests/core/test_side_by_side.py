"""Side by side: the same results in order, a Fault when a process is ended, and a bar on terminals alone."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.core import progress
from pipeline.core.errors import Fault
from pipeline.core.side_by_side import side_by_side
from tests.conftest import ROOT


def times(shared, item):
    return shared * item, os.getpid()


def ended(shared, item):
    os.kill(os.getpid(), signal.SIGKILL)


def wrong(shared, item):
    raise ValueError(f"{item} is wrong")


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs):
    found = side_by_side(times, 3, list(range(7)), jobs)
    assert [result for result, _ in found] == [0, 3, 6, 9, 12, 15, 18]
    assert (os.getpid() in {process for _, process in found}) == (jobs == 1)


def test_one_item_needs_no_process():
    assert side_by_side(times, 2, [4], 8) == [(8, os.getpid())]


def test_nothing_gives_nothing():
    assert side_by_side(times, 2, [], 8) == []


def test_a_process_that_is_ended_is_a_fault():
    with pytest.raises(Fault, match="ended from outside"):
        side_by_side(ended, None, [1, 2, 3], 2)


def test_what_a_process_raises_is_raised_here():
    with pytest.raises(ValueError, match="1 is wrong"):
        side_by_side(wrong, None, [1, 2, 3], 2)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "shows"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_is_shown_on_a_terminal_alone_and_only_where_it_takes_long(stream, shows, monkeypatch):
    monkeypatch.setattr("sys.stderr", stream)
    assert list(progress.shown(iter("abc"), "reading", 3, "files")) == ["a", "b", "c"]
    assert stream.getvalue() == ""
    monkeypatch.setattr(progress, "LONG", 0.0)
    assert list(progress.shown(iter("abc"), "reading", 3, "files")) == ["a", "b", "c"]
    assert ("reading" in stream.getvalue()) == shows


def sleep(seconds, _):
    os.write(1, f"{os.getpid()}\n".encode())  # at one go: the other process writes to the same pipe
    time.sleep(seconds)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes under /proc")
def test_when_the_process_that_waits_is_killed_its_helpers_end():
    code = "from tests.core.test_side_by_side import *; side_by_side(sleep, 60, [1, 2], 2)"
    waiting = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    helpers = [int(waiting.stdout.readline()) for _ in range(2)]
    waiting.stdout.close()
    waiting.send_signal(signal.SIGKILL)
    waiting.wait()
    for _ in range(100):
        left = [pid for pid in helpers if alive(pid)]
        if not left:
            break
        time.sleep(0.1)
    assert not left


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z"
    except OSError:
        return False
