"""What each term finds, alone and with others."""

import pytest

from pipeline.core.schemas import schema
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.workbench.terms import terms
from tests.workbench.make_review import lexicon, looked_at, shown


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
    themes = schema("passage_themes").frame(
        [(f"p.{i:03d}", "power", 1.0, "", "firm", "terms") for i in range(8)]
    )
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
