"""A topic as the entry of a lexicon."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from pipeline.lexicon.load import load_lexicon
from pipeline.report.theme_from_topic import as_theme
from tests.conftest import CONFIG
from tests.framework import THEMES
from tests.topics.make_topics import GARDEN, MUSIC, TRAVEL, planted, run


@pytest.mark.slow
def test_what_is_suggested_is_a_lexicon_once_it_is_pasted(tmp_path):
    shutil.copytree(CONFIG / "themes", tmp_path / "themes")
    row = run(planted([GARDEN, TRAVEL, MUSIC]))["topics"].iloc[0].to_dict() | {
        "topic": "power",
        "label": 'The "garden"',
    }
    terms = pd.DataFrame(
        [("Growing beans", "strong"), ("soil", "weak"), ("rock'n'roll", "weak")], columns=["term", "strength"]
    )
    (tmp_path / "themes" / "more.toml").write_text(as_theme(row, terms, THEMES), encoding="utf-8")
    theme = load_lexicon(tmp_path / "themes").themes["power-topic"]
    assert theme.label == 'The "garden"'
    assert [(entry.term, entry.weight) for entry in theme.entries] == [
        ("growing beans", 1.0),
        ("soil", 0.5),
        ("rock'n'roll", 0.5),
    ]
