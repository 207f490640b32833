"""Labels: made by the program, given by people, matched to what is found."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.language.corpus import corpus
from pipeline.settings import models
from pipeline.topics.labels import Phrases, matched
from tests.topics.make_topics import (
    GARDEN,
    MUSIC,
    TRAVEL,
    planted,
    recovered_by,
    run,
)


@pytest.mark.slow
def test_a_label_sticks_and_survives_a_new_note():
    labels = [("Growing food", GARDEN[:6]), ("Making music", MUSIC[:5])]
    before = run(planted([GARDEN, TRAVEL, MUSIC], notes=17), labels=labels)["topics"].set_index("label")
    after = run(planted([GARDEN, TRAVEL, MUSIC], notes=18), labels=labels)["topics"].set_index("label")
    assert before.loc["Growing food", ["topic", "state"]].tolist() == ["growing-food", "named"]
    assert dict(before["topic"]) == dict(after["topic"])
    assert sorted(after["state"]) == ["named", "named", "new"]


@pytest.mark.slow
def test_a_new_note_changes_no_label_and_no_id():
    before = run(planted([GARDEN, TRAVEL, MUSIC], notes=17))["topics"]
    after = run(planted([GARDEN, TRAVEL, MUSIC], notes=18))["topics"]
    best = [recovered_by(t) for t in (before, after)]
    assert best[0] == best[1]


@pytest.mark.parametrize("key", ["label", "id"])
def test_two_topics_of_one_label_or_id_are_a_fault(key):
    entries_of = [{"label": a, "id": a.lower(), "terms": GARDEN, key: "same"} for a in ("One", "Two")]
    with pytest.raises(ValueError, match=f"two topics have the {key} 'same'"):
        models.TopicsConfig.model_validate({"topic": entries_of})


@pytest.mark.parametrize("labels", [("Housing", "housing"), ("Власть", "Дом")])
def test_labels_that_would_make_one_id_are_a_fault(labels):
    with pytest.raises(ValueError, match="give one of them another id"):
        models.TopicsConfig.model_validate({"topic": [{"label": each, "terms": GARDEN} for each in labels]})


@pytest.mark.slow
def test_a_topic_that_a_label_fits_second_best_is_split_off():
    labels = [models.TopicLabel(label="Town life", terms=(*GARDEN[:6], *MUSIC[:4]))]
    made = run(planted([GARDEN, TRAVEL, MUSIC]), labels=labels)["topics"].set_index("state")
    assert made.loc["split", "split_from"] == "Town life"
    assert made.loc["split", "topic"] in MUSIC


@pytest.mark.slow
def test_a_label_that_fits_no_topic_is_gone(three):
    made = run(planted([GARDEN, TRAVEL, MUSIC]), labels=[("Old boats", ["hull", "oar", "anchor"])])
    gone = made["topics"].set_index("state").loc["gone"]
    assert (gone["label"], gone["notes"], gone["status"]) == ("Old boats", 0, "gone")
    assert len(made["topics"]) == len(three["topics"]) + 1


def test_labels_of_a_small_corpus_are_gone():
    made = run(planted([GARDEN], notes=3), labels=[("Growing food", GARDEN)])
    assert made["topics"]["state"].tolist() == ["gone"]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param({0: ("a", "b", "c", "x")}, {0: ("One", "named")}, id="fits"),
        pytest.param({0: ("a", "x", "y", "z")}, {}, id="a third of the terms is too little"),
        pytest.param(
            {0: ("a", "b", "x"), 1: ("a", "b", "c")}, {1: ("One", "named"), 0: ("One", "split")}, id="split"
        ),
        pytest.param(
            {0: ("a", "b"), 1: ("d", "e")}, {0: ("One", "named"), 1: ("Two", "kept")}, id="two labels"
        ),
        pytest.param(
            {0: ("a", "b", "c", "d"), 1: ("a", "b", "d", "e")},
            {0: ("One", "named"), 1: ("Two", "kept")},
            id="no split where a label of its own fits",
        ),
    ],
)
def test_matched(terms, expected):
    labels = [
        models.TopicLabel(label="One", terms=("A", "b", "c")),
        models.TopicLabel(label="Two", terms=("d", "e", "f"), machine=True),
    ]
    found = matched(labels, terms, 0.4)
    assert {i: (match.label.label, match.state) for i, match in found.items()} == expected


def test_labels_prefer_phrases():
    texts = [
        "social care matters",
        "good social care",
        "the social care budget",
        "care for social clubs",
        "a kettle",
    ]
    found, stream = corpus(texts, list("abcde"), ["the", "for", "good"])
    phrases, shares = Phrases(found, stream), np.array([0.9, 0.9, 0.9, 0.2, 0.0])
    foremost = ["care", "social", "budget", "budgets"]
    assert phrases.label(shares, foremost, ()) == "Social care"
    assert phrases.label(shares, foremost, {"Social care"}) == "Care, social"
    assert phrases.label(shares, [*foremost[2:], "kettle"], ()) == "Budget, kettle"


@pytest.mark.parametrize(
    ("text", "expected"), [("Money & grants", "money-grants"), ("!!", "topic"), ("A  b", "a-b")]
)
def test_the_id_of_a_topic(text, expected):
    assert models.topic_id(text) == expected
