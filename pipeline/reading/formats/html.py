"""Pages (.html, .htm): the article's paragraphs, headings and lists, without the site around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.reading.formats import html_articles
from pipeline.reading.formats.lines import (
    Content,
    LeftOut,
    Paragraph,
    TableRow,
    Unreadable,
    inked,
    lines,
    table,
)

BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "blockquote", "pre", "hr", "body", "center",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
    "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "figure", "figcaption", "address", "details", "summary",
    "aside", "nav", "form", "fieldset", "legend",
})  # fmt: skip
FLOW = frozenset((*html_articles.HEADINGS, "p", "li", "td", "th", "dt", "dd", "pre", "figcaption"))
"""Elements in which a blank line in the source is no end of a paragraph."""
RULE = "———"
LINE = "data-source-line"
"""The attribute in which Markdown made into a page keeps the line in its source."""
BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
WORD_LIST = re.compile(r"mso-list:\s*\w+\s+level(\d)", re.I)
WORD_MARK = re.compile(r"mso-list:\s*ignore", re.I)
DOCS_LIST = re.compile(r"\blst-\w+-(\d)\b")
NUMBER = re.compile(r"\W*(\d{1,3})\W*")
LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})([^<>]{2000,})>")
MOST_ATTRIBUTES = 1000


def read(text: str) -> Content:
    """Return a page's lines (each article's categories, date, title, text) and its day of publication."""
    root = parse(text)
    if root is None:
        return Content(())
    found = html_articles.articles(root)
    asides = html_articles.comments(root)
    if found:
        parts = [paragraph for article in found for paragraph in _article(article)]
    else:
        parts = paragraphs(root, asides, titled=True)
    date = html_articles.published(root) if len(found) < 2 else ""
    return Content(lines(parts), date, _around(root, parts, asides))


def _around(root: Element, parts: Iterable[Paragraph], asides: Iterable[Element]) -> LeftOut:
    """Return how much of a page's text is in none of its paragraphs."""
    left_out = LeftOut()
    for element in asides:
        left_out.add("comments", html_articles.text_of(element))
    whole = html_articles.size_of_words(root)
    kept = sum(inked(p.text) for p in parts if p.text != RULE)
    left_out["the site around the text"] = max(0, whole - kept - left_out["comments"])
    return left_out


