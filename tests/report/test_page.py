"""The page in a real Chromium: by mouse and keyboard, in both colour schemes, from 360 to 1600 pixels."""

import os
import re
from pathlib import Path

import pytest

from pipeline.charts.stage import drawn
from pipeline.core.schemas import TABLES, schema
from pipeline.report.stage import report
from pipeline.settings.models import Report
from tests import make_charts
from tests.framework import NETWORK, THEMES
from tests.report import make_report

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]
WIDTHS = (360, 390, 768, 1000, 1600)
AXE = Path(os.environ.get("AXE", "node_modules/axe-core/axe.min.js"))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    verdicts = {theme: "below" if theme == "power" else "trusted" for theme in THEMES}
    path = folder / "index.html"
    path.write_text(make_report.made(sample=True, verdicts=verdicts)["index.html"], encoding="utf-8")
    return path


def size(browser, width, dark=False, media="screen"):
    browser.set_viewport_size({"width": width, "height": 900})
    browser.emulate_media(media=media, color_scheme="dark" if dark else "light")


def visit(browser, path, state="", folded=False):
    """Open the file anew, whatever was there, and unfold all of it."""
    browser.goto("about:blank")  # a page that differs after # only would not be loaded again
    browser.said.clear(), browser.asked.clear()
    browser.goto(path.resolve().as_uri() + state)
    if not folded:
        browser.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")


@pytest.fixture
def opened(chromium, page):
    size(chromium, 1200)
    visit(chromium, page)
    yield chromium
    assert chromium.said == []
    assert [url for url in chromium.asked if not url.startswith(("file:", "data:"))] == []


def until(browser, code):
    """Wait until the expression holds; Playwright's own wait makes a script, which the page forbids."""
    for _ in range(250):
        if browser.evaluate(code):
            return
        browser.wait_for_timeout(20)
    raise AssertionError(f"never came true: {code}")


def title(browser):
    return browser.evaluate("document.getElementById('evidence-title').textContent")


def count(browser):
    return browser.evaluate("document.getElementById('count').textContent")


def is_open(browser):
    return browser.evaluate("document.getElementById('evidence').open")


def go(browser, state):
    """Go to a state of the page, without waiting for the event."""
    browser.evaluate(
        f"history.replaceState(null, '', {state!r}); dispatchEvent(new HashChangeEvent('hashchange'))"
    )


