"""Which themes apply to a passage, and why.

The lexicon finds terms with exact spans (`lexicon.match`); their weights, less those of passing cues, are
the first evidence (`lexicon.score`), likeness to the passages that the lexicon is sure of the second
(`tagging.likeness`). A theme applies where their sum reaches its threshold and at least one term is in
the passage: firm with two different strong terms or more, else tentative. Headings, logistics, formalities
and reading lists carry no theme.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.counted import may_carry_themes
from pipeline.core.schemas import GRADES, NEAR, schema
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matcher, Matches
from pipeline.lexicon.score import applies, in_use, strong_terms, term_scores, thresholds
from pipeline.settings.models import Themes
from pipeline.tagging.likeness import Likeness, likeness

FIRM = 2
"""So many different strong terms make a tag firm."""


def __getattr__(name: str) -> Any:
    if name == "LexiconTagger":  # found on demand: scikit-learn takes longer to import than most edits to tag
        from pipeline.lexicon.transformer import LexiconTagger

        return LexiconTagger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def tag(
    passages: pd.DataFrame, lexicon: Lexicon, options: Themes, stems: Stems | None = None
) -> dict[str, pd.DataFrame]:
    """Return `tags`, every match of a term that counts, and `found_themes`, what they make of each passage.

    `stems`, which the last run found, spare the time to find them again; all that are known are returned too.
    """
    stems = Stems() if stems is None else stems
    body = passages[may_carry_themes(passages)].reset_index(drop=True)
    texts = body["text"].tolist()
    matcher = lexicon.matcher
    found = in_use(matcher.find(texts), options.rules())
    decision = Decision(found, matcher, texts, options, stems)
    ids = body["passage_id"].tolist()
    rows = [
        (
            ids[text],
            matcher.themes[theme].id,
            decision.scores[text, theme],
            decision.basis(text, theme) if decision.applies[text, theme] else "",
            decision.grade(text, theme),
        )
        for text, theme in zip(*np.nonzero(decision.by_terms > 0), strict=True)
    ]
    return {
        "tags": _tags(body, found, matcher),
        "found_themes": schema("found_themes").frame(rows),
        "stems": schema("stems").frame(list(stems.items())),
    }


class Decision:
    """The scores of texts × themes, which of them suffice, and what they rest on."""

    def __init__(
        self, found: Matches, matcher: Matcher, texts: list[str], options: Themes, stems: Stems
    ) -> None:
        self.found, self.matcher = found, matcher
        self.by_terms = term_scores(found, matcher, len(texts), options.passing)
        self.like: Likeness | None = likeness(texts, self.by_terms, options, stems)
        points = self.like.points if self.like else 0.0
        rules = options.rules()
        self.thresholds = thresholds(matcher, rules)
        self.scores = np.where(self.by_terms > 0, self.by_terms + points, 0.0).round(6)
        self.applies = applies(self.scores, found, matcher, texts, rules)
        self.firm = strong_terms(found, matcher, len(texts)) >= FIRM
        self._first = np.searchsorted(found.text, np.arange(len(texts) + 1))

    def grade(self, text: int, theme: int) -> str:
        """Return how sure it is that the theme applies."""
        if not self.applies[text, theme]:
            return NEAR
        return GRADES[0] if self.firm[text, theme] else GRADES[1]

    def basis(self, text: int, theme: int) -> str:
        """Return the reasons: terms with weights, passing cues, and the words that tipped the balance."""
        parts = ["; ".join(self._weighed(text, theme, ""))]
        passing = self._weighed(text, len(self.matcher.themes) - 1, "-")
        if passing:
            parts.append("in passing: " + "; ".join(passing))
        if self.like and self.by_terms[text, theme] < self.thresholds[theme]:
            parts.append("tipped by: " + ", ".join(self.like.speaking(text, theme)))
        return " | ".join(parts)

    def _weighed(self, text: int, theme: int, sign: str) -> list[str]:
        """Return `term (weight)` for each distinct term, the weightiest first."""
        here = slice(self._first[text], self._first[text + 1])
        mine = self.found.theme[here] == theme
        entries = self.matcher.themes[theme].entries
        best: dict[str, float] = {}
        for entry, weight in zip(self.found.entry[here][mine], self.found.weight[here][mine], strict=True):
            term = entries[entry].term
            best[term] = max(best.get(term, 0.0), float(weight))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return [f"{term} ({sign}{weight:g})" for term, weight in ranked]


def _tags(passages: pd.DataFrame, found: Matches, matcher: Matcher) -> pd.DataFrame:
    keep = found.theme < len(matcher.themes) - 1
    ids, texts = passages["passage_id"].tolist(), passages["text"].tolist()
    columns = (found.text, found.theme, found.entry, found.start, found.end, found.weight)
    rows = []
    for text, theme, entry, start, end, weight in zip(*(c[keep].tolist() for c in columns), strict=True):
        of = matcher.themes[theme]
        rows.append((ids[text], of.id, start, end, of.entries[entry].term, texts[text][start:end], weight))
    return schema("tags").frame(rows)
