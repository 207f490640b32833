from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.schemas import THEMES, schema
from pipeline.language.corpus import Corpus, corpus, lowered, names, tokenize
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.report.theme_from_topic import as_theme
from pipeline.settings import models
from pipeline.topics import model, resampling
from pipeline.topics.kept import entries
from pipeline.topics.labels import Phrases, matched
from pipeline.topics.model import TopicModel
from pipeline.topics.resampling import (
    Choice,
    Trial,
    best_of,
    bootstraps,
    diversity,
    matches,
    subsets,
    together,
    trial_of,
)
from pipeline.topics.stage import TABLES, topics
from tests.conftest import CONFIG

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
    return Lexicon({t: Theme(t, t, "behaviour", entries[t]) for t in THEMES})


def run(corpus, themes=None, labels=(), stopwords=(), words=None, **options):
    notes, passages = corpus
    given = schema("passage_themes").empty() if themes is None else themes
    options = models.Topics(**{"free": (2, 3, 4), "draws": 12, **options})
    given_labels = tuple(
        each if isinstance(each, models.TopicLabel) else models.TopicLabel(label=each[0], terms=each[1])
        for each in labels
    )
    named = models.TopicsConfig(topic=given_labels)
    made = topics(notes, passages, given, options, named, stopwords, words or lexicon())
    for name, table in made.items():
        schema(name).check(table)
    return made


def words_of(made):
    shown = made["topic_terms"][made["topic_terms"]["rank"] <= 10]
    return {topic: set(rows["term"]) for topic, rows in shown.groupby("topic")}


def recovered(made, vocabulary):
    return max((len(words & set(vocabulary)) for words in words_of(made).values()), default=0)


@pytest.fixture(scope="module")
def three():
    return run(planted([GARDEN, TRAVEL, MUSIC]))


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
@pytest.mark.parametrize("start", [1, 11, 23, 40])
def test_draws_that_start_elsewhere_give_the_same_topics(three, start, monkeypatch):
    monkeypatch.setattr(resampling, "SEED", start)
    assert words_of(run(planted([GARDEN, TRAVEL, MUSIC]))) == words_of(three)


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


def kept(made):
    return tomllib.loads("\n\n".join(entries(made["topics"], made["topic_terms"]))).get("topic", [])


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


@pytest.mark.parametrize("key", ["label", "id"])
def test_two_topics_of_one_label_or_id_are_a_fault(key):
    entries_of = [{"label": a, "id": a.lower(), "terms": GARDEN, key: "same"} for a in ("One", "Two")]
    with pytest.raises(ValueError, match=f"two topics have the {key} 'same'"):
        models.TopicsConfig.model_validate({"topic": entries_of})


@pytest.mark.parametrize("labels", [("Housing", "housing"), ("Власть", "Дом")])
def test_labels_that_would_make_one_id_are_a_fault(labels):
    with pytest.raises(ValueError, match="give one of them another id"):
        models.TopicsConfig.model_validate({"topic": [{"label": each, "terms": GARDEN} for each in labels]})


def test_a_draw_without_topics_matches_none():
    best, alike = resampling.matches([np.array([1, 2])], [])
    assert (best.tolist(), alike.tolist()) == ([0], [0.0])


@pytest.mark.slow
def test_a_topic_that_a_label_fits_second_best_is_split_off():
    labels = [models.TopicLabel(label="Town life", terms=(*GARDEN[:6], *MUSIC[:4]))]
    made = run(planted([GARDEN, TRAVEL, MUSIC]), labels=labels)["topics"].set_index("state")
    assert made.loc["split", "split_from"] == "Town life"
    assert made.loc["split", "topic"] in MUSIC


def recovered_by(rows):
    return {
        next(i for i, v in enumerate((GARDEN, TRAVEL, MUSIC)) if re.findall(r"\w+", label.lower())[0] in v)
        for label in rows["label"]
    }


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
def test_what_is_suggested_is_a_lexicon_once_it_is_pasted(three, tmp_path, monkeypatch):
    shutil.copytree(CONFIG / "themes", tmp_path / "themes")
    row = three["topics"].iloc[0].to_dict() | {"topic": "power", "label": 'The "garden"'}
    terms = pd.DataFrame(
        [("Growing beans", "strong"), ("soil", "weak"), ("rock'n'roll", "weak")], columns=["term", "strength"]
    )
    (tmp_path / "themes" / "more.toml").write_text(as_theme(row, terms), encoding="utf-8")
    for module in ("lexicon.load", "core.schemas"):
        monkeypatch.setattr(f"pipeline.{module}.THEMES", (*THEMES, "power-topic"))
    theme = load_lexicon(tmp_path / "themes").themes["power-topic"]
    assert theme.label == 'The "garden"'
    assert [(entry.term, entry.weight) for entry in theme.entries] == [
        ("growing beans", 1.0),
        ("soil", 0.5),
        ("rock'n'roll", 0.5),
    ]


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


