"""What the draft says."""

from datetime import date

import pandas as pd
import pytest

from pipeline.core.errors import Fault
from pipeline.core.period import Period
from pipeline.core.schemas import schema
from pipeline.roundup import groups_chapter, lessons_chapter
from pipeline.roundup.document import Draft, Grid, Heading, Point, Text
from pipeline.roundup.draft import draft_of
from pipeline.roundup.files import Drafts
from pipeline.roundup.stage import roundup
from pipeline.roundup.word import word
from pipeline.settings.models import CellsConfig, QuotesConfig, Roundup
from tests.conftest import build
from tests.framework import NETWORK
from tests.roundup.make_draft import LEXICON, SAID, TEMPLATE, made, material, points, tables, texts


def under(draft: Draft, heading: str) -> list:
    """Return what stands under a heading, up to the next of its level or above."""
    blocks = list(draft.blocks)
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    rest = blocks[at + 1 :]
    level = blocks[at].level
    end = next((n for n, b in enumerate(rest) if isinstance(b, Heading) and b.level <= level), len(rest))
    return rest[:end]


def test_points_are_the_notes_own_words_with_their_place(draft):
    said = {text for note, *_, text in SAID if note != "old"}
    assert points(draft)
    assert all(any(point in text for text in said) for point in points(draft))
    for block in draft.blocks:
        if isinstance(block, Point):
            assert block.source.title.startswith("Note ") and "2020" in block.source.title
            assert block.source.place.startswith("a.txt:")
            assert block.source.link.startswith("index.html#note=")


def test_points_stand_alone_and_say_nothing_twice(draft):
    assert not any(text.startswith("They") for text in points(draft))
    assert sum("listen to one another" in text for text in points(draft)) == 1


def test_the_parts_of_the_draft(draft):
    chapters = [block.text for block in draft.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "The context: 2020",
        "What we have learnt",
        "What can be done",
        "The cells",
        "Voices",
        "Looking ahead",
        "About the network",
        "Contacts",
        "List of meetings",
    ]


def test_an_empty_chapter_is_left_out():
    bare = {**tables(), **{name: schema(name).empty() for name in ("tags", "passage_themes", "note_themes")}}
    bare["passages"] = bare["passages"][bare["passages"]["note_id"] == "two"]
    chapters = [b.text for b in made(**bare).blocks if isinstance(b, Heading) and b.level == 1]
    assert "Voices" not in chapters and "What can be done" not in chapters and "Looking ahead" not in chapters


def test_a_lesson_is_what_several_meetings_said(draft):
    held = under(draft, "Building trust")
    assert held[0].style == "heard"
    assert held[0].text.startswith(
        "Heard in 2 meetings of 2 cells and in 1 one-off meeting, first in March 2020."
    )
    said = [block.text for block in held if isinstance(block, Point)]
    assert said and all("trust" in text for text in said)


def test_what_one_meeting_said_is_marked_so(draft):
    assert any(
        "No other meeting" in b.text for b in under(draft, "Found in one meeting only") if isinstance(b, Text)
    )


def test_advice_stands_under_its_theme(draft):
    assert any("must listen" in b.text for b in under(draft, "Listening") if isinstance(b, Point))


def test_each_group_has_a_paragraph(draft):
    [met, *_] = [b.text for b in under(draft, "Kites") if isinstance(b, Text)]
    assert met == "One meeting left a note: on 4 March 2020, on ‘Note one’."
    [single, *_] = [b.text for b in under(draft, "One-off meetings") if isinstance(b, Text)]
    assert "On 1 September 2020, on ‘Note three’, ‘How can a pond be shared by all who sail?’" in single


def test_the_times_are_told_in_the_notes_words(draft):
    assert any("pandemic" in b.text for b in under(draft, "The context: 2020") if isinstance(b, Point))


def test_next_steps_are_found_inside_and_outside_their_part(draft):
    ahead = points(draft, "ahead")
    assert "The board agreed to mend the gate by the spring." in ahead
    told = [part for b in draft.blocks if isinstance(b, Text) for part, _ in b.parts]
    assert "How can we fly kites in the rain without getting wet?" in [*ahead, *told]


