"""Counts, shares and topics over time."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.schemas import ALL, CHANGES, VERDICTS, schema
from tests.framework import THEMES
from tests.series.make_series import row, run


def test_counts_and_shares_by_hand():
    made = run(
        {"cell": "A", "date": "2020-01-10", "power": 4},
        {"cell": "A", "date": "2020-03-10", "passages": 30, "power": 1},
        {"date": "2020-03-11", "event": "roundtable", "power": 2},
        {"date": "2020-03-12", "event": "publication", "power": 9},
    )
    whole = row(made["series"], cell="A", period=ALL, theme="power")
    assert (whole.notes, whole.notes_with_theme, whole.passages, whole.tagged) == (2, 1, 40, 5)
    assert whole.share == 5 / 40
    network = row(made["series"], cell=ALL, period="2020-03", theme="power")
    assert (network.notes, network.notes_with_theme, network.tagged) == (2, 1, 3)
    assert set(made["note_themes"]["note_id"]) == {"n0", "n1", "n2"}
    assert row(made["note_themes"], note_id="n1", theme="power").present == "no"


def test_a_period_without_a_meeting_has_no_share():
    made = run({"cell": "A", "date": "2020-01-10"}, {"cell": "A", "date": "2020-03-10"})
    empty = row(made["series"], cell="A", period="2020-02", theme="power")
    assert (empty.notes, empty.undated, empty.passages) == (0, 0, 0)
    assert np.isnan([empty.share, empty.low, empty.high]).all()


def test_an_undated_note_counts_in_the_whole_and_shows_where_it_may_have_been():
    made = run(
        {"cell": "A", "date": "2020-01-10"},
        {"cell": "A", "low": "2020-02-20", "high": "2020-03-10"},
        {"cell": "A", "date": "2020-04-10"},
        {"cell": "A"},
    )
    counts = made["series"][(made["series"]["cell"] == "A") & (made["series"]["theme"] == "power")]
    found = counts.set_index("period")[["notes", "undated"]].T.to_dict("list")
    assert found == {
        ALL: [4, 0], "2020": [3, 1], "2020-01": [1, 1], "2020-02": [0, 2], "2020-03": [0, 2],
        "2020-04": [1, 1],
    }  # fmt: skip
    assert row(made["recurrence"], cell="A", theme="power").placed == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    "uncounted",
    [pytest.param({"kind": "heading"}, id="headings"), pytest.param({"section": "next"}, id="logistics")],
)
def test_a_meeting_in_which_nothing_counts_is_a_meeting_without_a_share(uncounted):
    made = run({"cell": "A", "date": "2020-01-10", "power": 5, **uncounted})
    whole = row(made["series"], cell="A", period=ALL, theme="power")
    assert (whole.notes, whole.notes_with_theme, whole.passages) == (1, 0, 0)
    assert np.isnan(whole.share) and np.isnan(row(made["note_themes"], theme="power").share)


def test_topics_over_time():
    made = run(
        {"cell": "A", "date": "2020-01-10", "passages": 4, "topics": {"t1": 0.5}},
        {"cell": "A", "date": "2020-02-10", "passages": 1, "topics": {"t1": 0.8}},
        topics=("t1", "t2"),
    )  # four passages of one meeting hold it, one of the other: that may be chance
    found = row(made["topic_series"], cell="A", period=ALL, topic="t1")
    assert (found.notes, found.notes_with_topic, found.share) == (2, 1, 0.56)
    assert row(made["topic_series"], cell=ALL, period="2020-02", topic="t2").share == 0


def test_no_notes_no_rows_but_tables():
    made = run()
    for name, table in made.items():
        schema(name).check(table)
    assert len(made["series"]) == len(THEMES) and not made["series"]["notes"].any()


month = st.dates(pd.Timestamp("2019-01-01").date(), pd.Timestamp("2021-12-31").date()).map(str)


note = st.fixed_dictionaries(
    {
        "cell": st.sampled_from(["A", "B", ""]),
        "event": st.sampled_from(["cell", "cell", "event", "publication"]),
        "passages": st.integers(0, 12),
        "power": st.integers(0, 12),
        "listening": st.integers(0, 3),
    },
    optional={"date": month, "low": month, "high": month},
).map(lambda n: n | ({"high": n["low"]} if n.get("high", "9") < n.get("low", "") else {}))


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(note, max_size=14))
def test_whatever_the_notes(notes):
    made = run(*notes)
    for name, table in made.items():
        schema(name).check(table)
    rows = made["series"]
    known = rows.dropna(subset="share")
    assert ((known["low"] <= known["share"]) & (known["share"] <= known["high"])).all()
    assert (rows["share"].isna() == (rows["passages"] == 0)).all()
    assert (rows["notes_with_theme"] <= rows["notes"]).all() and (rows["tagged"] <= rows["passages"]).all()
    sums = ["notes", "notes_with_theme", "passages", "tagged"]
    years = rows[rows["period"].str.fullmatch(r"\d{4}")].groupby(["cell", "theme"])[sums].sum()
    whole = rows[rows["period"] == ALL].set_index(["cell", "theme"])[sums]
    assert (years.reindex(whole.index, fill_value=0) <= whole).all(axis=None)  # the rest has no year
    fine = rows[rows["period"].str.len() > 4]
    by_year = fine.assign(period=fine["period"].str[:4]).groupby(["cell", "period", "theme"])[sums].sum()
    year = rows.set_index(["cell", "period", "theme"])[sums].reindex(by_year.index)
    assert (by_year <= year.fillna(np.inf)).all(axis=None)
    cells = whole.drop(ALL).groupby("theme").sum().reindex(list(THEMES), fill_value=0)
    assert (cells <= whole.loc[ALL].reindex(cells.index)).all(axis=None)  # the rest is one-off
    found = made["recurrence"]
    assert found["verdict"].isin(VERDICTS).all() and found["change"].isin(CHANGES).all()
    assert (found["longest_run"] <= found["notes_with_theme"]).all()


def test_dated_parts_add_up_to_the_whole():
    days = [f"{year}-{month:02d}-03" for year in (2019, 2020, 2021) for month in (1, 5, 9)]
    made = run(*({"cell": "AB"[n % 2], "date": day, "power": n} for n, day in enumerate(days)))
    rows = made["series"]
    sums = ["notes", "notes_with_theme", "passages", "tagged"]
    whole = rows[rows["period"] == ALL].set_index(["cell", "theme"])[sums]
    for unit in (r"\d{4}", r"\d{4}-Q\d"):
        parts = rows[rows["period"].str.fullmatch(unit)].groupby(["cell", "theme"])[sums].sum()
        pd.testing.assert_frame_equal(parts, whole, check_like=True)
    cells = whole.drop(ALL).groupby("theme").sum()
    pd.testing.assert_frame_equal(cells, whole.loc[ALL], check_like=True)


@pytest.mark.slow
def test_order_of_rows_does_not_matter():
    notes = [
        {"cell": "AB"[n % 2], "date": f"2020-03-{n:02d}", "power": n % 7, "topics": {"t": 0.3}}
        for n in range(1, 19)
    ]
    first, second = run(*notes, topics=["t"]), run(*notes, topics=["t"], shuffled=True)
    for name in first:
        pd.testing.assert_frame_equal(first[name], second[name])
