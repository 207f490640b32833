"""Which lines are headings and which parts they open, rule by rule and at the limits of each."""

import pytest

from pipeline.notes.sections import Sections, heading_text, untimed
from pipeline.notes.split import cut
from tests.conftest import Reader

BODY = "We talked of the harbour, of its walls and of everyone who comes there when the evening boats are in."
PLAIN = "The wall of the harbour is long, and boats come in late when the wind is west and the water is low."
RULES = Sections(Reader.sections)


def parts(*lines):
    """Return the parts of a note with these lines under its title."""
    page = Reader().clean(a__txt="\n\n".join(["The title", *lines]))["lines"]
    [note] = cut("a.txt", page, Reader.sections, RULES, "").notes
    return note.parts


def headings(*lines):
    return [part.block.text for part in parts(*lines) if part.kind == "heading"]


def kinds(*lines):
    """Return the kind of part of each line that is no heading."""
    return " ".join(part.section_kind for part in parts(*lines) if part.kind != "heading")


def words(count):
    return "Boats " + " ".join(["and"] * (count - 2)) + " nets"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # a short line without a sentence's end
        pytest.param("Boats and their owners", True, id="short"),
        pytest.param("boats and their owners", False, id="no capital"),
        pytest.param("12 boats and their owners", True, id="a figure first"),
        pytest.param("Boats and their owners,", False, id="a comma at its end"),
        pytest.param("Boats and their owners.", False, id="a full stop"),
        pytest.param("Boats and their owners:", False, id="a colon and nothing known"),
        pytest.param("Boats and their owners!", False, id="an exclamation"),
        pytest.param("Boats and their owners…", False, id="dots"),
        pytest.param(words(14), True, id="fourteen words"),
        pytest.param(words(15), False, id="fifteen words"),
        pytest.param("Boats of " + "x" * 131, True, id="140 characters"),
        pytest.param("Boats of " + "x" * 132, False, id="141 characters"),
        pytest.param("“Boats and their owners”", False, id="a quotation"),
        pytest.param("Boats at www.example.org", False, id="an address"),
        pytest.param("Boats at https://example.org/a", False, id="a longer address"),
        pytest.param("Ann: what about the boats", False, id="somebody says it"),
        pytest.param("Boats | owners", False, id="a row"),
        # questions
        pytest.param("Whose boats are these?", False, id="no word that asks"),
        pytest.param("Who owns the boats?", True, id="a question over talk"),
        # a sentence that opens a list, or goes on from its subject
        *(
            pytest.param(f"The boats {verb}:", False, id=verb)
            for verb in (
                "included",
                "were",
                "was",
                "are",
                "is",
                "suggested",
                "emerged",
                "identified",
                "agreed",
            )
        ),
        *(
            pytest.param(f"Our neighbours {verb}:", False, id=verb)
            for verb in ("said", "noted", "heard", "felt")
        ),
        pytest.param("Boats in the following places", False, id="the following"),
        *(
            pytest.param(f"{word} came by boat", False, id=word)
            for word in ("He", "She", "They", "It", "There", "This", "These", "Here")
        ),
        pytest.param("Theirs came by boat", True, id="a longer word"),
        # days
        pytest.param("Boats on 4 May", False, id="a day"),
        pytest.param("Boats in May 2021", False, id="a month"),
        pytest.param("Boats in 2021", True, id="a year alone"),
        pytest.param("Boats, summer 2021", True, id="a season"),
        pytest.param("Second boat of the harbour", False, id="an ordinal first"),
        pytest.param("2nd boat of the harbour", False, id="a number first"),
        pytest.param("Notes of the harbour", False, id="notes of"),
        # capitals
        pytest.param("BOATS AND NETS.", True, id="capitals, whatever their end"),
        pytest.param("BOATS.", False, id="five letters"),
        pytest.param("HARBOUR.", True, id="six letters and more"),
        pytest.param("OK NO.", True, id="four letters in two words"),
        pytest.param("OK I.", False, id="three"),
        pytest.param("SEA (AND NETS).", False, id="what is in brackets does not count"),
        pytest.param("HARBOURS (and nets).", True, id="nor does it speak against it"),
        # items
        pytest.param("  • Boats and their owners", False, id="a bullet"),
        pytest.param("3. Boats and their owners", True, id="a number"),
        pytest.param("3. Boats and their owners.", False, id="a number and a full stop"),
        pytest.param("3. Boats and their owners;", False, id="a number and a semicolon"),
        pytest.param("3. Boats and their owners,", False, id="a number and a comma"),
        pytest.param(f"3. {words(14)}", True, id="a number and fourteen words"),
        pytest.param(f"3. {words(15)}", False, id="a number and fifteen words"),
        pytest.param("  3. Boats and their owners", False, id="a number, indented"),
        pytest.param("  3.1 Boats and their owners", True, id="a number of two parts, indented"),
        pytest.param("a) Boats and their owners", False, id="a letter"),
    ],
)
def test_a_line_between_paragraphs(line, expected):
    assert (len(headings(BODY, line, BODY)) == 1) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([BODY, "Boats and nets"], [], id="nothing under it"),
        pytest.param([BODY, "Who owns the boats?", "They do."], [], id="a question over a short answer"),
        pytest.param(
            [BODY, "Who owns the boats?", "  • They do."], ["Who owns the boats?"], id="over a list"
        ),
        pytest.param([BODY, "Boats", "Nets", BODY], ["Boats", "Nets"], id="two lines in a row"),
        pytest.param([BODY, "Boats", "Nets", "Ropes", BODY], [], id="three are a poem"),
        pytest.param(
            [BODY, "Boats", "Nets", "SUMMARY", BODY], ["Boats", "Nets", "SUMMARY"], id="but not capitals"
        ),
        pytest.param(
            [BODY, "Boats", "Summary", "Ropes", BODY],
            ["Boats", "Summary", "Ropes"],
            id="or for one that is known",
        ),
        pytest.param(
            [BODY, "Boats", "Nets of " + "all " * 8, "Ropes", BODY],
            ["Boats", "Ropes"],
            id="or for a line of ten words",
        ),
        pytest.param([BODY, "Nets " + "all " * 8, "Boats", "Ropes", BODY], [], id="nine are short"),
        pytest.param([BODY, "Boats.", "  • one", BODY], ["Boats."], id="a full stop over a list"),
        pytest.param([BODY, "Boats.", "  1. one", BODY], [], id="over a numbered list"),
        pytest.param([BODY, "Boats.", BODY], [], id="over text"),
        pytest.param(["Boats.", "  • one", BODY], [], id="the first line of all"),
        pytest.param([BODY, "Boats, nets.", "  • one", BODY], [], id="with a comma"),
        pytest.param([BODY, "boats.", "  • one", BODY], [], id="without a capital"),
        pytest.param(
            [BODY, "One two three four five six.", "  • one"],
            ["One two three four five six."],
            id="six words",
        ),
        pytest.param([BODY, "One two three four five six seven.", "  • one"], [], id="seven words"),
        pytest.param(
            [BODY, "1. Boats", "2. Nets", BODY], ["Nets"], id="numbers that follow each other are points"
        ),
        pytest.param([BODY, "1. Boats", "3. Nets", BODY], ["Boats", "Nets"], id="numbers that do not"),
        pytest.param([BODY, "22/045 Boats", BODY], ["Boats"], id="the reference of an item"),
        pytest.param(
            [BODY, "22/045 Boats", "22/046 Nets", BODY], ["Nets"], id="references in a row are points"
        ),
    ],
)
def test_lines_by_what_is_around_them(lines, expected):
    assert headings(*lines) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Next steps", True, id="as it is"),
        pytest.param("Next steps.", True, id="with a full stop"),
        pytest.param("4. Next steps", True, id="numbered"),
        pytest.param("Item 4: Next steps", True, id="an item of the agenda"),
        pytest.param("7.10pm Next steps", True, id="its time before it"),
        pytest.param("7.10 Next steps", True, id="a time without pm"),
        pytest.param("18:30–19:00 Next steps", True, id="from and to"),
        pytest.param("18:30 to 19:00: Next steps", True, id="from and to in words"),
        pytest.param("Next steps (10 min)", True, id="how long it takes"),
        pytest.param("Next steps – 7.10pm", True, id="its time after it"),
        pytest.param("Next steps?", True, id="asked"),
    ],
)
def test_a_known_heading_in_other_dress(line, expected):
    assert kinds("SUMMARY", "  • a", line, BODY).endswith("next") is expected


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("7.10pm Boats", "Boats"),
        ("7:10 Boats", "Boats"),
        ("7.10pm–8pm Boats", "7.10pm–8pm Boats"),
        ("7.10pm – 8.00pm | Boats", "Boats"),
        ("Item 3: Boats", "Boats"),
        ("Agenda item 3a. Boats", "Boats"),
        ("Minute no. 7 – Boats", "Boats"),
        ("Minute 7 Boats", "Boats"),
        ("P22/31 Boats", "Boats"),
        ("045/2022 Boats", "Boats"),
        ("3.1 Boats", "Boats"),
        ("3) Boats", "Boats"),
        ("2021", "2021"),
        ("Boats (10 min)", "Boats"),
        ("Boats (10 min) today", "Boats (10 min) today"),
        ("Boats - 7.10", "Boats"),
        ("Boats – 7.10 pm", "Boats"),
        ("Boats 7.10pm", "Boats 7.10pm"),
        ("Boats:", "Boats"),
    ],
)
def test_a_heading_without_number_and_time(heading, left):
    assert untimed(heading) == left


