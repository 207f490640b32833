"""The articles of a saved page: where they are, what the site wrote about them, what is furniture.

Sites built with Squarespace and WordPress mark their articles, titles, dates and categories by elements and
class names; the names here are those of their themes. A page that marks none (saved from a word processor)
is taken whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.reading.formats.lines import inked
from pipeline.reading.formats.property_dates import iso

TAGS = frozenset({
    "annotation", "annotation-xml", "script", "style", "noscript", "template",
    "head", "title", "meta", "link", "map", "dialog",
    "nav", "aside", "form", "button", "select", "textarea",
    "svg", "iframe", "object", "embed", "video", "audio", "canvas",
})  # fmt: skip
"""Elements that never hold the article's words."""
COMMENT_ID = re.compile(r"(?:cmnt|_msocom_|(?P<ref>cmnt_ref|_msoanchor_))\d+")
COMMENTED = (
    "//*[starts-with(@id, 'cmnt') or starts-with(@name, '_mso') or starts-with(@id, '_mso')"
    " or contains(@style, 'mso-element') or contains(@class, 'CommentReference')]"
)
"""What may be a remark, or refer to one."""
CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
BOLD_RULE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
NO_WORDS = {"script", "style", "head", "title", "template", "noscript", "svg"}
"""Elements whose text is no words, or is kept elsewhere."""
FURNITURE = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|gdpr|shar(?:e|ing)|sharedaddy|social|addtoany|comments?|respond|related"
    r"|relatedposts|newsletter|subscribe|breadcrumbs?|sidebar|pagination|pager|navigation|nav|menu|skip"
    r"|announcement|popup|modal|(?:more|prev|next)-link|read-?more|hidden|screen-reader|sr-only|site-title"
    r"|sqs-block-(?:summary.*|button|newsletter|form)|wp-block-buttons?|widget-area|post-terms|entry-footer|author|byline)"
    r"(?:$|[-_](?!content|body|text))",
    re.I,
)
FURNITURE_IDS = re.compile(
    r"comments?|respond|sidebar|secondary|cookie[\w-]*|newsletter|(?:jp-)?related-?posts?|share(?:-?buttons)?"
    r"|social(?:-links)?|breadcrumbs?|itempagination|footer[\w-]*",
    re.I,
)
META = re.compile(
    r"^(?:entry-meta|post-meta|posted-on|cat-links|tags?-links|blog-meta.*|blog-item-meta.*|(?:entry|article)-(?:dateline|meta|date)|blog-item-tags.*"
    r"|blog-categories.*|blog-date|blog-item-date|dt-published|wp-block-post-date|taxonomy-.*)$"
)
LANDMARKS = {"banner", "navigation", "contentinfo", "search", "complementary"}
OTHER_POSTS = re.compile(r"comments|related|jp-related|yarpp", re.I)
"""Comments and teasers of other posts are marked as articles themselves."""
ARTICLE = {"hentry", "wp-block-post", "blog-item-wrapper", "h-entry"}
TITLE = {
    "blogitem-title",
    "bloglist-item-title",
    "entry-title",
    "blog-title",
    "post-title",
    "wp-block-post-title",
    "p-name",
    "blog-item-title",
}
BODY = {
    "entry-content",
    "post-content",
    "wp-block-post-content",
    "blog-item-content",
    "blog-item-content-wrapper",
}
CATEGORY = {"blog-meta-item-category", "blog-categories", "blog-item-category"}
CATEGORY_LISTS = {"cat-links", "taxonomy-category", "blog-categories-list", "blog-item-category-wrapper"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_FURNITURE = 0.4
"""An element with more of the article's text than this is the article, whatever it is called."""
PUBLISHED = {
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "created",
}


@dataclass(frozen=True)
class Article:
    """An article of a page: its element, what is said about it, and elements that are not its text."""

    root: Element
    title: str
    date: str
    categories: tuple[str, ...]
    leave_out: frozenset[Element]


def articles(page: Element) -> list[Article]:
    """Return the page's articles in order: several on a listing page, none if it marks none."""
    furniture = set(_furniture(page))
    found = _single(page, furniture) or _marked(page, furniture)
    return [_article(page, root, furniture) for root in found]


def is_furniture(element: Element, whole: int) -> bool:
    """Whether an element in a text of `whole` characters is the site's: navigation, banners, buttons."""
    if element.tag in TAGS or _is_invisible(element):
        return True
    if not _is_named_furniture(element) or element.find(".//h1") is not None:
        return False
    return len(text_of(element)) <= max(MOST_FURNITURE * whole, 80)


def _is_named_furniture(element: Element) -> bool:
    """Whether classes or id name furniture; a heading's repeat its words, a post's its categories."""
    if element.tag in HEADINGS or not (element.get("class") or element.get("id")) or is_article(element):
        return False
    named = any(FURNITURE.search(name) for name in names(element))
    return named or FURNITURE_IDS.fullmatch(element.get("id", "")) is not None


def names(element: Element) -> list[str]:
    """Return the element's classes, in lower case."""
    classes = element.get("class")
    return classes.lower().split() if classes else []


def text_of(element: Element) -> str:
    """Return the words of an element and all in it, spaces collapsed."""
    return " ".join("".join(element.itertext()).split())


def comments(page: Element) -> list[Element]:
    """Return the remarks that a word processor writes at a page's end, and the marks that refer to them."""
    found = []
    for element in page.xpath(COMMENTED):
        mark = COMMENT_ID.fullmatch(str(element.get("id") or element.get("name") or "").lower())
        listed = "mso-element:comment" in str(element.get("style", "")).replace(" ", "").lower()
        if listed or "msocommentreference" in names(element):
            found.append(element)
        elif mark:  # the remark is the paragraph that begins with it
            tags = ("sup", "span") if mark.group("ref") else ("div", "p", "li")
            found.append(next(element.iterancestors(*tags), element))
    inner = {each for element in found for each in element.iterdescendants()}
    return [element for element in dict.fromkeys(found) if element not in inner]


def bold_classes(page: Element) -> frozenset[str]:
    """Return the classes that a page's own style sheet sets in bold, as Google Docs does it."""
    sheets = (style.text or "" for style in page.iter("style"))
    rules = (rule for sheet in sheets for rule in CLASS_RULE.findall(sheet))
    return frozenset(name.lower() for name, look in rules if BOLD_RULE.search(look))


def size_of_words(root: Element) -> int:
    """Return how many characters of a page are words, shown or not; spaces are not counted."""
    whole = inked(str(etree.tostring(root, method="text", encoding="unicode", with_tail=False)))
    outer = (e for e in root.iter(*NO_WORDS) if next(e.iterancestors(*NO_WORDS), None) is None)
    return whole - sum(inked("".join(element.itertext())) for element in outer)


def published(page: Element) -> str:
    """Return the day that the page's own properties say it was published."""
    for meta in page.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key.lower() in PUBLISHED and iso(meta.get("content")):
            return iso(meta.get("content"))
    return ""


def _is_invisible(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None or "display:none" in style or element.get("aria-hidden") == "true"
    )


def _furniture(page: Element) -> Iterator[Element]:
    """Yield what is around the articles: the site's header and footer, sidebars, comments, teasers."""
    whole = len(text_of(page))
    for element in page.iter():
        if element.tag in ("html", "body", "main", "article"):
            continue
        around = element.tag in ("header", "footer") and not _inside(element, ("article", "main"))
        teasers = any(OTHER_POSTS.match(name) for name in names(element)) and not is_article(element)
        named = is_furniture(element, whole) and next(element.iter("article"), None) is None
        if around or teasers or named or element.get("role") in LANDMARKS:
            yield element


def _inside(element: Element, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _among(element: Element, roots: set[Element]) -> bool:
    return element in roots or any(ancestor in roots for ancestor in element.iterancestors())


def _marked(page: Element, furniture: set[Element]) -> list[Element]:
    """Return the innermost elements marked as articles, outside of furniture; else the page's main part."""
    marked = [e for e in page.iter() if is_article(e) and not _among(e, furniture)]
    outer = {ancestor for e in marked for ancestor in e.iterancestors()}
    inner = [e for e in marked if e not in outer and len(text_of(e)) > 0]
    headed = [e for e in inner if e.find(".//h1") is not None]
    if inner:  # beside an article with a first-level heading, those without are teasers
        return headed or inner
    main = [
        e for e in page.iter() if e.tag == "main" or e.get("role") == "main" or BODY.intersection(names(e))
    ]
    return [e for e in main if text_of(e)][:1]


def _single(page: Element, furniture: set[Element]) -> list[Element]:
    """Return the main part of a page with one text, beside which other posts are only announced."""
    bodies = [e for e in page.iter() if BODY.intersection(names(e)) and not _among(e, furniture)]
    bodies = [e for e in bodies if not any(is_article(a) for a in e.iterancestors())]
    mains = [e for e in page.iter("main") if not _among(e, furniture)]
    if not bodies or not mains or mains[0].find(".//h1") is None or mains[0] not in bodies[0].iterancestors():
        return []
    furniture.update(e for e in mains[0].iter() if is_article(e))
    return mains[:1]


def is_article(element: Element) -> bool:
    """Whether the page marks an element as an article, by its element or its classes."""
    if element.tag in ("html", "body", "main"):
        return False
    return element.tag == "article" or bool(ARTICLE.intersection(names(element)))


def _article(page: Element, root: Element, furniture: set[Element]) -> Article:
    title = _title(root)
    meta = {e for e in root.iter() if _is_meta(e) and (title is None or title not in e.iter())}
    leave_out = {e for e in furniture if e is not root} | meta | ({title} if title is not None else set())
    words = text_of(title) if title is not None else _page_title(page, root, furniture)
    return Article(root, words, _date(root), tuple(_categories(root)), frozenset(leave_out))


def _is_meta(element: Element) -> bool:
    return any(META.match(name) for name in names(element))


def _title(root: Element) -> Element | None:
    """Return the element that titles an article: what the theme names so, else the foremost heading."""
    headings = [e for e in root.iter(*HEADINGS) if text_of(e)]
    named = [e for e in headings if TITLE.intersection(names(e)) or _wraps_title(e)]
    first = [e for e in headings if e.tag == "h1"]
    in_header = [e for e in headings if _inside(e, ("header",))]
    return next(iter([*named, *first, *in_header]), None)


def _wraps_title(heading: Element) -> bool:
    parent = heading.getparent()
    return parent is not None and bool(TITLE.intersection(names(parent)))


def _page_title(page: Element, root: Element, furniture: set[Element]) -> str:
    """Return the title outside the article's element: a page header's, or the page's own."""
    for heading in page.iter("h1"):
        if text_of(heading) and not any("site" in name for name in names(heading)):
            inside = next((a for a in heading.iterancestors() if a in furniture), None)
            if inside is None or any("page-header" in n or "entry-header" in n for n in names(inside)):
                return text_of(heading)
    for meta in page.iter("meta"):
        if meta.get("property") == "og:title" and root.find(".//h1") is None:
            return " ".join(meta.get("content", "").split())
    return ""


def _date(root: Element) -> str:
    """Return the day of publication beside the article's title."""
    for time in root.iter("time"):
        if "updated" not in names(time) and not any(
            BODY.intersection(names(a)) for a in time.iterancestors()
        ):
            day = iso(time.get("datetime")) or iso(text_of(time))
            if day:
                return day
    return ""


def _categories(root: Element) -> Iterator[str]:
    seen = set[str]()
    for link in root.iter("a"):
        parent = {name for a in link.iterancestors() for name in names(a)}
        named = CATEGORY.intersection(names(link)) or "category" in link.get("rel", "").split()
        listed = CATEGORY_LISTS.intersection(parent) and "tag" not in link.get("rel", "").split()
        name = text_of(link).strip(" ,")
        if (named or listed) and name and name not in seen:
            seen.add(name)
            yield name
