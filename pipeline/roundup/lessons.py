"""Lessons: points that several meetings made, gathered by what they are about.

What a point is about are its nouns. A noun that several meetings make points of, in more words than chance,
opens a lesson; the noun that most often goes along with it, and words that begin alike (leader, leadership),
belong to it. The one that gathers the most points goes first, and takes them with it. A lesson is called by
its own words: a verb with its object ("Building trust"), a phrase ("Lived experience"), or the two nouns
("Stories and language").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.core.counted import counted
from pipeline.language.grammar import Word
from pipeline.language.sentences import sentence_spans
from pipeline.language.stems import stem, stems_of
from pipeline.language.wordings import SHELL_NOUNS
from pipeline.roundup.naming import name_of
from pipeline.roundup.pool import MEETINGS, Pool
from pipeline.roundup.salience import STOPS

FEW = 100
"""In fewer passages no word is too common."""
NAMED = 2
"""What is a noun in so many points counts as a subject where it is a verb, too: trust, listen."""
COMMON, TERM = 0.18, 0.5
"""A noun of a larger share of all passages is everybody's word, and no lesson's, unless the framework's terms
hold it in so large a share of its points."""
ALIKE = 5
"""So many letters at least of a stem that another begins with: leader, leadership."""
TITLED, TAGGED = 0.4, 1.0
"""What a noun is worth more that stands in titles and headings, and that the framework's terms hold."""
FEWEST_NOTES, SHARE_OF_NOTES, FEWEST_POINTS = 2, 0.15, 3
"""A lesson is of so many meetings at least, and of so large a share of them; and of so many passages."""
SPREAD, RARITY = 0.85, 0.6
"""What the number of meetings and the rareness of the word count for, beside how points hang together."""
GROUPS = 0.25
"""What the number of groups that make its points counts for."""
USES = 400
"""So many sentences of all years tell what is done with a thing."""
MORE = 5
"""With so many more meetings than usual a draft has room for one more lesson."""
SECOND, WEAKEST = 0.2, 0.4
"""A point is shown under a lesson that is worth so large a part of its lead; the second, of another meeting,
may be worth less."""
NEAR = 0.09
"""Points that are less near to each other have a word in common, not a matter."""
BIDDEN = 0.5
"""What advice in the imperative is worth under a lesson: it has a chapter of its own."""
ABOUT = 0.3
"""What the share of the word among a point's nouns counts for: a point of one noun is seldom the best."""
CORE, LOOSE = 6, 0.04
"""So many of a lesson's points that are nearest to each other tell how well it hangs together."""


@dataclass(frozen=True)
class Lesson:
    """A lesson: its name, the stems it is about, and the rows of the pool that make it, the best first.

    `lead` says it best, `backing` is shown beside it, `evidence` are the others; `notes` are the meetings
    that make it.
    """

    name: str
    stems: tuple[str, ...]
    lead: tuple[int, ...]
    backing: tuple[int, ...]
    evidence: tuple[int, ...]
    notes: tuple[str, ...]


