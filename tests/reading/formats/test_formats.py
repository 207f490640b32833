import io
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.reading import formats
from pipeline.reading.formats.lines import Line
from pipeline.reading.formats.pdf_hyphens import Wordbook
from pipeline.reading.formats.property_dates import iso
from tests.make_documents import _pdf_styles
from tests.make_formats import WRITERS, Note, Part, body_html, expected, write

LIGHTHOUSE = Note(
    "Note from the Harbour Cell 2",
    (
        Part(
            "paragraph",
            "The second meeting of the Harbour Cell was held on **16 July 2020**, with people from "
            "‘every corner’ of "
            "the coast; see [the earlier note](https://example.org/a) for what had been agreed "
            "about tides, ferries "
            "and the old lighthouse.",
        ),
        Part("heading", "Summary of key points", 2),
        Part(
            "bullet",
            "Ferry crews know the water better than any chart, and they should be asked before "
            "timetables are drawn "
            "up for yet another winter season.",
        ),
        Part("bullet", "Three things make a difference:"),
        Part("bullet", "a warm room with tea, “always tea”, and no agenda;", 2),
        Part(
            "bullet",
            "time to mend nets to\u00adgether, however long it takes, because hands that are busy "
            "make talk easy and "
            "nobody has to look up unless they want to do so;",
            2,
        ),
        Part("bullet", "and somebody who keeps the keys.", 3),
        Part("bullet", "Harbour masters can say yes."),
        Part("heading", "In more detail", 2),
        Part("heading", "What the lighthouse keepers said", 3),
        Part("paragraph", "**Morwenna Tregarth, Keeper at Large**"),
        Part(
            "paragraph",
            "Morwenna described how the lamp was lit each evening by whoever happened to be "
            "nearest, how a rota was "
            "once tried and quietly dropped, and why a well-meant grant nearly ended the custom. "
            "“We let go of the "
            "rota,” she said, “and the light came back.” The well-meant rules of the port "
            "authority, it was felt, had "
            "been written for quite another harbour.",
        ),
        Part("number", "Ask who already holds the lamp."),
        Part(
            "number",
            "Leave the door on the latch, so that people who come late, or who come only once in a "
            "while, need not "
            "knock and need not explain themselves to anyone.",
        ),
        Part("number", "Say thank you."),
        Part("heading", "A smaller matter", 4),
        Part(
            "table", rows=(("Task", "Who"), ("Paint the boathouse", "All of us"), ("Feed the cat", "Nobody"))
        ),
        Part("heading", "Next meeting", 2),
        Part("paragraph", "Thursday 17 September, 3.00pm."),
    ),
    ("Coast", "Joining up"),
    "2020-07-20",
)
FERRY = Note("Note from the Ferry Cell", LIGHTHOUSE.parts[1:12], ("Ferries",), "2020-08-01")


def tidy(text):
    """Return a line with its indent, and without soft hyphens and double spaces."""
    indent = len(text) - len(text.lstrip())
    return " " * indent + " ".join(text.replace("\u00ad", "").split())


def found(reading):
    assert reading.problem == ""
    return [(line.role, tidy(line.text)) for line in reading.lines if line.role not in ("categories", "date")]


def texts(data, name):
    reading = formats.read(data if isinstance(data, bytes) else data.encode(), name)
    assert reading.problem == ""
    return [line.text for line in reading.lines]


def roles(data, name):
    reading = formats.read(data if isinstance(data, bytes) else data.encode(), name)
    return [(line.role, line.text) for line in reading.lines]


def wanted(*notes):
    return [(role, tidy(text)) for note in notes for role, text in expected(note)]


# The same note in every format


@pytest.mark.parametrize("form", [form for form in WRITERS if form != "txt"])
@pytest.mark.parametrize("notes", [(LIGHTHOUSE,), (LIGHTHOUSE, FERRY)], ids=["one", "listing"])
def test_every_format_gives_the_same_lines(form, notes):
    reading = formats.read(write(form, notes), f"note.{form}")
    assert found(reading) == wanted(*notes)


