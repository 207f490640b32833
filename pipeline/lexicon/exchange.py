"""Dictionaries of other programs: quanteda's YAML and LIWC's `.dic`, read into lexicon tables and written.

What the others cannot say is left out on the way there: weights, NEAR rules, NOT contexts. What comes back is
a draft for `config/themes/`, a table per category with all its words as strong terms.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import chain, count, product

import yaml

from pipeline.core.errors import Fault
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import fault_in, sequences

WIDTH = 108


def plain_terms(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return per theme every phrase that its terms stand for, alternatives and compounds written out.

    A theme without terms is left out: other programs take a category without words for a fault.
    """
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
        if any(not entry.within for entry in theme.entries)
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
    return str(yaml.safe_dump(plain_terms(lexicon), sort_keys=False, allow_unicode=True, width=WIDTH))


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

    Raises:
        Fault: it is no YAML, or no categories with lists of words.
    """
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise Fault("the quanteda dictionary: a word that begins with * needs quotes: write '*word'")
        found = yaml.compose(text, Loader=yaml.BaseLoader)  # nodes, since a name may come twice
    except yaml.YAMLError as error:
        raise Fault(f"the quanteda dictionary: not valid YAML: {_in_a_line(error)}") from error
    terms: dict[str, list[str]] = {}
    for name, words in _categories("", found):
        if words:
            terms.setdefault(name, []).extend(words)
    return terms


def _in_a_line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 1}" if mark else ""
    return f"{getattr(error, 'problem', None) or error}{where}"


def _categories(name: str, node: yaml.Node | None) -> Iterator[tuple[str, list[str]]]:
    """Yield each category with the words that are right under it."""
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            yield from _categories(str(key.value).strip(), inner)
    elif isinstance(node, yaml.SequenceNode) and name:
        yield name, [each.value.strip() for each in node.value if isinstance(each, yaml.ScalarNode)]
        for inner in node.value:
            if not isinstance(inner, yaml.ScalarNode):
                yield from _categories(name, inner)
    elif node is not None and node.value:
        where = f"in line {node.start_mark.line + 1}"
        raise Fault(f"the quanteda dictionary: {node.value!r} {where} is no key with a list of words")


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