class Subjects:
    """What the pool's points are about: nouns, with how much each gathers."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.held = pool, pool.held
        self._judged: dict[tuple[str, tuple[int, ...]], float | None] = {}
        rows = pool.rows
        barred, told = self._barred, Counter(noun for nouns in pool.nouns for noun in nouns)
        named = {noun for noun, count in told.items() if count >= NAMED and noun not in barred}
        self.about = [frozenset(named.intersection(stems)) for stems in pool.stems]
        whole = counted(self.held.tables["passages"], self.held.tables["notes"])
        said = [set(stems_of(text)) for text in whole["text"]]
        self.size = max(len(said), 1)
        self.frequency = Counter(word for words in said for word in words)
        self.everywhere = pd.DataFrame({"note_id": whole["note_id"].to_numpy(), "said": said})
        self.titled = Counter(
            word
            for title, mine in rows.groupby("note_id")
            for word in set(stems_of(" ".join([*self._titles(title), *mine["section"].unique()])))
        )

    def _titles(self, note_id: str) -> list[str]:
        note = self.held.by_id.loc[note_id]
        return [note["title"], note["cell"]]

    @property
    def _barred(self) -> frozenset[str]:
        own = stems_of(" ".join([*self.held.group, self.held.network.name, *self.held.network.phrases]))
        lone = [phrase for phrase in self.held.network.phrases if " " not in phrase]
        return (
            STOPS
            | SHELL_NOUNS
            | {stem(word) for word in SHELL_NOUNS}
            | frozenset(stems_of(" ".join(lone)))
            | frozenset(word for word in own if word in stems_of(" ".join(self.held.group)))
        )

    def tagged_share(self, word: str, rows: Iterable[int]) -> float:
        """Return in what share of these points a term of the framework holds the word."""
        held = list(rows)
        hits = self._tagged
        return sum(word in hits.get(row, ()) for row in held) / max(len(held), 1)

    @property
    def _tagged(self) -> dict[int, set[str]]:
        if not hasattr(self, "_tagged_words"):
            pool = self.pool.rows[["passage_id"]].reset_index(names="row")
            both = pool.merge(self.held.tables["tags"][["passage_id", "matched", "weight"]], on="passage_id")
            found: dict[int, set[str]] = {}
            for row, matched in both.loc[both["weight"] >= 0.5, ["row", "matched"]].itertuples(index=False):
                found.setdefault(row, set()).update(stems_of(matched))
            self._tagged_words = found
        return self._tagged_words

    def rated(self, word: str, rows: Sequence[int]) -> float | None:
        """Return how much a word gathers; none if it is no subject. The same points are judged once."""
        key = (word, tuple(rows))
        if key not in self._judged:
            fit = not self.everybodys(word, rows) and self.enough(rows) and not self.scattered(word, rows)
            self._judged[key] = self.rating(word, rows) if fit else None
        return self._judged[key]

    def rating(self, word: str, rows: Sequence[int]) -> float:
        """Return how much a word gathers: points per meeting count by their root, rare words more."""
        notes = self.pool.rows.iloc[list(rows)].drop_duplicates("passage_id")["note_id"].value_counts()
        mine = self.pool.rows.iloc[list(rows)]
        groups = set(mine["cell"].where(mine["cell"] != "", mine["note_id"]))
        rare = np.log(self.size / max(self.frequency[word], 1)) ** RARITY
        titled = 1 + TITLED * min(1.0, 2 * self.titled[word] / max(len(self.held.notes), 1))
        near = self.near(rows)
        rare *= len(groups) ** GROUPS
        tagged = 1 + TAGGED * self.tagged_share(word, rows)
        return float(np.sqrt(notes).sum() ** SPREAD * rare * titled * tagged * (LOOSE + near))

    def near(self, rows: Sequence[int]) -> float:
        """Return how near the points that are closest to other meetings' are to these, on the average."""
        return float(np.sort(nearness(self.pool, _first_runs(self.pool, rows)))[::-1][:CORE].mean())

    def scattered(self, word: str, rows: Sequence[int]) -> bool:
        """Tell whether points have a word in common that is no term of the framework, and little else."""
        return self.near(rows) < NEAR and self.tagged_share(word, rows) < TERM

    def everybodys(self, word: str, rows: Sequence[int]) -> bool:
        """Tell whether a word is too common to be a subject, or says what is done rather than what with."""
        common = self.frequency[word] > COMMON * self.size and self.size > FEW
        done = sum(word not in self.pool.nouns[row] for row in rows) > len(rows) / 2
        return (common or done) and self.tagged_share(word, rows) < TERM

    def enough(self, rows: Sequence[int]) -> bool:
        """Tell whether points are of meetings and passages enough for a lesson."""
        mine = self.pool.rows.iloc[list(rows)]
        fewest = max(FEWEST_NOTES, round(SHARE_OF_NOTES * len(self.held.notes)))
        if mine["note_id"].nunique() < fewest:
            return False
        return mine["passage_id"].nunique() >= FEWEST_POINTS or self._alike(rows)

    def _alike(self, rows: Sequence[int]) -> bool:
        """Tell whether two of the points say the same."""
        return bool(nearness(self.pool, list(rows)).max(initial=0) >= self.pool.held.options.alike)

    def spelled(self, root: str) -> str:
        """Return the noun of a stem as the pool writes it most."""
        forms = Counter(
            w.low for words in self.pool.words for w in words if w.is_noun and stem(w.lemma) == root
        )
        return min(forms, key=lambda form: (-forms[form], form)) if forms else root

    def elsewhere(self, word: str) -> list[str]:
        """Return sentences of all years with a word: how it is used."""
        whole = self.held.tables["passages"]
        held = self.everywhere["said"].map(lambda said: word in said).to_numpy(bool)
        texts = counted(whole, self.held.tables["notes"])["text"][held]
        split = [text[start:end] for text in texts for start, end in sentence_spans(text)]
        return [sentence for sentence in split if word in stems_of(sentence)][:USES]

    def heard(self, words: Sequence[str]) -> pd.Series:
        """Return the note_ids, of all years, that have one of the words."""
        wanted = set(words)
        return self.everywhere.loc[[bool(wanted & said) for said in self.everywhere["said"]], "note_id"]


