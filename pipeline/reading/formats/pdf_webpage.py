"""Web pages printed to PDF: the page's own text, without the site around it.

A printed page has no elements any more, only what they looked like: the site's name and its menu before the
title, notices and links after the text. They are told by being short, by where they are, and by their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.reading.formats.lines import LeftOut, Paragraph
from pipeline.reading.formats.pdf_layout import Row

BROWSERS = re.compile(r"chrom|skia|mozilla|firefox|safari|webkit|edge|opera|wkhtmltopdf|quartz", re.I)
PRINTED = re.compile(
    r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d),? \d{1,2}:\d\d(?: ?[ap]m)?(?:\s.*)?"
    r"|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?|(?:page )?\d{1,4}/\d{1,4}",
    re.I,
)
"""What a browser prints at the head and foot of its pages: day and time, address, number."""
SHORT, MOST_BEFORE = 30, 160
"""Words of a block that can be a site's notice, and of all before the title."""
MOSTLY = 0.3
"""A heading that is in the window's title, with this share of the most words under one, may be the note's."""
LABEL, EXCLAMATION = 8, 4
"""Words of a block without, and with, a sentence's end that may be a site's among what is after the text."""
ANYWHERE = re.compile(
    "|".join(
        [
            # menus
            r"skip to (?:main )?(?:content|navigation)|(?:main |site |mobile )?(?:menu|navigation)",
            r"toggle navigation|search\b.{0,20}|log ?in|log ?out|sign (?:in|up)|my account",
            r"subscribe\b.{0,40}|donate(?: now)?|book now|home(?: ?[>›»/|] ?.{1,80})?|back to .{1,30}",
            # cookies
            r"(?:this|our) (?:web ?)?site uses cookies.*|we (?:and our partners )?use cookies.*",
            r"by (?:using|continuing).{0,60}cookies.*|.{0,20}\bcookies?\b.{0,20}",
            r".{0,200}\b(?:use of cookies|cookie (?:policy|settings|notice|preferences)|accept cookies)"
            r".{0,200}",
            r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|manage (?:cookies|preferences|consent)",
            r"(?:got it|ok(?:ay)?|dismiss|close|no thanks|learn more)[.!]?",
            # buttons, and what is said about the page
            r"share|tweet|pin(?: it)?|like|print|e-?mail|facebook|twitter|linkedin|instagram|youtube",
            r"share (?:this|on|via)\b.{0,30}|follow us\b.{0,40}|(?:leave|post|add) a (?:comment|reply)",
            r"(?:\d+|no) (?:comments?|likes?)|comments?(?: \(\d+\))?|(?:proudly )?powered(?: by .{1,40})?",
            r"(?:written|posted|published|filed|tagged) (?:by|in|on|under|with):?(?: .{1,60})?",
            r"(?:continue|read) (?:reading|more)\b.{0,60}|related(?: posts| articles)?:?",
        ]
    ),
    re.I,
)
"""Blocks that are a site's wherever they stand; they match whole."""
AFTER = re.compile(
    "|".join(
        [
            r"(?:recent|latest|more|other|similar) (?:posts?|articles?|news|stories|notes|comments)\b.{0,20}",
            r"comments?\b.{0,12}|related\b.{0,30}|you (?:may|might) also (?:like|enjoy).{0,20}",
            r"(?:previous|older|newer)\b.{0,12}|next(?: (?:post|page|article|note|entry))?:?",
            r"[←→‹›«»<>].{0,80}|.{0,80}[←→‹›«»]|categories|archives?|tags?:?|meta|about us|contact(?: us)?",
            r".{0,20}newsletter.{0,60}|.{0,60}all rights reserved\b.*|(?:©|\(c\)|copyright\b).*",
            r".{0,40}registered (?:charity|company|in|office).*|(?:privacy|terms|accessibility)\b.{0,40}",
            r"site ?map|designed by.*",
        ]
    ),
    re.I,
)
"""Blocks after a page's text, from which on all is the site's."""


