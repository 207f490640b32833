"""The page: what is in it, and that nothing of the notes becomes markup."""

import re
from types import SimpleNamespace

import pytest

from pipeline.core.errors import Fault
from pipeline.core.schemas import ALL, SCHEMAS, schema
from pipeline.core.wording import signed_points
from pipeline.report import workbook
from pipeline.report.measured import weak_themes
from pipeline.report.stage import report, state
from pipeline.settings.models import Report
from tests.conftest import build
from tests.framework import NETWORK, THEMES
from tests.report import make_report

pytestmark = pytest.mark.xdist_group("report")


@pytest.mark.slow
def test_it_makes_the_page_and_every_published_table(made):
    published = {f"tables/{name}.csv" for name in make_report.tables() if SCHEMAS[name].published}
    assert set(made) == {"index.html", "tables/datapackage.json", f"tables/{workbook.WORKBOOK}", *published}


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes(made):
    assert make_report.made() == made


@pytest.mark.slow
def test_text_of_notes_cannot_become_markup(page):
    assert "alert('x')</script>" not in page
    assert "<i>night</i>" not in page
    assert "First &lt;i&gt;night&lt;/i&gt; of A" in page
    texts = [passage[5] for passage in make_report.data_of(page)["passages"]]
    assert make_report.MARKUP in texts  # and yet it is there, word for word


@pytest.mark.slow
def test_the_page_asks_for_nothing_from_outside(page):
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"|url\(|@import', outside)


@pytest.mark.slow
@pytest.mark.parametrize("sample", [True, False])
def test_every_part_says_that_the_notes_are_samples(sample):
    page = make_report.made(sample=sample)["index.html"]
    parts = re.findall(r"<h[123] [^>]*>.*?</h[123]>", page)
    marked = [part for part in parts if "SAMPLE NOTES" in part]
    main = [
        part
        for part in parts
        if re.search(
            r'id="(glance|network|cells|themes|topics|years|meetings|check|trust|health|method)-title"', part
        )
    ]
    assert len(main) == 11
    assert set(main) <= set(marked) if sample else not marked
    assert ("<title>SAMPLE NOTES" in page) == sample


@pytest.mark.slow
def test_charts_that_find_no_room_are_named(tables):
    charts = tuple(
        SimpleNamespace(
            name=f"strip-{i}", title="T", caption="", alt=f"Alt {i}", svg="x" * 70_000, narrow="x" * 50_000
        )
        for i in range(4)
    )
    made = report(
        tables,
        charts,
        make_report.lexicon(),
        NETWORK,
        Report(megabytes=1.5),
        make_report.provenance(),
        {},
    )
    page = made["index.html"]
    assert [f"figures/strip-{i}.svg" in page for i in range(4)] == [False, False, True, True]
    assert "<p>Alt 3</p>" in page and len(page.encode()) < 1.5e6


@pytest.mark.slow
def test_a_report_on_no_meeting_is_a_report():
    tables = {name: schema(name).empty() for name in make_report.tables()}
    page = report(tables, (), make_report.lexicon(), NETWORK, Report(), make_report.provenance(), {})[
        "index.html"
    ]
    assert "There is no meeting in these notes." in page


@pytest.mark.slow
def test_weak_themes_are_marked_wherever_they_are_named():
    verdicts = {"power": "agrees too little with the codes", "local": "too few examples to tell"}
    verdicts = dict.fromkeys(THEMES, "trusted") | verdicts
    assert weak_themes(make_report.measured(verdicts)) == {"power": "weak measure", "local": "hardly tested"}
    assert weak_themes(make_report.measured({})) == {}
    page = make_report.made(verdicts=verdicts)["index.html"]
    rows = re.findall(r'<tr><th scope="row"><a href="#theme-(\w+)[^"]*">[^<]*</a>(.*?)</th>', page)
    assert {theme for theme, rest in rows if "weak measure" in rest} == {"power"}
    assert all("weak measure" in rest for theme, rest in rows if theme == "power")


def test_points_and_states():
    assert (signed_points(None), signed_points(0.123), signed_points(-0.05)) == ("–", "+12", "−5")
    assert state({"cell": "A & B|c", "theme": "", "period": "2021"}) == "#cell=A%20%26%20B%7Cc&period=2021"


