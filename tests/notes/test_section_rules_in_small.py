# ruff: noqa: E501
"""Rules for parts under a config of a few lines, so that each row hangs on one condition of one rule."""

import pytest

from pipeline.notes.sections import Sections, untimed
from pipeline.notes.split import cut
from pipeline.settings.models import SectionsConfig
from tests.conftest import Reader
from tests.notes.test_heading_rules import BODY, headings, kinds, parts, words

SMALL = SectionsConfig.model_validate(
    {
        "headings": [
            {"kind": "next", "phrases": ["next steps", "what comes now for all of us here", "x" * 150]},
            {"kind": "summary", "phrases": ["summary"]},
            {"kind": "formalities", "phrases": ["present", "apologies"]},
            {"kind": "context", "phrases": ["welcome"], "brief": True},
            {"kind": "context", "phrases": ["story"]},
            {"kind": "presentation", "phrases": ["talk"]},
        ],
        "cues": [
            {"kind": "next", "phrases": ["in June"]},
            {"kind": "reading", "phrases": ["a book"], "aside": True},
            {"kind": "discussion", "phrases": ["we spoke"], "after": ["summary"]},
            {"kind": "reflection", "phrases": ["my heart"], "after": ["summary"], "aside": True},
            {"kind": "presentation", "phrases": ["Our first speaker"], "after": ["context"]},
            {"kind": "context", "phrases": ["This meeting"]},
            {"kind": "presentation", "phrases": ["The film"], "after": ["summary"]},
            {"kind": "formalities", "phrases": ["In attendance"]},
            {"kind": "formalities", "phrases": ["sent regrets"]},
        ],
        "signs": [{"kind": "next", "words": ["harvest"], "openings": ["^We shall "]}],
    }
)
RULES = Sections(SMALL)


def small(*lines):
    """Return the parts of a note with these lines under its title, by the small config."""
    page = Reader().clean(a__txt="\n\n".join(["The title", *lines]))["lines"]
    [note] = cut("a.txt", page, SMALL, RULES, "").notes
    return note.parts


