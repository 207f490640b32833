"""The page in a real Chromium: by mouse and keyboard, in both colour schemes, from 360 to 1600 pixels."""

import os
import re
from pathlib import Path

import pytest

from pipeline.charts.stage import drawn
from pipeline.core.schemas import TABLES, THEMES, schema
from pipeline.report.stage import report
from pipeline.settings.models import Report
from tests import make_report
from tests.browser import CHROMIUM, Browser
from tests.charts import test_charts

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (apt-get install chromium)"),
    pytest.mark.xdist_group("chromium"),
]
WIDTHS = (360, 768, 1000, 1600)
AXE = Path(os.environ.get("AXE", "node_modules/axe-core/axe.min.js"))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    accuracy = [{"theme": t, "f1": 0.5, "verdict": "" if t == "power" else "trusted"} for t in THEMES]
    path = folder / "index.html"
    path.write_text(make_report.made(sample=True, accuracy=accuracy)["index.html"], encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium():
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture
def opened(chromium, page):
    chromium.size(1200)
    chromium.open(page)
    yield chromium
    assert chromium.messages == []
    assert [url for url in chromium.requests if not url.startswith(("file:", "data:"))] == []


def title(browser):
    return browser.js("document.getElementById('evidence-title').textContent")


def count(browser):
    return browser.js("document.getElementById('count').textContent")


def is_open(browser):
    return browser.js("document.getElementById('evidence').open")


def go(browser, state):
    """Go to a state of the page, without waiting for the event."""
    browser.js(f"history.replaceState(null, '', {state!r}); dispatchEvent(new HashChangeEvent('hashchange'))")


def test_every_number_of_the_tables_opens_as_many_passages(opened):
    links = opened.js(
        """[...document.querySelectorAll('table a.n[href*="theme="]')].map(a => [a.getAttribute('href'),
        a.textContent, a.parentElement.querySelector('.thin')?.textContent || ''])"""
    )
    assert len(links) > 100
    for href, text, base in links:
        go(opened, href)
        said = count(opened)
        passages, present = re.match(r"(\d+) passages? .*Present in (\d+) of (\d+) meeting", said).groups()[
            :2
        ]
        if base:
            assert base.startswith(f"{passages} of "), (href, said)
        elif " of " in text:
            assert text.startswith(f"{present} of "), (href, said)


@pytest.fixture(scope="module")
def contrasted(tmp_path_factory):
    """A page on three cells, each with much of a theme of its own."""
    held = test_charts.tables(6, 3, own=0.9)
    held |= {t.name: schema(t.name).empty() for t in TABLES if t.name not in held}
    lexicon = make_report.lexicon()
    made = report(
        held, drawn(held, lexicon), lexicon, Report(), make_report.provenance(), make_report.TEMPLATES
    )
    path = tmp_path_factory.mktemp("contrasted") / "index.html"
    path.write_text(made["index.html"], encoding="utf-8")
    return path


def test_every_number_of_a_comparison_opens_as_many_passages(chromium, contrasted):
    chromium.size(1200)
    chromium.open(contrasted)
    links = chromium.js(
        """[...document.querySelectorAll('#t-apart-cell a.n')].map(a => [a.getAttribute('href'),
        a.parentElement.querySelector('.thin').textContent])"""
    )
    assert len(links) >= 6
    for href, base in links:
        go(chromium, href)
        tagged, meetings = re.match(r"(\d+) of \d+, (\d+) meetings", base).groups()
        assert re.match(rf"{tagged} passages? in \d+ meetings? of {meetings}\.", count(chromium)), href
    chromium.js(
        """document.querySelector('#chart-apart .mark[data-evidence$="rest"]').dispatchEvent(
        new MouseEvent('click', {bubbles: true}))"""
    )
    chromium.wait("location.hash.includes('rest=yes')")
    assert "all but Cell 0" in title(chromium)
    assert chromium.messages == []


def test_every_number_of_a_topic_opens_its_meetings(opened):
    links = opened.js(
        """[...document.querySelectorAll('table a.n[href*="topic="]')]
        .map(a => [a.getAttribute('href'), a.textContent])"""
    )
    assert links
    for href, text in links:
        go(opened, href)
        assert f"Present in {text} meeting" in count(opened), href


def test_the_passages_of_a_topic_and_a_theme_are_as_many_as_it_says(opened):
    found = opened.js(
        """[...document.querySelectorAll('#topics p > a.n[href*="theme="]')]
        .map(a => [a.getAttribute('href'), a.textContent])"""
    )
    assert found
    for href, text in found:
        go(opened, href)
        assert count(opened).startswith(f"{text.split()[0]} passage"), href


def test_every_mark_of_a_chart_opens_what_it_says(opened):
    all_marks = "[...document.querySelectorAll('.mark')]"
    marks = opened.js(f"{all_marks}.map(m => [m.dataset.evidence, m.querySelector('title').textContent])")
    assert len(marks) > 20
    checked = 0
    for number in range(0, len(marks), 5):
        opened.js(f"{all_marks}[{number}].dispatchEvent(new MouseEvent('click', {{bubbles: true}}))")
        opened.wait("document.getElementById('evidence').open")
        said = re.search(r"(\d+) of (\d+) passages", marks[number][1])
        if said:
            assert count(opened).startswith(f"{said[1]} passage"), (marks[number], count(opened))
            checked += 1
    assert checked > 5


def test_a_click_opens_and_escape_leads_back(opened):
    opened.click("#t-network a.n")
    opened.wait("document.getElementById('evidence').open")
    assert title(opened) == "Label of relationships"
    opened.key("Escape", 27)
    opened.wait("!document.getElementById('evidence').open")
    assert opened.js("document.activeElement.matches('#t-network a.n')")
    opened.wait("!location.hash.includes('theme=')")


def test_the_matched_words_are_marked_at_their_place(opened):
    go(opened, "#theme=relationships&note=a-1")
    marks = opened.js("[...document.querySelectorAll('#results mark')].map(m => m.textContent)")
    assert {word.lower() for word in marks} == {"trust"}
    texts = opened.js(
        "[...document.querySelectorAll('#results .passage p:first-child')].map(p => p.textContent)"
    )
    assert texts == [make_report.MARKUP, make_report.TEXTS[1], make_report.EMOJI, make_report.FORMULA]
    assert "a.txt:3" in opened.js("document.getElementById('results').textContent")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("#q=trust%20tea", "9 passages in 9 meetings"),
        ('#q="over tea"&cell=Cell%20B', "3 passages in 3 meetings"),
        ("#q=TRUST&note=b-1", "4 passages in 1 meeting"),
        ("#q=‘TRUST’", "9 passages"),
        ("#kind=next&note=a-1", "1 passage in 1 meeting"),
        ("#q=nowhere", "0 passages"),
        ("#theme=relationships&period=2021", "8 passages in 2 meetings of 3"),
        ("#theme=relationships&period=2022-Q1", "4 passages in 1 meeting of 1"),
        ("#theme=relationships&word=trust&cell=Cell%20A%20%26%20Co", "16 passages in 4 meetings of 4"),
        ("#theme=nothing", "0 passages"),
        ("#theme=relationships&cell=Cell%20B&rest=yes", "20 passages in 5 meetings of 5. Present in 5"),
        ("#theme=relationships&period=2021&rest=yes", "12 passages in 3 meetings of 3. Present in 3"),
        ("#cell=Cell%20B&rest=yes", "5 meetings."),
        ("#theme=relationships&with=relationships", "28 passages in 7 meetings. Both: Present in 7 of 8"),
        ("#theme=relationships&with=power", "0 passages in 0 meetings. Both: Present in 0 of 8 meetings"),
        ("#cell=Nowhere&q=trust", "0 passages"),
        ("#cell=Cell%20B", "3 meetings."),
        ("#period=(all)", "8 meetings."),
        ("#note=p-1", "7 passages"),
    ],
)
def test_states(opened, state, said):
    go(opened, state)
    assert count(opened).startswith(said)


