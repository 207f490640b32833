"""Reading the lexicons that analysts write in `config/themes/*.toml`, and checking them as a whole.

Every fault is reported at once, with file, theme and entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.core.errors import Fault, nearest
from pipeline.core.schemas import BESIDE_CODES, THEME_ID
from pipeline.core.toml import at, read_toml
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.terms import fault_in, plain
from pipeline.lexicon.theme import PASSING, STRONG, WEAK, Entry, Family, Theme
from pipeline.lexicon.warnings import warnings_on

THEME_KEYS = (
    "label",
    "colour",
    "terms",
    "weak",
    "near",
    "not",
    "yes",
    "no",
    "names",
    "description",
    "threshold",
    "spelling",
)
PASSING_KEYS = ("terms", "weak", "near", "not", "names", "description", "spelling")
TERM_KEYS = ("term", "weight")
NEAR_KEYS = ("words", "within", "weight")
WEIGHTS = (0.0, 2.0)
LONGEST_LABEL, LONGEST_SHOWN = 80, 60
MOST_ENTRIES, MOST_NEAR = 20_000, 8
"""Entries of a list of a theme, and words of a NEAR rule."""


def load_lexicon(folder: Path, families: Sequence[Family] | None = None) -> Lexicon:
    """Read every `*.toml` of `folder`; whether the examples come out right is judged by `examples`.

    Each of the families has a file of its id; `passing.toml` belongs to none. Without families every file is
    one, by its name.

    Raises:
        Fault: with one message per mistake in any of the files.
    """
    faults: list[str] = []
    found: dict[str, Theme] = {}
    paths = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if families is None:
        families = [Family(name, name.removesuffix("s"), name) for name in paths if name != PASSING]
    for name in [family.id for family in families] + [PASSING]:
        path = paths.pop(name, folder / f"{name}.toml")
        for theme, table in _tables(path, faults).items():
            _take(path, name, theme, table, found, faults)
    faults += _families(folder, families, found, paths)
    faults += _labels(found.values())
    if faults:
        raise Fault.of(faults)
    strong = {family.id: family.strong for family in families}
    found = {name: replace(theme, strong=strong.get(theme.family, 0.0)) for name, theme in found.items()}
    passing = found.pop(PASSING, None) or Theme(PASSING, "", PASSING)
    warnings = tuple(warnings_on((*found.values(), passing)))
    return Lexicon(found, passing, warnings, tuple(families))


def ids_in(folder: Path) -> list[str]:
    """Return the ids of the themes in the files of `folder`, in good order or not."""
    tables = [table for path in sorted(folder.glob("*.toml")) for table in _tables(path, [])]
    return [name for name in tables if name != PASSING]


def _tables(path: Path, faults: list[str]) -> dict[str, Any]:
    try:
        return read_toml(path)
    except Fault as fault:
        faults += fault.messages
        return {}


def _take(path: Path, family: str, name: str, table: Any, found: dict[str, Theme], faults: list[str]) -> None:
    """Read a theme's table into `found`, or say what is wrong with it."""
    reader = _ThemeReader(path, family, name, faults)
    if name in found:
        reader.fault("", f"is in {found[name].source} too; leave it in one file")
    elif name in BESIDE_CODES:
        reader.fault("", f"is a column of the sheets of codes; give the theme another id, say {name}-theme")
    elif not re.fullmatch(THEME_ID, name):
        reader.fault("", "is no id of a theme; write small letters, digits and hyphens")
    elif (name == PASSING) != (family == PASSING):
        reader.fault("", f"belongs into {PASSING}.toml" if name == PASSING else "is no table of this file")
    elif not isinstance(table, dict):
        reader.fault("", f"is no table; open it with [{name}]")
    else:
        found[name] = reader.theme(table)


