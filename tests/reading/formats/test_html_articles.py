"""Web pages: what is the article, and what the site put around it."""

from pipeline.reading import formats
from tests.make_formats import body_html, write
from tests.reading.formats.make_readings import FERRY, LIGHTHOUSE, found, texts, wanted


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