def test_search_by_the_box_and_filters_by_the_fields(opened):
    opened.js("document.getElementById('q0').focus()")
    for letter in "street":
        opened.key(letter, ord(letter.upper()), letter)
    opened.key("Enter", 13, "\r")
    opened.wait("document.getElementById('evidence').open")
    assert count(opened).startswith("9 passages")
    opened.js(
        """(() => { const f = document.getElementById('filters'); f.cell.value = 'Cell B';
        f.cell.dispatchEvent(new Event('change', {bubbles: true})) })()"""
    )
    assert count(opened).startswith("3 passages in 3 meetings")
    assert "cell=Cell%20B" in opened.js("location.hash")
    opened.click("#clear")
    opened.wait("document.getElementById('count').textContent.startsWith('8 meetings')")


def test_a_copied_link_leads_to_the_same_state(opened, page):
    go(opened, "#theme=relationships&cell=Cell%20B&sort=strongest")
    opened.js("window.taken = ''; navigator.clipboard.writeText = async (text) => { window.taken = text }")
    opened.click("#link")
    opened.wait("window.taken")
    link = opened.js("window.taken")
    said = count(opened)
    opened.open(page, "#" + link.split("#")[1])
    assert (title(opened), count(opened)) == ("Label of relationships · Cell B", said)


def test_a_link_leads_to_its_part_of_the_page(opened, page):
    opened.open(page, "#at=health&theme=relationships&table=t-network.1.up")
    top = opened.js("document.getElementById('health').getBoundingClientRect().top")
    assert -50 < top < 400 and is_open(opened)
    assert (
        opened.js("document.querySelector('#t-network [aria-sort]').getAttribute('aria-sort')") == "ascending"
    )


