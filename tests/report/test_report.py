import csv
import io
import json
import re
import tomllib
from datetime import datetime
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest

from pipeline.core.schemas import ALL, SCHEMAS, THEMES, schema
from pipeline.core.wording import percent, signed_points
from pipeline.report import evidence, headlines, to_check, workbook
from pipeline.report.stage import report, state, weak_themes
from pipeline.report.sums import health
from pipeline.series import arrivals
from pipeline.settings.models import CorrectionsConfig, Report
from tests import make_report
from tests.conftest import build


@pytest.fixture(scope="module")
def tables():
    return make_report.tables()


@pytest.fixture(scope="module")
def made():
    return make_report.made()


@pytest.fixture(scope="module")
def page(made):
    return made["index.html"]


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


@pytest.mark.slow
def test_it_makes_the_page_and_every_published_table(made):
    published = {f"tables/{name}.csv" for name in make_report.tables() if SCHEMAS[name].published}
    assert set(made) == {"index.html", "tables/datapackage.json", f"tables/{workbook.WORKBOOK}", *published}


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes(made):
    assert make_report.made() == made


# the page


@pytest.mark.slow
def test_text_of_notes_cannot_become_markup(page):
    assert "alert('x')</script>" not in page
    assert "<i>night</i>" not in page
    assert "First &lt;i&gt;night&lt;/i&gt; of A" in page
    texts = [passage[5] for passage in data_of(page)["passages"]]
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
def test_the_data_hold_every_passage_once_and_its_spans(page, tables):
    data = data_of(page)
    body = tables["passages"][tables["passages"]["kind"] != "heading"]
    assert len(data["passages"]) == data["all"] == len(body)
    for passage in data["passages"]:
        for theme, start, end in zip(*[iter(passage[7])] * 3, strict=True):
            assert (
                passage[5][start:end].lower() == {"relationships": "trust", "power": "power"}[THEMES[theme]]
            )


@pytest.mark.slow
def test_counts_of_the_data_agree_with_the_tables(page, tables):
    data = data_of(page)
    tagged = dict.fromkeys(THEMES, 0)
    for passage in data["passages"]:
        for theme in passage[6][::2]:
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


@pytest.mark.slow
def test_charts_that_find_no_room_are_named(tables):
    charts = tuple(
        SimpleNamespace(name=f"strip-{i}", title="T", caption="", alt=f"Alt {i}", svg="x" * 120_000)
        for i in range(4)
    )
    made = report(
        tables,
        charts,
        make_report.lexicon(),
        Report(megabytes=1.5),
        make_report.provenance(),
        make_report.TEMPLATES,
    )
    page = made["index.html"]
    assert [f"figures/strip-{i}.svg" in page for i in range(4)] == [False, False, True, True]
    assert "<p>Alt 3</p>" in page and len(page.encode()) < 1.5e6


@pytest.mark.slow
def test_a_report_on_no_meeting_is_a_report():
    tables = {name: schema(name).empty() for name in make_report.tables()}
    page = report(
        tables, (), make_report.lexicon(), Report(), make_report.provenance(), make_report.TEMPLATES
    )["index.html"]
    assert "There is no meeting in these notes." in page


@pytest.mark.slow
def test_weak_themes_are_marked_wherever_they_are_named():
    verdicts = {"power": "below kappa 0.6", "local": "too few examples to tell"}
    accuracy = [{"theme": theme, "f1": 0.7, "verdict": verdicts.get(theme, "trusted")} for theme in THEMES]
    assert weak_themes(accuracy) == {"power": "weak measure", "local": "hardly tested"}
    assert weak_themes(None) == {}
    page = make_report.made(accuracy=accuracy)["index.html"]
    rows = re.findall(r'<tr><th scope="row"><a href="#theme-(\w+)[^"]*">[^<]*</a>(.*?)</th>', page)
    assert {theme for theme, rest in rows if "weak measure" in rest} == {"power"}
    assert all("weak measure" in rest for theme, rest in rows if theme == "power")


@pytest.mark.parametrize(
    ("share", "says"),
    [(None, "–"), (0.0, "0 %"), (0.001, "<1 %"), (0.005, "0 %"), (0.256, "26 %"), (1.0, "100 %")],
)
def test_percent(share, says):
    assert percent(share, short=True) == ("1 %" if share == 0.005 and says != "0 %" else says)


