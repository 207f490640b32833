"""Planted topics come out, noise gives none, and what a topic knows of its notes and themes."""

from __future__ import annotations

import os
import subprocess
import sys

import pandas as pd
import pytest

from pipeline.topics.stage import TABLES
from tests.topics.make_topics import (
    GARDEN,
    MUSIC,
    TRAVEL,
    as_text,
    lexicon,
    noise,
    planted,
    recovered,
    run,
    words_of,
)


def test_planted_topics_are_recovered_and_no_others(three):
    assert len(three["topics"]) == 3
    assert [recovered(three, v) for v in (GARDEN, TRAVEL, MUSIC)] == [10, 10, 10]
    assert set(three["topics"]["status"]) == {"stable"}
    assert three["topic_choices"].set_index("topics").loc[3, "chosen"] == "yes"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_planted_topics_are_recovered_from_few_notes(seed):
    made = run(planted([GARDEN, TRAVEL, MUSIC], notes=9, seed=seed))
    assert min(recovered(made, v) for v in (GARDEN, TRAVEL, MUSIC)) >= 8


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("notes", [9, 18])
def test_noise_gives_no_topic(seed, notes):
    assert run(noise(notes, seed=seed))["topics"].empty


@pytest.mark.slow
@pytest.mark.parametrize("notes", [1, 3, 7])
def test_a_corpus_too_small_gives_no_topic(notes):
    made = run(planted([GARDEN, TRAVEL, MUSIC], notes=notes))
    assert all(made[name].empty for name in TABLES)


def test_no_passages_give_no_topic():
    notes, passages = planted([GARDEN], notes=8)
    assert run((notes, passages.iloc[:0]))["topics"].empty


@pytest.mark.slow
def test_headings_and_publications_do_not_count():
    notes, passages = planted([GARDEN, TRAVEL, MUSIC], notes=9)
    extra = passages.iloc[:6].assign(kind="heading", text=" ".join(["Zebra lion tiger"] * 9))
    extra["passage_id"] = [f"note-00.{900 + i}" for i in range(6)]
    assert run((notes, pd.concat([passages, extra])))["topic_terms"].equals(
        run((notes, passages))["topic_terms"]
    )
    assert run((notes.assign(event="publication"), passages))["topics"].empty


def test_a_topic_knows_its_meetings(three):
    row = three["topics"].iloc[0]
    assert (row["notes"], row["first"], row["last"]) == (12, *sorted_days(three, row["topic"]))
    assert row["cells"] == "East;West"
    typical = three["topic_passages"].query("typical > 0 and topic == @row.topic")
    assert sorted(typical["typical"]) == [1, 2, 3]
    assert typical["passage_id"].str[:7].nunique() == 3


def sorted_days(made, topic):
    here = made["topic_passages"].query("topic == @topic")["passage_id"].str[:7]
    notes, _ = planted([GARDEN, TRAVEL, MUSIC])
    days = notes[notes["note_id"].isin(here)]["date"]
    return days.min(), days.max()


@pytest.mark.slow
def test_topics_and_themes_meet():
    notes, passages = planted([GARDEN, TRAVEL, MUSIC])
    about = passages["text"].str.lower().str.contains("|".join(GARDEN))
    themes = pd.DataFrame({"passage_id": passages.loc[about, "passage_id"]})
    themes = themes.assign(theme="strengths", score=1.0, basis="")
    made = run((notes, passages), themes=themes)
    row = made["topics"].sort_values("similarity").iloc[-1]
    assert row["similarity"] > 0.8
    assert (row["nearest_theme"], row["outside"]) == ("strengths", "no")
    assert sorted(made["topics"]["outside"]) == ["no", "yes", "yes"]
    assert row["repeats"] == "strengths"
    assert not made["topics"].query("outside == 'yes'")["repeats"].any()
    assert made["topic_themes"]["lift"].max() > 2


@pytest.mark.slow
def test_a_topic_outside_the_framework_suggests_words_that_no_lexicon_names():
    about = planted([GARDEN, TRAVEL, MUSIC])
    made = run(about, words=lexicon(prevention=("soil", "bus")))
    found = made["topic_suggestions"]
    assert set(found["topic"]) == set(made["topics"].query("outside == 'yes'")["topic"])
    assert {"seeds", "fares", "choir"} <= set(found["term"]) and not {"soil", "bus"} & set(found["term"])
    assert (found["with_topic"] <= found["passages"]).all()


@pytest.mark.slow
def test_an_anchored_topic_gathers_the_words_of_its_theme():
    notes, passages = planted([GARDEN, TRAVEL, MUSIC])
    about = passages["text"].str.lower().str.contains("|".join(GARDEN))
    themes = pd.DataFrame({"passage_id": passages.loc[about, "passage_id"]})
    themes = themes.assign(theme="relationships", score=1.0, basis="")
    made = run((notes, passages), themes=themes)
    anchored = made["topics"].set_index("anchors").loc["relationships", "topic"]
    assert anchored == "around-relationships"
    assert len(words_of(made)[anchored] & set(GARDEN)) >= 8
    assert min(recovered(made, v) for v in (TRAVEL, MUSIC)) == 10


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter(three):
    notes, passages = planted([GARDEN, TRAVEL, MUSIC])
    mixed = run((notes.sample(frac=1, random_state=1), passages.sample(frac=1, random_state=2)))
    assert all(three[name].equals(mixed[name]) for name in TABLES)


@pytest.mark.slow
def test_the_number_of_threads_does_not_matter():
    env = {**os.environ, "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "PYTHONHASHSEED": "7"}
    script = "import sys; from tests.topics.make_topics import as_text; sys.stdout.write(as_text())"
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True)
    assert done.stdout.decode() == as_text() != ""
