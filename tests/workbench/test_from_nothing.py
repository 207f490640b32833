"""Terms for a theme that has only a description, and for one that has a few."""

import tomllib

import numpy as np
import pandas as pd
import pytest

from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.settings.models import CellsConfig, GroupWords
from pipeline.workbench import proposals
from pipeline.workbench.from_nothing import as_toml, propose
from pipeline.workbench.known import names_of
from pipeline.workbench.proposals_shown import as_lines, as_page

NO_GROUPS = names_of(CellsConfig(), GroupWords(one="circle", many="circles"))
KITES = (
    "Children fly kites when the wind is strong {}.",
    "A kite needs string and a steady wind {}.",
    "The wind lifts kites over the harbour {}.",
)
REST = (
    "The baker counted loaves before dawn {}.",
    "Rents in the old quarter went up {}.",
    "A choir sang in the empty hall {}.",
)
ODD = ("tells", "shows", "weighs")
DAYS = ("one", "two", "three", "four", "five", "six")
BARE = Theme(
    "flying", "Flying kites", "", description="Kites and what they need to fly.", yes=("A kite is up.",)
)


def body(texts):
    """Return passages, three a note."""
    ids = [f"n{i // 3}" for i in range(len(texts))]
    return pd.DataFrame({"passage_id": [f"p{i}" for i in range(len(texts))], "note_id": ids, "text": texts})


def texts():
    """Return six notes with a passage on kites, and three without."""
    made = []
    for number, day in enumerate(DAYS):
        made += [
            KITES[number % 3].format(day),
            REST[number % 3].format(day),
            REST[(number + 1) % 3].format(day),
        ]
    return made + [each.format(f"late {day}") for day in DAYS[:3] for each in REST]


def proposed(theme, *others, carries=(), top=15, **more):
    lexicon = Lexicon(
        {each.id: each for each in (theme, *others)}, more.get("passing", Theme("passing", "", ""))
    )
    passages = body(more.get("texts", texts()))
    stems = Stems()
    for text in passages["text"]:
        stems.of(text)  # as the last run leaves them
    return propose(theme, lexicon, passages, carries, NO_GROUPS, DAYS, stems, top)


def named(found, kind):
    return [each.term for each in found.kinds[kind]]


@pytest.fixture
def few(monkeypatch):
    """Take a few passages for many."""
    monkeypatch.setattr(proposals, "FEWEST_NEAREST", 6)
    monkeypatch.setattr(proposals, "TAGGED", 4)


def test_likeness_proposes_the_words_of_the_description_and_their_neighbours(few):
    found = proposed(BARE)
    first = found.kinds["likeness"][0]
    assert first.term == "kite|kites" or first.term == "kites|kite"
    assert (first.passages, first.notes, first.about) == (6, 6, 1.0)
    assert first.strong
    assert "wind" in named(found, "likeness"), "it stands beside them"
    assert not {"baker", "choir"} & set(named(found, "likeness")[:3])


def test_a_theme_without_terms_has_no_company(few):
    found = proposed(BARE)
    assert set(found.kinds) == {"likeness", "keyness"}
    assert not found.tagged
    assert found.about == 6


def test_keyness_holds_the_passages_about_it_against_the_others(few):
    found = proposed(BARE)
    wind = next(each for each in found.kinds["keyness"] if each.term == "wind")
    # in 6 of 6 passages about it and in none of the other 21, which counts as half a time
    assert wind.figures["keyness"] == pytest.approx(np.log2((6 / 6) / (0.5 / 21)))
    assert "baker" not in named(found, "keyness")


def test_words_that_only_stand_beside_the_description_are_weak_at_first(few):
    found = proposed(BARE)
    assert not next(each for each in found.together if each.term == "wind").strong
    carries = [f"p{3 * i}" for i in range(6)]
    told = proposed(Theme("flying", "", "", (Entry(("kite*",)),)), carries=carries)
    assert next(each for each in told.together if each.term == "wind").strong


