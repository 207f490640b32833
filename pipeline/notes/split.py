"""Cutting pages into notes.

A page may hold one note or many. Nothing is lost on the way: every block of a page is a title, a category
line, a passage, or furniture that `sections.toml` names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline.notes.blocks import SENTENCE_END, Block, blocks
from pipeline.notes.sections import Part, Sections
from pipeline.notes.titles import ASIDE, LEAD_WORDS, LEADS, with_titles
from pipeline.settings.models import SectionsConfig

TWICE = re.compile(r"(?P<once>\S.*)\s+(?P=once)")
LONGEST_LEAD = 600
"""Characters of a line of categories."""
HEAD_LINES = 3
HEAD_WORDS = 12
"""A note's head before the line that says what it is of: so many lines, of so many words, at most."""
TITLE_WORDS = 40
"""A first block longer than this, or one that its format says is text, is no title; the file's name is."""


@dataclass
class FoundNote:
    """A note as found on a page, before copies are merged."""

    source: str
    line: int
    title: str
    categories: str
    blocks: list[Block]
    parts: list[Part] = field(default_factory=list)
    lead: int = 0  # characters of its title and of what stands before it

    @property
    def text(self) -> str:
        """All its words, title first."""
        return "\n".join([self.title, *(part.block.text for part in self.parts)])

    @property
    def words(self) -> int:
        """The number of words of its passages, headings included."""
        return sum(part.block.words for part in self.parts)

    @property
    def characters(self) -> int:
        """The characters of the lines that it is made of, title and categories included."""
        return self.lead + sum(part.block.size for part in self.parts)


@dataclass
class CutPage:
    """A page's notes, and how many characters of its lines are in none of them."""

    source: str
    notes: list[FoundNote] = field(default_factory=list)
    set_aside: int = 0


def cut(source: str, page: pd.DataFrame, config: SectionsConfig, rules: Sections, site: str) -> CutPage:
    """Return the notes of one page, in the order of the page; `site` is the site's name, or empty."""
    result = CutPage(source)
    whole = with_titles(blocks(page), rules, _matcher(config.note_start))
    for piece in pieces(whole, config, site):
        draft, left = _draft(source, piece, config, rules, site)
        if draft is not None:
            draft.parts = list(rules.parts(draft.blocks))
            left += [b for b in draft.blocks if b.is_rule]
            result.notes.append(draft)
        result.set_aside += sum(b.size for b in left)
    return result


def pieces(page: Sequence[Block], config: SectionsConfig, site: str) -> Iterator[list[Block]]:
    """Cut a page where a note ends ("Read More", links) or the next begins (a category line, a title)."""
    start, end = _matcher(config.note_start), _matcher(config.note_end)
    links = links_in(page, config)
    is_lead = lead(site)
    piece: list[Block] = []
    for i, block in enumerate(page):
        begins = block.role == "title" or is_lead(block, False) or start(block)
        begins = begins and not (block.role == "title" and i == len(piece) and _is_short_lead(piece))
        after_links = i not in links and i - 1 in links
        if after_links or (begins and i not in links and not _is_head(piece, block, is_lead, start)):
            yield piece
            piece = []
        piece.append(block)
        if end(block):
            yield piece
            piece = []
    if piece:
        yield piece


def _is_head(
    piece: Sequence[Block],
    block: Block,
    is_lead: Callable[[Block, bool], bool],
    start: Callable[[Block], bool],
) -> bool:
    """Whether the piece before `block` is but the head of the same note.

    Categories and a date may come before an item's title; a letter head or the page's own title before the
    line that says what the note is of.
    """
    rest = [b for j, b in enumerate(piece) if not is_lead(b, j == 0)]
    if not rest or block.role == "title":
        return not rest
    short = all(b.words <= HEAD_WORDS and not b.is_item and not SENTENCE_END.search(b.text) for b in rest)
    return short and len(rest) <= HEAD_LINES and not any(map(start, rest))


