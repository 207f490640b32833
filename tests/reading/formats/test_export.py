"""The website's own export."""

import pytest

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import FERRY, LIGHTHOUSE, roles


def test_an_export_gives_each_items_date_before_its_title():
    lines = formats.read(write("xml", (LIGHTHOUSE, FERRY)), "export.xml").lines
    dates = [(lines[i + 1].role, line.text) for i, line in enumerate(lines) if line.role == "date"]
    assert dates == [("title", "2020-07-20"), ("title", "2020-08-01")]


@pytest.mark.parametrize("entity", ["'ha'", "SYSTEM 'file:///etc/hostname'"])
def test_an_export_with_entities_is_refused(entity):
    trick = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x {entity}><!ENTITY y '&x;&x;&x;'>]>"
    item = "<rss><channel><item><title>&y;</title></item></channel></rss>"
    assert "entities" in formats.read((trick + item).encode(), "export.xml").problem


def exported(body, fields="<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"):
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:wp="http://wordpress.org/export/1.1/"><channel><title>Site</title><item><title>A &amp;amp; B</title>
    <pubDate>Mon, 20 Jul 2020 09:00:00 +0000</pubDate><content:encoded><![CDATA[{body}]]></content:encoded>
    {fields}</item></channel></rss>"""


def test_an_export_of_the_classic_editor_has_blank_lines_for_paragraphs():
    picture = '[caption id="a"]<img src="a.jpg">[/caption]'
    body = f"One\nline end\n\n{picture}\n\n<b>Bold line</b>\n<ul>\n <li>a\nb</li>\n</ul>\nAfter"
    assert roles(exported(body), "a.xml") == [
        ("date", "2020-07-20"),
        ("title", "A & B"),
        ("", "One"),
        ("", "line end"),
        ("heading", "Bold line"),
        ("", "  • a b"),
        ("", "After"),
    ]


@pytest.mark.parametrize(
    ("status", "kind"), [("draft", "post"), ("publish", "page"), ("inherit", "attachment")]
)
def test_an_export_without_posts_says_so(status, kind):
    fields = f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
    assert "without a published post" in formats.read(exported("x", fields).encode(), "a.xml").problem


def test_an_export_with_odd_characters_is_read():
    assert roles(exported("a\x0bb & <p>c</p>"), "a.xml")[-1] == ("", "c")
