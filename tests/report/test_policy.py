"""The pages' content security policy: their own script runs, and nothing else does."""

import re

import pytest

from pipeline.core.policy import policy
from pipeline.workbench.page import whole_page

INJECTED = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
pytestmark = [pytest.mark.xdist_group("report")]


def test_a_script_is_named_by_its_checksum():
    # echo -n 'go()' | openssl dgst -sha256 -binary | openssl base64
    assert "script-src 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=';" in policy(["go()"])
    assert policy(["a\r\nb"]) == policy(["a\nb"])
    assert "script-src 'none';" in policy()


def test_the_page_names_its_own_script_and_allows_no_other(page):
    meta = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert meta == policy(scripts, beside=True)
    assert "unsafe-inline" not in meta.split("script-src")[1].split(";")[0]
    assert page.index("Content-Security-Policy") < page.index("<title>")


def test_a_page_of_the_workbench_runs_nothing():
    page = whole_page("<b>Terms</b>", ["<p>Words</p>"], sample=True)
    assert f'content="{policy()}"' in page and "<b>Terms" not in page


@pytest.fixture
def shown(chromium, page, tmp_path):
    """Return a function that shows the page, or another, as a file with more in its body."""

    def show(more, whole=page):
        (tmp_path / "beside.js").write_text("window.beside = 'ran'", encoding="utf-8")
        path = tmp_path / "index.html"
        path.write_text(whole.replace("</body>", f"{more}</body>"), encoding="utf-8")
        chromium.goto("about:blank")
        chromium.said.clear(), chromium.asked.clear()
        chromium.goto(path.as_uri())
        chromium.wait_for_timeout(200)
        return chromium

    return show


@pytest.mark.slow
def test_what_is_injected_does_not_run(shown):
    browser = shown(INJECTED)
    assert browser.evaluate("document.title") != "taken"
    assert any("Content Security Policy" in said for said in browser.said)
    assert browser.evaluate("document.querySelectorAll('th button').length") > 0, "its own script has run"


@pytest.mark.slow
def test_what_is_injected_into_a_page_of_the_workbench_does_not_run(shown):
    browser = shown(INJECTED, whole_page("Terms", [], sample=False))
    assert browser.evaluate("document.title") == "Terms"


@pytest.mark.slow
def test_a_script_beside_the_page_runs_and_nothing_is_fetched_from_elsewhere(shown):
    away = "http://127.0.0.1:9"
    browser = shown(
        f"<script src='beside.js'></script><script src='{away}/a.js'></script><img src='{away}/a.png'>"
        f"<link rel=stylesheet href='{away}/a.css'><iframe src='{away}/'></iframe>"
    )
    assert browser.evaluate("window.beside") == "ran"
    failed = [said for said in browser.said if "ERR_CONNECTION" in said]
    assert failed == [], "the policy keeps them from being asked for at all"


@pytest.mark.slow
def test_what_people_mark_can_be_kept_and_saved(shown):
    browser = shown("")
    assert browser.evaluate("localStorage.setItem('a', 'b'), localStorage.getItem('a')") == "b"
    with browser.expect_download() as saved:
        browser.evaluate(
            "() => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['x']));"
            " a.download = 'codes.csv'; document.body.append(a); a.click(); }"
        )
    assert saved.value.suggested_filename == "codes.csv"