def test_every_number_of_the_tables_opens_as_many_passages(opened):
    links = opened.evaluate(
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
    held = make_charts.tables(6, 3, own=0.9)
    held |= {t.name: schema(t.name).empty() for t in TABLES if t.name not in held}
    lexicon = make_report.lexicon()
    made = report(
        held,
        drawn(held, lexicon, NETWORK.group),
        lexicon,
        NETWORK,
        Report(),
        make_report.provenance(),
        {},
    )
    path = tmp_path_factory.mktemp("contrasted") / "index.html"
    path.write_text(made["index.html"], encoding="utf-8")
    return path


def test_every_number_of_a_comparison_opens_as_many_passages(chromium, contrasted):
    size(chromium, 1200)
    visit(chromium, contrasted)
    links = chromium.evaluate(
        """[...document.querySelectorAll('#t-apart-cell a.n')].map(a => [a.getAttribute('href'),
        a.parentElement.querySelector('.thin').textContent])"""
    )
    assert len(links) >= 6
    for href, base in links:
        go(chromium, href)
        tagged, meetings = re.match(r"(\d+) of \d+, (\d+) meetings", base).groups()
        assert re.match(rf"{tagged} passages? in \d+ meetings? of {meetings}\.", count(chromium)), href
    chromium.evaluate(
        """document.querySelector('#chart-apart .mark[data-evidence$="rest"]').dispatchEvent(
        new MouseEvent('click', {bubbles: true}))"""
    )
    until(chromium, "location.hash.includes('rest=yes')")
    assert "all but Cell 0" in title(chromium)
    assert chromium.said == []


def test_every_number_of_a_topic_opens_its_meetings(opened):
    links = opened.evaluate(
        """[...document.querySelectorAll('table a.n[href*="topic="]')]
        .map(a => [a.getAttribute('href'), a.textContent])"""
    )
    assert links
    for href, text in links:
        go(opened, href)
        assert f"Present in {text} meeting" in count(opened), href


def test_the_passages_of_a_topic_and_a_theme_are_as_many_as_it_says(opened):
    found = opened.evaluate(
        """[...document.querySelectorAll('#topics p > a.n[href*="theme="]')]
        .map(a => [a.getAttribute('href'), a.textContent])"""
    )
    assert found
    for href, text in found:
        go(opened, href)
        assert count(opened).startswith(f"{text.split()[0]} passage"), href


def test_every_mark_of_a_chart_opens_what_it_says(opened):
    all_marks = "[...document.querySelectorAll('.mark')]"
    marks = opened.evaluate(
        f"{all_marks}.map(m => [m.dataset.evidence, m.querySelector('title').textContent])"
    )
    assert len(marks) > 20
    checked = 0
    for number in range(0, len(marks), 5):
        opened.evaluate(f"{all_marks}[{number}].dispatchEvent(new MouseEvent('click', {{bubbles: true}}))")
        until(opened, "document.getElementById('evidence').open")
        said = re.search(r"(\d+) of (\d+) passages", marks[number][1])
        if said:
            assert count(opened).startswith(f"{said[1]} passage"), (marks[number], count(opened))
            checked += 1
    assert checked > 5


def test_a_click_opens_and_escape_leads_back(opened):
    opened.click("#t-network a.n")
    until(opened, "document.getElementById('evidence').open")
    assert title(opened) == "Label of relationships"
    opened.keyboard.press("Escape")
    until(opened, "!document.getElementById('evidence').open")
    assert opened.evaluate("document.activeElement.matches('#t-network a.n')")
    until(opened, "!location.hash.includes('theme=')")


def test_the_matched_words_are_marked_at_their_place(opened):
    go(opened, "#theme=relationships&note=a-1")
    marks = opened.evaluate("[...document.querySelectorAll('#results mark')].map(m => m.textContent)")
    assert {word.lower() for word in marks} == {"trust"}
    texts = opened.evaluate(
        "[...document.querySelectorAll('#results .passage p:first-child')].map(p => p.textContent)"
    )
    assert texts == [make_report.MARKUP, make_report.TEXTS[1], make_report.EMOJI, make_report.FORMULA]
    assert "a.txt:3" in opened.evaluate("document.getElementById('results').textContent")


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
    opened.evaluate("document.getElementById('q0').focus()")
    opened.keyboard.type("street")
    opened.keyboard.press("Enter")
    until(opened, "document.getElementById('evidence').open")
    assert count(opened).startswith("9 passages")
    opened.evaluate(
        """(() => { const f = document.getElementById('filters'); f.cell.value = 'Cell B';
        f.cell.dispatchEvent(new Event('change', {bubbles: true})) })()"""
    )
    assert count(opened).startswith("3 passages in 3 meetings")
    assert "cell=Cell%20B" in opened.evaluate("location.hash")
    opened.click("#clear")
    until(opened, "document.getElementById('count').textContent.startsWith('8 meetings')")


def test_a_copied_link_leads_to_the_same_state(opened, page):
    go(opened, "#theme=relationships&cell=Cell%20B&sort=strongest")
    opened.evaluate(
        "window.taken = ''; navigator.clipboard.writeText = async (text) => { window.taken = text }"
    )
    opened.click("#link")
    until(opened, "window.taken")
    link = opened.evaluate("window.taken")
    said = count(opened)
    visit(opened, page, "#" + link.split("#")[1])
    assert (title(opened), count(opened)) == ("Label of relationships · Cell B", said)


def test_a_link_leads_to_its_part_of_the_page(opened, page):
    visit(opened, page, "#at=health&theme=relationships&table=t-network.1.up")
    top = opened.evaluate("document.getElementById('health').getBoundingClientRect().top")
    assert -50 < top < 400 and is_open(opened)
    assert (
        opened.evaluate("document.querySelector('#t-network [aria-sort]').getAttribute('aria-sort')")
        == "ascending"
    )


LANDINGS = """() => {
  const links = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1));
  const wrong = [];
  for (const id of new Set(links.filter((id) => id && !id.includes('=')))) {
    for (const from of [0, document.documentElement.scrollHeight]) {
      document.querySelectorAll('main details').forEach((fold) => { fold.open = false; });
      scrollTo({ top: from, behavior: 'instant' });
      location.hash = '';
      location.hash = id;
      dispatchEvent(new HashChangeEvent('hashchange'));
      const { top } = document.getElementById(id).getBoundingClientRect();
      const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      if (!(top >= -1 && (top <= 160 || end))) wrong.push([id, from, Math.round(top)]);
    }
  }
  return [links.length, wrong];
}"""


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_every_link_of_the_page_lands_with_its_target_in_sight(chromium, page, width):
    size(chromium, width)
    visit(chromium, page, folded=True)
    links, wrong = chromium.evaluate(LANDINGS)
    assert links > 50 and wrong == []
    size(chromium, 1200)


def test_a_link_into_a_fold_opens_it(chromium, page):
    size(chromium, 1200)
    visit(chromium, page, "#theme-power", folded=True)
    assert chromium.evaluate("document.getElementById('theme-power').open")
    assert not chromium.evaluate("document.getElementById('theme-listening').open")


def test_back_leads_back(opened):
    opened.click("#t-network a.n")
    until(opened, "document.getElementById('evidence').open")
    opened.evaluate("history.back()")
    until(opened, "!document.getElementById('evidence').open")


def test_charts_by_keyboard(opened):
    opened.evaluate("document.querySelector('.chart .mark').focus()")
    first = opened.evaluate("document.activeElement.textContent")
    opened.keyboard.press("ArrowRight")
    assert opened.evaluate("document.activeElement.textContent") != first
    charts = "[...document.querySelectorAll('.chart svg:has(.mark)')]"
    assert set(opened.evaluate(f"{charts}.map(s => s.querySelectorAll('[tabindex=\"0\"]').length)")) == {1}
    opened.keyboard.press("Enter")
    until(opened, "document.getElementById('evidence').open")
    opened.keyboard.press("Escape")
    until(opened, "!document.getElementById('evidence').open")
    assert opened.evaluate("document.activeElement.classList.contains('mark')")


def test_tables_sort_and_say_so(opened):
    opened.click("#t-network thead th:nth-child(2) button")
    sorted_by = "document.querySelector('#t-network th[aria-sort]')"
    assert opened.evaluate(f"[{sorted_by}.cellIndex, {sorted_by}.getAttribute('aria-sort')]") == [
        1,
        "descending",
    ]
    rows = "[...document.querySelectorAll('#t-network tbody tr')]"
    values = opened.evaluate(f"{rows}.map(r => Number(r.cells[1].dataset.v))")
    assert values == sorted(values, reverse=True) and len(set(values)) > 1
    opened.evaluate("document.querySelector('#t-network thead button').focus()")
    opened.keyboard.press("Enter")
    names = opened.evaluate(f"{rows}.map(r => r.cells[0].textContent)")
    assert names == sorted(names, key=str.lower)


def test_the_chosen_year_is_shown_alone(opened):
    shown = "[...document.querySelectorAll('section.year')].filter(s => !s.hidden).map(s => s.id)"
    assert opened.evaluate(shown) == ["year-2022"]
    choice = "document.getElementById('year')"
    opened.evaluate(f"{choice}.value = '2021'; {choice}.dispatchEvent(new Event('change'))")
    assert opened.evaluate(shown) == ["year-2021"]
    assert opened.evaluate("location.hash") == "#at=year-2021"


def test_a_chosen_day_goes_into_the_lines(opened):
    opened.evaluate(
        """(() => { const i = document.querySelector('input.settle'); i.closest('details').open = true;
        i.value = '2022-05-06'; i.dispatchEvent(new Event('input')) })()"""
    )
    assert "date = 2022-05-06" in opened.evaluate("document.querySelector('.doubts pre').textContent")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_layout_holds(chromium, page, width):
    size(chromium, width)
    visit(chromium, page)
    assert chromium.evaluate("document.documentElement.scrollWidth") == width
    go(chromium, "#theme=relationships")
    left, right = chromium.evaluate(
        "(r => [r.left, r.right])(document.getElementById('evidence').getBoundingClientRect())"
    )
    assert 0 <= left < right <= width
    assert chromium.evaluate("document.documentElement.scrollWidth") == width


ACROSS = """[...document.querySelectorAll('main *, dialog *')].filter((e) => e.clientWidth > 1 &&
  e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
  .map((e) => `${e.tagName} ${e.id || e.className} ${e.scrollWidth} > ${e.clientWidth}`)"""


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_telephone_nothing_scrolls_sideways(chromium, page, contrasted, width):
    size(chromium, width)
    for path in (page, contrasted):
        visit(chromium, path)
        assert chromium.evaluate(ACROSS) == []
        assert chromium.evaluate("document.documentElement.scrollWidth") == width
        go(chromium, "#theme=relationships")
        assert chromium.evaluate(ACROSS) == []


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_each_chart_is_shown_once_and_its_texts_can_be_read(chromium, page, width):
    """Of the wide and the narrow drawing one is shown; no text in it is smaller than ten pixels."""
    size(chromium, width)
    visit(chromium, page)
    shown = chromium.evaluate(
        """[...document.querySelectorAll('.chart')].map((chart) => [...chart.querySelectorAll('svg')]
        .filter((svg) => svg.getClientRects().length).length)"""
    )
    assert len(shown) > 4 and set(shown) == {1}
    smallest = chromium.evaluate(
        """Math.min(...[...document.querySelectorAll('.chart svg')].filter((s) => s.getClientRects().length)
        .flatMap((svg) => [...svg.querySelectorAll('text')].map((text) =>
        parseFloat(getComputedStyle(text).fontSize) * svg.clientWidth / svg.viewBox.baseVal.width)))"""
    )
    assert smallest >= 10


def test_on_a_telephone_each_figure_stands_under_its_heading(chromium, page):
    size(chromium, 390)
    visit(chromium, page)
    labels = chromium.evaluate(
        "[...document.querySelector('#t-network tbody tr').cells].map((cell) => cell.dataset.label)"
    )
    heads = chromium.evaluate(
        "[...document.querySelectorAll('#t-network thead button')].map((button) => button.textContent)"
    )
    assert labels == heads
    shown = chromium.evaluate("getComputedStyle(document.querySelector('#t-network td'), '::before').content")
    assert shown == f'"{labels[1]}"'
    size(chromium, 1200)


JARGON = re.compile(r"\b(NPMI|kappa|F1|recall|coherence|q ?= ?\.?\d|p ?= ?\.?\d|cosine)\b")


def test_no_jargon_on_the_surface(chromium, page):
    """What is to be seen without unfolding anything, or in a part's own text, is in plain words."""
    size(chromium, 1200)
    visit(chromium, page, folded=True)
    chromium.evaluate("document.querySelectorAll('details.part').forEach((fold) => { fold.open = true; })")
    assert JARGON.findall(chromium.evaluate("document.querySelector('main').innerText")) == []


NAMES = """[...document.querySelectorAll('a.n[aria-label]')]
  .map((a) => [a.textContent, a.getAttribute('aria-label')].map((words) =>
    ` ${words.toLowerCase().split(/[^\\p{L}\\p{N}/]+/u).filter(Boolean).join(' ')} `))
  .filter(([text, name]) => !name.includes(text))"""


def test_a_link_is_called_by_the_words_that_it_shows(chromium, page, tmp_path):
    """Also that of a group which met once: "1 meeting" is no "1 meetings"."""
    once = tmp_path / "index.html"
    once.write_text(make_report.once()["index.html"], encoding="utf-8")
    for path in (page, once):
        visit(chromium, path)
        assert chromium.evaluate(NAMES) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_texts_keep_their_contrast(chromium, page, dark):
    size(chromium, 1200, dark=dark)
    visit(chromium, page, "#theme=relationships")
    assert chromium.evaluate(CONTRAST) == []


def test_print_is_clean_and_every_page_is_marked(chromium, page):
    size(chromium, 1200, media="print")
    visit(chromium, page, "#theme=relationships")
    for part in ("#evidence", "nav", ".top", "#search"):
        assert chromium.evaluate(f"document.querySelector('{part}').getClientRects().length") == 0
    assert chromium.evaluate(
        "[...document.querySelectorAll('section.year')].every(s => s.getClientRects().length)"
    )
    assert len(chromium.pdf(prefer_css_page_size=True)) > 10_000
    size(chromium, 1200)


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
    size(chromium, width, dark=dark)
    visit(chromium, page, state)
    chromium.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    chromium.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    found = chromium.evaluate(
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
