# ruff: noqa: E501
"""Which headings begin notes, word by word and limit by limit; and how pages with roles are cut."""

import pandas as pd
import pytest

from pipeline.notes.sections import Sections
from pipeline.notes.split import cut
from pipeline.settings.models import SectionsConfig
from tests.conftest import Reader
from tests.notes.test_titles import BODY, body, heads, notes_of

RULES = Sections(Reader.sections)


def roles(*lines):
    """Return [(title, passages)] of a page of lines (role, text) or texts."""
    rows = [("", line) if isinstance(line, str) else line for line in lines]
    page = pd.DataFrame(
        [(2 * n + 1, role, 0, text) for n, (role, text) in enumerate(rows)],
        columns=["line", "role", "level", "text"],
    )
    made = cut("walks/of may.html", page, Reader.sections, RULES, "")
    return [(note.title, [part.block.text for part in note.parts]) for note in made.notes]


def many(count):
    return " ".join(f"word{n}" for n in range(count))


def begins(*headings, under=body, title="Our notes"):
    """Return whether the headings begin a note each."""
    return notes_of(f"# {title}\n\n{heads(2, *headings, under=under)}")[0] == list(headings)


@pytest.mark.parametrize(
    "word",
    ["Meeting", "Session", "Cell", "Circle", "Group", "Roundtable", "Round-table", "Workshop", "MEETING"],
)
@pytest.mark.parametrize(
    "number",
    [
        "{} 1|{} 2",
        "{} no. 1|{} no 2",
        "{} number 11|{} number 12",
        "{} #1|{} # 2",
        "The first {}|The tenth {}",
    ],
)
def test_numbered_meetings_begin_notes(word, number):
    headings = number.format(word, word).split("|")
    ordinal = number.startswith("The")
    expected = (
        word.lower() in ("meeting", "session") if ordinal else headings[0] not in ("Group 1", "Workshop 1")
    )
    assert begins(*headings) is expected


@pytest.mark.parametrize(
    "nth",
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "1st",
        "22nd",
    ],
)
def test_ordinals_begin_notes(nth):
    assert begins(f"Our {nth} gathering", f"The {nth} public session")
    assert not begins(f"Our {nth} boat", f"The {nth} public walk")


@pytest.mark.parametrize(
    "heading", ["Meetings 1", "A meeting of 7 pm", "Regroup 1", "Meeting 1234", "Next meeting 1", "Last session 2", "Previous cell 1", "Actions of meeting 1", "Apologies for meeting 1", "Agreed at meeting 1", "Due by meeting 1", "A deadline for meeting 1", "Until meeting 1", "Future session 1", "Earlier cell 1", "Since meeting 1", "Published at meeting 1", "Launched at meeting 1", "Will meeting 1"],
)  # fmt: skip
def test_headings_that_name_no_meeting_of_their_own(heading):
    assert not begins(heading, heading.replace("1", "3").replace("2", "4").replace("7", "8"))


@pytest.mark.parametrize(
    "word", ["held", "met", "meet", "meets", "meeting", "meetings", "took place", "gathered", "came together", "convened", "hosted", "session", "sessions", "event", "events", "roundtable", "round-tables", "workshop", "workshops", "webinar", "webinars", "cell", "group", "discussion", "discussions", "discussed", "date", "when", "note", "notes", "minutes", "MET"],
)  # fmt: skip
def test_words_that_say_that_what_follows_is_of_a_day(word):
    def on(day):
        return lambda name: (
            f"All of those who came to the old hall near the water {word} and so on, 3 May 2021, to talk of {name}.\n\n{body(name)}"
        )

    assert begins("Bread", "Keys", under=on("3 May"))


