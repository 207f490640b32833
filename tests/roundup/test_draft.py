"""What the draft says."""

import re

import pytest

from pipeline.core.schemas import schema
from pipeline.roundup.document import Grid, Heading, Point
from pipeline.roundup.draft import draft_of
from pipeline.roundup.word import word
from pipeline.settings.models import QuotesConfig, Roundup
from tests.conftest import build
from tests.framework import NETWORK
from tests.roundup.make_draft import (
    LEXICON,
    SAID,
    TEMPLATE,
    made,
    points,
    tables,
    texts,
)


@pytest.mark.slow
def test_points_are_the_notes_own_words_with_their_place(draft):
    said = {text for note, kind, _, text in SAID if note != "old" and kind != "next"}
    assert points(draft) and set(points(draft)) <= said
    origins = [block.origin for block in draft.blocks if isinstance(block, Point)]
    assert all(re.search(r"Note \w+, .*2020 \(a\.txt:\d+\)", origin) for origin in origins)


def test_points_stand_alone_and_say_nothing_twice(draft):
    assert not any(text.startswith("They") for text in points(draft))
    assert sum("listen to one another" in text for text in points(draft)) == 1


def test_it_is_said_how_many_meetings_said_the_same(draft):
    origin = next(
        b.origin for b in draft.blocks if isinstance(b, Point) and "listen to one another" in b.text
    )
    assert origin.endswith("much the same was said in 1 other meeting")


def test_the_parts_of_the_draft(draft):
    chapters = [block.text for block in draft.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "2020 in numbers",
        "What we have learnt",
        "Recurring and changing",
        "In people’s own words",
        "Looking ahead",
        "List of meetings",
    ]


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


def test_quotations_name_who_said_them(draft):
    quote = next(block for block in draft.blocks if isinstance(block, Point) and block.kind == "quotation")
    assert quote.text == "‘You cannot push a kite up the hill by hand’"
    assert quote.origin.startswith("Nora Sample; Note one")


def test_topics_ahead_leave_the_dates_out(draft):
    assert points(draft, "ahead") == ["How can we fly kites in the rain without getting wet?"]


def test_the_list_of_meetings_calls_groups_as_the_network_does(draft):
    assert next(b for b in draft.blocks if isinstance(b, Grid) and "Date" in b.header).header[2] == "Cell"


def test_a_theme_that_no_passage_has_is_not_said_to_be_touched_on(draft):
    assert "Found in no meeting of the year." in texts(draft)


def test_unsure_dates_are_marked(draft):
    rows = next(b for b in draft.blocks if isinstance(b, Grid) and "Date" in b.header).rows
    assert [row[0].endswith("*") for row in rows] == [False, True, False, True]
    assert rows[-1][3] == "may have been in 2020"


@pytest.mark.slow
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


@pytest.mark.slow
def test_keep_survives_an_empty_lexicon():
    bare = tables() | {name: schema(name).empty() for name in ("tags", "passage_themes")}
    marked = draft_of(
        bare, [], NETWORK, LEXICON, 2020, QuotesConfig(keep=("a pond needs a keeper",)), Roundup(), False
    )
    assert points(marked) == ["A pond needs a keeper whose power is small and whose patience is large."]


def test_a_mark_of_two_words_is_refused():
    with pytest.raises(ValueError, match="too short to tell a passage by"):
        QuotesConfig(keep=("Kite makers",))


def test_a_year_without_meetings_says_so():
    empty = made(year=1999)
    assert "There are no notes of meetings that are known to have been in 1999." in texts(empty)
    assert word(empty, TEMPLATE)
