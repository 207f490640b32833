"""What is suspicious in a lexicon, not wrong: no terms yet, terms that never count, terms in two themes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.terms import Sequence, sequences, shadows
from pipeline.lexicon.theme import PASSING, Theme


def warnings_on(themes: tuple[Theme, ...]) -> Iterator[str]:
    """Yield what is suspicious: themes without terms, terms that a wider one covers, terms in two themes."""
    for theme in themes:
        if not theme.entries and theme.id != PASSING:
            propose = f"`turning-point lexicon --suggest {theme.id}` proposes some"
            yield f"{theme.source}: [{theme.id}]: has no terms yet, so it is tagged nowhere: {propose}"
    homes: dict[str, list[str]] = {}
    for theme in themes:
        yield from _shadowed(theme)
        for entry in theme.entries:
            homes.setdefault(entry.term, []).append(theme.id)
    for term, ids in homes.items():
        if len(ids) > 1 and PASSING in ids:
            yield f"'{term}' is in {' and '.join(ids)}; what it gives the one it takes off all"
        elif len(ids) > 1:
            yield f"'{term}' is in {' and '.join(ids)}; a passage with it counts for each"


def _by_opening(terms: list[tuple[Sequence, ...]]) -> dict[str, list[int]]:
    """Return the places of the terms by how their first words begin, up to a `*`."""
    found: dict[str, list[int]] = {}
    for place, ways in enumerate(terms):
        for first in dict.fromkeys(way[0] for way in ways):
            literal, star, _ = first.partition("*")
            found.setdefault(literal + star, []).append(place)
    return found


def _may_cover(word: str, opening: dict[str, list[int]]) -> list[int]:
    """Return the places of the terms whose first word may find all that `word` does, in order."""
    starts = (f"{word[:length]}*" for length in range(len(word.partition("*")[0]) + 1))
    return sorted({place for key in (word, *starts) for place in opening.get(key, ())})


def _shadowed(theme: Theme) -> Iterator[str]:
    """Yield the terms that never count, since another one finds the same words and weighs as much or more."""
    plains = sorted(
        (entry.term, entry.weight, sequences(entry.words[0], theme.both_spellings))
        for entry in theme.entries
        if not entry.within
    )
    opening = _by_opening([ways for _, _, ways in plains])
    for narrow, weight, narrow_ways in plains:
        for wide, its_weight, wide_ways in (
            plains[place] for place in _may_cover(narrow_ways[0][0], opening)
        ):
            if wide == narrow or its_weight < weight or wide[0] not in ("*", narrow[0]):
                continue
            if wide_ways == narrow_ways and (its_weight, narrow) <= (weight, wide):
                continue  # two ways to write one term: of these the first stays
            if all(any(shadows(w, n) for w in wide_ways) for n in narrow_ways):
                heavier = f", which weighs {its_weight:g}" if its_weight > weight else ""
                yield f"{theme.source}: [{theme.id}]: '{narrow}' is covered by '{wide}'{heavier}; remove one"
