# ruff: noqa: E501
"""A whole report of notes and a framework that would do something, if they could: every output, parsed."""

import csv
import io
import json
import re
import zipfile

import lxml.etree
import lxml.html
import pandas as pd
import pytest
import yaml
from markdown_it import MarkdownIt

from pipeline.cli.main import main
from pipeline.core.policy import policy
from tests.robustness import make_injection

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("injection")]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RUN = re.compile(r"\s*[=+@\t\r]|\s*-(?!\d+(\.\d+)?$)")
DRAWN = {"svg", "g", "path", "text", "tspan", "title", "rect", "circle", "defs", "polyline", "polygon"}
SET = {"h1", "h2", "h3", "h4", "p", "em", "strong", "ul", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td", "hr"}  # fmt: skip
"""What a draft in Markdown is set with."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("injection")
    make_injection.config(folder / "config")
    make_injection.notes(folder / "raw")
    folders = [f"--{name}={folder / name}" for name in ("raw", "processed", "reports", "config")]
    assert main(["run", *folders]) == 0
    themes = folder / "config" / "themes" / "values.toml"
    text = themes.read_text(encoding="utf-8")
    themes.write_text(text.replace("'wait*'", "'wait*', 'person', 'grows'"), encoding="utf-8")
    for words in (
        ["lexicon"],
        ["lexicon", "--suggest=hands"],
        ["lexicon", f"--export={folder / 'reports' / 'x.yml'}"],
        ["exchange", f"--to={folder / 'reports' / 'x.qdpx'}"],
        ["exchange", f"--to={folder / 'reports' / 'x.qdc'}"],
        ["code-sheet"],
        ["review-sheet"],
        ["topics", "--keep"],
        ["roundup", "--from=2018-01", "--to=2022-12"],
        ["check"],
    ):
        assert main([*words, *folders]) == 0, words
    return folder


def every(made, ending):
    found = sorted(made.glob(f"reports/**/*.{ending}"))
    assert found
    return found


def test_pages_have_no_script_no_event_and_no_address_but_ours(made):
    for path in every(made, "html"):
        page = lxml.html.parse(str(path)).getroot()
        allowed = page.xpath("//meta[@http-equiv]/@content")[0]
        for script in page.iter("script"):
            if script.get("type") != "application/json":
                assert policy([script.text]).split("script-src ")[1].split(";")[0] in allowed
        for element in page.iter(lxml.etree.Element):
            assert element.tag not in ("iframe", "object", "embed", "base", "link", "img", "svg:script") or (
                element.tag == "link" and element.get("href") == "data:,"
            ), path
            for name, value in element.attrib.items():
                assert not name.startswith("on"), f"{path}: {name}"
                if name.endswith(("href", "src", "action")):
                    assert re.match(r"#|tables/|figures/|data:,|roundup-|\w[\w-]*\.html", value), value


def test_words_that_would_run_are_on_the_page_as_words(made):
    page = lxml.html.parse(str(made / "reports" / "index.html")).getroot()
    shown = page.text_content()
    assert "<script>alert('network')</script>" in shown
    assert "\\u003cscript>alert('tides')" in page.xpath("string(//script[@type='application/json'])")


def test_a_browser_runs_and_fetches_none_of_it_even_without_the_policy(made, chromium):
    alarms = []
    chromium.on("dialog", lambda each: (alarms.append(each.message), each.dismiss()))
    for path in every(made, "html"):
        bare = path.with_name(f"bare-{path.name}")
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text("utf-8"))
        bare.write_text(text, encoding="utf-8")
        chromium.goto(bare.as_uri())
        chromium.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        if path.name == "index.html":
            for word in ("alert", "boats", "onerror", "7*7"):
                chromium.fill("#q0", word)
                chromium.press("#q0", "Enter")
                chromium.wait_for_timeout(300)
            for link in chromium.query_selector_all("a.n")[:40]:
                link.evaluate("(link) => link.click()")
        chromium.wait_for_timeout(200)
        bare.unlink()
    assert alarms == [] and chromium.said == []
    assert [url for url in chromium.asked if not url.startswith(("file:", "data:"))] == []


def test_charts_are_drawings_and_nothing_else(made):
    for path in every(made, "svg"):
        drawing = lxml.etree.fromstring(path.read_bytes())
        for element in drawing.iter(lxml.etree.Element):
            assert lxml.etree.QName(element).localname in DRAWN, path
            for name, value in element.attrib.items():
                bare = lxml.etree.QName(name).localname
                assert not bare.startswith("on")
                assert bare != "href" or value.startswith("#")


def test_drafts_have_no_field_and_no_link_but_ours(made):
    for path in every(made, "docx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if not name.endswith((".xml", ".rels")):
                    continue
                part = lxml.etree.fromstring(package.read(name))
                for code in part.iter(f"{W}instrText"):
                    assert re.match(
                        r' (?:TOC \\o "1-3" \\h \\z \\u|SEQ (?:Figure|Table) \\\* ARABIC|PAGE) ?$', code.text
                    )
                for field in part.iter(f"{W}fldSimple"):
                    assert field.get(f"{W}instr").split()[0] in ("PAGE", "NUMPAGES")
                for relation in part.iter("{*}Relationship"):
                    if relation.get("TargetMode") == "External":
                        assert relation.get("Type").endswith("/hyperlink")
                        assert re.fullmatch(r"index\.html#[\w=&%.~-]+", relation.get("Target"))


def test_drafts_in_markdown_are_text_lists_and_our_links(made):
    for path in sorted(made.glob("reports/roundup-*.md")):
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(path.read_text("utf-8"))
        page = lxml.html.fromstring(f"<div>{html}</div>")
        for element in page.iter(lxml.etree.Element):
            assert element is page or element.tag in SET, f"{element.tag} in {path}"
            for name, value in element.attrib.items():
                assert name in ("href", "src", "alt", "title", "style"), name
                if name in ("href", "src"):
                    assert re.match(r"index\.html#|figures/[\w.%-]+\.png$", value), value


def test_workbooks_hold_texts_and_numbers_alone(made):
    for path in every(made, "xlsx"):
        with zipfile.ZipFile(path) as package:
            assert not [n for n in package.namelist() if re.search("external|vba|embed|connection", n)]
            for name in package.namelist():
                part = lxml.etree.fromstring(package.read(name))
                assert not list(part.iter(f"{SHEET}f", f"{SHEET}hyperlink")), f"{name} in {path}"
                assert not [r for r in part.iter("{*}Relationship") if r.get("TargetMode") == "External"]


def test_no_cell_of_a_table_begins_as_a_formula_does(made):
    for path in [*every(made, "csv"), *sorted((made / "processed").glob("*.csv"))]:
        text = path.read_text(encoding="utf-8-sig")
        assert not NO_XML.search(text)
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if RUN.match(cell)], path


def test_descriptions_and_exports_can_be_read_back(made):
    for path in every(made, "json"):
        json.loads(path.read_text(encoding="utf-8"))
    assert yaml.safe_load((made / "reports" / "x.yml").read_text(encoding="utf-8"))
    lxml.etree.parse(str(made / "reports" / "x.qdc"))
    with zipfile.ZipFile(made / "reports" / "x.qdpx") as package:
        lxml.etree.fromstring(package.read("project.qde"))
        assert all(not name.startswith(("/", "..")) for name in package.namelist())


def test_what_was_said_on_the_terminal_steers_none(made, capsys):
    folders = [f"--{name}={made / name}" for name in ("raw", "processed", "reports", "config")]
    for words in (["lexicon"], ["lexicon", "--kwic=rope*"], ["status"], ["check"]):
        main([*words, *folders])
    said = "".join(capsys.readouterr())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)


def test_a_formula_is_read_back_as_it_was_written(made):
    notes = pd.read_csv(made / "reports" / "tables" / "passages.csv", keep_default_na=False)
    assert notes["text"].str.startswith("'=cmd").any()
