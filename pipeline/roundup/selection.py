"""The choice for a whole draft: points per theme and topic out of one pool, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import scipy.sparse as sp

from pipeline.core.year import month_of
from pipeline.language.sentences import sentence_spans
from pipeline.language.standalone import objection
from pipeline.language.words import words_of
from pipeline.roundup.candidates import COLUMNS, candidates, choose, support
from pipeline.roundup.salience import RECURRENCE, Cover, concepts, prior, vectors
from pipeline.settings.models import QuotesConfig, Roundup

NOT_BACKING = ("tells of the meeting", "too short or too long", "a question", "points elsewhere")
PASSAGES_PER_POINT = 3
"""A theme of few passages gets few points: one for so many, begun ones included."""
BY_SECTION = {"summary": 1.5, "context": 0.6}
"""What a point is worth more when the note-taker has put it into the summary, and less when it introduces."""


@dataclass(frozen=True)
class Chosen:
    """A point: its row in the pool, whether it was marked `keep`, and the other meetings that make it."""

    row: int
    kept: bool
    others: tuple[str, ...]


def opening(text: str) -> str:
    """Return the text as openings are compared: words in small letters, no marks in or between them."""
    marks_out = "".join(c if c.isalnum() else "" if c in "’'‘" else " " for c in text.lower())
    return " ".join(marks_out.split())


def opens_with(texts: pd.Series, marks: Sequence[str]) -> np.ndarray:
    """Return which texts open with the words of one of the marks."""
    if not marks:
        return np.zeros(len(texts), bool)
    wanted = tuple(opening(mark) for mark in marks)
    return texts.map(opening).str.startswith(wanted).to_numpy(bool)


def marked(passages: pd.DataFrame, marks: Sequence[str]) -> pd.DataFrame:
    """Return what the marks open: a whole passage, or the sentence of it, as candidates."""
    rows = []
    for mark in map(opening, marks):
        held = passages[passages["text"].map(opening).str.contains(mark, regex=False)]
        for passage_id, note_id, text in held[["passage_id", "note_id", "text"]].itertuples(index=False):
            start, end = _opened_by(text, mark)
            if end:
                rows.append(
                    (passage_id, note_id, start, end, text[start:end], len(words_of(text[start:end])))
                )
                break  # a mark means one point
    return pd.DataFrame(list(dict.fromkeys(rows)), columns=list(COLUMNS))


def _opened_by(text: str, mark: str) -> tuple[int, int]:
    """Return the place of the sentence, with those that the mark runs on into; (0, 0) if it opens none."""
    spans = sentence_spans(text)
    for first, (start, _) in enumerate(spans):
        if opening(text[start:]).startswith(mark):
            ends = (end for _, end in spans[first:])
            return start, next((end for end in ends if opening(text[start:end]).startswith(mark)), len(text))
    return 0, 0


def unknown(marks: QuotesConfig, passages: pd.DataFrame) -> list[str]:
    """Return the marks whose words are in no passage of any year."""
    wanted = [*marks.keep, *marks.never]
    texts = "\n".join(passages["text"].map(opening)) if wanted else ""
    return [mark for mark in wanted if opening(mark) not in texts]


@dataclass
class Selection:
    """The pool of candidates of a year's counted passages, and what has been taken out of it."""

    notes: pd.DataFrame
    passages: pd.DataFrame
    texts: dict[str, str]
    tags: pd.DataFrame
    options: Roundup
    marks: QuotesConfig
    taken: list[int] = field(default_factory=list)

    @cached_property
    def pool(self) -> pd.DataFrame:
        """The candidates with their passage, cell and month; `kept` are those marked so, `never` are out."""
        places = self.notes[["note_id", "cell"]].assign(month=month_of(self.notes))
        about = self.passages[["passage_id", "section", "section_kind", "kind", "source", "line", "text"]]
        kept = marked(self.passages, self.marks.keep)
        rows = candidates(self.passages, self.texts, self.options.longest)
        rows = rows[~rows["passage_id"].isin(kept["passage_id"])]
        rows = pd.concat([rows.assign(kept=False), kept.assign(kept=True)], ignore_index=True)
        rows = rows.merge(places, on="note_id", how="left")
        rows = rows.merge(about.rename(columns={"text": "passage"}), on="passage_id", how="left")
        out = opens_with(rows["text"], self.marks.never) | opens_with(rows["passage"], self.marks.never)
        return rows[~out].reset_index(drop=True)

    @cached_property
    def values(self) -> np.ndarray:
        """What each candidate is worth for its own sake."""
        titles = dict(zip(self.notes["note_id"], self.notes["title"], strict=True))
        return prior(self.pool, titles) * self.pool["section_kind"].map(BY_SECTION).fillna(1.0).to_numpy(
            float
        )

    @cached_property
    def _concepts(self) -> sp.csr_matrix:
        return concepts(self.pool["text"].tolist())

    @cached_property
    def _vectors(self) -> tuple[sp.csr_matrix, sp.csr_matrix]:
        """The candidates and the sentences that may back them, in one vocabulary."""
        return vectors(self.pool["text"].tolist(), self._sentences["text"].tolist())

    @cached_property
    def _sentences(self) -> pd.DataFrame:
        """Every sentence that says something of its own, with its note: what may back a point."""
        rows = [
            (note, text[start:end])
            for note, text in self.passages[["note_id", "text"]].itertuples(index=False)
            for start, end in sentence_spans(text)
        ]
        rows = [(note, text) for note, text in rows if objection(text, True) not in NOT_BACKING]
        return pd.DataFrame(rows, columns=["note_id", "text"])

    def left_over(self) -> list[Chosen]:
        """Return the kept points that no theme or topic has taken."""
        return self._take(np.zeros(len(self.pool)), 0, self.pool["kept"].to_numpy(bool))

    def for_theme(self, theme: str, carried: pd.Series, count: int) -> list[Chosen]:
        """Return the points for a theme: `carried` are the passage_ids to which it applies."""
        applies = self.pool["passage_id"].isin(carried).to_numpy()
        most = min(count, -(-len(carried) // PASSAGES_PER_POINT))
        return self._take(self._density(theme) * applies, most, applies)

    def for_topic(self, shares: pd.Series, count: int) -> list[Chosen]:
        """Return the points for a topic: `shares` is its weight by passage_id."""
        return self._take(self.pool["passage_id"].map(shares).fillna(0).to_numpy(float), count)

    def _density(self, theme: str) -> np.ndarray:
        """Return how much of the theme is in each candidate: w^1.5 / (w + 1) of its tags' weights."""
        tags = self.tags.loc[self.tags["theme"] == theme, ["passage_id", "start", "end", "weight"]]
        pool = self.pool[["passage_id", "start", "end"]].reset_index()
        both = pool.merge(tags, on="passage_id", suffixes=("", "_tag"))
        inside = both[(both["start_tag"] >= both["start"]) & (both["end_tag"] <= both["end"])]
        weight = inside.groupby("index")["weight"].sum().reindex(pool["index"], fill_value=0.0).to_numpy()
        return weight**1.5 / (weight + 1)

    def _take(self, relevance: np.ndarray, count: int, may_keep: np.ndarray | None = None) -> list[Chosen]:
        """Take the kept rows among `may_keep`, then the best others up to `count` in all."""
        if not len(self.pool):
            return []
        flags = self.pool["kept"].to_numpy(bool) & (relevance > 0 if may_keep is None else may_keep)
        kept = [int(row) for row in np.flatnonzero(flags) if row not in self.taken]
        values = relevance * self.values * ~self.pool["kept"].to_numpy(bool)
        values[self.taken] = 0
        cover = Cover(self._concepts, self._backing(relevance > 0), self.pool["words"].to_numpy())
        before = [*self.taken, *kept]
        more = choose(
            cover, values, self.pool, self._vectors[0], count - len(kept), self.options.alike, before
        )
        rows = [*kept, *more]
        self.taken += rows
        found = [
            Chosen(row, row in kept, others) for row, others in zip(rows, self._others(rows), strict=True)
        ]
        return sorted(found, key=lambda one: -len(one.others))

    def _backing(self, relevant: np.ndarray) -> np.ndarray:
        """Return what each concept is worth: by the number of meetings that speak of it where it matters."""
        notes, _ = pd.factorize(self.pool["note_id"])
        rows = np.flatnonzero(relevant)
        shape = (int(notes.max(initial=0)) + 1, len(rows))
        by_note = (
            sp.csr_matrix((np.ones(len(rows)), (notes[rows], np.arange(len(rows)))), shape)
            @ self._concepts[rows]
        )
        return np.diff(by_note.tocsc().indptr).astype(float) ** RECURRENCE

    def _others(self, rows: list[int]) -> list[tuple[str, ...]]:
        own = self.pool["note_id"].iloc[rows]
        points, sentences = self._vectors
        notes = self._sentences["note_id"].to_numpy()
        found = support(points[rows], sentences, notes, self.options.same)
        return [tuple(note for note in notes if note != one) for notes, one in zip(found, own, strict=True)]
