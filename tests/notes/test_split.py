import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.notes.blocks import blocks
from pipeline.notes.sections import Sections
from pipeline.notes.split import _matcher, cut, lead, links_in
from pipeline.reading.clean import clean_line

BODY = "The group met to talk about its garden, its paths and the people who walk them every day of the week."


def listing(*notes: str) -> str:
    return "\n\n".join(f"Health A Better Way Health A Better Way\n\n{note}\n\nRead More" for note in notes)


def kinds(made):
    return list(zip(made["passages"]["kind"], made["passages"]["text"], strict=True))


def test_a_listing_page_holds_many_notes(reader):
    made = reader.split(
        page__txt=listing(f"First title\n\n{BODY}", f"Second title\n\n{BODY} Twice over, and more.")
    )
    notes = made["meetings"].sort_values("line")
    assert list(notes["title"]) == ["First title", "Second title"]
    assert list(notes["line"]) == [3, 11]
    assert set(notes["categories"]) == {"Health"}
    assert list(made["documents"]["notes"]) == [2]


def test_another_sites_category_line_opens_a_page(reader):
    made = reader.split(
        page__txt=f"News The Harbour Network News The Harbour Network\n\nThe title\n\n{BODY}\n\nno no"
    )
    assert list(made["meetings"]["title"]) == ["The title"]
    assert len(made["passages"]) == 2


def test_a_single_page_loses_its_links(reader):
    links = "Previous\nPrevious\n\nNote from Garden Cell 1\n\nNext\nNext\n\nNote from Garden Cell 3"
    page = f"The title\n\n{BODY}\n\n{links}"
    made = reader.split(page__txt=page)
    assert list(made["meetings"]["title"]) == ["The title"]
    assert kinds(made) == [("paragraph", BODY)]


def test_a_heading_called_next_is_no_link(reader):
    after = "We shall walk the paths again, all of us together, in the spring of the year."
    made = reader.split(page__txt=f"The title\n\n{BODY}\n\nNext\n\n{after}")
    assert len(made["passages"]) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("SUMMARY", "  • a point", True),
        ("Summary of key points", "  • a point", True),
        ("1. SUMMARY OF KEY POINTS", BODY, True),
        ("  1. Summary", BODY, True),
        ("2. In more detail…", BODY, True),
        ("3.2 Learning from what is there", BODY, True),
        ("  • PATHS ARE FOR EVERYBODY WHO WALKS", BODY, True),
        (
            "Robin Sample, Exampleford Library",
            "Robin spoke of the library and of what it means to her town.",
            True,
        ),
        ("What stands in the way?", BODY, True),
        ("Dates of next meetings:", "  • Thursday 15th July, 3pm", True),
        ("Growing paths together.", "  • a point", True),
        pytest.param("Here are the points that emerged:", "  • a point", False, id="a sentence with a colon"),
        pytest.param(
            "She identified the following needs", "  • a point", False, id="a sentence without a stop"
        ),
        pytest.param("Thursday 15th July, 3.00pm", BODY, False, id="a date"),
        pytest.param("Second meeting of the garden cell", BODY, False, id="a subtitle"),
        pytest.param("‘We had no idea at all’", BODY, False, id="a quotation"),
        pytest.param("  • From fixing to connecting;", "  • a point", False, id="an item of a list"),
        pytest.param("  1. We can talk about what we do", "  2. We can listen", False, id="a numbered point"),
    ],
)
def test_headings(reader, line, after, expected):
    made = reader.split(page__txt=f"The title\n\n{BODY}\n\n{line}\n\n{after}\n\n{BODY} At last.")
    assert (made["passages"]["kind"].iloc[1] == "heading") is expected


def test_a_poem_is_no_row_of_headings(reader):
    poem = "The gate is open now\n\nThe grass is tall\n\nWe did not think of paths\n\nWe had no paths at all"
    made = reader.split(page__txt=f"The title\n\n{BODY}\n\n{poem}\n\n{BODY} At last.")
    assert set(made["passages"]["kind"]) == {"paragraph"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["SUMMARY", "  • a", "3. DISCUSSION", BODY, "3.1 Paths", BODY],
            "summary discussion discussion",
            id="a part",
        ),
        pytest.param(
            [BODY, "Here are the points that emerged:", "  • a"],
            "context discussion discussion",
            id="a cue",
        ),
        pytest.param([BODY, "———", BODY, "Next meetings", "  • 3 July"], "context other next", id="a rule"),
        pytest.param(
            ["Summary", "  • a", "Next time, we’ll look at paths.", "More detail", BODY],
            "summary next context",
            id="an aside",
        ),
        pytest.param([BODY, "Further reading", "See the book on paths."], "context reading", id="reading"),
        pytest.param(["Closing reflections", BODY], "reflection", id="reflection"),
        pytest.param(
            [BODY, "Our first speaker was Robin Sample of the library.", BODY],
            "context presentation presentation",
            id="a speaker",
        ),
    ],
)
def test_section_kinds(reader, lines, expected):
    made = reader.split(page__txt="\n\n".join(["The title", *lines]))
    found = made["passages"].loc[made["passages"]["kind"] != "heading", "section_kind"]
    assert " ".join(found) == expected


