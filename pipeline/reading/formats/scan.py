"""Scanned PDFs: pictures of pages, whose letters the program tesseract recognises, where it is installed.

What comes of it depends on the scan and is full of small errors; the format `scan` marks it in the tables.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator

import pypdfium2 as pdfium

from pipeline.reading.formats.lines import Content, Paragraph, Unreadable, lines
from pipeline.reading.formats.pdf_hyphens import Wordbook

PROGRAM = "tesseract"
DOTS = 300
"""Dots per inch at which a page is drawn; letters are recognised best from there on."""
SECONDS = 120
"""The longest that a page may take."""
MOST_PAGES = 200


def read(data: bytes) -> Content:
    """Return the paragraphs that are recognised on the pages.

    Raises:
        Unreadable: tesseract is not installed, or recognises nothing.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise Unreadable(
            "is a scan, which [input] scans asks to be read; install the program tesseract for that"
        )
    document = pdfium.PdfDocument(data)
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(
                f"is a scan of {len(document):,} pages, too many to be recognised; take out those of the note"
            )
        found = [p for number in range(len(document)) for p in _paragraphs(_page(document, number, program))]
    finally:
        document.close()
    if not found:
        raise Unreadable("is a scan on which no letters are recognised; have its text typed")
    return Content(lines(found))


def _page(document: pdfium.PdfDocument, number: int, program: str) -> str:
    """Return the text of a page, its paragraphs parted by blank lines."""
    picture = io.BytesIO()
    document[number].render(scale=DOTS / 72).to_pil().convert("L").save(picture, "PNG")
    done = subprocess.run(
        [program, "stdin", "stdout", "--dpi", str(DOTS)],
        input=picture.getvalue(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout.decode("utf-8", "replace")


def _paragraphs(page: str) -> Iterator[Paragraph]:
    rows = [row.strip() for row in page.replace("\f", "").split("\n")]
    words = Wordbook(rows)
    for block in re.split(r"\n{2,}", "\n".join(rows)):
        held: list[str] = []
        for row in filter(None, block.split("\n")):
            if held and re.match(r"[•*+»-]\s|\d{1,2}[.)]\s", row):
                yield _paragraph(words.joined(held))
                held = []
            held.append(row)
        if held:
            yield _paragraph(words.joined(held))


def _paragraph(text: str) -> Paragraph:
    item = re.match(r"[•*+»-]\s+(?=\S)", text)
    return Paragraph(text[item.end() :], depth=1) if item else Paragraph(text)
