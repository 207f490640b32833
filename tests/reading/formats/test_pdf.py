"""PDF: from glyphs to paragraphs."""

import io

import pytest

from pipeline.reading import formats
from tests.reading.formats.make_pdf import LONG, paragraph, printed
from tests.reading.formats.make_readings import texts


@pytest.mark.slow
def test_paragraphs_without_space_between_them_are_told_by_their_last_row():
    flowables = [
        paragraph(LONG * 2, spaceAfter=0),
        paragraph(LONG, spaceAfter=0),
        paragraph("Short.", spaceAfter=0),
    ]
    assert texts(printed(flowables), "a.pdf") == [(LONG * 2).strip(), LONG.strip(), "Short."]


@pytest.mark.slow
def test_a_paragraph_goes_on_over_a_page_and_its_running_heads():
    def furniture(canvas, template):
        canvas.drawString(72, 800, "The Harbour Network")
        canvas.drawString(280, 30, f"- {template.page} -")

    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    stream = io.BytesIO()
    flowables = [paragraph(LONG * 3)] * 7 + [paragraph("the " * 400)]
    SimpleDocTemplate(stream, pagesize=A4).build(flowables, onFirstPage=furniture, onLaterPages=furniture)
    assert texts(stream.getvalue(), "a.pdf") == [(LONG * 3).strip()] * 7 + [("the " * 400).strip()]


def test_two_columns_are_read_one_after_the_other():
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    stream = io.BytesIO()
    template = BaseDocTemplate(stream, pagesize=A4)
    frames = [Frame(50, 50, 240, 700), Frame(310, 50, 240, 700)]
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build([paragraph(LONG * 2)] * 7)
    assert texts(stream.getvalue(), "a.pdf") == [(LONG * 2).strip()] * 7


def test_bullets_that_a_browser_draws():
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for i, text in enumerate(["Before.", "one", "two", "deeper"]):
        left = 90 + 25 * (i == 3)
        canvas.drawString(left if i else 72, 700 - 30 * i, text)
        if i:
            canvas.circle(left - 12, 704 - 30 * i, 2.5, stroke=i == 3, fill=i < 3)
    canvas.save()
    assert texts(stream.getvalue(), "a.pdf") == ["Before.", "  • one", "  • two", "    • deeper"]


def test_a_pdf_of_pictures_says_so():
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    assert "without text" in formats.read(stream.getvalue(), "scan.pdf").problem


def test_a_locked_pdf_says_so():
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = printed([paragraph("secret")], encrypt=StandardEncryption("key", canPrint=0))
    assert "password" in formats.read(data, "a.pdf").problem
