"""Do the lexicons' own examples come out as they should?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.core.toml import at
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.score import term_scores


def faults_in_examples(lexicon: Lexicon, threshold: float, passing: float) -> Iterator[str]:
    """Yield a message per `yes` example without its theme and per `no` example with it, by terms alone.

    `threshold` and `passing` are those of the settings; a threshold of the theme's own comes first. A theme
    without terms is not judged: that it has none is warned of once, and its examples are what terms are
    suggested by.
    """
    rows = [
        (theme, wanted, place, text)
        for theme in lexicon.themes.values()
        if theme.entries
        for wanted, texts in (("yes", theme.yes), ("no", theme.no))
        for place, text in enumerate(texts)
    ]
    matcher = lexicon.matcher
    found = matcher.find([text for *_, text in rows])
    scores = term_scores(found, matcher, len(rows), passing)
    places = {theme.id: place for place, theme in enumerate(matcher.themes)}
    for number, (theme, wanted, nth, text) in enumerate(rows):
        place = places[theme.id]
        needed = theme.threshold or threshold
        applies = scores[number, place] >= needed
        if applies != (wanted == "yes"):
            here = (found.text == number) & (found.theme == place)
            terms = sorted({theme.entries[entry].term for entry in found.entry[here]})
            seen = f"found {', '.join(map(repr, terms))}" if terms else "found no term"
            fault = "carries the theme" if applies else f"does not carry the theme from {needed:g} on"
            where = f"{at(Path(theme.source), theme.id, wanted, nth)}: [{theme.id}]: {wanted}"
            yield f"{where}: '{text}' {fault} ({seen}); mend the terms or the example"