@pytest.mark.parametrize(
    "words", ["wholesome things", "comets", "metal", "handheld", "next it met", "by then they met", "it is due, they met", "until they met", "in future they met", "last they met", "previous to that they met", "earlier they met", "since they met", "published it and met", "launched it and met", "will have met", "an action, they met", "apologies, they met", "agreed and met"],
)  # fmt: skip
def test_words_that_do_not(words):
    def under(name):
        return f"All of those who came to the old hall near the water {words} and so on, 3 May 2021, to talk of {name}.\n\n{body(name)}"

    assert not begins("Bread", "Keys", under=under)


@pytest.mark.parametrize(("count", "expected"), [(12, True), (13, False)])
def test_a_line_of_twelve_words_is_there_to_give_the_day(count, expected):
    filler = " ".join(["talk"] * (count - 3))
    assert begins("Bread", "Keys", under=lambda name: f"3 May 2021 {filler}\n\n{body(name)}") is expected


@pytest.mark.parametrize(("above", "expected"), [(0, True), (2, True), (3, False)])
def test_the_day_is_looked_for_in_three_passages(above, expected):
    lines = "".join(f"{body(word)}\n\n" for word in "abc"[:above])
    assert (
        begins("Bread", "Keys", under=lambda name: f"{lines}We met on 3 May 2021.\n\n{body(name)}")
        is expected
    )


def parted(*titles):
    return "\n\n".join(f"## {word}\n\n{body(word)}\n\n### Kitchens\n\n{body(word * 2)}" for word in titles)


@pytest.mark.parametrize(
    "word", ["notes", "minutes", "meetings", "records", "gatherings", "write-ups", "writeups", "NOTES"]
)
def test_a_title_that_speaks_of_notes_stands_over_headings_with_parts(word):
    three = ["Bread", "Keys", "Soup"]
    assert notes_of(f"# Our {word}\n\n{parted(*three)}")[0] == three
    assert notes_of(f"# Our {word}\n\n{parted(*three[:2])}")[0] == [f"Our {word}"], "two are too few"
    assert notes_of(f"# Our {word} of 3 May 2021\n\n{parted(*three)}")[0] == [f"Our {word} of 3 May 2021"]
    assert notes_of(f"# Our {word}\n\n{parted(*three[:1])}\n\n{heads(2, 'Keys', 'Soup')}")[0] == [
        f"Our {word}"
    ]


@pytest.mark.parametrize("title", ["Our garden", "Keynotes", "Notesheets of ours"])
def test_a_title_that_does_not(title):
    assert notes_of(f"# {title}\n\n{parted('Bread', 'Keys', 'Soup')}")[0] == [title]


@pytest.mark.parametrize(
    ("dated", "all_", "expected"), [(2, 3, True), (2, 4, False), (3, 5, True), (2, 5, True), (2, 6, False)]
)
def test_how_many_headings_must_say_a_day(dated, all_, expected):
    headings = [f"Meeting of {n + 1} May 2021" if n < dated else f"Bread {'abcdef'[n]}" for n in range(all_)]
    assert begins(*headings) is expected


@pytest.mark.parametrize(
    "first", ["Contents", "Table of contents", "In this document", "In this file:", "INDEX"]
)
def test_a_list_of_contents_is_no_note(first):
    text = f"# Our notes\n\n## {first}\n\n- one\n- two\n\n{heads(2, 'Meeting 1', 'Meeting 2')}"
    assert notes_of(text)[0] == ["Meeting 1", "Meeting 2"]


@pytest.mark.parametrize(
    ("count", "expected"), [(60, ["Meeting 1", "Meeting 2"]), (61, ["Our notes", "Meeting 1", "Meeting 2"])]
)
def test_words_before_the_first_note(count, expected):
    assert (
        notes_of(f"# Our notes\n\n{'word ' * count}\n\n{heads(2, 'Meeting 1', 'Meeting 2')}")[0] == expected
    )


