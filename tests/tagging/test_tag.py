"""Matching, and the decision which themes apply."""

import pickle
import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler
from sklearn.utils.estimator_checks import check_estimator

from pipeline.core.counted import applying
from pipeline.core.schemas import schema
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import STRONG, Entry, Theme
from pipeline.settings.models import Themes
from pipeline.tagging.stage import LexiconTagger, tag


def theme(id="power", terms=(), near=(), nots=(), weights=None, threshold=None, both=False):
    entries = [Entry((term,), (weights or {}).get(term, STRONG)) for term in terms]
    entries += [Entry(tuple(sorted(words)), weight, within) for words, within, weight in near]
    return Theme(id, id, "behaviour", tuple(entries), tuple(nots), both_spellings=both, threshold=threshold)


def lexicon(*themes, passing=None):
    return Lexicon({each.id: each for each in themes}, passing or Theme("passing", "", "passing"))


def found(text, **parts):
    """Return the words matched in a text, by place."""
    return [text[match.start : match.end] for match in LexiconTagger(lexicon(theme(**parts))).spans(text)]


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["power"], "Power, POWER and power.", ["Power", "POWER", "power"], id="case"),
        pytest.param(["power"], "powers empower power_x", [], id="whole words"),
        pytest.param(["empower*"], "Empowering, empower", ["Empowering", "empower"], id="wildcard"),
        pytest.param(["*power"], "manpower power", ["manpower", "power"], id="wildcard before"),
        pytest.param(["wom*n"], "women, woman, womb", ["women", "woman"], id="wildcard inside"),
        pytest.param(
            ["co-produc*"],
            "Co-production, coproduce, co production, co\u2011produced, co–producing, co- production",
            ["Co-production", "coproduce", "co production", "co\u2011produced", "co–producing"],
            id="compounds in all their forms",
        ),
        pytest.param(
            ["command and control"],
            "command-and-control; command  and\ncontrol",
            ["command-and-control", "command  and\ncontrol"],
            id="a phrase may be hyphenated or broken",
        ),
        pytest.param(["convenor"], "The co-convenor and the convenor", ["convenor"], id="prefix binds"),
        pytest.param(["power"], "power-sharing", ["power"], id="a hyphen after does not bind"),
        pytest.param(["people's jury"], "a people’s jury", ["people’s jury"], id="curly apostrophe"),
        pytest.param(["power"], "‘power’ “power” (power)", ["power"] * 3, id="quotes and brackets"),
        pytest.param(["power"], "people’s power’s", ["power"], id="possessive"),
        pytest.param(["letting go"], "letting. go letting, go", [], id="no phrase across punctuation"),
        pytest.param(["café"], "CAFÉ", ["CAFÉ"], id="accents"),
        pytest.param(["power"], "İİ power", ["power"], id="a letter that grows in lower case"),
        pytest.param(["go"], "", [], id="empty text"),
    ],
)
def test_what_a_term_finds(terms, text, expected):
    assert found(text, terms=terms) == expected


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["power", "share power"], "We share power.", ["share power"], id="longest"),
        pytest.param(["a b", "b c d"], "a b c d", ["b c d"], id="longest, not first"),
        pytest.param(["a b", "b c"], "a b c", ["a b"], id="equally long: the first"),
    ],
)
def test_the_longest_match_of_a_theme_counts(terms, text, expected):
    assert found(text, terms=terms) == expected


def test_of_two_entries_on_the_same_words_the_weightier_counts():
    tagger = LexiconTagger(lexicon(theme(terms=["power", "pow*"], weights={"power": 0.5})))
    assert [(match.term, match.weight) for match in tagger.spans("power")] == [("pow*", 1.0)]


def test_themes_do_not_see_each_other():
    tagger = LexiconTagger(lexicon(theme(terms=["command and control"]), theme("listening", ["control"])))
    spans = [(match.theme, match.start, match.end) for match in tagger.spans("command and control")]
    assert spans == [("power", 0, 19), ("listening", 12, 19)]


NEAR = [(["give*", "power"], 4, 1.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("give people more real power", ["give people more real power"], id="within four"),
        pytest.param("give people much more real power", [], id="five words on"),
        pytest.param("power is given", ["power is given"], id="any order"),
        pytest.param("power power given", ["power given"], id="the shortest stretch"),
        pytest.param("give. Power", ["give. Power"], id="across a full stop"),
    ],
)
def test_near_rules(text, expected):
    assert found(text, near=NEAR) == expected


