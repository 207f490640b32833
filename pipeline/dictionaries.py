"""Dictionaries of other programs: quanteda's YAML and LIWC's `.dic`, read into lexicon tables and written.

What the others cannot say is left out on the way there: weights, NEAR rules, NOT contexts. What comes back is
a draft for `config/themes/`, a table per category with all its words as strong terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.errors import Fault
from pipeline.lexicon import Lexicon
from pipeline.terms import fault_in, sequences


def plain_terms(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return per theme every phrase that its terms stand for, alternatives and compounds written out."""
    return {
        theme.id: sorted(
            {
                " ".join(sequence).replace(" '", "'")
                for entry in theme.entries
                if not entry.within
                for sequence in sequences(entry.words[0], theme.both_spellings)
            }
        )
        for theme in lexicon.themes.values()
    }


def to_quanteda(lexicon: Lexicon) -> str:
    """Return the lexicon as YAML for quanteda's `dictionary(file = …)`."""
    lines = []
    for theme, terms in plain_terms(lexicon).items():
        lines += [f"{theme}:", *(f'  - "{term}"' for term in terms)]
    return "\n".join(lines) + "\n"


def to_liwc(lexicon: Lexicon) -> str:
    """Return the lexicon as a LIWC dictionary: categories between two `%`, then a term and its categories."""
    themes = plain_terms(lexicon)
    numbers = {theme: number for number, theme in enumerate(themes, 1)}
    homes: dict[str, list[int]] = {}
    for theme, terms in themes.items():
        for term in terms:
            homes.setdefault(term, []).append(numbers[theme])
    head = [f"{number}\t{theme}" for theme, number in numbers.items()]
    body = ["\t".join([term, *map(str, ids)]) for term, ids in sorted(homes.items())]
    return "\n".join(["%", *head, "%", *body]) + "\n"


def from_liwc(text: str) -> dict[str, list[str]]:
    """Return the terms per category of a LIWC dictionary.

    Raises:
        Fault: it has no head between two `%`, or a line names a category that the head does not.
    """
    parts = re.split(r"^%\s*$", text, flags=re.MULTILINE)
    if len(parts) < 3:
        raise Fault("the LIWC dictionary has no head between two lines of %; is it a .dic file?")
    names = dict(line.split(None, 1) for line in parts[1].strip().splitlines())
    terms: dict[str, list[str]] = {name.strip(): [] for name in names.values()}
    for line in "%".join(parts[2:]).strip().splitlines():
        term, *ids = re.split(r"\t+", line.strip())
        for number in ids:
            if number not in names:
                raise Fault(
                    f"the LIWC dictionary: '{term}' has category {number}, which its head does not name"
                )
            terms[names[number].strip()].append(term)
    return terms


def from_quanteda(text: str) -> dict[str, list[str]]:
    """Return the terms per category of a quanteda dictionary; nested categories go by their innermost name.

    Only the YAML that such dictionaries are made of is read: keys, lists of words, `[a, b]`.

    Raises:
        Fault: a line is none of these.
    """
    terms: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r"(^|\s)#.*$", "", line).strip()
        opened = re.fullmatch(r"(['\"]?)([^'\":]+)\1\s*:\s*(.*)", bare)
        if not bare or bare in ("---", "..."):
            continue
        if bare.startswith("- ") and key:
            terms.setdefault(key, []).append(_unquoted(bare[2:]))
        elif opened:
            key = opened[2].strip()
            words = opened[3].strip("[] ")
            if words:
                terms.setdefault(key, []).extend(_unquoted(word) for word in words.split(","))
        else:
            raise Fault(f"the quanteda dictionary: line {number} is no key and no list: {bare!r}")
    return terms


def _unquoted(word: str) -> str:
    return word.strip().strip("'\"").strip()


def as_tables(terms: Mapping[str, list[str]]) -> str:
    """Return terms per category as TOML for `config/themes/`; what a lexicon cannot hold is a comment."""
    return "\n".join(line for name, words in terms.items() for line in _table(name, words)) + "\n"


def _table(name: str, words: list[str]) -> Iterator[str]:
    distinct = list(dict.fromkeys(word.lower() for word in words))
    good = [word for word in distinct if not fault_in(word)]
    table = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    yield f"[{table}]"
    yield f"label = {_quoted(name)}"
    yield f"terms = [{', '.join(map(_quoted, good))}]"
    left_out = [word for word in distinct if word not in good]
    if left_out:
        yield f"# left out: {', '.join(left_out)}"
    yield ""


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
