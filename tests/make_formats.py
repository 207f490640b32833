"""The same notes in every format, written with the ordinary tools, for tests.

A note is a title and parts; a part's text may hold `**bold**` words and `[links](address)`.
`note_of` makes a note of lines in the shape of the pasted web page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from xml.sax.saxutils import escape as xml_escape

RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<link>[^\]]+)\]\((?P<url>[^)]+)\)|(?P<plain>[^*\[]+|.)")
SITE = "The Harbour Network"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Part:
    """A block: kind is heading, paragraph, quote, bullet, number or table (rows, the first a header)."""

    kind: str
    text: str = ""
    depth: int = 1  # level of a heading (2 to 4), depth of an item
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Note:
    title: str
    parts: tuple[Part, ...]
    categories: tuple[str, ...] = ()
    date: str = ""


def note_of(title: str, lines: Iterable[str], **rest: object) -> Note:
    """Return the note that plain lines make: items by mark and indent, all else paragraphs."""
    parts = []
    for line in lines:
        item = re.match(r"( +)(•|\d+\.) (.*)", line)
        if item:
            kind = "bullet" if item.group(2) == "•" else "number"
            parts.append(Part(kind, item.group(3).strip(), len(item.group(1)) // 2))
        elif line.strip():
            parts.append(Part("paragraph", line.strip()))
    return Note(title, tuple(parts), **rest)  # type: ignore[arg-type]


def plain(text: str) -> str:
    """Return a part's words without bold and links."""
    return "".join(words for words, _, _ in runs(text))


