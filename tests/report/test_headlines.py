"""What the first screen says."""

import pytest

from pipeline.core.schemas import ALL, schema
from pipeline.report import headlines
from pipeline.report.seen import first_and_last
from tests.conftest import build
from tests.report import make_report


def test_headlines_come_for_the_network_and_every_cell(tables):
    told = headlines.headlines(tables, make_report.LABELS, first_and_last(tables))
    assert [line.cell for line in told] == [ALL, "Cell A & Co", "Cell B"]
    [trust] = [f for f in told[0].recurs if f.filters["theme"] == "relationships"]
    assert (trust.count, trust.meetings) == (7, 8)
    assert (trust.cells, trust.of_cells) == (("Cell A & Co", "Cell B"), 2)
    assert not any(line.changed for line in told)


def changed(tables, change, *turns, difference=0.2):
    rows = tables["recurrence"]
    mine = (rows["cell"] == ALL) & (rows["theme"] == "power")
    told = rows.assign(
        change=rows["change"].where(~mine, change),
        q_value=rows["q_value"].astype(float).where(~mine, 0.01),
        difference=rows["difference"].astype(float).where(~mine, difference),
    )
    made = build("turns", *turns) if turns else schema("turns").empty()
    held = {**tables, "recurrence": told, "turns": made}
    return headlines.headlines(held, make_report.LABELS, first_and_last(held))[0].changed


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        ("new", "first present in May 2021, after 9 meetings without it"),
        ("lapsed", "last present in March 2020, and not in the 9 meetings since"),
        ("returned", "present again in May 2021, after 9 meetings without it"),
    ],
)
def test_a_turn_is_told_with_its_days(tables, turn, words):
    given = {"cell": ALL, "kind": "theme", "name": "power", "turn": turn, "seen": 4, "notes": 14, "gap": 9,
             "last": "2020-03-03", "since": "2021-05-05", "p_value": 0.0005, "told": "yes"}  # fmt: skip
    [said] = changed(tables, turn, given)
    assert (said.verdict, said.words, said.figures) == (turn, words, "p = 0.0005")
    assert (said.count, said.meetings, said.theme) == (4, 14, "power")


def test_of_two_turns_the_words_are_those_of_the_verdict(tables):
    """The firmest may point the other way than the share did, and is then not the verdict."""
    given = [
        {"cell": ALL, "kind": "theme", "name": "power", "turn": turn, "seen": 4, "notes": 14, "gap": 9,
         "last": "2020-03-03", "since": "2021-05-05", "p_value": p, "told": "yes"}
        for turn, p in (("new", 0.0001), ("lapsed", 0.0005))
    ]  # fmt: skip
    [said] = changed(tables, "lapsed", *given)
    assert said.words.startswith("last present in March 2020") and said.figures == "p = 0.0005"


def test_a_change_of_share_is_told_in_points(tables):
    [said] = changed(tables, "fading", difference=-0.12)
    assert (said.verdict, said.words) == ("fading", "its share of the passages fell by 12 points")


def test_topics_that_resamples_do_not_bear_out_are_no_news(tables):
    names = tables["topics"].set_index("topic")["status"]
    for topic, status in names.items():
        given = {"cell": ALL, "kind": "topic", "name": topic, "turn": "new", "seen": 4, "notes": 14,
                 "gap": 9, "since": "2021-05-05", "p_value": 0.0005, "told": "yes"}  # fmt: skip
        assert len(changed(tables, "no clear change", given)) == (status == "stable")


def test_the_news_are_of_the_latest_year(tables):
    told = headlines.news(tables, make_report.LABELS, first_and_last(tables), ["Cell B"])
    years = tables["series"].query("cell == @ALL and notes > 0")["period"]
    assert told.year == max(year for year in years if len(year) == 4)
    assert [f.count for f in told.foremost] == sorted((f.count for f in told.foremost), reverse=True)
    assert all(not f.count and not f.passages for f in told.absent)
    assert all(not f.count and f.passages for f in told.passing)


@pytest.mark.parametrize(
    ("counts", "named"), [((5, 5, 3, 1, 1), 3), ((3, 3, 1, 1, 1), 2), ((1, 1, 1, 1), 0), ((2, 1), 2)]
)
def test_no_theme_is_named_for_its_place_in_the_alphabet(counts, named):
    """What as many others equal does not stand out."""
    given = [headlines.Recurring(f"t{n}", "", count, 5, (), 0, "", "", {}) for n, count in enumerate(counts)]
    assert headlines._foremost(given) == tuple(given[:named])
