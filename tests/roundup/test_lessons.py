"""Lessons: which, what they are called, and what stands behind them. All sentences are invented."""

import pytest

from pipeline.language.grammar import tagged
from pipeline.roundup.lessons import evidence_of, lessons
from pipeline.roundup.naming import gerund, name_of, plural
from pipeline.roundup.pool import Pool
from tests.roundup.make_draft import material


def test_lessons_are_of_several_meetings_and_share_no_passage():
    pool = Pool(material())
    found = lessons(pool)
    assert "Building trust" in [lesson.name for lesson in found]
    shown = [row for lesson in found for row in (*lesson.lead, *lesson.backing)]
    passages = pool.rows["passage_id"].iloc[shown]
    assert passages.is_unique
    for lesson in found:
        assert len(lesson.notes) > 1 and lesson.name[0].isupper()
        behind = pool.rows["passage_id"].iloc[evidence_of(pool, lesson)]
        assert behind.is_unique and not set(behind) & set(passages)


@pytest.mark.parametrize(
    "word, points, name",
    [
        pytest.param(
            "trust",
            ["We must build trust.", "Makers can build trust in winter."],
            "Building trust",
            id="verb",
        ),
        pytest.param(
            "consult",
            ["Consultation exercises are of no use.", "We met in a consultation hall."],
            "Consultation",
            id="only within longer nouns",
        ),
        pytest.param(
            "string",
            ["We know that wet string is heavy.", "No kite flies on wet string."],
            "Wet string",
            id="phrase",
        ),
        pytest.param(
            "loft",
            ["A loft keeps paper dry.", "Paper is kept in a loft by all."],
            "Lofts and paper",
            id="another noun, and what can be counted in the plural",
        ),
        pytest.param("wind", ["The wind is cold.", "Nobody owns the wind."], "Wind", id="alone"),
    ],
)
def test_names_are_made_of_the_points_own_words(word, points, name):
    notes = [str(number) for number in range(len(points))]
    assert name_of(word, [tagged(point) for point in points], notes, [], ()) == name


def test_no_two_lessons_have_one_name():
    points = [tagged("We must build trust."), tagged("Makers can build trust in winter.")]
    assert name_of("trust", points, ["a", "b"], ["Building trust"], ()) != "Building trust"


@pytest.mark.parametrize(
    "verb, form",
    [("share", "sharing"), ("let", "letting"), ("tie", "tying"), ("see", "seeing"), ("build", "building")],
)
def test_gerunds(verb, form):
    assert gerund(verb) == form


@pytest.mark.parametrize(
    "noun, form", [("story", "stories"), ("day", "days"), ("loss", "losses"), ("kite", "kites")]
)
def test_plurals(noun, form):
    assert plural(noun) == form


def test_a_pool_may_be_empty():
    held = material()
    rows = Pool(material(passages=held.tables["passages"].iloc[:0])).rows
    assert rows.empty and "value" in rows


@pytest.mark.parametrize(
    "dull, better",
    [
        pytest.param(
            "We need to think about the string of cold kites.",
            "We need to mend the string of all cold kites.",
            id="only to think about it",
        ),
        pytest.param(
            "We can establish better ways for kites.", "We can dry wet paper in warm lofts.", id="few words"
        ),
    ],
)
def test_what_says_little_is_worth_less(dull, better):
    assert Pool._manner(dull) < Pool._manner(better)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It helps to be kind, open and glad by the cold pond.", id="virtues"),
        pytest.param("Makers by the cold pond need to work on this.", id="ends with this"),
    ],
)
def test_what_says_next_to_nothing_is_no_point(text):
    assert Pool(material())._empty(text)