def lessons(pool: Pool) -> list[Lesson]:
    """Return the lessons, the one that gathers most first; their points are taken out of the pool."""
    subjects, found, used = Subjects(pool), [], set()  # type: ignore[var-annotated]
    most = pool.held.options.lessons + max(0, len(pool.held.notes) - MEETINGS) // MORE
    while len(found) < most:
        word, rows = _foremost(subjects, used)
        if not word:
            break
        used |= {word}
        lesson = _lesson(subjects, word, rows, found)
        if lesson is not None:
            found.append(lesson)
            used |= set(lesson.stems)
    return found


def _foremost(subjects: Subjects, used: set[str]) -> tuple[str, list[int]]:
    """Return the word that gathers most of what is free, and its points."""
    gathered: dict[str, list[int]] = {}
    for row in np.flatnonzero(subjects.pool.free):
        for word in subjects.about[row]:
            gathered.setdefault(word, []).append(int(row))
    for word in sorted(gathered, key=len):  # leadership gathers what leader does
        for longer in [each for each in gathered if len(each) > len(word) and _of_one_root(word, each)]:
            gathered[word] = sorted({*gathered[word], *gathered[longer]})
    rated = [
        (worth, word)
        for word, rows in sorted(gathered.items())
        if not any(word == each or _of_one_root(word, each) for each in used)
        and (worth := subjects.rated(word, rows)) is not None
    ]
    if not rated:
        return "", []
    _, word = max(rated, key=lambda each: (round(each[0], 6), each[1]))
    return word, gathered[word]


