"""Topics that are kept in the config."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.settings import models
from tests.topics.make_topics import (
    GARDEN,
    MUSIC,
    TRAVEL,
    kept,
    planted,
    run,
)


@pytest.mark.slow
def test_kept_topics_keep_label_and_id_when_a_note_is_added():
    before = run(planted([GARDEN, TRAVEL, MUSIC], notes=17))
    labels = tuple(models.TopicLabel.model_validate(entry) for entry in kept(before))
    after = run(planted([GARDEN, TRAVEL, MUSIC], notes=18), labels=labels)
    same = ["topic", "label"]
    assert before["topics"][same].equals(after["topics"][same])
    assert set(after["topics"]["state"]) == {"kept"}
    assert kept(after) == []


@pytest.mark.slow
def test_a_kept_topic_that_someone_names_keeps_its_id():
    before = run(planted([GARDEN, TRAVEL, MUSIC]))
    entry = next(e for e in kept(before) if e["id"] in GARDEN)
    named = models.TopicLabel.model_validate(entry | {"label": "Growing food", "machine": False})
    after = run(planted([GARDEN, TRAVEL, MUSIC]), labels=(named,))["topics"].set_index("topic")
    assert after.loc[entry["id"], ["label", "state"]].tolist() == ["Growing food", "named"]


@pytest.mark.slow
def test_an_id_that_is_kept_for_another_topic_is_not_given_again():
    notes, passages = planted([GARDEN, TRAVEL, MUSIC])
    about = passages["text"].str.lower().str.contains("|".join(GARDEN))
    themes = pd.DataFrame({"passage_id": passages.loc[about, "passage_id"]})
    themes = themes.assign(theme="relationships", score=1.0, basis="")
    taken = models.TopicLabel(label="Old boats", terms=("hull", "oar", "anchor"), id="around-relationships")
    made = run((notes, passages), themes=themes, labels=[taken])["topics"]
    assert made.set_index("topic").loc["around-relationships", "state"] == "gone"
    assert made.set_index("anchors").loc["relationships", "topic"] in GARDEN