def shown(*lines):
    """Return each line's kind of part, headings in brackets."""
    return " ".join(f"[{p.section_kind}]" if p.kind == "heading" else p.section_kind for p in small(*lines))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # known headings, and lines that are too long to be one
        pytest.param(["Summary", BODY, "Next steps", BODY], "[summary] summary [next] next", id="known"),
        pytest.param(["Summary", BODY, "What comes now for all of us here.", BODY], "[summary] summary summary summary", id="a sentence put like one"),
        pytest.param(["Summary", BODY, "3. What comes now for all of us here.", BODY], "[summary] summary [next] next", id="numbered it is one"),
        pytest.param(["Summary", BODY, "X" + "x" * 149, BODY], "[summary] summary [next] next", id="one long word that is known"),
        pytest.param(["Summary", BODY, "Boats " + "x" * 300, BODY], "[summary] summary summary summary", id="two words of 300 letters"),
        pytest.param(["Summary", BODY, words(15).upper(), BODY], "[summary] summary [discussion] discussion", id="fifteen words in capitals"),
        # cues
        pytest.param(["Summary", BODY, "Gates in June will open.", BODY], "[summary] summary next next", id="a cue opens a part"),
        pytest.param(["Summary", BODY, "Gates in June", BODY], "[summary] summary [discussion] discussion", id="a heading is one, cue or not"),
        pytest.param(["Summary", BODY, "We read a book.", BODY], "[summary] summary reading summary", id="an aside"),
        pytest.param(["Summary", BODY, "We read a book:", "• one", "• two", BODY], "[summary] summary reading reading reading summary", id="an aside and its list"),
        pytest.param(["Summary", BODY, "We read a book", BODY], "[summary] summary reading summary", id="an aside is no heading"),
        pytest.param(["Summary", BODY, "In my heart", BODY], "[summary] summary [discussion] discussion", id="but one that asks for a part may be"),
        pytest.param(["Summary", BODY, "In my heart it is so.", BODY], "[summary] summary reflection summary", id="an aside in its part"),
        pytest.param(["Story", BODY, "In my heart it is so.", BODY], "[context] context context context", id="and in another"),
        pytest.param(["Summary", BODY, "There we spoke.", BODY], "[summary] summary discussion discussion", id="a cue after a summary"),
        pytest.param(["Story", BODY, "There we spoke.", BODY], "[context] context context context", id="and after something else"),
        pytest.param(["Summary", "• a", "———", "• b", "Gates in June will open."], "[summary] summary other next", id="a rule of dashes"),
        # what is brief ends at an unknown heading
        pytest.param(["Welcome", BODY, "Boats and nets", BODY], "[context] context [discussion] discussion", id="after a welcome"),
        pytest.param(["Story", BODY, "Boats and nets", BODY], "[context] context [context] context", id="not after a story"),
        pytest.param(["Welcome", BODY, "Boats and nets", "This meeting is one of many.", BODY], "[context] context [context] context context", id="unless it goes on"),
        pytest.param(["Welcome", BODY, "Boats and nets", "Our first speaker came late and told of the sea.", BODY], "[context] context [context] presentation presentation", id="with a speaker"),
        pytest.param(["Welcome", BODY, "Boats and nets", "The film was long and told of the sea and of boats.", BODY], "[context] context [discussion] discussion discussion", id="a cue for other parts"),
        pytest.param(["Welcome", BODY, "Boats and nets", "Gates in June will open.", BODY], "[context] context [discussion] next next", id="a cue of another kind"),
        # what a numbered report holds
        pytest.param(["1. Talk", BODY, "3. Boats and nets", BODY], "[presentation] presentation [discussion] discussion", id="the next number after a report"),
        pytest.param(["1. Talk", BODY, "1.1 Boats and nets", BODY], "[presentation] presentation [presentation] presentation", id="a number within it"),
        pytest.param(["1. Talk", BODY, "Boats and nets", BODY], "[presentation] presentation [presentation] presentation", id="no number"),
        pytest.param(["1. Story", BODY, "3. Boats and nets", BODY], "[context] context [context] context", id="what is no report"),
        # signs: what stands under a heading
        pytest.param(["Summary", BODY, "Harvest of nets", f"We shall mend them all. {BODY}", f"We shall paint them all. {BODY}"], "[summary] summary [next] next next", id="how passages open"),
        pytest.param(["Summary", f"We shall mend them all. {BODY}", f"We shall paint them. {BODY}", "Harvest of nets", BODY, BODY], "[summary] summary summary [discussion] discussion discussion", id="those above do not count"),
        pytest.param(["Summary", BODY, "Harvest of nets", BODY, "Summary", f"We shall mend them all. {BODY}", f"We shall paint them all. {BODY}", f"We shall sell them all. {BODY}"], "[summary] summary [discussion] discussion [summary] summary summary summary", id="nor those under the next heading"),
        # formalities
        pytest.param(["Present", "Ann Wells", "Bo Ash", "Boats and nets", BODY], "[formalities] formalities formalities [discussion] discussion", id="a roll"),
        pytest.param(["Summary", BODY, "In attendance: J. Birch and others", BODY], "[summary] summary formalities context", id="who was there"),
        pytest.param(["Summary", BODY, "Bo Ash sent regrets", BODY], "[summary] summary formalities context", id="who was not"),
        pytest.param(["Summary", BODY, "Ann Wells", BODY], "[summary] summary [discussion] discussion", id="a name under a summary"),
        pytest.param(["Present", "• Ann Wells", "Bo", "Cy (mill)", "Summary", BODY], "[formalities] formalities formalities formalities [summary] summary", id="first names in a roll"),
        pytest.param(["Present", "Ann Wells", BODY, "Boats and nets", BODY], "[formalities] formalities context [context] context", id="talk under a roll"),
        # runs of numbers
        pytest.param(["22/045 Apologies: none came.", BODY, "22/046 Summary. All was well.", BODY], "formalities context summary summary", id="a reference runs on"),
        pytest.param(["22/045 Boats: none came.", BODY], "context context", id="unknown"),
        pytest.param(["Summary", BODY, "3. Next steps. Boats go out.", BODY], "[summary] summary next next", id="a number runs on"),
        pytest.param(["Summary", BODY, "3. Boats and so on. Nets are in.", BODY], "[summary] summary summary summary", id="unknown and without a reference"),
    ],
)  # fmt: skip
def test_parts_by_a_small_config(lines, expected):
    assert shown(*lines) == expected


