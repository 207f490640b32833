"""The report on small tables, made once, and a Chromium to look at it."""

import shutil

import pytest

from tests.report import make_report

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def chromium():
    """Return a page of the system's Chromium (Playwright's own would be a download).

    `said` collects what its console said, `asked` what it asked for.
    """
    if CHROMIUM is None:
        pytest.skip("no Chromium here (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="no Playwright here (pip install playwright)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(5000)
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        yield page
        browser.close()


@pytest.fixture(scope="session")
def tables():
    return make_report.tables()


@pytest.fixture(scope="session")
def made():
    return make_report.made()


@pytest.fixture(scope="session")
def page(made):
    return made["index.html"]
