"""A page whose passages lie in files beside it, opened from a disk: numbers, search, a folder gone."""

import shutil

import pytest

from pipeline.report import stage
from tests.framework import THEMES
from tests.report import make_report

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("report")]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The same report twice: with its passages inside, and beside it."""
    whole, apart = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("apart")
    as_it_is = stage.page_data
    with pytest.MonkeyPatch.context() as patched:
        written(whole)
        patched.setattr(stage, "page_data", lambda tables, labels, _: as_it_is(tables, labels, 500))
        written(apart)
    assert not (whole / "evidence").exists() and (apart / "evidence").is_dir()
    return whole, apart


def written(folder):
    for name, content in make_report.made().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def shows(browser, folder, state):
    """Return what the panel says and shows in a state of the page."""
    browser.goto("about:blank")
    browser.said.clear(), browser.asked.clear()
    browser.goto((folder / "index.html").as_uri() + state)
    for _ in range(250):
        told = browser.evaluate("document.getElementById('count').textContent")
        if told and not told.startswith("Reading"):
            break
        browser.wait_for_timeout(20)
    texts = "[...document.querySelectorAll('#results .passage p:first-child')].map((p) => p.textContent)"
    return (
        told,
        browser.evaluate(texts),
        browser.evaluate("document.getElementById('evidence-title').textContent"),
    )


STATES = (
    f"#theme={THEMES[0]}",
    f"#theme={THEMES[1]}&period=2021",
    f"#theme={THEMES[0]}&rest=yes&period=2021",
    f"#theme={THEMES[0]}&with={THEMES[1]}",
    "#q=trust",
    "#kind=summary",
    "#period=2021",
)


@pytest.mark.parametrize("state", STATES)
def test_a_number_opens_to_the_same_passages_wherever_they_lie(chromium, folders, state):
    whole, apart = folders
    expected = shows(chromium, whole, state)
    assert shows(chromium, apart, state) == expected
    assert chromium.said == []
    assert all(url.startswith("file:") for url in chromium.asked)


def test_a_note_and_a_topic_open_from_their_own_files(chromium, folders):
    whole, apart = folders
    data = make_report.data_of((whole / "index.html").read_text("utf-8"))
    for state, file in (
        (f"#note={data['notes'][0][0]}", "notes-0.js"),
        (f"#topic={data['topics'][0][0]}", "topic-0"),
    ):
        expected = shows(chromium, whole, state)
        assert shows(chromium, apart, state) == expected and expected[1]
        assert [url for url in chromium.asked if "/evidence/" in url and file not in url] == []


def test_a_page_without_its_folder_says_what_is_missing(chromium, folders, tmp_path):
    shutil.copy(folders[1] / "index.html", tmp_path)
    told, passages, _ = shows(chromium, tmp_path, f"#theme={THEMES[0]}")
    assert "is not beside this page" in told and passages == []
    chromium.said.clear()  # the console names the file that is not there
