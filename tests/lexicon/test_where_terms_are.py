"""What counts of the places of terms, at the edges: near words, contexts, overlaps, marks, scores."""

import numpy as np
import pytest

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.names import NAMED, RECITED
from pipeline.lexicon.rules import Rules
from pipeline.lexicon.score import STRONG_FROM, applies, in_use, strong_terms, term_scores, thresholds
from pipeline.lexicon.theme import Entry, Theme

PASSING = Theme("passing", "", "passing")


def near(within, *slots, weight=1.0):
    return Entry(slots, weight, within)


def term(words, weight=1.0):
    return Entry((words,), weight)


def theme(*entries, id="kites", nots=(), names=(), **rest):
    return Theme(id, id, "family", tuple(entries), tuple(nots), names=tuple(names), **rest)


def spans(text, *entries, **rest):
    """Return [(words, weight)] of what is found in a text."""
    matcher = Matcher((theme(*entries, **rest), PASSING))
    return [(text[m.start : m.end], m.weight) for m in matcher.spans(text)]


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        pytest.param("give power", 1, ["give power"], id="side by side"),
        pytest.param("give the power", 1, [], id="a word between, one allowed"),
        pytest.param("give the power", 2, ["give the power"], id="a word between, two allowed"),
        pytest.param(
            "power give power", 1, ["power give"], id="of two stretches that share a word the first"
        ),
        pytest.param("give give power", 2, ["give power"], id="the shortest stretch"),
        pytest.param("give power and give power", 1, ["give power", "give power"], id="twice"),
        pytest.param("give", 1, [], id="one of the words"),
    ],
)
def test_words_near_each_other(text, within, expected):
    assert [words for words, _ in spans(text, near(within, "give", "power"))] == expected


def test_of_near_words_at_one_place_the_shorter_stretch_counts():
    rule = near(2, "power|power-sharing", "given|sharing")
    assert [words for words, _ in spans("power sharing given", rule)] == ["power sharing"]


def test_near_words_do_not_share_text():
    assert spans("power", near(3, "power", "pow*")) == []
    assert spans("power sharing", near(3, "power sharing", "sharing")) == []


def test_near_words_of_three_kinds():
    rule = near(3, "give*", "power", "people")
    assert [words for words, _ in spans("people given power", rule)] == ["people given power"]
    assert spans("power people", rule) == []
    assert spans("people who are then given power", rule) == []


def test_near_words_are_of_one_text_and_one_rule():
    matcher = Matcher((theme(near(2, "give", "power"), near(2, "take", "part")), PASSING))
    assert len(matcher.find(["give", "power", "give part", "take power", "give power"])) == 1


def test_a_near_match_is_worth_the_best_that_it_displaces():
    of = (near(3, "give", "power", weight=0.3), term("power", 0.5), term("give", 0.4))
    assert spans("give power", *of) == [("give power", 0.5)]
    assert spans("give power", near(3, "give", "power", weight=0.9), term("power", 0.5)) == [
        ("give power", 0.9)
    ]
    # what lies outside of it is not displaced
    assert spans("power that they have got; give power", *of) == [("power", 0.5), ("give power", 0.5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("power sharing", [("power sharing", 0.5)], id="the longest, though it weighs less"),
        pytest.param("the power of sharing", [("power", 1.0), ("sharing", 0.25)], id="side by side both"),
        pytest.param(
            "power-sharing power", [("power-sharing", 0.5), ("power", 1.0)], id="one after the other"
        ),
        pytest.param(
            "sharing power sharing", [("sharing power", 1.0), ("sharing", 0.25)], id="of equals the first"
        ),
    ],
)
def test_matches_that_share_text(text, expected):
    of = (term("power"), term("sharing", 0.25), term("power sharing", 0.5), term("sharing power"))
    assert spans(text, *of) == expected


