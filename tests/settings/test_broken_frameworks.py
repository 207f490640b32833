"""Frameworks that somebody broke: each fault with file, line, key, the nearest known, and what to do."""

import re
import shutil

import pytest

from pipeline.cli.main import main
from pipeline.core.errors import Fault
from pipeline.settings.load import load
from tests.conftest import CONFIG

NETWORK = """
name = 'The Harbour Network'
roundup = 'The year {year}'
anchors = [
  ['tides'],
  ['boats'],
]
[group]
one = 'crew'
many = 'crews'
[[family]]
id = 'values'
one = 'value'
many = 'values'
[[family]]
id = 'aims'
one = 'aim'
many = 'aims'
""".lstrip()
VALUES = """
[tides]
label = 'Going with the tide'
terms = [
  'tide*',
  'ebb',
]
yes = ['The tide turned.']

[boats]
label = 'Boats'
colour = '#1f6f8b'
terms = ['boat*']
""".lstrip()
AIMS = "[ropes]\nlabel = 'Ropes'\nterms = ['rope*']\n"
CELLS = "[[cell]]\nname = 'Night crew'\n"

BROKEN = {
    "two themes of one id in one file": (
        "themes/values.toml", ("[boats]", "[tides]"),
        "themes/values.toml:9: not valid TOML: the table 'tides' is there twice; put its lines into one",
    ),
    "two themes of one id in two files": (
        "themes/aims.toml", ("[ropes]", "[boats]"),
        "themes/aims.toml:1: [boats]: is in ", "themes/values.toml too; leave it in one file",
    ),
    "two themes of one label": (
        "themes/aims.toml", ("'Ropes'", "'BOATS'"),
        "themes/aims.toml:2: [ropes]: label: 'BOATS' is that of [boats] too; change one",
    ),
    "an id with capitals": (
        "themes/aims.toml", ("[ropes]", "[Ropes]"),
        "themes/aims.toml:1: [Ropes]: is no id of a theme; write small letters, digits and hyphens",
    ),
    "an id that a sheet of codes needs": (
        "themes/aims.toml", ("[ropes]", "[note]"), "themes/aims.toml:1: [note]: is a column of the sheets",
    ),
    "a family without themes": (
        "themes/aims.toml", (AIMS, ""), "themes/aims.toml: is empty; write a table for each theme of 'aims'",
    ),
    "a family whose file holds comments alone": (
        "themes/aims.toml", (AIMS, "# to come\n"), "themes/aims.toml: is empty; write a table for each theme",
    ),
    "a family that is named and has no file": (
        "network.toml", ("id = 'aims'", "id = 'goals'"),
        "themes/goals.toml: is not there; network.toml has the family 'goals', so write its themes",
    ),
    "a file of no family": (
        "network.toml", ("id = 'aims'", "id = 'aimes'"),
        "themes/aims.toml: is of no family in network.toml (did you mean 'aimes'?); add one",
    ),
    "two families of one id": (
        "network.toml", ("id = 'aims'", "id = 'values'"),
        "network.toml:15: family.2.id: two families have the id 'values'; give one of them another id",
    ),
    "no family at all": (
        "network.toml", (NETWORK[NETWORK.index("[[family]]"):], ""),
        "network.toml: family: is missing; write it",
    ),
    "a colour that is none": (
        "themes/values.toml", ("#1f6f8b", "navy"),
        "themes/values.toml:11: [boats]: colour: 'navy' is none; write it as in '#b7149e', or leave it out",
    ),
    "a word left empty": (
        "network.toml", ("one = 'crew'", "one = ''"), "network.toml:8: group.one: is empty; write it",
    ),
    "a word of blanks": (
        "network.toml", ("many = 'aims'", "many = '  '"),
        "network.toml:17: family.2.many: is empty; write it",
    ),
    "a label left empty": (
        "themes/aims.toml", ("'Ropes'", "''"),
        "themes/aims.toml:2: [ropes]: label: is missing; say what the theme is called in the report",
    ),
    "a label longer than any chart": (
        "themes/aims.toml", ("'Ropes'", f"'{'Rope ' * 20}'"),
        "themes/aims.toml:2: [ropes]: label: has 100 letters; charts have room for 80, so shorten it",
    ),
    "a theme that an anchor still names": (
        "themes/values.toml", ("[tides]", "[tide]"),
        "network.toml:4: anchors: 'tides' is no theme (did you mean 'tide'?); mend or remove it",
    ),
    "a term left empty": (
        "themes/values.toml", ("'ebb'", "''"), "themes/values.toml:5: [tides]: terms: '' ",
    ),
    "a term written twice": (
        "themes/values.toml", ("'ebb'", "'tide*'"),
        "themes/values.toml", "[tides]: terms: 'tide*' is there twice",
    ),
    "a key misspelt": (
        "themes/values.toml", ("colour =", "color ="),
        "themes/values.toml:11: [boats]: color: unknown key (did you mean 'colour'?); known: label, colour",
    ),
    "a word for groups misspelt": (
        "network.toml", ("many = 'crews'", "more = 'crews'"),
        "network.toml:9: group.more: unknown key; known: many, one",
    ),
    "a title with another name in braces": (
        "network.toml", ("{year}", "{yaer}"), "network.toml:2: roundup: has '{yaer}'; {year} is all that can",
    ),
    "an example that the terms do not find": (
        "themes/values.toml", ("The tide turned.", "The wind turned."),
        "themes/values.toml:7: [tides]: yes: 'The wind turned.' does not carry the theme",
        "mend the terms or the example",
    ),
    "a group named twice": (
        "cells.toml", (CELLS, CELLS * 2), "cells.toml:3: 'night crew' names both",
    ),
    "a quotation mark left open": (
        "themes/values.toml", ("'ebb',", "'ebb,"), "themes/values.toml:5: not valid TOML:", "‘'ebb,’",
    ),
    "a pattern in double quotes": (
        "cells.toml", (CELLS, 'events.fair = ["\\s+fair"]\n'),
        "cells.toml:1: not valid TOML:", "a backslash stands for itself in single quotes only",
    ),
    "a table where a list belongs": (
        "network.toml", ("anchors = [\n  ['tides'],\n  ['boats'],\n]", "anchors = 'tides'"),
        "network.toml:3: anchors: is no list; write it as in ['this', 'that']",
    ),
    "no network.toml": (
        "network.toml", None, "network.toml: is not there", "turning-point init FOLDER",
    ),
}  # fmt: skip


