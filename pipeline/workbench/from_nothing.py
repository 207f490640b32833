"""What is suggested for one theme, term by term: figures, who has it already, and places to judge it by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pandas as pd

from pipeline.core.toml import toml
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matches
from pipeline.lexicon.theme import Entry, Theme
from pipeline.workbench.in_context import concordance
from pipeline.workbench.known import without_known
from pipeline.workbench.proposals import Grounds, Ranking, distinct, grounds, rankings, together
from pipeline.workbench.written import as_term

TOP = 15
LINES = 3
WIDTH = 40
STRONG_FROM = 0.4
"""A term is strong if two in five of its passages or more are about the theme (`docs/lexicons.md`)."""
FEWEST_STRONG = 5
"""Of a word in fewer passages that cannot be said: it is weak. A phrase says more."""


@dataclass(frozen=True)
class Proposal:
    """A term as it would be pasted, with what speaks for it.

    `figures` are those of the kinds that propose it; `about` is the part of its passages that is about the
    theme; `others` the themes whose terms find it, or a part of it; `lines` up to three places in context.
    """

    term: str
    figures: dict[str, float]
    passages: int
    notes: int
    about: float
    strong: bool
    others: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Proposals:
    """What is suggested for a theme: per kind, and all kinds together; each list foremost first.

    `tagged` tells whether the theme's own terms say which passages are about it, of which there are `about`.
    """

    theme: Theme
    kinds: dict[str, tuple[Proposal, ...]]
    together: tuple[Proposal, ...]
    tagged: bool
    about: int
    passages: int


def propose(
    theme: Theme,
    lexicon: Lexicon,
    body: pd.DataFrame,
    carries: Sequence[str],
    groups: re.Pattern[str],
    stopwords: Sequence[str],
    stems: Stems,
    top: int = TOP,
) -> Proposals:
    """Return `top` terms of each kind, and as many of all together.

    A passage that several notes share is counted once.

    Args:
        theme: what terms are looked for; it may have none.
        lexicon: all themes.
        body: the passages that count.
        carries: ids of the passages that the theme is tagged in.
        groups: the pattern of the groups' names, as of `names_of`.
        stopwords: words that are proposed in phrases only.
        stems: those of the last run.
    """
    body = body[~body["text"].duplicated()].reset_index(drop=True)
    texts = body["text"].tolist()
    gapped = without_known(texts, theme, lexicon.passing, groups)
    notes = np.unique(body["note_id"].to_numpy(object), return_inverse=True)[1]
    tagged = body["passage_id"].isin(list(carries)).to_numpy()
    on = grounds(theme, texts, gapped, notes, tagged, stopwords, stems)
    ranked = rankings(on)
    orders = {kind: order for kind, (order, _) in ranked.items()}
    lists = {kind: list(islice(distinct(on.words, order), top)) for kind, order in orders.items()}
    whole = list(islice(distinct(on.words, together(orders, len(on.words))), top))
    shown = sorted({term for terms in (*lists.values(), whole) for term in terms})
    made = _Shown(theme, lexicon, body, gapped, notes, on).proposals(shown, ranked)
    of = dict(zip(shown, made, strict=True))
    return Proposals(
        theme,
        {kind: tuple(of[term] for term in terms) for kind, terms in lists.items()},
        tuple(of[term] for term in whole),
        tagged=on.tagged,
        about=int(on.about.sum()),
        passages=len(texts),
    )


@dataclass(frozen=True)
class _Shown:
    """What the terms that are shown are counted in."""

    theme: Theme
    lexicon: Lexicon
    body: pd.DataFrame
    gapped: list[str]
    notes: np.ndarray
    on: Grounds

    def proposals(self, terms: Sequence[int], ranked: Mapping[str, Ranking]) -> Iterator[Proposal]:
        """Yield each of the terms as it would be pasted, counted where the theme has nothing yet."""
        pasted = [as_term(self.on.words, term) for term in terms]
        alone = {
            str(i): replace(self.theme, id=str(i), entries=(Entry((term,)),), nots=())
            for i, term in enumerate(pasted)
        }
        found = Lexicon(alone).matcher.find(self.gapped)
        others = self._others(terms)
        proposing = {kind: set(order.tolist()) for kind, (order, _) in ranked.items()}
        for place, term in enumerate(terms):
            figures = {kind: float(ranked[kind][1][term]) for kind in ranked if term in proposing[kind]}
            made = self._proposal(pasted[place], figures, found, place, others[place])
            yield replace(made, strong=self._is_strong(made, self.on.words.stems[term]))

    def _is_strong(self, made: Proposal, stems: tuple[str, ...]) -> bool:
        """Tell whether a term may carry the theme alone.

        Passages about a theme without terms were found by its description: that they are full of a word
        says something of the words of the description alone.
        """
        phrase = len(stems) > 1 or made.passages >= FEWEST_STRONG
        known = self.on.tagged or not self.on.described.isdisjoint(stems)
        return phrase and known and made.about >= STRONG_FROM

    def _proposal(
        self, term: str, figures: dict[str, float], found: Matches, place: int, others: tuple[str, ...]
    ) -> Proposal:
        here = found.theme == place
        passage, first = np.unique(found.text[here], return_index=True)
        about = float(self.on.about[passage].mean()) if len(passage) else 0.0
        return Proposal(
            term,
            figures,
            passages=len(passage),
            notes=len(np.unique(self.notes[passage])),
            about=about,
            strong=False,
            others=others,
            lines=tuple(self._lines(passage, found.start[here][first], found.end[here][first])),
        )

    def _others(self, terms: Sequence[int]) -> list[tuple[str, ...]]:
        """Return per term the other themes that find it, or a part of it."""
        rivals = tuple(each for each in self.lexicon.themes.values() if each.id != self.theme.id)
        written = [" ".join(self.on.words.commonest(term)) for term in terms]
        found = Lexicon({each.id: each for each in rivals}).matcher.find(written)
        pairs = sorted(set(zip(found.text.tolist(), found.theme.tolist(), strict=True)))
        return [
            tuple(rivals[theme].id for text, theme in pairs if text == place) for place in range(len(terms))
        ]

    def _lines(self, passage: np.ndarray, start: np.ndarray, end: np.ndarray) -> Iterator[str]:
        """Yield up to three places in context, most like the theme first, one a note if it can be."""
        order = np.argsort(-self.on.like[passage].round(9), kind="stable")
        _, foremost = np.unique(self.notes[passage[order]], return_index=True)
        again = np.setdiff1d(np.arange(len(order)), foremost)
        for place in order[np.concatenate([np.sort(foremost), again])][:LINES].tolist():
            text, where = self.body["text"].iat[passage[place]], self.body["passage_id"].iat[passage[place]]
            yield concordance(text, int(start[place]), int(end[place]), where, WIDTH)


def as_toml(proposals: Iterable[Proposal]) -> str:
    """Return the terms as lines for `config/themes/`, strong ones and weak ones."""
    proposals = list(proposals)
    lines = []
    for key, strong in (("terms", True), ("weak", False)):
        its = [each.term for each in proposals if each.strong is strong]
        lines += [f"{key} = [", *(f"  {toml(term)}," for term in its), "]"] if its else []
    return "\n".join(lines)
