"""The analyst's loop: what an edit changes, what is suspicious, what is missing."""

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.core.counted import counted
from pipeline.core.errors import Fault
from pipeline.core.schemas import schema
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.settings.models import Themes
from pipeline.tagging.missed import missed
from pipeline.tagging.stage import tag
from pipeline.workbench.in_context import kwic
from pipeline.workbench.page import as_page
from pipeline.workbench.review import OTHERWISE, LastRun, changes, moved, review
from pipeline.workbench.terminal import as_text
from pipeline.workbench.terms import terms


def theme(id, *terms):
    return Theme(id, id, "behaviour", tuple(Entry((term,)) for term in terms))


def lexicon(**terms):
    return Lexicon({id: theme(id, *words) for id, words in terms.items()})


TEXTS = [
    "Gardens need power and water.",
    "The garden gate has power tools.",
    "Gardens grow when people empower them.",
    "Gardens give power back.",
    "Listening in the evening.",
    "Music and songs.",
    "Songs of rain <b>.",
    "Rain and music.",
]


@pytest.fixture
def corpus():
    """Two notes of a cell, four passages each."""
    notes = schema("notes").frame(
        [
            (id, id, "North", "cell", "", date, "", "", "stated", "", "f.txt", 1, "", 9)
            for id, date in (("a", "2020-01-01"), ("b", "2021-01-01"))
        ]
    )
    rows = [
        (
            f"{'ab'[i // 4]}.{i % 4 + 1:03d}",
            "ab"[i // 4],
            "f.txt",
            i,
            i % 4,
            "paragraph",
            "",
            "discussion",
            text,
        )
        for i, text in enumerate(TEXTS)
    ]
    return notes, schema("passages").frame(rows)


def reviewed(lexicon, last):
    """Return the review of the lexicon against the last run, as the command makes it."""
    stems = Stems(zip(last.stems["word"], last.stems["stem"], strict=True))
    made = tag(last.passages, lexicon, Themes(), stems)
    near = missed(lexicon, counted(last.passages, last.notes), made["passage_themes"], Themes(), stems)
    return review(lexicon, last, made, near, ())


def last_run(corpus, book):
    """Return the tables as a run with the lexicon `book` leaves them."""
    notes, passages = corpus
    made = tag(passages, book, Themes())
    return LastRun(notes, passages, made["tags"], made["passage_themes"], made["stems"])


def looked_at(corpus, before, after):
    return reviewed(after, last_run(corpus, before))


def shown(found, *columns):
    return found[list(columns)].values.tolist()


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
    old = schema("passage_themes").frame([("a.001", "power", 1.0, "")])
    new = schema("passage_themes").frame([(f"a.{i:03d}", "power", 1.0, "") for i in (1, 2, 3)])
    found = moved(old, new, passages, notes)
    assert found.values.tolist() == [["North", "2020", "power", 4, 0.25, 0.75]]
    ranged = moved(old, new, passages, notes.assign(date="", date_low="2020-03-01", date_high="2020-05-31"))
    assert shown(ranged, "year") == [["2020"]]
    undated = moved(old, new, passages, notes.assign(date="", date_low="", date_high="", cell=""))
    assert shown(undated, "cell", "year") == [["one-off events", "undated"]]


def test_terms_with_their_company(corpus):
    book = lexicon(power=["power", "garden*", "unicorn", "tools"], listening=["listen*", "power"])
    found = looked_at(corpus, book, book)
    columns = ("theme", "term", "passages", "share", "alone", "precision", "words")
    assert shown(found.terms, *columns) == [
        ["power", "garden*", 4, 1.0, 0.25, 0.75, "gardens 3, garden 1"],
        ["power", "power", 3, 0.75, 0.0, 1.0, ""],
        ["power", "tools", 1, 0.25, 0.0, 1.0, ""],
        ["listening", "power", 3, 0.75, 1.0, 0.0, ""],
        ["listening", "listen*", 1, 0.25, 1.0, 0.0, "listening 1"],
    ]
    assert found.terms["remark"].iat[0] == "carries 100% of the theme"
    assert found.shared.values.tolist() == [["power", "listening, power", 3]]


def test_precision_is_what_the_other_terms_say():
    tags = schema("tags").frame(
        [(f"p.{i:03d}", "power", 0, 5, "power", "power", 1.0) for i in range(8)]
        + [(f"p.{i:03d}", "power", 9, 14, "weak", "weak", 0.4) for i in range(4)]
        + [("p.000", "power", 20, 25, "power", "power", 1.0), ("p.000", "power", 30, 33, "own", "own", 0.9)]
    )
    themes = schema("passage_themes").frame([(f"p.{i:03d}", "power", 1.0, "") for i in range(8)])
    entries = (Entry(("power",)), Entry(("weak",), 0.4), Entry(("own",), 0.9))
    found = terms(Lexicon({"power": Theme("power", "", "", entries)}), tags, themes).set_index("term")
    # of power's eight passages one has weak and own (1.3, so 1), three have weak (0.4), four have nothing
    assert found.at["power", "precision"] == pytest.approx((1 + 3 * 0.4) / 8)
    assert found.at["power", "remark"].endswith("may be too wide: weighs 1, estimated precision 0.28")
    assert found.at["weak", "precision"] == 1.0
    assert found.at["weak", "remark"] == "carries 50% of the theme"


def test_dead_terms_and_those_that_never_count(corpus):
    book = lexicon(power=["power*", "power", "unicorn", "people grow"])
    found = looked_at(corpus, book, book).dead
    assert found.values.tolist() == [
        ["power", "power*", 3],
        ["power", "unicorn", 0],
        ["power", "people grow", 0],
    ]


def test_what_did_we_miss(corpus):
    _, passages = corpus
    few = Themes(fewest_sure=2, sure=0.9)
    many = pd.concat([passages.assign(passage_id=passages["passage_id"] + str(i)) for i in range(3)])
    told = ["In gardens people grow and give again.", "Gardens grow."]
    more = passages.head(2).assign(passage_id=["b.900", "b.901"], text=told)
    body = pd.concat([many, more], ignore_index=True)
    book = lexicon(power=["power", "empower"])
    themes = tag(body, book, few)["passage_themes"]
    found = missed(book, body, themes, few, Stems())
    assert found["passage_id"].tolist() == ["b.900"], "short passages are not worth reading"
    assert found["words"].tolist() == ["peopl, grow"]


def test_the_page_marks_escapes_and_stands_alone(corpus):
    book = lexicon(power=["rain", "music"])
    page = as_page(looked_at(corpus, lexicon(power=["power"]), book), {"power": "kappa <0.7>"})
    assert page.startswith("<!doctype html>")
    assert "Songs of <mark>rain</mark> &lt;b&gt;." in page
    assert "kappa &lt;0.7&gt;" in page
    assert "SAMPLE NOTES" not in page
    assert "<script" not in page
    assert "http" not in page


def test_a_long_list_of_changes_is_cut(corpus):
    found = looked_at(corpus, lexicon(power=["power"]), lexicon(power=["rain"]))
    many = pd.concat([found.changes[found.changes["change"] == "lost"]] * 80)
    page = as_page(replace(found, changes=many), {})
    assert "240 lost" in page
    assert page.count("<mark>power</mark>") == 200
    assert "… and 40 more" in page


def test_the_terminal_shows_terms_in_context_and_what_moved(corpus):
    said = as_text(looked_at(corpus, lexicon(power=["power", "em*"]), lexicon(power=["rain", "rane", "em*"])))
    assert "power: 2 gained by rain" in said
    assert "    + Songs of [Rain] <b>." in said.replace("[rain]", "[Rain]")
    assert "power: 3 lost by power" in said
    assert "North, 2020: power 100% before, 25% now, of 4 passages" in said
    assert "1 of 3 terms are nowhere" in said


def test_concordance(corpus):
    _, passages = corpus
    lines = kwic("power*", passages, width=10)
    assert lines[0] == "dens need [power] and water  (a.001)"
    assert len(lines) == 3
    with pytest.raises(Fault, match="on its own"):
        kwic("*", passages)


def test_losses_keep_their_old_reason(corpus):
    notes, passages = corpus
    old = schema("passage_themes").frame([("a.001", "power", 1.0, "power (1)")])
    tags, none = schema("tags").empty(), schema("passage_themes").empty()
    last = LastRun(notes, passages, tags, old, schema("stems").empty())
    assert shown(changes(last, tags, none), "because", "by") == [["power (1)", OTHERWISE]]