@pytest.fixture
def framework(tmp_path):
    (tmp_path / "themes").mkdir()
    (tmp_path / "templates").mkdir()
    shutil.copy(CONFIG / "templates" / "roundup.docx", tmp_path / "templates")
    for name, text in {
        "network.toml": NETWORK, "cells.toml": CELLS, "themes/values.toml": VALUES, "themes/aims.toml": AIMS,
    }.items():  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def broken(framework, name, change):
    path = framework / name
    if change is None:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), encoding="utf-8")


def test_the_framework_is_whole_before_it_is_broken(framework):
    assert load(framework).lexicon.order == ("tides", "boats", "ropes")


@pytest.mark.parametrize("kind", BROKEN)
def test_each_fault_says_where_and_what_to_do(framework, kind):
    name, change, *says = BROKEN[kind]
    broken(framework, name, change)
    with pytest.raises(Fault) as fault:
        load(framework)
    assert any(
        message.startswith(str(framework)) and all(said in message for said in says)
        for message in fault.value.messages
    ), fault.value.messages


def test_check_names_them_all_at_once(framework, capsys):
    kinds = (
        "a word left empty", "a word of blanks", "a colour that is none", "a term left empty",
        "a theme that an anchor still names", "a group named twice",
    )  # fmt: skip
    for kind in kinds:
        name, change, *_ = BROKEN[kind]
        broken(framework, name, change)
    assert main(["check", f"--config={framework}"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 6
    assert all(re.match(r"turning-point: \S+\.toml:\d+: ", line) for line in said), said


def test_what_may_be_left_of_something_renamed_is_warned_of(framework, capsys):
    broken(framework, "themes/aims.toml", ("label =", "colour = '#1f6f8b'\nlabel ="))
    (framework / "corrections.toml").write_text(
        "[[correction]]\ntitle = 'Low water'\ncell = 'Nite crew'\nreason = 'said so'\nexpect = ''\n",
        encoding="utf-8",
    )
    assert main(["check", f"--config={framework}"]) == 0
    said = capsys.readouterr().out
    assert (
        "corrections.toml:3: 'Low water': cell: 'Nite crew' is not in cells.toml (did you mean 'Night" in said
    )
    assert "themes/aims.toml:2: [ropes]: colour: is that of [boats] too; leave one out" in said
