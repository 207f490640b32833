"""Whether a sentence says something, and what is in it. All sentences are invented."""

import pytest

from pipeline.language.claims import Ground, advises, emptiness, hearsay
from pipeline.language.grammar import is_imperative, tagged

GROUND = Ground(
    small="the welfare of kites and a kite trust",
    known=frozenset({"NHS"}),
    phrases=("A Fair Wind", "fair wind"),
    group=("cell", "cells"),
)


@pytest.mark.parametrize(
    "text, reason",
    [
        pytest.param("Kite makers need to trust the wind they work with.", "", id="says something"),
        pytest.param(
            "The NHS needs kites that fly in every weather.", "", id="an abbreviation that all know"
        ),
        pytest.param("The Welfare of kites is everybody’s concern.", "", id="capitals of no name"),
        pytest.param(
            "Kites can be dangerous, Nora Sample argued, when string is wet.",
            "tells who said it",
            id="name said",
        ),
        pytest.param(
            "As she said, kites are best flown in the morning hours.", "tells who said it", id="she said"
        ),
        pytest.param("Nine years ago the town flew kites from every roof.", "tells what happened", id="past"),
        pytest.param(
            "Paper Wind Works is seeking to change how kites are made.", "about one body", id="one body"
        ),
        pytest.param(
            "JBH is trying to tell the story of string.", "about one body", id="a strange abbreviation"
        ),
        pytest.param(
            "Purpose: the Loft has been giving string to makers of kites.",
            "about one body",
            id="after a label",
        ),
        pytest.param(
            "The charity needs a dry place for its string and paper.", "about one body", id="the charity"
        ),
        pytest.param(
            "Makers call it the fair wind of string and paper.", "of the network itself", id="its own name"
        ),
        pytest.param(
            "This cell will look at string and at paper.", "of the network itself", id="its own groups"
        ),
        pytest.param(
            "In our discussions kites come back again and again.",
            "tells how the meeting went",
            id="discussions",
        ),
        pytest.param("Members are warmly invited to contribute blogs on kites.", "a courtesy", id="courtesy"),
        pytest.param(
            "There is a movement around these makers in every valley.",
            "points at what is not there",
            id="these makers",
        ),
        pytest.param(
            "They fly their kites where they like and leave them there.", "too many pronouns", id="they, they"
        ),
        pytest.param("When it is so, kites fall like stones.", "points at what is not there", id="it"),
        pytest.param(
            "When it is vital that kites fly, string matters.", "", id="it that stands for what follows"
        ),
        pytest.param("Kites are a key area, and so is string.", "names a matter only", id="a key area"),
        pytest.param("KMHs are not the answer to the wind.", "about one body", id="abbreviations"),
        pytest.param("Methods include string, paper and glue of all kinds.", "a list", id="includes"),
        pytest.param("Kites are launched at 10.30 by everybody in the valley.", "of one day", id="a time"),
    ],
)
def test_emptiness(text, reason):
    assert emptiness(text, GROUND) == reason


@pytest.mark.parametrize(
    "text, bids",
    [
        ("Invest in string and paper for every loft.", True),
        ("Don’t underestimate the power of the wind.", True),
        ("Always keep the string dry in winter.", True),
        ("Kites are flown by those who like the wind.", False),
        ("Need for string is felt by all makers.", False),
        ("Focus groups are costly to run.", False),
        ("", False),
    ],
)
def test_imperatives(text, bids):
    assert is_imperative(text) is bids


@pytest.mark.parametrize(
    "text", ["Makers should rest.", "It is vital that makers rest.", "Keep the string dry."]
)
def test_advice(text):
    assert advises(text)


def test_hearsay():
    assert hearsay("It was felt that kites need rest.") and not hearsay("Kites need rest.")


def test_words_keep_their_places():
    text = "We’re sure kites don’t fall."
    assert all(text[word.start : word.end] == word.form for word in tagged(text))
    assert [word.form for word in tagged(text)][:2] == ["We", "’re"]
