"""Where a note begins and ends on a page of plain lines; what is its head, what the site's."""

import pytest

from pipeline.notes.sections import Sections
from pipeline.notes.split import cut
from tests.conftest import Reader

SITE = "The Harbour Network"
BODY = "We talked of the harbour, of its walls and of everyone who comes there when the evening boats are in."
SHORT = "Tea was had."


def notes(*lines, site=SITE, name="folder/a page.txt"):
    """Return [(title, categories, passages)] of the notes on a page, each line a block."""
    page = Reader().clean(**{name.replace(".", "__"): "\n\n".join(lines)})["lines"]
    made = cut(name, page, Reader.sections, Sections(Reader.sections), site)
    assert page["text"].str.len().sum() == made.set_aside + sum(note.characters for note in made.notes)
    return [(note.title, note.categories, [part.block.text for part in note.parts]) for note in made.notes]


def titles(*lines, **options):
    return [title for title, *_ in notes(*lines, **options)]


@pytest.mark.parametrize(
    "end", ["Read More", "READ MORE", "Read more →", "Read more…", "Continue reading", "Continue reading »"]
)
def test_what_ends_a_note(end):
    assert notes("Boats", BODY, end, "Nets", BODY) == [("Boats", "", [BODY]), ("Nets", "", [BODY])]


@pytest.mark.parametrize(
    "line", ["Read more about boats", "They read more", "  • Read more", "Read more.", "More", "Reading"]
)
def test_what_does_not(line):
    assert titles("Boats", BODY, line, "Nets", BODY) == ["Boats"]


def test_an_end_at_the_end_or_twice_makes_no_empty_note():
    assert titles("Boats", BODY, "Read More") == ["Boats"]
    assert titles("Boats", BODY, "Read More", "Read More", "Nets", BODY) == ["Boats", "Nets"]
    assert titles("Read More") == []


@pytest.mark.parametrize(
    "start",
    [
        "Note from a Rope Cell",
        "Notes from the harbour meeting",
        "NOTE FROM A ROPE CELL 3",
        "Note from our walk",
    ],
)
def test_what_begins_a_note(start):
    assert titles("Boats", BODY, start, BODY) == ["Boats", start]


@pytest.mark.parametrize(
    "line", ["A note from a Rope Cell", "Notes of the meeting", "  • Note from a Rope Cell", "Note from"]
)
def test_what_begins_none(line):
    assert titles("Boats", BODY, line, BODY) == ["Boats"]


START = "Note from a Rope Cell"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        pytest.param(["Harbour"], ["Harbour"], id="a line"),
        pytest.param(["Harbour", "Winter", "Third floor"], ["Harbour"], id="three lines"),
        pytest.param(["Harbour", "Winter", "Third floor", "The hall"], ["Harbour", START], id="four"),
        pytest.param(
            ["one two three four five six seven eight nine ten eleven twelve"], 1, id="twelve words"
        ),
        pytest.param(
            ["one two three four five six seven eight nine ten eleven twelve more"], 2, id="thirteen"
        ),
        pytest.param(["Harbour", SHORT], ["Harbour", START], id="a sentence"),
        pytest.param(["Harbour", "  • ropes"], ["Harbour", START], id="an item"),
        pytest.param(
            ["Note from a Net Cell"], ["Note from a Net Cell", START], id="another note's beginning"
        ),
    ],
)
def test_a_short_head_belongs_to_the_note_that_begins_under_it(head, found):
    made = titles(*head, START, BODY)
    assert len(made) == found if isinstance(found, int) else made == found


TWICE = f"Boats, Nets {SITE} Boats, Nets {SITE}"


def test_a_line_of_categories_begins_a_note_and_is_none_of_its_passages():
    assert notes(TWICE, "Ropes", BODY, f"Walls {SITE} Walls {SITE}", "Stones", SHORT) == [
        ("Ropes", "Boats;Nets", [BODY]),
        ("Stones", "Walls", [SHORT]),
    ]