def test_text_gives_the_same_words():
    page = [text for _, text in found(formats.read(write("txt", (LIGHTHOUSE,)), "note.txt"))]
    assert page[1:-1] == [text for _, text in wanted(LIGHTHOUSE)]


@pytest.mark.parametrize("form", ["squarespace.html", "wordpress.html", "mhtml", "docx", "odt"])
def test_the_date_of_a_files_own_properties(form):
    reading = formats.read(write(form, (LIGHTHOUSE,)), f"note.{form}")
    dates = [line.text for line in reading.lines if line.role == "date"]
    assert reading.date == "2020-07-20" or dates == ["2020-07-20"]


@pytest.mark.parametrize("form", ["squarespace.html", "xml"])
def test_a_listing_gives_categories_title_and_date_per_item(form):
    lines = formats.read(write(form, (LIGHTHOUSE, FERRY)), f"page.{form}").lines
    lead = [(line.role, line.text) for line in lines if line.role in ("categories", "title")]
    assert lead == [
        ("categories", "Coast; Joining up"),
        ("title", LIGHTHOUSE.title),
        ("categories", "Ferries"),
        ("title", FERRY.title),
    ]


def test_an_export_gives_each_items_date_before_its_title():
    lines = formats.read(write("xml", (LIGHTHOUSE, FERRY)), "export.xml").lines
    dates = [(lines[i + 1].role, line.text) for i, line in enumerate(lines) if line.role == "date"]
    assert dates == [("title", "2020-07-20"), ("title", "2020-08-01")]


@pytest.mark.parametrize("form", WRITERS)
def test_line_numbers_rise(form):
    numbers = [line.number for line in formats.read(write(form, (LIGHTHOUSE, FERRY)), f"note.{form}").lines]
    assert numbers[0] >= 1
    assert all(a < b for a, b in pairwise(numbers))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processors_own_conversions(tmp_path):
    (tmp_path / "note.docx").write_bytes(write("docx", (LIGHTHOUSE,)))
    for form in ("pdf", "odt"):
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", tmp_path]
        subprocess.run([*command, tmp_path / "note.docx"], check=True, capture_output=True, timeout=60)
        made = formats.read((tmp_path / f"note.{form}").read_bytes(), f"note.{form}")
        assert [text for _, text in found(made)] == [text for _, text in wanted(LIGHTHOUSE)]


# Which format a file has, and what cannot be read


