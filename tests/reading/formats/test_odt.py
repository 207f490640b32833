"""OpenDocument."""

import io
import zipfile

import pytest

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import LIGHTHOUSE, repacked, zipped

MATH = (
    b'<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>a</mi><mo>+</mo><mi>b</mi>'
    b"<annotation>a + b</annotation></semantics></math>"
)


def with_text(markup, styles=""):
    """Return a document with a paragraph more, and automatic styles."""

    def change(content):
        head, _, tail = content.partition(b"</office:text>")
        made = head + markup.encode() + b"</office:text>" + tail
        return made.replace(b"</office:automatic-styles>", styles.encode() + b"</office:automatic-styles>")

    return repacked(write("odt", (LIGHTHOUSE,)), "content.xml", change)


def test_hidden_text_is_left_out_and_counted():
    style = (
        '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/>'
        "</style:style>"
    )
    markup = '<text:p>seen<text:span text:style-name="Gone">unseen</text:span></text:p>'
    reading = formats.read(with_text(markup, style), "a.odt")
    assert reading.lines[-1].text == "seen"
    assert reading.left_out == "hidden text (6)"


def test_an_embedded_formula_is_kept():
    frame = (
        '<text:p>It is <draw:frame xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<draw:object xlink:href="./Object 1"/></draw:frame></text:p>'
    )
    with zipfile.ZipFile(io.BytesIO(with_text(frame))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    reading = formats.read(zipped({**parts, "Object 1/content.xml": MATH}), "a.odt")
    assert [line.text for line in reading.lines[-2:]] == ["It is", "a+b"]


@pytest.mark.parametrize(
    ("head", "kept"),
    [("Orchard Circle, 14 May 2021", True), ("Orchard Circle", False)],
    ids=["a day", "none"],
)
def test_the_pages_head_is_kept_where_it_says_the_day(head, kept):
    def change(styles):
        page = (
            f"<style:header><text:p>{head}</text:p></style:header>"
            "<style:footer><text:p>In confidence</text:p></style:footer></style:master-page>"
        )
        return styles.replace(b"</style:master-page>", page.encode(), 1)

    data = repacked(write("odt", (LIGHTHOUSE,)), "styles.xml", lambda s: change(_opened(s)))
    reading = formats.read(data, "a.odt")
    assert (reading.lines[0].text == head) is kept
    assert "page footers" in reading.left_out
    assert ("page headers" in reading.left_out) is not kept


def _opened(styles):
    """Return styles in which the page's element has room for heads."""
    import re

    return re.sub(rb"(<style:master-page\b[^>]*)/>", rb"\1></style:master-page>", styles, count=1)
