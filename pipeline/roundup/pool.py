"""The pool: every sentence or two that a draft could show, with what it is worth and what it is about.

A row is a run of sentences of one passage that can be understood alone (`standalone`), says something
(`claims`), and is not marked to be left out. A passage gives one point at most, and no point is taken that is
like another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
import pandas as pd
import scipy.sparse as sp

from pipeline.core.schemas import GRADES
from pipeline.core.year import month_of
from pipeline.language.claims import Ground, advises, emptiness, hearsay
from pipeline.language.grammar import Word, is_imperative, tagged
from pipeline.language.sentences import sentence_spans
from pipeline.language.stems import stem
from pipeline.language.wordings import HEDGES, LIGHT_VERBS, SHELL_NOUNS
from pipeline.language.words import words_of
from pipeline.roundup.candidates import COLUMNS, candidates
from pipeline.roundup.copied import copies
from pipeline.roundup.document import Point, Source
from pipeline.roundup.marks import marked, opens_with
from pipeline.roundup.material import PERHAPS, Material, few
from pipeline.roundup.salience import content, prior, vectors

BY_SECTION = {"summary": 1.5, "discussion": 1.1, "reflection": 1.1, "presentation": 0.9, "context": 0.5}
"""What a point is worth more where the note-taker put it into the summary, and less where it introduces."""
ADVISES, HEARSAY, FAINT, DOUBTFUL, KEPT = 1.4, 0.6, 0.65, 0.85, 100.0
"""Worth of advice, of what is said to have been felt, of what is only said to exist or to be so sometimes, of
a meeting that may be of another year, of a mark."""
RICH = (0.05, 0.05, 0.1, 0.2, 0.6, 0.75, 0.9, 1.0)
"""What a point of so many different words is worth that mean something."""
HOLLOW = frozenset(stem(word) for word in (*SHELL_NOUNS, *LIGHT_VERBS, *HEDGES))
FAINTLY = re.compile(r"(?:There|Some|Sometimes|In some|A few|A lot|It helps|It is good|It is nice|Many)\b")
PONDERS = re.compile(
    r"\b(?:(?:need|have|want|ought)s? to|we (?:can|could|must|should)) (?:\w+ly |also )?"
    r"(?:be aware|consider|discuss|examine|explore|look at|look into|reflect|remember|think|understand)\b",
    re.IGNORECASE,
)
"""Advice to think about something, rather than to do it."""
EFFECTS = ("beauty", "force", "power", "strength", "value")
"""Nouns that say with an *of* what something can do."""
IDLE = re.compile(
    r"^It (?:helps|is (?:\w+ )?(?:best|good|important|vital)) to be (?:\w+,? ){1,4}and \w+\b"
    r"|^(?:\S+ ){,11}(?:this|that|these|those)[.!]?$"
)
"""Virtues that nobody speaks against; a short sentence whose last word, `this`, stands for nothing in it."""
NEARLY_AS_GOOD = 0.85
"""A run of sentences is no point of its own where a longer one, around it, is worth so much of it."""
MEETINGS = 10
"""With more meetings a draft has room for one more point each."""
MOST = 4000
"""So many candidates are read word by word, the likeliest first."""
FIRM, STRONG, PAIR = 1.5, 1.0, 1.0
"""A point carries a theme by tags of this weight in all, by one phrase of this, or by two words of this."""
ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9&-]+\b")
KNOWN = 3
"""An abbreviation that so many notes use is known to their readers."""
FOLLOWS = ("points at what is not there", "tells what happened")
"""What a sentence may lack that comes after another."""


def _effect(word: Word, after: Word | None) -> bool:
    return word.lemma in EFFECTS and after is not None and after.low == "of"


def _part_of_better(rows: pd.DataFrame) -> np.ndarray:
    """Return which rows lie inside a longer one of their passage that is worth nearly as much, or more."""
    out = np.zeros(len(rows), bool)
    for _, mine in rows.groupby("passage_id", sort=False):
        start, end, value = (mine[name].to_numpy() for name in ("start", "end", "value"))
        inside = (start[:, None] >= start) & (end[:, None] <= end)
        longer = (end - start)[:, None] < (end - start)
        out[mine.index] = (inside & longer & (value >= NEARLY_AS_GOOD * value[:, None])).any(axis=1)
    return out


class Pool:
    """The candidates of a draft's meetings, and what has been taken out of them."""

    def __init__(self, held: Material) -> None:
        self.held = held
        self.taken: list[int] = []
        self.beside = 0  # points of the draft that are none of the pool: voices, steps ahead
        self._free: np.ndarray | None = None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The candidates with their passage, meeting and `value`; those marked `keep` are among them."""
        found = self._found()
        says = [
            kept or not self._empty(text) for text, kept in found[["text", "kept"]].itertuples(index=False)
        ]
        found = found[np.array(says, bool)].reset_index(drop=True)
        return found[~_part_of_better(found)].reset_index(drop=True)

    def _found(self) -> pd.DataFrame:
        held = self.held
        kept = pd.concat([marked(held.passages, held.marks.keep), self._whole()], ignore_index=True)
        kept = kept.drop_duplicates("passage_id")
        rows = candidates(held.passages, held.texts, held.options.longest)
        rows = rows[~rows["passage_id"].isin(kept["passage_id"])].assign(kept=False)
        rows = pd.concat([rows, kept.assign(kept=True)], ignore_index=True)
        notes = held.notes[["note_id", "cell", "standing"]].assign(month=month_of(held.notes))
        about = held.said[["passage_id", "section", "section_kind", "kind", "source", "line", "text"]]
        rows = rows.merge(notes, on="note_id", how="left")
        rows = rows.merge(about.rename(columns={"text": "passage"}), on="passage_id", how="left")
        rows["kept"] = rows["kept"].astype(bool)
        out = opens_with(rows["text"], held.marks.never) | opens_with(rows["passage"], held.marks.never)
        by_hand = rows["passage_id"].isin(held.marked_by_hand("out")).to_numpy()
        again = copies(rows, held.tables["passages"], held.tables["notes"]) & ~rows["kept"].to_numpy()
        titles = dict(zip(held.notes["note_id"], held.notes["title"], strict=True))
        worth = prior(rows, titles) if len(rows) else np.zeros(0)
        worth = worth * rows["section_kind"].map(BY_SECTION).fillna(1.0).to_numpy(float)
        worth = worth * np.where(rows["standing"] == PERHAPS, DOUBTFUL, 1.0)
        rows = rows.assign(value=np.where(rows["kept"], KEPT, worth))
        rows = rows[~(out | by_hand | again)].reset_index(drop=True)
        order = np.argsort(-(rows["value"].to_numpy() + rows["kept"] * 1e9), kind="stable")[:MOST]
        rows = rows.iloc[np.sort(order)].reset_index(drop=True)
        manner = np.array([self._manner(text) for text in rows["text"]], float)
        return rows.assign(value=np.where(rows["kept"], KEPT, rows["value"] * manner))

    def _whole(self) -> pd.DataFrame:
        """Return the passages that people keep, whole, as candidates."""
        said = self.held.said[self.held.said["passage_id"].isin(self.held.marked_by_hand("keep"))]
        rows = [
            (key, note, 0, len(text), text, len(words_of(text)))
            for key, note, text in said[["passage_id", "note_id", "text"]].itertuples(index=False)
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    @staticmethod
    def _manner(text: str) -> float:
        weak = FAINT if (FAINTLY.match(text) and not advises(text)) or PONDERS.search(text) else 1.0
        rich = RICH[min(len(set(content(text)) - HOLLOW), len(RICH) - 1)]
        return rich * weak * (HEARSAY if hearsay(text) else 1.0) * (ADVISES if advises(text) else 1.0)

    @cached_property
    def ground(self) -> Ground:
        """What sentences are judged against."""
        whole = " ".join(self.held.tables["passages"]["text"])
        small = " ".join(re.findall(r"[\w’'-]+", whole))
        network, spread = self.held.network, Counter[str]()
        for _, texts in self.held.tables["passages"].groupby("note_id")["text"]:
            spread.update({found for text in texts for found in ABBREVIATION.findall(text)})
        known = frozenset(form for form, count in spread.items() if count >= KNOWN)
        return Ground(small, known, (network.name, *network.phrases), self.held.group)

    def _empty(self, text: str) -> bool:
        if IDLE.search(text):
            return True
        for number, (start, end) in enumerate(sentence_spans(text)):
            why = emptiness(text[start:end], self.ground)
            if why and not (number and why in FOLLOWS):
                return True
        return False

    @property
    def vectors(self) -> sp.csr_matrix:
        """TF-IDF rows of unit length, weighed over all sentences of the draft's meetings."""
        return self._vectors[0]

    @cached_property
    def _vectors(self) -> tuple[sp.csr_matrix, sp.csr_matrix]:
        """The rows of the candidates, and of all sentences of the draft's meetings."""
        known = [text[s:e] for text in self.held.passages["text"] for s, e in sentence_spans(text)]
        return vectors(self.rows["text"].tolist(), known)

    def nearest_elsewhere(self) -> np.ndarray:
        """Return of each candidate the cosine of the sentence of any other meeting that is most like it."""
        owners = [
            note
            for note, text in self.held.passages[["note_id", "text"]].itertuples(index=False)
            for _ in sentence_spans(text)
        ]
        codes, names = pd.factorize(np.array([*self.rows["note_id"], *owners], dtype=object))
        mine, theirs = codes[: len(self.rows)], codes[len(self.rows) :]
        rows, known = self._vectors
        nearest = np.zeros(len(self.rows))
        for code in range(len(names)):
            here = mine == code
            if here.any() and (theirs != code).any():
                nearest[here] = (rows[here] @ known[theirs != code].T).max(axis=1).toarray().ravel()
        return nearest

    @cached_property
    def words(self) -> list[tuple[Word, ...]]:
        """The words of each candidate with their parts of speech."""
        return [
            tuple(word for start, end in sentence_spans(text) for word in tagged(text[start:end]))
            for text in self.rows["text"]
        ]

    @cached_property
    def nouns(self) -> list[frozenset[str]]:
        """The stems of the nouns of each candidate, but `the power of stories`: that is about stories."""
        return [
            frozenset(
                stem(word.lemma)
                for word, after in pairwise((*words, None))
                if word is not None and word.is_noun and word.form[0].isalpha() and not _effect(word, after)
            )
            for words in self.words
        ]

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """The stems of the nouns and verbs of each candidate."""
        return [
            nouns | frozenset(stem(word.lemma) for word in words if word.tag.startswith("V"))
            for words, nouns in zip(self.words, self.nouns, strict=True)
        ]

    def advises(self, row: int) -> bool:
        """Tell whether a candidate says what can or should be done."""
        return advises(self.rows["text"].iloc[row])

    @cached_property
    def bids(self) -> np.ndarray:
        """Which candidates open with the plain form of a verb: `Invest in …`."""
        return np.array([is_imperative(text) for text in self.rows["text"]], bool)

    @property
    def room(self) -> int:
        """How many points the draft still has room for."""
        most = self.held.options.points + max(0, len(self.held.notes) - MEETINGS)
        return most - self.beside - len(self.taken)

    # what is free, and what is taken

    @property
    def free(self) -> np.ndarray:
        """Which candidates are of no passage that was taken, and like none that was."""
        if self._free is None:
            self._free = np.ones(len(self.rows), bool)
        return self._free

    def take(self, row: int) -> None:
        """Take a candidate: its passage, and all that is like it, is no longer free."""
        self.taken.append(row)
        alike = self.likeness([row])[:, 0] >= self.held.options.alike
        self.free[alike | (self.rows["passage_id"] == self.rows["passage_id"].iloc[row]).to_numpy()] = False

    def give_back(self, rows: Sequence[int]) -> None:
        """Make candidates free again that were taken, with all that is like them."""
        left = [row for row in self.taken if row not in set(rows)]
        self.taken, self._free = [], None
        for row in left:
            self.take(row)

    def likeness(self, rows: Sequence[int], of: Sequence[int] | None = None) -> np.ndarray:
        """Return the cosines with these of all candidates, or of some: candidates × rows."""
        mine = self.vectors if of is None else self.vectors[list(of)]
        return np.asarray((mine @ self.vectors[list(rows)].T).toarray())

    # themes

    @cached_property
    def themes(self) -> pd.DataFrame:
        """Which themes candidates carry by more than a chance word: row, theme, weight; the strongest first.

        The theme applies to the passage, and in the candidate itself there are its tags: of weight `FIRM` in
        all, a phrase of `STRONG`, two different words of `PAIR` together, or `PAIR` where the grade is firm.
        """
        spans = self.rows[["passage_id", "start", "end"]].reset_index(names="row")
        tags = self.held.tables["tags"].merge(
            self.held.tables["passage_themes"][["passage_id", "theme", "grade"]], on=["passage_id", "theme"]
        )
        both = spans.merge(tags, on="passage_id", suffixes=("", "_tag"))
        inside = both[(both["start_tag"] >= both["start"]) & (both["end_tag"] <= both["end"])].copy()
        inside["phrase"] = inside["matched"].str.contains(r"\w\W+\w") * inside["weight"]
        inside["word"] = inside["matched"].str.lower()
        each = inside.groupby(["row", "theme"], sort=True).agg(
            weight=("weight", "sum"),
            phrase=("phrase", "max"),
            different=("word", "nunique"),
            grade=("grade", "first"),
        )
        firm = (
            (each["weight"] >= FIRM) & (each["different"] > 1)
            | (each["phrase"] >= STRONG)
            | (each["different"] > 1) & (each["weight"] > PAIR)
            | (each["grade"] == GRADES[0]) & (each["weight"] >= PAIR)
        )
        order = {theme: place for place, theme in enumerate(self.held.labels)}
        found = each[firm].reset_index()
        found["order"] = found["theme"].map(order)
        found["weight"] = found["weight"].round(6)
        return found.sort_values(["row", "weight", "order"], ascending=[True, False, True], ignore_index=True)

    def theme_of(self, row: int, among: Sequence[str] = (), weight: float = 0.0) -> str:
        """Return the theme that a candidate carries most strongly, of those `among`; empty for none.

        Its tags weigh at least `weight` together.
        """
        mine = self.themes[(self.themes["row"] == row) & (self.themes["weight"] >= weight)]["theme"]
        return next((theme for theme in mine if not among or theme in among), "")

    # what is shown

    def point(self, row: int, kind: str = "point", label: str = "", more: Sequence[int] = ()) -> Point:
        """Return a candidate as a point, `more` being others that say so."""
        mine = self.rows.iloc[row]
        further = tuple(self.source(other, said=True) for other in more)
        return Point(mine["text"], self.source(row, more=further), kind, label)  # type: ignore[arg-type]

    def source(self, row: int, said: bool = False, more: tuple[Source, ...] = ()) -> Source:
        """Return where a candidate is in the notes."""
        mine = self.rows.iloc[row]
        place = f"{mine['source']}:{mine['line']}"
        opening = few(mine["text"], 12) if said else ""
        return self.held.source(mine["note_id"], place, mine["text"], opening, more)