@pytest.mark.parametrize(
    ("title", "opening", "cell", "event"),
    [
        ("Note from Sharing Power Cell 2", BODY, "Sharing and Building Power", "cell"),
        (
            "Whose garden?",
            "A meeting of the Putting Relationships First Cell on 3 May 2023.",
            "Putting Relationships First",
            "cell",
        ),
        (
            "Whose garden?",
            "The third ‘Changing Organisations’ cell met online.",
            "Listening to Each Other",
            "cell",
        ),
        pytest.param(
            "Note from the Garden Paths Cell 4",
            BODY,
            "Garden Paths",
            "cell",
            id="a cell nobody listed is kept",
        ),
        ("Note from a Roundtable: Who walks here?", BODY, "", "roundtable"),
        ("Note from an online meeting: Paths", BODY, "", "online meeting"),
        ("A walk", BODY, "", "event"),
        ("At a turning point?", BODY, "", "publication"),
        ("Building paths", "You can download the full document here.", "", "publication"),
    ],
)
def test_cells_and_events(reader, title, opening, cell, event):
    meetings = reader.split(page__txt=f"{title}\n\n{opening}\n\n{BODY}")["meetings"]
    assert (meetings["cell"].item(), meetings["event"].item()) == (cell, event)


def words(n, seed=0):
    return " ".join(f"word{(i * 7919 + seed) % 9973}" for i in range(n))


@pytest.mark.parametrize(
    ("first", "second", "notes"),
    [
        pytest.param(
            f"Paths\n\n{words(200)}", f"Paths\n\n{words(198)} corrected word", 1, id="a corrected end"
        ),
        pytest.param(f"Paths\n\n{words(200)}", f"Paths\n\n{words(150)}", 1, id="cut off"),
        pytest.param(
            f"Paths Cell 1\n\n{words(200)}", f"Paths Cell 2\n\n{words(198)} other", 2, id="another number"
        ),
        pytest.param(
            f"Paths (first meeting)\n\n{words(90)}",
            f"Paths (second meeting)\n\n{words(90)}",
            2,
            id="an ordinal",
        ),
        pytest.param(
            f"Paths\n\nHeld on 3 May 2021. {words(90)}",
            f"Paths\n\nHeld on 9 June 2021. {words(90)}",
            2,
            id="another day",
        ),
        pytest.param(f"Paths\n\n{words(200)}", f"Paths\n\n{words(200, 5)}", 2, id="same title, other words"),
    ],
)
def test_merging(reader, first, second, notes):
    made = reader.split(a__txt=first, b__txt=second)
    assert len(made["meetings"]) == notes
    assert made["documents"]["notes"].sum() == 2
    if notes == 1:
        assert made["meetings"]["source"].item() == "a.txt"
        assert made["meetings"]["copies"].item() == "b.txt:1"


line = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "Read More",
            "Previous",
            "Next",
            "A Better Way A Better Way",
            "  • point",
            "SUMMARY",
            "———",
            "a.jpg",
            "1. One",
            "Note from Cell 1",
        ]
    ),
)


@given(st.lists(line, max_size=25))
@example(["ha ha", "ha ha"])
@example(["Previous", "Read More", "Previous", "A Better Way A Better Way"])
@pytest.mark.slow
def test_nothing_is_lost(reader, lines):
    """Every block is a title, a passage or a rule, or the site's; and blocks hold every character."""
    text = "\n".join(re.sub(r"[\r\n]", " ", part) for part in lines)
    page = reader.clean(a__txt=text)["lines"]
    config, rules = reader.sections, Sections(reader.sections)
    found = blocks(page)
    squeezed = re.sub(r"\s", "", "".join(clean_line(part) for part in text.split("\n")))
    assert re.sub(r"\s", "", "".join(b.mark + b.text for b in found)) == squeezed
    made = cut("a.txt", page, config, rules, reader.network.site.name)
    kept = {n.line for n in made.notes}
    kept |= {part.block.line for note in made.notes for part in note.parts}
    assert page["text"].str.len().sum() == made.set_aside + sum(n.characters for n in made.notes)
    links = links_in(found, config)
    is_lead, is_end = lead(reader.network.site.name), _matcher(config.note_end)
    for i, block in enumerate(found):
        of_site = (
            i in links or is_lead(block, True) or is_end(block) or rules.is_furniture(block) or block.is_rule
        )
        assert of_site or block.line in kept, block


def test_hard_wrapped_text_is_joined(reader):
    text = "The title\n\n" + "\n".join(
        [
            "It was a bright day in the garden and all of us who had come",
            "walked the paths that had been made by those who came before,",
            "and talked of what they may have thought while making them, and",
            "of what we would leave.",
        ]
        * 3
    )
    made = reader.split(a__txt=text)
    assert made["passages"]["text"].str.contains("come walked the paths").any()


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("The Kite Federation", id="a letter head"),
        pytest.param("The Kite Federation\n\nWinter, third floor", id="a letter head of two lines"),
        pytest.param("How kites are made", id="a title of its own"),
    ],
)
def test_a_head_over_the_line_that_a_note_begins_with_is_the_same_notes(reader, head):
    made = reader.split(page__txt=f"{head}\n\nNote from the Kite Cell 2\n\n{BODY}")
    assert list(made["meetings"]["title"]) == [head.split("\n")[0]]


def test_two_notes_that_begin_under_one_another_stay_two(reader):
    made = reader.split(page__txt=f"Note from the Kite Cell 2\n\nNote from the Kite Cell 3\n\n{BODY}")
    assert len(made["meetings"]) == 2
