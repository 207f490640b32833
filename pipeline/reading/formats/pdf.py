"""PDFs: the rows of glyphs on their pages, which `layout` makes paragraphs of."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import atan2, hypot, pi
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.reading.formats import pdf_layout, pdf_text, pdf_webpage
from pipeline.reading.formats.lines import Content, LeftOut, Paragraph, Scanned, Unreadable, lines
from pipeline.reading.formats.pdf_furniture import without_furniture
from pipeline.reading.formats.pdf_layout import Row
from pipeline.reading.formats.property_dates import iso

MOST_PAGES = 2000
WIDE_GAP = 1.8
"""A gap of more than this many times the size parts two cells of a table, not two words."""
OTHER_ROW = 0.6
"""A glyph further up or down than this many times the size is in another row, and not raised."""
CLOSING = (".", "!", "?", "’", "”", ")")
ROOM, FIXED_ROOM = 0.2, 0.5
"""The least gap between a sentence's end and the next sentence, in sizes; the same in a typewriter's font."""
FIXED_FONTS = ("courier", "mono", "typewriter", "consol")
DOT = (1.0, 9.0)
"""Sizes of a drawn bullet, in points."""
FAR = 2.5
"""How far in front of its row a drawn bullet may be, in sizes."""
SEMIBOLD = 600
FORCED_BOLD = 1 << 18
BOLD_NAMES = ("bold", "black", "heavy")
SYMBOL_FONTS = ("symbol", "wingdings", "dingbats", "courier")
TIGHT_MARK = re.compile(r"^\s*([•◦▪●○■□‣⁃∙➢➤✓✔\uf0a7\uf0b7](?=[^\W_])|\d{1,2}[.)](?=[A-Z‘“]))")
"""A mark that some programs set without room between it and the words."""
HYPHENS = ("\u00ad", "\x02", "\ufffe")
"""What PDFium gives for a hyphen that breaks a word at a row's end."""


def read(data: bytes) -> Content:
    """Return the PDF's lines and the day it was made, by its own properties.

    Raises:
        Unreadable: it is locked, or has no text.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("is a PDF locked with a password; save it without one") from error
        raise Unreadable("is a damaged PDF; save it again") from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(
                f"is a PDF of {len(document):,} pages, as no note is; take the pages of the note out of it"
            )
        rows = [row for number in range(len(document)) for row in _rows(document[number], number)]
        date = iso(document.get_metadata_value("CreationDate") or document.get_metadata_value("ModDate"))
        count = len(document)
        maker = " ".join(document.get_metadata_value(key) for key in ("Creator", "Producer"))
        title = document.get_metadata_value("Title")
    finally:
        document.close()
    _check(rows, count)
    left_out = LeftOut()
    printed = pdf_webpage.is_printed_page(rows, maker)
    if printed:
        rows = pdf_webpage.without_browsers_lines(rows, left_out)
    pages = without_furniture(rows, left_out)
    parts = pdf_text.paragraphs(pages.text, pages.notes)
    if printed:
        parts = pdf_webpage.without_site(parts, title, left_out)
    head = [Paragraph(pages.head)] if pages.head else []
    return Content(lines([*head, *parts]), date, left_out)


def _check(rows: Sequence[Row], pages: int) -> None:
    text = "".join(row.text for row in rows)
    if not text.strip():
        many = f"{pages:,} pages" if pages != 1 else "one page"
        raise Scanned(
            f"is a PDF of {many} without text (a scan?); have its text recognised first, "
            "or set scans = true under [input] in config/pipeline.toml"
        )
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if strange > 0.3 * len(text):
        raise Unreadable("is a PDF whose letters cannot be told from their shapes; get it in another format")


@dataclass(frozen=True)
class _Font:
    """What the glyphs of one text object share: size on the page, weight, direction in quarter turns."""

    size: float
    bold: bool
    symbol: bool
    turn: int
    fixed: bool = False  # all letters take the same room


@dataclass(frozen=True)
class _Glyph:
    character: str
    font: _Font
    x0: float
    x1: float
    y: float


def _rows(page: pdfium.PdfPage, number: int) -> Iterator[Row]:
    """Yield the rows of a page in the order in which they were written, which is that of reading."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    glyphs = list(_glyphs(textpage.raw))
    turn = Counter(g.font.turn for g in glyphs if g).most_common(1)[0][0] if any(glyphs) else 0
    if turn % 2:
        width, height = height, width
    dots = _dots(page) if turn == 0 else []
    held: list[_Glyph] = []
    for glyph in [*glyphs, None]:
        if glyph is not None and glyph.font.turn != turn:  # writing along the margin, watermarks
            continue
        if held and (glyph is None or _apart(held, glyph)):
            row = _row(held, number, width, height)
            if row is not None:
                yield _dotted(row, dots)
            held = []
        if glyph is not None:
            held.append(glyph)
    textpage.close()
    page.close()


def _dots(page: pdfium.PdfPage) -> list[tuple[float, float, float]]:
    """Return the small round or square shapes of a page, as left, right and middle height.

    Browsers draw the bullets of lists, where word processors set them as letters.
    """
    dots = []
    for shape in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = shape.get_bounds()
        width, height = right - left, top - bottom
        if DOT[0] < width < DOT[1] and 0.7 < height / width < 1.4:
            dots.append((left, right, (bottom + top) / 2))
    return dots


