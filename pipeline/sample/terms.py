"""The terms by which a theme is planted: the framework's own, of which no other theme has a share."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.score import term_scores
from pipeline.lexicon.terms import sequences
from pipeline.lexicon.theme import Theme
from pipeline.settings.models import Themes

ENDINGS = ("", "s", "ing", "ed")
LONGEST = 4
"""Words of a term that is planted, at most."""


def planted_terms(lexicon: Lexicon, options: Themes) -> dict[str, tuple[list[str], list[str]]]:
    """Return per theme the phrases that suffice for it alone, and those that do not, as they are written.

    What a second theme, or a cue of passing, shares is left out: a person could not tell which was meant.
    """
    matcher, found = lexicon.matcher, {}
    for number, theme in enumerate(lexicon.themes.values()):
        phrases = sorted(set(_phrases(theme)))
        scores = term_scores(matcher.find(phrases), matcher, len(phrases), options.passing)
        others = np.delete(scores, number, axis=1) if len(phrases) else scores
        alone = (others == 0).all(axis=1) if len(phrases) else np.zeros(0, bool)
        own = scores[:, number] if len(phrases) else np.zeros(0)
        enough = own >= (theme.threshold or options.threshold)
        strong = [phrase for phrase, yes in zip(phrases, alone & enough, strict=True) if yes]
        weak = [phrase for phrase, yes in zip(phrases, alone & ~enough & (own > 0), strict=True) if yes]
        found[theme.id] = (strong, weak)
    return found


def _phrases(theme: Theme) -> Iterator[str]:
    for entry in theme.entries:
        if entry.within:
            continue
        for sequence in sequences(entry.words[0], theme.both_spellings)[:3]:
            if len(sequence) <= LONGEST and all("*" not in step[:-1] for step in sequence):
                for ending in ENDINGS if any(step.endswith("*") for step in sequence) else ENDINGS[:1]:
                    words = " ".join(step.replace("*", ending) for step in sequence)
                    yield words.replace(" '", "’")