def test_points_and_states():
    assert (signed_points(None), signed_points(0.123), signed_points(-0.05)) == ("–", "+12", "−5")
    assert state({"cell": "A & B|c", "theme": "", "period": "2021"}) == "#cell=A%20%26%20B%7Cc&period=2021"


# the first screen


def a_history(early, late, seen_early, seen_late, undated=0):
    """Return the series of a cell with so many meetings in 2021 and 2022, with power in so many of them."""
    columns = {"notes": 0, "notes_with_theme": 1}
    years = {"2021": (early, seen_early), "2022": (late, seen_late)}
    years[ALL] = (early + late + undated, seen_early + seen_late + undated)
    return pd.DataFrame(
        [
            {"cell": "C", "theme": "power", "period": year, **{name: row[i] for name, i in columns.items()}}
            for year, row in years.items()
        ]
    )


@pytest.mark.parametrize(
    ("history", "new", "fading"),
    [
        pytest.param((8, 4, 0, 4), 1 / 495, None, id="new: C(4,4)/C(12,4)"),
        pytest.param((8, 4, 0, 2), 6 / 66, None, id="perhaps new: C(4,2)/C(12,2)"),
        pytest.param((8, 4, 4, 0), None, 70 / 495, id="perhaps gone: C(8,4)/C(12,4)"),
        pytest.param((8, 4, 3, 1), None, None, id="neither"),
        pytest.param((8, 4, 0, 1), None, None, id="once is not new"),
        pytest.param((8, 1, 8, 0), None, None, id="missing once is not fading"),
        pytest.param((8, 4, 0, 4, 1), None, None, id="an undated meeting may have had it before"),
        pytest.param((0, 4, 0, 4), None, None, id="one year only"),
    ],
)
def test_new_and_fading(history, new, fading):
    found = arrivals.found(a_history(*history), "theme", "notes_with_theme")
    chances = {turn.arrived: turn.chance for turn in found}
    assert (chances.get(True), chances.get(False)) == (pytest.approx(new), pytest.approx(fading))


def test_fading_counts_all_meetings_since():
    """Three of nine meetings in 2021, none of fifteen since: C(9,3) / C(24,3), whatever year it is now."""
    rows = [("2021", 9, 3), ("2022", 7, 0), ("2023", 8, 0), (ALL, 24, 3)]
    series = pd.DataFrame(
        [{"cell": "C", "theme": "power", "period": p, "notes": n, "notes_with_theme": k} for p, n, k in rows]
    )
    [turn] = arrivals.found(series, "theme", "notes_with_theme")
    assert (turn.arrived, turn.last, turn.here, turn.there) == (False, "2021", 9, 15)
    assert turn.chance == pytest.approx(84 / 2024)


def test_headlines_come_for_the_network_and_every_cell(tables):
    told = headlines.headlines(tables, make_report.LABELS, {"relationships": "weak measure"})
    assert [line.cell for line in told] == [ALL, "Cell A & Co", "Cell B"]
    [trust] = [f for f in told[0].recurs if f.filters["theme"] == "relationships"]
    assert (trust.count, trust.meetings, trust.weak) == (7, 8, "weak measure")
    assert "2 of 2 cells" in trust.words
    assert all(f.certainty == "few meetings" and not f.firm for line in told[1:] for f in line.recurs)


def rendered(**changed):
    """Return the page on the tables, some of them changed."""
    held = make_report.tables() | changed
    lexicon = make_report.lexicon()
    made = report(
        held, make_report.charts(), lexicon, Report(), make_report.provenance(), make_report.TEMPLATES
    )
    return made["index.html"]


@pytest.mark.slow
def test_the_page_warns_where_the_notes_changed_and_nowhere_else(page):
    rows = [("Cell B", "words", 8, 400.0, 900.0, 0.01, "yes"), (ALL, "words", 8, 1.0, 1.0, 0.9, "no")]
    told = rendered(note_changes=schema("note_changes").frame(rows))
    assert "The notes themselves changed" not in page
    assert told.count('class="warn"') == 1 and "from 400 to 900 words a note" in told
    assert told.index('<section id="cell-cell-b">') < told.index('class="warn"')


