"""Scans: named with their pages, and read where that is asked for."""

import io
import shutil
import subprocess

import pytest

from pipeline.reading import formats
from tests.make_invented import note

TEXT = ("The ferry carries the kettle at dawn.", "The harbour keeps the lantern as ever.")


def scanned(pages=1):
    """Return a PDF of pictures of pages."""
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for i, line in enumerate(TEXT):
        draw.text((150, 200 + 150 * i), line, fill=0, font=ImageFont.load_default(40))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(("pages", "said"), [(1, "one page"), (3, "3 pages")])
def test_a_scan_is_named_with_its_pages(pages, said):
    problem = formats.read(scanned(pages), "a.pdf").problem
    assert said in problem and "scans = true" in problem


def test_a_scan_without_the_program_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda program: None)
    assert "install the program tesseract" in formats.read(scanned(), "a.pdf", scans=True).problem


def test_what_tesseract_recognises_is_made_paragraphs(monkeypatch):
    page = "The ferry\ncarries the ket-\ntle.\n\n* one\n* two\nmore\n\f"
    monkeypatch.setattr(shutil, "which", lambda program: program)
    monkeypatch.setattr(
        subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, page.encode(), b"")
    )
    reading = formats.read(scanned(), "a.pdf", scans=True)
    assert reading.format == "scan"
    assert [line.text for line in reading.lines] == [
        "The ferry carries the ket-tle.",
        "  • one",
        "  • two more",
    ]


def test_a_pdf_with_text_is_read_as_ever(monkeypatch):
    from tests.make_formats import write

    data = write("pdf", [note(1)])
    assert formats.read(data, "a.pdf", scans=True) == formats.read(data, "a.pdf")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_is_read_where_that_is_asked_for():
    reading = formats.read(scanned(), "a.pdf", scans=True)
    assert reading.format == "scan"
    assert [line.text for line in reading.lines] == list(TEXT)
