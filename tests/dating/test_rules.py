"""The rules of dating as data: their order, what they do when they do not know, and which of them wins."""

import dataclasses
import datetime

import pytest

from pipeline.dating.note import NOTHING, Finding, Known, Note, contradiction
from pipeline.dating.past_years import past_years
from pipeline.dating.rules import RULES, find_all

DAY = datetime.date(2020, 7, 16)
TOMORROW = datetime.date(2020, 7, 17)


def note(number=1, title="Note from a Kites cell", source="a.txt", texts=(), cell="Kites", event="cell"):
    return Note(f"n{number}", title, cell, event, source, 10 * number, tuple(texts))


def said(*texts, kind="discussion"):
    return [(20 + i, kind, text) for i, text in enumerate(texts)]


def test_the_rules_and_their_order():
    names = [
        *("stated", "stated without a year", "file name", "day alone", "announced"),
        *("stated period", "path", "dealt with", "listing", "past years", "properties"),
    ]
    assert [rule.name for rule in RULES] == names


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_that_does_not_know_says_nothing(rule):
    silent = note(texts=said("They spoke of kites and string."))
    found = {silent.note_id: NOTHING}
    assert rule.find(silent, Known([silent], found, found)) is None


@pytest.mark.parametrize("value", [note(), NOTHING, Known([], {}, {})], ids=lambda v: type(v).__name__)
def test_values_are_not_changed_in_place(value):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, "other")


def test_a_remark_leaves_the_day_and_a_later_answer_keeps_the_remarks():
    stated = Finding(DAY, DAY, "stated", "‘16 July’")
    doubted = stated.then(contradiction("the file's name: ‘17 July’"))
    assert (doubted.day, doubted.basis, doubted.remarks) == (
        DAY,
        "stated",
        ("but the file's name: ‘17 July’",),
    )
    assert doubted.then(Finding(DAY, DAY, "correction", "we know")).remarks == doubted.remarks


@pytest.mark.parametrize(
    ("later", "remarks"),
    [
        pytest.param(Finding(DAY, DAY, "metadata", "a rule"), (), id="the same day"),
        pytest.param(Finding(None, DAY, "listing", "a rule"), (), id="a range that holds it"),
        pytest.param(Finding(TOMORROW, TOMORROW, "metadata", "a rule"), ("but a rule",), id="another day"),
        pytest.param(Finding(TOMORROW, None, "listing", "a rule"), ("but a rule",), id="a range without it"),
    ],
)
def test_no_later_rule_wins_over_a_known_day(later, remarks):
    known = Finding(DAY, DAY, "stated", "‘16 July’")
    assert known.then(later) == dataclasses.replace(known, remarks=remarks)


HELD = "The meeting was held online on 16 July 2020."
NEXT = said("The next meeting will be on 22 July at 3pm.", kind="next")
FIRST = note(1, "Note from a Kites cell 1", texts=[*said(HELD), *NEXT])


@pytest.mark.parametrize(
    ("notes", "facts", "expected"),
    [
        pytest.param([note(texts=said(HELD))], {}, ("2020-07-16", "stated"), id="the note says it"),
        pytest.param(
            [note(source="2020-07-17.txt", texts=said(HELD))],
            {},
            ("2020-07-16", "stated"),
            id="the note before its file's name",
        ),
        pytest.param([note(source="2020-07-17.txt")], {}, ("2020-07-17", "metadata"), id="the file's name"),
        pytest.param(
            [note(source="2021/Week 19.docx")],
            {},
            ("2021-05-10 to 2021-05-16", "metadata"),
            id="a week in the file's name of the folder's year",
        ),
        pytest.param(
            [note(source="2020/wk 53.docx")],
            {},
            ("2020-12-28 to 2021-01-03", "metadata"),
            id="the week that reaches over the year's end",
        ),
        pytest.param(
            [note(source="2021/wk 53.docx")],
            {},
            ("2021-01-01 to 2021-12-31", "metadata"),
            id="a week that the year does not have",
        ),
        pytest.param(
            [note(texts=said("Meeting: Sept-21", "We talked of gates."))],
            {},
            ("2021-09-01 to 2021-09-30", "stated"),
            id="a month after the word meeting",
        ),
        pytest.param(
            [FIRST, note(2, "Note from a Kites cell 2", "b.txt")],
            {},
            ("2020-07-22", "announced"),
            id="another note announces it",
        ),
        pytest.param(
            [FIRST, note(2, "Note from a Kites cell 2", "2020-07-23.txt")],
            {},
            ("2020-07-23", "metadata"),
            id="the file's name before what was announced",
        ),
        pytest.param(
            [note()],
            {"own": {"a.txt": "2021-01-02"}},
            ("None to 2021-01-02", "metadata"),
            id="properties bound",
        ),
        pytest.param(
            [note()],
            {"own": {"a.txt": "2021-01-02"}, "published": {"a.txt": [(11, "2020-12-24")]}},
            ("None to 2020-12-24", "metadata"),
            id="an item's day before the file's",
        ),
        pytest.param(
            [note(1, "Kites, March 2020", "a.md")],
            {"published": {"a.md": [(11, "2020-03-25")]}},
            ("2020-03-25", "metadata"),
            id="the settings of a file say a day in the month of its title",
        ),
        pytest.param(
            [note(1, "Kites, March 2020", "a.md")],
            {"published": {"a.md": [(11, "2020-05-25")]}},
            ("2020-03-01 to 2020-03-31", "stated"),
            id="a day in another month",
        ),
        pytest.param(
            [note(1, "Kites, March 2020", "a.html")],
            {"published": {"a.html": [(11, "2020-03-25")]}},
            ("2020-03-01 to 2020-03-25", "stated"),
            id="the day on which a site published it only bounds",
        ),
    ],
)
def test_which_rule_wins(notes, facts, expected):
    found = find_all(notes, **facts)[notes[-1].note_id]
    assert (str(found.day or f"{found.low} to {found.high}"), found.basis) == expected


def test_what_contradicts_is_said():
    moved = note(2, "Note from a Kites cell 2", "2020-07-23.txt")
    [remark] = find_all([FIRST, moved])["n2"].remarks
    assert remark.startswith("but announced: ‘22 July’")


@pytest.mark.parametrize(
    ("text", "low"),
    [
        pytest.param("This followed a first flight in 2019.", datetime.date(2019, 1, 1), id="a past year"),
        pytest.param("We will fly kites again in 2020.", None, id="a year to come"),
        pytest.param("The flight in 2022 was cold.", None, id="a year after the last day that is known"),
        pytest.param("A book on kites (2018) was read.", None, id="the year of a book"),
    ],
)
def test_a_meeting_is_no_earlier_than_what_it_tells_of_as_past(text, low):
    told = note(texts=said(text))
    found = {told.note_id: Finding(None, DAY, "listing", "the page's order")}
    answer = past_years(told, Known([told], found, found))
    assert (answer and answer.low) == low
