"""Which format a file has, and what cannot be read."""

import pytest

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import LIGHTHOUSE, found, wanted, zipped


@pytest.mark.parametrize(
    ("data", "name", "format", "says"),
    [
        (b"", "note.txt", "", "is empty"),
        (b"\n \n", "note.docx", "", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "note.doc", "", "before 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "note.docx", "", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "note.msg", "", "save it as .eml"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "photo.txt", "", "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "photo.docx", "", "a picture"),
        (b"\x1f\x8b\x08" + bytes(40), "notes.gz", "", "an archive"),
        (b"PK\x03\x04 not an archive", "note.docx", "", "a damaged archive"),
        (b"%PDF-1.7\n no PDF at all", "note.pdf", "pdf", "damaged"),
        (bytes(range(256)) * 4, "note.txt", "", "no text"),
        (b"body { color: red }", "page_files/style.css", "", "a style sheet"),
        (b"<?xml version='1.0'?><kml><Folder/></kml>", "places.xml", "xml", "no export"),
        (b"<html><body><img src='a.png'></body></html>", "page.html", "html", "holds no text"),
    ],
)
def test_what_cannot_be_read_says_why(data, name, format, says):
    reading = formats.read(data, name)
    assert reading.lines == ()
    assert reading.format == format
    assert says in reading.problem


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("squarespace.html", "note.docx"),
        ("docx", "note.doc"),
        ("pdf", "note"),
        ("odt", "note.txt"),
        ("xml", "a.txt"),
    ],
)
def test_content_goes_before_the_name(form, name):
    assert found(formats.read(write(form, (LIGHTHOUSE,)), name)) == wanted(LIGHTHOUSE)


def test_spreadsheets_and_other_archives_are_named():
    assert "a spreadsheet" in formats.read(zipped({"xl/workbook.xml": "<x/>"}), "a.xlsx").problem
    assert "an archive of other files" in formats.read(zipped({"a.txt": "x"}), "a.docx").problem