def rendered(**changed):
    """Return the page on the tables, some of them changed."""
    held = make_report.tables() | changed
    lexicon = make_report.lexicon()
    made = report(
        held,
        make_report.charts(),
        lexicon,
        NETWORK,
        Report(),
        make_report.provenance(),
        {},
    )
    return made["index.html"]


@pytest.mark.slow
def test_the_page_warns_where_the_notes_changed_and_nowhere_else(page):
    rows = [("Cell B", "words", 8, 400.0, 900.0, 0.01, "yes"), (ALL, "words", 8, 1.0, 1.0, 0.9, "no")]
    told = rendered(note_changes=schema("note_changes").frame(rows))
    assert "The notes themselves changed" not in page
    assert told.count('class="warn"') == 1 and "from 400 to 900 words a note" in told
    assert told.index('<details class="part" id="cell-cell-b">') < told.index('class="warn"')


@pytest.mark.slow
def test_a_change_is_marked_where_the_notes_changed_too():
    held = make_report.tables()
    mine = (held["recurrence"]["cell"] == "Cell B") & (held["recurrence"]["theme"] == "power")
    recurrence = held["recurrence"].assign(
        change=held["recurrence"]["change"].where(~mine, "rising"),
        q_value=held["recurrence"]["q_value"].astype(float).where(~mine, 0.01),
        difference=held["recurrence"]["difference"].astype(float).where(~mine, 0.2),
    )
    rows = [("Cell B", "words", 8, 400.0, 900.0, 0.01, "yes")]
    changed = {"recurrence": recurrence, "note_changes": schema("note_changes").frame(rows)}
    assert "notes changed too" not in rendered(recurrence=recurrence)
    assert rendered(**changed).count("notes changed too") == 2  # by cell, and by theme


@pytest.mark.slow
def test_companions_are_shown_with_their_base(page):
    row = {
        "theme": "power", "other": "listening", "notes": 24, "both": 7, "correlation": 0.71, "low": 0.43,
        "high": 0.87, "p_value": 0.0001, "q_value": 0.003, "verdict": "travel together",
    }  # fmt: skip
    told = rendered(companions=build("companions", row))
    assert 'href="#theme=power&amp;with=listening">7 of 24</a>' in told and "0.43 to 0.87" in told
    assert "Too few meetings to say which themes travel together." in page


@pytest.mark.slow
def test_what_people_said_is_never_silent():
    tags = make_report.tables()["passage_themes"]
    first = tags.iloc[0]
    page = rendered(
        passage_themes=tags.assign(by=["person", *["terms"] * (len(tags) - 1)]),
        overruled=build("overruled", {"passage_id": first.passage_id, "theme": "local", "who": "Ann"}),
        code_conflicts=build(
            "code_conflicts",
            {
                "passage_id": first.passage_id,
                "theme": "power",
                "yes": "Ann",
                "no": "Bo <x>",
                "decided": "terms",
            },
        ),
        lost_marks=build(
            "lost_marks", {"file": "m.csv", "line": 3, "who": "Ann", "mark": "keep", "reason": "x"}
        ),
    )
    said = re.sub(r"<[^>]*>", "", page)
    assert "1 tag is theirs, and they took 1 tag of the terms away" in said
    assert "People do not agree on 1 tag." in said and "Yes: Ann; no: Bo &lt;x&gt;. The terms decide." in said
    assert "1 mark in data/marks/ lies on nothing in these notes" in said and "m.csv, line 3" in said
    assert 'id="by-people"' not in make_report.made()["index.html"]


@pytest.mark.parametrize(
    ("template", "line"),
    [
        pytest.param("<p>\n{{ nosuch.name }}", 2, id="a name that is not there"),
        pytest.param("{{ 1 | nosuch }}", 1, id="a filter that is not there"),
        pytest.param("\n\n{% include '/etc/passwd' %}", 3, id="a file of the machine"),
        pytest.param("{{ ''.__class__.__mro__[1].__subclasses__() }}", 1, id="what is behind the values"),
        pytest.param("{{ 1 / 0 }}", 1, id="a sum that cannot be done"),
    ],
)
def test_a_page_template_of_ones_own_that_does_not_work_is_told(template, line):
    with pytest.raises(Fault) as caught:
        make_report.made(templates={"report.html.j2": template})
    [said] = caught.value.messages
    assert said.startswith(f"config/templates/report.html.j2:{line}: does not work with this version: "), said
    assert "mend it, or take the file away" in said