def test_days_to_come_are_told_with_their_year(draft):
    [grid] = [b for b in under(draft, "Dates") if isinstance(b, Grid)]
    assert [row[0] for row in grid.rows] == ["3 October 2020"]
    assert grid.rows[0][2] == "Kites"


def test_figures_are_of_the_year_beside_all_years(draft):
    [grid] = [b for b in under(draft, "The context: 2020") if isinstance(b, Grid)]
    assert grid.header == ("Behaviour or principle", "2020", "Perhaps 2020", "All years", "Cells")
    [listening] = [row for row in grid.rows if row[0] == "Listening"]
    assert listening[1].endswith(" of 3") and listening[3].endswith(" of 5")


def test_how_often_tags_are_right_is_said_under_the_figures():
    assert "How often the program finds a theme rightly is not measured here." in texts(made())
    given = build(
        "accuracy",
        {"theme": "listening", "passages": 90, "machine": 20, "precision": 0.71, "by_person": 90},
        {"theme": "power", "passages": 90, "machine": 3, "precision": 2 / 3, "by_person": 90},
    )
    [said] = [text for text in texts(made(accuracy=given)) if text.startswith("How often")]
    assert "by 90 passages of all years that were coded: Power 2 of 3; Listening 7 in 10." in said


def test_what_changed_is_the_verdict_of_the_tables_and_nothing_else():
    """A theme that is there for the first time is no news where that may be chance."""
    assert "Too few meetings to say anything about change." in texts(made())
    rows = tables()["recurrence"]
    mine = (rows["cell"] == "(all)") & (rows["theme"] == "listening")
    told = rows.assign(
        change=rows["change"].where(~mine, "new"), p_value=rows["p_value"].where(~mine, 0.001)
    )  # fmt: skip
    turn = {"cell": "(all)", "kind": "theme", "name": "listening", "turn": "new", "seen": 2, "notes": 4,
            "gap": 2, "since": "2020-05-04", "p_value": 0.001, "told": "yes"}  # fmt: skip
    said = texts(made(recurrence=told, turns=build("turns", turn)))
    assert "New: Listening, in the network: present on 4 May 2020 after 2 meetings without it." in said


def test_quotations_name_who_said_them_and_where(draft):
    quote = next(block for block in draft.blocks if isinstance(block, Point) and block.kind == "quotation")
    assert quote.text == "‘You cannot push a kite up the hill by hand’"
    assert quote.who == "Nora Sample, Kites"


def test_the_network_and_contacts_are_left_to_people(draft):
    blanks = [b.text for b in draft.blocks if isinstance(b, Text) and b.style == "blank"]
    assert len(blanks) >= 4 and all(text.startswith("[To fill: ") for text in blanks)


def test_unsure_dates_are_marked(draft):
    rows = next(b for b in draft.blocks if isinstance(b, Grid) and b.header[0] == "Date").rows
    assert [row[0].endswith("*") for row in rows] == [False, True, False, True]
    assert rows[-1][3] == "may have been in 2020; drawn on"


def test_no_more_points_than_there_is_room_for():
    few = draft_of(material(options=Roundup(points=5)), False)
    assert len(points(few)) <= 5


def test_keep_and_never():
    quotes = QuotesConfig(
        keep=("they never LISTEN",),
        never=("a pond needs a keeper", "you cannot push a kite", "no such words here"),
    )
    marked = made(quotes)
    assert "They never listen to the wind." in points(marked)
    assert not any(
        "keeper" in text or "push" in text for text in points(marked) + points(marked, "quotation")
    )
    assert any("no such words here" in text for text in texts(marked))
    assert not any("they never" in text for text in texts(marked))


def test_marks_of_the_page_keep_a_passage_and_leave_another_out():
    keys = {text: f"{note}.{n:03d}" for n, (note, *_, text) in enumerate(SAID, 1)}
    pick, drop = "They never listen to the wind.", "Everybody by the water must listen to the ducks at night."
    assert drop in points(made())
    marks = build(
        "passage_marks",
        {"passage_id": keys[pick], "mark": "keep"},
        {"passage_id": keys[drop], "mark": "out"},
    )
    said = points(made(passage_marks=marks))
    assert pick in said and drop not in said