def test_a_near_rule_needs_a_word_for_each_slot():
    assert found("power power", near=[(["power", "power*"], 3, 1.0)]) == ["power power"]
    assert found("power", near=[(["power", "power*"], 3, 1.0)]) == []


def test_a_near_match_is_worth_what_it_displaces():
    tagger = LexiconTagger(lexicon(theme(terms=["power"], near=[(["give*", "power"], 4, 0.5)])))
    assert [(match.term, match.weight) for match in tagger.spans("give power")] == [("give* ~4 power", 1.0)]


@pytest.mark.parametrize(
    ("nots", "text", "expected"),
    [
        pytest.param(["purchasing power"], "purchasing power, power", ["power"], id="inside a context"),
        pytest.param(["power cut*"], "a power cut", [], id="wildcard in a context"),
        pytest.param(["purchasing"], "purchasing power", ["power"], id="beside is not inside"),
    ],
)
def test_not_contexts(nots, text, expected):
    assert found(text, terms=["power"], nots=nots) == expected


def test_a_not_context_hides_words_from_near_rules_and_lets_longer_matches_be():
    assert found("give a power cut", near=NEAR, nots=["power cut"]) == []
    text = "sharing purchasing power"
    assert found(text, terms=["sharing purchasing power"], nots=["purchasing power"]) == [text]


def test_shared_contexts_hold_for_all_themes():
    passing = Theme("passing", "", "passing", nots=("power cut",))
    tagger = LexiconTagger(lexicon(theme(terms=["power"]), theme("listening", ["cut"]), passing=passing))
    assert tagger.spans("power cut") == []


def test_spellings_only_where_asked():
    assert found("organizing", terms=["organis*"]) == []
    assert found("organizing", terms=["organis*"], both=True) == ["organizing"]


WORDS = ["power", "powers", "share", "co", "produce", "go", "let", "x", "co-produce", "produce’s"]
TERMS = ["power", "pow*", "share power", "co-produc*", "let go", "go", "power go", "*er", "s*e"]
texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "  ", ", ", "-", "\n"])), max_size=12
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@pytest.mark.slow
@settings(max_examples=60)
@given(texts, st.sets(st.sampled_from(TERMS), min_size=1).map(sorted), st.randoms())
def test_spans_do_not_depend_on_the_order_of_terms_and_do_not_overlap(text, terms, random):
    shuffled = random.sample(terms, len(terms))
    spans = LexiconTagger(lexicon(theme(terms=terms))).spans(text)
    assert spans == LexiconTagger(lexicon(theme(terms=shuffled))).spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for match in spans:
        assert re.fullmatch(r"\w.*\w|\w", text[match.start : match.end], re.DOTALL)


PHRASES = ["power", "share power", "power share", "share", "go", "power go go", "go share"]
some = st.sets(st.sampled_from(PHRASES), max_size=4).map(sorted)


@pytest.mark.slow
@settings(max_examples=40)
@given(texts, some, some, st.randoms())
def test_spans_do_not_depend_on_the_order_of_themes_nor_on_the_other_themes(text, terms, others, random):
    themes = [theme("power", terms=terms), theme("listening", TERMS), theme("local", terms=others)]
    spans = LexiconTagger(lexicon(*themes)).spans(text)
    assert LexiconTagger(lexicon(*random.sample(themes, 3))).spans(text) == spans
    for each in themes:
        alone = LexiconTagger(lexicon(each)).spans(text)
        assert alone == [match for match in spans if match.theme == each.id]


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(texts, max_size=5), st.randoms())
def test_counts_do_not_depend_on_the_other_texts(many, random):
    tagger = LexiconTagger(lexicon(theme(terms=TERMS), theme("listening", ["go"])))
    together = tagger.transform(many).toarray()
    for text, row in zip(many, together, strict=True):
        alone = tagger.transform([text]).toarray()[0]
        assert row.tolist() == alone.tolist()
        spans = [match.theme for match in tagger.spans(text)]
        assert row.tolist() == [spans.count("power"), spans.count("listening")]
    order = random.sample(range(len(many)), len(many))
    shuffled = tagger.transform([many[i] for i in order]).toarray()
    assert shuffled.tolist() == together[order].tolist()


def naive(text, phrases):
    """Return the spans of phrases, each found by a simple expression of its own, overlapping ones too."""
    found = set()
    for phrase in phrases:
        pattern = re.compile(rf"(?<!\w)(?<!\w-){re.escape(phrase)}(?!\w)")
        found |= {match.span() for i in range(len(text)) if (match := pattern.match(text.lower(), i))}
    return sorted(found)


