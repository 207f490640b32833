"""PDFs laid out by hand."""

import io

from tests.make_documents import _pdf_styles


def printed(flowables, **options):
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1, **options).build(flowables)
    return stream.getvalue()


def paragraph(text, style="paragraph", **rest):
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    return Paragraph(text, ParagraphStyle("own", _pdf_styles()[style], **rest))


LONG = (
    "The boats went out before dawn and came back with the tide, and whoever stood on the "
    "quay took a rope and made it "
    "fast without being asked, which is how it had always been done there and how it ought "
    "to be done everywhere else. "
)