def _is_short_lead(piece: Sequence[Block]) -> bool:
    """Whether a file's few lines before its first title belong to that note: a day, a remark, a place."""
    short = len(piece) <= LEADS and sum(b.words for b in piece) <= LEAD_WORDS
    return short and all(b.role != "title" for b in piece)


def links_in(page: Sequence[Block], config: SectionsConfig) -> set[int]:
    """Return the places of the links to other notes: "Previous", printed twice, and the title under it.

    A single "Next" is a heading, unless "Previous" came before it.
    """
    is_link = _matcher(config.page_end)
    links: set[int] = set()
    for i, block in enumerate(page):
        if is_link(block):
            twice = any(0 <= j < len(page) and page[j].text == block.text for j in (i - 1, i + 1))
            if twice or (i - 1 in links) or not block.text.lower().startswith("next"):
                links.add(i)
        elif i - 1 in links and is_link(page[i - 1]):
            links.add(i)
    return links


def lead(site: str) -> Callable[[Block, bool], bool]:
    """Return the test for what comes before a note's title: categories, a date.

    A website prints a note's categories and its own name twice in a line. Of a site that `network.toml` does
    not name, such a line counts only where a note can begin.
    """

    def is_lead(block: Block, at_start: bool) -> bool:
        if block.role or block.is_item:
            return block.role in ("categories", "date")
        twice = TWICE.fullmatch(block.text) if len(block.text) <= LONGEST_LEAD else None
        if twice is None or block.is_rule:
            return False
        once = twice.group("once")
        return (site != "" and once.endswith(site)) or (at_start and len(once.split()) > 1)

    return is_lead


def _draft(
    source: str, piece: list[Block], config: SectionsConfig, rules: Sections, site: str
) -> tuple[FoundNote | None, list[Block]]:
    """Return the note that a piece of a page holds, or None if it is furniture alone; and the furniture."""
    links = links_in(piece, config)
    is_lead = lead(site)
    body = [b for i, b in enumerate(piece) if i not in links]
    lead_of = [is_lead(b, i == 0) for i, b in enumerate(body)]
    leads = [b for b, is_one in zip(body, lead_of, strict=True) if is_one]
    ends = _matcher(config.note_end)
    left = [b for i, b in enumerate(piece) if i in links]
    rest: list[Block] = []
    for b, is_one in zip(body, lead_of, strict=True):
        if not is_one:
            (left if b.role == ASIDE or rules.is_furniture(b) or ends(b) else rest).append(b)
    first = next((i for i, b in enumerate(rest) if not b.is_rule), None)
    if first is None:
        return None, [*left, *leads, *rest]
    first = next((i for i, b in enumerate(rest) if b.role == "title"), first)
    categories = ";".join(dict.fromkeys(name for lead in leads for name in _categories(lead, site)))
    title = rest[first]
    size = sum(b.size for b in leads)
    if title.role == "text" or (title.words > TITLE_WORDS and title.role != "title"):
        stem = source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return FoundNote(source, title.line, stem, categories, rest, lead=size), left
    words = f"{title.mark} {title.text}".strip()
    others = [*rest[:first], *rest[first + 1 :]]
    return FoundNote(source, title.line, words, categories, others, lead=size + title.size), left


def _categories(lead: Block, site: str) -> list[str]:
    """Return the names in a category line: "Health, Power Our Network" printed twice, or "Health; Power"."""
    words = "" if lead.role == "date" else lead.text
    twice = None if lead.role else TWICE.fullmatch(words)
    if twice:
        once = twice.group("once")
        words = once.removesuffix(site) if site and once.endswith(site) else ""
    return [name.strip() for name in re.split(r"[,;]", words) if name.strip()]


def _matcher(patterns: Iterable[str]) -> Callable[[Block], bool]:
    compiled = [re.compile(pattern, re.I) for pattern in patterns]
    return lambda block: not block.is_item and any(p.fullmatch(block.opening) for p in compiled)