@pytest.mark.parametrize(
    ("data", "name", "format", "says"),
    [
        (b"", "note.txt", "", "is empty"),
        (b"\n \n", "note.docx", "", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "note.doc", "", "before 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "note.docx", "", "password"),
        (b"{\\rtf1\\ansi hello}", "note.doc", "", "RTF"),
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


def zipped(parts, **options):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def repacked(data, part, change):
    """Return a zipped document with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, part: change(parts[part])})


def test_spreadsheets_and_other_archives_are_named():
    assert "a spreadsheet" in formats.read(zipped({"xl/workbook.xml": "<x/>"}), "a.xlsx").problem
    assert "an archive of other files" in formats.read(zipped({"a.txt": "x"}), "a.docx").problem


# Tricks


def test_an_archive_bomb_is_not_opened():
    reading = formats.read(zipped({"word/document.xml": b" " * 50_000_000}), "note.docx")
    assert "not opened" in reading.problem


@pytest.mark.parametrize(("form", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
def test_a_document_with_a_document_type_is_refused(form, part):
    trick = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    data = repacked(write(form, (LIGHTHOUSE,)), part, lambda xml: trick + xml.split(b"?>", 1)[1])
    assert "document type" in formats.read(data, f"note.{form}").problem


@pytest.mark.parametrize("entity", ["'ha'", "SYSTEM 'file:///etc/hostname'"])
def test_an_export_with_entities_is_refused(entity):
    trick = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x {entity}><!ENTITY y '&x;&x;&x;'>]>"
    item = "<rss><channel><item><title>&y;</title></item></channel></rss>"
    assert "entities" in formats.read((trick + item).encode(), "export.xml").problem


@pytest.mark.slow
@pytest.mark.parametrize("depth", [200, 1500, 100_000])
@pytest.mark.parametrize("tag", ["div", "ul", "b", "table", "blockquote"])
def test_deeply_nested_pages_do_no_harm(depth, tag):
    reading = formats.read(f"<html><body>{f'<{tag}>' * depth}words".encode(), "page.html")
    assert reading.problem or [line.text.strip("• ") for line in reading.lines] == ["words"]


def test_deeply_nested_documents_do_no_harm():
    deep = b"<w:ins>" * 5000 + b"</w:ins>" * 5000
    data = repacked(
        write("docx", (LIGHTHOUSE,)),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + deep),
    )
    assert "damaged" in formats.read(data, "note.docx").problem


# Any bytes at all

NAMES = st.sampled_from(
    ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.odt", "a.xml", "a.doc", "a", "a.mht"]
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
    ]
)
PAGE = st.text("<>/=\"' abphlitrdoule123&;#-!\n[]|*_", max_size=200)


def check(reading):
    assert bool(reading.problem) != bool(reading.lines)
    assert iso(reading.date) == reading.date
    numbers = [line.number for line in reading.lines]
    assert numbers == sorted(set(numbers))
    for line in reading.lines:
        assert line.role in ("", "title", "heading", "categories", "date")
        assert line.text.strip()
        assert not {"\n", "\r"} & set(line.text)
        line.text.encode()


@given(STARTS, st.binary(max_size=300), NAMES)
def test_any_bytes_give_a_reading(start, data, name):
    check(formats.read(start + data, name))


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig"]), NAMES)
def test_any_text_gives_a_reading(text, encoding, name):
    check(formats.read(text.encode(encoding), name))


@given(STARTS, PAGE, NAMES)
def test_any_markup_gives_a_reading(start, text, name):
    check(formats.read(start + text.encode(), name))


WHOLE = {form: write(form, (LIGHTHOUSE,)) for form in ("docx", "odt", "pdf", "xml", "mhtml")}


@pytest.mark.slow
@pytest.mark.parametrize("form", WHOLE)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_damaged_files_give_a_reading(form, data):
    whole = bytearray(WHOLE[form])
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(whole)))
    check(formats.read(bytes(whole[:cut]), f"note.{form}"))


@pytest.mark.slow
@pytest.mark.parametrize(("form", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_damaged_parts_give_a_reading(form, part, data):
    def damage(xml):
        tags = [b"<w:p>", b"</w:p>", b"<w:t>", b"w:val", b"text:p", b"<text:list", b">", b'"1"']
        old, new = data.draw(st.sampled_from(tags)), data.draw(st.sampled_from(tags))
        return xml.replace(old, new, data.draw(st.integers(1, 3)))

    check(formats.read(repacked(WHOLE[form], part, damage), f"note.{form}"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), max_size=300))
def test_text_loses_nothing(text):
    data = text.encode()
    lines = formats.read(data, "a.txt").lines
    if lines and not text.lstrip("\ufeff \n").startswith("<"):
        kept = "".join("".join(line.text for line in lines).split())
        assert kept == "".join(text.removeprefix("\ufeff").split())


# Encodings

WORDS = "Café – ‘power’ is £5…\r\n\r\n  • naïve “yes”\rlast"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_and_line_ends(encoding):
    lines = formats.read(WORDS.encode(encoding), "note.txt").lines
    assert lines == (
        Line(1, "", "Café – ‘power’ is £5…"),
        Line(3, "", "  • naïve “yes”"),
        Line(4, "", "last"),
    )


def test_utf8_with_a_foreign_byte_stays_utf8():
    assert texts("It’s naïve – isn’t it".encode() + b" \x93quoted\x94", "a.txt") == [
        "It’s naïve – isn’t it “quoted”"
    ]


def test_utf8_cut_off_in_a_character_stays_utf8():
    assert texts("plain words ’".encode()[:-1], "a.txt") == ["plain words "]


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("macintosh", "mac_roman"),
        ("iso-8859-15", "iso8859_15"),
        ("iso-8859-1", "cp1252"),
        ("nonsense", "cp1252"),
    ],
)
def test_a_page_says_its_encoding(said, encoding):
    page = f'<html><head><meta charset="{said}"></head><body><p>Café, €5</p></body></html>'
    assert texts(page.encode(encoding), "a.html") == ["Café, €5"]


# Pages


def test_pages_leave_out_what_the_site_put_around_the_article():
    for form in ("squarespace.html", "wordpress.html"):
        words = " ".join(texts(write(form, (LIGHTHOUSE,)), "a.html"))
        for furniture in (
            "cookies",
            "Menu",
            "Share",
            "Comments",
            "Previous",
            "Skip",
            "Recent posts",
            "Written By",
        ):
            assert furniture not in words


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>one<br>two</p>", ["one", "two"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", ["  • a", "    • b"]),
        ("<ul><li><p>a</p><p>more</p></li></ul>", ["  • a", "more"]),
        ("<ol start=4><li>a<li value=9>b</ol>", ["  4. a", "  9. b"]),
        ("<p>• typed</p><p>plain</p>", ["  • typed", "plain"]),
        ("<p>a</p><hr><p>b</p>", ["a", "———", "b"]),
        ("<p>a<script>no</script>b <span hidden>no</span>c</p>", ["ab c"]),
        ("<table><tr><td>a<td>b<tr><td><p>c</p><p>d</p><td>e</table>", ["a | b", "c", "d", "e"]),
        ("<blockquote><p>said</p></blockquote><pre>x\ny</pre>", ["said", "x", "y"]),
        ("<p>so&nbsp;called &amp; <b>b</b>old</p>", ["so\xa0called & bold"]),
        (
            '<ul class="lst-kix_a-0"><li>a</li></ul><ul class="lst-kix_a-1"><li>b</li></ul>',
            ["  • a", "    • b"],
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
            "<span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>item</p>",
            ["    2. item"],
        ),
    ],
)
def test_markup(html, lines):
    assert texts(f"<html><body>{html}</body></html>", "a.html") == lines


@pytest.mark.parametrize(
    ("html", "titles"),
    [
        ("<h1>T</h1><h2>A</h2><p>x</p>", ["T"]),
        ("<p>16 July 2020</p><h1>T</h1><h2>A</h2>", ["T"]),
        ("<h1>T</h1><h2>A</h2><h1>U</h1><h2>B</h2>", ["T", "U"]),
        ("<h1>T</h1><p>x</p><h1>A</h1><p>y</p>", ["T"]),
        ("<p>T</p><h1>A</h1><p>x</p><h1>B</h1>", []),
        ("<p>T</p><h1>A</h1><h2>B</h2><h1>B</h1><h2>A</h2>", []),
        ("<h1>T</h1><h2>A</h2><h1>U</h1><p>x</p><h1>V</h1><h2>B</h2>", ["T", "U", "V"]),
        ("<p>T</p><h2>A</h2>", []),
        ("<p class=MsoTitle>T</p><h1>A</h1><h2>B</h2>", ["T"]),
    ],
)
def test_which_heading_is_the_title(html, titles):
    lines = roles(f"<html><body>{html}</body></html>", "a.html")
    assert [text for role, text in lines if role == "title"] == titles
    assert not [text for role, text in lines if text in "AB" and role != "heading"]


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<p><b>Ann Other, Somewhere</b></p>", "heading"),
        ("<p><b>Ann</b> Other</p>", ""),
        ("<p><b>This is a whole sentence.</b></p>", ""),
        ("<p><b>" + "long " * 20 + "</b></p>", ""),
        ("<ul><li><b>In a list</b></li></ul>", ""),
    ],
)
def test_a_line_all_in_bold_is_a_heading(html, role):
    assert [r for r, _ in roles(f"<html><body>{html}</body></html>", "a.html")] == [role]


def test_teasers_beside_an_article_are_left_out():
    page = """<html><body><main>
    <article class="hentry"><h1>Title</h1><div class="entry-content"><p>Text</p></div></article>
    <article class="hentry"><h3>Another</h3><p>Teaser</p></article></main></body></html>"""
    assert texts(page, "a.html") == ["Title", "Text"]


def test_a_block_themes_single_page_and_the_posts_announced_under_it():
    page = f"""<html><body><main><h1 class="wp-block-post-title">Title</h1>
    <div class="entry-content wp-block-post-content">{body_html(FERRY)}</div>
    <ul><li class="wp-block-post"><h3>More</h3><p>Teaser</p></li></ul></main></body></html>"""
    assert [text for _, text in found(formats.read(page.encode(), "a.html"))][1:] == [
        text for _, text in wanted(FERRY)[1:]
    ]


def test_names_made_of_a_notes_own_words_are_no_furniture():
    page = """<html><body><main><ul><li class="wp-block-post category-sharing-power tag-social-care">
    <h2 class="wp-block-post-title">One</h2><h3 id="sharing-power">Sharing power</h3><p>Words</p></li>
    <li class="wp-block-post author-ann"><h2 class="wp-block-post-title">Two</h2>
    <section id="related-reading"><h3 id="social">More to read</h3><p>A book</p></section></li></ul></main>"""
    assert texts(page, "a.html") == ["One", "Sharing power", "Words", "Two", "More to read", "A book"]


# Markdown


@pytest.mark.parametrize(
    ("front", "title", "date"),
    [
        pytest.param("title: Tea\ndate: 2020-07-16", "Tea", "2020-07-16", id="plain"),
        pytest.param("title: 'Tea'\ndate: 16 July 2020", "Tea", "2020-07-16", id="in quotes"),
        pytest.param("title: Tea: a study\ndate: 2020-07-16", "Tea: a study", "2020-07-16", id="a colon"),
        pytest.param("title: no\ndate: 2020-07-16", "no", "2020-07-16", id="a word that is false in YAML"),
        pytest.param("Title: [Tea, Cake]\ndate:\n  - 2020-07-16", "Tea, Cake", "2020-07-16", id="lists"),
    ],
)
def test_front_matter_as_people_write_it(front, title, date):
    reading = formats.read(f"---\n{front}\n---\n\nA paragraph.\n".encode(), "a.md")
    assert reading.date == date
    assert [line.text for line in reading.lines if line.role == "title"] == [title]


def test_a_paragraph_between_two_rules_is_no_front_matter():
    reading = formats.read(b"---\nWe met for tea.\n---\n\nAnd cake.\n", "a.md")
    assert "We met for tea." in [line.text for line in reading.lines]


def test_markdown_keeps_the_lines_of_its_source():
    front = "---\ntitle: A day out\ndate: 2020-07-16\ncategories: [Coast, Tea]\n---\n"
    source = f"{front}\nwrapped\n*text* [here](x)\n\n- one\n    - two\n\n  • pasted\n"
    assert formats.read(source.encode(), "a.md").lines == (
        Line(1, "categories", "Coast; Tea"),
        Line(2, "date", "2020-07-16"),
        Line(3, "title", "A day out"),
        Line(7, "", "wrapped text here"),
        Line(10, "", "  • one"),
        Line(11, "", "    • two"),
        Line(13, "", "  • pasted"),
    )


# Export


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


# Word

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


# PDF


def printed(flowables, **options):
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1, **options).build(flowables)
    return stream.getvalue()


def paragraph(text, style="paragraph", **rest):
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    return Paragraph(text, ParagraphStyle("own", _pdf_styles()[style], **rest))


LONG = (
    "The boats went out before dawn and came back with the tide, and whoever stood on the "
    "quay took a rope and made it "
    "fast without being asked, which is how it had always been done there and how it ought "
    "to be done everywhere else. "
)


@pytest.mark.slow
def test_paragraphs_without_space_between_them_are_told_by_their_last_row():
    flowables = [
        paragraph(LONG * 2, spaceAfter=0),
        paragraph(LONG, spaceAfter=0),
        paragraph("Short.", spaceAfter=0),
    ]
    assert texts(printed(flowables), "a.pdf") == [(LONG * 2).strip(), LONG.strip(), "Short."]


def test_a_paragraph_goes_on_over_a_page_and_its_running_heads():
    def furniture(canvas, template):
        canvas.drawString(72, 800, "The Harbour Network")
        canvas.drawString(280, 30, f"- {template.page} -")

    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    stream = io.BytesIO()
    flowables = [paragraph(LONG * 3)] * 7 + [paragraph("the " * 400)]
    SimpleDocTemplate(stream, pagesize=A4).build(flowables, onFirstPage=furniture, onLaterPages=furniture)
    assert texts(stream.getvalue(), "a.pdf") == [(LONG * 3).strip()] * 7 + [("the " * 400).strip()]


def test_two_columns_are_read_one_after_the_other():
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    stream = io.BytesIO()
    template = BaseDocTemplate(stream, pagesize=A4)
    frames = [Frame(50, 50, 240, 700), Frame(310, 50, 240, 700)]
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build([paragraph(LONG * 2)] * 7)
    assert texts(stream.getvalue(), "a.pdf") == [(LONG * 2).strip()] * 7


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["a new collabo\u00ad", "ration of collaboration"], "a new collaboration of collaboration"),
        (["our co\u00ad", "production work"], "our co-production work"),
        (["some well-being and well\u00ad", "being"], "some well-being and well-being"),
        (["face-to\u00ad", "face"], "face-to-face"),
        (["a state–", "citizen bond, and/", "or"], "a state–citizen bond, and/or"),
        (["one –", "two"], "one – two"),
    ],
)
def test_broken_words(rows, text):
    assert Wordbook(rows).joined(rows) == text


def test_hyphenated_text_loses_its_hyphens():
    rows = ["hy\u00ad", "phen ex\u00ad", "ample abc\u00ad", "def"]
    assert Wordbook(rows * 2).joined(rows) == "hyphen ex-ample abcdef"


def test_bullets_that_a_browser_draws():
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for i, text in enumerate(["Before.", "one", "two", "deeper"]):
        left = 90 + 25 * (i == 3)
        canvas.drawString(left if i else 72, 700 - 30 * i, text)
        if i:
            canvas.circle(left - 12, 704 - 30 * i, 2.5, stroke=i == 3, fill=i < 3)
    canvas.save()
    assert texts(stream.getvalue(), "a.pdf") == ["Before.", "  • one", "  • two", "    • deeper"]


def test_a_pdf_of_pictures_says_so():
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    assert "without text" in formats.read(stream.getvalue(), "scan.pdf").problem


def test_a_locked_pdf_says_so():
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = printed([paragraph("secret")], encrypt=StandardEncryption("key", canPrint=0))
    assert "password" in formats.read(data, "a.pdf").problem


# Days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2020-07-16T10:00:00+01:00", "2020-07-16"),
        ("D:20200716101500Z", "2020-07-16"),
        ("Thu, 16 Jul 2020 10:00:00 +0000", "2020-07-16"),
        ("Jul 16, 2020", "2020-07-16"),
        ("16 July 2020", "2020-07-16"),
        ("0000-00-00 00:00:00", ""),
        ("2020-13-45", ""),
        ("1601-01-01", ""),
        ("2013-12-23 23:15:00+00:00", ""),
        (None, ""),
    ],
)
def test_days(words, day):
    assert iso(words) == day


def test_libraries_of_formats_are_loaded_only_when_needed():
    heavy = {"lxml", "docx", "pypdfium2", "markdown_it", "email"}
    code = f"import sys, pipeline.reading.formats; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
