"""How well the choice of points finds what note-takers found worth a summary.

Run as `python bench/points.py --processed DIR`. Each note's own summary is hidden, as many words are chosen
from its body, whole sentences only, and compared with the summary by ROUGE-1 and ROUGE-2 F (Lin, "ROUGE: a
package for automatic evaluation of summaries", 2004; words in small letters, Porter stems). Beside ours are
LexRank (Erkan and Radev 2004), TextRank (Mihalcea and Tarau 2004), random choice, and the greedy choice that
knows the summary. The weights of the prior are also fitted anew with each note left out. Nothing is
asserted: the figures are printed for people to judge.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from nltk.stem import PorterStemmer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge

from pipeline.core import store
from pipeline.language.claims import Ground, emptiness
from pipeline.language.sentences import sentence_spans
from pipeline.language.standalone import objection
from pipeline.language.words import words_of
from pipeline.roundup import salience

FEWEST = 50
"""Summaries of fewer words are passed over."""
DAMPING, THRESHOLD = 0.85, 0.1
DRAWS, RANDOM_RUNS = 10_000, 50
PENALTY = 200.0
Choose = Callable[[pd.DataFrame, int], list[int]]
stem = lru_cache(maxsize=None)(PorterStemmer().stem)


def material(folder: Path) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """Return the sentences of the bodies, and title and summary by note."""
    passages, notes = store.read(folder, "passages"), store.read(folder, "notes")
    said = passages[passages["kind"] != "heading"].sort_values(["note_id", "position"])
    is_summary = said["section_kind"] == "summary"
    summaries = said[is_summary].groupby("note_id")["text"].agg("\n".join)
    summaries = summaries[[len(words_of(text)) >= FEWEST for text in summaries]]
    body = said[~is_summary & said["note_id"].isin(summaries.index)]
    rows = [
        (note, text[start:end], kind, section)
        for note, kind, section, text in body[["note_id", "kind", "section", "text"]].itertuples(index=False)
        for start, end in sentence_spans(text)
    ]
    titles = dict(zip(notes["note_id"], notes["title"], strict=True))
    return pd.DataFrame(rows, columns=["note_id", "text", "kind", "section"]), titles, dict(summaries)


def grams(text: str, size: int) -> Counter:
    """Return the runs of so many stems."""
    stems = [stem(word) for word in re.findall(r"[a-z0-9]+", text.lower())]
    return Counter(zip(*(stems[shift:] for shift in range(size)), strict=False))


def rouge(chosen: str, summary: str, size: int) -> float:
    """Return ROUGE-N F."""
    one, other = grams(chosen, size), grams(summary, size)
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


def within(order: np.ndarray | list[int], rows: pd.DataFrame, words: int) -> list[int]:
    """Return the rows taken in this order that fit into so many words."""
    taken, left = [], words
    for row in order:
        length = len(words_of(rows["text"].iloc[row]))
        if length <= left:
            taken.append(int(row))
            left -= length
    return taken


def rank(likeness: np.ndarray) -> np.ndarray:
    """Return the stationary weights of a walk over alike sentences (PageRank)."""
    reach = likeness.sum(axis=1, keepdims=True)
    steps = np.where(reach > 0, likeness / np.where(reach > 0, reach, 1), 1 / len(likeness))
    weights = np.full(len(likeness), 1 / len(likeness))
    for _ in range(100):
        weights = (1 - DAMPING) / len(weights) + DAMPING * steps.T @ weights
    return weights


def lexrank(rows: pd.DataFrame, words: int) -> list[int]:
    """Choose by the walk over sentences whose TF-IDF cosine is above the threshold."""
    vectors = TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=False).fit_transform(rows["text"])
    likeness = (vectors @ vectors.T).toarray()
    return within(np.argsort(-rank((likeness > THRESHOLD).astype(float)), kind="stable"), rows, words)


def lexrank_stems(rows: pd.DataFrame, words: int) -> list[int]:
    """The same with our own vectors: stems, no function words, weighted edges above the threshold."""
    vectors, _ = salience.vectors(rows["text"].tolist())
    likeness = (vectors @ vectors.T).toarray()
    np.fill_diagonal(likeness, 0)
    return within(np.argsort(-rank(np.where(likeness > THRESHOLD, likeness, 0)), kind="stable"), rows, words)


def textrank(rows: pd.DataFrame, words: int) -> list[int]:
    """Choose by the walk over sentences that share words, for their length."""
    sets = [set(salience.content(text)) for text in rows["text"]]
    sizes = np.log([max(len(one), 1) for one in sets])
    shared = np.array([[len(a & b) if a is not b else 0 for b in sets] for a in sets], float)
    both = sizes[:, None] + sizes[None, :]
    return within(
        np.argsort(-rank(np.where(both > 0, shared / np.where(both > 0, both, 1), 0)), kind="stable"),
        rows,
        words,
    )


def knowing(summary: str) -> Choose:
    """Return the greedy choice that knows the summary: about the most that any choice can reach."""

    def choose(rows: pd.DataFrame, words: int) -> list[int]:
        texts, best = rows["text"].tolist(), 0.0
        taken: list[int] = []
        lengths = [len(words_of(text)) for text in texts]
        while True:
            left = words - sum(lengths[i] for i in taken)
            trials = [
                (sum(rouge(" ".join(texts[j] for j in [*taken, i]), summary, size) for size in (1, 2)), -i)
                for i in range(len(texts))
                if i not in taken and lengths[i] <= left
            ]
            if not trials or max(trials)[0] <= best:
                return taken
            best, row = max(trials)
            taken.append(-row)

    return choose


def fitted(
    rows: pd.DataFrame, titles: dict[str, str], summaries: dict[str, str], out: str = ""
) -> dict[str, float]:
    """Return the weights of the prior, fitted on all notes but one."""
    features = pd.DataFrame(salience._features(rows, titles))
    target = pd.Series(
        [
            sum(
                size
                * (grams(text, size) & grams(summaries[note], size)).total()
                / max(grams(text, size).total(), 3)
                for size in (1, 2)
            )
            for note, text in rows[["note_id", "text"]].itertuples(index=False)
        ]
    )
    centred = [each - each.groupby(rows["note_id"]).transform("mean") for each in (features, target)]
    mine, scale = rows["note_id"] != out, centred[0].std()
    model = Ridge(alpha=PENALTY).fit((centred[0] / scale)[mine], centred[1][mine])
    return dict(zip(features.columns, model.coef_ / scale, strict=True))


def claims(folder: Path) -> Callable[[str], bool]:
    """Return the test whether a sentence says something, against these notes and no framework."""
    whole = " ".join(store.read(folder, "passages")["text"])
    ground = Ground(" ".join(re.findall(r"[\w’'-]+", whole)))
    return lambda text: not emptiness(text, ground)


def ours(
    titles: dict[str, str], weights: dict[str, float], alone: bool, says: Callable[[str], bool] = bool
) -> Choose:
    """Return the program's choice, from all sentences or from those that stand alone."""

    def choose(rows: pd.DataFrame, words: int) -> list[int]:
        usable = [
            len(words_of(text)) >= 5 and not (alone and objection(text, kind == "bullet")) and says(text)
            for text, kind in zip(rows["text"], rows["kind"], strict=True)
        ]
        places = np.flatnonzero(usable)
        kept, salience.WEIGHTS = salience.WEIGHTS, weights
        try:
            chosen = salience.digest(rows.iloc[places].reset_index(drop=True), titles, words)
        finally:
            salience.WEIGHTS = kept
        return [int(places[row]) for row in chosen]

    return choose


