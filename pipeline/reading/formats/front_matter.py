"""The settings that site generators keep at a text's top: title, date and categories, whatever their style.

Jekyll writes YAML between rules of dashes, Hugo TOML between rules of plus signs or JSON in braces, Pelican
and MultiMarkdown a line a field, reStructuredText `:field:` lines under the title, Org `#+FIELD:` lines.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from pipeline.reading.formats.lines import LeftOut, Paragraph
from pipeline.reading.formats.property_dates import iso

YAML = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|\Z)", re.S)
JSON = re.compile(r"\A\{\s*\n.*?\n\}[ \t]*(?:\n|\Z)", re.S)
ORG = re.compile(r"\A\s*((?:#\+\w+:.*\n+)+)")
ORG_FIELD = re.compile(r"^#\+(\w+):[ \t]*(.*?)[ \t]*$", re.M)
NAMED = re.compile(r"\A\s*((?:\w[\w -]{0,30}:[ \t]*\S.*\n(?:[ \t]+\S.*\n)*)+)(?:[ \t]*\n|\Z)")
UNDER_TITLE = re.compile(
    r"\A\s*(?P<title>\S.*\n(?P<line>[=#*~-])(?P=line){2,}[ \t]*\n\s*)?(?P<block>(?::\w+:[ \t].*\n)+)"
)
FIELD = re.compile(r"^:?([\w -]{1,31}?):[ \t]*(.*?)[ \t]*$", re.M)
KNOWN = {
    "title", "subtitle", "date", "modified", "updated", "category", "categories", "tags", "tag", "keywords",
    "slug", "url", "save_as", "author", "authors", "summary", "description", "status", "template", "lang",
    "layout", "permalink", "published", "draft", "image", "css", "html header", "copyright", "language",
    "affiliation", "base header level", "format", "filetags", "series", "weight", "type",
}  # fmt: skip
"""Fields of site generators."""
NESTED = (dict, list, tuple, set)


@dataclass(frozen=True)
class FrontMatter:
    """The fields at a text's top, by their names in small letters, and where the text begins."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)
    end: int = 0
    words: str = ""  # the settings as they stand there
    rest: tuple[str, ...] = ()  # lines beside a title that are text

    @property
    def date(self) -> str:
        """The ISO date of the field `date`, empty if there is none."""
        return iso(" ".join(self.fields.get("date", [])).strip("<>[]"))

    def lead(self) -> list[Paragraph]:
        """Return categories, date and title as paragraphs."""
        date, title = self.date, ", ".join(self.fields.get("title", []))
        names = self.fields.get("categories") or self.fields.get("category") or []
        found = (
            Paragraph("; ".join(names), role="categories"),
            Paragraph(date if title else "", role="date"),
            Paragraph(title, role="title"),
        )
        rest = (Paragraph(line, role="text") for line in self.rest)
        kept = (p for p in (*found, *rest) if p.text)
        return [replace(p, number=i) for i, p in enumerate(kept, start=1)]

    def left_out(self) -> LeftOut:
        """Return how much of the settings is in no paragraph."""
        rest = LeftOut()
        rest.add("settings at the file's top", self.words)
        for paragraph in self.lead():
            rest["settings at the file's top"] -= min(len(paragraph.text), rest["settings at the file's top"])
        return rest


def front_matter(text: str) -> FrontMatter:
    """Return the settings at the top of a text whose line ends are `\\n`, empty if it has none."""
    for pattern, parse in ((YAML, _yaml), (TOML, _toml), (JSON, _json), (ORG, _org)):
        match = pattern.match(text)
        fields = parse(match.group(match.lastindex or 0)) if match else {}
        if match and fields:  # a paragraph between two rules is none
            return FrontMatter(fields, match.end(), match.group())
    under = UNDER_TITLE.match(text)
    if under:
        title = {"title": [under["title"].split("\n")[0].strip()]} if under["title"] else {}
        return FrontMatter(title | _lines(under["block"]), under.end(), under.group())
    named = NAMED.match(text)
    return _named(named) if named else FrontMatter()


def _named(match: re.Match[str]) -> FrontMatter:
    """Return the fields that are lines of their own, if a title and another that generators know are there.

    Minutes, too, open with such lines ("Venue: the hall"). Where one is that no generator knows, all but the
    title are the note's own words.
    """
    fields = _lines(match.group(1))
    if "title" not in fields or len(KNOWN & set(fields)) < 2:
        return FrontMatter()
    rows = re.findall(r"\w.*(?:\n[ \t]+\S.*)*", match.group(1))
    names = [row.partition(":")[0].strip().lower() for row in rows]
    if set(names) <= KNOWN:
        return FrontMatter(fields, match.end(1), match.group(1))
    rest = (" ".join(row.split()) for row, name in zip(rows, names, strict=True) if name != "title")
    return FrontMatter({"title": fields["title"]}, match.end(1), "", tuple(rest))


def _yaml(block: str) -> dict[str, list[str]]:
    """A title with a colon in it is no YAML, but often written: then each line is read by itself."""
    try:
        found = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return _lines(block)
    return _texts(found) if isinstance(found, dict) else {}


def _toml(block: str) -> dict[str, list[str]]:
    try:
        return _texts(tomllib.loads(block))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _json(block: str) -> dict[str, list[str]]:
    try:
        found = json.loads(block)
    except (ValueError, RecursionError):
        return {}
    return _texts(found) if isinstance(found, dict) else {}


def _org(block: str) -> dict[str, list[str]]:
    fields = {name.lower(): [value] for name, value in ORG_FIELD.findall(block) if value}
    if "filetags" in fields:
        fields["categories"] = [tag for tag in fields["filetags"][0].split(":") if tag.strip()]
    return fields


def _lines(block: str) -> dict[str, list[str]]:
    return {name.strip().lower(): [value.strip(" \"'")] for name, value in FIELD.findall(block) if value}


def _texts(fields: Mapping[Any, Any]) -> dict[str, list[str]]:
    """Return the fields that hold texts or days, as lists."""
    return {str(name).lower(): texts for name, value in fields.items() if (texts := _strings(value))}


def _strings(value: object) -> list[str]:
    # what is nested is no text; put into words, a few lines of references to each other would fill the memory
    values = [
        each for each in (value if isinstance(value, list) else [value]) if not isinstance(each, NESTED)
    ]
    return [str(each).strip(" \"'") for each in values if str(each).strip()]
