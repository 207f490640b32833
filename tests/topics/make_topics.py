"""Notes with topics planted in them, and the stage run on them."""

from __future__ import annotations

import re
import tomllib

import numpy as np
import pandas as pd

from pipeline.core.schemas import schema
from pipeline.language.corpus import Corpus
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.settings import models
from pipeline.topics import model
from pipeline.topics.kept import entries
from pipeline.topics.stage import TABLES, topics
from tests.framework import THEMES

GARDEN = [
    "soil",
    "seeds",
    "compost",
    "tomatoes",
    "harvest",
    "greenhouse",
    "watering",
    "allotment",
    "beans",
    "orchard",
]


TRAVEL = [
    "bus",
    "timetable",
    "fares",
    "cycling",
    "pavement",
    "crossing",
    "tram",
    "stations",
    "traffic",
    "parking",
]


MUSIC = [
    "choir",
    "rehearsal",
    "concert",
    "fiddle",
    "drums",
    "singers",
    "melody",
    "stage",
    "audience",
    "brass",
]


PLAIN = [
    "river",
    "window",
    "paper",
    "morning",
    "colour",
    "table",
    "garden",
    "lamp",
    "road",
    "story",
    "winter",
    "letter",
    "bridge",
    "kettle",
]


def planted(vocabularies, notes=18, passages=12, seed=0):
    """Notes that each speak of two of the vocabularies, with plain words between."""
    random = np.random.default_rng(seed)
    rows = []
    for n in range(notes):
        for p in range(passages):
            own = vocabularies[(n + p % 2) % len(vocabularies)] if vocabularies else PLAIN
            words = [*random.choice(own, 5, replace=False), *random.choice(PLAIN, 5, replace=False)]
            rows.append((f"note-{n:02d}", p + 1, " ".join(random.permutation(words))))
    return frames(rows)


def noise(notes=18, passages=12, seed=0):
    """Notes of words dealt out blindly, some words common and some rare."""
    random = np.random.default_rng(seed)
    words = np.array(GARDEN + TRAVEL + MUSIC + PLAIN)
    weight = 1 / np.arange(2, len(words) + 2)
    deal = [
        (
            f"note-{n:02d}",
            p + 1,
            " ".join(random.choice(words, random.integers(4, 25), p=weight / weight.sum())),
        )
        for n in range(notes)
        for p in range(passages)
    ]
    return frames(deal)


def frames(rows):
    """Return notes and passages of (note, position, text)."""
    passages = pd.DataFrame(
        [
            (
                f"{n}.{p:03d}",
                n,
                "a.txt",
                p,
                p,
                "paragraph",
                "",
                "discussion",
                text[0].upper() + text[1:] + ".",
            )
            for n, p, text in rows
        ],
        columns=list(schema("passages").names),
    )
    ids = sorted({n for n, _, _ in rows})
    days = [f"2020-{1 + i % 12:02d}-{1 + i // 12:02d}" for i in range(len(ids))]
    notes = pd.DataFrame(
        {"note_id": ids, "event": "cell", "cell": ["East" if i % 4 else "West" for i in range(len(ids))]}
    ).assign(date=days, date_low=days, date_high=days)
    return notes, passages


def lexicon(**terms):
    entries = {t: tuple(Entry((w,)) for w in terms.get(t, ("zzz",))) for t in THEMES}
    return Lexicon({t: Theme(t, t, "behaviours", entries[t]) for t in THEMES})


def run(corpus, themes=None, labels=(), stopwords=(), words=None, anchors=(("relationships",),), **options):
    notes, passages = corpus
    given = schema("passage_themes").empty() if themes is None else themes
    options = models.Topics(**{"free": (2, 3, 4), "draws": 12, **options})
    given_labels = tuple(
        each if isinstance(each, models.TopicLabel) else models.TopicLabel(label=each[0], terms=each[1])
        for each in labels
    )
    named = models.TopicsConfig(topic=given_labels)
    made = topics(notes, passages, given, options, named, stopwords, words or lexicon(), anchors)
    for name, table in made.items():
        schema(name).check(table)
    return made


def words_of(made):
    shown = made["topic_terms"][made["topic_terms"]["rank"] <= 10]
    return {topic: set(rows["term"]) for topic, rows in shown.groupby("topic")}


def recovered(made, vocabulary):
    return max((len(words & set(vocabulary)) for words in words_of(made).values()), default=0)


def kept(made):
    return tomllib.loads("\n\n".join(entries(made["topics"], made["topic_terms"]))).get("topic", [])


def recovered_by(rows):
    return {
        next(i for i, v in enumerate((GARDEN, TRAVEL, MUSIC)) if re.findall(r"\w+", label.lower())[0] in v)
        for label in rows["label"]
    }


def small(*rows, notes=None):
    counts = model.sp.csr_matrix(np.array(rows, dtype=float))
    words = np.array([f"w{i}" for i in range(counts.shape[1])], dtype=object)
    return Corpus(counts, words, np.arange(len(rows)) if notes is None else np.array(notes))


def as_text():
    made = run(planted([GARDEN, TRAVEL, MUSIC], notes=9), draws=3)
    return "".join(made[name].to_csv(index=False) for name in TABLES)
