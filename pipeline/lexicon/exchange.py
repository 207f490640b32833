"""Dictionaries of other programs: quanteda's YAML and LIWC's `.dic`, read into lexicon tables and written.

What the others cannot say is left out on the way there: weights, NEAR rules, NOT contexts. What comes back is
a draft for `config/themes/`, a table per category with all its words as strong terms.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import chain, count, product

from pipeline.core.errors import Fault
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import fault_in, sequences

WIDTH = 108
COMMENT = re.compile(r"""('[^']*'|"[^"]*")|(?:^|\s)#.*$""")
"""A comment of YAML; what stands in quotes is none, and is kept by `\\1`."""
QUOTED_OR_PLAIN = re.compile(r"""\s*('(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^,]+)\s*(?:,|$)""")


def plain_terms(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return per theme every phrase that its terms stand for, alternatives and compounds written out."""
    return {
        theme.id: sorted(
            {
                phrase
                for entry in theme.entries
                if not entry.within
                for phrase in _written_out(entry.words[0], theme.both_spellings)
            }
        )
        for theme in lexicon.themes.values()
    }


def _written_out(term: str, both_spellings: bool) -> Iterator[str]:
    """Yield a term's phrases; a compound also with its hyphens, which other programs keep inside a word."""
    for choice in product(*(slot.split("|") for slot in term.split())):
        way = " ".join(choice)
        if "-" in way:
            yield way
        for sequence in sequences(way, both_spellings):
            yield " ".join(sequence).replace(" '", "'")


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
    heads = [line.split(None, 1) for line in parts[1].strip().splitlines()]
    for words in heads:
        if len(words) < 2:
            raise Fault(
                f"the LIWC dictionary: its head has '{' '.join(words)}'; write a number, a tab, a name"
            )
    names = dict(heads)
    terms: dict[str, list[str]] = {name.strip(): [] for name in names.values()}
    for line in filter(str.strip, "%".join(parts[2:]).splitlines()):
        term, numbers = _liwc_line(line)
        for number in numbers:
            if number not in names:
                raise Fault(
                    f"the LIWC dictionary: '{term}' has category {number}, which its head does not name"
                )
            terms[names[number].strip()].append(term)
    return terms


def _liwc_line(line: str) -> tuple[str, list[str]]:
    """Return the term and the numbers of its categories.

    Where a category hangs on the words around (`kind <of>131/125`) the last counts, which is for the rest.
    """
    line = re.sub(r"[(<][\w\s]*[)>]\s*[\d\s]*(?:/(\d+))?", lambda found: f"\t{found[1] or ''}", line).strip()
    term, *rest = re.split(r"\t+", line)
    if not rest:  # some files are set with spaces
        found = re.fullmatch(r"(.+?)((?:\s+\d+)+)", line)
        if not found:
            raise Fault(f"the LIWC dictionary: '{line}' has no category; write the term, a tab, its number")
        term, rest = found[1], [found[2]]
    return term.strip(), " ".join(rest).split()


def from_quanteda(text: str) -> dict[str, list[str]]:
    """Return the terms per category of a quanteda dictionary; nested categories go by their innermost name.

    Only the YAML that such dictionaries are made of is read: keys, lists of words, `[a, b]`.

    Raises:
        Fault: a line is none of these.
    """
    terms: dict[str, list[str]] = {}
    key = ""
    for number, line in _yaml_lines(text):
        opened = re.fullmatch(r"""(['"]?)([^'":]+)\1\s*:\s*(?:\[(.*)\])?""", line)
        if line.startswith("- ") and key:
            terms.setdefault(key, []).append(_unquoted(line[2:]))
        elif opened:
            key = opened[2].strip()
            if opened[3]:
                terms.setdefault(key, []).extend(map(_unquoted, QUOTED_OR_PLAIN.findall(opened[3])))
        else:
            raise Fault(f"the quanteda dictionary: line {number} is no key and no list: {line!r}")
    return terms


def _yaml_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, a list in brackets as one, with the number of its first."""
    whole, begun = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = COMMENT.sub(r"\1", line).strip()
        if bare in ("", "---", "..."):
            continue
        whole, begun = (f"{whole} {bare}", begun) if whole else (bare, number)
        if "[" not in whole or whole.endswith("]") or whole.startswith("- "):
            yield begun, whole
            whole = ""
    if whole:
        yield begun, whole


def _unquoted(word: str) -> str:
    word = word.strip()
    if word[:1] == word[-1:] == "'":
        return word[1:-1].replace("''", "'").strip()
    if word[:1] == word[-1:] == '"':
        return word[1:-1].replace('\\"', '"').strip()
    return word


def as_tables(terms: Mapping[str, list[str]]) -> str:
    """Return terms per category as TOML for `config/themes/`; what a lexicon cannot hold is a comment."""
    lines: list[str] = []
    used: set[str] = set()
    for name, words in terms.items():
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "category"
        table = next(id for id in chain([plain], (f"{plain}-{n}" for n in count(2))) if id not in used)
        used.add(table)
        lines += _table(table, name, words)
    return "\n".join(lines).replace("\0", " ") + "\n"


def _table(table: str, name: str, words: list[str]) -> Iterator[str]:
    distinct = list(dict.fromkeys(word.lower() for word in words))
    good = [word for word in distinct if not fault_in(word)]
    whole = {way: word for word in good if "-" in word for way in sequences(word)}
    kept = [word for word in good if any(whole.get(way, word) == word for way in sequences(word))]
    yield f"[{table}]"
    yield f"label = {_quoted(name)}"
    yield "terms = ["
    yield from textwrap.wrap(
        " ".join(_quoted(word).replace(" ", "\0") + "," for word in kept),
        width=WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_on_hyphens=False,
    )
    yield "]"
    left_out = [word for word in distinct if word not in good]
    if left_out:
        yield f"# left out: {', '.join(left_out)}"
    yield ""


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
