"""Notes as .docx, .odt and .pdf, written with python-docx, odfdo and reportlab, for tests."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.make_formats import SITE, Note, Part, numbered, runs


def as_docx(notes: Sequence[Note]) -> bytes:
    """Return a Word document with the styles of Word's own template."""
    import docx

    document = docx.Document()
    document.core_properties.author = "A convenor"
    if notes[0].date:
        document.core_properties.created = datetime.datetime.fromisoformat(notes[0].date)
    for note in notes:
        document.add_heading(note.title, 0)
        numbers = 0
        for part, number in numbered(note.parts):
            if part.kind == "number" and number == 1:
                numbers = _restarted(document, part.depth)
            _docx_part(document, part, numbers)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_part(document: Any, part: Part, numbers: int) -> None:
    import docx.oxml

    if part.kind == "table":
        table = document.add_table(len(part.rows), len(part.rows[0]))
        for cells, row in zip(table.rows, part.rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
        table.rows[0]._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:tblHeader"))
        return
    paragraph = document.add_paragraph(style=_style(part))
    if part.kind == "number":
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = numbers
        properties.get_or_add_ilvl().val = 0
    for words, bold, url in runs(part.text):
        run = paragraph.add_run(words)
        run.bold = True if bold else None
        if url:
            _link(document, paragraph, run, url)


def _style(part: Part) -> str | None:
    if part.kind == "heading":
        return f"Heading {part.depth - 1}"
    if part.kind in ("bullet", "number"):
        return f"List {part.kind.title()}" + (f" {part.depth}" if part.depth > 1 else "")
    return "Quote" if part.kind == "quote" else None


def _link(document: Any, paragraph: Any, run: Any, url: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def _restarted(document: Any, depth: int) -> int:
    """Return a new list of the style's kind that begins at one, as Word's "restart at 1" makes it."""
    from docx.oxml.ns import qn

    style = document.styles["List Number" + (f" {depth}" if depth > 1 else "")]
    numbering = document.part.numbering_part.element
    base = style.element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    definition = next(n for n in numbering.num_lst if str(n.numId) == base).abstractNumId.val
    fresh = numbering.add_num(definition)
    fresh.add_lvlOverride(0).add_startOverride(1)
    return int(fresh.numId)


def as_odt(notes: Sequence[Note]) -> bytes:
    """Return an OpenDocument text with nested lists."""
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    for outline in document.styles.get_elements("//text:outline-style"):
        outline.delete()  # the template numbers its headings
    if notes[0].date:
        document.meta.creation_date = datetime.datetime.fromisoformat(notes[0].date)
    document.insert_style(odfdo.Style("text", name="Bold", bold=True))
    for kind, look in (
        ("bullet", 'text:bullet-char="•"'),
        ("number", 'style:num-format="1" style:num-suffix="."'),
    ):
        levels = "".join(f'<text:list-level-style-{kind} text:level="{n}" {look}/>' for n in range(1, 5))
        style = odfdo.Element.from_tag(f'<text:list-style style:name="{kind}">{levels}</text:list-style>')
        document.insert_style(style, automatic=True)
    for note in notes:
        document.body.append(odfdo.Paragraph(note.title, style="Title"))
        lists: list[tuple[str, Any]] = []
        for part in note.parts:
            if part.kind in ("bullet", "number"):
                _odt_item(document.body, lists, part)
            else:
                lists.clear()
                document.body.append(_odt_block(part))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _odt_block(part: Part) -> Any:
    import odfdo

    if part.kind == "table":
        table = odfdo.Table("T", width=len(part.rows[0]), height=len(part.rows))
        for y, row in enumerate(part.rows):
            for x, text in enumerate(row):
                table.set_value((x, y), text)
        head = odfdo.Element.from_tag("table:table-header-rows")
        first = table.get_elements("table:table-row")[0]
        table.insert(head, position=len(table.children) - len(part.rows))
        head.append(first)
        return table
    if part.kind == "heading":
        return _odt_text(odfdo.Header(part.depth - 1, ""), part.text)
    style = "Quotations" if part.kind == "quote" else None
    return _odt_text(odfdo.Paragraph("", style=style), part.text)


def _odt_item(body: Any, lists: list[tuple[str, Any]], part: Part) -> None:
    import odfdo

    del lists[part.depth :]
    if len(lists) == part.depth and lists[-1][0] != part.kind:
        lists.pop()
    if len(lists) < part.depth:
        home = lists[-1][1].children[-1] if lists else body
        home.append(odfdo.List(style=part.kind))
        lists.append((part.kind, home.children[-1]))
    item = odfdo.ListItem()
    item.append(_odt_text(odfdo.Paragraph(""), part.text))
    lists[-1][1].append(item)


def _odt_text(element: Any, text: str) -> Any:
    import odfdo

    for words, bold, url in runs(text):
        if url:
            element.append(odfdo.Link(url, text=words))
        elif bold:
            element.append(odfdo.Span(words, style="Bold"))
        else:
            element.append_plain_text(words)
    return element


def as_rtf(notes: Sequence[Note]) -> bytes:
    """Return a Rich Text file as a word processor writes it: a stylesheet, marks of lists, rows of tables."""
    styles = "".join(rf"{{\s{n}\outlinelevel{n - 1}\b heading {n};}}" for n in range(1, 5))
    made = ""
    if notes[0].date:
        year, month, day = (int(part) for part in notes[0].date.split("-"))
        made = rf"{{\info{{\creatim\yr{year}\mo{month}\dy{day}\hr9\min0}}}}"
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}}"
    sheet = rf"{{\stylesheet{{\s0 Normal;}}{styles}{{\s9 Title;}}}}"
    body = []
    for note in notes:
        body.append(rf"\pard\plain\s9 {_rtf_runs(note.title)}\par")
        body += [_rtf_part(part, number) for part, number in numbered(note.parts)]
    return "\n".join([r"{\rtf1\ansi\ansicpg1252\uc1", fonts, sheet, made, *body, "}"]).encode("ascii")


