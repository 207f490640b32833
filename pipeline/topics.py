"""Open topics: what is talked about that the framework does not name, and how far each can be trusted.

TF-IDF and non-negative matrix factorisation over the passages that count. Each topic shows how much of it
comes back when the notes are drawn again, and one whose words do not keep company in notes that it was not
made from is left out. A person's label sticks to the topic that has its terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from pipeline import config, tables
from pipeline.config import ThemeId
from pipeline.lexicon import WEAK, Lexicon
from pipeline.schemas import THEMES, TOPIC_PASSAGES, schema
from pipeline.stability import INCOHERENT, Choice, choose, sampled
from pipeline.terms import covers, sequences
from pipeline.topic_labels import Phrases, matched, slug
from pipeline.topic_model import SHOWN, Model, coherence, fit, npmi
from pipeline.vocabulary import Corpus, corpus

LISTED = 20
"""Terms listed per topic, and searched for the terms of a label."""
TYPICAL = 3
OWN = 1 / 3
"""A term is suggested to a lexicon if so large a share of its passages hold the topic."""
TABLES = ("topics", "topic_terms", "topic_passages", "topic_themes", "topic_suggestions", "topic_choices")
COMPANY = 2.0
"""How much a word's fit with the others counts beside its weight when a topic is named by it."""
FEWEST_NOTES = 3
"""A topic of fewer meetings is an item of their agenda."""
FEWEST_ANCHORED = 10
"""Passages of a group of themes below which it anchors no topic."""


@dataclass(frozen=True)
class Found:
    """A topic as the tables show it: its place in the model, its listed terms and its passages."""

    place: int
    id: str
    label: str
    state: str
    split_from: str
    terms: tuple[str, ...]


def topics(
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    passage_themes: pd.DataFrame,
    options: config.Topics,
    labels: config.TopicsConfig,
    stopwords: Sequence[str],
    lexicon: Lexicon,
) -> dict[str, pd.DataFrame]:
    """Return topics, topic_terms, topic_passages, topic_themes, topic_suggestions and topic_choices.

    All but the labels that are gone are empty where there are fewer than `options.fewest_notes` meetings,
    or too few words that several of them share.
    """
    kept = tables.counted(passages, notes).sort_values("passage_id", ignore_index=True)
    with threadpool_limits(1):  # the order of additions, and with it the last digit, hangs on the threads
        words, stream = corpus(kept["text"], list(kept["note_id"]), stopwords)
        if words.notes < options.fewest_notes or (words.note_frequency() >= 2).sum() < 2 * SHOWN:
            return _none(labels)
        scores = theme_scores(kept, passage_themes)
        sample, rows = sampled(words, options)
        own = framework_words(words, lexicon)
        groups = anchoring(sample, scores.iloc[rows], own, options)
        anchors = anchors_of(scores.iloc[rows], groups)
        choice = choose(sample, anchors, own, options, partial(_named, words, labels, options))
        shares = choice.model.shares(words)
    phrases = Phrases(words, stream)
    return Tables(notes, kept, words, phrases, scores, groups, own, choice, shares, options, lexicon).made(
        labels
    )


def theme_scores(kept: pd.DataFrame, passage_themes: pd.DataFrame) -> pd.DataFrame:
    """Return passages × all themes: the score of each theme that applies, else 0."""
    wide = passage_themes.pivot_table(index="passage_id", columns="theme", values="score", aggfunc="max")
    return wide.reindex(index=kept["passage_id"], columns=list(THEMES)).fillna(0.0).astype(float)


def anchors_of(scores: pd.DataFrame, groups: Sequence[Sequence[str]]) -> np.ndarray:
    """Return passages × groups: 1 where a theme of the group applies, else 0.

    How strongly it applies says as much of the passage's length as of what it is about.
    """
    held = [(scores[list(group)] > 0).any(axis=1) for group in groups]
    return np.array(held, dtype=float).reshape(len(groups), len(scores)).T


def anchoring(
    words: Corpus, scores: pd.DataFrame, framework: np.ndarray, options: config.Topics
) -> list[tuple[ThemeId, ...]]:
    """Return the groups of themes that have enough passages, and whose anchored topic is coherent.

    Where it is not (a few short notes), what a theme happens to stand beside would go to it for a subject.
    """
    groups = [g for g in options.anchors if anchors_of(scores, [g]).sum() >= FEWEST_ANCHORED]
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


def _named(words: Corpus, labels: config.TopicsConfig, options: config.Topics, model: Model) -> int:
    """Return how many labels the topics of the model would bear."""
    terms = {i: model.listed(words, i, LISTED) for i in range(len(model.shown))}
    return sum(not match.split for match in matched(labels.topic, terms, options.same).values())


def _none(labels: config.TopicsConfig) -> dict[str, pd.DataFrame]:
    empty = {name: schema(name).empty() for name in TABLES}
    return {**empty, "topics": schema("topics").frame([_gone(label) for label in labels.topic])}


