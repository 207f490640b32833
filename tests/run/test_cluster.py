"""A run on a Dask cluster gives the tables of a run here, byte for byte, and outlives a worker."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.cli.main import main

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]
ROOT = Path(__file__).parent.parent.parent
NOTES = "260"
START = (sys.executable, "-m", "pipeline")


def begun(*words, tmp_path):
    with (tmp_path / f"{words[0]}.log").open("a") as log:
        return subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    assert main(["sample", "--notes", NOTES, str(folder / "sample")]) == 0
    raw = folder / "sample" / "notes"
    command = ["split", "--raw", raw, "--processed", folder / "p", "--reports", folder / "r"]
    for stage in ("clean", "split", "dates", "tag"):
        assert main([stage, *map(str, command[1:])]) == 0
    return raw, tables_in(folder / "p")


def tables_in(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.fixture
def cluster(tmp_path):
    """Two workers, and the file that names the address."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'turning-point[dask]'")
    file = tmp_path / "scheduler.json"
    scheduler = begun(
        *("distributed.cli.dask_scheduler", "--scheduler-file", str(file), "--port", "0"),
        *("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", ":0"),
        tmp_path=tmp_path,
    )
    worker = (
        *("distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1"),
        *("--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path)),
    )
    workers = [begun(*worker, tmp_path=tmp_path) for _ in range(2)]
    try:
        yield address_of(file, 2), workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def address_of(file, workers):
    """Return the address when so many workers are there."""
    from distributed import Client

    for _ in range(600):
        if file.exists():
            break
        time.sleep(0.1)
    with Client(scheduler_file=str(file), timeout=60, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
        return client.scheduler.address


def run_there(sample, address, folder, lost=None):
    """Run the stages on the cluster; `lost` is a worker that is ended as soon as pages are being cut."""
    raw, expected = sample
    there = ("--dask", address)
    for stage in ("clean", "split", "dates", "tag"):
        process = subprocess.Popen(
            [*START, stage, "--raw", raw, "--processed", folder / "p", "--reports", folder / "r", *there],
            cwd=ROOT,
        )
        if stage == "split" and lost is not None:
            end_when_busy(address, lost)
        assert process.wait(timeout=300) == 0
    assert tables_in(folder / "p") == expected


def end_when_busy(address, worker):
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        for _ in range(2000):
            if any(client.processing().values()):
                os.kill(worker.pid, signal.SIGKILL)
                return
            time.sleep(0.01)
    raise AssertionError("the cluster never had anything to do")


def test_the_tables_are_those_of_a_run_here(sample, cluster, tmp_path):
    run_there(sample, cluster[0], tmp_path)


def test_a_worker_that_is_lost_costs_nothing_but_time(sample, cluster, tmp_path):
    run_there(sample, cluster[0], tmp_path, lost=cluster[1][0])
    assert cluster[1][0].poll() == -signal.SIGKILL


def test_where_nothing_answers_is_told(tmp_path, capsys, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("pipeline.run.cluster.PATIENCE", 1)
    options = ["--raw", str(tmp_path), "--processed", str(tmp_path / "p"), "--reports", str(tmp_path / "r")]
    assert main(["run", *options, "--dask", "tcp://127.0.0.1:9"]) == 2
    assert "no cluster answers there" in capsys.readouterr().err
