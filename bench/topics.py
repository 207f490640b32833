"""How far the open topics can be trusted.

Run as `python bench/stage.py [--processed DIR]` on a folder of tables. Prints, for topics of words only (6,
7 and 8) and for topics anchored by the lexicons beside free ones (6), the stability on bootstraps and on a
random 80 % of the notes, coherence (NPMI of the ten words shown, over the passages) and diversity. Words,
weights and topics are made anew in every draw; the draws start from a seed that was not used in tuning. The
control shows how much of the stability is the lexicons' own: topics that are nothing but the themes' ten
commonest words. Then come the pipeline's own choice, the time, runs whose draws start elsewhere, and what is
found in noise: the words of these notes, dealt out anew. With `--one-more` also what each note would change
if it were the newest.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from pipeline.core import store
from pipeline.core.counted import counted, meetings
from pipeline.language.corpus import Corpus, corpus
from pipeline.lexicon.lexicon import Lexicon
from pipeline.settings import load, models
from pipeline.topics import resampling, stage
from pipeline.topics.kept import entries
from pipeline.topics.model import SHOWN, coherence, fit

SEED = 20_261
Tables = dict[str, pd.DataFrame]
Fit = Callable[[Corpus, np.ndarray], tuple[np.ndarray, ...]]


class Bench:
    """A corpus with what its topics are made from."""

    def __init__(self, folder: Path, settings: load.Config, draws: int) -> None:
        self.tables = {name: store.read(folder, name) for name in ("notes", "passages", "passage_themes")}
        self.settings, self.draws = settings, draws
        kept = counted(self.tables["passages"], self.tables["notes"])
        kept = kept.sort_values("passage_id", ignore_index=True)
        self.words, _ = corpus(kept["text"], list(kept["note_id"]), settings.stopwords)
        self.scores = stage.theme_scores(kept, self.tables["passage_themes"], settings.lexicon.order)
        lexicon: Lexicon = settings.lexicon
        self.framework = stage.framework_words(self.words, lexicon)
        self.options = settings.pipeline.topics

    def words_only(self, number: int) -> Fit:
        """Topics of words alone: neither anchors nor any word of the lexicons set apart."""
        none, plain = np.zeros((len(self.words.note), 0)), np.zeros_like(self.framework)
        return lambda words, rows: fit(words, number, none[rows], plain, self.options).shown

    def anchored(self, number: int) -> Fit:
        """Topics anchored by the lexicons beside free ones."""
        anchors = stage.anchors_of(self.scores, self.settings.network.anchors)
        free = number - anchors.shape[1]
        return lambda words, rows: fit(words, free, anchors[rows], self.framework, self.options).shown

    def lexicon_only(self, number: int) -> Fit:
        """The control: per theme the framework's words that are commonest in its passages."""
        common = np.argsort(-(self.scores.to_numpy() > 0).sum(axis=0), kind="stable")[:number]
        own = np.flatnonzero(self.framework)

        def commonest(words: Corpus, rows: np.ndarray) -> tuple[np.ndarray, ...]:
            here = self.scores.to_numpy()[rows] > 0
            counts = [np.asarray((words.counts[here[:, t]][:, own] > 0).sum(axis=0)).ravel() for t in common]
            return tuple(own[np.argsort(-count, kind="stable")[:SHOWN]] for count in counts)

        return commonest

    def again(self, found: Fit, draws: Iterator[np.ndarray]) -> tuple[np.ndarray, float]:
        """Return per topic the mean agreement over the draws, and the mean diversity of the topics drawn."""
        reference = found(self.words, np.arange(len(self.words.note)))
        drawn = [found(*self.words.of_notes(notes)) for notes in draws]
        kept = np.mean([resampling.matches(reference, other)[1] for other in drawn], axis=0)
        return kept, float(np.mean([resampling.diversity(other) for other in drawn]))

    def line(self, name: str, found: Fit) -> None:
        """Print the figures of one kind of topics."""
        reference = found(self.words, np.arange(len(self.words.note)))
        boot, wide = self.again(found, resampling.bootstraps(self.words.notes, self.draws, SEED))
        part, narrow = self.again(found, resampling.subsets(self.words.notes, self.draws, SEED + 1))
        lexical = np.mean([self.framework[words].mean() for words in reference])
        print(
            f"{name:24} {boot.mean():9.3f} {part.mean():6.3f} {coherence(reference, self.words).mean():6.3f}"
            f" {resampling.diversity(reference):10.2f} {min(wide, narrow):9.2f} {lexical:8.2f}"
        )

    def run(
        self,
        notes: pd.DataFrame,
        options: models.Topics,
        labels: models.TopicsConfig,
        passages: pd.DataFrame | None = None,
    ) -> Tables:
        """Run the stage on these notes (and passages)."""
        return stage.topics(
            notes,
            self.tables["passages"] if passages is None else passages,
            self.tables["passage_themes"],
            options,
            labels,
            self.settings.stopwords,
            self.settings.lexicon,
        )