def test_back_leads_back(opened):
    opened.click("#t-network a.n")
    opened.wait("document.getElementById('evidence').open")
    opened.js("history.back()")
    opened.wait("!document.getElementById('evidence').open")


def test_charts_by_keyboard(opened):
    opened.js("document.querySelector('.chart .mark').focus()")
    first = opened.js("document.activeElement.textContent")
    opened.key("ArrowRight", 39)
    assert opened.js("document.activeElement.textContent") != first
    charts = "[...document.querySelectorAll('.chart svg:has(.mark)')]"
    assert set(opened.js(f"{charts}.map(s => s.querySelectorAll('[tabindex=\"0\"]').length)")) == {1}
    opened.key("Enter", 13, "\r")
    opened.wait("document.getElementById('evidence').open")
    opened.key("Escape", 27)
    opened.wait("!document.getElementById('evidence').open")
    assert opened.js("document.activeElement.classList.contains('mark')")


def test_tables_sort_and_say_so(opened):
    opened.click("#t-network thead th:nth-child(2) button")
    sorted_by = "document.querySelector('#t-network th[aria-sort]')"
    assert opened.js(f"[{sorted_by}.cellIndex, {sorted_by}.getAttribute('aria-sort')]") == [1, "descending"]
    rows = "[...document.querySelectorAll('#t-network tbody tr')]"
    values = opened.js(f"{rows}.map(r => Number(r.cells[1].dataset.v))")
    assert values == sorted(values, reverse=True) and len(set(values)) > 1
    opened.js("document.querySelector('#t-network thead button').focus()")
    opened.key("Enter", 13, "\r")
    names = opened.js(f"{rows}.map(r => r.cells[0].textContent)")
    assert names == sorted(names, key=str.lower)


def test_the_chosen_year_is_shown_alone(opened):
    shown = "[...document.querySelectorAll('section.year')].filter(s => !s.hidden).map(s => s.id)"
    assert opened.js(shown) == ["year-2022"]
    choice = "document.getElementById('year')"
    opened.js(f"{choice}.value = '2021'; {choice}.dispatchEvent(new Event('change'))")
    assert opened.js(shown) == ["year-2021"]
    assert opened.js("location.hash") == "#at=year-2021"


def test_a_chosen_day_goes_into_the_lines(opened):
    opened.js(
        """(() => { const i = document.querySelector('input.settle'); i.closest('details').open = true;
        i.value = '2022-05-06'; i.dispatchEvent(new Event('input')) })()"""
    )
    assert "date = 2022-05-06" in opened.js("document.querySelector('.doubts pre').textContent")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_layout_holds(chromium, page, width):
    chromium.size(width)
    chromium.open(page)
    assert chromium.js("document.documentElement.scrollWidth") == width
    go(chromium, "#theme=relationships")
    left, right = chromium.js(
        "(r => [r.left, r.right])(document.getElementById('evidence').getBoundingClientRect())"
    )
    assert 0 <= left < right <= width
    assert chromium.js("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_texts_keep_their_contrast(chromium, page, dark):
    chromium.size(1200, dark=dark)
    chromium.open(page, "#theme=relationships")
    assert chromium.js(CONTRAST) == []


def test_print_is_clean_and_every_page_is_marked(chromium, page):
    chromium.size(1200, media="print")
    chromium.open(page, "#theme=relationships")
    for part in ("#evidence", "nav", ".top", "#search"):
        assert chromium.js(f"document.querySelector('{part}').getClientRects().length") == 0
    assert chromium.js("[...document.querySelectorAll('section.year')].every(s => s.getClientRects().length)")
    pdf = chromium("Page.printToPDF", preferCSSPageSize=True, transferMode="ReturnAsBase64")
    assert len(pdf["data"]) > 10_000
    chromium.size(1200)


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here (npm install axe-core, or AXE=path)")
@pytest.mark.parametrize(
    ("width", "dark", "state"),
    [
        pytest.param(360, False, "", id="a telephone, light"),
        pytest.param(1200, True, "", id="a screen, dark"),
        pytest.param(360, True, "#theme=relationships", id="a telephone, dark, with evidence"),
        pytest.param(1200, False, "#theme=relationships", id="a screen, light, with evidence"),
    ],
)
def test_axe_finds_nothing(chromium, page, width, dark, state):
    chromium.size(width, dark=dark)
    chromium.open(page, state)
    chromium.js("document.querySelectorAll('details').forEach(d => { d.open = true })")
    chromium.js(AXE.read_text(encoding="utf-8") + "; 0")
    found = chromium.js(
        """axe.run().then(r => r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html,
        v.nodes[0].failureSummary].join(' ')))"""
    )
    assert not found


CONTRAST = """
(() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest('svg, script, style, noscript') || !e.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.add(`${e.tagName}.${e.className}`);
  }
  return [...poor];
})()
"""
