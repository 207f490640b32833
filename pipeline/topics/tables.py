"""The tables of the topics: what the model found, with labels, passages, themes and suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.schemas import TOPIC_PASSAGES, schema
from pipeline.language.corpus import Corpus
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings import models
from pipeline.topics.labels import Phrases, matched
from pipeline.topics.model import SHOWN, npmi
from pipeline.topics.resampling import INCOHERENT, Choice

LISTED = 20
"""Terms listed per topic, and searched for the terms of a label."""
TYPICAL = 3
COMPANY = 2.0
"""How much a word's fit with the others counts beside its weight when a topic is named by it."""
FEWEST_NOTES = 3
"""A topic of fewer meetings is an item of their agenda."""
HALF, TWICE = 0.5, 2.0
"""A topic repeats a theme that applies to so large a share of its passages, so many times what is usual."""
OWN = 1 / 3
"""A term is suggested to a lexicon if so large a share of its passages hold the topic."""


@dataclass(frozen=True)
class Found:
    """A topic as the tables show it: its place in the model, its listed terms and its passages."""

    place: int
    id: str
    label: str
    state: str
    split_from: str
    terms: tuple[str, ...]


def gone_label(label: models.TopicLabel) -> dict[str, Any]:
    """Return the row of a label that fits no topic."""
    nothing = dict.fromkeys(("stability", "coherence", "lift", "similarity", "notes", "passages"), 0)
    words = dict.fromkeys(("split_from", "anchors", "nearest_theme", "repeats", "cells", "first", "last"), "")
    kept = {"topic": label.topic, "label": label.label, "state": "gone", "status": "gone", "outside": "no"}
    return {**nothing, **words, **kept}


@dataclass(frozen=True)
class TopicTables:
    """What the tables are made from: the model's topics and their shares of the passages."""

    notes: pd.DataFrame
    kept: pd.DataFrame
    words: Corpus
    phrases: Phrases
    scores: pd.DataFrame
    groups: list[Sequence[str]]
    framework: np.ndarray
    choice: Choice
    shares: np.ndarray
    options: models.Topics
    lexicon: Lexicon

    def made(self, labels: models.TopicsConfig) -> dict[str, Any]:
        """Return the rows of all tables."""
        found = self.found(labels)
        there = {topic.id for topic in found}
        gone = [gone_label(label) for label in labels.topic if label.topic not in there]
        rows = [self.row(topic) for topic in found]
        outside = {row["topic"] for row in rows if row["outside"] == "yes"}
        return {
            "topics": rows + gone,
            "topic_terms": [row for topic in found for row in self.terms(topic)],
            "topic_passages": self.passages(found),
            "topic_themes": [row for topic in found for row in self.themes(topic)],
            "topic_suggestions": [
                row for topic in found if topic.id in outside for row in self.suggestions(topic)
            ],
            "topic_choices": self.choices(),
        }

    def found(self, labels: models.TopicsConfig) -> list[Found]:
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
        ids, names = {label.topic for label in labels.topic}, {label.label for label in labels.topic}
        found = []
        for i in places:
            match = kept.get(i)
            if match and not match.split:
                found.append(Found(i, match.label.topic, match.label.label, match.state, "", terms[i]))
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

        Neither leans on the draws, and both together are steadiest when a note is added.
        """
        model = self.choice.model
        words = model.shown[place]
        weight = model.weights[place, np.searchsorted(model.used, words)]
        company = (npmi(self.words.counts[:, words]).sum(axis=1) - 1) / (len(words) - 1)
        order = np.argsort(-(weight * np.exp(COMPANY * company)).round(6), kind="stable")
        return [str(self.words.words[w]) for w in words[order]]

    def name(self, place: int, foremost: Sequence[str], used: set[str]) -> str:
        """Return an id that the next meeting is unlikely to change: the anchor, or the foremost word."""
        around = [f"around {self.groups[place][0]}"] if place < self.choice.model.anchored else []
        further = (f"{foremost[0]} {number}" for number in count(2))
        return next(
            name for name in map(models.topic_id, chain(around, foremost, further)) if name not in used
        )

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
            "status": "stable" if self.choice.stability[i] >= self.options.weak else "weak",
            "anchors": ";".join(self.groups[i]) if anchored else "",
            "outside": "yes" if not anchored and similar[best] < self.options.outside else "no",
            "stability": self.choice.stability[i],
            "coherence": self.choice.coherence[i],
            "lift": self.choice.lift[i],
            "nearest_theme": self.lexicon.order[best] if similar[best] > 0 else "",
            "similarity": similar[best],
            "repeats": self.repeats(topic),
            "notes": len(of),
            "passages": int(here.sum()),
            "cells": ";".join(cell for cell, _ in cells),
            "first": min((day for day in low if day), default=""),
            "last": max((day for day in high if day), default=""),
        }

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
            for t, theme in enumerate(self.lexicon.order)
            if both[t]
        ]

    def repeats(self, topic: Found) -> str:
        """Return the theme that the topic repeats, the one in most of its passages; empty if none."""
        of = int(self.present(topic.place).sum())
        found = [row for row in self.themes(topic) if row[3] >= HALF * of and row[4] >= TWICE]
        return max(found, key=lambda row: row[3])[1] if found else ""

    def suggestions(self, topic: Found) -> list[tuple[str, str, str, int, int]]:
        """Return the topic's rows of `topic_suggestions`: terms of its own that no lexicon names."""
        here = self.present(topic.place)
        own = set(self.words.words[self.framework])
        phrases = self.phrases.of(self.shares[:, topic.place], topic.terms)
        terms = [(phrase, "strong", passages) for phrase, passages in phrases]
        for word in self.choice.model.shown[topic.place]:
            places = np.flatnonzero(self.words.counts[:, [word]].toarray())
            terms.append((str(self.words.words[word]), "weak", places))
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
                trial.draws,
                "yes" if trial.model is self.choice.model else "no",
            )
            for trial in self.choice.trials
        ]
