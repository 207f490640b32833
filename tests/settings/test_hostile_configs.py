# ruff: noqa: E501
"""Configs of people in a hurry: each fault is read as they would read it: what is wrong, where, what to do."""

import re
import shutil
import time

import pytest

from pipeline.cli.main import main
from tests.conftest import CONFIG
from tests.settings.test_broken_frameworks import AIMS, CELLS, NETWORK, VALUES

FIX = "[[correction]]\ntitle = 'Low water'\nreason = 'said so'\nexpect = ''\n"
TOPIC = "[[topic]]\nlabel = 'Money'\nterms = ['a', 'b', 'c']\n"
REMEDY = re.compile(
    r"\b(?:write|remove|mend|change|leave|move|save|add|give|put|split|part|shorten|name|read|close|take|is missing)\b"
)
PYTHON = re.compile(r"Error\b|Traceback|Exception|Input should|\bNone\b|pydantic|<class|0x[0-9a-f]{6}")

WRITTEN = {
    # values no calendar has
    "31 February": ("corrections.toml", FIX + "date = 2021-02-31", ":5: not valid TOML: there is no such day", "‘date = 2021-02-31’"),
    "31 February in quotes": ("corrections.toml", FIX + "date = '2021-02-31'", ":5: correction.1 ('Low water').date: is no day in the calendar"),
    "month 13": ("corrections.toml", FIX + "date = 2021-13-01", ":5: not valid TOML: there is no such day"),
    "a day in words": ("corrections.toml", FIX + "date = 'last Tuesday'", ".date: is no day in the calendar; write it as in 2021-02-28"),
    "a day with an hour": ("corrections.toml", FIX + "date = 2021-02-01T10:30:00", "is a day with an hour; write the day alone"),
    "the year 0001": ("corrections.toml", FIX + "date = 0001-01-01", "is in a year that no meeting has; write one from 1900 to 2100"),
    "the year 9999": ("corrections.toml", FIX + "date = 9999-01-01", "is in a year that no meeting has"),
    "an hour 25": ("corrections.toml", FIX + "date = 2021-01-01T25:00:00", "there is no such day, or hour"),
    # contradictions between entries
    "one note corrected twice": ("corrections.toml", (FIX + "date = 2021-02-01\n") * 2, ":10: correction.2 ('Low water').date: the date of 'Low water' is corrected by an earlier entry; remove one"),
    "one note corrected twice, once by its file": ("corrections.toml", FIX + "date = 2021-02-01\n" + FIX + "source = 'a.txt'\ndate = 2021-03-01\n", "is corrected by an earlier entry"),
    "a correction of nothing": ("corrections.toml", FIX, ":1: correction.1 ('Low water'): corrects nothing; write one of"),
    "a correction of two things": ("corrections.toml", FIX + "cell = 'Night crew'\nevent = 'cell'", "corrects cell and event; write one of"),
    "a correction without a reason": ("corrections.toml", "[[correction]]\ntitle = 'A'\nexpect = ''\ncell = 'B'", ".reason: is missing; write it"),
    "a passage both kept and never shown": ("quotes.toml", "keep = ['the boats came in']\nnever = ['the boats came in']", ":2: never.1: 'the boats came in' is under keep as well; leave it in one"),
    "an opening of two words": ("quotes.toml", "keep = ['the boats']", "is too short to tell a passage by; give its first"),
    "two topics of one label": ("topics.toml", TOPIC * 2, "two topics have the label 'Money'; give one of them another label"),
    "two topics of one id": ("topics.toml", TOPIC + TOPIC.replace("Money", "money!"), "two topics have the id 'money'"),
    "an alias that is another's name": ("cells.toml", CELLS + "[[cell]]\nname = 'B'\naliases = ['night crew']", "names both 'Night crew' and 'B'; leave it in one"),
    "two tables of one name": ("pipeline.toml", "[input]\n[input]", ":2: not valid TOML: the table 'input' is there twice"),
    "a key twice": ("pipeline.toml", "[input]\nscans = true\nscans = false", ":3: not valid TOML: the key is there twice; remove one"),
    # limits
    "more than the limit": ("pipeline.toml", "[merging]\nsame = 3", ":2: merging.same: has to be 1 or less; write such a number"),
    "less than nothing": ("pipeline.toml", "[input]\nlargest = -1", ":2: input.largest: has to be more than 0"),
    "no time at all": ("pipeline.toml", "[input]\nseconds = 0", "input.seconds: has to be more than 0"),
    "time without an end": ("pipeline.toml", "[input]\nseconds = inf", "input.seconds: is no number that can be reckoned with"),
    "no number at all": ("pipeline.toml", "[input]\nlargest = nan", "input.largest: is no number that can be reckoned with"),
    "memory beyond any machine": ("pipeline.toml", "[input]\nmemory = 1e300", "input.memory: has to be 1e+06 or less"),
    "a number of 5,000 figures": ("pipeline.toml", f"[input]\nlargest = {'9' * 5000}", "a number"),
    "a number in quotes": ("pipeline.toml", "[input]\nlargest = 'much'", "input.largest: is no number; write one, without quotes"),
    "a part of a number": ("pipeline.toml", "[topics]\ndraws = 1.5", "topics.draws: is no whole number; write one"),
    "yes for true": ("pipeline.toml", "[input]\nscans = 'maybe'", "is neither true nor false; write one of these"),
    "a period that is none": ("pipeline.toml", "[series]\nperiod = 'week'", "is none of the values that it can have; write 'auto', 'month'"),
    "a table that is a number": ("pipeline.toml", "input = 3", ":1: input: is no table; write lines name = value under it"),
    "a list that is a text": ("pipeline.toml", "[input]\nignore = '*.tmp'", "input.ignore: is no list; write it as in"),
    "a list with a number in it": ("pipeline.toml", "[input]\nignore = ['a', 3]", ":2: input.ignore.2: is no text; write it in quotes"),
    "an unknown key": ("pipeline.toml", "[input]\nlargets = 3", "input.largets: unknown key (did you mean 'largest'?)"),
    "an unknown table": ("pipeline.toml", "[imput]", "imput: unknown key (did you mean 'input'?)"),
    "100,000 terms in one theme": ("themes/aims.toml", "[ropes]\nlabel = 'Ropes'\nterms = [\n" + "".join(f"'rope{n}',\n" for n in range(100_000)) + "]\n", ":3: [ropes]: terms: has 100,000 entries; a theme has room for 20,000, so part it into several"),
    "a term of 30 joined words": ("themes/aims.toml", AIMS.replace("rope*", "-".join(["rope"] * 30)), "[ropes]: terms: ", "stands for more than 200 phrases; split it"),
    "a term of 3 to the power of 30 ways": ("themes/aims.toml", AIMS.replace("rope*", " ".join(["a|b|c"] * 30)), "stands for more than 200 phrases; split it"),
    "a term of two spellings each": ("themes/aims.toml", AIMS.replace("rope*", "colour labour honour favour harbour organise realise centre") + "spelling = 'both'\n", "stands for more than 200 phrases; split it"),
    "a term of 10,000 letters": ("themes/aims.toml", AIMS.replace("rope*", "r" * 10_000), "has 10,000 letters; a term has 200 at most, so write a shorter one"),
    "a NEAR rule of 50 words": ("themes/aims.toml", AIMS + f"near = [{{words = {[f'w{n}' for n in range(50)]}, within = 5}}]", "name two or more words, 8 at most"),
    "a weight of nothing": ("themes/aims.toml", AIMS.replace("'rope*'", "{term = 'rope*', weight = 0}"), "is no number above 0 and up to 2"),
    "a weight that is none": ("themes/aims.toml", AIMS.replace("'rope*'", "{term = 'rope*', weight = nan}"), "is no number above 0 and up to 2"),
    "a threshold beyond reach": ("themes/aims.toml", AIMS + "threshold = 99", "is no number above 0 and up to 3"),
    # signs and escapes
    "a pattern in double quotes, \\b": ("cells.toml", 'events.fair = ["\\bfair"]\n', ":1: events.fair.0: '\\x08fair' has a sign that cannot be printed: in double quotes \\b stands for it; write the text in single quotes"),
    "a pattern in double quotes, \\d": ("cells.toml", 'events.fair = ["\\d fair"]\n', ":1: not valid TOML", "a backslash stands for itself in single quotes only"),
    "an escape for terminals": ("network.toml", NETWORK.replace("'The Harbour Network'", '"\\u001b[2JNet"'), ":1: name: ", "has a sign that cannot be printed"),
    "a NUL in a label": ("themes/aims.toml", 'ropes.label = "Ro\\u0000pes"\nropes.terms = ["rope*"]\n', "themes/aims.toml:1: ropes.label: ", "has a sign that cannot be printed"),
    "an override of the order of letters": ("themes/aims.toml", 'ropes.label = "Ro\\u202epes"\nropes.terms = ["rope*"]\n', "themes/aims.toml:1: ropes.label: ", "has a sign that cannot be printed"),
    "two dots in a name": ("pipeline.toml", "a..b = 1", ":1: not valid TOML: its name has a dot or a sign too many; write name = value"),
    "an id that is a path": ("network.toml", NETWORK.replace("'aims'", "'../aims'", 1), ":15: family.2.id: is no id; write small letters and digits, joined by hyphens"),
    "a page's template that is none": ("templates/report.html.j2", "<p>\n{% for x %}", "templates/report.html.j2:2: is no template: ", "mend it, or take it away"),
    "a filter that is not there": ("templates/report.html.j2", "{{ name | }}", "templates/report.html.j2:1: is no template: "),
    "what no XML may hold": ("themes/aims.toml", 'ropes.label = "Ro\\uffffpes"\nropes.terms = ["rope*"]\n', "themes/aims.toml:1: ropes.label: ", "has a sign that cannot be printed"),
    "a control character as it is": ("cells.toml", "[[cell]]\nname = 'A\bB'\n", ":2: not valid TOML: has the sign", "remove it"),
    "a text that nobody closed": ("cells.toml", "[[cell]]\nname = 'A\n", ":2: not valid TOML: a text is not closed; write the quotation mark"),
    "a list that nobody closed": ("cells.toml", "[[cell]]\nname = 'A'\naliases = ['B',\n", "not valid TOML: a list is not closed; write ]"),
    "a bracket that nobody closed": ("pipeline.toml", "[input\n", ":1: not valid TOML"),
    "a text without quotes": ("cells.toml", "[[cell]]\nname = Night\n", ":2: not valid TOML: what stands behind the = is no value; a text goes in quotes"),
    "a colon for an equals sign": ("cells.toml", "[[cell]]\nname: 'Night'\n", ":2: not valid TOML: has no = after its name; write name = value"),
    "curly quotation marks": ("cells.toml", "[[cell]]\nname = ‘Night’\n", ":2: not valid TOML: what stands behind the = is no value"),
    "words after a value": ("cells.toml", "[[cell]]\nname = 'A' or 'B'\n", ":2: not valid TOML: something is left over"),
    "lists nested 5,000 deep": ("pipeline.toml", "a = " + "[" * 5000 + "]" * 5000, "nested deeper than any setting; write them flat"),
    "Latin-1": ("cells.toml", "# é\n".encode("latin-1"), "not UTF-8 text (byte 2); save it as UTF-8"),
    "UTF-16": ("cells.toml", CELLS.encode("utf-16"), "not UTF-8 text"),
    "stop words in Latin-1": ("stopwords.txt", "é\n".encode("latin-1"), "stopwords.txt: not UTF-8 text (byte 0); save it as UTF-8"),
    "a template in Latin-1": ("templates/report.css", "/* é */".encode("latin-1"), "report.css: not UTF-8 text"),
    "a Word file for settings": ("cells.toml", b"PK\x03\x04\xff\xfe", "not UTF-8 text"),
    # empty files
    "an empty network.toml": ("network.toml", "", "network.toml: name: is missing; write it"),
    "an empty file of themes": ("themes/values.toml", "", "themes/values.toml: is empty; write a table for each theme of 'values'"),
    "a file of themes with blanks": ("themes/values.toml", " \n\n", "themes/values.toml: is empty; write a table"),
    "a family without a file": ("network.toml", NETWORK.replace("'aims'", "'goals'", 1), "themes/goals.toml: is not there; network.toml has the family 'goals', so write its themes"),
    "a theme without a label": ("themes/aims.toml", "[ropes]\nterms = ['rope*']\n", "[ropes]: label: is missing; say what the theme is called"),
    "a list of words left empty": ("sections.toml", "[words]\nmeetings = []", "words.meetings: has 0; write 1 or more"),
    "a rule for headings left empty": ("sections.toml", "[[headings]]\nkind = 'next'", "headings.1: has no phrase and no pattern; write one"),
    "a label for a topic left empty": ("topics.toml", TOPIC.replace("Money", " "), "topic.1 (' ').label: is empty; write it"),
    # patterns
    "a pattern that is none": ("sections.toml", "furniture = ['(']", ":1: furniture.1: not a regular expression", "mend it"),
    "a pattern that never ends": ("sections.toml", "furniture = ['x',\n '(a+)+b']", ":2: furniture.2: takes for ever on lines like 'aaaaaaaa…'", "write one repetition (*, +, {2,}) where one stands within or beside another"),
    "one for headings, by its list of words": ("sections.toml", "[words]\nmore = ['\\w+', '\\w+ ?']\n[[cues]]\nkind = 'next'\npatterns = ['^then {more}+:$']", ".patterns.1: takes for ever on lines like 'then a"),
    "one for kinds of events": ("cells.toml", "events.fair = ['the ([a-z]+ ?)* fair']", ":1: events.fair.1: takes for ever on lines like 'the "),
    "a list in braces that is not there": ("sections.toml", "[words]\nmeetings = ['meeting']\n[[cues]]\nkind = 'next'\npatterns = ['next {meeting}']", "there is no list 'meeting' under [words] (did you mean 'meetings'?); mend the name or add it"),
    "a kind of part that is none": ("sections.toml", "[[headings]]\nkind = 'sumary'\nphrases = ['a']", "is no section kind (did you mean 'summary'?); write one of"),
}  # fmt: skip
HARMLESS = {
    "an empty cells.toml": ("cells.toml", ""),
    "an empty pipeline.toml": ("pipeline.toml", ""),
    "an empty corrections.toml": ("corrections.toml", "\n"),
    "an empty list of stop words": ("stopwords.txt", ""),
    "a mark of UTF-8 in front": ("cells.toml", "\ufeff" + CELLS),
    "line ends of Windows": ("network.toml", NETWORK.replace("\n", "\r\n")),
    "one note, two things corrected": ("corrections.toml", FIX + "cell = 'Night crew'\n" + FIX + "event = 'cell'\n"),
    "accents beside their letters": ("themes/aims.toml", AIMS.replace("rope*", "cafe\u0301*")),
    "two notes of one title": ("corrections.toml", FIX + "source = 'a'\ndate = 2021-02-01\n" + FIX + "source = 'b'\ndate = 2021-02-01"),
}  # fmt: skip


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "config"
    (folder / "themes").mkdir(parents=True)
    (folder / "templates").mkdir()
    shutil.copy(CONFIG / "templates" / "roundup.docx", folder / "templates")
    whole = {
        "network.toml": NETWORK,
        "cells.toml": CELLS,
        "themes/values.toml": VALUES,
        "themes/aims.toml": AIMS,
    }
    for name, text in whole.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def checked(config, capsys):
    """Return the exit code of `check`, and the lines of what it says."""
    code = main(["check", f"--config={config}", f"--processed={config / 'none'}"])
    said = capsys.readouterr()
    return code, (said.err if code else said.out).splitlines()


