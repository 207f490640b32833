"""Many texts are matched in lots of about a million characters: nothing may depend on where a lot ends."""

import pytest

from pipeline.lexicon import match
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.theme import Entry, Theme

THEMES = (
    Theme(
        "power", "Power", "", (Entry(("power",), 1.0), Entry(("give*", "away"), 1.0, 2)), ("power station",)
    ),
    Theme("passing", "", "passing"),
)
TEXTS = [
    "They share power.",
    "",
    "The power station; give it away.",
    "Nothing.",
    "Power and power",
    "Giving all away",
]


def rows(texts):
    found = Matcher(THEMES).find(texts)
    return list(
        zip(found.text.tolist(), found.entry.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    )


def test_where_the_terms_are():
    assert rows(TEXTS) == [(0, 0, 11, 16), (2, 1, 19, 31), (4, 0, 0, 5), (4, 0, 10, 15)]


@pytest.mark.parametrize("size", range(0, 80, 7))
def test_lots_of_any_size_give_the_same(monkeypatch, size):
    whole = rows(TEXTS)
    monkeypatch.setattr(match, "CHARACTERS_AT_ONCE", size)
    assert rows(TEXTS) == whole


def test_more_than_a_million_characters():
    # 1,000 texts of 1,200 characters: the second lot begins at the 834th, and each has its term in its place
    texts = [f"{'word ' * 237}share power now" for _ in range(1000)]
    assert len(texts) * len(texts[0]) == 1_200_000
    assert rows(texts) == [(place, 0, 1191, 1196) for place in range(1000)]


def test_no_more_than_about_a_million_are_held_at_once(monkeypatch):
    sizes = []
    whole = Matcher._in_batch

    def looked_at(self, number, texts):
        sizes.append(sum(map(len, texts)))
        return whole(self, number, texts)

    monkeypatch.setattr(Matcher, "_in_batch", looked_at)
    rows(["power " * 50_000] * 10)
    assert sizes == [1_200_000, 1_200_000, 600_000]