def _gone(label: config.TopicLabel) -> dict[str, Any]:
    """Return the row of a label that fits no topic."""
    nothing = dict.fromkeys(("stability", "coherence", "lift", "similarity", "notes", "passages"), 0)
    words = dict.fromkeys(("split_from", "anchors", "nearest_theme", "cells", "first", "last"), "")
    kept = {"topic": _id(label), "label": label.label, "state": "gone", "status": "gone", "outside": "no"}
    return {**nothing, **words, **kept}


def _id(label: config.TopicLabel) -> str:
    return label.id or slug(label.label)


@dataclass(frozen=True)
class Tables:
    """What the tables are made from: the model's topics and their shares of the passages."""

    notes: pd.DataFrame
    kept: pd.DataFrame
    words: Corpus
    phrases: Phrases
    scores: pd.DataFrame
    groups: list[tuple[ThemeId, ...]]
    framework: np.ndarray
    choice: Choice
    shares: np.ndarray
    options: config.Topics
    lexicon: Lexicon

    def made(self, labels: config.TopicsConfig) -> dict[str, pd.DataFrame]:
        """Return all tables."""
        found = self.found(labels)
        there = {topic.id for topic in found}
        gone = [_gone(label) for label in labels.topic if _id(label) not in there]
        rows = [self.row(topic) for topic in found]
        outside = {row["topic"] for row in rows if row["outside"] == "yes"}
        made = {
            "topics": rows + gone,
            "topic_terms": [row for topic in found for row in self.terms(topic)],
            "topic_passages": self.passages(found),
            "topic_themes": [row for topic in found for row in self.themes(topic)],
            "topic_suggestions": [
                row for topic in found if topic.id in outside for row in self.suggestions(topic)
            ],
            "topic_choices": self.choices(),
        }
        return {name: schema(name).frame(made[name]) for name in TABLES}

    def found(self, labels: config.TopicsConfig) -> list[Found]:
        """Return the topics that are coherent and of some meetings, with their labels and ids."""
        places = [
            i
            for i, words in enumerate(self.choice.model.shown)
            if len(words) == SHOWN
            and self.choice.coherence[i] >= INCOHERENT
            and self.kept.loc[self.present(i), "note_id"].nunique() >= FEWEST_NOTES
        ]
        if self.choice.is_noise(places):
            return []
        terms = {i: self.choice.model.listed(self.words, i, LISTED) for i in places}
        kept = matched(labels.topic, terms, self.options.same)
        ids, names = {_id(label) for label in labels.topic}, {label.label for label in labels.topic}
        found = []
        for i in places:
            match = kept.get(i)
            if match and not match.split:
                found.append(Found(i, _id(match.label), match.label.label, match.state, "", terms[i]))
                continue
            foremost = self.foremost(i)
            label = self.around(i) or self.phrases.label(self.shares[:, i], foremost, names)
            topic = self.name(i, foremost, ids)
            ids.add(topic)
            names.add(label)
            state, origin = (match.state, match.label.label) if match else ("new", "")
            found.append(Found(i, topic, label, state, origin, terms[i]))
        return found

    def foremost(self, place: int) -> list[str]:
        """Return the words shown, those first that weigh much and fit the others.

        Neither leans on the draws, and both together stand firmest when a note is added.
        """
        model = self.choice.model
        words = model.shown[place]
        weight = model.weights[place, np.searchsorted(model.used, words)]
        company = (npmi(self.words.counts[:, words]).sum(axis=1) - 1) / (len(words) - 1)
        order = np.argsort(-(weight * np.exp(COMPANY * company)).round(6), kind="stable")
        return [str(self.words.words[w]) for w in words[order]]

    def name(self, place: int, foremost: Sequence[str], used: set[str]) -> str:
        """Return an id that the next meeting is unlikely to change: the anchor, or the foremost word."""
        if place < self.choice.model.anchored:
            return slug(f"around {self.groups[place][0]}")
        return next(slug(word) for word in foremost if slug(word) not in used)

    def around(self, place: int) -> str:
        """Return the label of an anchored topic; empty for a free one."""
        if place >= self.choice.model.anchored:
            return ""
        label = self.lexicon.themes[self.groups[place][0]].label
        return f"Around {label[:1].lower()}{label[1:]}"

    def present(self, place: int) -> np.ndarray:
        """Return in which passages the topic is present."""
        return self.shares[:, place] >= self.options.present

    def row(self, topic: Found) -> dict[str, Any]:
        """Return the topic's row of `topics`."""
        i, here = topic.place, self.present(topic.place)
        similar = self.similarity(i)
        best = int(np.argmax(similar))
        passages = self.kept.loc[here, "note_id"].value_counts()
        of = self.notes[self.notes["note_id"].isin(passages.index[passages >= TOPIC_PASSAGES])]
        low = of["date"].where(of["date"] != "", of["date_low"])
        high = of["date"].where(of["date"] != "", of["date_high"])
        cells = sorted(Counter(c for c in of["cell"] if c).items(), key=lambda cell: (-cell[1], cell[0]))
        anchored = i < self.choice.model.anchored
        return {
            "topic": topic.id,
            "label": topic.label,
            "state": topic.state,
            "split_from": topic.split_from,
            "status": "stable" if self.firm(i) else "weak",
            "anchors": ";".join(self.groups[i]) if anchored else "",
            "outside": "yes" if not anchored and similar[best] < self.options.outside else "no",
            "stability": self.choice.stability[i],
            "coherence": self.choice.coherence[i],
            "lift": self.choice.lift[i],
            "nearest_theme": THEMES[best] if similar[best] > 0 else "",
            "similarity": similar[best],
            "notes": len(of),
            "passages": int(here.sum()),
            "cells": ";".join(cell for cell, _ in cells),
            "first": min((day for day in low if day), default=""),
            "last": max((day for day in high if day), default=""),
        }

    def firm(self, place: int) -> bool:
        """Return whether enough of the topic comes back, and its words keep company in notes held out."""
        choice, options = self.choice, self.options
        return bool(choice.stability[place] >= options.weak and choice.lift[place] >= options.lift)

    def similarity(self, place: int) -> np.ndarray:
        """Return, per theme, the cosine of the topic's shares and the theme's scores over the passages."""
        share, scores = self.shares[:, place], self.scores.to_numpy()
        length = np.linalg.norm(scores, axis=0) * np.linalg.norm(share)
        return np.divide(share @ scores, length, out=np.zeros(scores.shape[1]), where=length > 0).clip(0, 1)

    def terms(self, topic: Found) -> list[tuple[str, str, int, float, float]]:
        """Return the topic's rows of `topic_terms`."""
        model, i = self.choice.model, topic.place
        place = {str(self.words.words[w]): at for at, w in enumerate(model.used)}
        return [
            (
                topic.id,
                term,
                rank,
                model.weights[i, place[term]],
                min(self.choice.returned[i, place[term]], 1.0),
            )
            for rank, term in enumerate(topic.terms, 1)
        ]

    def passages(self, found: Sequence[Found]) -> pd.DataFrame:
        """Return the rows of `topic_passages`."""
        parts = [schema("topic_passages").empty()]
        for topic in found:
            here = np.flatnonzero(self.present(topic.place))
            part = self.kept.loc[here, ["passage_id", "note_id"]].assign(topic=topic.id)
            part["weight"] = self.shares[here, topic.place]
            length = np.asarray(self.words.counts[here].sum(axis=1)).ravel()
            # a passage of three words is wholly about them; a typical one says something as well
            best = (part["weight"] * np.minimum(length, 25)).sort_values(ascending=False, kind="stable").index
            typical = part.loc[best].drop_duplicates("note_id").index[:TYPICAL]
            part["typical"] = 0
            part.loc[typical, "typical"] = range(1, len(typical) + 1)
            parts.append(part)
        return pd.concat(parts, ignore_index=True)

    def themes(self, topic: Found) -> list[tuple[str, str, float, int, float]]:
        """Return the topic's rows of `topic_themes`."""
        here, similar = self.present(topic.place), self.similarity(topic.place)
        applies = self.scores.to_numpy() > 0
        both = applies[here].sum(axis=0)
        chance = applies.mean(axis=0) * here.sum()
        return [
            (topic.id, theme, similar[t], int(both[t]), both[t] / chance[t])
            for t, theme in enumerate(THEMES)
            if both[t]
        ]

    def suggestions(self, topic: Found) -> list[tuple[str, str, str, int, int]]:
        """Return the topic's rows of `topic_suggestions`: terms of its own that no lexicon names."""
        here = self.present(topic.place)
        own = set(self.words.words[self.framework])
        phrases = self.phrases.of(self.shares[:, topic.place], topic.terms)
        terms = [(phrase, "strong", passages) for phrase, passages in phrases]
        for word in self.choice.model.shown[topic.place]:
            stands = np.flatnonzero(self.words.counts[:, [word]].toarray())
            terms.append((str(self.words.words[word]), "weak", stands))
        return [
            (topic.id, term, strength, len(passages), int(here[passages].sum()))
            for term, strength, passages in terms
            if not own.issuperset(term.split()) and here[passages].mean() >= OWN
        ]

    def choices(self) -> list[tuple[Any, ...]]:
        """Return the rows of `topic_choices`."""
        anchored = self.choice.model.anchored
        return [
            (
                anchored + trial.free,
                trial.free,
                trial.hold,
                trial.coherent,
                "yes" if trial.sound else "no",
                trial.stability,
                trial.coherence,
                trial.diversity,
                "yes" if trial.model is self.choice.model else "no",
            )
            for trial in self.choice.trials
        ]
