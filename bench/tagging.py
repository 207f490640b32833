"""How fast the lexicons are matched: against a bare Aho-Corasick automaton and one expression per theme.

    python bench/tagging.py [--notes 10000] [--config config]

Measures the CPU time of one process over the passages of invented notes (`turning-point sample`). The
automaton
(`pip install pyahocorasick`) finds the same sequences in the lower-cased text: terms, words of NEAR rules,
NOT contexts; wildcards are taken as stems, the rest of the term is scanned after; it neither resolves
overlaps nor keeps anything. The expressions, one per theme, ignore case and find terms only.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.terms import sequences
from pipeline.sample.made import texts as invented
from pipeline.settings.load import load

T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--config", type=Path, default=Path("config"))
    options = parser.parse_args()
    config = load(options.config)
    lexicon, texts = config.lexicon, invented(options.notes, 1, config)
    words = sum(text.count(" ") + 1 for text in texts)
    print(f"{options.notes} notes, {len(texts)} passages, {words / 1e6:.1f} million words")
    matcher = Matcher((*lexicon.themes.values(), lexicon.passing))
    ours, found = timed(lambda: matcher.find(texts))
    print(f"turning point        {ours:7.2f} s  {len(found)} matches with spans, overlaps resolved")
    try:
        import ahocorasick  # noqa: F401
    except ImportError:
        print("pyahocorasick is not installed: pip install pyahocorasick")
    else:
        search = automaton(lexicon)
        bare, hits = timed(lambda: sum(map(search, texts)))
        print(f"bare automaton       {bare:7.2f} s  {hits} hits; ours takes {ours / bare:.2f} times as long")
    part = texts[: max(len(texts) // 20, 1)]
    patterns = expressions(lexicon)
    slow, _ = timed(lambda: [sum(1 for _ in p.finditer(text)) for text in part for p in patterns])
    slow *= len(texts) / len(part)
    print(f"expression per theme {slow:7.2f} s  (from a twentieth); ours is {slow / ours:.0f} times as fast")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of the work and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def automaton(lexicon: Lexicon) -> Callable[[str], int]:
    """Return a function that counts the hits of all sequences in a text, found by pyahocorasick."""
    import ahocorasick

    machine = ahocorasick.Automaton()
    tails: dict[str, set[str]] = {}
    for literal in literals(lexicon):
        stem, star, rest = literal.partition("*")
        tails.setdefault(stem, set()).add(star + rest)
    for stem, rests in tails.items():
        checks = sorted(re.escape(rest).replace(r"\*", r"\w*") + r"(?!\w)" for rest in rests)
        machine.add_word(stem, (len(stem), re.compile("|".join(checks)).match))
    machine.make_automaton()

    def search(text: str) -> int:
        low = text.lower()
        hits = 0
        for last, (length, matches_tail) in machine.iter(low):
            before = last - length
            if (before < 0 or not (low[before].isalnum() or low[before] == "-")) and matches_tail(
                low, last + 1
            ):
                hits += 1
        return hits

    return search


def literals(lexicon: Lexicon) -> Iterator[str]:
    """Yield every sequence as one text, joined by spaces and by hyphens."""
    for theme in (*lexicon.themes.values(), lexicon.passing):
        for words in (*(words for entry in theme.entries for words in entry.words), *theme.nots):
            for sequence in sequences(words, theme.both_spellings):
                yield from (joint.join(sequence).replace(f"{joint}'", "'") for joint in " -")


def expressions(lexicon: Lexicon) -> list[re.Pattern[str]]:
    """Return one case-ignoring expression per theme, as keyword tools write them."""
    patterns = []
    for theme in lexicon.themes.values():
        ways = {
            r"[\s-]+".join(re.escape(step).replace(r"\*", r"\w*") for step in sequence)
            for entry in theme.entries
            for words in entry.words
            for sequence in sequences(words, theme.both_spellings)
        }
        patterns.append(
            re.compile(rf"\b(?:{'|'.join(sorted(ways, key=len, reverse=True))})\b", re.IGNORECASE)
        )
    return patterns


if __name__ == "__main__":
    main()