def test_a_title_with_a_day_stands_over_notes_of_three_other_days():
    days = [f"{n} May 2021" for n in (4, 5, 6)]
    title = "Notes from 3 May 2021"
    assert begins(*(f"Meeting of {day}" for day in days), title=title)
    assert not begins(*(f"Meeting of {day}" for day in days[:2]), title=title)
    assert not begins("Meeting of 3 May 2021", *(f"Meeting of {day}" for day in days[:2]), title=title)
    assert begins(*(f"Meeting of {day}" for day in days[:2]), title="Notes from May 2021")


def test_a_heading_that_says_no_day_between_those_that_do_is_a_note_of_its_own_but_not_among_their_parts():
    days = [f"Meeting of {n} May 2021" for n in (3, 10, 17)]
    among = f"# Our notes\n\n{heads(2, days[0], 'Bread', *days[1:])}"
    assert notes_of(among)[0] == [days[0], "Bread", *days[1:]]
    flat = f"# Our notes\n\n{heads(2, days[0], 'Summary', 'Bread', days[1], 'Summary', days[2])}"
    assert notes_of(flat)[0] == days
    bold = "\n\n".join(f"**{word}**\n\n{body(word)}" for word in ("Our notes", days[0], "Bread", *days[1:]))
    assert notes_of(bold)[0][-3:] == days


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        pytest.param("### Summary", True, id="a summary each"), pytest.param("### Next steps", True, id="next steps each"),
        pytest.param("### Bread\n\nText.", False, id="an unknown part"), pytest.param("### Reading", False, id="a part that many have"),
        pytest.param("### Summary\n\nText.\n\n### Summary", False, id="two summaries"),
        pytest.param("### Summary\n\nText.\n\n### Next steps", True, id="both, once"),
        pytest.param("### Summary\n\nText.\n\n### Summary\n\nText.\n\n### Next steps", False, id="one of them twice"),
    ],
)  # fmt: skip
def test_headings_over_parts_that_a_note_has_once_begin_notes(under, expected):
    found = begins("Bread", "Keys", "Soup", under=lambda word: f"{under}\n\n{body(word)}", title="Our book")
    assert found is expected


def test_parts_after_the_next_heading_are_not_those_of_the_one_before():
    text = f"# Our book\n\n## Bread\n\n{body('a')}\n\n## Keys\n\n### Summary\n\n{body('b')}\n\n## Soup\n\n{body('c')}"
    assert notes_of(text)[0] == ["Our book"]


def test_what_stands_before_the_first_note_is_set_aside_or_a_note_of_its_own():
    two = heads(2, "Meeting 1", "Meeting 2")
    _, made = notes_of(f"# Our notes\n\nMeeting 1\n\nMeeting 2\n\n{many(58)}\n\n{two}")
    assert len(made.notes) == 2, "lines that list the headings do not count"
    _, made = notes_of(f"# Our notes\n\n{many(61)}\n\n{two}")
    assert [note.title for note in made.notes] == ["Our notes", "Meeting 1", "Meeting 2"]
    assert [part.block.text for part in made.notes[0].parts] == [many(61)]
    _, made = notes_of(f"# {many(61)}\n\n{two}")
    assert len(made.notes) == 2, "nor do the words of the title"


def test_years_and_groups_over_notes_are_set_aside():
    years = f"# Our notes\n\n## 2020\n\n{heads(3, 'Meeting 1', 'Meeting 2')}\n\n## 2021\n\n{heads(3, 'Meeting 3')}"
    _, made = notes_of(years)
    assert [note.title for note in made.notes] == ["Meeting 1", "Meeting 2", "Meeting 3"]
    assert all("2021" not in part.block.text for note in made.notes for part in note.parts)
    assert made.set_aside == len("Our notes20202021")


def test_headings_of_the_first_level_under_a_note_that_says_its_day_are_its_parts():
    _, made = notes_of(f"# Meeting of 3 May 2021\n\n{body('a')}\n\n{heads(1, 'Bread', 'Keys')}")
    assert [note.title for note in made.notes] == ["Meeting of 3 May 2021"]
    assert [p.block.text for p in made.notes[0].parts if p.kind == "heading"] == ["Bread", "Keys"]


