"""Names: of bodies, books and posts by their capitals, of themes that are told off in a row."""

import numpy as np
import pytest

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.names import NAMED, RECITED, in_name
from pipeline.lexicon.rules import Rules
from pipeline.lexicon.score import applies, in_use, term_scores
from pipeline.lexicon.theme import Entry, Theme


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(
            "She works for the Kite Alliance.", "Alliance", True, id="part of a name in mid-sentence"
        ),
        pytest.param("He came from Gather, which sews flags.", "Gather", True, id="a name of one word"),
        pytest.param("Power to the people.", "Power", False, id="the head of a sentence"),
        pytest.param("So it was. Power moved.", "Power", False, id="the head of a later sentence"),
        pytest.param("They asked: Power for whom?", "Power", False, id="after a colon"),
        pytest.param("• Power moved.", "Power", False, id="after the mark of a list"),
        pytest.param("“Power moved,” she said.", "Power", False, id="the head of what is quoted"),
        pytest.param("Gather North sews flags.", "Gather", True, id="the next word is of the name"),
        pytest.param("Trust’s Lanterns are lit.", "Trust", True, id="with an apostrophe"),
        pytest.param("Head of Listening and Care came.", "Listening", True, id="a post"),
        pytest.param("We moved power.", "power", False, id="no capital"),
        pytest.param("They count their KPIs daily.", "KPIs", False, id="an abbreviation"),
        pytest.param("They shared power.", "shared power", False, id="several words without one"),
        pytest.param(
            "The Sharing of Power Fund is new.", "Sharing of Power", True, id="small words are small"
        ),
        pytest.param("It is a Shared power.", "Shared power", False, id="one word without a capital"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_what_is_a_name(text, words, expected):
    start = text.index(words)
    assert in_name(text, start, start + len(words)) == expected


def theme(id, term, *names, capital=False):
    return Theme(id, id, "family", (Entry((term,), name=capital),), names=names)


THEMES = (
    theme("flying", "flying", "flying kites"),
    theme("sewing", "sewing", "sewing flags"),
    theme("mending", "mending", "mending nets"),
)
CLUBS = Theme("passing", "", "passing", (Entry(("notice",)),), names=("club|evening",))


def marks(text, *themes, passing=CLUBS):
    themes = themes or THEMES
    found = Lexicon({each.id: each for each in themes}, passing).matcher.find([text])
    return dict(zip((themes[t].id for t in found.theme), found.mark.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "recited"),
    [
        pytest.param("We hold to flying kites, sewing flags and mending nets.", 3, id="a row of three"),
        pytest.param("Flying kites; then sewing flags; mending nets.", 3, id="with other marks between"),
        pytest.param("Flying kites matters more than sewing flags.", 0, id="two are set against each other"),
        pytest.param(
            "Flying kites is what the old people did when the wind rose, sewing flags and mending nets.",
            0,
            id="too far apart for a row",
        ),
        pytest.param("Flying is like sewing or mending.", 0, id="their terms are not their names"),
        pytest.param("The flying kites club met.", 1, id="the name of a group"),
        pytest.param("The ‘flying kites’ summer evening was long.", 1, id="a word between, and quotes"),
        pytest.param("Flying kites all of an evening.", 0, id="a group farther off"),
        pytest.param("Flying kites. Evening came.", 0, id="a sentence between"),
    ],
)
def test_what_is_only_recited(text, recited):
    assert list(marks(text).values()).count(RECITED) == recited


def test_a_term_with_a_capital_counts_as_the_name_it_is():
    text = "They wrote to Whitefield again."
    assert marks(text, theme("seat", "whitefield")) == {"seat": NAMED}
    assert marks(text, theme("seat", "whitefield", capital=True)) == {"seat": 0}


def test_cues_of_passages_are_no_names():
    found = Lexicon({"flying": THEMES[0]}, CLUBS).matcher.find(["The board has a Notice on flying."])
    assert found.mark.tolist() == [0, 0]


def carries(text, *terms, strong=0.0, **rules):
    of = Theme("kites", "Kites", "family", tuple(Entry((term,), w) for term, w in terms), strong=strong)
    matcher = Lexicon({"kites": of}).matcher
    rules = Rules(**rules)
    found = in_use(matcher.find([text]), rules)
    scores = term_scores(found, matcher, 1, rules.passing)
    return bool(applies(scores, found, matcher, [text], rules)[0, 0])


@pytest.mark.parametrize(
    ("text", "rules", "expected"),
    [
        pytest.param("A kite on a string.", {}, True, id="together enough"),
        pytest.param("A kite. Then a string.", {}, True, id="the rule is off"),
        pytest.param("A kite. Then a string.", {"sentence": 0.8}, False, id="spread over two sentences"),
        pytest.param("A kite. Then a string.", {"sentence": 0.6}, True, id="one of them has the share"),
        pytest.param("A kite on a string. It fell.", {"sentence": 1.0}, True, id="one has all"),
        pytest.param("A kite on a string.", {"strong": 0.7}, False, id="none is strong enough"),
        pytest.param("A kite on a string.", {"strong": 0.6}, True, id="one is"),
        pytest.param("She joined the Kite String Company.", {"names": 0.5}, False, id="half inside a name"),
        pytest.param("She joined the Kite String Company.", {"names": 1.0}, True, id="all inside a name"),
        pytest.param("Nothing here.", {"sentence": 0.8}, False, id="no term at all"),
    ],
)
def test_what_a_theme_takes_to_apply(text, rules, expected):
    assert carries(text, ("kite", 0.6), ("string", 0.4), **rules) == expected


def test_what_is_worth_nothing_is_no_match():
    matcher = Lexicon({each.id: each for each in THEMES}, CLUBS).matcher
    found = matcher.find(["Flying kites, sewing flags, mending nets.", "Mending."])
    assert in_use(found, Rules(recited=0.0)).text.tolist() == [1]
    assert in_use(found, Rules(recited=0.5)).weight.tolist() == [0.5, 0.5, 0.5, 1.0]
    assert np.array_equal(in_use(found, Rules()).weight, found.weight)