def runs(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield a part's stretches: words, whether bold, and the address they link to."""
    for run in RUN.finditer(text):
        words = run["bold"] or run["link"] or run["plain"]
        yield words, bool(run["bold"]), run["url"] or ""


def expected(note: Note) -> list[tuple[str, str]]:
    """Return the (role, text) lines that every format should give; roles of headings and title only."""
    lines = [("title", note.title)]
    for part, number in numbered(note.parts):
        if part.kind == "table":
            rows = [" | ".join(row) for row in part.rows]
            lines += [("heading", rows[0]), *(("text", row) for row in rows[1:])]
        elif part.kind == "heading":
            lines.append(("heading", plain(part.text)))
        elif part.kind in ("paragraph", "quote"):
            bold = re.fullmatch(r"\*\*[^*]+\*\*", part.text)
            lines.append(("heading" if bold else "", plain(part.text)))
        else:
            mark = "•" if part.kind == "bullet" else f"{number}."
            lines.append(("", f"{'  ' * part.depth}{mark} {plain(part.text)}"))
    return lines


def numbered(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """Yield the parts with their number in their list; a paragraph or heading ends all lists."""
    counts: dict[int, int] = {}
    for part in parts:
        if part.kind in ("bullet", "number"):
            counts = {d: n for d, n in counts.items() if d <= part.depth}
            counts[part.depth] = counts.get(part.depth, 0) + 1
            yield part, counts[part.depth]
        else:
            counts = {}
            yield part, 0


def as_txt(notes: Sequence[Note]) -> str:
    """Return the notes as pasted from the site's listing page."""
    pages = []
    for note in notes:
        label = f"{', '.join(note.categories)} {SITE}".strip()
        body = [text for _, text in expected(note)]
        pages.append("\n\n".join([f"{label} {label}", *body, "Read More"]))
    return "\n".join(pages) + "\n"


def as_md(notes: Sequence[Note]) -> str:
    blocks = []
    for note in notes:
        blocks.append(f"# {note.title}")
        for part, number in numbered(note.parts):
            blocks.append(_md_part(part, number))
    return "\n\n".join(blocks) + "\n"


def _md_part(part: Part, number: int) -> str:
    if part.kind == "heading":
        return f"{'#' * part.depth} {part.text}"
    if part.kind == "table":
        head, *rest = (f"| {' | '.join(row)} |" for row in part.rows)
        return "\n".join([head, f"|{'---|' * len(part.rows[0])}", *rest])
    if part.kind in ("bullet", "number"):
        return f"{'    ' * (part.depth - 1)}{'-' if part.kind == 'bullet' else f'{number}.'} {part.text}"
    return f"> {part.text}" if part.kind == "quote" else part.text


def body_html(note: Note) -> str:
    """Return a note's parts as HTML, lists nested in their items."""
    out: list[str] = []
    open_lists: list[str] = []

    def close(depth: int) -> None:
        while len(open_lists) > depth:
            out.append(f"</li></{open_lists.pop()}>")

    for part in note.parts:
        if part.kind not in ("bullet", "number"):
            close(0)
            out.append(_html_block(part))
            continue
        tag = "ul" if part.kind == "bullet" else "ol"
        close(part.depth)
        if len(open_lists) == part.depth and open_lists[-1] == tag:
            out.append("</li>")
        else:
            close(part.depth - 1)
            out.append(f'<{tag} data-rte-list="default">')
            open_lists.append(tag)
        out.append(f'<li><p class="">{_html_runs(part.text)}</p>')
    close(0)
    return "\n".join(out)


def _html_block(part: Part) -> str:
    if part.kind == "heading":
        return f"<h{part.depth}>{_html_runs(part.text)}</h{part.depth}>"
    if part.kind == "table":
        tags = ["th", *["td"] * (len(part.rows) - 1)]
        rows = (
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
            for tag, row in zip(tags, part.rows, strict=True)
        )
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    if part.kind == "quote":
        return f"<blockquote><p>{_html_runs(part.text)}</p></blockquote>"
    return f'<p class="" style="white-space:pre-wrap;">{_html_runs(part.text)}</p>'


def _html_runs(text: str) -> str:
    out = ""
    for words, bold, url in runs(text):
        shown = f"<strong>{escape(words)}</strong>" if bold else escape(words)
        out += f'<a href="{escape(url)}" target="_blank">{shown}</a>' if url else shown
    return out


SQUARESPACE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{head}</title>
<style>p {{ margin: 0 }}</style>{meta}</head>
<body class="tweak-blog-item-show-comments tweak-share-buttons">
<div id="siteWrapper" class="site-wrapper">
<header id="header" class="header"><div class="header-title"><h1 class="site-title"><a>{site}</a></h1></div>
<nav class="header-nav"><a href="/">Home</a><a href="/notes">Notes</a></nav></header>
<main id="page"><article class="sections" id="sections"><section class="page-section"><div class="content">
{articles}
</div></section>{links}</article></main>
<footer class="sections" id="footer-sections"><p>All rights reserved. Registered charity.</p></footer>
<div class="sqs-cookie-banner-v2"><p>This site uses cookies.</p><button>Accept</button></div>
</div><script>window.x = "<p>no text</p>";</script></body></html>"""


def as_squarespace(notes: Sequence[Note]) -> str:
    """Return a saved page of a Squarespace site: one note's own page, or a listing of several."""
    single = len(notes) == 1
    write = _squarespace_item if single else _squarespace_entry
    links = """<section id="itemPagination" class="item-pagination item-pagination--prev-next">
<a class="item-pagination-link item-pagination-link--prev"><div class="visually-hidden">Previous</div>
<div class="item-pagination-prev-next">Previous</div>
<h2 class="item-pagination-title">Another note</h2></a></section>"""
    meta = f'<meta itemprop="datePublished" content="{notes[0].date}T09:00:00+0000">' if notes[0].date else ""
    return SQUARESPACE.format(
        head=escape(f"{notes[0].title} — {SITE}"),
        meta=meta,
        site=SITE,
        articles="\n".join(write(note) for note in notes),
        links=links if single else "",
    )


def _squarespace_item(note: Note) -> str:
    links = "".join(f'<a href="/c" class="blog-item-category">{c}</a>' for c in note.categories)
    return f"""<div class="blog-item-wrapper"><article class="entry blog-item" id="article-">
<div class="blog-item-top-wrapper"><div class="blog-item-title">
<h1 class="entry-title p-name">{escape(note.title)}</h1></div>
<div class="blog-item-meta-wrapper"><div class="blog-item-meta-primary">
<div class="blog-item-category-wrapper">{links}</div>
<span class="blog-item-author">Written By {SITE}</span></div></div></div>
<div class="blog-item-content-wrapper"><div class="blog-item-content e-content">
<div class="sqs-layout"><div class="sqs-row">
<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">
{body_html(note)}
</div></div></div></div></div></div></div><div class="blog-item-comments"><p>Comments (2)</p></div>
<div class="share-buttons"><a>Facebook</a></div></article></div>"""


def _squarespace_entry(note: Note) -> str:
    links = ", ".join(f'<a href="/c" class="blog-categories">{c}</a>' for c in note.categories)
    meta = f'<span class="blog-categories-list">{links}</span> <span class="blog-author">{SITE}</span>'
    return f"""<article class="blog-single-column--container entry blog-item">
<div class="blog-single-column--text">
<div class="blog-meta-section"><span class="blog-meta-primary">{meta}</span>
<span class="blog-meta-secondary">{meta}</span></div>
<h1 class="blog-title"><a href="/n">{escape(note.title)}</a></h1><div class="blog-excerpt-wrapper">
{body_html(note)}</div><a class="blog-more-link" href="/n">Read More</a></div></article>"""


def as_wordpress(notes: Sequence[Note]) -> str:
    """Return a saved page of a WordPress site."""
    single = len(notes) == 1
    entries = "\n".join(_wordpress_entry(note, "h1" if single else "h2") for note in notes)
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8">
<title>{escape(notes[0].title)}</title></head>
<body class="single-post wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#c">Skip to content</a>
<header id="masthead" class="site-header" role="banner"><p class="site-title">{SITE}</p>
<nav><ul><li>Menu</li></ul></nav></header>
<div id="content" class="site-content"><main id="main">{entries}</main>
<aside id="secondary" class="widget-area"><h2>Recent posts</h2><ul><li>Older note</li></ul></aside></div>
<div id="comments" class="comments-area"><h2>Leave a Reply</h2>
<article class="comment-body"><p>Nice!</p></article></div>
<footer class="site-footer"><p>Proudly powered</p></footer></body></html>"""


def _wordpress_entry(note: Note, tag: str) -> str:
    links = ", ".join(f'<a href="/c" rel="category tag">{c}</a>' for c in note.categories)
    time = (
        f'<time class="entry-date published" datetime="{note.date}T09:00:00+00:00">a day</time>'
        if note.date
        else ""
    )
    return f"""<article id="post-7" class="post-7 post type-post hentry category-health">
<header class="entry-header"><{tag} class="entry-title">{escape(note.title)}</{tag}>
<div class="entry-meta"><span class="posted-on">Posted on {time}</span></div></header>
<div class="entry-content">{body_html(note)}
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Twitter</li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in {links}</span></footer></article>"""


def as_mhtml(notes: Sequence[Note]) -> bytes:
    """Return a page saved as one file."""
    message = EmailMessage()
    message["Subject"] = notes[0].title
    message.make_related()
    message.add_related(as_squarespace(notes), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def as_export(notes: Sequence[Note]) -> str:
    """Return the site's export: the notes, and a page, an attachment and a draft besides."""
    items = [_export_item(note, "post", "publish") for note in notes]
    other = Note("Not a note", (Part("paragraph", "Nothing to read here."),), date="2019-01-02")
    items += [
        _export_item(other, *kind)
        for kind in (("page", "publish"), ("attachment", "inherit"), ("post", "draft"))
    ]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>{SITE}</title><wp:wxr_version>1.2</wp:wxr_version>{"".join(items)}</channel></rss>"""


def _export_item(note: Note, kind: str, status: str) -> str:
    tags = "".join(
        f'<category domain="category" nicename="c"><![CDATA[{c}]]></category>' for c in note.categories
    )
    date = f"<wp:post_date>{note.date} 10:00:00</wp:post_date>" if note.date else ""
    return f"""<item><title>{xml_escape(note.title)}</title>{tags}
<category domain="post_tag"><![CDATA[a tag]]></category>
<content:encoded><![CDATA[{body_html(note)}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
{date}<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"""


def as_mbox(notes: Sequence[Note]) -> bytes:
    """Return a mailbox with a message a note, whose page has a signature and what it answers under it."""
    messages = []
    for i, note in enumerate(notes):
        message = EmailMessage()
        message["From"], message["To"] = "Ann <ann@example.org>", "All <all@example.org>"
        message["Subject"], message["Message-ID"] = f"Re: {note.title}", f"<{i}@example.org>"
        if note.date:
            year, month, day = note.date.split("-")
            message["Date"] = f"{int(day)} {MONTHS[int(month) - 1]} {year} 10:00:00 +0100"
        message.set_content("See the page.")
        signed = f'<div class="gmail_signature">Ann, {SITE}</div>'
        answered = '<div class="gmail_quote"><p>On Monday Bo wrote:</p><blockquote>When?</blockquote></div>'
        page = f"<html><body>{body_html(note)}{signed}{answered}</body></html>"
        message.add_alternative(page, subtype="html")
        messages.append(b"From ann@example.org Mon Jul 20 10:00:00 2020\n" + message.as_bytes())
    return b"\n\n".join(messages)


WRITERS = (
    "txt", "md", "squarespace.html", "wordpress.html", "mhtml", "mbox", "docx", "odt", "rtf", "pdf", "xml",
)  # fmt: skip


def write(form: str, notes: Sequence[Note]) -> bytes:
    """Return the notes as a file of one of `WRITERS`."""
    from tests import make_documents

    writers: dict[str, Callable[[Sequence[Note]], str | bytes]] = {
        "txt": as_txt,
        "md": as_md,
        "squarespace.html": as_squarespace,
        "wordpress.html": as_wordpress,
        "mhtml": as_mhtml,
        "mbox": as_mbox,
        "rtf": make_documents.as_rtf,
        "xml": as_export,
        "docx": make_documents.as_docx,
        "odt": make_documents.as_odt,
        "pdf": make_documents.as_pdf,
    }
    made = writers[form](notes)
    return made.encode() if isinstance(made, str) else made
