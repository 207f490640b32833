"""The review as a page."""

from dataclasses import replace

import pandas as pd

from pipeline.workbench.page import as_page
from tests.workbench.make_review import lexicon, looked_at


def test_the_page_marks_escapes_and_stands_alone(corpus):
    book = lexicon(power=["rain", "music"])
    page = as_page(looked_at(corpus, lexicon(power=["power"]), book), {"power": "kappa <0.7>"})
    assert page.startswith("<!doctype html>")
    assert "Songs of <mark>rain</mark> &lt;b&gt;." in page
    assert "kappa &lt;0.7&gt;" in page
    assert "SAMPLE NOTES" not in page
    assert "<script" not in page
    assert "http:" not in page and "https:" not in page


def test_a_long_list_of_changes_is_cut(corpus):
    found = looked_at(corpus, lexicon(power=["power"]), lexicon(power=["rain"]))
    many = pd.concat([found.changes[found.changes["change"] == "lost"]] * 80)
    page = as_page(replace(found, changes=many), {})
    assert "240 lost" in page
    assert page.count("<mark>power</mark>") == 200
    assert "… and 40 more" in page
