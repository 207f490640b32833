"""Word."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import (
    LIGHTHOUSE,
    repacked,
    texts,
)


def test_deeply_nested_documents_do_no_harm():
    deep = b"<w:ins>" * 5000 + b"</w:ins>" * 5000
    data = repacked(
        write("docx", (LIGHTHOUSE,)),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + deep),
    )
    assert "damaged" in formats.read(data, "note.docx").problem


RUNS = "<w:p><w:r>{}</w:r></w:p>"


def word(change):
    document = docx.Document()
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xml(markup):
    return parse_xml(markup.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (RUNS.format("<w:t>one</w:t><w:br/><w:t>two</w:t>"), ["one", "two"]),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:t>old</w:t></w:r></w:del></w:p>",
            ["new"],
        ),
        (RUNS.format("<w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:tab/><w:t>x</w:t>"), ["non-stop x"]),
        (RUNS.format("<w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>seen</w:t>"), ["seen"]),
        (
            "<w:p><w:r><w:t>text</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r></w:p>",
            ["text", "box"],
        ),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt></w:p>", ["held"]),
    ],
)
def test_word_markup(markup, lines):
    def change(document):
        document.element.body.insert(0, xml(markup))

    assert texts(word(change), "a.docx") == lines


def test_word_numbers_are_shown_as_in_word():
    def change(document):
        numbering = document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, text in enumerate(["%1.", "%1.%2"])
        )
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for depth, text, style in [
            (0, "Aims", "Heading 1"),
            (1, "First", "Heading 2"),
            (1, "Second", "Heading 2"),
            (0, "Item", None),
        ]:
            paragraph = document.add_paragraph(text, style=style)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = 77
            properties.get_or_add_ilvl().val = depth

    lines = texts(word(change), "a.docx")
    assert lines == ["1. Aims", "1.1 First", "1.2 Second", "  2. Item"]


def test_a_template_of_a_library_gives_no_date():
    assert formats.read(word(lambda document: document.add_paragraph("x")), "a.docx").date == ""
