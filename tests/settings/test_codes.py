"""`config/codes.csv`, as people and programs leave it."""

import pytest

from pipeline.core.errors import Fault
from pipeline.settings.codes import Code, Codes, as_csv, read_stored, unknown_themes

WORDS = "abcdefghijklmnop"
HEAD = "passage,who,kind,how,chance,when,tides,boats"
ONE = "abcdefghijklmnop,Ann,person,random,0.25,2024-03-01,1,0"
TWO = "abcdefghijklmnop,Bo,person,notes,,,,1"


def stored(tmp_path, *lines):
    path = tmp_path / "codes.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_is_written_is_read_again(tmp_path):
    path = stored(tmp_path, HEAD, TWO, "", ONE)
    found = read_stored(path)
    assert found.rows == (
        Code(
            "abcdefghijklmnop", "Ann", "person", "random", 0.25, "2024-03-01", {"tides": True, "boats": False}
        ),
        Code("abcdefghijklmnop", "Bo", "person", "notes", None, "", {"boats": True}),
    )
    assert as_csv(found.rows, ["boats", "tides"]).splitlines() == [
        "passage,who,kind,how,chance,when,boats,tides",
        "abcdefghijklmnop,Ann,person,random,0.25,2024-03-01,0,1",
        "abcdefghijklmnop,Bo,person,notes,,,1,",
    ]
    assert list(unknown_themes(found, ["boats", "tide"])) == [
        f"{path}:1: 'tides' is no theme (did you mean 'tide'?); its codes are kept and not used"
    ]


def test_as_a_spreadsheet_saves_it(tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text("\n".join([HEAD, ONE]).replace(",", ";").replace("0.25", "0,25"), encoding="utf-8-sig")
    assert read_stored(path).rows[0].chance == 0.25


@pytest.mark.parametrize("content", ["", "\n", HEAD])
def test_no_codes(tmp_path, content):
    assert read_stored(stored(tmp_path, content)) == Codes()
    assert read_stored(tmp_path / "none.csv") == Codes()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(["source,line,tides", "a.txt,3,1"], ":1: no column 'passage'; `turn", id="form"),
        pytest.param([HEAD.replace("kind", "knd"), ONE], "no column 'kind' (did you mean 'knd'?)", id="head"),
        pytest.param([f"{HEAD},tides", f"{ONE},1"], ":1: two columns are called 'tides'", id="twice a theme"),
        pytest.param([HEAD, ONE.replace("abc", "xyz")], ":2: passage: 'xyzdef", id="no fingerprint"),
        pytest.param([HEAD, ONE.replace("Ann", "")], ":2: who: is empty", id="nobody"),
        pytest.param([HEAD, ONE.replace("person", "persn")], "'persn' (did you mean 'person'?)", id="kind"),
        pytest.param([HEAD, ONE.replace("0.25", "")], ":2: chance: '' is no probability", id="no chance"),
        pytest.param([HEAD, ONE.replace("0.25", "nan")], ":2: chance: 'nan' is no probability", id="nan"),
        pytest.param([HEAD, TWO.replace(",,,", ",0.5,,")], ":2: chance: only what was drawn", id="chance"),
        pytest.param([HEAD, ONE.replace("03-01", "31-01")], ":2: when: '2024-31-01' is no day", id="day"),
        pytest.param([HEAD, ONE.replace("1,0", "x,0")], ":2: tides: 'x'; write 1, 0 or nothing", id="mark"),
        pytest.param([HEAD, ONE + ",1"], ":2: has 9 cells, and the header 8", id="too many cells"),
        pytest.param([HEAD, "<<<<<<< HEAD", ONE], ":2: two versions were not merged", id="a merge"),
        pytest.param([HEAD, ONE, ONE], ":3: 'Ann' coded this passage in line 2 already", id="twice"),
        pytest.param(
            [HEAD, ONE, TWO.replace("Bo,person", "Ann,models")],
            ":3: kind: 'Ann' is a models here and person in line 2", id="two kinds",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path, lines, message):
    with pytest.raises(Fault) as caught:
        read_stored(stored(tmp_path, *lines))
    assert any(message in each for each in caught.value.messages), caught.value.messages


def test_a_file_full_of_faults_names_the_first(tmp_path):
    with pytest.raises(Fault) as caught:
        read_stored(stored(tmp_path, HEAD, *[f"{i},a,b,c,,,1,1" for i in range(50)]))
    assert len(caught.value.messages) == 13 and caught.value.messages[-1].endswith("138 more like these")
