"""The sample's planted truths come out, and nothing vanishes between the stages."""

import shutil

import pandas as pd
import pytest

from pipeline.cli.main import main
from pipeline.core import store
from pipeline.core.counted import counted
from pipeline.core.schemas import TABLES
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]


@pytest.fixture(scope="module")
def made(sample):
    return {table.name: store.read(sample / "processed", table.name) for table in TABLES}


@pytest.fixture(scope="session")
def truth():
    return pd.read_csv(ROOT / "data" / "sample" / "truth.csv", keep_default_na=False)


def test_what_each_note_is_and_when_it_was(made, truth):
    columns = [
        "source",
        "line",
        "title",
        "cell",
        "event",
        "date",
        "date_low",
        "date_high",
        "date_basis",
        "copies",
    ]
    found = made["notes"].sort_values(["source", "line"], ignore_index=True)[columns]
    pd.testing.assert_frame_equal(found, truth.sort_values(["source", "line"], ignore_index=True)[columns])


def planted(made, truth):
    """Return the planted truths of (note, theme) and whether the program finds the theme present."""
    ids = made["notes"].merge(truth[["source", "line", "themes"]], on=["source", "line"])
    rows = made["note_themes"].merge(ids[["note_id", "themes"]], on="note_id")
    rows["planted"] = [
        t in themes.split(";") for t, themes in zip(rows["theme"], rows["themes"], strict=True)
    ]
    return rows


def test_planted_themes_are_found(made, truth):
    """Nearly all planted themes leave a trace; of those not planted, hardly any is in two passages."""
    rows = planted(made, truth)
    assert (rows["tagged"] >= 1)[rows["planted"]].mean() >= 0.85
    assert (rows["tagged"] >= 2)[~rows["planted"]].mean() <= 0.05


@pytest.mark.parametrize(
    "words",
    [
        pytest.param({"kitchen", "growers", "meals", "cooks", "harvest", "vegetables"}, id="food"),
        pytest.param({"bus", "route", "passengers", "driver", "fares", "village"}, id="transport"),
        pytest.param({"repairs", "tenants", "landlord", "rent", "flats", "leak"}, id="housing"),
    ],
)
def test_a_planted_topic_is_recovered(made, words):
    shown = made["topic_terms"][made["topic_terms"]["rank"] <= 10]
    assert max(shown["term"].isin(words).groupby(shown["topic"]).sum()) >= 5


def test_keeping_topics_adds_them_to_the_config_once_and_changes_no_table_but_their_state(
    sample, made, tmp_path, capsys
):
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder)
    held = (folder / "topics.toml").read_text(encoding="utf-8")
    shutil.copytree(sample / "processed", tmp_path / "p")
    run = ["topics", "--keep", f"--raw={ROOT / 'data' / 'sample'}", f"--config={folder}"]
    assert main([*run, f"--processed={tmp_path / 'p'}"]) == 0
    now = (folder / "topics.toml").read_text(encoding="utf-8")
    assert now.startswith(held) and now.count("[[topic]]") == held.count("[[topic]]") + 3
    assert main([*run, f"--processed={tmp_path / 'p'}"]) == 0
    assert "0 topics added" in capsys.readouterr().out
    assert (folder / "topics.toml").read_text(encoding="utf-8") == now
    for name in ("topics", "topic_terms", "topic_passages"):
        again = store.read(tmp_path / "p", name)
        if name == "topics":
            assert set(again["state"]) == {"kept"}
            again["state"] = "new"
        pd.testing.assert_frame_equal(again, made[name])


def test_nothing_is_a_topic_that_was_not_planted(made):
    assert len(made["topics"]) == 3


@pytest.mark.parametrize(
    ("cell", "theme"),
    [
        ("Putting Relationships First", "relationships"),
        ("Sharing and Building Power", "power"),
        ("Listening to Each Other", "listening"),
        ("Joining Forces", "joining-forces"),
    ],
)
def test_each_cells_own_theme_recurs(made, cell, theme):
    row = made["recurrence"].set_index(["cell", "theme"]).loc[(cell, theme)]
    assert row["verdict"] in ("in every meeting", "recurs")
    assert row["notes_with_theme"] >= 0.75 * row["notes"]


def test_the_planted_patterns_come_out(made):
    """What README.md of the sample plants beside each cell's own theme."""
    found = made["recurrence"].set_index(["cell", "theme"])
    series = made["series"].set_index(["cell", "period", "theme"])
    assert series.loc[("Sharing and Building Power", "2022", "power"), "notes"] == 0
    assert found.loc[("(all)", "participation"), "last"] < "2022"
    assert found.loc[("Listening to Each Other", "not-targets"), "longest_gap"] >= 2
    assert found.loc[("(all)", "strengths"), "first"] >= "2023"
    assert found.loc[("(all)", "prevention"), "verdict"] == "once"


def test_each_cell_is_set_apart_by_its_own_theme(made):
    found = made["comparisons"].query("kind == 'cell' and verdict == 'clearly more'")
    own = {("Putting Relationships First", "relationships"), ("Sharing and Building Power", "power"),
           ("Listening to Each Other", "listening"), ("Joining Forces", "joining-forces")}  # fmt: skip
    assert own <= set(zip(found["group"], found["theme"], strict=True))


def test_spans_reproduce_the_text(made):
    tags = made["tags"].merge(made["passages"][["passage_id", "text"]], on="passage_id")
    assert len(tags) == len(made["tags"])
    cut = [text[a:b] for text, a, b in zip(tags["text"], tags["start"], tags["end"], strict=True)]
    assert cut == list(tags["matched"])


def test_nothing_vanishes(made):
    notes, passages = made["notes"], made["passages"]
    copies = notes["copies"].str.split(";").map(lambda places: sum(map(bool, places))).sum()
    assert made["documents"]["notes"].sum() == len(notes) + copies
    assert set(passages["note_id"]) == set(notes["note_id"])
    places = passages.groupby("note_id")["position"]
    assert (places.max() == places.count()).all()
    assert set(made["tags"]["passage_id"]) <= set(passages["passage_id"])
    assert set(made["passage_themes"]["passage_id"]) <= set(passages["passage_id"])
    number = len(counted(passages, notes))
    assert made["note_themes"].groupby("theme")["passages"].sum().eq(number).all()
    whole = made["series"].query("cell == '(all)' and period == '(all)'")
    assert (whole["passages"] == number).all()
    assert (whole["notes"] == len(notes)).all()


def test_every_line_of_the_sample_is_somewhere(made):
    """A passage stands, word for word, in the line of the file that it names."""
    for source, group in made["passages"].groupby("source"):
        lines = (ROOT / "data" / "sample" / source).read_text(encoding="utf-8").split("\n")
        for line, text in zip(group["line"], group["text"], strict=True):
            assert text.split() == lines[line - 1].split()[-len(text.split()) :]
