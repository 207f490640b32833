"""Matches of the last run are taken over where nothing that they hang on changed, the same as new ones."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.kept import Kept
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.match import Matcher, Matches
from pipeline.lexicon.theme import Entry, Theme
from pipeline.tagging.again import matched, only, theme_keys

WORDS = [
    "power",
    "share",
    "shares",
    "letting go",
    "listen",
    "Listening",
    "not",
    "network",
    "cell",
    "to",
    "of",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
TERMS = st.sampled_from(["power", "share*", "letting go", "listen*", "go", "network"])
ENTRIES = st.one_of(
    st.builds(lambda term, weight: Entry((term,), weight), TERMS, st.sampled_from([0.5, 1.0])),
    st.builds(lambda a, b: Entry(tuple(sorted((a, b))), 1.0, 3), TERMS, TERMS).filter(
        lambda entry: entry.words[0] != entry.words[1]
    ),
)


def themes_of(name):
    return st.builds(
        lambda entries, nots, names: Theme(name, name, "f", tuple(entries), tuple(nots), names=tuple(names)),
        st.lists(ENTRIES, max_size=4, unique=True),
        st.lists(st.sampled_from(["not power", "share to"]), max_size=1),
        st.lists(st.sampled_from(["letting go", "listening", "power"]), max_size=1),
    )


LEXICONS = st.builds(
    lambda a, b, c, passing: Lexicon({t.id: t for t in (a, b, c)}, passing),
    *(themes_of(name) for name in ("a", "b", "c", "passing")),
)


def same(one, other):
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Matches))


@pytest.mark.slow
@settings(max_examples=300)
@given(lexicon=LEXICONS, texts=st.lists(TEXTS, max_size=6), chosen=st.sets(st.integers(0, 3)))
def test_a_theme_is_matched_alone_as_among_all(lexicon, texts, chosen):
    whole, alone = lexicon.matcher.find(texts), only(lexicon, sorted(chosen)).matcher.find(texts)
    rows = np.isin(whole.theme, sorted(chosen))
    part = Matches(*(getattr(whole, f.name)[rows] for f in fields(Matches)))
    assert same(part, alone)


@settings(max_examples=60)
@given(runs=st.lists(st.tuples(LEXICONS, st.lists(TEXTS, max_size=6), st.booleans()), min_size=2, max_size=4))
def test_any_run_of_runs_finds_what_a_first_run_finds(runs, tmp_path_factory):
    kept = Kept(tmp_path_factory.mktemp("kept") / "tag", "code")
    last = runs[0][0]
    for lexicon, texts, edit in runs:
        if edit:  # one theme as it is now, the others as they were
            lexicon = replace(last, themes={**last.themes, "b": lexicon.themes["b"]})
        assert same(matched(lexicon, texts, kept, 1), lexicon.matcher.find(texts))
        assert same(matched(lexicon, texts, kept, 1), lexicon.matcher.find(texts))
        last = lexicon


@pytest.fixture
def finding(monkeypatch):
    """What is matched: (ids of the themes with terms, texts)."""
    seen, find = [], Matcher.find

    def noted(self, texts):
        seen.append(([theme.id for theme in self.themes if theme.entries], list(texts)))
        return find(self, texts)

    monkeypatch.setattr(Matcher, "find", noted)
    return seen


def lexicon(**terms):
    themes = {name: Theme(name, name, "f", (Entry((term,)),)) for name, term in terms.items()}
    return Lexicon(themes)


def test_one_text_added_is_matched_alone_and_one_term_changed_its_theme_alone(finding, tmp_path):
    kept = Kept(tmp_path / "tag", "code")
    texts = ["we share power", "we listen"]
    matched(lexicon(a="power", b="listen"), texts, kept, 1)
    matched(lexicon(a="power", b="listen"), [*texts, "new power"], kept, 1)
    matched(lexicon(a="share", b="listen"), [*texts, "new power"], kept, 1)
    assert finding == [(["a", "b"], texts), (["a", "b"], ["new power"]), (["a"], [*texts, "new power"])]


@pytest.mark.parametrize(
    ("edit", "themes"),
    [
        ({"nots": ("purchasing power",)}, ["a"]),
        (
            {"both_spellings": True},
            ["a", "b"],
        ),  # its name may be found elsewhere, and a row of names be another
        ({"names": ("sharing",)}, ["a", "b"]),
        ({"label": "Another"}, []),
        ({"threshold": 3.0}, []),
    ],
    ids=["NOT context", "spellings", "names", "label", "threshold"],
)
def test_an_edit_matches_what_hangs_on_it(edit, themes):
    before = lexicon(a="power", b="listen")
    after = replace(before, themes={**before.themes, "a": replace(before.themes["a"], **edit)})
    changed = zip((*before.themes, "passing"), theme_keys(before), theme_keys(after), strict=True)
    assert [name for name, old, new in changed if old != new and name != "passing"] == themes


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"themes", b"Themes")),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
    ],
    ids=["cut short", "altered", "empty", "gone"],
)
def test_what_was_spoilt_is_not_used(spoil, tmp_path):
    kept = Kept(tmp_path / "tag", "code")
    matched(lexicon(a="power"), ["power"], kept, 1)
    assert kept.read()
    assert not Kept(kept.path, "other code").read()
    spoil(kept.path)
    assert not kept.read()
    assert len(matched(lexicon(a="power"), ["power"], kept, 1)) == 1