def test_of_equal_matches_the_weightier_then_the_first_by_the_alphabet():
    matcher = Matcher((theme(term("power*", 0.5), term("pow*", 0.5), term("powers", 0.25)), PASSING))
    assert [m.term for m in matcher.spans("powers")] == ["pow*"]
    heavier = Matcher((theme(term("pow*", 0.5), term("power*", 0.75)), PASSING))
    assert [m.term for m in heavier.spans("powers")] == ["power*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("purchasing power", [], id="inside"),
        pytest.param("purchasing power of power", ["power"], id="inside and after"),
        pytest.param("power of purchasing power", ["power"], id="before and inside"),
        pytest.param("power purchasing power power", ["power", "power"], id="between two"),
        pytest.param("purchasing power sharing", ["power sharing"], id="it reaches out of the context"),
        pytest.param("power cut power", ["power"], id="a shorter context before"),
        pytest.param("power cut and purchasing power", [], id="two contexts"),
    ],
)
def test_contexts(text, expected):
    nots = ("purchasing power", "power cut")
    assert [w for w, _ in spans(text, term("power"), term("power sharing"), nots=nots)] == expected


def test_a_short_context_inside_a_long_one_hides_no_less():
    nots = ("the power of the purse", "power")
    assert spans("the power of the purse", term("purse"), nots=nots) == []


def test_contexts_hold_for_their_own_theme():
    matcher = Matcher((theme(term("power"), nots=("power cut",)), theme(term("power"), id="other"), PASSING))
    assert [m.theme for m in matcher.spans("a power cut")] == ["other"]


CLUBS = Theme("passing", "", "passing", (Entry(("notice",)),), names=("club",))
NAMED_THEMES = tuple(
    theme(term(word), id=word, names=(f"{word} kites",)) for word in ("flying", "making", "mending")
)


def test_each_of_several_recitals_is_marked():
    row = "flying kites, making kites, mending kites"
    text = (
        f"First {row}. We spoke of flying and of making at length, and of the wind in the trees. Then {row}."
    )
    found = Matcher((*NAMED_THEMES, CLUBS)).find([text])
    marks = dict(zip(found.start.tolist(), found.mark.tolist(), strict=True))
    recited = [place for place, mark in marks.items() if mark == RECITED]
    assert len(recited) == 6
    assert marks[text.index("flying and")] == marks[text.index("making at")] == 0


def test_a_name_is_marked_by_its_capital_letter_alone():
    found = Matcher((theme(term("flying")), PASSING)).find(["He read Flying Weekly, and flying he was."])
    assert found.mark.tolist() == [NAMED, 0]


def scored(texts, *themes, rules=None, passing=PASSING):
    rules = rules or Rules()
    matcher = Lexicon({each.id: each for each in themes}, passing).matcher
    found = in_use(matcher.find(texts), rules)
    scores = term_scores(found, matcher, len(texts), rules.passing)
    return matcher, found, scores, applies(scores, found, matcher, texts, rules)


def test_a_term_counts_once_a_text_with_the_most_that_it_is_worth():
    texts = ["Power, power.", "He read Power Weekly on power.", "He read Power Weekly.", "None"]
    _, _, scores, _ = scored(texts, theme(term("power", 0.8)), rules=Rules(names=0.5))
    assert scores[:, 0].tolist() == [0.8, 0.8, 0.4, 0.0]


def test_cues_of_passing_weigh_on_each_theme_that_is_there_and_on_no_other():
    passing = Theme("passing", "", "passing", (Entry(("soon",), 0.5),))
    _, _, scores, _ = scored(
        ["power soon", "soon", "power"], theme(term("power")), theme(term("mill"), id="mill"),
        rules=Rules(passing=0.6), passing=passing,
    )  # fmt: skip
    assert scores.tolist() == [[pytest.approx(0.7), 0.0], [0.0, 0.0], [1.0, 0.0]]


def test_a_theme_applies_from_its_threshold_on():
    themes = (theme(term("power", 0.8)), theme(term("mill", 0.8), id="mill", threshold=0.9))
    matcher, _, _, ok = scored(["power mill"], *themes, rules=Rules(threshold=0.8))
    assert thresholds(matcher, Rules(threshold=0.8)).tolist() == [0.8, 0.9]
    assert ok.tolist() == [[True, False]]


