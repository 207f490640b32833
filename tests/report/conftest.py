"""A Chromium without a window, driven by Playwright: the system's own, for none can be downloaded here."""

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def chromium():
    """Return a page of a Chromium; `said` collects what its console said, `asked` what it asked for."""
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