@pytest.mark.slow
def test_a_change_is_marked_where_the_notes_changed_too():
    held = make_report.tables()
    mine = (held["recurrence"]["cell"] == "Cell B") & (held["recurrence"]["theme"] == "power")
    recurrence = held["recurrence"].assign(
        change=held["recurrence"]["change"].where(~mine, "clear rise"),
        q_value=held["recurrence"]["q_value"].where(~mine, 0.01),
        difference=held["recurrence"]["difference"].where(~mine, 0.2),
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


# what to check


def test_doubtful_dates_are_listed_most_doubtful_first(tables):
    found = to_check.doubtful_dates(tables["notes"])
    assert [doubt.note_id for doubt in found] == ["o-1", "b-3", "b-1", "a-4", "b-2", "a-3"]
    assert found[3].why == "only a range of 91 days is known"


def test_the_lines_for_corrections_are_what_the_config_takes(tables):
    for doubt in to_check.doubtful_dates(tables["notes"]):
        read = tomllib.loads(doubt.lines.replace("YYYY-MM-DD", "2022-01-01"))
        [rule] = CorrectionsConfig.model_validate(read).correction
        note = tables["notes"].set_index("note_id").loc[doubt.note_id]
        assert (rule.title, rule.source, rule.expect) == (note["title"], note["source"], note["date"])


@pytest.mark.slow
def test_unknown_cells_come_with_lines_for_the_config(page):
    assert tomllib.loads(to_check.cell_lines('A "B"\\')) == {"cell": [{"name": 'A "B"\\', "aliases": []}]}
    assert "name = &#34;Cell B&#34;" in page


def test_health_adds_up(tables):
    found = health(tables)
    assert (found["files"], found["read"], found["found"], found["notes"], found["copies"]) == (
        7,
        6,
        11,
        9,
        2,
    )
    assert found["notes_add_up"] and found["passages_add_up"] and found["series_add_up"]
    lost = health({**tables, "notes": tables["notes"].iloc[1:]})
    assert not lost["notes_add_up"]


# the tables


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.slow
def test_csv_opens_in_excel_and_runs_nothing(made, tables):
    content = made["tables/passages.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    texts = [row["text"] for row in rows_of(content)]
    assert "'" + make_report.FORMULA in texts and make_report.FORMULA not in texts
    assert "None" in texts
    assert len(texts) == len(tables["passages"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(text):
    assert workbook.harmless(pd.Series([text], dtype=str))[0] == "'" + text


@pytest.mark.parametrize("text", ["", "a = b", "3 - 2", "‘=’", "'=1"])
def test_other_texts_are_left_alone(text):
    assert workbook.harmless(pd.Series([text], dtype=str))[0] == text


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(io.BytesIO(made[f"tables/{workbook.WORKBOOK}"]))


@pytest.mark.slow
def test_the_workbook_has_a_codebook_and_a_sheet_per_table(book, tables):
    published = [name for name, table in SCHEMAS.items() if table.published and name in tables]
    assert book.sheetnames == ["codebook", *published]
    for name in published:
        sheet = book[name]
        assert sheet.max_row == len(tables[name]) + 1
        assert sheet.freeze_panes and sheet.auto_filter.ref
        assert [cell.value for cell in sheet[1]] == list(schema(name).names)


@pytest.mark.slow
def test_the_workbook_keeps_types_and_runs_nothing(book):
    cells = {cell.value: cell for row in book["passages"].iter_rows() for cell in row}
    assert cells[make_report.FORMULA].data_type == "s" and cells[make_report.FORMULA].quotePrefix
    assert cells["None"].data_type == "s"
    notes = [[cell.value for cell in row] for row in book["notes"].iter_rows(min_row=2)]
    days = [row[list(schema("notes").names).index("date")] for row in notes]
    assert datetime(2021, 2, 3) in days and None in days
    assert all(isinstance(row[-1], int) for row in notes)


def test_a_table_too_long_for_a_sheet_is_named(tables):
    content = workbook.files(tables, 20, True, "1")[workbook.WORKBOOK]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert "passages" not in book.sheetnames and "notes" in book.sheetnames
    words = [str(cell.value) for row in book["codebook"].iter_rows() for cell in row]
    assert any("see passages.csv" in word for word in words) and "SAMPLE NOTES" in words


@pytest.mark.slow
def test_the_data_package_describes_every_file(made):
    package = json.loads(made["tables/datapackage.json"])
    for resource in package["resources"]:
        content = made[f"tables/{resource['path']}"]
        assert resource["bytes"] == len(content)
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
