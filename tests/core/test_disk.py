"""A disk that is full or locked: the folder and the remedy are named, and the old file stays."""

import errno

import pytest

from pipeline.cli.main import main
from pipeline.core.disk import not_read
from pipeline.core.errors import Fault
from pipeline.core.store import replacing, write_file

SAID = {
    errno.ENOSPC: ("{folder}: the disk is full; make room and run it again", "on another disk"),
    errno.EDQUOT: ("{folder}: no room is left you; make room",),
    errno.EACCES: ("{folder}: a.csv may not be written there", "give yourself leave to write, close it if"),
    errno.EROFS: ("{folder}: a.csv may not be written there", "name another folder"),
    errno.EISDIR: ("{folder}/a.csv: is a folder where a file is to be; move it away",),
    errno.EFBIG: ("{folder}/a.csv: the system allows no file so large; name a folder",),
    errno.EIO: ("{folder}/a.csv: could not be written", "name another folder, or run it again"),
}


@pytest.mark.parametrize("number", SAID, ids=errno.errorcode.get)
def test_what_keeps_a_file_from_being_written_is_said_with_the_remedy(tmp_path, number):
    write_file(tmp_path, "a.csv", "old")
    with pytest.raises(Fault) as fault, replacing(tmp_path / "a.csv") as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise OSError(number, "the system says no")
    said = fault.value.messages[0]
    assert all(words.format(folder=tmp_path) in said for words in SAID[number]), said
    assert ".part" not in said
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("a.csv", "old")
    ]


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path):
    (tmp_path / "reports").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match="reports: is a file where a folder is needed; move it away, or name"):
        write_file(tmp_path / "reports" / "figures", "a.svg", "x")
    assert (tmp_path / "reports").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_way_of_a_file_is_named(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(Fault, match=r"a\.csv: is a folder where a file is to be; move it away"):
        write_file(tmp_path, "a.csv", "x")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.EIO])
def test_what_cannot_be_read_is_said_with_the_remedy(number):
    said = not_read(OSError(number, "no", "a/b.toml")).messages[0]
    assert said.startswith("a/b.toml: ") and (
        "run it again" in said or "move it away" in said or "give" in said
    )


def test_any_command_says_it_in_one_line(tmp_path, capsys):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Kites\n\nThey fly.", encoding="utf-8")
    (tmp_path / "processed").write_text("mine", encoding="utf-8")
    assert main(["run", *(f"--{n}={tmp_path / n}" for n in ("raw", "processed", "reports"))]) == 2
    said = capsys.readouterr().err
    assert said == (
        f"turning-point: {tmp_path / 'processed'}: is a file where a folder is needed; move it away, or name "
        "another\n"
    )
