"""How many of the terms that are suggested for a theme are in the lexicon that people wrote for it.

Run as `python -m bench.suggestions --raw DIR [--config config]`. Of each theme only label, description and
three examples are kept, and terms are suggested from the notes; a suggestion is right if a term of the real
lexicon, or another form of its words (stems), is in it. Then a random half of the terms is given and the
other half is looked for, three times. Printed are precision among the first 10, 20 and 30, and recall: the
share of the lexicon's terms in three passages or more that the first 30 find. The baseline is the most
frequent content words of the passages most like the description; the best possible has all that is right
first. At last the time, on these notes and on 60,000 passages.

The lexicons were made with notes like these at hand: the figures compare rankings, and do not say how a
lexicon from nothing does elsewhere. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.core.counted import counted
from pipeline.core.folders import Folders
from pipeline.language.stems import Stems, stem
from pipeline.language.vocabulary import FEWEST
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import Sequence as Steps
from pipeline.lexicon.terms import covers, sequences
from pipeline.lexicon.theme import Entry, Theme
from pipeline.run.record import Record
from pipeline.run.runner import Runner
from pipeline.run.stages import up_to
from pipeline.settings.load import Config, load
from pipeline.workbench.from_nothing import Proposals, propose
from pipeline.workbench.known import names_of, without_known
from pipeline.workbench.proposals import EXAMPLES, Grounds, distinct, grounds, rankings, together

DEPTHS = (10, 20, 30)
HALVES = 3
MANY = 60_000


@dataclass(frozen=True)
class Material:
    """The notes that terms are suggested from."""

    config: Config
    body: pd.DataFrame
    stems: Stems

    @cached_property
    def texts(self) -> list[str]:
        """The passages that count."""
        return self.body["text"].tolist()

    @cached_property
    def notes(self) -> np.ndarray:
        """The number of each passage's note."""
        return np.unique(self.body["note_id"].to_numpy(object), return_inverse=True)[1]

    @cached_property
    def names(self) -> re.Pattern[str]:
        """The names of the groups."""
        return names_of(self.config.cells, self.config.network.group)

    def proposed(self, theme: Theme) -> Proposals:
        """Return what is shown of suggestions for a theme that is tagged nowhere."""
        words, lexicon = self.config.stopwords, self.config.lexicon
        return propose(theme, lexicon, self.body, (), self.names, words, self.stems)

    def grounds(self, theme: Theme) -> Grounds:
        """Return what suggestions for the theme rest on."""
        gapped = without_known(self.texts, theme, self.config.lexicon.passing, self.names)
        carries = np.zeros(len(self.texts), bool)
        if theme.entries:
            carries[Lexicon({theme.id: theme}, self.config.lexicon.passing).matcher.find(self.texts).text] = (
                True
            )
        return grounds(theme, self.texts, gapped, self.notes, carries, self.config.stopwords, self.stems)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raw", type=Path, default=Path("data/sample"))
    parser.add_argument("--config", type=Path, default=Path("config"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        of = material(options.raw, options.config, Path(folder))
    print(f"{of.body['note_id'].nunique()} notes, {len(of.body)} passages")
    themes = list(of.config.lexicon.themes.values())
    print_table("from nothing", [(theme, bare(theme), theme.entries) for theme in themes], of)
    print_table("from half of the terms", [halved(t, seed) for t in themes for seed in range(HALVES)], of)
    print_time(of, bare(themes[0]))


def material(raw: Path, config: Path, folder: Path) -> Material:
    """Read the notes into the folder."""
    runner = Runner(
        Folders(raw, folder, folder, config, sample=False),
        partial(load, config),
        Record.of(folder),
        lambda _: None,
    )
    runner.run(up_to("stems"))
    words = runner.table("stems")
    body = counted(runner.table("passages"), runner.table("notes"))
    body = body[~body["text"].duplicated()].reset_index(drop=True)
    return Material(runner.config, body, Stems(zip(words["word"], words["stem"], strict=True)))


Trial = tuple[Theme, Theme, tuple[Entry, ...]]
"""The real theme, what is given of it, and the terms to be found."""


def bare(theme: Theme) -> Theme:
    """Return the theme with label, description and three examples, and nothing else."""
    return replace(theme, entries=(), nots=(), yes=theme.yes[:EXAMPLES])


def halved(theme: Theme, seed: int) -> Trial:
    """Return the theme with a random half of its terms, and the other half."""
    entries = [entry for entry in theme.entries if not entry.within]
    random.Random(f"{theme.id} {seed}").shuffle(entries)
    half = len(entries) // 2
    return theme, replace(theme, entries=tuple(entries[:half])), tuple(entries[half:])


def print_table(title: str, trials: Sequence[Trial], of: Material) -> None:
    """Print precision and recall per ranking, on average over the trials, and the first ten per theme."""
    rows = [row for trial in trials for row in scored(*trial, of)]
    found = pd.DataFrame(rows, columns=["theme", "ranking", *map(str, DEPTHS), "recall"])
    order = list(dict.fromkeys(found["ranking"]))
    print(f"\n{title}\n{'':24}{'first 10':>9}{'20':>6}{'30':>6}{'recall':>9}")
    for name, mean in found.groupby("ranking").mean(numeric_only=True).loc[order].iterrows():
        print(f"{name:24}" + "".join(f"{x:{w}.2f}" for x, w in zip(mean, (9, 6, 6, 9), strict=True)))
    print("first 10, by theme")
    wide = found.pivot_table(index="theme", columns="ranking", values="10")[order]
    print(wide.loc[list(dict.fromkeys(found["theme"]))].round(2).to_string(index_names=False))


def scored(
    theme: Theme, given: Theme, hidden: tuple[Entry, ...], of: Material
) -> Iterator[tuple[object, ...]]:
    """Yield theme, ranking, precision at each depth, and recall at the last."""
    on = of.grounds(given)
    target = replace(theme, entries=tuple(entry for entry in hidden if not entry.within))
    ways = {entry.term: sequences(entry.term, theme.both_spellings) for entry in target.entries}
    wanted = wanted_terms(target, of.texts)
    right = [any(holds(on, term, its) for its in ways.values()) for term in range(len(on.words))]
    best = {"best possible": np.argsort(~np.array(right, bool), kind="stable")[: sum(right)]}
    for name, order in (orders(on) | best).items():
        shown = list(islice(distinct(on.words, order), DEPTHS[-1]))
        hits = [{term for term, its in ways.items() if holds(on, each, its)} for each in shown]
        hit = np.array([bool(terms) for terms in hits] + [False] * (DEPTHS[-1] - len(hits)))
        got = wanted & set().union(*hits)
        recall = len(got) / len(wanted) if wanted else np.nan
        yield theme.id, name, *(float(hit[:depth].mean()) for depth in DEPTHS), recall


def orders(on: Grounds) -> dict[str, np.ndarray]:
    """Return the baseline, each kind of suggestion, and all kinds together."""
    ranked = {kind: order for kind, (order, _) in rankings(on).items()}
    single = np.array([len(stems) == 1 for stems in on.words.stems], bool)
    frequent = np.where(single, on.words.present.T @ on.about.astype(float), 0.0)
    baseline = np.argsort(-frequent, kind="stable")
    baseline = baseline[frequent[baseline] > 0]
    return {"baseline": baseline, **ranked, "together": together(ranked, len(on.words))}


def wanted_terms(theme: Theme, texts: Sequence[str]) -> set[str]:
    """Return the terms that count in three passages or more."""
    found = Lexicon({theme.id: theme}).matcher.find(texts)
    once = pd.DataFrame({"text": found.text, "entry": found.entry}).drop_duplicates()
    often = once.groupby("entry").size()
    return {theme.entries[entry].term for entry in often[often >= FEWEST].index}


def holds(on: Grounds, term: int, ways: Sequence[Steps]) -> bool:
    """Tell whether the term, as it is mostly written, holds one of the ways, or forms of its words."""
    words = on.words.commonest(term)
    return any(
        all(map(alike, steps, words[first : first + len(steps)]))
        for steps in ways
        for first in range(len(words) - len(steps) + 1)
    )


def alike(step: str, word: str) -> bool:
    """Tell whether a word pattern finds a word, or another form of it."""
    return covers(step, word) or ("*" not in step and stem(step) == stem(word))


def print_time(of: Material, theme: Theme) -> None:
    """Print the seconds on the notes, and on as many passages as a large network has."""
    seconds = timed(lambda: of.proposed(theme))
    print(f"\n{seconds:.2f} s on {len(of.texts)} passages")
    many = repeated(of, MANY)
    seconds = timed(lambda: many.proposed(theme))
    print(f"{seconds:.2f} s on {len(many.texts)} passages made of halves of these, sixty a note")


def repeated(of: Material, size: int) -> Material:
    """Return so many passages: halves of the given ones put together at random, in notes of sixty."""
    draw = random.Random(1)
    words = [text.split() for text in of.texts]
    halves = [half for text in words for half in (text[: len(text) // 2], text[len(text) // 2 :])]
    texts = [" ".join(draw.choice(halves) + draw.choice(halves)) for _ in range(size)]
    ids = {"passage_id": map(str, range(size)), "note_id": [f"{number // 60}" for number in range(size)]}
    return replace(of, body=pd.DataFrame({"text": texts, **ids}))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