def put(config, file, content):
    (config / file).write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_wrong_where_and_what_to_do(config, capsys, kind):
    file, content, *says = WRITTEN[kind]
    put(config, file, content)
    begun = time.process_time()
    code, lines = checked(config, capsys)
    assert code == 2
    assert time.process_time() - begun < 10, "seconds, or a limit said plainly"
    told = [line for line in lines if all(words in line for words in says)]
    assert told, lines
    for line in told:
        assert line.startswith(f"turning-point: {config}/"), line
        assert REMEDY.search(line), f"no remedy in: {line}"
        assert not PYTHON.search(line), line
        assert len(line) < 700 and not re.search(r"[\x00-\x1f\x7f]", line)


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_no_fault_is_told_as_none(config, capsys, kind):
    put(config, *HARMLESS[kind])
    code, lines = checked(config, capsys)
    assert code == 0, lines


@pytest.mark.parametrize("file", ["cells.toml", "stopwords.txt", "themes/aims.toml", "network.toml"])
def test_a_folder_in_the_way_of_a_file_is_named(config, capsys, file):
    (config / file).unlink(missing_ok=True)
    (config / file).mkdir()
    code, lines = checked(config, capsys)
    assert code == 2 and file in lines[0] and "move it away" in lines[0], lines
    assert not PYTHON.search(lines[0])


def test_20_000_terms_are_checked_in_seconds(config, capsys):
    terms = "".join(f"'rope{n}{'*' * (n % 9 == 0)}',\n" for n in range(20_000))
    put(config, "themes/aims.toml", f"[ropes]\nlabel = 'Ropes'\nterms = [\n{terms}]\n")
    begun = time.process_time()
    assert checked(config, capsys)[0] == 0
    assert time.process_time() - begun < 20