def test_names_and_furniture_are_kept_out():
    rows = [
        (f"n{n}", p, f"we heard that Anna Birch and Ted Oakley of Hill Trust praised the soil in session {p}")
        for n in range(9)
        for p in range(4)
    ]
    _, passages = frames(rows)
    found, _ = corpus(passages["text"], list(passages["note_id"]), ["session", "that", "and", "the"])
    assert set(found.words) == {"heard", "praised", "soil"}


@pytest.mark.parametrize(
    ("texts", "word", "expected"),
    [
        pytest.param(
            ["We met Anna Birch.", "Then Anna Birch spoke."], "birch", True, id="first and last name"
        ),
        pytest.param(
            ["In the Covid crisis.", "When Covid came, and when it went."], "covid", False, id="stands alone"
        ),
        pytest.param(
            ["A big Society Trust and society.", "The society."], "society", False, id="mostly small"
        ),
        pytest.param(["Trust grows. Time too."], "trust", False, id="only opens sentences"),
    ],
)
def test_names(texts, word, expected):
    tokens = tokenize(texts)
    words, word_of = lowered(tokens.form)
    assert bool(names(tokens, word_of, len(words))[words.index(word)]) is expected


def test_a_phrase_of_furniture_leaves_its_words_elsewhere():
    found, _ = corpus(["the better way of gardens", "a way to better gardens"], ["a", "b"], ["better way"])
    assert dict(zip(found.words, np.asarray(found.counts.sum(axis=0)).ravel(), strict=True)) == {
        "better": 1,
        "gardens": 2,
        "the": 1,
        "way": 1,
    }


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


def small(*rows, notes=None):
    counts = model.sp.csr_matrix(np.array(rows, dtype=float))
    words = np.array([f"w{i}" for i in range(counts.shape[1])], dtype=object)
    return Corpus(counts, words, np.arange(len(rows)) if notes is None else np.array(notes))


def test_npmi_by_hand():
    # a: 2 of 4 passages, b: 2 of 4, together 1 of 4: log((1/4) / (1/2 · 1/2)) = 0; a and c never: -1
    counts = small([1, 1, 0], [1, 0, 0], [0, 1, 1], [0, 0, 1]).counts
    assert model.npmi(counts)[0].tolist() == [1.0, 0.0, -1.0]


def test_spread_by_hand():
    found = small([1, 1], [0, 1], [1, 1], [0, 1], notes=[0, 0, 1, 2])
    # w0 stands in 1 passage of two notes: 2 notes; w1 in 2, 1, 1 passages: exp(1.5 log 2) = 2.83 notes
    assert model.spread(found, np.array([0, 1])) == pytest.approx([2.0, 2.8284271])


def test_inverse_document_frequency_by_hand():
    assert model.inverse_document_frequency(small([1], [0], [0]).counts) == pytest.approx([np.log(2) + 1])


def test_matches_and_diversity_by_hand():
    one, two, three = np.array([1, 2, 3]), np.array([2, 3, 4]), np.array([7, 8, 9])
    best, index = matches([one], [three, two])
    assert (best.tolist(), index.tolist()) == ([1], [0.5])
    assert diversity([one, two]) == pytest.approx(4 / 6)


def test_together_by_hand():
    found = small([1, 1, 0], [1, 1, 0], [0, 0, 1])
    seen, chance = together([np.array([0, 1])], found, np.array([True] * 3))
    # a pair in each of two passages; chance: (4² - 2² - 2²) / 2 · (2² + 2² + 1²) / 5²
    assert (seen[0], chance[0]) == (2, pytest.approx(4 * 9 / 25))


def choice(**given):
    nothing = dict.fromkeys(("trials", "model", "stability", "coherence", "returned"))
    return Choice(**nothing, **{name: np.array(values) for name, values in given.items()})


def test_noise_is_told_by_all_topics_together():
    # 30 + 26 pairs met, 20 + 20 would by chance: 16 more, 2.1 standard errors (the root of 56)
    found = choice(met=[30.0, 26.0], chance=[20.0, 20.0])
    assert found.lift.tolist() == [1.5, 1.3]
    assert not found.is_noise([0, 1])
    assert found.is_noise([1])