@pytest.mark.slow
@settings(max_examples=60)
@given(texts, st.sets(st.sampled_from(["power", "powers", "go", "x", "let"]), min_size=1).map(sorted))
def test_single_words_are_found_as_by_a_plain_expression(text, words):
    spans = LexiconTagger(lexicon(theme(terms=words))).spans(text)
    assert [(match.start, match.end) for match in spans] == naive(text, words)


def by_the_rules(text, terms, nots, shared):
    """Return the spans that count by the written rules, found as slowly as can be."""
    contexts = naive(text, nots) + naive(text, shared)
    found = [(s, e) for s, e in naive(text, terms) if not any(a <= s and e <= b for a, b in contexts)]
    kept = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
    return sorted(kept)


@pytest.mark.slow
@settings(max_examples=150)
@given(
    st.lists(st.lists(st.sampled_from(["power", "share", "go", "x,"]), max_size=9), max_size=4),
    some,
    some,
    some,
)
def test_contexts_and_overlaps_are_settled_by_the_rules(words, terms, nots, shared):
    many = [" ".join(each) for each in words]
    passing = Theme("passing", "", "passing", nots=tuple(shared))
    nots = [term for term in nots if term not in terms]
    tagger = LexiconTagger(
        lexicon(theme(terms=terms, nots=nots), theme("local", terms=["go"]), passing=passing)
    )
    counts = tagger.transform(many).toarray()
    for text, row in zip(many, counts.tolist(), strict=True):
        spans = [(match.start, match.end) for match in tagger.spans(text) if match.theme == "power"]
        assert spans == by_the_rules(text, terms, nots, shared)
        assert row[0] == len(spans)


def test_the_tagger_is_a_transformer():
    tagger = LexiconTagger(lexicon(theme(terms=["power"]), theme("listening", ["hear*"])))
    counts = tagger.fit_transform(["Power to hear power", "", "nothing"])
    assert counts.toarray().tolist() == [[2, 1], [0, 0], [0, 0]]
    assert tagger.get_feature_names_out().tolist() == ["power", "listening"]
    assert clone(tagger).lexicon is not None
    assert pickle.loads(pickle.dumps(tagger)).transform(["power"]).toarray().tolist() == [[1, 0]]
    pipeline = make_pipeline(tagger, MaxAbsScaler())
    assert pipeline.fit_transform(["power power", "power"]).toarray().tolist() == [[1, 0], [0.5, 0]]


def test_the_tagger_refuses_what_is_no_series_of_texts():
    tagger = LexiconTagger(lexicon(theme(terms=["power"])))
    with pytest.raises(ValueError, match="give a list"):
        tagger.transform("power")
    with pytest.raises(TypeError, match="3 is no text"):
        tagger.transform([3])
    with pytest.raises(ValueError, match="needs a lexicon"):
        LexiconTagger().transform(["power"])


def passages(*texts, kind="paragraph", section_kind="discussion"):
    rows = [
        (f"n.{i:03d}", "n", "a.txt", i, i, kind, "", section_kind, text) for i, text in enumerate(texts, 1)
    ]
    return schema("passages").frame(rows)


def applied(book, *texts, options=None, **parts):
    tables = tag(passages(*texts, **parts), book, options or Themes())
    for name, table in tables.items():
        schema(name).check(table)
    rows = applying(tables["found_themes"])
    return list(zip(rows["passage_id"], rows["theme"], rows["score"], rows["basis"], strict=True))


BOOK = lexicon(
    theme(terms=["power", "control", "decision"], weights={"control": 0.5, "decision": 0.5}),
    passing=Theme("passing", "", "passing", (Entry(("next meeting",), 1.0),)),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Power.", [1.0], id="one strong term"),
        pytest.param("Control.", [], id="one weak term"),
        pytest.param("Control, control, control.", [], id="the same weak term again"),
        pytest.param("Decision and control.", [1.0], id="two weak terms"),
        pytest.param("Next meeting: power.", [], id="in passing"),
        pytest.param("Next meeting: power and control.", [1.1], id="more than in passing"),
        pytest.param("Nothing.", [], id="no term"),
    ],
)
def test_when_a_theme_applies(text, expected):
    assert [score for _, _, score, _ in applied(BOOK, text)] == expected


