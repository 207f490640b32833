"""The language of lexicon terms: words, phrases, `*` wildcards, `a|b` alternatives, compounds, spellings.

A term is read into *sequences*: tuples of steps, each step a word pattern and how it is joined to the word
before. `co-produc*` becomes two sequences, (`co`, `produc*`) and (`coproduc*`,), so that a hyphen, a space
and nothing between the parts of a compound match alike.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from math import prod

Sequence = tuple[str, ...]
"""Word patterns in order; one that begins with `'` follows an apostrophe, the others a space or hyphen."""

HYPHENS = r"\-\u2010\u2011\u2012\u2013"
"""An en dash between two letters joins like a hyphen; a longer dash parts."""
APOSTROPHES = "'\u2019\u2018\u02bc"
WRONG_CHARACTER = re.compile(rf"[^\w*|\s{HYPHENS}{APOSTROPHES}]")
MOST_SEQUENCES, MOST_PARTS, LONGEST = 200, 8, 200
"""Of a term: phrases that it stands for, parts of a compound in it, letters."""

OUR = (
    "arb|arm|behavi|cand|clam|col|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|parl|ranc|rig|rum|sav|val|"
    "vap|vig"
)
ISE = r"(?=(e|ed|es|er|ers|ing|able|ation|ations|ational)?\*?$)"
MENT = r"(?=(s|ment|ments)?\*?$)"
DOUBLED = "(cance|channe|counse|fue|jewe|labe|leve|marve|mode|quarre|signa|tota|trave|tunne)"
SPELLINGS = tuple(
    (re.compile(here), there)
    for pair in (
        ((rf"is{ISE}", "iz"), (rf"iz{ISE}", "is")),
        ((rf"lys{ISE}", "lyz"), (rf"lyz{ISE}", "lys")),
        ((rf"({OUR})our", r"\1or"), (rf"({OUR})or(?!i(?!ng))", r"\1our")),
        ((r"(cent|fib|lit|theat)re(?=d?s?\*?$)", r"\1er"), (r"(cent|fib|lit|theat)er(?=s?\*?$)", r"\1re")),
        (("centred", "centered"), ("centered", "centred")),
        (("programme", "program"), ("program(?!m)", "programme")),
        ((r"(ana|cata|dia|mono|pro)logue", r"\1log"), (r"(ana|cata|dia|mono|pro)log(?=s?\*?$)", r"\1logue")),
        ((r"(def|off|lic|pret)ence", r"\1ense"), (r"(def|off|lic|pret)ense", r"\1ence")),
        (("practis", "practic"), (r"practic(?=(e|ed|es|er|ers|ing)\*?$)", "practis")),
        ((r"(judg|acknowledg)ement", r"\1ment"), (r"(judg|acknowledg)ment", r"\1ement")),
        ((rf"{DOUBLED}ll(?=ed|ing|er)", r"\1l"), (rf"{DOUBLED}l(?=ed|ing|er)", r"\1ll")),
        ((r"(ski|wi)l(?=ful)", r"\1ll"), (r"(ski|wi)ll(?=ful)", r"\1l")),
        ((rf"(disti|enro|fulfi|insti)l{MENT}", r"\1ll"), (rf"(disti|enro|fulfi|insti)ll{MENT}", r"\1l")),
        (("ageing", "aging"), ("^aging", "ageing")),
        (("sceptic", "skeptic"), ("skeptic", "sceptic")),
        (("grey", "gray"), ("gray", "grey")),
        (("paed(?=iatr)", "ped"), ("ped(?=iatr)", "paed")),
    )
    for here, there in pair
)
"""British and American ways to write the same word, as changes inside a word pattern, both ways."""
TWO_SPELLINGS = re.compile("|".join(here.pattern for here, _ in SPELLINGS))


def fault_in(term: str, both_spellings: bool = False) -> str:
    """Return what is wrong with the way `term` is written, or an empty string."""
    if len(term) > LONGEST:
        return f"has {len(term):,} letters; a term has {LONGEST} at most, so write a shorter one"
    wrong = WRONG_CHARACTER.search(term)
    if not term.strip():
        return "is empty; remove it"
    if wrong:
        return f"has the character {wrong[0]!r}; a term is made of words, hyphens, apostrophes, * and |"
    words = re.split(rf"[\s|{HYPHENS}{APOSTROPHES}]+", term.strip())
    bare = [word for word in words if word and not word.strip("*")]
    if bare:
        return "has a * on its own; join it to letters (`power*`)"
    if any(not part for word in term.split() for part in word.split("|")):
        return "has a | with nothing beside it; write `a|b`"
    if _ways_of(term, both_spellings) > MOST_SEQUENCES:
        return f"stands for more than {MOST_SEQUENCES} phrases; split it into several terms"
    return ""


def _ways_of(term: str, both_spellings: bool) -> int:
    """Return how many sequences a term stands for at most, without making them."""
    ways = 1
    for slot in plain(term).split():
        parts = [[part for part in word.split("-") if part] for word in slot.split("|")]
        if any(len(each) > MOST_PARTS for each in parts):
            return MOST_SEQUENCES + 1
        found = [way for word in slot.split("|") for way in _compound(word)]
        ways *= sum(prod(len(_spellings(step)) for step in way) if both_spellings else 1 for way in found)
    return ways


@cache
def sequences(term: str, both_spellings: bool = False) -> tuple[Sequence, ...]:
    """Return every sequence of word patterns that `term` stands for, sorted, without repeats."""
    words = plain(term).split()
    options = [[way for word in slot.split("|") for way in _compound(word)] for slot in words]
    found = {tuple(step for way in choice for step in way) for choice in product(*options)}
    if both_spellings:
        found = {tuple(steps) for sequence in found for steps in product(*map(_spellings, sequence))}
    return tuple(sorted(found))


def plain(text: str) -> str:
    """Return `text` in lower case with straight apostrophes, plain hyphens and single spaces."""
    text = re.sub(rf"[{HYPHENS}]", "-", re.sub(rf"[{APOSTROPHES}]", "'", text.lower()))
    return " ".join(text.split())


def _compound(word: str) -> list[Sequence]:
    """Return a compound's open form and its closed forms: `a-b` gives (a, b) and (ab)."""
    parts = [part for part in word.split("-") if part]
    ways: list[list[str]] = [[parts[0]]]
    for part in parts[1:]:
        ways = [[*way, part] for way in ways] + [[*way[:-1], way[-1] + part] for way in ways]
    return [tuple(step for joined in way for step in _at_apostrophes(joined)) for way in ways]


def _at_apostrophes(word: str) -> list[str]:
    first, *rest = word.split("'")
    return [step for step in (first, *("'" + part for part in rest)) if step not in ("", "'")]


def _spellings(word: str) -> set[str]:
    ways = {word}
    if not TWO_SPELLINGS.search(word):
        return ways
    for here, there in SPELLINGS:
        ways |= {here.sub(there, way) for way in ways}
    return ways


def covers(pattern: str, word: str) -> bool:
    """Say whether the word pattern matches the whole of `word` (which may itself be a pattern)."""
    if "*" not in pattern:
        return pattern == word
    if pattern.find("*") == len(pattern) - 1:
        return word.startswith(pattern[:-1])
    return re.fullmatch(r"[\w*]*".join(map(re.escape, pattern.split("*"))), word) is not None


def shadows(wide: Sequence, narrow: Sequence) -> bool:
    """Say whether `wide` matches wherever `narrow` does, with the same span."""
    return len(wide) == len(narrow) and all(covers(w, n) for w, n in zip(wide, narrow, strict=True))
