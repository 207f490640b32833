"""The lexicon language: what a term stands for, what is read from the files, which faults are named."""

import pytest

from pipeline.core.errors import Fault
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.score import term_scores
from pipeline.lexicon.terms import covers, fault_in, sequences
from pipeline.lexicon.theme import Family, Theme
from tests.conftest import CONFIG


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        pytest.param("Trust", {("trust",)}, id="case is ignored"),
        pytest.param("letting go", {("letting", "go")}, id="phrase"),
        pytest.param("co-produc*", {("co", "produc*"), ("coproduc*",)}, id="compound: open and closed"),
        pytest.param(
            "human|social bond*", {("human", "bond*"), ("social", "bond*")}, id="alternatives in a slot"
        ),
        pytest.param("people’s jury", {("people", "'s", "jury")}, id="curly apostrophe"),
        pytest.param("top–down", {("top", "down"), ("topdown",)}, id="en dash"),
        pytest.param("top\u2011down", {("top", "down"), ("topdown",)}, id="non-breaking hyphen"),
    ],
)
def test_what_a_term_stands_for(term, expected):
    assert set(sequences(term)) == expected


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organis*", "organiz*"),
        ("neighbour", "neighbor"),
        ("centre", "center"),
        ("programme*", "program*"),
        ("labelled", "labeled"),
        ("dialogue", "dialog"),
        ("catalogues", "catalogs"),
        ("analysing", "analyzing"),
        ("harbouring", "harboring"),
        ("behaviour*", "behavior*"),
        ("theatres", "theaters"),
        ("practising", "practicing"),
        ("defence", "defense"),
        ("judgement", "judgment"),
        ("fulfilment", "fulfillment"),
        ("skilful", "skillful"),
        ("sceptic*", "skeptic*"),
    ],
)
def test_spellings_are_alike_both_ways(british, american):
    assert (american,) in sequences(british, both_spellings=True)
    assert (british,) in sequences(american, both_spellings=True)


@pytest.mark.parametrize("word", ["four", "listening", "history", "your", "skill", "practical", "rolled"])
def test_spellings_leave_other_words_alone(word):
    assert sequences(word, both_spellings=True) == ((word,),)


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("*", "on its own"),
        ("power *", "on its own"),
        ("a & b", "'&'"),
        ("a||b", "nothing beside it"),
        ("a|b|c|d|e|f " * 4, "more than"),
        ("give* power", ""),
    ],
)
def test_faults_in_the_way_a_term_is_written(term, fault):
    assert fault in fault_in(term)
    assert bool(fault) == bool(fault_in(term))


@pytest.mark.parametrize(
    ("pattern", "word", "expected"),
    [
        ("power", "power", True),
        ("power", "powers", False),
        ("power*", "powers", True),
        ("*power", "manpower", True),
        ("wom*n", "women", True),
        ("wom*n", "woman's", False),
    ],
)
def test_wildcards_stay_inside_one_word(pattern, word, expected):
    assert covers(pattern, word) is expected


FAMILIES = (Family("aims", "aim", "aims"), Family("values", "value", "values"))


