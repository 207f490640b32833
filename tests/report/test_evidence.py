"""The passages that the page carries."""

import pytest

from pipeline.core.schemas import ALL
from pipeline.report import evidence
from tests.framework import THEMES
from tests.report import make_report

pytestmark = pytest.mark.xdist_group("report")


@pytest.mark.slow
def test_the_data_hold_every_passage_once_and_its_spans(page, tables):
    data = make_report.data_of(page)
    body = tables["passages"][tables["passages"]["kind"] != "heading"]
    assert len(data["passages"]) == data["all"] == len(body)
    for passage in data["passages"]:
        for theme, start, end in zip(*[iter(passage[7])] * 3, strict=True):
            assert (
                passage[5][start:end].lower() == {"relationships": "trust", "power": "power"}[THEMES[theme]]
            )


@pytest.mark.slow
def test_counts_of_the_data_agree_with_the_tables(page, tables):
    data = make_report.data_of(page)
    tagged = dict.fromkeys(THEMES, 0)
    for passage in data["passages"]:
        for theme in passage[6][::3]:
            tagged[THEMES[theme]] += passage[4]
    whole = tables["series"].query("cell == '(all)' and period == '(all)'").set_index("theme")["tagged"]
    assert tagged == whole.to_dict()


@pytest.mark.slow
def test_a_cut_page_stays_small_keeps_the_best_and_says_so(tables):
    labels = make_report.LABELS
    whole = evidence.page_data(tables, labels, 1e9)
    cut = evidence.page_data(tables, labels, 4_000)
    assert 0 < cut["carried"] < whole["carried"] == cut["all"]
    assert len(evidence.as_script({"passages": cut["passages"]})) < 4_000
    of_topics = {place for flat in cut["topic_passages"] for place in flat[::2]}
    assert all(p[6] or i in of_topics for i, p in enumerate(cut["passages"]))  # evidence before all else
    assert cut["totals"][ALL][ALL][0] == int(
        tables["series"]
        .query("cell == '(all)' and period == '(all)' and theme == 'relationships'")["tagged"]
        .iloc[0]
    )
    assert cut == evidence.page_data(tables, labels, 4_000)