@pytest.mark.parametrize(
    ("trials", "best"),
    [
        pytest.param({2: (0.2, 0.1, 0.9), 3: (0.5, 0.1, 0.9), 4: (0.4, 0.2, 0.9)}, 3, id="holds most"),
        pytest.param({2: (0.3, 0.1, 0.9), 3: (0.3, 0.1, 0.9)}, 2, id="the fewest of equals"),
        pytest.param({2: (-0.3, 0.1, 0.9), 3: (0.3, 0.1, 0.5)}, 2, id="fall into one another"),
        pytest.param({2: (-0.3, 0.1, 0.9), 3: (0.3, -0.1, 0.9)}, 2, id="not coherent"),
        pytest.param({2: (0.3, -0.2, 0.9), 3: (-0.3, -0.1, 0.9)}, 3, id="none sound: the most coherent"),
    ],
)
def test_the_number_of_topics(trials, best):
    tried = [
        Trial(free, None, hold, coherent=free, stability=0.5, coherence=agreed, diversity=distinct)
        for free, (hold, agreed, distinct) in trials.items()
    ]
    assert best_of(tried, lambda _: 0).free == best


@pytest.mark.parametrize(("hold", "best"), [(0.2, 2), (-0.1, 3)])
def test_a_label_decides_between_numbers_that_hold_alike(hold, best):
    tried = [Trial(n, None, h, n, 0.5, coherence=0.1, diversity=0.9) for n, h in ((2, hold), (3, 0.5))]
    assert best_of(tried, lambda trial: int(trial.free == 2)).free == best


def test_what_holds_by_hand():
    found = small([1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1])
    model = TopicModel(None, None, None, None, (np.array([0, 1]), np.array([2, 3]), np.array([0, 2])), 0)
    made = trial_of(3, model, np.array([[1.0, 0.5, 0.0], [0.8, 0.5, 0.2]]), found)
    # means 0.9, 0.5, 0.1: 0.4 + 0 - 0.4; the third topic's words never meet
    assert (made.hold, made.coherent, made.diversity) == (pytest.approx(0.0), 2, pytest.approx(4 / 6))


def test_a_fixed_anchor_learns_the_words_of_its_passages():
    data = model.normalize(small([1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]).counts)
    weights = model.factorize(data, np.array([[1.0], [1.0], [0.0]]), np.zeros((3, 0)), np.zeros((0, 4)))
    assert weights == pytest.approx(np.array([[0.7071068, 0.7071068, 0, 0]]))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_shares_lie_between_0_and_1(seed, free):
    random = np.random.default_rng(seed)
    found = small(*random.integers(0, 3, (30, 25)), notes=np.repeat(np.arange(10), 3))
    options = models.Topics(note_frequency=2)
    fitted = model.fit(found, free, np.zeros((30, 0)), np.zeros(25, bool), options)
    shares = fitted.shares(found)
    assert shares.min() >= 0
    assert shares.sum(axis=1).max() <= 1 + 1e-6
    assert np.linalg.norm(fitted.weights, axis=1) == pytest.approx(np.ones(len(fitted.weights)))


def test_draws():
    assert all(len(drawn) == 7 for drawn in bootstraps(7, 3, 1))
    assert [len(set(drawn)) for drawn in subsets(10, 2, 1)] == [8, 8]


@pytest.mark.slow
def test_the_order_of_rows_does_not_matter(three):
    notes, passages = planted([GARDEN, TRAVEL, MUSIC])
    mixed = run((notes.sample(frac=1, random_state=1), passages.sample(frac=1, random_state=2)))
    assert all(three[name].equals(mixed[name]) for name in TABLES)


def as_text():
    made = run(planted([GARDEN, TRAVEL, MUSIC], notes=9), draws=3)
    return "".join(made[name].to_csv(index=False) for name in TABLES)


@pytest.mark.slow
def test_the_number_of_threads_does_not_matter():
    env = {**os.environ, "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "PYTHONHASHSEED": "7"}
    script = "import sys; from tests.topics.test_topics import as_text; sys.stdout.write(as_text())"
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True)
    assert done.stdout.decode() == as_text() != ""


@pytest.mark.parametrize(
    ("text", "expected"), [("Money & grants", "money-grants"), ("!!", "topic"), ("A  b", "a-b")]
)
def test_the_id_of_a_topic(text, expected):
    assert models.topic_id(text) == expected
