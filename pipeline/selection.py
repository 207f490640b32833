"""The choice for a whole draft: points per theme and topic out of one pool, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import scipy.sparse as sp

from pipeline.annual import month_of
from pipeline.complete import objection
from pipeline.config import QuotesConfig, Roundup
from pipeline.points import candidates, choose, support
from pipeline.salience import RECURRENCE, Cover, concepts, prior, vectors
from pipeline.sentences import sentence_spans

NOT_BACKING = ("tells of the meeting", "too short or too long", "a question", "points elsewhere")
PASSAGES_PER_POINT = 3
"""A theme of few passages gets few points: one for so many, begun ones included."""
FROM_SUMMARY = 1.5
"""What a point is worth more when the note-taker has put it into the summary."""


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
        """The candidates with their passage, cell and month; those marked `never` are out."""
        places = self.notes[["note_id", "cell"]].assign(month=month_of(self.notes))
        about = self.passages[["passage_id", "section", "section_kind", "kind", "source", "line", "text"]]
        rows = candidates(self.passages, self.texts, self.options.longest).merge(
            places, on="note_id", how="left"
        )
        rows = rows.merge(about.rename(columns={"text": "passage"}), on="passage_id", how="left")
        out = opens_with(rows["text"], self.marks.never) | opens_with(rows["passage"], self.marks.never)
        return rows[~out].reset_index(drop=True)

    @cached_property
    def kept(self) -> np.ndarray:
        """Which rows open with a `keep` mark, the longest for each mark."""
        flags = np.zeros(len(self.pool), bool)
        for mark in self.marks.keep:
            hits = np.flatnonzero(opens_with(self.pool["text"], [mark]))
            if len(hits):
                flags[hits[self.pool["words"].to_numpy()[hits].argmax()]] = True
        return flags

    @cached_property
    def values(self) -> np.ndarray:
        """What each candidate is worth for its own sake."""
        titles = dict(zip(self.notes["note_id"], self.notes["title"], strict=True))
        summary = self.pool["section_kind"] == "summary"
        return prior(self.pool, titles) * np.where(summary, FROM_SUMMARY, 1.0)

    @cached_property
    def _concepts(self) -> sp.csr_matrix:
        return concepts(self.pool["text"].tolist())

    @cached_property
    def _vectors(self) -> sp.csr_matrix:
        return vectors(self.pool["text"].tolist())[0]

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

    def for_theme(self, theme: str, carried: pd.Series, count: int) -> list[Chosen]:
        """Return the points for a theme: `carried` are the passage_ids to which it applies."""
        applies = self.pool["passage_id"].isin(carried).to_numpy()
        return self._take(self._density(theme) * applies, min(count, -(-len(carried) // PASSAGES_PER_POINT)))

    def for_topic(self, shares: pd.Series, count: int) -> list[Chosen]:
        """Return the points for a topic: `shares` is its weight by passage_id."""
        return self._take(self.pool["passage_id"].map(shares).fillna(0).to_numpy(float), count)

    def _density(self, theme: str) -> np.ndarray:
        """Return how much of the theme stands in each candidate: w^1.5 / (w + 1) of its tags' weights."""
        tags = self.tags.loc[self.tags["theme"] == theme, ["passage_id", "start", "end", "weight"]]
        pool = self.pool[["passage_id", "start", "end"]].reset_index()
        both = pool.merge(tags, on="passage_id", suffixes=("", "_tag"))
        inside = both[(both["start_tag"] >= both["start"]) & (both["end_tag"] <= both["end"])]
        weight = inside.groupby("index")["weight"].sum().reindex(pool["index"], fill_value=0.0).to_numpy()
        return weight**1.5 / (weight + 1)

    def _take(self, relevance: np.ndarray, count: int) -> list[Chosen]:
        kept = [int(row) for row in np.flatnonzero(self.kept & (relevance > 0)) if row not in self.taken]
        values = relevance * self.values if len(self.pool) else relevance
        values[[*self.taken, *kept]] = 0
        rows = self._vectors
        cover = Cover(self._concepts, self._backing(relevance > 0), self.pool["words"].to_numpy())
        more = choose(
            cover, values, self.pool, rows, count - len(kept), self.options.alike, [*self.taken, *kept]
        )
        self.taken += [*kept, *more]
        found = [
            Chosen(row, row in kept, others)
            for row, others in zip([*kept, *more], self._others([*kept, *more]), strict=True)
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
        found = support(self.pool["text"].iloc[rows].tolist(), self._sentences, self.options.same)
        return [tuple(note for note in notes if note != one) for notes, one in zip(found, own, strict=True)]
