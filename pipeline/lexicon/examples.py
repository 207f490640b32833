"""Do the lexicons' own examples come out as they should?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.core.toml import at
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.rules import Rules
from pipeline.lexicon.score import applies, in_use, term_scores


def faults_in_examples(lexicon: Lexicon, rules: Rules) -> Iterator[str]:
    """Yield a message per `yes` example without its theme and per `no` example with it, by terms alone.

    A threshold of the theme's own comes before that of the rules. A theme without terms is not judged: that
    it has none is warned of once, and its examples are what terms are suggested by.
    """
    rows = [
        (theme, wanted, place, text)
        for theme in lexicon.themes.values()
        if theme.entries
        for wanted, texts in (("yes", theme.yes), ("no", theme.no))
        for place, text in enumerate(texts)
    ]
    matcher = lexicon.matcher
    texts = [text for *_, text in rows]
    found = in_use(matcher.find(texts), rules)
    carried = applies(term_scores(found, matcher, len(rows), rules.passing), found, matcher, texts, rules)
    places = {theme.id: place for place, theme in enumerate(matcher.themes)}
    for number, (theme, wanted, nth, text) in enumerate(rows):
        place = places[theme.id]
        needed = theme.threshold or rules.threshold
        if carried[number, place] != (wanted == "yes"):
            here = (found.text == number) & (found.theme == place)
            terms = sorted({theme.entries[entry].term for entry in found.entry[here]})
            seen = f"found {', '.join(map(repr, terms))}" if terms else "found no term"
            fault = (
                "carries the theme"
                if carried[number, place]
                else f"does not carry the theme from {needed:g} on"
            )
            where = f"{at(Path(theme.source), theme.id, wanted, nth)}: [{theme.id}]: {wanted}"
            yield f"{where}: '{text}' {fault} ({seen}); mend the terms or the example"
