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


def drawn(rows, pages=1, **options):
    """Return a PDF with (x, y, size, font, text) on each page; `{page}` in a text is the page's number."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for name, value in options.items():
        getattr(canvas, f"set{name.title()}")(value)
    for page in range(1, pages + 1):
        for x, y, size, font, text in rows:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text.format(page=page))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def typed(*lines, top=760, size=10, font="Helvetica", left=72):
    return [(left, top - 12 * i, size, font, text) for i, text in enumerate(lines)]


WIDE = "The boats went out before dawn and came back with the tide, and whoever stood on the quay"


def test_running_heads_that_differ_from_page_to_page_are_left_out():
    heads = [(72, 810, 10, "Helvetica", "Part {page} of it"), (500, 810, 10, "Helvetica", "{page}")]
    data = drawn([*heads, *typed(WIDE, "took rope {page}.", top=700)], pages=4)
    reading = formats.read(data, "a.pdf")
    assert [line.text for line in reading.lines] == [f"{WIDE} took rope {n}." for n in (1, 2, 3, 4)]
    assert reading.left_out == "running heads and page numbers (40)"


def test_a_running_head_that_says_the_day_is_kept_once():
    head = (72, 810, 8, "Helvetica", "Orchard Circle, 14 May 2021")
    lines = texts(drawn([head, *typed("We met.", top=700)], pages=3), "a.pdf")
    assert lines == ["Orchard Circle, 14 May 2021", *["We met."] * 3]


def test_a_year_at_the_top_of_a_page_is_no_page_number():
    assert texts(drawn(typed("2021", top=815) + typed("We met.", top=700)), "a.pdf") == ["2021", "We met."]


@pytest.mark.parametrize("left", [72, 150], ids=["at the margin", "centred"])
def test_a_title_over_two_rows_is_one_also_where_a_hyphen_breaks_it(left):
    title = [
        (left, 780, 18, "Helvetica-Bold", "Note from Collabo-"),
        (left, 758, 18, "Helvetica-Bold", "rative Leadership"),
    ]
    text = typed(WIDE, "took a rope, in collaborative ways.", top=700)
    assert texts(drawn([*title, *text]), "a.pdf")[0] == "Note from Collaborative Leadership"


def test_the_letter_that_begins_a_row_in_a_typewriters_font_is_no_mark():
    assert texts(drawn(typed("A boat came in.", font="Courier")), "a.pdf") == ["A boat came in."]


def test_a_bullet_without_room_behind_it():
    rows = typed("•Ask the crews", "•Ask them early", font="Helvetica")
    assert texts(drawn(rows), "a.pdf") == ["  • Ask the crews", "  • Ask them early"]


def test_both_columns_of_a_page_are_treated_alike():
    rows = [
        row
        for side, left in (("left", 72), ("right", 320))
        for row in typed(*[f"{side} {n} words that fill this column" for n in range(20)], left=left)
    ]
    lines = texts(drawn(rows), "a.pdf")
    assert sum("left" in line for line in lines) == sum("right" in line for line in lines)


@pytest.mark.parametrize("grid", [False, True], ids=["no rules", "ruled"])
def test_each_cell_of_a_table_of_texts_gives_its_paragraphs_and_points(grid):
    from reportlab.platypus import Table, TableStyle

    from tests.make_documents import _pdf_paragraph, _pdf_styles
    from tests.reading.formats.test_tables import OF_TEXTS, TEXTS

    styles = _pdf_styles()

    def part(text):
        item = text.startswith("• ")
        return _pdf_paragraph(
            text.removeprefix("• "), styles["item1" if item else "paragraph"], "•" if item else None
        )

    rows = [[[part(text) for text in cell] for cell in row] for row in TEXTS]
    table = Table(rows, colWidths=[90, 270, 90])
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *([("GRID", (0, 0), (-1, -1), 1, "black")] if grid else [])]
    table.setStyle(TableStyle(look))
    lines = formats.read(printed([paragraph(LONG), table, paragraph("After.")]), "a.pdf").lines
    assert [line.text for line in lines] == [LONG.strip(), *(text for _, text in OF_TEXTS), "After."]


def test_a_web_page_printed_by_a_browser_loses_the_site_around_it():
    rows = [
        (24, 822, 8, "Helvetica", "20/07/2020, 10:00"),
        (200, 822, 8, "Helvetica", "Bread for all — The Harbour Network"),
        (24, 14, 8, "Helvetica", "https://example.org/bread"),
        (560, 14, 8, "Helvetica", "{page}/1"),
        (40, 780, 20, "Helvetica-Bold", "The Harbour Network"),
        (40, 755, 10, "Helvetica", "Home    About    Notes"),
        (40, 730, 10, "Helvetica", "Join us at our gathering by the quay, and book a place now!"),
        (40, 690, 20, "Helvetica-Bold", "Bread for all"),
        *typed(WIDE, "took a rope.", top=650, left=40),
        (40, 600, 10, "Helvetica", "Next meeting: Thursday at three."),
        (40, 570, 10, "Helvetica", "Share this:"),
        (40, 540, 10, "Helvetica", "This website uses cookies to make it work. Read our policy."),
        (40, 510, 10, "Helvetica", "Accept all"),
        (40, 480, 10, "Helvetica", "© 2020 The Harbour Network"),
    ]
    reading = formats.read(drawn(rows, title="Bread for all — The Harbour Network"), "a.pdf")
    assert [(line.role, line.text) for line in reading.lines] == [
        ("title", "Bread for all"),
        ("", f"{WIDE} took a rope."),
        ("", "Next meeting: Thursday at three."),
    ]
    assert "the site around the text" in reading.left_out