def test_company_is_within_five_words_of_a_term(few):
    theme = Theme("flying", "Flying", "", (Entry(("kite*",)),))
    found = proposed(theme, carries=[f"p{3 * i}" for i in range(6)])
    wind = next(each for each in found.kinds["company"] if each.term == "wind")
    # with kites in all of its six passages, but seven words away in `A kite needs string and a steady wind`
    assert wind.figures["company"] == pytest.approx(14 + np.log2(2 * 4 / (6 + 6)))


def test_terms_and_contexts_of_the_theme_are_not_proposed(few):
    theme = Theme("flying", "Flying kites", "", (Entry(("kite*",)),), nots=("steady wind",))
    found = proposed(theme, passing=Theme("passing", "", "", (Entry(("harbour",)),)))
    everything = {term for kind in found.kinds for term in named(found, kind)}
    assert not any("kite" in term or "harbour" in term for term in everything)
    wind = next(each for each in found.together if each.term == "wind")
    assert wind.passages == 4, "two of six are inside the context"


def test_another_theme_that_has_it_is_named(few):
    found = proposed(BARE, Theme("weather", "Weather", "", (Entry(("wind*",)),)))
    assert next(each for each in found.together if each.term == "wind").others == ("weather",)


def test_places_are_of_different_notes_and_aligned(few):
    lines = proposed(BARE).kinds["likeness"][0].lines
    assert len(lines) == 3
    assert len({line.index("[") for line in lines}) == 1
    assert len({line[line.index("(") :] for line in lines}) == 3


def test_a_passage_that_notes_share_counts_once(few):
    same = ["A lantern hung there."] * 9
    assert not any("lantern" in each.term for each in proposed(BARE, texts=texts() + same).together)


def test_top_and_lines_to_paste(few):
    found = proposed(BARE, top=2)
    assert all(len(each) <= 2 for each in (*found.kinds.values(), found.together))
    pasted = tomllib.loads(as_toml(found.together))
    assert sorted(pasted.get("terms", []) + pasted.get("weak", [])) == sorted(e.term for e in found.together)


def test_a_phrase_that_is_listed_is_not_told_again_by_its_words(few):
    more = [f"{text.format(word)} The lived experience {word}." for text, word in zip(REST, ODD, strict=True)]
    spread = [each for text in more for each in (text, f"Rain {text[-6:]}", f"Snow {text[-6:]}")]
    found = proposed(Theme("lived", "Lived", "", description="Lived experience."), texts=texts() + spread)
    assert named(found, "likeness") == ["lived experience"]


def test_the_terminal_and_the_page_tell_the_same(few):
    found = proposed(BARE, Theme("weather", "Weather", "", (Entry(("wind*",)),)))
    said, page = as_lines(found), as_page(found, sample=True)
    assert "Flying kites [flying]: no terms yet; the 6 passages of 27 most like its description" in said
    for part in ("like the description", "in weather", "also by keyness"):
        assert part in said
        assert part in page.lower() or part in page
    assert "SAMPLE NOTES" in page
    assert max(len(line) for line in said.splitlines() if "[" in line and line.startswith("      ")) < 120


def test_nothing_to_propose(few):
    found = proposed(BARE, texts=["A stone.", "A leaf."])
    assert found.together == ()
    assert "nothing in three passages of two notes" in as_lines(found)


def test_kinds_are_put_together_by_rank():
    orders = {"likeness": np.array([2, 0]), "keyness": np.array([0, 1])}
    # 2: 3/11; 0: 3/12 + 1/11; 1: 1/12
    assert proposals.together(orders, 4).tolist() == [0, 2, 1]


def test_a_description_that_the_notes_have_no_word_of(few):
    found = proposed(Theme("zebras", "Zebras", "", description="Stripes."))
    assert found.about == 0
    assert found.together == ()


def test_the_same_notes_give_the_same_suggestions(few):
    assert as_lines(proposed(BARE)) == as_lines(proposed(BARE))