def test_keep_survives_an_empty_lexicon():
    bare = {name: schema(name).empty() for name in ("tags", "passage_themes")}
    marked = made(QuotesConfig(keep=("they never listen",)), **bare)
    whole = [block.whole for block in marked.blocks if isinstance(block, Text)]
    assert any("They never listen to the wind." in text for text in (*points(marked), *whole))


def test_a_mark_of_two_words_is_refused():
    with pytest.raises(ValueError, match="too short to tell a passage by"):
        QuotesConfig(keep=("Kite makers",))


# periods


def test_a_year_of_ranges_only_says_that_nothing_is_sure():
    notes = tables()["notes"]
    draft = made(notes=notes.assign(date="", date_low="2019-05-01", date_high="2021-05-01"))
    assert any(
        text.startswith("No meeting is known to have been in 2020. 5 meetings may have been in 2020")
        for text in texts(draft)
    )
    sources = [b.source.title for b in draft.blocks if isinstance(b, Point)]
    assert sources and all(title.endswith("(may not be of 2020)") for title in sources)


def test_a_first_year_says_that_there_is_nothing_before_it():
    assert any("There are no notes of earlier meetings" in text for text in texts(made(period=2019)))
    assert not any("There are no notes of earlier meetings" in text for text in texts(made(period=2020)))


def test_two_years_at_once():
    draft = made(period=Period.months((2019, 1), (2020, 12)))
    assert (draft.period, draft.slug) == ("2019 to 2020", "2019-01-to-2020-12")
    assert draft.title.endswith("from 2019 to 2020")
    assert texts(draft)[1].startswith("4 meetings left a note that is known to be of 2019 to 2020")
    assert word(draft, TEMPLATE)


def test_a_run_of_months_is_named_by_its_ends():
    period = Period.months((2020, 9), (2021, 8))
    assert (period.first, period.last) == (date(2020, 9, 1), date(2021, 8, 31))
    assert (period.name, period.slug) == ("September 2020 to August 2021", "2020-09-to-2021-08")
    assert (Period.year(2020).name, Period.year(2020).slug) == ("2020", "2020")


def drafted(period: Period | None, notes=None) -> dict[str, bytes]:
    held = tables() if notes is None else {**tables(), "notes": notes}
    settings = (NETWORK, CellsConfig(), LEXICON, QuotesConfig(), Roundup(), TEMPLATE)
    return roundup(held, [], *settings, period, False, Drafts())


def test_a_time_without_meetings_is_refused_with_the_years_that_there_are():
    with pytest.raises(Fault, match=r"1999: no meeting was, or may have been.*2019 and 2020"):
        drafted(Period.year(1999))


def test_without_a_year_asked_for_the_latest_is_taken():
    assert "roundup-2020.docx" in drafted(None)
    assert drafted(None, schema("notes").empty()) == {}
    assert "roundup-2019-11-to-2020-03.docx" in drafted(Period.months((2019, 11), (2020, 3)))


def test_the_first_meeting_of_a_lesson_may_be_known_only_as_a_range():
    notes = pd.DataFrame(
        {
            "note_id": ["a", "b", "c"],
            "date_low": ["2023-04-17", "", "2023-03-05"],
            "date_high": ["2023-04-17", "2023-03-02", ""],
        }
    )
    assert lessons_chapter._first(notes) == "by March 2023"
    assert lessons_chapter._first(notes.iloc[[0]]) == "in April 2023"
    assert lessons_chapter._first(notes.iloc[[2]]) == "at a time that is not known"


def test_a_subject_is_told_once():
    told = [
        *(("on 1 May", "on ‘kites’"), ("on 2 May", "on ‘ponds’")),
        *(("on 3 May", "on ‘kites’"), ("on 4 May", "")),
    ]
    assert [about for _, about in groups_chapter._once(told)] == [
        "on ‘kites’",
        "on ‘ponds’",
        "on the same as the first",
        "",
    ]


def test_groups_of_one_kind_of_meeting_are_a_series():
    notes = build(
        "notes",
        *(
            {"note_id": f"n{number}", "title": "Note", "cell": cell, "event": event}
            for number, (cell, event) in enumerate(
                [("Kites", "cell"), ("Kites", "cell"), ("Ponds", "roundtable"), ("Ponds", "roundtable")]
            )
        ),
    )
    held = material(notes=notes)
    assert held.groups(notes) == ["1 cell", "1 series of roundtables"]
