"""Marks by hand, in a real Chromium: from the mark to the file to what the next run makes of it."""

import os
from pathlib import Path

import pytest

from pipeline.coding.stage import codes
from pipeline.core.schemas import schema
from pipeline.core.store import read_file
from pipeline.settings.codes import Codes
from tests.framework import THEMES
from tests.report import make_report

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]
AXE = Path(os.environ.get("AXE", "node_modules/axe-core/axe.min.js"))
PRESSED = "[...document.querySelectorAll('.marks button[aria-pressed=true]')].map(b => b.name)"


@pytest.fixture
def opened(chromium, tmp_path):
    path = tmp_path / "index.html"
    path.write_text(make_report.made()["index.html"], encoding="utf-8")
    chromium.goto("about:blank")
    chromium.said.clear()
    chromium.goto(path.as_uri())
    chromium.evaluate("localStorage.clear()")
    show(chromium, path)
    yield chromium
    chromium.evaluate("localStorage.clear()")
    assert chromium.said == []


def show(browser, path=None, state="#theme=relationships&note=a-1"):
    url = path.as_uri() if path else browser.url.split("#")[0]
    browser.goto("about:blank")
    browser.goto(url + state)
    browser.wait_for_selector(".passage .marks")


def saved(browser, folder, who="Ann <b>"):
    browser.evaluate("document.getElementById('marking').open = true")
    browser.fill("#who", who)
    with browser.expect_download() as told:
        browser.click("#save")
    path = folder / "marks" / told.value.suggested_filename
    told.value.save_as(path)
    return path


def next_run(path):
    tables = make_report.tables()
    found = tables["passage_themes"].drop(columns="by")
    return codes(
        tables["notes"],
        tables["passages"],
        schema("found_themes").frame(found),
        Codes(),
        THEMES,
        [read_file(path)],
    )


def test_marks_survive_a_reload_and_count_from_the_next_run_on(opened, tmp_path):
    boxes = opened.locator(".passage")
    boxes.nth(0).locator("button[name=wrong]").click()
    boxes.nth(1).locator("button[name=right]").click()
    boxes.nth(1).locator("button[name=keep]").click()
    boxes.nth(2).locator("button[name=out]").click()
    show(opened)
    assert opened.evaluate(PRESSED) == ["wrong", "right", "keep", "out"]
    path = saved(opened, tmp_path)
    assert path.name.endswith("-ann-b-.csv")
    made = next_run(path)
    texts = make_report.tables()["passages"].set_index("passage_id")["text"]
    gone = made["overruled"].query("passage_id.str.startswith('a-1')")
    assert gone["who"].tolist() == ["Ann <b>"] and texts[gone["passage_id"].iloc[0]] == make_report.MARKUP
    ours = made["passage_themes"].query("by == 'person'")
    assert set(texts[ours["passage_id"]]) == {make_report.TEXTS[1]}
    kept = made["passage_marks"].set_index("passage_id")["mark"]
    assert {texts[key]: mark for key, mark in kept.items()} == {
        make_report.TEXTS[1]: "keep",
        make_report.EMOJI: "out",
    }
    assert made["lost_marks"].empty


def test_by_keys_alone(opened):
    opened.locator(".passage button").first.focus()
    opened.keyboard.press("w")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("r")
    opened.keyboard.press("k")
    assert opened.evaluate(PRESSED) == ["wrong", "right", "keep"]
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("w")
    assert opened.evaluate(PRESSED) == ["right", "keep"], "again takes the mark back"
    opened.keyboard.press('"')
    assert opened.evaluate("document.getElementById('marked').textContent") == "2 marks in this browser"


def test_nobody_saves_without_a_name(opened):
    opened.locator(".passage button").first.click()
    opened.evaluate("document.getElementById('marking').open = true")
    opened.click("#save")
    assert opened.evaluate("document.activeElement.id") == "who"


def test_without_a_theme_each_tag_has_its_own_marks(opened):
    show(opened, state="#note=a-1")
    groups = opened.evaluate(
        "[...document.querySelectorAll('.marks')].map(bar => bar.querySelectorAll('[role=group]').length)"
    )
    assert min(groups) == 1
    assert max(groups) >= 2


@pytest.mark.skipif(not AXE.exists(), reason=f"no axe-core at {AXE}; set AXE")
def test_axe_finds_no_barrier(opened):
    opened.locator(".passage button").first.click()
    opened.evaluate("document.getElementById('marking').open = true")
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    found = opened.evaluate("axe.run('#evidence').then(f => f.violations.map(v => v.id + ': ' + v.help))")
    assert found == []