def _of_one_root(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= ALIKE and long.startswith(short)


def _lesson(subjects: Subjects, word: str, rows: list[int], before: list[Lesson]) -> Lesson | None:
    """Return the lesson of a word: the lead is near to what other meetings say, and the rest unlike it."""
    pool = subjects.pool
    order, scores = _best(pool, rows, word)
    notes = tuple(sorted(pool.rows.iloc[rows]["note_id"].unique()))
    shown: list[int] = []
    for row in order:
        if len(shown) >= pool.held.options.lesson_points:
            break
        fresh = pool.rows["note_id"].iloc[row] not in {pool.rows["note_id"].iloc[each] for each in shown}
        least = {0: 0.0, 1: SECOND}.get(len(shown), WEAKEST)
        weak = bool(shown) and scores[row] < least * scores[shown[0]]
        if pool.free[row] and (fresh or len(shown) > 1) and not weak:
            shown.append(row)
            pool.take(row)
    if not _of_several(pool, shown, rows):
        pool.give_back(shown)
        return None
    rest = [row for row in order if row not in shown]
    words: list[tuple[Word, ...]] = [pool.words[row] for row in _first_runs(pool, rows)]
    owners = [pool.rows["note_id"].iloc[row] for row in _first_runs(pool, rows)]
    name = name_of(
        word, words, owners, [lesson.name for lesson in before], SHELL_NOUNS, subjects.elsewhere(word)
    )
    leads = 2 if len(shown) > 2 else 1
    return Lesson(name, (word,), tuple(shown[:leads]), tuple(shown[leads:]), tuple(rest), notes)


def _of_several(pool: Pool, shown: Sequence[int], rows: Sequence[int]) -> bool:
    """Tell whether what is shown is of several meetings, or another meeting says the same."""
    notes = pool.rows["note_id"].to_numpy()
    if len(set(notes[list(shown)])) >= FEWEST_NOTES:
        return True
    if len(shown) < FEWEST_NOTES or len(pool.held.notes) > MEETINGS:
        return False  # of many meetings two can be found that agree on anything
    near = pool.likeness(shown, rows).max(axis=1, initial=0.0)
    return bool((near[notes[list(rows)] != notes[shown[0]]] >= pool.held.options.alike).any())


def evidence_of(pool: Pool, lesson: Lesson) -> list[int]:
    """Return further points to name behind a lesson: one a passage, none shown, other meetings first."""
    rows = pool.rows
    shown = {rows["note_id"].iloc[row] for row in (*lesson.lead, *lesson.backing)}
    seen = {rows["passage_id"].iloc[row] for row in pool.taken}
    found = []
    for row in sorted(lesson.evidence, key=lambda row: rows["note_id"].iloc[row] in shown):
        if rows["passage_id"].iloc[row] not in seen:
            seen.add(rows["passage_id"].iloc[row])
            found.append(row)
    return found[: pool.held.options.evidence]


def _first_runs(pool: Pool, rows: Sequence[int]) -> list[int]:
    """Return of each passage the longest run among the rows."""
    held = pool.rows.iloc[list(rows)].assign(row=list(rows))
    held = held.sort_values(["passage_id", "words"], ascending=[True, False], kind="stable")
    return [int(row) for row in held.drop_duplicates("passage_id")["row"]]


def _aboutness(pool: Pool, row: int, word: str) -> float:
    """Return how much of a point's matter the word is, and less where it comes late."""
    held = [(stem(each.lemma), each.is_noun) for each in pool.words[row]]
    nouns = [root for root, is_noun in held if is_noun or root == word]
    places = [place for place, each in enumerate(nouns) if each == word or _of_one_root(each, word)]
    if not places:
        return 0.5
    return float((len(places) / len(nouns)) ** ABOUT * (1 - 0.5 * places[0] / len(nouns)))


def _best(pool: Pool, rows: list[int], word: str) -> tuple[list[int], dict[int, float]]:
    """Return the rows by their scores, and these: worth times nearness to what each other meeting says."""
    central = nearness(pool, rows)
    about = np.array([_aboutness(pool, row, word) * (BIDDEN if pool.bids[row] else 1.0) for row in rows])
    score = (pool.rows["value"].iloc[rows].to_numpy() * (LOOSE + central) * about).round(9)
    order = [rows[place] for place in np.argsort(-score, kind="stable")]
    return order, dict(zip(rows, score.tolist(), strict=True))


def nearness(pool: Pool, rows: list[int]) -> np.ndarray:
    """Return how near each point is to what each other meeting says, on the average: cosines."""
    near = pool.likeness(rows, rows)
    notes = pool.rows["note_id"].iloc[rows].to_numpy()
    central = np.zeros(len(rows))
    others = sorted(set(notes))
    for note in others:
        closest = near[:, notes == note].max(axis=1)
        central += np.where(notes == note, 0, closest)
    return np.asarray(central / max(len(others) - 1, 1))
