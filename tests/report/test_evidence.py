"""The passages that the page carries."""

import json

import pytest

from pipeline.core.year import year_of
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


@pytest.fixture(scope="module")
def whole(tables):
    return evidence.page_data(tables, make_report.LABELS, 1e9)


@pytest.fixture(scope="module")
def beside(tables):
    return evidence.page_data(tables, make_report.LABELS, 1_000)


def rows_in(files, start):
    """Return {number: row} of the files whose name begins so, and how many rows there are in all."""
    found, count = {}, 0
    for name, content in files.items():
        if name.startswith(f"evidence/{start}"):
            rows = json.loads(f"[{content[len('passages(') : -len(');') - 1]}]")[0]
            found.update({row[0]: row[1:] for row in rows})
            count += len(rows)
    return found, count


@pytest.mark.slow
def test_a_collection_that_fits_lies_in_the_page_alone(whole):
    data, files = whole
    assert files == {} and "files" not in data and len(data["passages"]) == data["all"]


@pytest.mark.slow
def test_the_files_by_notes_hold_every_passage_once(whole, beside):
    inside, (data, files) = whole[0], beside
    found, count = rows_in(files, "notes-")
    assert count == len(found) == inside["all"] and "passages" not in data
    sections = inside["sections"]
    for number, row in found.items():
        expected = inside["passages"][number]
        assert row == [*expected[:2], sections[expected[2]], *expected[3:]]


@pytest.mark.slow
def test_the_files_of_a_theme_hold_its_passages_by_the_years_that_the_page_is_told(whole, beside, tables):
    data, files = beside
    year = dict(enumerate(year_of(tables["notes"].reset_index(drop=True))))
    for place, theme in enumerate(THEMES):
        found, count = rows_in(files, f"theme-{theme}-")
        has = [n for n, row in enumerate(whole[0]["passages"]) if place in row[6][::3]]
        assert sorted(found) == has and count == len(has)
        for each in data["files"]["themes"][theme]:
            rows, _ = rows_in(files, f"theme-{theme}-{each or 'open'}.js")
            assert rows and {year[row[0]] for row in rows.values()} == {each}


@pytest.mark.slow
def test_the_file_of_a_topic_holds_its_passages_with_their_weights(whole, beside):
    for number, weights in enumerate(whole[0]["topic_passages"]):
        content = beside[1][f"evidence/topic-{number}.js"]
        _, topic, listed = json.loads(f"[{content[len('passages(') : -len(');') - 1]}]")
        assert (topic, listed) == (number, weights)
        assert sorted(rows_in(beside[1], f"topic-{number}.js")[0]) == sorted(weights[::2])


@pytest.mark.slow
def test_the_same_notes_give_the_same_files(tables, beside):
    assert evidence.page_data(tables, make_report.LABELS, 1_000) == beside
