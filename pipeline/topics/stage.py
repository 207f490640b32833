"""Open topics: what is talked about that the framework does not name, and how far each can be trusted.

TF-IDF and non-negative matrix factorisation over the passages that count. Each topic shows how much of it
comes back when the notes are drawn again; where the words of all keep no company in notes that they were not
made from, there are none. A label that is kept in the config sticks to the topic that has its terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from pipeline.core.counted import counted
from pipeline.core.schemas import schema
from pipeline.language.corpus import Corpus, corpus
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import covers, sequences
from pipeline.lexicon.theme import WEAK
from pipeline.settings import models
from pipeline.topics.labels import Phrases, matched
from pipeline.topics.model import SHOWN, TopicModel, coherence, fit
from pipeline.topics.resampling import INCOHERENT, choose, one_thread, sampled
from pipeline.topics.tables import LISTED, TopicTables, gone_label

TABLES = ("topics", "topic_terms", "topic_passages", "topic_themes", "topic_suggestions", "topic_choices")
FEWEST_ANCHORED = 10
"""Passages of a group of themes below which it anchors no topic."""


def topics(
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    passage_themes: pd.DataFrame,
    options: models.Topics,
    labels: models.TopicsConfig,
    stopwords: Sequence[str],
    lexicon: Lexicon,
    anchors: Sequence[Sequence[str]] = (),
    jobs: int = 1,
) -> dict[str, pd.DataFrame]:
    """Return topics, topic_terms, topic_passages, topic_themes, topic_suggestions and topic_choices.

    All but the labels that are gone are empty where there are fewer than `options.fewest_notes` meetings,
    or too few words that several of them share. Up to `jobs` processes work at it.
    """
    kept = counted(passages, notes).sort_values("passage_id", ignore_index=True)
    with one_thread():
        words, stream = corpus(kept["text"], list(kept["note_id"]), stopwords)
        if words.notes < options.fewest_notes or (words.note_frequency() >= 2).sum() < 2 * SHOWN:
            return _none(labels)
        scores = theme_scores(kept, passage_themes, lexicon.order)
        sample, rows = sampled(words, options)
        own = framework_words(words, lexicon)
        groups = anchoring(sample, scores.iloc[rows], own, anchors, options)
        held = anchors_of(scores.iloc[rows], groups)
        choice = choose(sample, held, own, options, partial(_named, words, labels, options), jobs)
        shares = choice.model.shares(words)
    phrases = Phrases(words, stream)
    tables = TopicTables(notes, kept, words, phrases, scores, groups, own, choice, shares, options, lexicon)
    made = tables.made(labels)
    return {name: schema(name).frame(made[name]) for name in TABLES}


def theme_scores(kept: pd.DataFrame, passage_themes: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Return passages × all themes: the score of each theme that applies, else 0."""
    wide = passage_themes.pivot_table(index="passage_id", columns="theme", values="score", aggfunc="max")
    return wide.reindex(index=kept["passage_id"], columns=list(themes)).fillna(0.0).astype(float)


def anchors_of(scores: pd.DataFrame, groups: Sequence[Sequence[str]]) -> np.ndarray:
    """Return passages × groups: 1 where a theme of the group applies, else 0.

    How strongly it applies says as much of the passage's length as of what it is about.
    """
    held = [(scores[list(group)] > 0).any(axis=1) for group in groups]
    return np.array(held, dtype=float).reshape(len(groups), len(scores)).T


def anchoring(
    words: Corpus,
    scores: pd.DataFrame,
    framework: np.ndarray,
    anchors: Sequence[Sequence[str]],
    options: models.Topics,
) -> list[Sequence[str]]:
    """Return the groups of themes that have enough passages, and whose anchored topic is coherent.

    Where it is not (a few short notes), whatever a theme happens to be beside would become its subject.
    """
    groups = [g for g in anchors if anchors_of(scores, [g]).sum() >= FEWEST_ANCHORED]
    model = fit(words, min(options.free), anchors_of(scores, groups), framework, options)
    agreed = coherence(model.shown[: len(groups)], words)
    return [group for group, value in zip(groups, agreed, strict=True) if value >= INCOHERENT]


def framework_words(words: Corpus, lexicon: Lexicon) -> np.ndarray:
    """Return which words the lexicons name by themselves, as terms that are more than weak."""
    patterns = {
        sequence[0]
        for theme in lexicon.themes.values()
        for entry in theme.entries
        if not entry.within and entry.weight > WEAK
        for sequence in sequences(entry.term, theme.both_spellings)
        if len(sequence) == 1
    }
    plain = {pattern for pattern in patterns if "*" not in pattern}
    wild = sorted(patterns - plain)
    return np.array([w in plain or any(covers(p, w) for p in wild) for w in words.words], dtype=bool)


def _named(words: Corpus, labels: models.TopicsConfig, options: models.Topics, model: TopicModel) -> int:
    """Return how many labels the topics of the model would bear."""
    terms = {i: model.listed(words, i, LISTED) for i in range(len(model.shown))}
    return sum(not match.split for match in matched(labels.topic, terms, options.same).values())


def _none(labels: models.TopicsConfig) -> dict[str, pd.DataFrame]:
    empty = {name: schema(name).empty() for name in TABLES}
    return {**empty, "topics": schema("topics").frame([gone_label(label) for label in labels.topic])}