def other_seeds(bench: Bench, made: Tables, times: int) -> None:
    """Print how alike the topics are when the draws start from other seeds."""
    found = []
    for n in range(times):
        resampling.SEED = SEED + 2 * n
        other = bench.run(bench.tables["notes"], bench.options, bench.settings.topics)
        found.append((_alike(made, other), len(other["topics"])))
    numbers = "/".join(str(number) for number in sorted({number for _, number in found}))
    resampling.SEED = 1
    print(
        f"same notes, {times} other seeds: stability {np.mean([alike for alike, _ in found]):.2f}, "
        f"at least {min(found)[0]:.2f}, {numbers} topics"
    )


def noise(bench: Bench, times: int) -> None:
    """Print in how many corpora of these notes' words, dealt out blindly, topics are found."""
    passages, quick = bench.tables["passages"], bench.options.model_copy(update={"draws": 10})
    words = [text.split() for text in passages["text"]]
    ends = np.cumsum([len(each) for each in words])
    bag = np.array([word for each in words for word in each], dtype=object)
    alarms = 0
    for seed in range(times):
        dealt = np.split(np.random.default_rng(seed).permutation(bag), ends[:-1])
        blind = passages.assign(text=[" ".join(each) for each in dealt])
        alarms += len(bench.run(bench.tables["notes"], quick, models.TopicsConfig(), blind)["topics"]) > 0
    print(f"noise: topics in {alarms} of {times} corpora of the same words dealt out blindly")


def one_more_note(bench: Bench) -> None:
    """Print how many topics keep id and label when each note in turn is the newest.

    A topic of before and one of after are the same if three of ten of their words or more are.
    """
    whole, plain = bench.tables["notes"], models.TopicsConfig()
    full = bench.run(whole, bench.options, plain)
    tally = dict.fromkeys(("topics", "there", "ids", "labels", "both"), 0)
    kept = dict(tally)
    for note in meetings(whole)["note_id"]:
        before = bench.run(whole[whole["note_id"] != note], bench.options, plain)
        text = "\n".join(entries(before["topics"], before["topic_terms"]))
        labels = models.TopicsConfig.model_validate(tomllib.loads(text))
        _compare(before, full, tally)
        _compare(before, bench.run(whole, bench.options, labels), kept)
    print("\none more note:")
    for name, counts in (("by itself", tally), ("kept", kept)):
        print(
            f"  {name}: of {counts['topics']} topics {counts['there']} are there, {counts['ids']} keep "
            f"their id, {counts['labels']} their label word for word, {counts['both']} both"
        )


def _compare(before: Tables, after: Tables, tally: dict[str, int]) -> None:
    """Count the topics of before that are there after, and which of them have the same id and label."""
    then, now = _words(before), _words(after)
    labels = [dict(zip(t["topics"]["topic"], t["topics"]["label"], strict=True)) for t in (before, after)]
    for topic, words in then.items():
        alike = max(now, key=lambda other: len(words & now[other]), default="")
        there = bool(alike) and len(words & now[alike]) / len(words | now[alike]) >= 0.3
        same = there and labels[0][topic] == labels[1][alike]
        tally["topics"] += 1
        tally["there"] += there
        tally["ids"] += there and topic == alike
        tally["labels"] += same
        tally["both"] += same and topic == alike


def _words(made: Tables) -> dict[str, set[str]]:
    shown = made["topic_terms"][made["topic_terms"]["rank"] <= SHOWN]
    return {str(topic): set(rows["term"]) for topic, rows in shown.groupby("topic")}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processed", default="data/processed", type=Path)
    parser.add_argument("--config", default="config", type=Path)
    parser.add_argument("--draws", default=60, type=int)
    parser.add_argument("--one-more", action="store_true", help="also try each note as the newest (minutes)")
    given = parser.parse_args()
    settings = load.load(given.config)
    bench = Bench(given.processed, settings, given.draws)
    with threadpool_limits(1):
        print(
            f"{bench.words.notes} notes, {len(bench.words.note)} passages, {given.draws} draws of each kind"
        )
        print(
            f"{'':24} {'bootstrap':>9} {'80 %':>6} {'NPMI':>6}"
            f" {'diversity':>10} {'resampled':>9} {'lexicon':>8}"
        )
        for number in (6, 7, 8):
            bench.line(f"words only, {number} topics", bench.words_only(number))
        bench.line("anchored, 6 topics", bench.anchored(6))
        bench.line("lexicon only (control)", bench.lexicon_only(6))
    begun = time.perf_counter()
    made = bench.run(bench.tables["notes"], bench.options, settings.topics)
    print(f"\nthe pipeline's own choice, in {time.perf_counter() - begun:.1f} s")
    print(made["topic_choices"].to_string(index=False))
    shown = ["label", "status", "outside", "stability", "coherence", "lift", "nearest_theme", "notes"]
    print(made["topics"][shown].to_string(index=False))
    other_seeds(bench, made, 8)
    noise(bench, 20)
    if given.one_more:
        one_more_note(bench)


def _alike(one: Tables, two: Tables) -> float:
    """Return the mean best-match Jaccard index of the words shown in two runs."""
    best = [
        max((len(a & b) / len(a | b) for b in _words(two).values()), default=0.0)
        for a in _words(one).values()
    ]
    return float(np.mean(best)) if best else float("nan")


if __name__ == "__main__":
    main()
