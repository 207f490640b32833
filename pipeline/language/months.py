"""The names of the months in the languages of Europe, as people write them in dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from unicodedata import combining, normalize

LANGUAGES = (
    "de", "fr", "es", "it", "nl", "pt", "cy", "ga", "gd", "ca", "eu", "gl", "da", "sv", "nb", "fi", "pl",
    "cs", "sk", "hu", "ro", "et", "lt", "lv", "sl", "hr", "bg", "uk", "ru", "el",
    "tr",
)  # fmt: skip
"""ISO 639 codes; English is read by patterns of its own."""
SHORTEST = 3
"""Letters of a name; shorter ones are words of other meanings."""
SOFTENED = (("rh", "r"), ("ch", "ch"), ("m", "f"), ("g", ""), ("t", "d"), ("b", "f"))
"""How Welsh changes the beginning of a word after "o" (of): "14 o Fai", "1 o Orffennaf"."""


@cache
def month_names() -> dict[str, tuple[int, bool]]:
    """Return {name in lower case: (month, whether the name is short for another)}.

    A name that two languages give to two months is left out, and so is what an English date begins with.
    The names are those of the Unicode CLDR, in the form used in dates and the one used alone.
    """
    found: dict[str, set[int]] = defaultdict(set)
    whole = set()
    for month, name, wide in _names():
        found[name].add(month)
        if wide:
            whole.add(name)
        found[_without_accents(name)].add(month)
    return {
        name: (months.pop(), name not in whole)
        for name, months in sorted(found.items())
        if len(months) == 1 and len(name) >= SHORTEST and name not in ("may", "march")
    }


def _names() -> Iterator[tuple[int, str, bool]]:
    """Yield (month, name, whether it is the whole name) of every language."""
    from babel import Locale  # takes a fifth of a second with its data

    for language in LANGUAGES:
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[form][width].items():
                    bare = name.lower().rstrip(".")
                    yield month, bare, width == "wide"
                    if language == "cy":
                        yield month, _softened(bare), width == "wide"


def _without_accents(name: str) -> str:
    """Return a name as it is typed where no accents are at hand."""
    return "".join(c for c in normalize("NFKD", name.replace("ä", "ae")) if not combining(c))


def _softened(name: str) -> str:
    return next((soft + name[len(hard) :] for hard, soft in SOFTENED if name.startswith(hard)), name)