def _rtf_part(part: Part, number: int) -> str:
    if part.kind == "table":
        return "\n".join(_rtf_row(row, i == 0) for i, row in enumerate(part.rows))
    if part.kind == "heading":
        return rf"\pard\plain\s{part.depth - 1}\b {_rtf_runs(part.text)}\par"
    if part.kind in ("bullet", "number"):
        mark = r"\'95" if part.kind == "bullet" else f"{number}."
        layout = rf"\pard\plain\s0\ls1\ilvl{part.depth - 1}{{\listtext {mark}\tab}}"
        return rf"{layout}{_rtf_runs(part.text)}\par"
    return rf"\pard\plain\s0 {_rtf_runs(part.text)}\par"


def _rtf_row(row: Sequence[str], head: bool) -> str:
    cells = "".join(rf"\pard\intbl {_rtf_runs(cell)}\cell" for cell in row)
    header = r"\trhdr" if head else ""
    return rf"\trowd{header}\cellx4000\cellx8000{cells}\row"


def _rtf_runs(text: str) -> str:
    return "".join(
        rf"{{\b {_rtf_text(words)}}}" if bold else _rtf_text(words) for words, bold, _ in runs(text)
    )


def _rtf_text(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    codes = ((c, ord(c) - 65536 * (ord(c) > 32767)) for c in escaped)
    return "".join(c if c.isascii() else rf"\u{code}?" for c, code in codes)


def as_pdf(notes: Sequence[Note]) -> bytes:
    """Return a PDF with running heads and page numbers, as a word processor prints it."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    styles = _pdf_styles()
    story = []
    for note in notes:
        story.append(_pdf_paragraph(note.title, styles["title"]))
        story += [_pdf_part(part, number, styles) for part, number in numbered(note.parts)]

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont("DejaVuSans", 8)
        canvas.drawString(72, A4[1] - 40, f"{SITE}: notes of our meetings")
        canvas.drawCentredString(A4[0] / 2, 36, f"Page {template.page}")

    stream = io.BytesIO()
    template = SimpleDocTemplate(stream, pagesize=A4, invariant=1)
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return stream.getvalue()


def _pdf_styles() -> dict[str, Any]:
    import matplotlib
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{name}.ttf")))
    pdfmetrics.registerFontFamily("DejaVuSans", normal="DejaVuSans", bold="DejaVuSans-Bold")
    body = ParagraphStyle("body", fontName="DejaVuSans", fontSize=10, leading=13, spaceAfter=7)
    sizes = {"title": 22.0, "heading2": 15.0, "heading3": 12.5, "heading4": 11.5}
    heads = {
        name: ParagraphStyle(
            name, body, fontName="DejaVuSans-Bold", fontSize=size, leading=1.25 * size, keepWithNext=1
        )
        for name, size in sizes.items()
    }
    items = {
        f"item{n}": ParagraphStyle(f"item{n}", body, leftIndent=18 * n, bulletIndent=18 * n - 12)
        for n in range(1, 5)
    }
    quote = ParagraphStyle("quote", body, leftIndent=24, rightIndent=24)
    return {"paragraph": body, "quote": quote, **heads, **items}


def _pdf_part(part: Part, number: int, styles: dict[str, Any]) -> Any:
    from reportlab.platypus import Table

    if part.kind == "table":
        head, *rest = part.rows
        rows = [tuple(f"**{cell}**" for cell in head), *rest]
        return Table(
            [[_pdf_paragraph(cell, styles["paragraph"]) for cell in row] for row in rows], repeatRows=1
        )
    if part.kind in ("bullet", "number"):
        mark = "•" if part.kind == "bullet" else f"{number}."
        return _pdf_paragraph(part.text, styles[f"item{part.depth}"], mark)
    style = f"heading{part.depth}" if part.kind == "heading" else part.kind
    return _pdf_paragraph(part.text, styles[style])


def _pdf_paragraph(text: str, style: Any, mark: str | None = None) -> Any:
    from reportlab.platypus import Paragraph

    markup = "".join(f"<b>{escape(words)}</b>" if bold else escape(words) for words, bold, _ in runs(text))
    return Paragraph(markup, style, bulletText=mark)