def test_one_sentence_carries_it_if_its_terms_add_up_in_it():
    rules = Rules(threshold=1.0, sentence=0.8)
    of = theme(term("kite", 0.4), term("string", 0.4), term("tail", 0.4))
    texts = [
        "A kite on a string. It has a tail.",
        "A kite. A string. A tail.",
        "It has a tail, tail, tail. A kite. A string.",
        "It rained. A string. A tail on a kite.",
    ]
    assert scored(texts, of, rules=rules)[3][:, 0].tolist() == [True, False, False, True]


def test_a_strong_term_carries_it_from_any_sentence():
    rules = Rules(threshold=1.0, sentence=0.8)
    of = theme(term("kite", 0.8), term("string", 0.2))
    assert scored(["A kite. A string."], of, rules=rules)[3][0, 0]


def test_sentences_of_many_texts_and_themes_are_kept_apart():
    rules = Rules(threshold=1.0, sentence=1.0)
    themes = [theme(term(a, 0.5), term(b, 0.5), id=a) for a, b in (("kite", "string"), ("mill", "wheel"))]
    texts = ["A kite. A string.", "A kite on a string. A mill.", "A mill has a wheel.", "A mill. A wheel."]
    assert scored(texts, *themes, rules=rules)[3].tolist() == [[0, 0], [1, 0], [0, 1], [0, 0]]


def test_strong_terms_are_counted_once_each():
    of = theme(term("kite"), term("string", STRONG_FROM), term("tail", STRONG_FROM - 0.01))
    matcher, found, _, _ = scored(["kite kite tail", "kite string", "tail", ""], of)
    assert strong_terms(found, matcher, 4)[:, 0].tolist() == [1, 2, 0, 0]


@pytest.mark.parametrize("letter", ["é", "ß", "\u0130", "𝐺", "\uffff", "\U00010000", "漢"])
def test_words_of_any_letters(letter):
    text = f"{letter}bc {letter} xyz"
    assert [w for w, _ in spans(text, term("xyz"))] == ["xyz"]
    if letter.isalpha() and len(letter.lower()) == 1:
        assert [w for w, _ in spans(text, term(letter.lower()))] == [letter]


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param("go", "go going goes", ["go"], id="two letters"),
        pytest.param("go*", "go going ago", ["go", "going"], id="two letters and what follows"),
        pytest.param("give", "give given giv", ["give"], id="four letters"),
        pytest.param("give*", "give given giv", ["give", "given"], id="four letters and what follows"),
        pytest.param("giv*n", "given giving givn", ["given", "givn"], id="a star inside the first four"),
        pytest.param("*ing", "giving ring ingot", ["giving", "ring"], id="a star first"),
        pytest.param("a", "a b ab", ["a"], id="a letter"),
        pytest.param("give a hand", "give a hand; give a handle", ["give a hand"],
                     id="short words in a phrase"),
        pytest.param("people's", "people’s people s peoples", ["people’s"], id="an apostrophe"),
        pytest.param("rock 'n' roll", "rock 'n' roll", [], id="two marks are no joint"),
    ],
)  # fmt: skip
def test_words_of_any_length(terms, text, expected):
    assert [words for words, _ in spans(text, term(terms))] == expected


def test_no_texts_and_texts_without_words():
    matcher = Matcher((theme(term("power")), PASSING))
    assert len(matcher.find([])) == len(matcher.find(["", "…", "\0"])) == 0
    assert np.issubdtype(matcher.find([]).text.dtype, np.integer)


def test_the_matches_of_a_text_are_those_of_themes_alone():
    matcher = Matcher((theme(term("power")), theme(term("power"), id="other"), CLUBS))
    found = matcher.spans("A notice of power.")
    assert [(match.theme, match.start) for match in found] == [("kites", 12), ("other", 12)]
