"""Word."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import (
    LIGHTHOUSE,
    found,
    repacked,
    texts,
    wanted,
    zipped,
)


def test_deeply_nested_documents_do_no_harm():
    deep = b"<w:ins>" * 5000 + b"</w:ins>" * 5000
    data = repacked(
        write("docx", (LIGHTHOUSE,)),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + deep),
    )
    assert "nested deeper than any" in formats.read(data, "note.docx").problem


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


STRICT = (
    (rb"http://schemas.openxmlformats.org/(wordprocessingml|drawingml|officeDocument)/2006/(main|math|relationships|wordprocessingDrawing)",
     rb"http://purl.oclc.org/ooxml/\1/\2"),
)  # fmt: skip


def as_strict(data):
    """Return a document as Word saves it as "Strict Open XML": the same elements under other names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for pattern, name in STRICT:
        parts = {part: re.sub(pattern, name, content) for part, content in parts.items()}
    return zipped(parts)


def moved(data):
    """Return a document whose main part has the name that Word on the web gives it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for part in ("[Content_Types].xml", "_rels/.rels"):
        parts[part] = parts[part].replace(b"word/document.xml", b"word/document2.xml")
    return zipped(parts)


def of_kind(kind):
    def change(data):
        usual = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        return repacked(data, "[Content_Types].xml", lambda part: part.replace(usual, kind))

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(as_strict, id="strict"),
        pytest.param(moved, id="word/document2.xml"),
        pytest.param(of_kind(b"vnd.ms-word.document.macroEnabled.main+xml"), id="with macros"),
        pytest.param(
            of_kind(b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), id="a template"
        ),
    ],
)
def test_other_kinds_of_word_files_are_read_as_the_usual_one(change):
    reading = formats.read(change(write("docx", (LIGHTHOUSE,))), "a.docx")
    assert found(reading) == wanted(LIGHTHOUSE)
    assert reading.date == "2020-07-20"


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        pytest.param("Orchard Circle, meeting of 14 May 2021", True, id="a day"),
        pytest.param("Orchard Circle", False, id="no day"),
        pytest.param("Draft of 14 May 2021", False, id="a day of printing"),
    ],
)
def test_the_pages_head_is_kept_where_it_says_the_day(head, kept):
    def change(document):
        section = document.sections[0]
        section.header.paragraphs[0].text = head
        section.footer.paragraphs[0].text = "In confidence"
        document.add_paragraph("We met.")

    reading = formats.read(word(change), "a.docx")
    assert [line.text for line in reading.lines] == ([head] if kept else []) + ["We met."]
    assert "page footers (12)" in reading.left_out
    assert ("page headers" in reading.left_out) is not kept


def test_formulas_are_kept_and_what_is_deleted_or_hidden_is_counted():
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    markup = (
        f"<w:p><m:oMath {math}><m:r><m:t>a+b</m:t></m:r></m:oMath>"
        "<w:del><w:r><w:delText>old words</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>"
    )
    reading = formats.read(word(lambda d: d.element.body.insert(0, xml(markup))), "a.docx")
    assert [line.text for line in reading.lines] == ["a+b"]
    assert reading.left_out == "deleted text (8); hidden text (6)"


@pytest.mark.parametrize("root", ["<a xmlns='urn:x'><body/></a>", f"<w:document {nsdecls('w')}/>"])
def test_a_main_part_that_is_no_text_is_told(root):
    data = repacked(write("docx", (LIGHTHOUSE,)), "word/document.xml", lambda _: root)
    assert "has a main part that is no text of Word" in formats.read(data, "a.docx").problem
