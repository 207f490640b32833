"""A bad file costs the others nothing: what there is under the raw folder, and reading each for itself."""

import os
import socket
import time

import pytest

from pipeline.core.errors import Fault
from pipeline.core.side_by_side import context
from pipeline.reading import files, formats
from pipeline.reading.apart import Sources, read
from pipeline.settings.models import Input

IGNORE = Input().ignore


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Kites\n\nThey fly.", encoding="utf-8")
    (folder / "sub" / "b.txt").write_text("Ponds\n\nThey hold water.", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("Not for the report.", encoding="utf-8")
    return folder


def link(raw):
    (raw / "c.txt").symlink_to(raw.parent / "secret.txt")


def folder_link(raw):
    (raw / "c.txt").symlink_to(raw.parent)


def loop(raw):
    (raw / "c.txt").symlink_to(raw / "c.txt")


def nowhere(raw):
    (raw / "c.txt").symlink_to(raw / "gone.txt")


def within(raw):
    (raw / "c.txt").symlink_to(raw / "sub")


def bound(raw):
    with socket.socket(socket.AF_UNIX) as made:
        os.chdir(raw)  # the whole path of a socket may be too long
        made.bind("c.txt")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(link, "leads out of the folder, and is not followed; put the file", id="a link out"),
        pytest.param(folder_link, "leads out of the folder", id="a link to a folder outside"),
        pytest.param(loop, "leads nowhere; take it away", id="a link to itself"),
        pytest.param(nowhere, "leads nowhere; take it away", id="a link to nothing"),
        pytest.param(within, "a folder that is read where it lies", id="a link to a folder within"),
        pytest.param(lambda raw: os.mkfifo(raw / "c.txt"), "is no plain file", id="a pipe"),
        pytest.param(bound, "is no plain file", id="a socket"),
    ],
)
def test_what_is_no_file_of_the_folder_has_a_row(raw, monkeypatch, make, says):
    monkeypatch.chdir(raw)
    make(raw)
    found = files.find(raw, IGNORE)
    assert list(found.sums) == ["a.txt", "c.txt", "sub/b.txt"]
    assert list(found.problems) == ["c.txt"] and says in found.problems["c.txt"]
    readings = read(Sources(raw, found.sums, problems=found.problems), Input())
    assert [bool(each.reading.lines) for each in readings] == [True, False, True]


def test_a_link_within_the_folder_is_followed(raw):
    (raw / "c.txt").symlink_to(raw / "a.txt")
    found = files.find(raw, IGNORE)
    assert not found.problems and found.sums["c.txt"] == found.sums["a.txt"]


def test_a_name_that_is_no_utf_8_has_a_row(raw):
    (raw / os.fsdecode(b"caf\xe9.txt")).write_text("Kites")
    found = files.find(raw, IGNORE)
    assert found.problems == {"caf\\xe9.txt": "its name is no valid UTF-8; rename it"}
    assert "caf\\xe9.txt" in found.sums


def test_a_name_of_dots_is_not_passed_over(raw):
    (raw / "...txt").write_text("Kites")
    (raw / ".DS_Store").write_text("x")
    assert set(files.find(raw, IGNORE).sums) == {"...txt", "a.txt", "sub/b.txt"}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_opened_has_a_row(raw):
    (raw / "a.txt").chmod(0)
    (raw / "sub").chmod(0)
    problems = files.find(raw, IGNORE).problems
    (raw / "sub").chmod(0o755)
    assert "cannot be opened" in problems["a.txt"] and "cannot be looked into" in problems["sub"]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(Fault, match="there is no such folder"):
        files.find(tmp_path / "gone", IGNORE)


def eats(data, name, scans):
    return b"x" * 10**10


def dies(data, name, scans):
    os._exit(9)


def sleeps(data, name, scans):
    time.sleep(60)


@pytest.mark.slow
@pytest.mark.skipif(context().get_start_method() != "fork", reason="readers are begun anew here")
@pytest.mark.parametrize(
    ("does", "says"),
    [
        pytest.param(eats, "needs more than 200 MB of memory", id="takes all memory"),
        pytest.param(dies, "or ends its reader; save it anew", id="ends its reader"),
        pytest.param(sleeps, "took longer than 1 seconds to read", id="never ends"),
    ],
)
def test_a_file_that_ends_or_holds_up_its_reader_is_a_problem_and_the_others_are_read(
    raw, monkeypatch, does, says
):
    usual = formats.read

    def reads(data, name, scans=False):
        return does(data, name, scans) if name == "a.txt" else usual(data, name, scans)

    monkeypatch.setattr(formats, "read", reads)
    found = files.find(raw, IGNORE)
    bad, good = read(Sources(raw, found.sums, 2), Input(memory=200, seconds=1))
    assert says in bad.reading.problem and not bad.reading.lines
    assert good.source == "sub/b.txt" and good.reading.lines


def test_a_file_that_went_away_is_a_problem_until_the_next_run(raw):
    found = files.find(raw, IGNORE)
    whole = found.sums["a.txt"]
    (raw / "a.txt").unlink()
    gone, good = read(Sources(raw, found.sums), Input())
    assert gone.reading.problem == "could not be read (No such file or directory); run it again"
    assert good.reading.lines and found.sums["a.txt"] == gone.sha256 != whole


def test_a_file_that_changed_has_the_sum_of_what_was_read(raw):
    found = files.find(raw, IGNORE)
    (raw / "a.txt").write_text("Kites\n\nThey fly high.", encoding="utf-8")
    changed, _ = read(Sources(raw, found.sums), Input())
    assert changed.sha256 == files.find(raw, IGNORE).sums["a.txt"] == found.sums["a.txt"]


@pytest.mark.parametrize(("name", "shown"), [("a\nb.txt", "a\\x0ab.txt"), ("\x1b[2Jc.txt", "\\x1b[2Jc.txt")])
def test_a_name_that_would_tear_tables_or_steer_terminals_has_a_row(raw, name, shown):
    (raw / name).write_text("Kites", encoding="utf-8")
    assert "signs that cannot be printed" in files.find(raw, IGNORE).problems[shown]


def test_a_file_larger_than_any_note_is_not_even_opened(raw):
    with (raw / "huge.txt").open("wb") as stream:
        stream.truncate(10**13)
    begun = time.process_time()
    assert (
        "is of 10,000,000 MB, larger than any note; take it out"
        in files.find(raw, IGNORE).problems["huge.txt"]
    )
    assert time.process_time() - begun < 1
