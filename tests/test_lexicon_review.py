"""The analyst's loop: what an edit changes, what is suspicious, what is missing."""

import pytest

from pipeline.config import Themes
from pipeline.errors import Fault
from pipeline.lexicon import Entry, Lexicon, Theme
from pipeline.lexicon_report import as_page, as_text
from pipeline.lexicon_review import changes, kwic, moved, review
from pipeline.schemas import schema
from pipeline.stems import Stems
from pipeline.tag import tag


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


def looked_at(corpus, before, after):
    notes, passages = corpus
    old = tag(passages, before, Themes())["passage_themes"]
    return review(after, notes, passages, old, Themes(), (), Stems())


def test_gains_and_losses_name_the_passage_and_the_term(corpus):
    before, after = lexicon(power=["power"]), lexicon(power=["empower*", "power back"])
    found = looked_at(corpus, before, after).changes
    assert found[["change", "passage_id", "because"]].values.tolist() == [
        ["gained", "a.003", "empower* (1)"],
        ["lost", "a.001", "power (1)"],
        ["lost", "a.002", "power (1)"],
    ]


def test_no_edit_no_change(corpus):
    book = lexicon(power=["power"])
    found = looked_at(corpus, book, book)
    assert found.changes.empty
    assert found.moved.empty
    assert "0 gained, 0 lost" in as_text(found)


def test_what_moves_in_the_series(corpus):
    notes, passages = corpus
    old = schema("passage_themes").frame([("a.001", "power", 1.0, "")])
    new = schema("passage_themes").frame([(f"a.{i:03d}", "power", 1.0, "") for i in (1, 2, 3)])
    assert moved(old, new, passages, notes).values.tolist() == [["North", "2020", "power", 0.25, 0.75]]


def test_checks(corpus):
    book = lexicon(power=["power", "em*", "unicorn"], listening=["listen*", "power"])
    found = looked_at(corpus, book, book)
    assert found.dead.values.tolist() == [["power", "unicorn"]]
    assert ["power", "em*", "empower 1"] in found.expansions.values.tolist()
    assert found.shared.values.tolist() == [["power", "listening, power", 3]]


def test_a_term_that_carries_its_theme_almost_alone(corpus):
    book = lexicon(power=["garden*", "empower"])
    heavy = looked_at(corpus, book, book).heavy
    assert heavy[["theme", "term", "passages"]].values.tolist() == [["power", "garden*", 4]]


def test_concordance(corpus):
    _, passages = corpus
    lines = kwic("power*", passages, width=10)
    assert lines[0] == " dens need [power] and water  (a.001)"
    assert len(lines) == 3
    with pytest.raises(Fault, match="stands alone"):
        kwic("*", passages)


def test_the_page_escapes_and_stands_alone(corpus):
    book = lexicon(power=["rain", "music"])
    page = as_page(looked_at(corpus, lexicon(power=["power"]), book))
    assert page.startswith("<!doctype html>")
    assert "Songs of rain &lt;b&gt;." in page
    assert "<script" not in page
    assert "http" not in page


def test_losses_keep_their_old_reason():
    old = schema("passage_themes").frame([("a.001", "power", 1.0, "power (1)")])
    passages = schema("passages").frame([("a.001", "a", "f", 1, 1, "paragraph", "", "discussion", "Power.")])
    assert changes(old, schema("passage_themes").empty(), passages)["because"].tolist() == ["power (1)"]