def test_another_sites_categories_count_only_where_a_note_can_begin():
    other = "News The Mill News The Mill"
    assert notes(other, "Ropes", BODY) == [("Ropes", "", [BODY])]
    assert notes("Ropes", BODY, other, BODY, site="") == [("Ropes", "", [BODY, other, BODY])]
    assert notes("Ropes", BODY, "Read More", other, "Nets", BODY)[1] == ("Nets", "", [BODY])


@pytest.mark.parametrize(
    ("line", "categories"),
    [
        pytest.param(f"Boats {SITE} Boats {SITE}", "Boats", id="one"),
        pytest.param(
            f"Boats; Nets,Boats {SITE} Boats; Nets,Boats {SITE}", "Boats;Nets", id="one of them twice"
        ),
        pytest.param(f"{SITE} {SITE}", "", id="the site alone"),
    ],
)
def test_the_names_in_a_line_of_categories(line, categories):
    assert notes(line, "Ropes", BODY) == [("Ropes", categories, [BODY])]


@pytest.mark.parametrize("line", ["ha ha", "Boats Boats", "———— ————"])
def test_one_word_twice_is_no_line_of_categories(line):
    assert titles("Ropes", BODY, line, BODY) == ["Ropes"]
    assert not any(categories for _, categories, _ in notes(line, "Ropes", BODY))


def test_a_line_of_categories_has_six_hundred_characters_at_most():
    names = ", ".join(["Quays"] * 37)  # which site it is of ends it
    most = f"{names}, ropes, walls, {SITE}"
    assert len(f"{most} {most}") == 585
    assert titles(f"{most} {most}", "Ropes", BODY) == ["Ropes"]
    more = f"{names}, ropes, walls, nets, {SITE}"
    assert len(f"{more} {more}") == 597
    assert titles(f"{more} {more}", "Ropes", BODY) == ["Ropes"]
    much = f"{names}, ropes, walls, nets, x {SITE}"
    assert len(f"{much} {much}") == 601
    assert titles(f"{much} {much}", "Ropes", BODY) != ["Ropes"]


def test_links_to_other_notes_are_the_sites():
    links = ["Previous", "Previous", "Nets", "Next", "Next", "Walls"]
    assert notes("Boats", BODY, *links) == [("Boats", "", [BODY])]


def test_after_links_another_note_begins():
    links = ["Previous", "Previous", "Nets"]
    assert titles("Boats", BODY, *links, "Ropes", BODY) == ["Boats", "Ropes"]


def test_next_alone_is_a_heading_and_after_previous_a_link():
    assert notes("Boats", BODY, "Next", BODY) == [("Boats", "", [BODY, "Next", BODY])]
    assert notes("Boats", BODY, "Previous", "Next") == [("Boats", "", [BODY])]
    assert notes("Boats", BODY, "Next", "Next", "Walls") == [("Boats", "", [BODY])]


@pytest.mark.parametrize(
    ("count", "title"), [(40, " ".join(map(str, range(40)))), (41, "a page")], ids=["forty", "one more"]
)
def test_a_first_line_of_more_than_forty_words_is_no_title(count, title):
    line = " ".join(map(str, range(count)))
    [(found, _, passages)] = notes(line, BODY)
    assert found == title
    assert passages == ([BODY] if count == 40 else [line, BODY])


def test_a_page_of_furniture_alone_holds_no_note():
    assert notes("photo.jpg", "Share", "———", f"Boats {SITE} Boats {SITE}") == []
    assert notes("photo.jpg", "Boats", BODY, "3 comments") == [("Boats", "", [BODY])]


def test_a_rule_is_no_title():
    assert notes("———", "Boats", BODY) == [("Boats", "", [BODY])]


def test_a_numbered_first_line_keeps_its_number():
    assert titles("3. Boats", BODY) == ["3. Boats"]
