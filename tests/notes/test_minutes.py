"""Minutes: items numbered through the year, headings that run on into their text, formalities, tables."""

import pytest

from pipeline.notes.blocks import block
from pipeline.notes.cells import Naming
from pipeline.notes.stage import split
from pipeline.settings.models import CellsConfig, GroupWords, Merging, SectionCue, SectionsConfig, SiteConfig

SAID = "The path by the pond is deep in mud and people walk round it over the grass, where they should not."
SECTIONS = SectionsConfig(
    headings=(
        SectionCue(kind="formalities", phrases=("apologies", "minutes")),
        SectionCue(kind="next", phrases=("next meeting",)),
    ),
    cues=(SectionCue(kind="formalities", aside=True, patterns=("^Present:",)),),
)


def parts(reader, *lines):
    """Return (kind, section, section_kind, text) of the passages of minutes with these lines."""
    made = reader.clean(page__txt="\n\n".join(("Pond Committee, 4 May 2021", *lines)))
    made = split(made["files"], made["lines"], CellsConfig(), SECTIONS, Merging(), GroupWords(), SiteConfig())
    return list(
        made["passages"][["kind", "section", "section_kind", "text"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("22/045 Apologies", "22/045"),
        ("2022/045. Apologies", "2022/045."),
        ("045/22 Apologies", "045/22"),
        ("P22/31 APOLOGIES", "P22/31"),
        ("22/045a | Apologies: none", "22/045a"),
        pytest.param("24/7 care is what they ask for", "", id="day and night"),
        pytest.param("16/07 at the hut", "", id="a day"),
        pytest.param("2022/23 budget", "", id="a financial year"),
        pytest.param("22/00071/FUL Land at the mill", "", id="a planning application"),
        pytest.param("E. Example | Clerk | 12.00", "", id="an initial in a table"),
    ],
)
def test_the_number_of_an_item_of_minutes(line, mark):
    assert block(1, "", 0, line).mark == mark


def test_a_numbered_heading_is_known_by_its_words(reader):
    found = parts(reader, "22/001 Apologies", "None.", "22/002 Path", SAID, "22/003 Next meeting", "1 June.")
    assert [(kind, section, part) for kind, section, part, _ in found] == [
        ("heading", "Apologies", "formalities"),
        ("paragraph", "Apologies", "formalities"),
        ("heading", "Path", "discussion"),
        ("paragraph", "Path", "discussion"),
        ("heading", "Next meeting", "next"),
        ("paragraph", "Next meeting", "next"),
    ]


@pytest.mark.parametrize("between", [" ", " | "])
def test_an_items_heading_may_run_on_into_its_text(reader, between):
    found = parts(reader, f"22/001{between}Apologies: none.", f"22/002{between}Path. {SAID}")
    assert found == [
        ("bullet", "Apologies", "formalities", "Apologies: none."),
        ("bullet", "Path", "discussion", f"Path. {SAID}"),
    ]


def test_of_plain_numbers_only_a_known_heading_runs_on(reader):
    found = parts(reader, "1. Minutes: agreed and signed.", f"2. Path: {SAID}")
    assert [section for _, section, *_ in found] == ["Minutes", "Minutes"]
    assert [part for _, _, part, _ in found] == ["formalities", "context"]  # talk is none


def test_a_line_that_a_cue_claims_is_no_heading(reader):
    assert parts(reader, "Present: Ann Example, Bo Sample", SAID)[0][::2] == ("paragraph", "formalities")


def test_a_row_of_a_table_is_no_heading(reader):
    assert parts(reader, "Path", SAID, "Rake | 12.00", SAID)[2][0] == "paragraph"


def test_a_note_says_what_it_is_of_in_no_heading(reader):
    assert parts(reader, "Minutes of the meeting of 4 May 2021, the hut", SAID)[0][0] == "paragraph"


def test_the_room_where_a_meeting_was_is_no_group():
    naming = Naming(CellsConfig(), SECTIONS, (), "committee", ())
    assert naming.name("Minutes of the meeting of 4 May 2021, Committee Room", []) == ("", "event")
    assert naming.name("Notes from the Pond Committee", [])[0] == "Pond Committee"
