"""PDFs as they come: typed ones with broken words, listings with running heads, web pages printed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.make_formats import SITE, Note, numbered, plain

BREAK = re.compile(r"[aeiouy](?=[bcdfghklmnprstvw][aeiouy])|[aeiouy][bcdfghklmnprstvw](?=[bcdfghklmnprstvw])")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the rows of a text that is typed in so many letters, long words broken by hyphens."""
    row = ""
    for word in text.split(" "):
        rest = word
        while len(row) + 1 + len(rest) > width:
            room = width - len(row) - 2
            places = [
                m.end() for m in BREAK.finditer(rest) if 2 <= m.end() <= room and len(rest) - m.end() > 2
            ]
            cut = places[-1] if places and rest.strip(".,;:‘’").isalpha() else 0
            yield f"{row} {rest[:cut]}-".strip() if cut else row
            row, rest = "", rest[cut:]
            if len(rest) > width:
                break
        row = f"{row} {rest}".strip()
    if row:
        yield row


def typed(
    notes: Sequence[Note], font: str = "Courier", head: Callable[[str, int], str] | None = None
) -> bytes:
    """Return notes as typed, one after the other; `head` gives the running head of title and page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    sheet = _Sheet(Canvas(stream, pagesize=A4, invariant=1), font, head)
    for note in notes:
        sheet.note(note)
    sheet.canvas.save()
    return stream.getvalue()


class _Sheet:
    def __init__(self, canvas: Any, font: str, head: Callable[[str, int], str] | None) -> None:
        self.canvas, self.font, self.head = canvas, font, head
        self.y, self.page, self.title = 0.0, 0, ""

    def note(self, note: Note) -> None:
        self.title = note.title
        self.y -= 24
        for row in wrapped(note.title, 24):
            self.row(row, 72, 18, bold=True)
        self.y -= 6
        for part, number in numbered(note.parts):
            self.part(part, number)
            self.y -= 9

    def part(self, part: Any, number: int) -> None:
        if part.kind == "table":
            for cells in part.rows:
                self.cells(cells)
        elif part.kind == "heading":
            self.row(plain(part.text), 72, 12, bold=True)
        elif part.kind in ("bullet", "number"):
            mark = "-" if part.kind == "bullet" else f"{number}."
            for i, row in enumerate(wrapped(plain(part.text), 70 - 3 * part.depth)):
                left = 72 + 18 * part.depth
                self.row(f"{mark} {row}" if i == 0 else row, left - (12 if i == 0 else 0), 10)
        else:
            for row in wrapped(plain(part.text), 70):
                self.row(row, 72, 10)

    def cells(self, cells: Sequence[str]) -> None:
        for i, cell in enumerate(cells):
            self.row(cell, 72 + 150 * i, 10, goes_down=i == len(cells) - 1)

    def row(self, text: str, left: float, size: float, bold: bool = False, goes_down: bool = True) -> None:
        if self.y < 70:
            self.turn()
        self.canvas.setFont(f"{self.font}-Bold" if bold else self.font, size)
        self.canvas.drawString(left, self.y, text)
        self.y -= 1.2 * size if goes_down else 0

    def turn(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = 770.0
        if self.head:
            self.canvas.setFont(self.font, 9)
            self.canvas.drawString(72, 812, self.head(self.title, self.page))
            self.canvas.drawRightString(523, 812, str(self.page))


def printed_page(note: Note) -> bytes:
    """Return a note's web page as a browser prints it, with the site's name, menu and notices."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from tests.make_documents import _pdf_paragraph, _pdf_part, _pdf_styles

    styles = _pdf_styles()
    before = (
        (SITE, "title"),
        ("Skip to content", "paragraph"),
        ("Home", "paragraph"),
        ("About us", "paragraph"),
        ("Come to our open day on the quay: book your place now!", "paragraph"),
        (note.title, "title"),
    )
    after = (
        ("Share this:", "paragraph"),
        ("This site uses cookies so that it works as you expect. See our cookie policy.", "paragraph"),
        ("Accept all", "paragraph"),
        (f"© {SITE}. All rights reserved.", "paragraph"),
    )

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont("DejaVuSans", 8)
        canvas.drawString(24, A4[1] - 20, "20/07/2020, 10:00")
        canvas.drawString(200, A4[1] - 20, f"{note.title} — {SITE}")
        canvas.drawString(24, 14, "https://example.org/notes")
        canvas.drawRightString(570, 14, f"{template.page}/3")

    stream = io.BytesIO()
    template = SimpleDocTemplate(
        stream, pagesize=A4, invariant=1, title=f"{note.title} — {SITE}", creator="Chromium"
    )
    body = [_pdf_part(part, number, styles) for part, number in numbered(note.parts)]
    story = [_pdf_paragraph(text, styles[style]) for text, style in before]
    story += [*body, *(_pdf_paragraph(text, styles[style]) for text, style in after)]
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()