# pages whose format says what is a title


TALK = BODY.format("many")


def test_each_title_of_a_format_begins_a_note():
    assert roles(("title", "Bread"), TALK, ("title", "Keys"), TALK) == [("Bread", [TALK]), ("Keys", [TALK])]
    assert roles(("title", "Bread"), "Tea was had", ("title", "Keys"), TALK) == [
        ("Bread", ["Tea was had"]),
        ("Keys", [TALK]),
    ]


def test_categories_and_a_day_before_a_title_are_its_own():
    found = roles(
        ("categories", "Health"),
        ("date", "2021-05-03"),
        ("title", "Bread"),
        TALK,
        ("categories", "Power"),
        ("title", "Keys"),
        TALK,
    )
    assert [title for title, _ in found] == ["Bread", "Keys"]


@pytest.mark.parametrize(
    ("before", "own"),
    [
        (["one"], True), (["one", "two", "three"], True), (["one", "two", "three", "four"], False), ([many(40)], True), ([many(41)], False),
        ([many(20), many(20)], True), ([many(21), many(20)], False),
    ],
)  # fmt: skip
def test_a_few_lines_before_the_first_title_are_the_notes(before, own):
    found = roles(*before, ("title", "Bread"), TALK)
    assert (len(found) == 1 and found[0][0] == "Bread") is own


def test_text_is_no_title_however_short():
    assert roles(("text", "Tea was had."), ("text", TALK)) == [("of may", ["Tea was had.", TALK])]
    assert [title for title, _ in roles(many(40), TALK)] == [many(40)]
    assert [title for title, _ in roles(many(41), TALK)] == ["of may"]
    assert [title for title, _ in roles(("title", many(41)), TALK)] == [many(41)]


SIGNS = Sections(
    SectionsConfig.model_validate(
        {
            "signs": [
                {"kind": "next", "words": ["harvest"], "openings": ["^We shall "]},
                {
                    "kind": "reading",
                    "words": ["book|books"],
                    "openings": ["^We shall (?:mend|paint|sell|buy)"],
                },
                {"kind": "reflection", "words": ["heart"], "openings": ["^I felt "]},
            ],
            "plain": ["the", "our", "what we are taking"],
        }
    )
).signs


class Line:
    def __init__(self, text):
        self.opening = text


FIVE = [Line(f"We shall {verb} all of it.") for verb in ("mend", "paint", "sell", "buy", "see")]
OTHER = [Line("Nets are dry."), Line("I felt it.")]


@pytest.mark.parametrize(
    ("heading", "under", "now", "kind"),
    [
        ("The harvest", [], "discussion", "next"), ("What we are taking, the harvest", [], "discussion", "next"), ("Our harvest, Ann", [], "discussion", "next"),
        ("Harvest of nets", [], "discussion", ""), ("Harvest of nets", FIVE, "discussion", "next"), ("Nets", FIVE, "discussion", ""), ("Harvests", [], "discussion", ""),
        ("Harvest of nets", OTHER, "discussion", ""), ("The harvest", FIVE, "reading", ""), ("The heart", [], "discussion", "reflection"), ("The heart", [], "next", ""),
        ("Books of the nets at harvest", FIVE, "discussion", "reading"), ("Nets of harvest and books", FIVE, "discussion", "next"), ("The books", FIVE[:1], "discussion", "reading"),
        ("Harvest of nets", [*FIVE, *OTHER * 2], "discussion", ""), ("Harvest of nets", [*FIVE, *FIVE[:3], *OTHER * 9], "discussion", "next"),
    ],
)  # fmt: skip
def test_what_signs_tell_of_a_heading(heading, under, now, kind):
    assert SIGNS.kind(heading, under, now) == kind
