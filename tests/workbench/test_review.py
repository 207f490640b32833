"""The analyst's loop: what an edit gains, loses and moves, and what is missed."""

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.core.counted import applying
from pipeline.core.schemas import schema
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.settings.models import Themes
from pipeline.tagging.missed import missed
from pipeline.tagging.stage import tag
from pipeline.workbench.page import as_page
from pipeline.workbench.review import OTHERWISE, LastRun, changes, moved
from pipeline.workbench.terminal import as_text
from tests.workbench.make_review import TEXTS, last_run, lexicon, looked_at, reviewed, shown


def test_gains_and_losses_name_the_passage_the_term_and_its_place(corpus):
    before, after = lexicon(power=["power"]), lexicon(power=["empower*", "power back"])
    found = looked_at(corpus, before, after).changes
    assert shown(found, "change", "passage_id", "by", "because", "note") == [
        ["gained", "a.003", "empower*", "empower* (1)", "a, 2020-01-01"],
        ["lost", "a.001", "power", "power (1)", "a, 2020-01-01"],
        ["lost", "a.002", "power", "power (1)", "a, 2020-01-01"],
    ]
    [[gained], [lost], _] = found["spans"]
    assert TEXTS[2][slice(*gained)] == "empower"
    assert TEXTS[0][slice(*lost)] == "power"


def weighed(term, weight, threshold=None):
    return Lexicon({"power": Theme("power", "", "behaviour", (Entry((term,), weight),), threshold=threshold)})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        pytest.param(weighed("power", 0.5), weighed("power", 1.0), "power", id="a term that weighs more"),
        pytest.param(weighed("power", 0.5), weighed("power", 0.5, 0.4), OTHERWISE, id="a lower threshold"),
    ],
)
def test_what_did_it(corpus, before, after, by):
    assert looked_at(corpus, before, after).changes["by"].unique().tolist() == [by]
    assert looked_at(corpus, after, before).changes["change"].unique().tolist() == ["lost"]


def test_a_new_not_context_names_the_term_that_it_hides(corpus):
    hidden = Lexicon({"power": Theme("power", "", "", (Entry(("power",)),), nots=("power tools",))})
    found = looked_at(corpus, lexicon(power=["power"]), hidden).changes
    assert shown(found, "change", "passage_id", "by") == [["lost", "a.002", "power"]]


def test_no_edit_no_change(corpus):
    book = lexicon(power=["power"])
    found = looked_at(corpus, book, book)
    assert found.changes.empty
    assert found.moved.empty
    assert "0 gained, 0 lost" in as_text(found)
    assert "0 gained" in as_page(found, {})
    assert "SAMPLE NOTES" in as_page(found, {}, sample=True)


def test_a_passage_that_has_gone_since_is_no_loss(corpus):
    book = lexicon(power=["power"])
    last = last_run(corpus, book)
    rest = last.passages[last.passages["passage_id"] != "a.001"].reset_index(drop=True)
    assert reviewed(book, replace(last, passages=rest)).changes.empty


def test_what_moves_in_the_series(corpus):
    notes, passages = corpus
    old = schema("found_themes").frame([("a.001", "power", 1.0, "", "firm")])
    new = schema("found_themes").frame([(f"a.{i:03d}", "power", 1.0, "", "firm") for i in (1, 2, 3)])
    found = moved(old, new, passages, notes)
    assert found.values.tolist() == [["North", "2020", "power", 4, 0.25, 0.75]]
    ranged = moved(old, new, passages, notes.assign(date="", date_low="2020-03-01", date_high="2020-05-31"))
    assert shown(ranged, "year") == [["2020"]]
    undated = moved(old, new, passages, notes.assign(date="", date_low="", date_high="", cell=""))
    assert shown(undated, "cell", "year") == [["one-off events", "undated"]]


def test_what_did_we_miss(corpus):
    _, passages = corpus
    few = Themes(fewest_sure=2, sure=0.9)
    many = pd.concat([passages.assign(passage_id=passages["passage_id"] + str(i)) for i in range(3)])
    told = ["In gardens people grow and give again.", "Gardens grow."]
    more = passages.head(2).assign(passage_id=["b.900", "b.901"], text=told)
    body = pd.concat([many, more], ignore_index=True)
    book = lexicon(power=["power", "empower"])
    themes = applying(tag(body, book, few)["found_themes"])
    found = missed(book, body, themes, few, Stems())
    assert found["passage_id"].tolist() == ["b.900"], "short passages are not worth reading"
    assert found["words"].tolist() == ["peopl, grow"]


def test_losses_keep_their_old_reason(corpus):
    notes, passages = corpus
    old = schema("found_themes").frame([("a.001", "power", 1.0, "power (1)", "tentative")])
    tags, none = schema("tags").empty(), schema("found_themes").empty()
    last = LastRun(notes, passages, tags, old, schema("stems").empty())
    assert shown(changes(last, tags, none), "because", "by") == [["power (1)", OTHERWISE]]
