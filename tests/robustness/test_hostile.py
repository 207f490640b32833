"""Hostile files: each is read, or named with what to do; the good notes beside them come out as without."""

import re
from hashlib import sha256

import pytest

from pipeline.core import store
from tests.robustness import outcomes
from tests.robustness.outcomes import GOOD, PAGE, possible

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile")]

PYTHON = re.compile(r"\w+Error\b|Traceback|Exception|object at 0x|NoneType")
REMEDY = re.compile(
    r"\b(?:save|take|put|rename|have|give|unpack|open|export|run it again|begin|leave|raise|typed|draw)\b"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The run over all of them, and the same good notes alone."""
    folder, alone = (tmp_path_factory.mktemp(name) for name in ("hostile", "alone"))
    processed, seconds = outcomes.ran(folder, possible())
    outcomes.ran(alone, [])
    return folder, processed, alone / "processed", seconds


@pytest.fixture(scope="module")
def found(hostile):
    return {each.case.id: each for each in outcomes.outcomes(hostile[1], possible())}


@pytest.mark.parametrize("case", possible(), ids=lambda case: case.id)
def test_each_is_read_or_named_with_what_to_do(found, case):
    each = found[case.id]
    if not case.says:
        assert each.problem == "" and each.notes > 0, each.problem
    else:
        assert case.says in each.problem
        assert REMEDY.search(each.problem), f"no remedy in: {each.problem}"
        assert not PYTHON.search(each.problem)


@pytest.mark.parametrize("name", ["documents", "notes", "passages", "tags", "headings"])
def test_the_good_notes_come_out_as_without_them(hostile, name):
    both = [store.read(folder, name) for folder in hostile[1:3]]
    if name == "headings":  # of all notes together
        assert set(both[1]["heading"]) <= set(both[0]["heading"])
        return
    key = "source" if "source" in both[1] else "passage_id"
    kept = both[0][both[0][key].isin(set(both[1][key]))].reset_index(drop=True)
    columns = [column for column in both[1].columns if column not in NEIGHBOURS]
    assert kept[columns].to_csv() == both[1][columns].to_csv()


NEIGHBOURS = ("grade", "cell")
"""What other notes have a say in: a group's name, as all its notes write it, and how sure a tag is."""


def test_nothing_was_run_fetched_or_followed(hostile):
    folder = hostile[0]
    made = {path.name for path in folder.rglob("*")}
    assert not {name for name in made if "taken" in name}
    assert not any(
        "SECRET" in path.read_text("utf-8", "replace")
        for path in (folder / "reports").rglob("*.*")
        if path.is_file()
    )
    assert "SECRET" not in (folder / "processed" / "passages.csv").read_text(encoding="utf-8")


def test_the_raw_files_are_as_they_were(hostile, tmp_path):
    raw = hostile[0] / "raw"
    for name in GOOD:
        whole = (outcomes.ROOT / "data" / "sample" / name).read_bytes()
        assert sha256((raw / name).read_bytes()).digest() == sha256(whole).digest()


def test_no_case_is_written_over_by_another():
    assert len({case.name for case in outcomes.CASES}) == len(outcomes.CASES)


def test_every_file_has_a_row(hostile):
    documents = store.read(hostile[1], "documents")
    assert len(documents) == len(GOOD) + len(possible())


def test_the_page_has_every_case_and_what_came_of_it(found):
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (.+?) \| ((?:read|named): .*) \|$", page, re.M))
    stale = "write it anew: python -m tests.robustness.outcomes"
    shown = {outcomes._cell(case.id) for case in outcomes.CASES}
    assert set(rows) == shown, stale
    for each in found.values():
        told = rows[outcomes._cell(each.case.id)]
        assert told.split(":")[0] == each.words.split(":")[0], f"{each.case.id}: {told}; {stale}"
