"""The website's own export."""

import pytest

from pipeline.reading import formats
from tests.make_formats import write
from tests.reading.formats.make_readings import FERRY, LIGHTHOUSE, found, roles, wanted


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


def broken(*changes):
    source = write("xml", (LIGHTHOUSE, FERRY)).decode()
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    return source.encode()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([("</item>", "")], id="an item without end"),
        pytest.param([("</item>", "</item></item>")], id="two ends"),
        pytest.param([("</title>", ""), ("</title>", "")], id="titles without end"),
        pytest.param([("]]></content:encoded>", "</content:encoded>")], id="text without end of its section"),
        pytest.param([("</content:encoded>", "")], id="text without end"),
        pytest.param([("<wp:status>publish</wp:status>", "<wp:status>publish")], id="a field without end"),
        pytest.param(
            [("<![CDATA[<p", "<p"), ("]]></content", "</content")], id="a page's elements as they are"
        ),
        pytest.param([("</p>", "]]></p>")], id="an end of a section in the text"),
        pytest.param([('domain="category"', "domain=category")], id="no quotes"),
        pytest.param([('xmlns:wp="http://wordpress.org/export/1.2/"', "")], id="a name space not declared"),
        pytest.param(
            [('xmlns:content="http://purl.org/rss/1.0/modules/content/"', "")], id="nor that of the text"
        ),
        pytest.param([("</channel></rss>", "")], id="no end"),
        pytest.param([("<title>Note from the", "<title>Note from&nbsp;the")], id="a character's name"),
    ],
)
def test_an_export_with_broken_markup_gives_its_items(changes):
    lines = found(formats.read(broken(*changes), "a.xml"))
    assert [text for role, text in lines if role == "title"] == [LIGHTHOUSE.title, FERRY.title]
    assert [text for _, text in lines] == [text for _, text in wanted(LIGHTHOUSE, FERRY)]


def test_signs_that_xml_takes_for_its_own():
    source = exported("x").replace("A &amp;amp; B", "A & B < C &rarr; D")
    assert roles(source, "a.xml")[1] == ("title", "A & B < C → D")
