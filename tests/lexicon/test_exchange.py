"""Dictionaries of quanteda and LIWC, there and back."""

import tomllib

import pytest

from pipeline.core.errors import Fault
from pipeline.lexicon.exchange import as_tables, from_liwc, from_quanteda, plain_terms, to_liwc, to_quanteda
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme

BOOK = Lexicon(
    {
        "power": Theme("power", "P", "behaviour", (Entry(("co-produc*",)), Entry(("a", "b"), within=3))),
        "listening": Theme("listening", "L", "behaviour", (Entry(("hear|heed people's voice",)),)),
    }
)
TERMS = {
    "power": ["co produc*", "co-produc*", "coproduc*"],
    "listening": ["hear people's voice", "heed people's voice"],
}


def test_terms_are_written_out_and_near_rules_left_out():
    assert plain_terms(BOOK) == TERMS


@pytest.mark.parametrize(("write", "read"), [(to_quanteda, from_quanteda), (to_liwc, from_liwc)])
def test_there_and_back(write, read):
    assert read(write(BOOK)) == TERMS


def test_the_forms_of_the_two_formats():
    assert to_quanteda(BOOK).startswith("power:\n- co produc*\n")
    assert to_liwc(BOOK).startswith("%\n1\tpower\n2\tlistening\n%\nco produc*\t1\n")


def test_a_category_that_comes_twice_keeps_both():
    assert from_quanteda("a: [x]\nb: [y]\na: [z]") == {"a": ["x", "z"], "b": ["y"]}


def test_quanteda_dictionaries_may_nest_and_list_in_line():
    text = "# mine\nvalues:\n  warm:\n    - kind*\n    - 'good will'\n  cold: [rude, \"harsh\"]\n"
    assert from_quanteda(text) == {"warm": ["kind*", "good will"], "cold": ["rude", "harsh"]}


def test_liwc_terms_may_have_several_categories():
    assert from_liwc("%\n1\tWarm\n2\tOld\n%\nhug*\t1\t2\nfrail\t2\n") == {
        "Warm": ["hug*"],
        "Old": ["hug*", "frail"],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: ['it''s', \"x, y\", z]", {"a": ["it's", "x, y", "z"]}, id="quotes in a list"),
        pytest.param("a:\n  - 'it''s'", {"a": ["it's"]}, id="a doubled quote"),
        pytest.param("a: [b,\n    c*]\nd:\n- e", {"a": ["b", "c*"], "d": ["e"]}, id="a list on two lines"),
        pytest.param("---\na: []\n", {}, id="an empty list"),
        pytest.param("a:\n  - b # why\n  # c\n  - '#d'", {"a": ["b", "#d"]}, id="comments"),
        pytest.param('a:\n- "b # c" # why', {"a": ["b # c"]}, id="a mark of a comment in quotes"),
    ],
)
def test_the_yaml_that_dictionaries_are_made_of(text, expected):
    assert from_quanteda(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("hug*\t1\t2", {"A": ["hug*"], "B": ["hug*"]}, id="tabs"),
        pytest.param("kind of  1 2", {"A": ["kind of"], "B": ["kind of"]}, id="spaces"),
        pytest.param("covid 19\t1", {"A": ["covid 19"], "B": []}, id="a figure in the term"),
        pytest.param("like\t(02 134)1/2", {"A": [], "B": ["like"]}, id="a condition before"),
        pytest.param("kind\t<of>1/2\t1", {"A": ["kind"], "B": ["kind"]}, id="a condition after"),
        pytest.param("hug*\t1\n\n", {"A": ["hug*"], "B": []}, id="empty lines"),
    ],
)
def test_the_lines_of_liwc_dictionaries(line, expected):
    found = from_liwc(f"%\n1\tA\n2\tB\n%\n{line}\n")
    assert {name: sorted(terms) for name, terms in found.items()} == expected


def test_compounds_come_back_as_one_term():
    for read, write in ((from_quanteda, to_quanteda), (from_liwc, to_liwc)):
        tables = tomllib.loads(as_tables(read(write(BOOK))))
        assert tables["power"]["terms"] == ["co-produc*"]


def test_what_comes_back_finds_the_same():
    book = Lexicon(
        {"power": Theme("power", "P", "", (Entry(("act*|light person-to-person",)), Entry(("go",))))}
    )
    text = "Light person to person, act person-to-person, acting person-toperson, go."
    back = tomllib.loads(as_tables(from_quanteda(to_quanteda(book))))["power"]["terms"]
    again = Lexicon({"power": Theme("power", "P", "", tuple(Entry((term,)) for term in back))})
    spans = [[(m.start, m.end) for m in each.matcher.spans(text)] for each in (book, again)]
    assert spans[0] == spans[1]
    assert len(spans[0]) == 4


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (from_liwc, "hug*\t1", "no head"),
        (from_liwc, "%\n1\tWarm\n%\nhug*\t7", "category 7"),
        (from_liwc, "%\n1\tWarm\n%\nhug", "'hug' has no category"),
        (from_liwc, "%\n1\n%\nhug*\t1", "its head has '1'"),
        (from_quanteda, "just words", "'just words' in line 1 is no key with a list"),
        (from_quanteda, "a:\n  - *word", "write '\\*word'"),
        (from_quanteda, "a: [b,\nc", "not valid YAML: .* in line 2"),
    ],
)
def test_faults_in_dictionaries(read, text, message):
    with pytest.raises(Fault, match=message):
        read(text)


def test_tables_can_be_read_as_toml_and_name_what_was_left_out():
    text = as_tables({"Warm & kind": ["Hug*", "hug*", "people's", ":)"]})
    assert tomllib.loads(text) == {"warm-kind": {"label": "Warm & kind", "terms": ["hug*", "people's"]}}
    assert "# left out: :)" in text


def test_every_category_has_a_table_of_its_own():
    text = as_tables({"A b": ["hug"], "a-b": ["kiss"], "Дом": ["home"], "empty": []})
    assert {name: table["terms"] for name, table in tomllib.loads(text).items()} == {
        "a-b": ["hug"],
        "a-b-2": ["kiss"],
        "category": ["home"],
        "empty": [],
    }
