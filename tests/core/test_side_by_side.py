"""Side by side is as one after the other, and leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.core.side_by_side import side_by_side
from tests.conftest import ROOT


def power(base, item):
    if item == 13:
        raise ValueError("thirteen")
    return base**item


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order_for_any_number_of_processes(jobs):
    assert side_by_side(power, 2, list(range(10)), jobs) == [2**item for item in range(10)]
    assert side_by_side(power, 2, [], jobs) == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_one_item_raises_is_raised(jobs):
    with pytest.raises(ValueError, match="thirteen"):
        side_by_side(power, 2, [1, 13, 2], jobs)


def sleep(seconds, _):
    print(os.getpid(), flush=True)
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
