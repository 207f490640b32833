"""Dictionaries of quanteda and LIWC, there and back."""

import tomllib

import pytest

from pipeline.dictionaries import as_tables, from_liwc, from_quanteda, plain_terms, to_liwc, to_quanteda
from pipeline.errors import Fault
from pipeline.lexicon import Entry, Lexicon, Theme

BOOK = Lexicon(
    {
        "power": Theme("power", "P", "behaviour", (Entry(("co-produc*",)), Entry(("a", "b"), within=3))),
        "listening": Theme("listening", "L", "behaviour", (Entry(("hear|heed people's voice",)),)),
    }
)
TERMS = {
    "power": ["co produc*", "coproduc*"],
    "listening": ["hear people's voice", "heed people's voice"],
}


def test_terms_are_written_out_and_near_rules_left_out():
    assert plain_terms(BOOK) == TERMS


@pytest.mark.parametrize(("write", "read"), [(to_quanteda, from_quanteda), (to_liwc, from_liwc)])
def test_there_and_back(write, read):
    assert read(write(BOOK)) == TERMS


def test_the_forms_of_the_two_formats():
    assert to_quanteda(BOOK).startswith('power:\n  - "co produc*"\n')
    assert to_liwc(BOOK).startswith("%\n1\tpower\n2\tlistening\n%\nco produc*\t1\n")


def test_quanteda_dictionaries_may_nest_and_list_in_line():
    text = "# mine\nvalues:\n  warm:\n    - kind*\n    - 'good will'\n  cold: [rude, \"harsh\"]\n"
    assert from_quanteda(text) == {"warm": ["kind*", "good will"], "cold": ["rude", "harsh"]}


def test_liwc_terms_may_have_several_categories():
    assert from_liwc("%\n1\tWarm\n2\tOld\n%\nhug*\t1\t2\nfrail\t2\n") == {
        "Warm": ["hug*"],
        "Old": ["hug*", "frail"],
    }


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (from_liwc, "hug*\t1", "no head"),
        (from_liwc, "%\n1\tWarm\n%\nhug*\t7", "category 7"),
        (from_quanteda, "just words", "line 1 is no key"),
    ],
)
def test_faults_in_dictionaries(read, text, message):
    with pytest.raises(Fault, match=message):
        read(text)


def test_tables_can_be_read_as_toml_and_name_what_was_left_out():
    text = as_tables({"Warm & kind": ["Hug*", "hug*", "people's", ":)"]})
    assert tomllib.loads(text) == {"warm-kind": {"label": "Warm & kind", "terms": ["hug*", "people's"]}}
    assert "# left out: :)" in text