def is_printed_page(rows: Sequence[Row], maker: str) -> bool:
    """Whether a PDF was printed by a browser: by its maker's name, or by what browsers print around it."""
    return BROWSERS.search(maker) is not None or sum(_is_browsers(row) for row in rows) >= 2


def without_browsers_lines(rows: Sequence[Row], left_out: LeftOut) -> list[Row]:
    """Return the rows without what the browser itself prints at the edges of pages."""
    marked = {(row.page, round(row.y)) for row in rows if _is_browsers(row)}
    kept = []
    for row in rows:
        beside = _at_edge(row) and (row.page, round(row.y)) in marked
        if beside:
            left_out.add("what the browser prints around pages", row.text)
        else:
            kept.append(row)
    return kept


def _is_browsers(row: Row) -> bool:
    return _at_edge(row) and PRINTED.fullmatch(row.text) is not None


def _at_edge(row: Row) -> bool:
    return not 0.06 * row.height < row.y < 0.94 * row.height


def without_site(blocks: Sequence[Paragraph], page_title: str, left_out: LeftOut) -> list[Paragraph]:
    """Return a page's own paragraphs; `page_title` is that of the browser's window, site's name and all."""
    blocks = list(blocks)
    names = [_plain(part) for part in re.split(r"\s+[—–|·•:-]+\s+", page_title) if part.strip()]
    start = _start(blocks, names)
    end = _end(blocks, start)
    titles = {_plain(blocks[i].text) for i in range(start, min(end, start + 1))}
    site = set(names) - titles if len(names) > 1 else set()
    site |= {f"{name} {name}" for name in site}
    kept = []
    for i, block in enumerate(blocks):
        own = start <= i < end and not ANYWHERE.fullmatch(block.text) and _plain(block.text) not in site
        if own:
            kept.append(block)
        else:
            left_out.add("the site around the text", block.text)
    return _raised(kept)


def _start(blocks: Sequence[Paragraph], names: Sequence[str]) -> int:
    """Return the place of the title: the first heading with text under it, if what is before is short."""
    heads = [i for i, block in enumerate(blocks) if block.level]
    under = {i: _words_under(blocks, i) for i in heads}
    named = [i for i in heads if _plain(blocks[i].text) in names and under[i]]
    most = max((under[i] for i in named), default=0)
    # the site's name, too, may be a heading that is in the window's title; it comes first
    own = [i for i in named if under[i] >= MOSTLY * most][-1:]
    start = own[0] if own else next((i for i in heads if under[i] >= SHORT), 0)
    words = [len(block.text.split()) for block in blocks[:start]]
    return start if all(count <= SHORT for count in words) and sum(words) <= MOST_BEFORE else 0


def _words_under(blocks: Sequence[Paragraph], i: int) -> int:
    """Return the words of the blocks under a heading, up to the next of its level or above."""
    words = 0
    for block in blocks[i + 1 :]:
        if block.level and block.level <= blocks[i].level:
            break
        words += 0 if ANYWHERE.fullmatch(block.text) else len(block.text.split())
    return words


def _end(blocks: Sequence[Paragraph], start: int) -> int:
    """Return the place from which on there is nothing but the site's: no text, and words that sites use."""
    end = len(blocks)
    for i in range(len(blocks) - 1, start, -1):
        text = blocks[i].text
        if AFTER.fullmatch(text) or ANYWHERE.fullmatch(text):
            end = i
        elif len(text.split()) > (EXCLAMATION if text.endswith((".", "!", "?", ":")) else LABEL):
            break
    return end


def _raised(blocks: list[Paragraph]) -> list[Paragraph]:
    """Return the blocks with the foremost level of the headings left as the first."""
    levels = sorted({block.level for block in blocks if block.level})
    rank = {level: place for place, level in enumerate(levels, start=1)}
    return [
        Paragraph(b.text, rank.get(b.level, 0), b.depth, b.mark, b.role, b.strong, b.number) for b in blocks
    ]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
