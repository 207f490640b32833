"""Whatever the bytes, there is a reading: lines or a problem."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.reading import formats
from pipeline.reading.formats.property_dates import iso
from tests.make_formats import write
from tests.reading.formats.make_readings import LIGHTHOUSE, repacked

NAMES = st.sampled_from(
    ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.odt", "a.xml", "a.doc", "a", "a.mht", "a.eml", "a.org"]
)


STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"<html>",
        b"<?xml version='1.0'?><rss>",
        b"\xff\xfe",
        b"---\n",
        b"<p>",
        b"{\\rtf1 ",
        b"From: a\nTo: b\nMessage-ID: c\nContent-Type: text/html\n\n",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
        b"+++\n",
    ]
)


PAGE = st.text("<>/=\"' abphlitrdoule123&;#-!\n[]|*_", max_size=200)


def check(reading):
    assert bool(reading.problem) != bool(reading.lines)
    assert iso(reading.date) == reading.date
    numbers = [line.number for line in reading.lines]
    assert numbers == sorted(set(numbers))
    for line in reading.lines:
        assert line.role in ("", "title", "heading", "text", "categories", "date")
        assert line.text.strip()
        assert not {"\n", "\r"} & set(line.text)
        line.text.encode()


@pytest.mark.slow
@given(STARTS, st.binary(max_size=300), NAMES)
def test_any_bytes_give_a_reading(start, data, name):
    check(formats.read(start + data, name))


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig"]), NAMES)
def test_any_text_gives_a_reading(text, encoding, name):
    check(formats.read(text.encode(encoding), name))


@given(STARTS, PAGE, NAMES)
def test_any_markup_gives_a_reading(start, text, name):
    check(formats.read(start + text.encode(), name))


@cache
def whole(form):
    return write(form, (LIGHTHOUSE,))


@pytest.mark.slow
@pytest.mark.parametrize("form", ["docx", "odt", "pdf", "xml", "mhtml", "mbox", "rtf"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_files_give_a_reading(form, data):
    damaged = bytearray(whole(form))
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(damaged)))
    check(formats.read(bytes(damaged[:cut]), f"note.{form}"))


@pytest.mark.slow
@pytest.mark.parametrize(("form", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_parts_give_a_reading(form, part, data):
    def damage(xml):
        tags = [b"<w:p>", b"</w:p>", b"<w:t>", b"w:val", b"text:p", b"<text:list", b">", b'"1"']
        old, new = data.draw(st.sampled_from(tags)), data.draw(st.sampled_from(tags))
        return xml.replace(old, new, data.draw(st.integers(1, 3)))

    check(formats.read(repacked(whole(form), part, damage), f"note.{form}"))
