"""Zipped documents that mean harm."""

import pytest

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import LIGHTHOUSE, repacked, zipped


@pytest.mark.slow
def test_an_archive_bomb_is_not_opened():
    reading = formats.read(zipped({"word/document.xml": b" " * 50_000_000}), "note.docx")
    assert "not opened" in reading.problem


@pytest.mark.parametrize(("form", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_a_document_with_a_document_type_is_refused(form, part):
    trick = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    data = repacked(write(form, (LIGHTHOUSE,)), part, lambda xml: trick + xml.split(b"?>", 1)[1])
    assert "document type" in formats.read(data, f"note.{form}").problem