def test_a_heading_is_said_without_its_colon():
    assert [heading_text(part.block) for part in parts(BODY, "3. NEXT STEPS…", BODY)][1] == "NEXT STEPS"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [
                "Summary",
                "  • a",
                "Next time, we’ll look at:",
                "  • paths",
                "  • gates",
                "Then tea was had by all of us.",
            ],
            "summary next next next summary",
            id="an aside with its list",
        ),
        pytest.param(
            ["Summary", "  • a", "Next time, we’ll look at paths.", "  • gates"],
            "summary next summary",
            id="an aside without one",
        ),
        pytest.param([PLAIN, "———", "  • a"], "context other", id="a rule ends a part"),
        pytest.param(
            ["Summary", "  • a", "Boats and nets", BODY], "summary discussion", id="unknown after a summary"
        ),
        pytest.param([PLAIN, "Boats and nets", BODY], "context discussion", id="unknown under the opening"),
        pytest.param(["Boats and nets", PLAIN], "context", id="unknown at the top"),
        pytest.param(
            ["Tuesday 3 May", "Kettle and keys", PLAIN, "Discussion", BODY],
            "context context discussion",
            id="an unknown first part, before others",
        ),
        pytest.param(
            ["Discussion", BODY, "Jo from the mill", "Jo told us what the weir costs.", "Reflections", BODY],
            "discussion presentation reflection",
            id="a first name with a place",
        ),
        pytest.param(
            ["  1. Apologies", "None.", "  2. Weir", BODY, "  3. Bonfires", BODY],
            "formalities discussion discussion",
            id="indented numbers of a run",
        ),
        pytest.param(
            ["Discussion", BODY, "Lost property", PLAIN, "Boats and nets", BODY],
            "discussion other discussion",
            id="what is none of the parts",
        ),
        pytest.param(
            ["Further reading", "  • a", "Boats and nets", BODY], "reading discussion", id="after reading"
        ),
        pytest.param(
            ["Reflections", BODY, "Boats and nets", BODY], "reflection reflection", id="after reflections"
        ),
        pytest.param(
            [
                PLAIN,
                "Ann Wells",
                "Ann spoke of her mill and of what it means to the town.",
                "Boats and nets",
                BODY,
            ],
            "context presentation presentation",
            id="a speaker, and a heading within the talk",
        ),
        pytest.param(
            [PLAIN, "ANN WELLS", "Ann’s mill is the oldest of the town.", BODY],
            "context presentation presentation",
            id="a speaker in capitals",
        ),
        pytest.param(
            [PLAIN, "Dr Ann Wells, the mill", "She spoke of her mill at length."],
            "context presentation",
            id="she",
        ),
        pytest.param(
            [PLAIN, "Ann Wells", "The mill of the town is old, and they who run it are proud of Ann."],
            "context discussion",
            id="a name too late in the text",
        ),
        pytest.param(
            ["PRESENT", "  • Ann", "Online", "Bo Ash", "DISCUSSION", BODY],
            "formalities formalities formalities discussion",
            id="who was there, and who was there from afar",
        ),
    ],
)
def test_the_parts_that_lines_open(lines, expected):
    assert kinds(*lines) == expected


def test_a_known_heading_is_no_unknown_one():
    found = {
        part.block.text: part.unknown for part in parts(BODY, "Boats and nets", BODY, "Next steps", BODY)
    }
    assert (found["Boats and nets"], found["Next steps"]) == (True, False)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_the_note_is_of_is_no_heading_at_its_top(place):
    lines = [*["Boats at sea today"] * 0, *[BODY] * place, "MINUTES OF THE MEETING OF 8 JULY 2020", BODY]
    assert len(headings(*lines)) == (place == 2)