def scores(rows: pd.DataFrame, summaries: dict[str, str], choose: Callable[[str], Choose]) -> np.ndarray:
    """Return ROUGE-1 and ROUGE-2 per note (notes × 2), in percent."""
    found = []
    for note, summary in summaries.items():
        mine = rows[rows["note_id"] == note].reset_index(drop=True)
        chosen = choose(note)(mine, len(words_of(summary)))
        text = " ".join(mine["text"].iloc[row] for row in sorted(chosen))
        found.append([100 * rouge(text, summary, size) for size in (1, 2)])
    return np.array(found)


def by_chance(rows: pd.DataFrame, summaries: dict[str, str]) -> np.ndarray:
    """Return the mean scores of choices at random."""
    rng = np.random.default_rng(1)
    runs = [
        scores(rows, summaries, lambda _: lambda mine, words: within(rng.permutation(len(mine)), mine, words))
        for _ in range(RANDOM_RUNS)
    ]
    return np.mean(runs, axis=0)


def drafted(path: Path) -> list[str]:
    """Return the points of a draft in Markdown: its list items, without theme, speaker and footnote."""
    lines = path.read_text("utf-8").splitlines()
    items = [line[2:].strip() for line in lines if line.startswith("- ")]
    return [re.sub(r"^\*\*[^*]+:\*\* |\[\^\d+\]|\\\\", "", item) for item in items]


