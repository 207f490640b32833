"""Which themes apply to a passage, and why.

The lexicon finds terms with exact spans (`lexicon.match`); their weights, less those of passing cues, are
the first evidence (`lexicon.score`), likeness to the passages that the lexicon is sure of the second
(`tagging.likeness`). A theme applies where their sum reaches its threshold and at least one term is in
the passage: firm with two different strong terms or more, else tentative. Headings, logistics, formalities
and reading lists carry no theme.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.core.counted import may_carry_themes
from pipeline.core.kept import Kept
from pipeline.core.schemas import GRADES, NEAR, schema
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matcher, Matches
from pipeline.lexicon.score import applies, in_use, strong_terms, term_scores, thresholds
from pipeline.settings.models import Themes
from pipeline.tagging.again import matched
from pipeline.tagging.likeness import Likeness, likeness

FIRM = 2
"""So many different strong terms make a tag firm."""


def __getattr__(name: str) -> Any:
    if name == "LexiconTagger":  # found on demand: scikit-learn takes longer to import than most edits to tag
        from pipeline.lexicon.transformer import LexiconTagger

        return LexiconTagger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def tag(
    passages: pd.DataFrame,
    lexicon: Lexicon,
    options: Themes,
    stems: Stems | None = None,
    earlier: Kept | None = None,
    jobs: int = 1,
) -> dict[str, pd.DataFrame]:
    """Return `tags`, every match of a term that counts, and `found_themes`, what they make of each passage.

    `stems`, which the last run found, spare the time to find them again; all that are known are returned too.
    `earlier` are the matches of the last run; up to `jobs` processes find those that are new.
    """
    stems = Stems() if stems is None else stems
    body = passages[may_carry_themes(passages)].reset_index(drop=True)
    texts = body["text"].tolist()
    matcher = lexicon.matcher
    found = in_use(matched(lexicon, texts, earlier, jobs), options.rules())
    decision = Decision(found, matcher, texts, options, stems)
    ids = body["passage_id"].tolist()
    rows = [
        (ids[text], matcher.themes[theme].id, score, decision.basis(text, theme) if applies else "", grade)
        for text, theme, score, applies, grade in decision.rows()
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
        self._at = _runs(found.text * len(matcher.themes) + found.theme)
        self._entry, self._weight = found.entry.tolist(), found.weight.tolist()

    def rows(self) -> Iterator[tuple[int, int, float, bool, str]]:
        """Yield text, theme, score, whether the theme applies, and how sure that is, where a term speaks."""
        places = np.nonzero(self.by_terms > 0)
        applies = self.applies[places]
        grades = np.where(applies, np.where(self.firm[places], GRADES[0], GRADES[1]), NEAR)
        columns = (*places, self.scores[places], applies, grades)
        yield from zip(*(column.tolist() for column in columns), strict=True)

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
        begins, ends = self._at.get(text * len(self.matcher.themes) + theme, (0, 0))
        entries = self.matcher.themes[theme].entries
        best: dict[str, float] = {}
        for entry, weight in zip(self._entry[begins:ends], self._weight[begins:ends], strict=True):
            term = entries[entry].term
            best[term] = max(best.get(term, 0.0), weight)
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        return [f"{term} ({sign}{weight:g})" for term, weight in ranked]


def _runs(keys: np.ndarray) -> dict[int, tuple[int, int]]:
    """Return where each key begins and ends among the sorted keys."""
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    ends = np.append(begins[1:], len(keys))
    return dict(zip(keys[begins].tolist(), zip(begins.tolist(), ends.tolist(), strict=False), strict=False))


def _tags(passages: pd.DataFrame, found: Matches, matcher: Matcher) -> pd.DataFrame:
    keep = found.theme < len(matcher.themes) - 1
    ids, texts = passages["passage_id"].tolist(), passages["text"].tolist()
    columns = (found.text, found.theme, found.entry, found.start, found.end, found.weight)
    rows = []
    for text, theme, entry, start, end, weight in zip(*(c[keep].tolist() for c in columns), strict=True):
        of = matcher.themes[theme]
        rows.append((ids[text], of.id, start, end, of.entries[entry].term, texts[text][start:end], weight))
    return schema("tags").frame(rows)