def test_no_passage_is_an_unknown_heading_and_known_ones_are_none():
    found = small(
        "Summary", BODY, "• a", "Boats and nets", BODY, "Ann Wells", "Ann told of her mill and its wheel."
    )
    assert [part.block.text for part in found if part.unknown] == ["Boats and nets"]
    assert [part.section for part in found] == ["Summary"] * 3 + ["Boats and nets"] * 2 + ["Ann Wells"] * 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        *((f"{each} boat of the harbour", False) for each in ("First", "Second", "Third", "Fourth", "Fifth", "1st", "2nd", "3rd", "4th", "21st")),
        ("Firsthand news of boats", True), ("Thirds and halves of boats", True), ("Notes offered by boats", True), ("Note of the harbour", False),
        ("The boats were: Red ones and blue", True), ("Our boats include:", False), ("Our boats included:", False), ("The boats including:", False),
        ("Our neighbours asked:", False), ("Wares and boats", True), ("Boats: example.org/harbour", False), ("Boats : example", True),
        ("Boats (all): what of them", False), ("Boats awww.that is", True), ("See http://example.org for boats", False),
        ("Cllr. Ann Wells, of the mill", True), ("Which boats are in?", True), ("Should boats come in?", True), ("Could we?", True), ("Howling boats?", False),
        ("Herons came by boat", True), ("Item 4 Boats", True), ("It was a boat", False),
    ],
)  # fmt: skip
def test_lines_between_paragraphs_word_by_word(line, expected):
    assert (len(headings(BODY, line, BODY)) == 1) is expected


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("Boats - 7.10PM", "Boats"), ("Boats – 19:10", "Boats"), ("Boats – 7.10 AM", "Boats"), ("Boats – 190:10", "Boats – 190:10"),
        ("7.10 pm: Boats", "Boats"), ("7.10pm to 8.15pm – Boats", "Boats"), ("17:10-18:00 Boats", "Boats"), ("7.1 Boats", "Boats"), ("7.10", "7.10"),
        ("Item 3a – Boats", "Boats"), ("Minute No 12: Boats", "Boats"), ("PC 22/31. Boats", "Boats"), ("22/031a Boats", "Boats"), ("3.1.2 Boats", "Boats"),
        ("1234 Boats", "1234 Boats"), ("Boats (of 10) men", "Boats (of 10) men"), ("Boats...", "Boats"), ("AGENDA ITEM 3: BOATS", "BOATS"),
    ],
)  # fmt: skip
def test_numbers_and_times_about_a_heading(heading, left):
    assert untimed(heading) == left


def test_an_item_at_the_top_on_minutes_is_a_heading():
    assert headings("1. Minutes of the meeting of 8 July 2020", BODY) == [
        "Minutes of the meeting of 8 July 2020"
    ]
    assert headings("Draft minutes of the meeting of 8 July 2020", BODY) == []
    assert headings("Confirmed record of the meeting of 8 July 2020", BODY) == []


@pytest.mark.parametrize(
    ("name", "talk", "expected"),
    [
        ("Ann Wells", "Ann told of her mill.", "presentation"), ("Ann Wells", "Ann’s mill is old.", "presentation"), ("Dr. Ann Wells", "She also spoke of it.", "presentation"),
        ("Prof Ann Wells – the mill", "He then told us all.", "presentation"), ("Sir Bo Ash", "They first set out why.", "presentation"), ("Dame Ann Wells", "I began with a song.", "presentation"),
        ("Rev. Bo Ash", "He gave a talk.", "presentation"), ("Cllr Bo Ash, chair", "She said no.", "presentation"), ("Bo Ash", "He described it all.", "presentation"),
        ("Bo Ash", "Herons came by.", "discussion"), ("Bo Ash", "They who came were glad.", "discussion"), ("bo ash", "He gave a talk.", ""), ("Bo", "He gave a talk.", "discussion"),
        ("Bo of the Mill Who Came By", "He gave a talk.", "discussion"), ("Ann Wells", "In the old mill by the river of the town we saw, there was Ann too.", "discussion"),
    ],
)  # fmt: skip
def test_a_speaker_is_known_by_the_talk_under_the_name(name, talk, expected):
    found = kinds(BODY, name, talk, BODY).split()
    assert found[1] == (expected or found[0])


def test_the_title_s_own_line_is_looked_for_at_the_top_only():
    assert [part.kind for part in parts(BODY, "Draft minutes of 8 July 2020", BODY)][1] == "paragraph"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([BODY, "Boats", "Nets", "Ropes", BODY, "Summary", BODY], ["Summary"], id="a known heading further down"),
        pytest.param(["Summary", BODY, "Boats", "Nets", "Ropes", BODY], ["Summary"], id="or further up"),
        pytest.param([BODY, *(f"Line {'abcdefghij'[n % 10]}" for n in range(40)), BODY], [], id="forty lines of a poem"),
        pytest.param([BODY, "Minutes of the boats and of nets.", BODY], [], id="seven words"),
        pytest.param([BODY, "1. Ropes", "2. Nets", "3. Sails", BODY], ["Sails"], id="of a run the last"),
        pytest.param([BODY, "a. Ropes", "2. Nets", BODY], ["Nets"], id="a letter and a number are no run"),
        pytest.param([BODY, "Approved minutes of the meeting of 8 July 2020", BODY], [], id="says when"),
    ],
)  # fmt: skip
def test_lines_among_others(lines, expected):
    assert headings(*lines) == expected


def test_a_brief_part_ends_at_a_heading_with_nothing_under_it():
    assert shown("Welcome", BODY, "BOATS AND NETS") == "[context] context [discussion]"


@pytest.mark.parametrize("called", ["Approved minutes", "Draft notes", "Confirmed record", "Minutes", "Note"])
def test_the_note_s_own_line_at_the_top_however_it_is_called(called):
    assert headings(f"{called} of the meeting of 8 July 2020".upper(), BODY) == []