def test_the_basis_names_terms_and_passing_cues():
    [(_, _, _, basis)] = applied(BOOK, "Next meeting: control, power.")
    assert basis == "power (1); control (0.5) | in passing: next meeting (-1)"


def test_a_theme_may_have_a_threshold_of_its_own():
    book = lexicon(theme(terms=["power"], threshold=1.5))
    assert applied(book, "Power.") == []


@pytest.mark.parametrize(
    "parts", [{"kind": "heading"}, {"section_kind": "next"}, {"section_kind": "reading"}]
)
def test_headings_and_logistics_carry_no_theme(parts):
    assert applied(BOOK, "Power.", **parts) == []


def test_tags_keep_span_term_and_weight():
    tags = tag(passages("All power, all control."), BOOK, Themes())["tags"]
    assert tags[["start", "end", "term", "matched", "weight"]].values.tolist() == [
        [4, 9, "power", "power", 1.0],
        [15, 22, "control", "control", 0.5],
    ]


def test_the_stems_of_all_words_are_kept_for_the_next_time():
    rows = tag(passages("Sharing gardens and power."), BOOK, Themes())["stems"]
    assert dict(rows.values.tolist()) == {
        "sharing": "share",
        "gardens": "garden",
        "and": "",
        "power": "power",
    }
    known = Stems({"gardens": "otherwise"})
    tag(passages("Gardens."), BOOK, Themes(), known)
    assert known == {"gardens": "otherwise"}


def test_no_passages():
    tables = tag(schema("passages").empty(), BOOK, Themes())
    assert all(schema(name).check(table).empty for name, table in tables.items())


SURE = [f"Power and decision and control over gardens, orchards and bees {i}." for i in range(10)]
OTHER = [f"A quiet talk about music, songs and drums {i}." for i in range(30)]


def test_likeness_settles_what_the_terms_leave_open():
    book = lexicon(theme(terms=["power", "control"], weights={"power": 2.0, "control": 0.8}))
    like, unlike = "Control over gardens, orchards and bees.", "Control over music, songs and drums."
    options = Themes(fewest_sure=5)
    rows = applied(book, *SURE, *OTHER, like, unlike, options=options)
    assert [row[0] for row in rows] == [f"n.{i:03d}" for i in (*range(1, 11), 41)]
    assert "tipped by: " in rows[-1][3]
    assert "garden" in rows[-1][3]
    few = applied(book, *SURE, *OTHER, like, options=Themes(fewest_sure=50))
    assert len(few) == len(SURE), "with few sure passages the terms alone decide"


def test_the_same_passages_in_any_order_get_the_same_scores():
    book = lexicon(theme(terms=["power", "control"], weights={"power": 2.0, "control": 0.8}))
    rows = passages(*SURE, *OTHER, "Control over gardens and bees.")
    shuffled = rows.sample(frac=1, random_state=1)
    options = Themes(fewest_sure=5)
    straight, mixed = (tag(table, book, options)["found_themes"] for table in (rows, shuffled))
    pd.testing.assert_frame_equal(straight, mixed)
    assert np.isfinite(straight["score"]).all()


@pytest.mark.filterwarnings("ignore:Can't test estimator")
def test_check_estimator_passes_as_for_scikit_learns_own_text_transformers():
    results = check_estimator(LexiconTagger(lexicon(theme(terms=["power"]))), on_fail=None)
    assert {result["status"] for result in results} == {"passed"}


def test_shortcuts_of_the_engine_change_nothing():
    # "lived" only begins phrases, one with a whole second word and one with a wildcard on the same stem
    terms = ["lived experience", "lived experience* of", "lived expert*", "the power", "power"]
    text = "lived experiences of lived experience by lived experts, the power, the powers, the people"
    words = ["lived experiences of", "lived experience", "lived experts", "the power"]
    assert found(text, terms=terms) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Power.", "tentative", id="one strong term"),
        pytest.param("Power, power and power.", "tentative", id="the same strong term again"),
        pytest.param("Power and control.", "tentative", id="a strong and a weak term"),
        pytest.param("Power, but empower.", "firm", id="two strong terms"),
        pytest.param("Control.", "near", id="too little to apply"),
    ],
)
def test_how_much_a_tag_rests_on(text, expected):
    book = lexicon(theme(terms=["power", "empower", "control"], weights={"control": 0.5}))
    assert tag(passages(text), book, Themes())["found_themes"]["grade"].tolist() == [expected]
