"""Web pages: markup."""

import pytest

from pipeline.reading import formats
from tests.reading.formats.make_readings import roles, texts


@pytest.mark.slow
@pytest.mark.parametrize("depth", [200, 1500, 100_000])
@pytest.mark.parametrize("tag", ["div", "ul", "b", "table", "blockquote"])
def test_deeply_nested_pages_do_no_harm(depth, tag):
    reading = formats.read(f"<html><body>{f'<{tag}>' * depth}words".encode(), "page.html")
    assert reading.problem or [line.text.strip("• ") for line in reading.lines] == ["words"]


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


def test_a_word_processors_comments_are_left_out_and_bold_classes_are_known():
    page = (
        "<html><head><style>.c1{font-weight:700}.c2{font-weight:400}</style></head><body>"
        '<p><span class="c1">Bread</span></p><p><span class="c2">We met'
        '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></span></p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is it so?</span></p></div></body></html>'
    )
    reading = formats.read(page.encode(), "a.html")
    assert [(line.role, line.text) for line in reading.lines] == [("heading", "Bread"), ("", "We met")]
    assert "comments (13)" in reading.left_out