def recall(folder: Path, path: Path) -> str:
    """Return how much of the note-takers' summaries of a draft's period its points say.

    The summaries are those of the notes that the draft names. Their sentences that share a cosine of `CLOSE`
    and three words that mean something with a point are said; ROUGE recall is of all summaries together.
    """
    notes, passages = store.read(folder, "notes"), store.read(folder, "passages")
    text = path.read_text("utf-8")
    listed = text[text.index("## List of meetings") :]
    named = notes.loc[[title in listed for title in notes["title"]], "note_id"]
    held = passages[
        (passages["section_kind"] == "summary")
        & (passages["kind"] != "heading")
        & passages["note_id"].isin(named)
    ]
    sentences = [each[s:e] for each in held["text"] for s, e in sentence_spans(each)]
    points = drafted(path)
    rows, others = salience.vectors(sentences, points)
    shared = (rows.sign() @ others.sign().T).toarray()
    near = np.where(shared >= SHARED, (rows @ others.T).toarray(), 0).max(axis=1, initial=0)
    whole, words = "\n".join(sentences), sum(len(words_of(point)) for point in points)
    found = [
        (grams(whole, n) & grams(" ".join(points), n)).total() / max(grams(whole, n).total(), 1)
        for n in (1, 2)
    ]
    said = int((near >= CLOSE).sum())
    return (
        f"{path.name}: {len(points)} items, {words} words; of {len(sentences)} sentences of summaries "
        f"{said} said ({said / max(len(sentences), 1):.1%}, {said / max(words, 1) * 1000:.0f} per 1,000 "
        f"words); ROUGE recall {100 * found[0]:.1f} / {100 * found[1]:.1f}"
    )


CLOSE, SHARED = 0.35, 3


def main() -> None:
    """Print a line per method, with the paired difference of ours to it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processed", type=Path, default=Path("data/processed"))
    parser.add_argument("--draft", type=Path, nargs="*", default=[], help="drafts in Markdown to score")
    options = parser.parse_args()
    for path in options.draft:
        print(recall(options.processed, path))
    rows, titles, summaries = material(options.processed)
    print(f"{len(summaries)} summaries of at least {FEWEST} words, {len(rows)} sentences in the bodies")
    left_out = {note: fitted(rows, titles, summaries, note) for note in summaries}
    print(
        "fitted:", {name: round(float(value), 3) for name, value in fitted(rows, titles, summaries).items()}
    )
    found = {
        "ours, as shipped": scores(rows, summaries, lambda _: ours(titles, salience.WEIGHTS, False)),
        "ours, note left out of the fit": scores(
            rows, summaries, lambda note: ours(titles, left_out[note], False)
        ),
        "ours, only what stands alone": scores(
            rows, summaries, lambda _: ours(titles, salience.WEIGHTS, True)
        ),
        "ours, only what says something": scores(
            rows, summaries, lambda _: ours(titles, salience.WEIGHTS, True, claims(options.processed))
        ),
        "LexRank": scores(rows, summaries, lambda _: lexrank),
        "LexRank, stems, weighted": scores(rows, summaries, lambda _: lexrank_stems),
        "TextRank": scores(rows, summaries, lambda _: textrank),
        "random": by_chance(rows, summaries),
        "knowing the summary": scores(rows, summaries, lambda note: knowing(summaries[note])),
    }
    rng = np.random.default_rng(1)
    draws = rng.integers(0, len(summaries), (DRAWS, len(summaries)))
    best = found["ours, note left out of the fit"]
    print(f"{'':32}  R-1   R-2   ours (left out) minus it, 95 % of the bootstrap: R-1, R-2")
    for name, each in found.items():
        low, high = np.percentile((best - each)[draws].mean(axis=1), [2.5, 97.5], axis=0)
        gaps = "  ".join(f"{low[i]:+5.1f} to {high[i]:+5.1f}" for i in (0, 1))
        print(f"{name:32} {each[:, 0].mean():5.1f} {each[:, 1].mean():5.1f}   {gaps}")


if __name__ == "__main__":
    main()