def _dotted(row: Row, dots: Sequence[tuple[float, float, float]]) -> Row:
    """Return the row with the bullet that is drawn in front of it, if one is."""
    for left, right, y in dots:
        near = right <= row.x0 + 1 and row.x0 - right < FAR * row.size
        if not row.mark and near and -0.1 * row.size < y - row.y < 0.8 * row.size:
            return replace(row, mark="•", x0=left)
    return row


def _glyphs(textpage: raw.FPDF_TEXTPAGE) -> Iterator[_Glyph | None]:
    """Yield the page's glyphs, None where PDFium ends a row."""
    fonts: dict[int, _Font] = {}
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    last: _Font | None = None
    for i in range(raw.FPDFText_CountChars(textpage)):
        character = chr(raw.FPDFText_GetUnicode(textpage, i))
        if character in "\r\n":
            yield None
            continue
        owner = raw.FPDFText_GetTextObject(textpage, i)
        font = _font(textpage, i, owner, fonts) if owner else last
        if font is None:
            continue
        last = font
        raw.FPDFText_GetCharBox(textpage, i, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(textpage, i, x, y)
        yield _turned(character, font, (left.value, right.value, bottom.value, top.value), x.value, y.value)


def _turned(
    character: str, font: _Font, box: tuple[float, float, float, float], x: float, y: float
) -> _Glyph:
    """Return a glyph with its page turned so that its writing runs from left to right."""
    left, right, bottom, top = box
    if font.turn == 0:
        return _Glyph(character, font, left, right, y)
    if font.turn == 1:
        return _Glyph(character, font, bottom, top, -x)
    return (
        _Glyph(character, font, -right, -left, -y)
        if font.turn == 2
        else _Glyph(character, font, -top, -bottom, x)
    )


def _font(textpage: raw.FPDF_TEXTPAGE, i: int, owner: object, fonts: dict[int, _Font]) -> _Font:
    key = ctypes.addressof(owner.contents)  # type: ignore[attr-defined]
    if key not in fonts:
        matrix, name, flags = raw.FS_MATRIX(), ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetMatrix(textpage, i, matrix)
        raw.FPDFText_GetFontInfo(textpage, i, name, len(name), flags)
        label = name.value.decode("utf-8", "replace").lower()
        heavy = raw.FPDFText_GetFontWeight(textpage, i) >= SEMIBOLD or bool(flags.value & FORCED_BOLD)
        fonts[key] = _Font(
            size=raw.FPDFText_GetFontSize(textpage, i) * (hypot(matrix.c, matrix.d) or 1.0),
            bold=heavy or any(word in label for word in BOLD_NAMES),
            symbol=any(word in label for word in SYMBOL_FONTS),
            fixed=any(word in label for word in FIXED_FONTS),
            turn=round(atan2(matrix.b, matrix.a) / (pi / 2)) % 4,
        )
    return fonts[key]


def _apart(held: Sequence[_Glyph], glyph: _Glyph) -> bool:
    """Whether a glyph is in another row or cell than the one in hand, where PDFium says nothing."""
    last = next((g for g in reversed(held) if not g.character.isspace()), None)
    if last is None or glyph.character.isspace():
        return False
    size = max(last.font.size, glyph.font.size)
    if abs(glyph.y - last.y) > OTHER_ROW * size:
        return True
    wide = glyph.x0 - last.x1 > WIDE_GAP * size
    return wide and not pdf_layout.is_mark("".join(g.character for g in held).strip(), last.font.symbol)


def _row(glyphs: Sequence[_Glyph], page: int, width: float, height: float) -> Row | None:
    """Return the row that glyphs make, without raised numbers, which refer to footnotes."""
    inked = [g for g in glyphs if not g.character.isspace()]
    if not inked:
        return None
    size, y = median(g.font.size for g in inked), median(g.y for g in inked)
    kept = [
        g for g in glyphs if not (g.character.isdigit() and g.font.size < 0.8 * size and g.y > y + 0.1 * size)
    ]
    text = TIGHT_MARK.sub(r"\1 ", _text(kept, size))
    for hyphen in HYPHENS:
        text = text.replace(hyphen, "\u00ad")
    words = text.split()
    if not words:
        return None
    letters = [g for g in inked if g.character.isalnum()]
    # a font of symbols is one beside the text's: "I met Ann" is no item in a text set in Courier
    symbol = inked[0].font.symbol and len(words) > 1 and not inked[len(words[0])].font.symbol
    marked = pdf_layout.is_mark(words[0], symbol) and len(words) > 1
    return Row(
        text=" ".join(words),
        page=page,
        x0=inked[0].x0,
        x1=inked[-1].x1,
        y=y,
        size=size,
        bold=bool(letters) and all(g.font.bold for g in letters),
        text_x=inked[len(words[0])].x0 if marked else inked[0].x0,
        mark=words[0] if marked else "",
        first=_width_of_first_word(inked, words[0]),
        width=width,
        height=height,
    )


def _text(glyphs: Sequence[_Glyph], size: float) -> str:
    """Return the glyphs' characters, with a space between sentences where PDFium overlooks it."""
    text = ""
    for last, glyph in zip([None, *glyphs], glyphs, strict=False):
        begins = glyph.character.isupper() and text.endswith(CLOSING)
        room = FIXED_ROOM if glyph.font.fixed else ROOM
        if last is not None and begins and glyph.x0 - last.x1 > room * size:
            text += " "
        text += glyph.character
    return text


def _width_of_first_word(inked: Sequence[_Glyph], word: str) -> float:
    return inked[min(len(word), len(inked)) - 1].x1 - inked[0].x0