def parse(text: str) -> Element | None:
    """Return the root of a page or of a piece of one; None if there is nothing in it.

    Raises:
        Unreadable: its elements are nested deeper than any page's.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_few_attributes(text.replace("\0", "")).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if "empty" in str(error):
            return None
        raise Unreadable("is a page so damaged that nothing of it can be read; save it anew") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable(
            "has elements nested deeper than any page's, and was not read; save its text as .docx or .txt"
        )
    return root


def _few_attributes(text: str) -> str:
    """Return a page without what has more attributes than any: the parser compares each with all."""
    return LONG_TAG.sub(lambda tag: tag[0] if len(tag[2].split()) <= MOST_ATTRIBUTES else f"<{tag[1]}>", text)


def paragraphs(
    root: Element,
    leave_out: Collection[Element] = (),
    titled: bool = False,
    blank_lines: bool = False,
    line_ends: bool = False,
) -> list[Paragraph]:
    """Return the paragraphs under an element.

    `titled`: classes that word processors give to a title are believed; `blank_lines` and `line_ends`: the
    source's own blank lines and line ends part paragraphs (WordPress stores texts so).
    """
    walk = _Walk(titled, blank_lines, line_ends, html_articles.bold_classes(root) if titled else frozenset())
    whole = len(html_articles.text_of(root))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if element is root:
            walk.text(root.text if event == "start" else None)
        elif event == "end":
            walk.end(element)
        elif WORD_MARK.search(element.get("style", "")):
            events.skip_subtree()
            walk.word_mark(element)
        elif element in leave_out or html_articles.is_furniture(element, whole):
            events.skip_subtree()
            walk.leave_out(element)
        else:
            walk.start(element)
    walk.flush()
    return walk.out


def _article(article: html_articles.Article) -> list[Paragraph]:
    lead = [("categories", "; ".join(article.categories)), ("date", article.date), ("title", article.title)]
    body = paragraphs(article.root, article.leave_out)
    return [*(Paragraph(text, role=role) for role, text in lead if text), *body]


@dataclass
class _Walk:
    """The state of a walk through a page's elements."""

    titled: bool
    blank_lines: bool
    line_ends: bool
    bold_classes: frozenset[str]
    out: list[Paragraph] = field(default_factory=list)
    skipped: set[Element] = field(default_factory=set)
    buffer: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)  # the last number of each open list; None: bullets
    mark: tuple[int, str] | None = None  # depth and mark of an item whose text has not begun
    number: int = 0
    level: int = 0
    role: str = ""
    bold: int = 0  # bold elements open
    flow: int = 0  # elements open in which the source's line ends are only spaces
    pre: int = 0  # elements open whose line ends part paragraphs
    plain: bool = False  # the buffer holds words that are not bold
    tables: list[list[TableRow]] = field(default_factory=list)  # the rows of each open table
    cells: list[list[tuple[int, bool]]] = field(default_factory=list)
    """Of each open row, where its cells begin in `out`, and whether each is a header's."""

    def start(self, element: Element) -> None:
        """Take an element's start and the text before its first child."""
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
            self._open(element)
        elif tag == "br":
            self.flush() if not self.level else self.buffer.append(" ")
        self.flow += tag in FLOW
        self.pre += tag == "pre"
        self.bold += self._is_bold(element)
        self.text(element.text)

    def end(self, element: Element) -> None:
        """Take an element's end and the text after it."""
        if element not in self.skipped:
            tag = element.tag
            if tag in BLOCKS:
                self.flush()
                self._close(element)
            self.flow -= tag in FLOW
            self.pre -= tag == "pre"
            self.bold -= self._is_bold(element)
        self.text(element.tail)

    def leave_out(self, element: Element) -> None:
        """Pass over an element; a block still parts the text before it from the text after it."""
        self.skipped.add(element)
        if element.tag in BLOCKS:
            self.flush()

    def word_mark(self, element: Element) -> None:
        """Pass over the mark that Word sets in front of an item's text, and take its number."""
        self.skipped.add(element)
        number = NUMBER.fullmatch(html_articles.text_of(element).replace("\xa0", ""))
        if self.mark and number:
            self.mark = (self.mark[0], f"{number.group(1)}.")

    def flush(self) -> None:
        """End the paragraph in hand."""
        text = "".join(self.buffer).replace("\n", " ")
        if text.strip():
            depth, mark = self.mark or (0, "•")
            strong = not self.plain
            self.out.append(Paragraph(text, self.level, depth, mark, self.role, strong, self.number))
            self.mark = None
        self.buffer, self.plain = [], False

    def text(self, text: str | None) -> None:
        """Take text of the paragraph in hand."""
        if not text:
            return
        for i, piece in enumerate(self._pieces(text)):
            if i:
                self.flush()
            self.buffer.append(piece)
            self.plain |= bool(piece.strip()) and not self.bold

    def _pieces(self, text: str) -> list[str]:
        """Split text where its own line ends part paragraphs."""
        if self.pre or (self.line_ends and not self.flow):
            return text.split("\n")
        return BLANK_LINE.split(text) if self.blank_lines and not self.flow else [text]

    def _is_bold(self, element: Element) -> bool:
        if element.tag in ("b", "strong") or BOLD.search(element.get("style", "")):
            return True
        return bool(self.bold_classes) and not self.bold_classes.isdisjoint(html_articles.names(element))

    def _open(self, element: Element) -> None:
        tag = element.tag
        self.number = _integer(element.get(LINE)) or self.number
        if tag in html_articles.HEADINGS:
            self.level = int(tag[1])
        elif tag in ("ul", "ol"):
            self.lists.append(_first_number(element) - 1 if tag == "ol" else None)
        elif tag == "li":
            self._open_item(element)
        elif tag == "hr":
            self.out.append(Paragraph(RULE, number=self.number))
        elif tag == "p":
            self._open_paragraph(element)
        else:
            self._open_table(tag)

    def _open_table(self, tag: str) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.cells.append([])
        elif tag in ("td", "th") and self.cells:
            self.cells[-1].append((len(self.out), tag == "th"))

    def _close(self, element: Element) -> None:
        tag = element.tag
        if tag in html_articles.HEADINGS:
            self.level = 0
        elif tag in ("ul", "ol"):
            self.lists.pop()
            self.mark = None
        elif tag == "li":
            self.mark = None
        elif tag == "tr":
            self._close_row(element)
        elif tag == "table":
            self.out += table(self.tables.pop())
        elif tag == "p":
            self.role = ""

    def _open_item(self, element: Element) -> None:
        depth, mark = max(len(self.lists), 1), "•"
        if self.lists and self.lists[-1] is not None:
            number = _integer(element.get("value")) or self.lists[-1] + 1
            self.lists[-1] = number
            mark = f"{number}."
        docs = (
            DOCS_LIST.search(element.getparent().get("class", ""))
            if element.getparent() is not None
            else None
        )
        self.mark = (int(docs.group(1)) + 1 if docs and depth == 1 else depth, mark)

    def _open_paragraph(self, element: Element) -> None:
        """Take what Word writes into its pages' paragraphs: the depth of a list item, the title's class."""
        listed = WORD_LIST.search(element.get("style", ""))
        if listed:
            self.mark = (int(listed.group(1)), "•")
        if self.titled and {"msotitle", "title"} & {name.lower() for name in html_articles.names(element)}:
            self.role = "title"

    def _close_row(self, element: Element) -> None:
        """Take a row's paragraphs back until its table ends: how it is read depends on all its rows."""
        cells = self.cells.pop()
        if not cells:
            return
        starts = [start for start, _ in cells]
        parts = [tuple(self.out[a:b]) for a, b in zip(starts, [*starts[1:], len(self.out)], strict=True)]
        del self.out[starts[0] :]
        headed = all(head for _, head in cells) or element.getparent().tag == "thead"
        if self.tables:
            self.tables[-1].append(TableRow(tuple(parts), headed))
        else:
            self.out += table([TableRow(tuple(parts), headed)])


def _first_number(element: Element) -> int:
    start = _integer(element.get("start"))
    return 1 if start is None else start


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,7}", text.strip()) else None
