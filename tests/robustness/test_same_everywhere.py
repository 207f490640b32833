"""The same notes and config give the same bytes, whatever the order of files, locale, zone, threads, Python.

And nothing is asked of the network.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.robustness.make_project import NOTES, Project

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("same everywhere")]

ELSEWHERE = {
    "another zone and locale": {
        "TZ": "Pacific/Chatham",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "C",
        "PYTHONUTF8": "0",
    },
    "no locale, other hashes": {"LC_ALL": "C", "PYTHONHASHSEED": "4711"},
    "hashes that are not mixed, one thread": {
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    },
}
NO_NETWORK = """
import socket
def refuse(*_, **__):
    raise OSError("no network in this test")
class Shut(socket.socket):
    def connect(self, address):
        if self.family != socket.AF_UNIX:
            refuse()
        return super().connect(address)
    connect_ex = connect
socket.socket = Shut
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    project = Project.new(tmp_path_factory.mktemp("here") / "project")
    done = project.run("run", "--jobs=2")
    assert done.returncode == 0, done.stderr
    return project.outputs()


def differing(project, here):
    there = project.outputs()
    assert there.keys() == here.keys()
    return [name for name in here if there[name] != here[name]]


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_another_machine_gives_the_same_bytes(here, tmp_path, kind):
    project = Project.new(tmp_path / "a folder with blanks, é and 'quotes'", notes=NOTES[::-1])
    done = project.run("run", "--jobs=1", **ELSEWHERE[kind])
    assert done.returncode == 0, done.stderr
    assert differing(project, here) == []


def test_no_network_is_asked_for_anything(here, tmp_path):
    project = Project.new(tmp_path / "project")
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    done = project.run(
        PYTHONPATH=str(tmp_path), HTTP_PROXY="http://127.0.0.1:9", HTTPS_PROXY="http://127.0.0.1:9"
    )
    assert done.returncode == 0, done.stderr
    assert differing(project, here) == []


@pytest.mark.parametrize("version", ["3.12", "3.13", "3.14"])
def test_another_python_gives_the_same_bytes(here, tmp_path, version):
    """Where `PYTHONS` names a folder of environments, each with the program's libraries: 3.12/bin/python …"""
    python = Path(os.environ.get("PYTHONS", "/nowhere")) / version / "bin" / "python"
    if not python.exists():
        pytest.skip(f"no environment for Python {version}: name a folder of them with PYTHONS")
    project = Project.new(tmp_path / "project")
    words = project.command()[project.command().index("-m") :]
    done = subprocess.run(
        [python, "-W", "error", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # the record and the page's last part name versions of libraries, which pins hold alike
    assert differing(project, here) == []


def test_what_is_made_names_no_folder_of_the_machine(here, tmp_path_factory):
    base = str(tmp_path_factory.getbasetemp()).encode()
    assert [name for name, data in here.items() if base in data] == []
    assert shutil.which("git") is None or str(ROOT).encode() not in b"".join(here.values())
    assert sys.executable.encode() not in b"".join(here.values())
