"""The work of stages beside the bare library calls that they cannot do without, in one process each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from bench.tagging import automaton, timed
from pipeline.core import store
from pipeline.core.counted import counted, may_carry_themes
from pipeline.language.stems import Stems
from pipeline.language.tfidf import stem_counts, weighted
from pipeline.reading import formats
from pipeline.reading.clean import RawFile, cleaned
from pipeline.settings.load import Config, load
from pipeline.tagging.stage import tag

MOST_FILES, MOST_PASSAGES = 2_000, 100_000
"""Of larger collections so much is measured: the ratio is the same."""
Row = tuple[str, float, str, float]


def ratios(raw: Path, processed: Path, config: Path) -> Iterator[Row]:
    """Yield work, seconds that it takes, the bare call, and the seconds of that."""
    settings = load(config)
    passages = store.read(processed, "passages")
    part = passages[may_carry_themes(passages)].head(MOST_PASSAGES)
    yield _reading(raw)
    yield _matching(part, settings)
    yield _tagging(part, settings)
    yield _counting(part["text"].tolist())
    yield _topics(processed, passages, settings)


def _reading(raw: Path) -> Row:
    files = sorted(path for path in raw.rglob("*") if path.is_file())[:MOST_FILES]

    def ours() -> object:
        found = [
            RawFile(
                path.name, sha256(data := path.read_bytes()).hexdigest(), formats.read(data, path.name, False)
            )
            for path in files
        ]
        return cleaned(found)

    return _row("files to cleaned lines", ours, "reading the bytes", lambda: [f.read_bytes() for f in files])


def _matching(passages: pd.DataFrame, settings: Config) -> Row:
    texts, matcher = passages["text"].tolist(), settings.lexicon.matcher
    search = automaton(settings.lexicon)
    bare = "one pass of pyahocorasick"
    return _row("terms matched", lambda: matcher.find(texts), bare, lambda: [search(text) for text in texts])


def _tagging(passages: pd.DataFrame, settings: Config) -> Row:
    search, texts = automaton(settings.lexicon), passages["text"].tolist()
    ours = lambda: tag(passages, settings.lexicon, settings.pipeline.themes)  # noqa: E731
    return _row("stage `tag`", ours, "one pass of pyahocorasick", lambda: [search(text) for text in texts])


def _counting(texts: list[str]) -> Row:
    from sklearn.feature_extraction.text import TfidfVectorizer

    ours = lambda: weighted(stem_counts(texts, Stems(), 3, 0.3)[0])  # noqa: E731
    vectorizer = TfidfVectorizer(min_df=3, max_df=0.3, sublinear_tf=True)
    return _row("TF-IDF of stems", ours, "TfidfVectorizer", lambda: vectorizer.fit_transform(texts))


def _topics(processed: Path, passages: pd.DataFrame, settings: Config) -> Row:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    from pipeline.topics.stage import topics

    notes, options = store.read(processed, "notes"), settings.pipeline.topics
    themes = store.read(processed, "passage_themes")
    texts = counted(passages, notes)["text"].head(options.most_passages).tolist()
    matrix = TfidfVectorizer(min_df=5, stop_words="english").fit_transform(texts)
    model = NMF(max(options.free) + 3, init="nndsvd", max_iter=30, tol=0)
    anchors = settings.network.anchors

    def ours() -> object:
        return topics(
            notes, passages, themes, options, settings.topics, settings.stopwords, settings.lexicon, anchors
        )

    bare = f"NMF fitted {2 * options.draws} times"
    seconds, _ = timed(lambda: model.fit(matrix))
    mine, _ = timed(ours)
    return "stage `topics`", mine, bare, seconds * 2 * options.draws


def _row(work: str, ours: Callable[[], object], call: str, bare: Callable[[], object]) -> Row:
    """Return the row of the better of two times each, in turn."""
    mine, theirs = zip(*((timed(ours)[0], timed(bare)[0]) for _ in range(2)), strict=True)
    return work, float(np.min(mine)), call, float(np.min(theirs))