def _families(
    folder: Path, families: Sequence[Family], found: dict[str, Theme], left: dict[str, Path]
) -> Iterator[str]:
    """Yield what is wrong with the families' files as a whole; `left` are files of no family."""
    held = {theme.family for theme in found.values()}
    for family in families:
        path = folder / f"{family.id}.toml"
        if not path.exists():
            yield f"{path}: is not there; network.toml has the family '{family.id}', so write its themes"
        elif family.id not in held and not _tables(path, []):
            yield f"{path}: is empty; write a table for each theme of '{family.id}'"
    for name, path in left.items():
        known = [family.id for family in families]
        yield f"{path}: is of no family in network.toml{nearest(name, known)}; add one, or move the file away"


def _labels(themes: Iterable[Theme]) -> Iterator[str]:
    """Yield the labels that two themes have."""
    first: dict[str, Theme] = {}
    for theme in themes:
        other = first.setdefault(theme.label.casefold(), theme)
        if other is not theme and theme.label:
            where = at(Path(theme.source), theme.id, "label")
            yield f"{where}: [{theme.id}]: label: '{theme.label}' is that of [{other.id}] too; change one"


class _ThemeReader:
    """Reads one theme's table; what is wrong goes to `faults`, and reading goes on."""

    def __init__(self, path: Path, family: str, name: str, faults: list[str]) -> None:
        self.path, self.family, self.name, self.faults = path, family, name, faults
        self.both = False  # whether British and American spellings are alike in it

    def fault(self, key: str, message: str, *place: int) -> None:
        """Take down what is wrong with a key, or with the entry of its list that is at `place`."""
        where = f"[{self.name}]: {key}: " if key else f"[{self.name}]: "
        there = at(self.path, self.name, key, *place) if key else at(self.path, self.name)
        self.faults.append(f"{there}: {where}{message}")

    def theme(self, table: dict[str, Any]) -> Theme:
        keys = PASSING_KEYS if self.name == PASSING else THEME_KEYS
        for key in sorted(set(table) - set(keys)):
            self.fault(key, f"unknown key{nearest(key, keys)}; known: {', '.join(keys)}; mend or remove it")
        self.both = table.get("spelling") == "both"
        entries = (
            *self.terms(table, "terms", STRONG),
            *self.terms(table, "weak", WEAK),
            *self.near(table),
        )
        nots = tuple(
            term for place, term in self.texts(table, "not") if self.well_written("not", term, place)
        )
        self.repeats(entries, nots)
        return Theme(
            id=self.name,
            label=self.label(table),
            family=self.family,
            entries=entries,
            nots=nots,
            names=self.names(table),
            yes=tuple(text for _, text in self.texts(table, "yes")),
            no=tuple(text for _, text in self.texts(table, "no")),
            description=str(table.get("description", "")),
            threshold=self.number("threshold", table["threshold"], 0.0, 3.0)
            if "threshold" in table
            else None,
            both_spellings=self.spelling(table),
            source=str(self.path),
            colour=self.colour(table),
        )

    def names(self, table: dict[str, Any]) -> tuple[str, ...]:
        """Return what the theme is called: its label, if that is more than a word, and its names."""
        label = str(table.get("label", ""))
        told = [term for place, term in self.texts(table, "names") if self.well_written("names", term, place)]
        whole = [label] if len(label.split()) > 1 and not fault_in(label) else []
        return tuple(dict.fromkeys(map(plain, whole + told)))

    def label(self, table: dict[str, Any]) -> str:
        label = table.get("label", "")
        if self.name != PASSING and (not isinstance(label, str) or not label.strip()):
            self.fault("label", "is missing; say what the theme is called in the report")
        elif len(label) > LONGEST_LABEL:
            self.fault(
                "label", f"has {len(label)} letters; charts have room for {LONGEST_LABEL}, so shorten it"
            )
        return str(label)

    def colour(self, table: dict[str, Any]) -> str:
        colour = table.get("colour", "")
        if colour and not (isinstance(colour, str) and re.fullmatch(r"#[0-9a-f]{6}", colour)):
            self.fault("colour", f"{colour!r} is none; write it as in '#b7149e', or leave it out")
            return ""
        return str(colour)

    def spelling(self, table: dict[str, Any]) -> bool:
        if table.get("spelling", "as written") not in ("as written", "both"):
            self.fault(
                "spelling", f"is {table['spelling']!r}; write 'both' (British and American) or leave it out"
            )
        return table.get("spelling") == "both"

    def listed(self, table: dict[str, Any], key: str) -> list[Any]:
        value = table.get(key, [])
        if not isinstance(value, list):
            self.fault(key, f"is {value!r}; write a list: {key} = [...]")
            return []
        if len(value) > MOST_ENTRIES:
            said = (
                f"has {len(value):,} entries; a theme has room for {MOST_ENTRIES:,}, so part it into several"
            )
            self.fault(key, said)
            return []
        return value

    def texts(self, table: dict[str, Any], key: str) -> Iterator[tuple[int, str]]:
        """Yield the texts of a list with their places."""
        for place, value in enumerate(self.listed(table, key)):
            if isinstance(value, str) and value.strip():
                yield place, value
            else:
                self.fault(key, f"{value!r} is not a text; write '...' or remove it", place)

    def terms(self, table: dict[str, Any], key: str, weight: float) -> Iterator[Entry]:
        for place, value in enumerate(self.listed(table, key)):
            row = {"term": value} if isinstance(value, str) else value
            if not isinstance(row, dict) or not isinstance(row.get("term"), str):
                said = f"{value!r} is no term; write 'term' or {{term = 'term', weight = 0.5}}"
                self.fault(key, said, place)
                continue
            self.known(key, row, TERM_KEYS, place)
            if self.well_written(key, row["term"], place):
                given = row.get("weight", weight)
                worth = self.number(key, given, *WEIGHTS, place)
                yield Entry((plain(row["term"]),), worth, name=row["term"] != row["term"].lower())

    def near(self, table: dict[str, Any]) -> Iterator[Entry]:
        for place, rule in enumerate(self.listed(table, "near")):
            if not isinstance(rule, dict) or not isinstance(rule.get("words"), list):
                said = f"{rule!r} is no rule; write {{words = ['give*', 'power'], within = 4}}"
                self.fault("near", said, place)
                continue
            self.known("near", rule, NEAR_KEYS, place)
            words, within = rule["words"], rule.get("within")
            if not 2 <= len(words) <= MOST_NEAR or not all(isinstance(word, str) for word in words):
                self.fault("near", f"{words!r}: name two or more words, {MOST_NEAR} at most", place)
            elif not isinstance(within, int) or isinstance(within, bool) or not 1 <= within <= 50:
                said = f"{words!r}: within is {within!r}; give a number of words from 1 to 50"
                self.fault("near", said, place)
            elif sum(self.well_written("near", word, place) for word in words) == len(words):
                weight = self.number("near", rule.get("weight", STRONG), *WEIGHTS, place)
                yield Entry(tuple(sorted(map(plain, words))), weight, within)

    def known(self, key: str, row: dict[str, Any], keys: tuple[str, ...], place: int) -> None:
        for name in sorted(set(row) - set(keys)):
            known = f"known: {', '.join(keys)}; mend or remove it"
            said = f"{row!r}: unknown key '{name}'{nearest(name, keys)}; {known}"
            self.fault(key, said, place)

    def number(self, key: str, value: Any, low: float, high: float, *place: int) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low < value <= high:
            said = f"weight or threshold {value!r} is no number above {low:g} and up to {high:g}; write one"
            self.fault(key, said, *place)
            return STRONG
        return float(value)

    def well_written(self, key: str, term: str, place: int) -> bool:
        fault = fault_in(term, self.both)
        if fault:
            shown = term if len(term) <= LONGEST_SHOWN else f"{term[:LONGEST_SHOWN]}…"
            self.fault(key, f"'{shown}' {fault}", place)
        return not fault

    def repeats(self, entries: tuple[Entry, ...], nots: tuple[str, ...]) -> None:
        seen: set[str] = set()
        for entry in entries:
            if entry.term in seen:
                self.fault("terms", f"'{entry.term}' is there twice; remove one")
            seen.add(entry.term)
        contexts: set[str] = set()
        for term in map(plain, nots):
            if term in seen:
                self.fault("not", f"'{term}' is a term as well, which could then never count; remove one")
            if term in contexts:
                self.fault("not", f"'{term}' is there twice; remove one")
            contexts.add(term)