@pytest.fixture
def write(tmp_path):
    """Write a lexicon of two families: `values` as told, `aims` with one theme."""

    def written(text=""):
        (tmp_path / "aims.toml").write_text("[fairness]\nlabel = 'F'\nterms = ['zz']", encoding="utf-8")
        (tmp_path / "values.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_themes_come_in_the_order_of_the_families_and_of_their_files(write):
    write("[power]\nlabel = 'P'\nterms = ['a']\n[care]\nlabel = 'C'\nterms = ['b']")
    aims, values = FAMILIES
    folder = write("[power]\nlabel = 'P'\nterms = ['a']\n[care]\nlabel = 'C'\nterms = ['b']")
    assert load_lexicon(folder, (values, aims)).order == ("power", "care", "fairness")
    lexicon = load_lexicon(folder, FAMILIES)
    assert lexicon.order == ("fairness", "power", "care")
    assert lexicon.of_family("values") == ("power", "care")
    assert lexicon.families == FAMILIES


def test_a_lexicon_is_read(write):
    text = """
    [power]
    label = 'Power'
    terms = ['empower*', {term = 'control*', weight = 0.5}]
    weak = ['decision*']
    near = [{words = ['power', 'give*'], within = 4, weight = 0.8}]
    not = ['power cut*']
    """
    lexicon = load_lexicon(write(text), FAMILIES)
    power = lexicon.themes["power"]
    assert (power.label, power.family, power.nots) == ("Power", "values", ("power cut*",))
    assert [(entry.term, entry.weight) for entry in power.entries] == [
        ("empower*", 1.0),
        ("control*", 0.5),
        ("decision*", 0.5),
        ("give* ~4 power", 0.8),
    ]


FAULTS = [
    ("[Power]\nlabel='x'", "[Power]: is no id of a theme"),
    ("[passing]\nlabel='x'", "[passing]: belongs into passing.toml"),
    (
        "[power]\nlabel='x'\nterms=['a']\ncolour='red'",
        "[power]: colour: 'red' is none; write it as in '#b7149e'",
    ),
    ("[fairness]\nlabel='x'", "[fairness]: is in"),
    ("", "is empty; write a table for each theme of 'values'"),
    ("[power]\nterms = ['a']", "[power]: label: is missing"),
    ("[power]\nlabel='x'\nterm = ['a']", "[power]: term: unknown key (did you mean 'terms'?)"),
    ("[power]\nlabel='x'\nterms = ['a', '']", "[power]: terms: '' is empty"),
    ("[power]\nlabel='x'\nterms = ['a', 'A']", "'a' is there twice"),
    ("[power]\nlabel='x'\nterms = [3]", "3 is no term"),
    ("[power]\nlabel='x'\nterms = 'a'", "write a list"),
    ("[power]\nlabel='x'\nterms = [{term='a', wieght=1}]", "unknown key 'wieght' (did you mean 'weight'?)"),
    ("[power]\nlabel='x'\nterms = [{term='a', weight=-1}]", "-1 is no number above 0"),
    ("[power]\nlabel='x'\nterms = [{term='a', weight=true}]", "True is no number"),
    ("[power]\nlabel='x'\nterms=['a']\nnear = [{words=['a'], within=2}]", "name two or more words"),
    ("[power]\nlabel='x'\nterms=['a']\nnear = [{words=['a','b']}]", "within is None"),
    ("[power]\nlabel='x'\nterms=['a']\nnear = [{words=['a','b'], within=0}]", "within is 0"),
    ("[power]\nlabel='x'\nterms=['a']\nnear = ['a b']", "'a b' is no rule"),
    ("[power]\nlabel='x'\nterms=['a']\nnot = ['a']", "is a term as well"),
    ("[power]\nlabel='x'\nterms=['a']\nspelling = 'british'", "write 'both'"),
    ("[power]\nlabel='x'\nterms=['a']\nthreshold = 'low'", "threshold"),
    ("power = 3", "is no table"),
    ("[power", "not valid TOML"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS, ids=[message[:40] for _, message in FAULTS])
def test_a_fault_is_named_with_file_and_theme(write, text, message):
    with pytest.raises(Fault) as caught:
        load_lexicon(write(text), FAMILIES)
    assert any(message in each and "values.toml" in each for each in caught.value.messages), (
        caught.value.messages
    )


def test_all_faults_are_told_at_once(write):
    text = "[power]\nlabel='x'\nterms=['', 'b & c']\nnoot=[]\n[listening]\nterms=['x']"
    with pytest.raises(Fault) as caught:
        load_lexicon(write(text), FAMILIES)
    assert len(caught.value.messages) == 4


def test_a_family_without_a_file_and_a_file_without_a_family(write):
    folder = write("[power]\nlabel='x'\nterms=['a']")
    (folder / "value.toml").write_text("[care]\nlabel='y'\nterms=['b']", encoding="utf-8")
    (folder / "aims.toml").unlink()
    with pytest.raises(Fault) as caught:
        load_lexicon(folder, FAMILIES)
    gone, left = caught.value.messages
    assert "aims.toml: is not there; network.toml has the family 'aims'" in gone
    assert "value.toml: is of no family in network.toml (did you mean 'values'?)" in left


def test_without_families_every_file_is_one(write):
    assert load_lexicon(write("[power]\nlabel='x'\nterms=['a']")).order == ("fairness", "power")


def test_suspicious_terms_are_warnings(write):
    text = """
    [power]
    label = 'P'
    terms = ['empower*', 'empowering', 'voice']
    [listening]
    label = 'L'
    terms = ['voice']
    """
    warnings = load_lexicon(write(text), FAMILIES).warnings
    assert any("'empowering' is covered by 'empower*'" in warning for warning in warnings)
    assert any("'voice' is in power and listening" in warning for warning in warnings)


def test_a_theme_without_terms_loads_and_is_warned_of(write):
    lexicon = load_lexicon(write("[power]\nlabel = 'P'\nyes = ['They let go.']"), FAMILIES)
    assert lexicon.themes["power"].entries == ()
    [warning] = lexicon.warnings
    assert "[power]: has no terms yet" in warning
    assert "turning-point lexicon --suggest power" in warning
    assert len(lexicon.matcher.find(["They let go of power, zz."])) == 1, "the other theme is found"


def test_a_lexicon_without_any_term_finds_nothing():
    bare = Lexicon({"power": Theme("power", "P", "values")})
    assert len(bare.matcher.find(["Power."])) == 0
    assert term_scores(bare.matcher.find(["Power."]), bare.matcher, 1, 0.4).tolist() == [[0.0]]


@pytest.mark.parametrize(
    ("terms", "covered"),
    [
        pytest.param("'empower*', 'empowering'", ["empowering"], id="by a wildcard"),
        pytest.param(
            "'empower*', {term = 'empowering', weight = 0.5}", ["empowering"], id="by what weighs more"
        ),
        pytest.param("{term = 'empower*', weight = 0.5}, 'empowering'", [], id="not by what weighs less"),
        pytest.param("'letting go', 'letting'", [], id="not by a longer one"),
        pytest.param("'co-produc*', 'coproduction'", ["coproduction"], id="by a compound"),
        pytest.param("'organis*', 'organiz*'", ["organiz*"], id="by the other spelling, once"),
        pytest.param("'*power', 'empower'", ["empower"], id="by a wildcard in front"),
    ],
)
def test_terms_that_never_count_are_warned_of(write, terms, covered):
    text = f"[power]\nlabel = 'P'\nspelling = 'both'\nterms = [{terms}]\n"
    found = [line for line in load_lexicon(write(text), FAMILIES).warnings if "is covered by" in line]
    assert [line.split("'")[1] for line in found] == covered


@pytest.mark.slow
def test_the_projects_own_lexicons_have_no_fault_and_show_examples():
    lexicon = load_lexicon(CONFIG / "themes")
    for theme in lexicon.themes.values():
        assert theme.yes, f"{theme.id} has no example"
        assert theme.no, f"{theme.id} has no counter-example"
        assert theme.description, f"{theme.id} does not say what it covers"
