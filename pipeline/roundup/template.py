"""Makes the Word template of the roundup: `python -m pipeline.roundup.template FILE.docx`.

It was run once. The network restyles the template in Word (fonts, colours, margins, a logo in the header);
the writer uses its styles by name, puts the draft's mark where the header or footer says `{mark}`, and its
title where they say `{title}`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from pipeline.roundup.word import add_field, save

INK, ACCENT, QUIET = RGBColor(0x22, 0x22, 0x22), RGBColor(0x1F, 0x4E, 0x5F), RGBColor(0x55, 0x5B, 0x63)
FILL = RGBColor(0x8A, 0x3B, 0x00)
FONT = "Calibri"
WIDTH, MARGIN = Cm(21), Cm(2.4)


def make_template(path: Path) -> Path:
    """Write the template to `path`."""
    document = Document()
    _strip(document)
    _page(document)
    _headings(document)
    _texts(document)
    _contents(document)
    _header_and_footer(document)
    save(document, path, "Template of the roundup")
    return path


def _strip(document: WordDocument) -> None:
    """Take out what python-docx's own template carries and nobody needs: a preview, many table styles."""
    package, part = document.part.package, document.part
    for rels in (package.rels, part.rels):
        for key in [
            k
            for k, rel in rels.items()
            if rel.reltype.endswith(("thumbnail", "stylesWithEffects", "customXml"))
        ]:
            rels.pop(key)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = WIDTH, Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(11), INK
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.12
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)


def _headings(document: WordDocument) -> None:
    sizes = {"Title": 26, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
    for name, size in sizes.items():
        style = document.styles[name]
        _font(style, size, ACCENT, bold=True)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else size)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    _font(document.styles["Subtitle"], 12, QUIET)


def _font(
    style: ParagraphStyle, size: float, colour: RGBColor, bold: bool = False, italic: bool = False
) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    style.font.bold, style.font.italic = bold, italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    border = style.element.find(qn("w:pPr") + "/" + qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)


def _texts(document: WordDocument) -> None:
    """Points are list items; their label is a character style, their place in the notes a footnote."""
    styles = document.styles
    _font(styles["Caption"], 9, QUIET, italic=True)
    styles["Caption"].paragraph_format.space_after = Pt(10)
    styles["Caption"].paragraph_format.keep_together = True
    for name, base in (
        ("Point", "List Bullet"),
        ("Quotation", "List Bullet"),
        ("Topic Ahead", "List Bullet"),
        ("Remark", "Normal"),
        ("Heard", "Normal"),
        ("Blank", "Normal"),
        ("footnote text", "Normal"),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.quick_style = True
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_together = True
    styles["Quotation"].font.italic = True
    _font(styles["Remark"], 10, QUIET, italic=True)
    _font(styles["Heard"], 10, QUIET)
    styles["Heard"].paragraph_format.keep_with_next = True
    _font(styles["footnote text"], 8.5, QUIET)
    styles["footnote text"].paragraph_format.space_after = Pt(1)
    styles["footnote text"].paragraph_format.line_spacing = 1.0
    styles["footnote text"].paragraph_format.keep_together = False
    _font(styles["Blank"], 11, FILL, italic=True)
    label = styles.add_style("Label", WD_STYLE_TYPE.CHARACTER)
    label.font.bold, label.font.color.rgb = True, ACCENT
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript, reference.font.italic = True, False
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = ACCENT, True
    cell = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    cell.font.size, cell.paragraph_format.space_after = Pt(8.5), Pt(1)
    cell.paragraph_format.line_spacing = 1.0


def _contents(document: WordDocument) -> None:
    width = WIDTH - 2 * MARGIN
    for level in (1, 2, 3):
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _header_and_footer(document: WordDocument) -> None:
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.text, head.alignment = "{mark}", WD_ALIGN_PARAGRAPH.CENTER
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("{title} – page ")
    add_field(foot, "PAGE", "1")
    for name in ("Header", "Footer"):
        _font(document.styles[name], 9, QUIET)


if __name__ == "__main__":
    make_template(Path(sys.argv[1]))
